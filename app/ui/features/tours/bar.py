"""A tour in the window: a slim bar over the canvas, the step's words under it while no notes show them
or when wanted, and the keys that play it while the canvas has the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.session import verbs
from app.session.changes import Changed
from app.ui.features.tours.keys import BAR
from app.ui.kit import plain
from app.ui.kit.bar_button import show_bar
from app.ui.kit.command import Command, keys_text, press
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.kit.style import mixed
from app.ui.services.actions import Actions
from app.ui.services.announcer import announce
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.steps.playing import KEYS as STEPPING
from app.ui.views.steps.playing import TourPlayer
from app.ui.views.steps.step_words import WordsUnderTitle

HIGH = 40  # px
TITLE = 120  # px that the title keeps, where the buttons show their names
BESIDES = 56  # px, of margins and gaps
LINE = 2  # px, of the line that tells how far autoplay is
WORDS = 1.1  # zoom
MOST_WORDS = 200  # px
PART = 0.36  # of the stage's height, at most
SHORT = {
    "back": ("Back", "previous_step", 1),
    "forward": ("Next", "next_step", 2),
    "play": ("Play", "play", 1),
    "present-tour": ("Present ▾", "", 0),
    "section": ("Words", "words", 1),
    "close": ("Leave", "leave", 1),
}  # by glyph: its name where there is room; the command that does the same, and how many of its keys
# are told


class TourBar(QWidget):
    """Hidden while no tour is under way. turned(): its height has changed."""

    turned = Signal()

    wordy: QToolButton

    def __init__(self, store: Store, canvas: Canvas, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Tour")
        self._store, self._canvas = store, canvas
        self._part, self._cut = 0.0, False
        self._glyphs: list[tuple[QToolButton, str]] = []
        self.player = TourPlayer(store, self)
        self.title, self._whole = Label(), ""
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.place = Label()
        self.place.setProperty("kind", "muted")
        self.back = self._button("back", "Previous step", lambda: self._turn(-1))
        self.next = self._button("forward", "Next step", lambda: self._turn(1))
        self.play = self._button("play", "Play automatically", self.player.toggle)
        self.wordy = self._button("section", "The step's words", self._show_words)
        self.wordy.setCheckable(True)
        self.wordy.setChecked(True)
        self.present = self._button("present-tour", "Present the tour", None)
        self.present.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.present.setMenu(self._present_menu(actions))
        self.close_button = self._button("close", "Leave the tour", self.leave)
        self.row = QWidget(self)
        row = QHBoxLayout(self.row)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        for part in (self.back, self.place, self.next, self.play):
            row.addWidget(part)
        for part in (self.wordy, self.present, self.close_button):
            row.addWidget(part)
        self.words = WordsUnderTitle(store, self, WORDS)
        self.words.hide()
        self.player.progressed.connect(self._progress)
        self.player.playing_changed.connect(self._show_play)
        store.on(Changed.WORKSPACE | Changed.DIAGRAM | Changed.STEP, self._show)
        store.on(Changed.THEME, self._dress)
        canvas.installEventFilter(self)
        self._dress()
        self.hide()

    @property
    def high(self) -> int:
        """px that it wants; 0 while it is hidden."""
        if self.isHidden():
            return 0
        return HIGH + (0 if self.words.isHidden() else self.words.height())

    def _turn(self, by: int) -> None:
        self.player.pause()
        self.player.turn(by)

    # Following

    def _show(self) -> None:
        tour, step = self._store.tour, self._store.step
        if tour is not None and step is not None:
            self._whole = plain.line(f"{tour.title}  ·  {step.title}", 2 * plain.LINE)
            self.title.setToolTip(plain.tip(self._whole))
            self._fit_title()
            self.place.setText(self.player.place)
            said = (
                f"Step {self._store.state.step + 1} of {len(tour.steps)}: {plain.line(step.title)}"
            )
            self.place.setAccessibleName(said)
            announce(self._canvas, said)
            self.next.setEnabled(self._store.state.step + 1 < len(tour.steps))
            self.back.setEnabled(self._store.state.step > 0)
        show_bar(self, tour is not None, self._canvas)
        self._show_words()

    def _fit_title(self) -> None:
        """The step's title alone, where the tour's does not fit before it; where that is cut, it
        stands over the words, if they show."""
        room, metrics, step = self.title.width(), self.title.fontMetrics(), self._store.step
        shown = self._whole
        if step is not None and metrics.horizontalAdvance(shown) > room:
            shown = plain.line(step.title)
        cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        self._cut = cut != shown
        self.title.setText("" if self._cut and not self.words.isHidden() else cut)
        self.title.setAccessibleName(self._whole)

    def _name_buttons(self) -> None:
        """Names beside glyphs, where that leaves the title its room; else the names alone, as the
        title can stand over the words; else the glyphs."""
        buttons, kind = [button for button, _ in self._glyphs], Qt.ToolButtonStyle
        room = self.width() - self.place.sizeHint().width() - BESIDES
        for style, left in (
            (kind.ToolButtonTextBesideIcon, TITLE),
            (kind.ToolButtonTextOnly, 0),
            (kind.ToolButtonIconOnly, 0),
        ):
            for button in buttons:
                button.setToolButtonStyle(style)
            if sum(button.sizeHint().width() for button in buttons) + left <= room:
                break

    def _show_words(self) -> None:
        step = self._store.step
        shown = self.wordy.isChecked() and step is not None
        shown = shown and (self._cut or bool(step and step.text.strip()))
        self.words.setVisible(shown)
        self._fit_title()
        if shown:
            self._place_words()
        self.turned.emit()

    def _place_words(self) -> None:
        picture_pane = self.parentWidget()
        most = min(MOST_WORDS, round(picture_pane.height() * PART)) if picture_pane else MOST_WORDS
        self.words.heading = "####" if self._cut else ""  # where it is whole
        self.words.stand_under(HIGH, self.width(), most)

    def _show_play(self) -> None:
        playing = self.player.playing
        self.play.setText("Pause" if playing else SHORT["play"][0])
        self.play.setAccessibleName("Pause" if playing else "Play automatically")
        self.play.setToolTip(plain.tip(_tip(self.play.accessibleName(), "play")))
        self._dress()
        self._progress(0.0)

    def _progress(self, part: float) -> None:
        self._part = part if self.player.playing else 0.0
        self.update(0, HIGH - LINE, self.width(), LINE)

    def _dress(self) -> None:
        t = self._store.theme
        faint = mixed(t.muted, t.panel, 0.45)
        for button, name in self._glyphs:
            glyph = "pause" if button is self.play and self.player.playing else name
            button.setIcon(glyph_icon(glyph, t.text, faint))
        if not self.words.isHidden():
            self.words.fill()

    def _present_menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        for name in ("present_tour", "present_from_here"):
            menu.addAction(actions[name])
        return menu

    def _button(self, glyph: str, name: str, call: object) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        button.setText(SHORT[glyph][0])
        button.setToolTip(plain.tip(_tip(name, glyph)))
        if call is not None:
            button.clicked.connect(call)
        self._glyphs.append((button, glyph))
        return button

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and isinstance(event, QKeyEvent) and self.player.active:
            plain = not event.modifiers() & ~(
                Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
            )
            if plain and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Enter and Space are the canvas's while Tab has led to a component."""
        if event.key() == Qt.Key.Key_Space and not self.free:
            return False
        return press(BAR, self, event) or self.player.key(event)

    @property
    def free(self) -> bool:
        """Nothing is selected, which Esc lets go of first."""
        return not self._canvas.keyboard.target

    def toggle_words(self) -> None:
        """The step's words over the picture, or not."""
        self.wordy.click()

    def leave_words(self, on: bool) -> None:
        """The notes show the words, or do so no more: here they stand only if a person wants them."""
        self.wordy.setChecked(not on)
        self._show_words()

    def leave(self) -> None:
        """The tour is over; all is as it was."""
        self._store.do(verbs.stop_tour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.row.setGeometry(0, 0, self.width(), HIGH - LINE)
        self._name_buttons()
        layout = self.row.layout()
        if layout is not None:
            layout.activate()  # the title's room is known now
        self._fit_title()
        if event.oldSize().width() != self.width() and not self.words.isHidden():
            self._place_words()
            self.turned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._part > 0:
            painter = QPainter(self)
            wide = round(self.width() * self._part)
            painter.fillRect(0, HIGH - LINE, wide, LINE, self._store.theme.accent)
            painter.end()


def _tip(text: str, glyph: str) -> str:
    """With the keys that do the same."""
    _, id, count = SHORT[glyph]
    commands: tuple[Command[Any], ...] = (*STEPPING, *BAR)
    keys = [k for command in commands if command.id == id for k in command.keys[:count]]
    told = " or ".join(map(keys_text, keys))
    return f"{text} ({told})" if told else text
