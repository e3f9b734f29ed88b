"""The text of a note on the screen. It opens no file and no address: its document holds the
pictures that it was handed, and that is all it can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QFrame,
    QTextBrowser,
    QWidget,
)

from app.scene.theme import LIGHT, Theme
from app.ui.kit.motion import Movement
from app.ui.views.notes import backdrop, lights
from app.ui.views.notes.document import Document, nothing
from app.ui.views.notes.growth import Growth
from app.ui.views.notes.html import FOLD
from app.ui.views.notes.in_view import AIR, SCROLLING, SectionInView
from app.ui.views.notes.link_tip import tipped
from app.ui.views.notes.resizing import Resizing
from app.ui.views.notes.shown_in import PLACES, Links
from app.ui.views.notes.style import CHARACTERS, MARGIN, column
from app.ui.views.notes.wide_scroll import WideScrolling

SCROLL = 180  # ms
STEP = QAbstractSlider.SliderAction
BORDER = 2  # px, given by the style sheet


class NotesView(QTextBrowser):
    """Shows a document, marks one section of it, paints what stands behind the text.

    zoom_asked(steps): Ctrl+wheel. width_changed(): the text's column is wider or narrower.
    section_in_view(line): the line of the heading over what stands at the top, 0 before the
    first. menu_asked(menu, position): a context menu opens, at that position of the text, or with
    -1 by a key.
    read(line): as section_in_view, where a person scrolled there; clicked(line): or clicked there.

    Many methods: Qt's text browser is steered by overriding its events, and only itself knows where
    its text stands.
    """

    zoom_asked = Signal(int)
    width_changed = Signal()
    section_in_view = Signal(int)
    read = Signal(int)
    clicked = Signal(int)
    menu_asked = Signal(object, int)

    def __init__(self, describe: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`describe` says where a link leads, in one line."""
        super().__init__(parent)
        self._describe = describe
        self._page: Document | None = None
        self._line: int | None = None
        self._found: Sequence[QTextCursor] = ()
        self._here = -1
        self._lit: QTextCursor | None = None
        self._widest = 1000
        self.characters: int | None = CHARACTERS  # of a line at most; None as many as fit
        self._theme: Theme = LIGHT
        self._movement = Movement(self)
        self._reading = SectionInView(self)
        self._reading.changed.connect(self.section_in_view)
        self._reading.read.connect(self.read)
        self._pressed: QPoint | None = None
        self._wide = WideScrolling(self, self.paint_behind, self.paint_text)
        self.growth = Growth(self)
        self.growth.arrived.connect(self._reading.look)
        self.growth.built.connect(self._leave_room)
        self._resizing = Resizing(self, self.growth)
        self.verticalScrollBar().valueChanged.connect(self._reading.look)
        self.verticalScrollBar().actionTriggered.connect(self._reading.take_in_hand)
        self.anchorClicked.connect(self._fold)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Note")

    # Nothing is loaded

    def loadResource(self, kind: int, _name: QUrl | str) -> QImage | None:
        """Never a file: the document holds what may be shown."""
        return nothing(kind)

    def doSetSource(
        self,
        _name: QUrl | str,
        _kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        """A page comes through `show_page` only."""

    # What it shows

    @property
    def text_width(self) -> int:
        """The width of the text's column beside a scroll bar, px."""
        return max(120, min(self._inside(), self._widest) - 2 * MARGIN)

    @property
    def page(self) -> Document | None:
        """What is shown."""
        return self._page

    @property
    def marked_line(self) -> int | None:
        """Of the file: that of the marked section's heading."""
        return self._line

    def show_page(self, page: Document, theme: Theme, zoom: float) -> None:
        """Put a page there, at its top and with nothing marked. One that is not complete yet
        grows from now on, a step at a time."""
        self._movement.stop()
        self._resizing.end()
        before, self._page = self._page, page
        self._theme = theme
        self._line, self._found, self._here, self._lit = None, (), -1, None
        self._reading.begin(page)
        self._widest = column(self.font(), zoom, self.characters) + 2 * MARGIN
        self._limit()
        self._wide.show(page, theme)
        self._fit()
        self.setDocument(page)
        if before is not None:
            before.deleteLater()
        self._dress()
        self.growth.begin(page)
        # It went with the text to its end, and Qt goes where it is when the view is resized.
        self.setTextCursor(QTextCursor(page))
        self.verticalScrollBar().setValue(0)

    @property
    def folds(self) -> tuple[bool, ...]:
        """Which of what can be folded is open."""
        return self._page.folds.states if self._page is not None else ()

    def reveal(self, position: int) -> None:
        """Open what hides that position of the text."""
        if self._page is not None and self._page.folds.reveal(position):
            self._leave_room()

    def _leave_room(self) -> None:
        if self._page is not None:
            self._page.leave_room(self.viewport().height())

    def go_to_place(self, anchor: str) -> None:
        """Scroll to a named place, out of the folds if it is in one."""
        hidden = self._page.folds.find_anchor(anchor) if self._page is not None else None
        if hidden is not None:
            self.reveal(hidden)
        self.scrollToAnchor(anchor)

    def _fold(self, url: QUrl) -> None:
        name, number = url.fragment()[: len(FOLD)], url.fragment()[len(FOLD) :]
        if self._page is None or url.path() or name != FOLD:
            return
        if number.isdecimal():
            self._page.folds.toggle(int(number))
        elif number == PLACES:
            self._page.shown_in.turn()
        self._leave_room()
        self.viewport().update()

    def show_instead(self, images: Mapping[str, QImage]) -> None:
        """Other pictures of the same sizes in the places of some."""
        if self._page is not None and images:
            self._page.show_instead(images)
            self.viewport().update()

    def mark(self, line: int, shown_in: Sequence[Links]) -> None:
        """Mark the section whose heading stands on that line of the file, and say under it in
        which diagrams it is shown."""
        if self._page is None:
            return
        self._line = line
        if (heading := self._page.heading(line)) is not None:
            self.reveal(heading.position())
        self._page.put_links(line, shown_in)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self._leave_room()
        self._dress()

    def scroll_to_mark(self, moving: bool) -> None:
        if self._page is None or self._line is None:
            return
        bar = self.verticalScrollBar()
        heading = self._page.heading(self._line)
        top = self._page.top(heading.block()) - AIR if heading else 0
        start, end = bar.value(), max(0, min(round(top), bar.maximum()))
        self._reading.let_go()
        self._movement.start(
            SCROLL if moving and start != end else 0,
            lambda t: bar.setValue(round(start + (end - start) * t)),
        )

    def scroll_to(self, value: int) -> None:
        """To a value of the scroll bar, at once."""
        self._movement.stop()
        self._reading.let_go()
        self.verticalScrollBar().setValue(value)

    @property
    def marked_at(self) -> int:
        """Where the marked heading stands in the text; 0 without one."""
        heading = self._page.heading(self._line) if self._page and self._line else None
        return heading.selectionStart() if heading is not None else 0

    @property
    def scrolling(self) -> bool:
        return self._movement.running

    def show_found(self, found: Sequence[QTextCursor], here: int) -> None:
        """Light up what was found, the one at `here` most, and bring that one into sight."""
        self._found, self._here = found, here
        if 0 <= here < len(found):
            self._movement.stop()
            self.reveal(found[here].selectionStart())
            kept = QTextCursor(found[here])
            kept.setPosition(found[here].selectionEnd())
            self.setTextCursor(kept)
            self._wide.reveal(kept)
        self._dress()

    def light(self, block: QTextCursor | None) -> None:
        """Light that one, until another is told of."""
        self._lit = block
        self._dress()

    def place(self, position: int | None = None) -> tuple[int, int]:
        """A place in the text, that at the top of the view by default: its position, its y in px."""
        if position is None and self._resizing.place is not None:
            return self._resizing.place
        top = self.cursorForPosition(QPoint(MARGIN, 1))
        cursor = top if position is None else self.cursor_at(position)
        return cursor.position(), self.cursorRect(cursor).top()

    def cursor_at(self, position: int) -> QTextCursor:
        """There, or at the end; it stays with the text when other text comes or goes."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, min(position, self.document().characterCount() - 1)))
        return cursor

    def return_to(self, place: tuple[int, int]) -> None:
        cursor = self.cursor_at(place[0])
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - place[1])

    # Painting

    def _dress(self) -> None:
        """Colour the marked heading and what was found."""
        heading = self._page.heading(self._line) if self._page and self._line else None
        highlighted = lights.selections(heading, self._found, self._here, self._lit, self._theme)
        self.setExtraSelections(highlighted)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_behind(event.rect())
        self.paint_text(event.rect())

    def paint_behind(self, area: QRect) -> None:
        """What stands behind the text in that part of the viewport."""
        if self._page is not None:
            backdrop.behind(self, self._page, area, self._line, self._theme)

    def paint_text(self, area: QRect) -> None:
        """The text in it, and where the keyboard is."""
        super().paintEvent(QPaintEvent(area))
        cursor = self.textCursor()
        if self.hasFocus() and cursor.hasSelection() and cursor.charFormat().isAnchor():
            lights.ring(self, cursor, self._theme)

    # Events

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes over the links, from the marked section on rather than from the top."""
        heading = self._page.heading(self._line) if self._page and self._line else None
        if heading is None or self.textCursor().hasSelection() or not forward:
            return self._to_link(forward)
        self.setTextCursor(heading)
        moved = self._to_link(forward)
        if self.textCursor() == heading:
            heading.clearSelection()
            self.setTextCursor(heading)
        return moved

    def _to_link(self, forward: bool) -> bool:
        """To the next link that is not folded away."""
        moved = bool(super().focusNextPrevChild(forward))
        while moved and self.textCursor().hasSelection():
            if self.textCursor().block().isVisible():
                break
            moved = bool(super().focusNextPrevChild(forward))
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = QSize(event.oldSize())
        self._limit()
        if self._page is not None and self._page.long:
            QAbstractScrollArea.resizeEvent(self, event)
            self._resizing.begin(self._page)
        else:
            self._fit()
            super().resizeEvent(event)
            if self._line is not None:
                self._leave_room()
        if before.width() != event.size().width():
            self.width_changed.emit()

    def _fit(self) -> None:
        """Cards and tables scroll where the text is narrower than they are."""
        if self._page is not None:
            self._page.wide.fit(self.viewport().width() - 2 * MARGIN)

    def _limit(self) -> None:
        """Keep lines short: what is wider than the column becomes margin on both sides."""
        side = max(0, (self._inside() - self._widest) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    def _inside(self) -> int:
        """The width beside a scroll bar, within the border, which shows where the keyboard is, px."""
        return self.width() - 2 * BORDER - self.verticalScrollBar().sizeHint().width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLLING:
            self._reading.take_in_hand()
        ends = {Qt.Key.Key_Home: STEP.SliderToMinimum, Qt.Key.Key_End: STEP.SliderToMaximum}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in ends:
            self.verticalScrollBar().triggerAction(ends[Qt.Key(event.key())])  # Qt's knows no Ctrl
            return
        if not self._wide.key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the text, not on a link, and no drag that selects."""
        at, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if at is None or self._page is None or self.anchorAt(at):
            return
        moved = (event.position().toPoint() - at).manhattanLength()
        if moved < QApplication.startDragDistance() and not self.textCursor().hasSelection():
            place = self.cursorForPosition(at).position()
            self.clicked.emit(self._page.line_at(place) or 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._movement.stop()
        self._reading.take_in_hand()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.zoom_asked.emit((turned > 0) - (turned < 0))
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, and under it what those who listen add."""
        menu = self.createStandardContextMenu(event.pos())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = self.cursorForPosition(event.pos()).position() if by_mouse else -1
        menu.addSeparator()
        self.menu_asked.emit(menu, at)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        return self._resizing.handle(event) or self._wide.handle(event, self._take)

    def _take(self, event: QEvent) -> bool:
        if tipped(self, event, self._describe):
            return True
        return bool(QTextBrowser.viewportEvent(self, event))
