"""What a presenter has at hand: tools to point with, screens without the picture, a picture that
stays while one looks elsewhere, jumps for questions, and a window of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.features.presenting.covers import Blank, Frozen
from app.ui.features.presenting.jumping import Jumping
from app.ui.features.presenting.placing import Placing, SecondWindow
from app.ui.features.presenting.step_number import StepNumber
from app.ui.features.presenting.texts import AudienceTexts
from app.ui.features.presenting.tools import Tool, Tools
from app.ui.kit.background import Background
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas

if TYPE_CHECKING:
    from app.ui.features.presenting.jump_box import JumpBox

HINTS = {
    Tool.LASER: "Laser pointer. Esc puts it away.",
    Tool.PEN: "Pen. Backspace undoes a stroke, C clears them all, Esc puts it away.",
    Tool.SPOTLIGHT: "Spotlight. The wheel changes its size, Esc puts it away.",
    Tool.MAGNIFIER: "Magnifier. The wheel changes its size, Esc puts it away.",
}


class PresenterControls(QObject):
    """Lies over the picture in the audience's window; `seen` gives what that shows now.

    changed(): a tool, what covers the picture, the words, a number, or a window has.
    said(text): a hint for the presenter who has no window to see it in."""

    changed = Signal()
    said = Signal(str)

    placing: Placing
    jumping: Jumping
    number: StepNumber
    tools: Tools
    frozen: Frozen

    def __init__(
        self,
        window: QWidget,
        store: Store,
        canvas: Canvas,
        texts: AudienceTexts,
        placing: Placing,
        background: Background,
        seen: Callable[[], QPixmap],
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._canvas, self._texts = window, store, canvas, texts
        self._background, self._seen = background, seen
        self.jump_box: JumpBox | None = None
        self.placing = placing
        self.jumping = Jumping(store, self)
        self.number = StepNumber(store, self)
        self.tools = Tools(canvas, store, window)
        self.frozen = Frozen(store, window)
        self.white = Blank(Qt.GlobalColor.white, window)
        self.black = Blank(Qt.GlobalColor.black, window)
        for part in (self.tools, self.jumping, self.number, self.placing):
            part.changed.connect(self.changed)
        for cover in (self.white, self.black, self.frozen, texts.note, texts.words):
            cover.installEventFilter(self)

    @property
    def window(self) -> SecondWindow | None:
        """The presenter's, where there is one."""
        return self.placing.window

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
            self.frozen.freeze(self._seen())
            for cover in (self.white, self.black):
                cover.raise_()

    @property
    def covered(self) -> str:
        """What the audience sees instead of the picture: `black`, `white`, `frozen`, `note` or
        nothing."""
        covers: dict[str, QWidget] = {
            "black": self.black,
            "white": self.white,
            "frozen": self.frozen,
            "note": self._texts.note,
        }
        return next((name for name, part in covers.items() if part.isVisibleTo(self._window)), "")

    def jump(self) -> None:
        """Ask where to: in the presenter's window where there is one."""
        if self.window is not None:
            self.window.open_jump()
            return
        if self.jump_box is None:
            from app.ui.features.presenting.jump_box import JumpBox

            self.jump_box = JumpBox(self._store, self._background, self._window)
            self.jump_box.chosen.connect(self.jumping.go)
        self.jump_box.open()

    def uncover(self) -> bool:
        """Show the picture again where the screen is white or black; False where it is neither."""
        cover = next((c for c in (self.white, self.black) if c.isVisible()), None)
        if cover is not None:
            cover.hide()
        return cover is not None

    def put_away(self) -> bool:
        """What came last goes first: a number, a tool, a jump, a note, a frozen picture. False
        where there is none of these."""
        if self.number:
            self.number.clear()
        elif self.tools.tool is not None:
            self.tools.take(None)
        elif self.jumping.away:
            self.jumping.back()
        elif self._texts.note.isVisible():
            self._texts.note.hide()
        elif self.frozen.isVisible():
            self.frozen.thaw()
        else:
            return False
        return True

    def take(self, tool: Tool) -> None:
        """Take a tool into the hand, or put it away."""
        self.tools.take(tool)
        if self.tools.tool is not None and self.window is None:
            self.said.emit(HINTS[tool])

    # Inside

    def place(self) -> None:
        """Into the audience's window, which has another size."""
        whole = self._window.rect()
        for part in (self._canvas, self.tools, self.frozen, self.white, self.black):
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
