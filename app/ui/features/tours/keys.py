"""What keys do in the bar of a tour under way, and in the editor of tours."""

from __future__ import annotations

from typing import Any, Protocol

from app.ui.kit.command import Command


class TourUnderWay(Protocol):
    """As its bar has it."""

    @property
    def free(self) -> bool: ...
    def toggle_words(self) -> None: ...
    def leave(self) -> None: ...


class EditedSteps(Protocol):
    """The list of them, of which one is the current one."""

    @property
    def has_current(self) -> bool: ...
    def move_by(self, by: int) -> None: ...
    def delete(self) -> None: ...
    def show_current(self) -> None: ...


class EditedTour(Protocol):
    """As its editor has it."""

    def add_step(self) -> None: ...
    def save_tour(self) -> bool: ...


class EditedPage(Protocol):
    """Of the editor, with what one undoes."""

    def take_back(self) -> None: ...
    def do_again(self) -> None: ...


BAR: tuple[Command[TourUnderWay], ...] = (
    Command("words", "The step's words", ("W",), lambda tour: tour.toggle_words()),
    Command(
        "leave",
        "Leave everything as it was",
        ("Esc",),
        lambda tour: tour.leave(),
        enabled=lambda tour: tour.free,
    ),
)

BY = (-1, 1)
MOVE: Command[EditedSteps] = Command(
    "move", "Move the step", ("Alt+Up", "Alt+Down"), pick=lambda steps, n: steps.move_by(BY[n])
)
DELETE: Command[EditedSteps] = Command(
    "delete", "Delete the step", ("Del",), lambda steps: steps.delete(), also=("Backspace",)
)
SHOW: Command[EditedSteps] = Command(
    "show",
    "Show the step",
    ("Return",),
    lambda steps: steps.show_current(),
    enabled=lambda steps: steps.has_current,
    also=("Enter",),
)
STEPS: tuple[Command[EditedSteps], ...] = (
    MOVE,
    Command("rename", "Rename the step", ("F2",)),
    DELETE,
    SHOW,
)

UNDO: Command[EditedPage] = Command("undo", "Undo", ("Ctrl+Z",), lambda page: page.take_back())
REDO: Command[EditedPage] = Command(
    "redo", "Redo", ("Ctrl+Shift+Z",), lambda page: page.do_again(), also=("Ctrl+Y",)
)
PAGE = (UNDO, REDO)
ADD: Command[EditedTour] = Command(
    "add", "Add a step", ("Ctrl+Shift+A",), lambda tour: tour.add_step()
)
SAVE: Command[EditedTour] = Command("save", "Save", ("Ctrl+S",), lambda tour: tour.save_tour())
EDITOR = (ADD, SAVE)
TOLD: tuple[Command[Any], ...] = (*STEPS, ADD, *PAGE, SAVE)
