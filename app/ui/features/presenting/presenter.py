"""Presenting: the picture alone, for an audience, over the whole screen or in a window.

The presenter looks at a store of its own, so that nothing it does changes the window: Esc
comes back to just what was there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent

from app.model.geometry import Point
from app.session import verbs
from app.session.changes import Change, Changed
from app.ui.features.presenting.as_seen import AsSeen
from app.ui.features.presenting.awake import Awake
from app.ui.features.presenting.begin import Begin, take_over, tour_at
from app.ui.features.presenting.controls import Controls
from app.ui.features.presenting.dress import dress_window, typeface
from app.ui.features.presenting.grid import StepGrid
from app.ui.features.presenting.keys import KEYS, TOLD, UNDER_WAY
from app.ui.features.presenting.pointer import Pointer
from app.ui.features.presenting.presenter_controls import PresenterControls
from app.ui.features.presenting.signs import MARGIN, Signs
from app.ui.features.presenting.stops import go_to, here, standing
from app.ui.features.presenting.texts import AudienceTexts
from app.ui.kit.command import press, rows
from app.ui.kit.keys_sheet import KeysSheet
from app.ui.kit.own_keys import own_key
from app.ui.kit.passing import Passing
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.corners import title_place
from app.ui.views.steps.playing import KEYS as TOUR_KEYS
from app.ui.views.steps.playing import TourPlayer


class Presenter(Passing):
    """The audience's window. The presenter's window and all else that presenting opens ends with
    it. `remembered` has the audience's screen by the set of screens."""

    store: Store
    player: TourPlayer
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
        self._background = jobs.background
        self.store = Store(self, base=store)
        self._jobs, self._tidying = jobs, jobs.tidy_for(self.store)
        self._tidying.renew()
        # Before the canvas is there, so that it shows nothing else.
        self._began_in = take_over(self.store, store, begin)
        self.canvas = Canvas(self.store, self)
        self.canvas.viewport.set_bare(True)
        self.canvas.installEventFilter(self)
        self.texts = AudienceTexts(self.store, self.canvas, self)
        self._as_seen = AsSeen(self.store, self.canvas, self.texts, begin)
        self.signs = Signs(self)
        for part in (self.texts.note, self.texts.words):
            part.installEventFilter(self)
        self.player = TourPlayer(self.store, self)
        self.player.said.connect(self.say)
        self.player.progressed.connect(self._progress)
        self.player.playing_changed.connect(self._progress)
        self.presenter_controls = PresenterControls(self, jobs, remembered)
        self.texts.words.raise_()
        self.presenter_controls.said.connect(self.say)
        self.presenter_controls.number.changed.connect(self._tell_number)
        self.setMouseTracking(True)
        self.controls = Controls(self)
        self.pointer = Pointer(self, self.canvas, self.controls)
        self._awake = Awake()
        self._awake.begin()
        self.canvas.surface.opened.connect(lambda _: self.show_note())
        self.store.on(Changed.WORKSPACE, self._renew)
        self.store.on(Changed.STATE, self._follow)
        self.store.on(Changed.THEME, self._dress)
        self._dress()
        self._renew()

    # What the keys do

    def turn(self, by: int) -> None:
        """To the next or previous step of the tour, or diagram; stays at the ends."""
        self.texts.note.hide()
        if self.player.active:
            self.player.turn(by)
        elif (now := here(self.store)) >= 0:
            go_to(self.store, now + by)

    def toggle_tour(self) -> None:
        """The tour of this diagram, from its start; or back out of it."""
        workspace = self.store.workspace
        if self.player.active:
            self.store.do(verbs.stop_tour)
            self.say("Left the tour. T starts it again.")
        elif workspace and (tour := tour_at(workspace, self.store.state.diagram)):
            self.store.do(verbs.start_tour, tour.id)
        else:
            self.say("No tour goes through this diagram.")

    def toggle_words(self) -> None:
        if self.player.active:
            self.texts.want_words()
            self.place()
        else:
            self.say("No tour is running. T starts this diagram's.")

    def toggle_layer(self, digit: int) -> None:
        diagram = self.store.diagram
        if diagram is not None and 1 <= digit <= len(diagram.named_layers):
            self.store.do(verbs.toggle_layer, diagram.named_layers[digit - 1])

    def show_note(self) -> None:
        if not self.texts.show_note():
            self.say("No note is open. Click a component first.")

    def toggle_note(self) -> None:
        if self.texts.note.isVisible():
            self.texts.note.hide()
        else:
            self.show_note()

    def toggle_keys(self) -> None:
        """The keys: over the presenter's window where there is one, else over the picture."""
        window = self.presenter_controls.window or self
        groups = (("Presenting", rows(TOLD)), ("In a tour", rows(TOUR_KEYS)))
        sheet = window.findChild(KeysSheet) or KeysSheet(window, groups)
        (sheet.leave if sheet.isVisible() else sheet.open)()

    def open_grid(self) -> None:
        """All steps, or all diagrams: in the presenter's window where there is one."""
        StepGrid(self.store, self._background, self.presenter_controls.window or self).open()

    def escape(self) -> None:
        """Put away what came last; where there is nothing of that, leave."""
        if not self.presenter_controls.put_away():
            self.player.pause()
            self.leave()

    def leave(self) -> None:
        """Out of a tour that was started in here; else out of presenting."""
        if self.player.active and not self._began_in:
            self.store.do(verbs.stop_tour)
            self.say("Left the tour. Esc ends the presentation.")
        else:
            self.close()

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
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        held &= ~Qt.KeyboardModifier.ShiftModifier  # + needs it
        if not held and self.presenter_controls.uncover():
            return True
        if press((*UNDER_WAY, *KEYS), self, event):
            return True
        if held or not self.player.key(event):
            return False
        self.texts.note.hide()
        return True

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
        self.presenter_controls.close()
        self.player.close()
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
        self.signs.progress(part, self.player.playing)

    def place(self) -> None:
        """What stands over the picture, each clear of the others and of the legend."""
        layout, canvas = self.canvas.shown_layout, self.canvas
        title = title_place(layout, canvas.looking.size) if layout else Point(0, 2 * MARGIN)
        self.controls.place(self.texts.foot)
        self.signs.place(title, self.texts.foot + self.controls.high)
        self.signs.caption.setVisible(self.texts.words.isHidden())
