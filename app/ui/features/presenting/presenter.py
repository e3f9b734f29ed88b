"""Presenting: the picture alone, for an audience, over the whole screen or in a window.

The presenter looks at a store of its own, so that nothing it does changes the window: Esc
comes back to just what was there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent

from app.model.geometry import Point
from app.session.changes import Change, Changed
from app.ui.features.presenting.as_seen import AsSeen
from app.ui.features.presenting.awake import Awake
from app.ui.features.presenting.begin import Begin, take_over
from app.ui.features.presenting.clock import Stopwatch
from app.ui.features.presenting.controls import Controls
from app.ui.features.presenting.dress import dress_window, typeface
from app.ui.features.presenting.grid import StepGrid
from app.ui.features.presenting.keys import TOLD, do_key
from app.ui.features.presenting.placing import Placing
from app.ui.features.presenting.pointer import Pointer
from app.ui.features.presenting.presentation import Presentation
from app.ui.features.presenting.presenter_controls import PresenterControls
from app.ui.features.presenting.signs import MARGIN, Signs
from app.ui.features.presenting.stops import standing
from app.ui.features.presenting.texts import AudienceTexts
from app.ui.kit.command import rows
from app.ui.kit.keys_sheet import KeysSheet
from app.ui.kit.own_keys import own_key
from app.ui.kit.passing import Passing
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.corners import title_place
from app.ui.views.steps.playing import KEYS as TOUR_KEYS

if TYPE_CHECKING:
    from app.ui.features.presenting.rehearsal import StepTimes
    from app.ui.features.presenting.window import PresenterWindow


class Presenter(Passing):
    """The audience's window. The presenter's window and all else that presenting opens ends with
    it. `remembered` has the audience's screen by the set of screens."""

    store: Store
    presentation: Presentation
    presenter_controls: PresenterControls
    texts: AudienceTexts

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        begin: Begin,
        remembered: dict[str, str],
    ) -> None:
        super().__init__()
        self.setWindowTitle("Acetate: presenting")
        self.setAccessibleName("Presenting")
        dress_window(self)
        self.store = Store(self, base=store)
        self._jobs, self._tidying = jobs, jobs.tidy_for(self.store)
        self._tidying.renew()
        # Before the canvas is there, so that it shows nothing else.
        began_in = take_over(self.store, store, begin)
        self.canvas = Canvas(self.store, self)
        self.canvas.viewport.set_bare(True)
        self.canvas.installEventFilter(self)
        self.texts = AudienceTexts(self.store, self.canvas, self)
        self._as_seen = AsSeen(self.store, self.canvas, self.texts, begin)
        self.signs = Signs(self)
        for part in (self.texts.note, self.texts.words):
            part.installEventFilter(self)
        placing = Placing(self, self._make_window, remembered)
        self.presenter_controls = PresenterControls(
            self, self.store, self.canvas, self.texts, placing, jobs.background, self.seen
        )
        self.presentation = presentation = Presentation(
            self.store, self.texts, self.presenter_controls, began_in, self
        )
        self._watch = Stopwatch()
        self._rehearsal: StepTimes | None = None
        self.texts.words.raise_()
        presentation.said.connect(self.say)
        presentation.covered.connect(self.place)
        presentation.grid_wanted.connect(self.open_grid)
        presentation.keys_wanted.connect(self.toggle_keys)
        presentation.ended.connect(self.close)
        presentation.player.progressed.connect(self._progress)
        presentation.player.playing_changed.connect(self._progress)
        self.presenter_controls.number.changed.connect(self._tell_number)
        self.setMouseTracking(True)
        self.controls = Controls(self, presentation)
        self.controls.come_up.connect(self.place)
        self.pointer = Pointer(self, self.canvas, self.controls)
        self._awake = Awake()
        self._awake.begin()
        self.canvas.surface.opened.connect(lambda _: presentation.show_note())
        self.store.on(Changed.WORKSPACE, self._renew)
        self.store.on(Changed.STATE, self._follow)
        self.store.on(Changed.THEME, self._dress)
        self._dress()
        self._renew()

    # What lies over it

    def toggle_keys(self) -> None:
        """The keys: over the presenter's window where there is one, else over the picture."""
        window = self.presenter_controls.window or self
        groups = (("Presenting", rows(TOLD)), ("In a tour", rows(TOUR_KEYS)))
        sheet = window.findChild(KeysSheet) or KeysSheet(window, groups)
        (sheet.leave if sheet.isVisible() else sheet.open)()

    def open_grid(self) -> None:
        """All steps, or all diagrams: in the presenter's window where there is one."""
        StepGrid(self.store, self._jobs.background, self.presenter_controls.window or self).open()

    def _make_window(self) -> PresenterWindow:
        from app.ui.features.presenting.rehearsal import StepTimes
        from app.ui.features.presenting.window import PresenterWindow

        if self._rehearsal is None:  # it and the timer go on without the window
            self._rehearsal = StepTimes(self.store, lambda: self._watch.seconds, self)
        return PresenterWindow(
            self.presentation, self.canvas, self._jobs, self._watch, self._rehearsal
        )

    def say(self, text: str) -> None:
        """A toast."""
        self.signs.say(text)

    def seen(self) -> QPixmap:
        """What the audience sees now, without what comes and goes."""
        self.signs.hush()
        self.controls.hide()
        return self.grab()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return own_key(event, self._key) or super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        return do_key(self.presentation, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        as_seen = self._as_seen.holds
        self.presenter_controls.place()
        for over in (self.findChild(KeysSheet), self.findChild(StepGrid)):
            if over is not None:
                over.place()
        self._dress()
        if as_seen or event.oldSize().isEmpty():
            self._as_seen.look()
        self.texts.place()
        self.place()

    def let_go(self) -> None:
        for part in (self.canvas, self.texts.note, self.texts.words):
            part.removeEventFilter(self)  # a filter hears of keys to what is disabled, too
        self._awake.end()
        self.pointer.close()
        self.signs.close()
        self.presentation.close()
        self._jobs.tidy_no_more(self._tidying)
        self.store.leave_base()

    # Following

    def _follow(self, change: Change) -> None:
        self._name()
        if Changed.STEP in change.what:
            self.texts.show_words()
        self.place()

    def _renew(self) -> None:
        """Other files, or none of them yet shown."""
        self._name()
        self.texts.show_words()
        self.place()

    def _name(self) -> None:
        step = self.store.step
        self.signs.name(standing(self.store)[0], step.title if step else "")

    def _dress(self) -> None:
        t = self.store.theme
        self.controls.dress(t)
        parts = (
            typeface()
            + self.signs.sheet(t)
            + self.controls.sheet(t)
            + KeysSheet.sheet(t)
            + StepGrid.sheet(t)
        )
        self.setStyleSheet(
            parts + f"#largeNote {{ background: {t.canvas};"
            f" border: 1px solid {t.hairline}; border-radius: 10px; }}"
        )

    def _tell_number(self) -> None:
        """Over the picture, where there is no other window to tell it in."""
        said = self.presenter_controls.number.said
        if self.presenter_controls.window is None and said:
            self.signs.say(said, lasting=True)
        else:
            self.signs.hush()

    def _progress(self, part: float = 0.0) -> None:
        self.signs.progress(part, self.presentation.player.playing)

    def place(self) -> None:
        """What stands over the picture, each clear of the others and of the legend."""
        layout, canvas = self.canvas.shown_layout, self.canvas
        title = title_place(layout, canvas.looking.size) if layout else Point(0, 2 * MARGIN)
        self.controls.place(self.texts.foot)
        self.signs.place(title, self.texts.foot + self.controls.high)
        self.signs.caption.setVisible(self.texts.words.isHidden())
