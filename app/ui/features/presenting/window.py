"""The presenter's window: what the audience sees, what comes next, what to say, and all that is
at hand. It follows the audience's store; what is done here, the audience sees."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.session.changes import Changed
from app.ui.features.presenting.clock import ClockRow, Stopwatch
from app.ui.features.presenting.dress import dress_window, typeface
from app.ui.features.presenting.grid import StepGrid
from app.ui.features.presenting.jump_box import JumpBox
from app.ui.features.presenting.keys import KEYS, REHEARSE, TEXT_SIZE, UNDER_WAY, do_key
from app.ui.features.presenting.pictures import Mirror, NextPicture
from app.ui.features.presenting.placing import SecondWindow
from app.ui.features.presenting.presentation import Presentation
from app.ui.features.presenting.rehearsal import StepTimes
from app.ui.features.presenting.rehearsal_row import RehearsalRow
from app.ui.features.presenting.stops import coming, standing
from app.ui.features.presenting.words import Words
from app.ui.kit import plain
from app.ui.kit.bar_button import dress_glyphs
from app.ui.kit.command import bind, keys_text, press
from app.ui.kit.flow_layout import FlowLayout
from app.ui.kit.keys_sheet import KeysSheet
from app.ui.kit.plain import Label
from app.ui.kit.style import on_accent
from app.ui.services.describe import name
from app.ui.services.jobs import Jobs
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.layer_bar import LayerBar

LEAST, FIRST = (720, 520), (1100, 640)  # px
LEFT = 0.6  # of its width
COVERED = {
    "black": "The audience sees a black screen",
    "white": "The audience sees a white screen",
    "frozen": "",  # said beneath: the picture is where the presenter looks
    "note": "The audience reads the note",
}
# Keys that widgets would take for themselves: here they go on with the presentation.
PASSED = (
    Qt.Key.Key_Right,
    Qt.Key.Key_Left,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


BUTTONS = (  # ids of commands, names, glyphs
    ("laser", "Laser", "laser"),
    ("pen", "Pen", "pen"),
    ("spotlight", "Spotlight", "spotlight"),
    ("magnifier", "Magnifier", "magnifier"),
    ("undo", "Undo", "undo"),
    ("clear", "Clear", "clear"),
    ("black", "Black", "black"),
    ("white", "White", "white"),
    ("frozen", "Freeze", "pause"),
    ("note", "Note", "section"),
    ("words", "Words", "caption"),
    ("rehearse", "Rehearse", "record"),
)
TIPS = {
    "undo": "Undo the last stroke",
    "clear": "Clear all strokes",
    "black": "Show the audience a black screen",
    "white": "Show the audience a white screen",
    "frozen": "Freeze what the audience sees while you look elsewhere",
    "note": "Show the audience the note, large",
    "words": "Show the audience the step's words",
    "rehearse": "Record how long each step takes",
}


class PresenterWindow(SecondWindow):
    """A window of its own; without it the presentation goes on."""

    rehearsal: StepTimes
    words: Words

    def __init__(
        self,
        presentation: Presentation,
        canvas: Canvas,
        jobs: Jobs,
        watch: Stopwatch,
        rehearsal: StepTimes,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Acetate: presenter")
        self.setAccessibleName("Presenter's window")
        dress_window(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._presentation, self._store = presentation, presentation.store
        self._presenter_controls = presenter_controls = presentation.presenter_controls
        self._divided = False
        self.buttons: dict[str, QToolButton] = {}
        self._glyphs: list[tuple[QToolButton, str]] = []
        self.mirror = Mirror(canvas, presenter_controls.tools, self._store)
        self.next = NextPicture(self._store, canvas)
        self.words = Words(self._store)
        self.clock, self.rehearsal = ClockRow(watch), rehearsal
        own = (REHEARSE.bound(rehearsal), TEXT_SIZE.bound(self.words))
        bound = (*own, *bind((*UNDER_WAY, *KEYS), presentation))
        self._bound = {each.command.id: each for each in bound}
        self.rehearsal_row = RehearsalRow(self.rehearsal, self._store, jobs)
        self.rehearsal.changed.connect(self.renew)
        self.layers = LayerBar(self._store, keyed=False)  # digits are steps, too
        self.where, self.title, self.coming = Label(), Label(), Label()
        self.sign = Label("The audience's picture is frozen. Z lets it go on.")
        self.sign.setObjectName("frozen")
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sign.hide()
        self._lay_out()
        self.jump_box = JumpBox(self._store, jobs.background, self)
        self.jump_box.chosen.connect(presenter_controls.jumping.go)
        for key in PASSED:
            shortcut = QShortcut(key, self)
            shortcut.activated.connect(partial(self._press, key))
        presenter_controls.changed.connect(self.renew)
        said = Changed.WORKSPACE | Changed.DIAGRAM | Changed.SELECTION | Changed.STEP
        self._store.on(said, self.renew)
        self._store.on(Changed.THEME, self._dress)
        self._dress()
        self.renew()
        self.setMinimumSize(*LEAST)
        self.resize(*FIRST)

    # Parts

    def _lay_out(self) -> None:
        self.title.setProperty("kind", "title")
        self.where.setProperty("kind", "title")
        self.title.setMinimumWidth(80)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.where)
        head.addWidget(self.title, 1)
        tip = "Choose the audience's screen"
        screen = self._button("screen", "Screen", "present", tip, keys="full_screen")
        screen.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.screen_menu = QMenu(self)
        self.screen_menu.aboutToShow.connect(self._list_screens)
        screen.setMenu(self.screen_menu)
        head.addWidget(screen)
        swap = self._button("swap", "Swap screens", "swap")
        swap.clicked.connect(partial(self._do, "swap"))
        head.addWidget(swap)
        end = self._button("end", "End", "close", keys="escape")
        end.clicked.connect(self._presentation.end)
        head.addWidget(end)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 12, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.sign)
        column.addWidget(self.mirror, 1)
        column.addLayout(self._steps())
        column.addWidget(self._tools())
        column.addWidget(self.layers)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.clock)
        column.addWidget(self.rehearsal_row)
        column.addWidget(self.coming)
        column.addWidget(self.next, 5)
        column.addLayout(self._text_sizes())
        column.addWidget(self.words, 5)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part, stretch in ((left, 3), (right, 2)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.handle(1).setAccessibleName("Width of the words")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _list_screens(self) -> None:
        """Those that there are now."""
        placing = self._presenter_controls.placing
        self.screen_menu.clear()
        for choice, told in placing.choices:
            entry = self.screen_menu.addAction(plain.caption(told))
            entry.setCheckable(True)
            entry.setChecked(choice == placing.choice)
            entry.triggered.connect(partial(placing.choose, choice))

    def _steps(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        steps = (
            ("previous", "Previous", "back", Qt.Key.Key_Left),
            ("next", "Next", "forward", Qt.Key.Key_Right),
        )
        for id, text, glyph, key in steps:
            button = self._button(id, text, glyph)
            button.clicked.connect(lambda _=False, k=key: self._press(k))
            row.addWidget(button)
        row.addStretch(1)
        back = self._button("return", "Back to where I was", "undo", keys="escape")
        back.clicked.connect(partial(self._do, "return"))
        row.addWidget(back)
        grid = self._button("grid", "All steps", "grid")
        grid.clicked.connect(self._presentation.open_grid)
        row.addWidget(grid)
        jump = self._button("jump", "Jump to…", "search")
        jump.clicked.connect(self.open_jump)
        row.addWidget(jump)
        return row

    def _tools(self) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName("Tools")
        flow = FlowLayout(holder, 4)
        for id, text, glyph in BUTTONS:
            button = self._button(id, text, glyph)
            button.setCheckable(self._bound[id].command.is_on is not None)
            button.clicked.connect(partial(self._do, id))
            flow.addWidget(button)
        return holder

    def _do(self, id: str, _checked: bool = False) -> None:
        """The button then shows what came of it, not that it was pressed."""
        self._bound[id].run()
        self.renew()

    def _text_sizes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        heading = Label("What to say")
        heading.setProperty("kind", "muted")
        row.addWidget(heading, 1)
        sizes = (("smaller", "minus", "Smaller text", 1), ("larger", "plus", "Larger text", 0))
        for id, glyph, tip, number in sizes:
            button = self._button(id, "", glyph, tip, keys="text_size", number=number)
            button.clicked.connect(lambda _=False, n=number: TEXT_SIZE.do(self.words, n))
            row.addWidget(button)
        return row

    def _button(
        self, id: str, text: str, glyph: str, tip: str = "", keys: str = "", number: int = 0
    ) -> QToolButton:
        """`keys`: of that command, if not of the one with the button's id; `number`: which."""
        key = self._bound[keys or id].command.keys[number]
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        if text:
            button.setText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        said = tip or TIPS.get(id, text.rstrip("…"))
        button.setToolTip(plain.tip(f"{said} ({keys_text(key)})"))
        button.setAccessibleName(said)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the steps
        self.buttons[id] = button
        self._glyphs.append((button, glyph))
        return button

    # Following

    def renew(self) -> None:
        """All shows what is so now."""
        presenter_controls, store = self._presenter_controls, self._store
        where, title = standing(store)
        away = presenter_controls.jumping.away
        self.where.setText("" if away else where)
        self.where.setHidden(away)
        selection = store.state.selection
        if away and selection is not None and store.diagram is not None:
            title = name(store.diagram, selection)
        self.title.setText(f"Question: {title}" if away and title else title)
        if presenter_controls.number:
            self.title.setText(f"Step {presenter_controls.number.said}")
        self.sign.setVisible(not presenter_controls.frozen.isHidden())
        after, _ = coming(store)
        self.coming.setText(f"Next: {after}" if after else "This is the last step.")
        if away:
            self.coming.setText("Next: back to where you were")
        self.next.setHidden(away or not after)
        self.mirror.cover(COVERED.get(presenter_controls.covered, ""))
        for id, _, _ in BUTTONS:
            bound = self._bound[id]
            self.buttons[id].setChecked(bound.is_on())
            self.buttons[id].setEnabled(bound.enabled())
        self.buttons["swap"].setEnabled(presenter_controls.placing.can_swap)
        for id in ("words", "rehearse"):
            self.buttons[id].setEnabled(store.tour is not None)
        self.buttons["return"].setVisible(away)

    def _dress(self) -> None:
        theme = self._store.theme
        dress_glyphs(self._glyphs, theme)
        self.clock.dress(theme)
        self.setStyleSheet(
            typeface()
            + KeysSheet.sheet(theme)
            + StepGrid.sheet(theme)
            + f"#frozen {{ color: {on_accent(theme)}; background: {theme.accent};"
            f" border-radius: 6px; padding: 6px 12px; font-weight: 600; }}"
        )

    # Keys

    def open_jump(self) -> None:
        self.raise_()
        self.activateWindow()
        self.jump_box.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no widget here wants does what it does in the audience's window."""
        own = press((REHEARSE,), self.rehearsal, event) or press((TEXT_SIZE,), self.words, event)
        if not own:
            self._press(Qt.Key(event.key()), event.modifiers(), event.text())

    def _press(
        self,
        key: Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, text)
        do_key(self._presentation, event)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # no button: the keys go on with the presentation

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width()
        if not self._divided and wide > LEAST[0]:
            self._divided = True
            self.splitter.setSizes([round(wide * LEFT), wide - round(wide * LEFT)])
        super().resizeEvent(event)
        self.jump_box.place()
        for over in (self.findChild(KeysSheet), self.findChild(StepGrid)):
            if over is not None:
                over.place()

    def let_go(self) -> None:
        self.jump_box.close_work()
