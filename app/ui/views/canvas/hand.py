"""The tool that is in the hand: what a click and keys do to the picture."""

from __future__ import annotations

from abc import ABC, abstractmethod

from PySide6.QtCore import QPointF
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

from app.model.ids import ElementId
from app.ui.kit.command import Command
from app.ui.views.canvas.keyboard import Keyboard
from app.ui.views.canvas.looking import STEP
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool

ARROW = 64  # px; one arrow key
PANS = ((ARROW, 0), (-ARROW, 0), (0, ARROW), (0, -ARROW))
ZOOMS = (STEP, 1 / STEP)


class Hand(CanvasTool, ABC):
    """The tool that says what a click, and a key, on an element of the picture does.
    It works on the `surface`; what has the keyboard's focus, the `keyboard` knows."""

    edges = False  # a click on one does something

    def __init__(self, surface: CanvasSurface, keyboard: Keyboard) -> None:
        self.surface, self.keyboard = surface, keyboard

    @abstractmethod
    def under(self, at: QPointF) -> ElementId | None:
        """The element that the pointer is over."""

    def line(self, _element: ElementId | None) -> str:
        """What is told of it in one line."""
        return ""

    def link(self, _element: ElementId | None) -> str:
        """Where Ctrl+click on it leads; empty for nowhere."""
        return ""

    def part(self, _at: QPointF) -> str:
        """Where Ctrl+click on the part there leads, if it leads elsewhere than all of its element."""
        return ""

    def handle(self, _at: QPointF) -> str:
        """What a click on the handle there does; empty where there is none."""
        return ""

    @abstractmethod
    def click(self, event: QMouseEvent) -> None:
        """The button was let go where it was pressed."""

    def key(self, _event: QKeyEvent) -> bool:
        return False

    def open_target(self) -> None:
        """What has the keyboard's focus, or else is selected."""

    @property
    def clears(self) -> bool:
        """There is something to clear."""
        return self.keyboard.target is not None

    def clear_target(self) -> None:
        """Nothing is selected, and the view is as before."""

    def menu(self, _event: QContextMenuEvent) -> bool:
        return False


KEYS: tuple[Command[Hand], ...] = (
    Command("select", "Select, and open the note", gesture="Click"),
    Command("next_component", "Next component", ("Tab",)),
    Command(
        "open",
        "Open its note, or go into its diagram; of an edge, go where it leads",
        ("Return",),
        lambda hand: hand.open_target(),
        enabled=lambda hand: hand.keyboard.target is not None,
        also=("Enter", "Space"),
    ),
    Command(
        "open_at_once",
        "Unfold it, go into its diagram, or read its note",
        gesture="Double-click",
    ),
    Command("fold", "Fold a cluster, or unfold it", gesture="Click on its handle"),
    Command("follow", "Open its link, in the browser or the mail program", gesture="Ctrl+click"),
    Command(
        "clear",
        "Leave the trace, clear the selection, view as before; then leave the comparison",
        ("Esc",),
        lambda hand: hand.clear_target(),
        enabled=lambda hand: hand.clears and not hand.surface.looking.bare,
    ),
    Command(
        "pan",
        "Move the picture",
        ("Left", "Right", "Up", "Down"),
        pick=lambda hand, n: hand.surface.looking.pan_by(*PANS[n], glide=True),
        enabled=lambda hand: not hand.surface.looking.bare,
    ),
    Command(
        "zoom",
        "Zoom",
        ("+", "-"),
        pick=lambda hand, n: hand.surface.looking.zoom_by(ZOOMS[n]),
        also=("=", "_"),
    ),
    Command("actual_size", "Actual size", ("0",), lambda hand: hand.surface.looking.actual_size()),
    Command("fit", "Fit the picture", ("F",), lambda hand: hand.surface.looking.fit()),
)
