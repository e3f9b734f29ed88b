"""What keys do while presenting. Buttons and menus there are of the same records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app.ui.features.presenting.tools import SIZED, Tool
from app.ui.kit.command import Command, always, press

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.features.presenting.presentation import Presentation
    from app.ui.features.presenting.rehearsal import StepTimes
    from app.ui.features.presenting.words import Words

BY = (1, -1)


def _pausing(do: Callable[[Presentation], object]) -> Callable[[Presentation], object]:
    """A tour that plays by itself pauses before it."""

    def run(on: Presentation) -> None:
        on.player.pause()
        do(on)

    return run


def _tool(tool: Tool, key: str, words: str) -> Command[Presentation]:
    """Take that tool into the hand, or put it away."""
    return Command(
        tool,
        tool.capitalize(),
        (key,),
        lambda p: p.presenter_controls.take(tool),
        words=words,
        is_on=lambda p: p.presenter_controls.tools.tool is tool,
    )


def _drawn(on: Presentation) -> bool:
    return bool(on.presenter_controls.tools.strokes)


# What is under way has its keys before all else.
UNDER_WAY: tuple[Command[Presentation], ...] = (
    Command(
        "go_to_number",
        "In a tour, go to that step",
        ("Return",),
        lambda p: p.presenter_controls.number.go(),
        enabled=lambda p: bool(p.presenter_controls.number),
        also=("Enter",),
    ),
    Command(
        "shorten_number",
        "Take the last digit back",
        run=lambda p: p.presenter_controls.number.back(),
        enabled=lambda p: bool(p.presenter_controls.number),
        also=("Backspace",),
    ),
    Command(
        "return",
        "Back to where I was",
        run=lambda p: p.presenter_controls.jumping.back(),
        enabled=lambda p: p.presenter_controls.jumping.away,
        also=("Right", "Left", "PgDown", "PgUp", "Space", "Backspace"),
    ),
    Command(
        "undo_with_pen",
        "Undo the last stroke",
        ("Backspace",),
        lambda p: p.presenter_controls.tools.undo(),
        enabled=lambda p: p.presenter_controls.tools.tool is Tool.PEN,
    ),
    Command(
        "scroll_note",
        "Scroll the note",
        pick=lambda p, n: p.texts.note.scroll(-BY[n]),
        enabled=lambda p: p.texts.note.isVisible(),
        also=("Up", "Down"),
    ),
)

KEYS: tuple[Command[Presentation], ...] = (
    Command(
        "next",
        "Next step or diagram",
        ("Right", "Space", "PgDown"),
        _pausing(lambda p: p.turn(1)),
        also=("Down",),
    ),
    Command(
        "previous",
        "Previous step or diagram",
        ("Left", "PgUp"),
        _pausing(lambda p: p.turn(-1)),
        also=("Up", "Backspace"),
    ),
    Command(
        "number",
        "In a tour, go to that step",
        tuple("0123456789"),
        pick=lambda p, n: p.presenter_controls.number.press(n),
        enabled=lambda p: p.store.tour is not None,
    ),
    Command(
        "grid",
        "All steps",
        ("G",),
        _pausing(lambda p: p.open_grid()),
        words="All steps, or all diagrams",
    ),
    Command(
        "layer_by_digit",
        "Without a tour, switch a layer on or off",
        tuple("123456789"),
        pick=lambda p, n: p.toggle_layer(n + 1),
        enabled=lambda p: p.store.tour is None,
    ),
    Command(
        "no_layer",
        "There is no such layer",
        run=always,
        enabled=lambda p: p.store.tour is None,
        also=("0",),
    ),
    Command(
        "layer",
        "Switch a layer on or off, in a tour too",
        tuple(f"Ctrl+{digit}" for digit in range(1, 10)),
        pick=lambda p, n: p.toggle_layer(n + 1),
    ),
    Command(
        "tour",
        "Start or leave the tour through this diagram",
        ("T",),
        _pausing(lambda p: p.toggle_tour()),
    ),
    Command(
        "words",
        "The step's words",
        ("W",),
        _pausing(lambda p: p.toggle_words()),
        is_on=lambda p: not p.texts.words.isHidden(),
    ),
    Command(
        "note",
        "Note",
        ("N",),
        _pausing(lambda p: p.toggle_note()),
        words="The note, large",
        is_on=lambda p: p.presenter_controls.covered == "note",
    ),
    _tool(Tool.LASER, "L", "Laser pointer"),
    _tool(Tool.PEN, "P", "Pen, until the next step"),
    Command(
        "undo",
        "Undo",
        ("Ctrl+Z",),
        lambda p: p.presenter_controls.tools.undo(),
        enabled=_drawn,
        words="Undo the last stroke",
    ),
    Command(
        "clear",
        "Clear",
        ("C",),
        lambda p: p.presenter_controls.tools.clear(),
        enabled=_drawn,
        words="Clear all strokes",
    ),
    _tool(Tool.SPOTLIGHT, "S", "Spotlight"),
    _tool(Tool.MAGNIFIER, "M", "Magnifier"),
    Command(
        "size",
        "Change the size of either",
        ("+", "-"),
        pick=lambda p, n: p.presenter_controls.tools.grow(BY[n]),
        enabled=lambda p: p.presenter_controls.tools.tool in SIZED,
        also=("=", "_"),
        gesture="Wheel",
    ),
    Command(
        "black",
        "Black screen",
        ("B",),
        lambda p: p.presenter_controls.toggle_black(),
        also=(".",),
        is_on=lambda p: p.presenter_controls.covered == "black",
    ),
    Command(
        "white",
        "White screen",
        (",",),
        lambda p: p.presenter_controls.toggle_white(),
        is_on=lambda p: p.presenter_controls.covered == "white",
    ),
    Command(
        "frozen",
        "Freeze",
        ("Z",),
        lambda p: p.presenter_controls.toggle_frozen(),
        words="Freeze the audience's picture, or go on",
        is_on=lambda p: not p.presenter_controls.frozen.isHidden(),
    ),
    Command(
        "jump",
        "Jump to…",
        ("Ctrl+K",),
        lambda p: p.presenter_controls.jump(),
        also=("Ctrl+F", "J"),
        words="Jump anywhere, to answer a question",
    ),
    Command(
        "presenter_window",
        "The presenter's window",
        ("V",),
        lambda p: p.presenter_controls.placing.toggle_window(),
    ),
    Command(
        "swap",
        "Swap screens",
        ("X",),
        lambda p: p.presenter_controls.placing.swap(),
        words="Swap the screens",
    ),
    Command(
        "full_screen",
        "Full screen, or a window",
        ("F11",),
        lambda p: p.presenter_controls.placing.toggle_full(),
    ),
    Command("keys", "These keys", ("?",), _pausing(lambda p: p.toggle_keys()), also=("F1",)),
    Command(
        "escape",
        "Put away what came last, then go back to the window",
        ("Esc",),
        lambda p: p.escape(),
    ),
    Command("end", "End", run=lambda p: p.end(), also=("F5",)),
)

# In the presenter's window only.
REHEARSE: Command[StepTimes] = Command(
    "rehearse",
    "Rehearse",
    ("R",),
    lambda times: times.toggle(),
    words="Rehearse: record the time of each step",
    where="in that window",
    is_on=lambda times: times.recording,
)
TEXT_SIZE: Command[Words] = Command(
    "text_size",
    "Larger or smaller words",
    ("Ctrl++", "Ctrl+-"),
    pick=lambda words, n: words.zoom_by(BY[n]),
    also=("Ctrl+=",),
    where="in that window",
)

BY_ID = {command.id: command for command in (*UNDER_WAY, *KEYS)}
_LAST = [command.id for command in KEYS].index("swap")  # what is the window's stands before it
TOLD: tuple[Command[Any], ...] = (*KEYS[:_LAST], REHEARSE, TEXT_SIZE, *KEYS[_LAST:], *UNDER_WAY)


def do_key(on: Presentation, event: QKeyEvent) -> bool:
    """Do what a key says, in whichever window it was pressed; False where it says nothing."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    held &= ~Qt.KeyboardModifier.ShiftModifier  # + needs it
    if not held and on.presenter_controls.uncover():
        return True
    if press((*UNDER_WAY, *KEYS), on, event):
        return True
    if held or not on.player.key(event):
        return False
    on.texts.note.hide()
    return True
