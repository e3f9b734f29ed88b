"""How large the window is at the very first start, and on a screen that is too unlike the last one:
so that one can read its picture's labels, where the screen has room. All sizes are (width, height) in
px."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from app.layout import text
from app.ui.kit.dividing import NARROW_LEFT, NARROW_RIGHT
from app.ui.views.canvas.looking import FILL

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

READABLE = 11  # px, a component's label
SHEET = (1776, 1139)  # pt, of the picture that is shown first
READING = 360  # px, notes of one's own: some 45 letters in a line
FRAME = (16, 48)  # px that the system's frame may take round the window

Size = tuple[int, int]


def show(window: MainWindow, own: bool = False) -> None:
    """Show it as it was left, or else so large; over the whole screen where less would not serve. `own`:
    with a person's own files, whose notes are to be read beside a picture of whatever size."""
    if window.placed:
        window.show()
        return
    screen = window.screen().availableGeometry().size()
    room = (screen.width() - FRAME[0], screen.height() - FRAME[1])
    settings, splitter = window.settings, window.splitter
    left, right = settings.left_width, settings.right_width
    canvas = canvas_size()
    handles = 2 * splitter.handleWidth()
    above_and_below = (window.menuBar(), window.bar, window.status)
    high = canvas[1] + sum(part.sizeHint().height() for part in above_and_below)
    wanted = (canvas[0] + left + right + handles, high)
    size = (min(wanted[0], room[0]), min(wanted[1], room[1]))
    beside = size[0] - handles - canvas[0]
    least = READING if own else NARROW_RIGHT
    settings.left_width, settings.right_width = narrowed(beside, left, right, least)
    window.resize(*size)
    if size == wanted:
        window.show()
    else:
        window.showMaximized()


def canvas_size() -> Size:
    """What the canvas needs."""
    scale = READABLE / text.LABEL / FILL
    return ceil(SHEET[0] * scale), ceil(SHEET[1] * scale)


def narrowed(room: int, left: int, right: int, least: int = NARROW_RIGHT) -> tuple[int, int]:
    """How wide two panels are that want to be so wide, in the room that the canvas leaves: first
    the notes at the right are made narrower, to `least`, then the panel at the left, neither too much."""
    right = min(max(room - left, least), right)
    return min(max(room - right, NARROW_LEFT), left), right
