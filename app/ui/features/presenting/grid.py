"""All steps of the tour, or all diagrams, at a glance: to go to one of them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.scene.theme import Theme
from app.ui.features.presenting.stops import go_to, here, stops
from app.ui.kit import plain
from app.ui.kit.background import Background
from app.ui.kit.own_keys import own_key
from app.ui.kit.plain import Label
from app.ui.session.store import Store
from app.ui.views.steps.step_pictures import StepPictures

WIDE, HIGH = 448, 252  # px of a picture as it is made; less where it is shown smaller
EDGE, AIR = 32, 16  # px: round it; between its parts
APART, INSIDE = 8, 16  # px: between two; of one, round its picture
LEAST, MOST = 216, 440  # px, how wide a picture may be
LINES = 44  # px for a title of two lines
TITLE = 60  # characters
KEYS = "Arrows or digits choose, Enter goes there, Esc stays here."


class StepGrid(QWidget):
    """Covers a window while it is open. It is made anew each time, and gone once it is left."""

    def __init__(self, store: Store, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("grid")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store, self._window = store, window
        self._typed = ""
        self.heading, self.keys = Label(kind="title"), Label(KEYS, kind="muted")
        self.list = QListWidget()
        self.list.setObjectName("gridList")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setUniformItemSizes(True)
        self.list.setWordWrap(True)
        self.list.setSpacing(APART)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._go(self.list.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(AIR)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.keys)
        self.pictures = StepPictures(background, self)
        self.pictures.made.connect(self._show_picture)
        self._fill()
        self.place()

    @staticmethod
    def sheet(theme: Theme) -> str:
        """Its part of the window's style sheet."""
        return (
            f"#grid {{ background: {theme.panel}; }}"
            f" #gridList::item {{ border: 2px solid transparent; border-radius: 6px; padding: 6px; }}"
            f" #gridList::item:selected {{ border: 2px solid {theme.accent};"
            f" background: {theme.canvas}; color: {theme.text}; }}"
        )

    def open(self) -> None:
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self.list.scrollToItem(self.list.currentItem())

    def leave(self) -> None:
        """Away with it."""
        self.pictures.stop()
        self._window.setFocus(Qt.FocusReason.PopupFocusReason)  # or hiding would hand it on
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def place(self) -> None:
        """Over the window, which may have another size."""
        self.setGeometry(self._window.rect())
        count = self.list.count()
        bar = self.list.verticalScrollBar().sizeHint().width()
        room = self.width() - 2 * EDGE - 2 * self.list.frameWidth() - bar - 1
        high = self.height() - 2 * EDGE - 2 * AIR - 2 * self.heading.sizeHint().height()
        wide = _wide(count, room, high)
        if wide != self.list.iconSize().width():
            picture = QSize(wide, _high(wide))
            self.list.setIconSize(picture)
            cell = QSize(wide + INSIDE, picture.height() + LINES + INSIDE)
            for row in range(count):
                self.list.item(row).setSizeHint(cell)

    def _fill(self) -> None:
        store = self._store
        found, now = stops(store), max(here(store), 0)
        self.heading.setText(plain.line(store.tour.title) if store.tour else "Diagrams")
        self.setAccessibleName(self.heading.text())
        self.list.setAccessibleName(self.heading.text())
        empty = QPixmap(WIDE, HIGH)
        empty.fill(store.theme.canvas)
        for number, stop in enumerate(found, 1):
            item = QListWidgetItem(_icon(empty), f"{number}  {plain.line(stop.title, TITLE)}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.list.addItem(item)
        self.list.setCurrentRow(now)
        self._begin(sorted(range(len(found)), key=lambda n: abs(n - now)))

    def _begin(self, order: list[int]) -> None:
        """Have the pictures made, in that order."""
        store, ratio = self._store, self.devicePixelRatioF()
        size = round(WIDE * ratio), round(HIGH * ratio)
        if store.tour is not None:
            self.pictures.make(store.tour, store.layouts, order, size, store.theme)
        else:
            states = [store.session.state_of(stop.diagram) for stop in stops(store)]
            self.pictures.make_whole(states, store.layouts, order, size, store.theme)

    def _show_picture(self, number: int, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.list.item(number).setIcon(_icon(pixmap))

    def _go(self, row: int) -> None:
        go_to(self._store, row)
        self.leave()

    def _type(self, digit: int) -> None:
        """The number of one of them; where there is none of that, it begins anew."""
        for typed in (f"{self._typed}{digit}", str(digit)):
            if 1 <= int(typed) <= self.list.count():
                self._typed = typed
                self.list.setCurrentRow(int(typed) - 1)
                return
        self._typed = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return own_key(event, self._key) or super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._type(key - Qt.Key.Key_0)
            return True
        self._typed = ""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self.list.currentRow())
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_G):
            self.leave()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the list does not want goes no further."""
        event.accept()


def _wide(count: int, room: int, high: int) -> int:
    """How wide (px) so many pictures are that fill a room with as few in a row as all have room
    for; where not all have, they are as small as may be and scroll."""
    room -= APART  # at the end of a row
    fewest = max(1, ceil(room / (MOST + INSIDE + APART)))
    for across in range(fewest, max(fewest, room // (LEAST + INSIDE + APART)) + 1):
        wide = room // across - INSIDE - APART
        if ceil(count / across) * (_high(wide) + LINES + INSIDE + APART) + APART <= high:
            break
    return wide


def _high(wide: int) -> int:
    return wide * HIGH // WIDE


def _icon(pixmap: QPixmap) -> QIcon:
    """It looks the same where it is chosen."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
