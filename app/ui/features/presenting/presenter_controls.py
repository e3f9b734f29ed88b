"""What a presenter has at hand: tools to point with, screens without the picture, a picture that
stays while one looks elsewhere, jumps for questions, and a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.features.presenting.clock import Stopwatch
from app.ui.features.presenting.covers import Blank, Frozen
from app.ui.features.presenting.jumping import Jumping
from app.ui.features.presenting.placing import Placing
from app.ui.features.presenting.step_number import StepNumber
from app.ui.features.presenting.tools import Tool, Tools
from app.ui.services.jobs import Jobs

if TYPE_CHECKING:
    from app.ui.features.presenting.jump_box import JumpBox
    from app.ui.features.presenting.presenter import Presenter
    from app.ui.features.presenting.rehearsal import StepTimes
    from app.ui.features.presenting.window import PresenterWindow

HINTS = {
    Tool.LASER: "Laser pointer. Esc puts it away.",
    Tool.PEN: "Pen. Backspace undoes a stroke, C clears them all, Esc puts it away.",
    Tool.SPOTLIGHT: "Spotlight. The wheel changes its size, Esc puts it away.",
    Tool.MAGNIFIER: "Magnifier. The wheel changes its size, Esc puts it away.",
}


class PresenterControls(QObject):
    """changed(): a tool, what covers the picture, the words, a number, or a window has.
    said(text): a hint for the presenter who has no window to see it in."""

    changed = Signal()
    said = Signal(str)

    placing: Placing
    jumping: Jumping
    number: StepNumber
    tools: Tools
    frozen: Frozen

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
        elif self._audience.texts.note.isVisible():
            self._audience.texts.note.hide()
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
