"""What a presenter has at hand: tools to point with, screens without the picture, a picture that
stays while one looks elsewhere, jumps for questions, and a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.features.presenting.clock import Stopwatch
from app.ui.features.presenting.covers import Blank, Frozen
from app.ui.features.presenting.jumping import Jumping
from app.ui.features.presenting.placing import Placing
from app.ui.features.presenting.step_number import StepNumber
from app.ui.features.presenting.tools import SIZED, Tool, Tools
from app.ui.services.jobs import Jobs

if TYPE_CHECKING:
    from app.ui.features.presenting.jump_box import JumpBox
    from app.ui.features.presenting.presenter import Presenter
    from app.ui.features.presenting.rehearsal import StepTimes
    from app.ui.features.presenting.window import PresenterWindow

Key = Qt.Key
TOOLS = {
    Key.Key_L: Tool.LASER,
    Key.Key_P: Tool.PEN,
    Key.Key_S: Tool.SPOTLIGHT,
    Key.Key_M: Tool.MAGNIFIER,
}
HINTS = {
    Tool.LASER: "Laser pointer. Esc puts it away.",
    Tool.PEN: "Pen. Backspace undoes a stroke, C clears them all, Esc puts it away.",
    Tool.SPOTLIGHT: "Spotlight. The wheel changes its size, Esc puts it away.",
    Tool.MAGNIFIER: "Magnifier. The wheel changes its size, Esc puts it away.",
}
SIZES = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1, Key.Key_Underscore: -1}
STEPS = (
    *(Key.Key_Right, Key.Key_Left, Key.Key_PageDown, Key.Key_PageUp),
    *(Key.Key_Space, Key.Key_Backspace),
)
ENTER = (Key.Key_Return, Key.Key_Enter)


class PresenterControls(QObject):
    """changed(): a tool, what covers the picture, the words, a number, or a window has.
    said(text): a hint for the presenter who has no window to see it in."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, audience: Presenter, jobs: Jobs, remembered: dict[str, str]) -> None:
        super().__init__(audience)
        self._audience, self._jobs = audience, jobs
        self.jump_box: JumpBox | None = None
        self.watch = Stopwatch()
        self._rehearsal: StepTimes | None = None
        self.placing = Placing(audience, self._make_window, remembered)
        self.jumping = Jumping(audience.store, self)
        self.number = StepNumber(audience.store, self)
        self.tools = Tools(audience.canvas, audience.store, audience)
        self.frozen = Frozen(audience.store, audience)
        self.white = Blank(Qt.GlobalColor.white, audience)
        self.black = Blank(Qt.GlobalColor.black, audience)
        for part in (self.tools, self.jumping, self.number, self.placing):
            part.changed.connect(self.changed)
        texts = audience.texts
        for cover in (self.white, self.black, self.frozen, texts.note, texts.words):
            cover.installEventFilter(self)

    @property
    def window(self) -> PresenterWindow | None:
        """The presenter's, where there is one."""
        return self.placing.window

    def _make_window(self) -> PresenterWindow:
        from app.ui.features.presenting.rehearsal import StepTimes
        from app.ui.features.presenting.window import PresenterWindow

        if self._rehearsal is None:  # it and the timer go on without the window
            self._rehearsal = StepTimes(self._audience.store, lambda: self.watch.seconds, self)
        return PresenterWindow(self._audience, self, self._jobs, self._rehearsal)

    # What is at hand

    def toggle_white(self) -> None:
        """A white screen, or the picture."""
        self._toggle(self.white, self.black)

    def toggle_black(self) -> None:
        """A black screen, or the picture."""
        self._toggle(self.black, self.white)

    def _toggle(self, cover: QWidget, other: QWidget) -> None:
        other.hide()
        cover.setVisible(not cover.isVisible())
        cover.raise_()

    def toggle_frozen(self) -> None:
        """What the audience sees stays as it is while the presenter looks elsewhere; or follows
        again."""
        if self.frozen.isVisible():
            self.frozen.thaw()
        elif self.window is None:
            self.said.emit(
                "Freezing needs the presenter's window to look elsewhere in: V opens it."
            )
        else:
            self.frozen.freeze(self._audience.seen())
            for cover in (self.white, self.black):
                cover.raise_()

    @property
    def covered(self) -> str:
        """What the audience sees instead of the picture: `black`, `white`, `frozen`, `note` or
        nothing."""
        audience = self._audience
        covers: dict[str, QWidget] = {
            "black": self.black,
            "white": self.white,
            "frozen": self.frozen,
            "note": audience.texts.note,
        }
        return next((name for name, part in covers.items() if part.isVisibleTo(audience)), "")

    def jump(self) -> None:
        """Ask where to: in the presenter's window where there is one."""
        if self.window is not None:
            self.window.open_jump()
            return
        if self.jump_box is None:
            from app.ui.features.presenting.jump_box import JumpBox

            store, background = self._audience.store, self._jobs.background
            self.jump_box = JumpBox(store, background, self._audience)
            self.jump_box.chosen.connect(self.jumping.go)
        self.jump_box.open()

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """What a key does here; False where it is somebody else's."""
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            return self._with_control(key)
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if self.white.isVisible():
            self.white.hide()
        elif self.black.isVisible():
            self.black.hide()
        elif self.number and key in (*ENTER, Key.Key_Backspace):
            (self.number.back if key == Key.Key_Backspace else self.number.go)()
        elif key == Key.Key_Escape:
            return self._escape()
        elif key in STEPS and self.jumping.away:
            self.jumping.back()
        else:
            return self._digit(key) or self._pointing(key) or self._other(key)
        return True

    def _with_control(self, key: Key) -> bool:
        if key == Key.Key_Z:
            self.tools.undo()
        elif key in (Key.Key_K, Key.Key_F):
            self.jump()
        elif Key.Key_1 <= key <= Key.Key_9:
            self._audience.toggle_layer(key - Key.Key_0)
        else:
            return False
        return True

    def _escape(self) -> bool:
        """What came last goes first: a number, a tool, a jump, a note, a frozen picture."""
        if self.number:
            self.number.clear()
        elif self.tools.tool is not None:
            self.tools.take(None)
        elif self.jumping.away:
            self.jumping.back()
        elif self._audience.texts.note.isVisible():
            self._audience.texts.note.hide()
        elif self.frozen.isVisible():
            self.frozen.thaw()
        else:
            return False
        return True

    def _digit(self, key: Key) -> bool:
        """In a tour, digits are the number of a step; else, and with Ctrl, they switch layers."""
        if not Key.Key_0 <= key <= Key.Key_9:
            return False
        digit = key - Key.Key_0
        if self._audience.store.tour is not None:
            self.number.press(digit)
        else:
            self._audience.toggle_layer(digit)
        return True

    def _pointing(self, key: Key) -> bool:
        tools = self.tools
        if key in TOOLS:
            self.take(TOOLS[key])
        elif key in SIZES and tools.tool in SIZED:
            tools.grow(SIZES[key])
        elif key == Key.Key_Backspace and tools.tool is Tool.PEN:
            tools.undo()
        elif key == Key.Key_C and tools.strokes:
            tools.clear()
        else:
            return False
        return True

    def take(self, tool: Tool) -> None:
        """Take a tool into the hand, or put it away."""
        self.tools.take(tool)
        if self.tools.tool is not None and self.window is None:
            self.said.emit(HINTS[tool])

    def _other(self, key: Key) -> bool:
        does = {
            Key.Key_B: self.toggle_black,
            Key.Key_Period: self.toggle_black,
            Key.Key_Comma: self.toggle_white,
            Key.Key_Z: self.toggle_frozen,
            Key.Key_V: self.placing.toggle_window,
            Key.Key_X: self.placing.swap,
            Key.Key_J: self.jump,
            Key.Key_F11: self.placing.toggle_full,
        }.get(key)
        if does is not None:
            does()
        return does is not None

    # Inside

    def place(self) -> None:
        """Into the audience's window, which has another size."""
        whole = self._audience.rect()
        for part in (self._audience.canvas, self.tools, self.frozen, self.white, self.black):
            part.setGeometry(whole)
        if self.jump_box is not None:
            self.jump_box.place()

    def close(self) -> None:
        """The presentation is over."""
        if self.jump_box is not None:
            self.jump_box.close_work()
        self.number.close()
        self.placing.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.changed.emit()
        return super().eventFilter(watched, event)
