"""What keys do in the bar of a tour under way, and in the editor of tours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit.command import Command

if TYPE_CHECKING:
    from app.ui.features.tours.bar import TourBar
    from app.ui.features.tours.editor import TourEditor
    from app.ui.features.tours.step_list import StepList

BAR: tuple[Command[TourBar], ...] = (
    Command("words", "The step's words", ("W",), lambda bar: bar.wordy.click()),
    Command(
        "leave",
        "Leave everything as it was",
        ("Esc",),
        lambda bar: bar.leave(),
        enabled=lambda bar: bar.free,
    ),
)

BY = (-1, 1)
MOVE: Command[StepList] = Command(
    "move", "Move the step", ("Alt+Up", "Alt+Down"), pick=lambda steps, n: steps.move_by(BY[n])
)
DELETE: Command[StepList] = Command(
    "delete", "Delete the step", ("Del",), lambda steps: steps.delete(), also=("Backspace",)
)
SHOW: Command[StepList] = Command(
    "show",
    "Show the step",
    ("Return",),
    lambda steps: steps.show_current(),
    enabled=lambda steps: steps.currentRow() >= 0,
    also=("Enter",),
)
STEPS: tuple[Command[StepList], ...] = (
    MOVE,
    Command("rename", "Rename the step", ("F2",)),
    DELETE,
    SHOW,
)

UNDO: Command[TourEditor] = Command(
    "undo", "Undo", ("Ctrl+Z",), lambda editor: editor.page.undo.click()
)
REDO: Command[TourEditor] = Command(
    "redo",
    "Redo",
    ("Ctrl+Shift+Z",),
    lambda editor: editor.page.redo.click(),
    also=("Ctrl+Y",),
)
EDITOR: tuple[Command[TourEditor], ...] = (
    Command("add", "Add a step", ("Ctrl+Shift+A",), lambda editor: editor.add_step()),
    UNDO,
    REDO,
    Command("save", "Save", ("Ctrl+S",), lambda editor: editor.save_tour()),
)
