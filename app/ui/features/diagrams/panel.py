"""The panel of diagrams: a filter above a list of thumbnails."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.session import verbs
from app.session.changes import Changed
from app.ui.features.diagrams.listing import ID_ROLE, DiagramList, ShownDiagrams, components_text
from app.ui.features.diagrams.thumbnails import HEIGHT, WIDTH, Thumbnails
from app.ui.kit import style
from app.ui.kit.filter_field import FilterField, set_out_panel
from app.ui.kit.glyphs import draw_glyph
from app.ui.kit.plain import Label
from app.ui.session.store import Store

Index = QModelIndex | QPersistentModelIndex
PAD = 8  # px round a card
FOLD = 22  # px before the words of a fold
LINE, SMALL_LINE = 18, 17  # px: a line of the title, of what stands under it
TITLE_LINES = 2


class DiagramDelegate(QStyledItemDelegate):
    """Paints one diagram: thumbnail, title, number of components."""

    def __init__(
        self, store: Store, thumbnails: Thumbnails, shown: ShownDiagrams, view: QWidget
    ) -> None:
        super().__init__(view)
        self.view = view
        self._store, self._thumbnails, self._shown = store, thumbnails, shown
        self.width = WIDTH

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.data(ID_ROLE):
            return QSize(self.width, LINE * len(self._fold_lines(index)) + 2 * PAD)
        thumb = round((self.width - 2 * PAD) * HEIGHT / WIDTH)
        under = 6 + LINE * len(self._title_lines(index)) + SMALL_LINE
        return QSize(self.width, thumb + under + 2 * PAD)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        t = self._store.theme
        if not index.data(ID_ROLE):
            self._paint_fold(painter, option, index)
            return
        diagram = self._store.workspace and self._store.workspace.diagram(index.data(ID_ROLE))
        if not diagram:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(option.rect).adjusted(PAD, PAD, -PAD, -PAD)
        thumb = QRectF(box.x(), box.y(), box.width(), box.width() * HEIGHT / WIDTH)
        path = QPainterPath()
        path.addRoundedRect(thumb, style.CARD, style.CARD)
        painter.fillPath(path, QColor(t.canvas))
        if pixmap := self._thumbnails.of(diagram.id):
            painter.setClipPath(path)
            painter.drawPixmap(thumb, pixmap, QRectF(pixmap.rect()))
            painter.setClipping(False)
        current = diagram.id == self._store.state.diagram
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = t.accent if current else t.muted if hover else t.hairline
        painter.setPen(QPen(QColor(edge), 2 if current else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(thumb, style.CARD, style.CARD)
        if current:  # told by a bar, too
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(QRectF(1, thumb.y(), 3, thumb.height()), 1.5, 1.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_focus(painter, option)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        line = QRectF(box.x() + 2, thumb.bottom() + 6, box.width() - 4, LINE)
        painter.setFont(self._font())
        painter.setPen(QColor(t.accent if current else t.text))
        for text in self._title_lines(index):
            painter.drawText(line, left, text)
            line.translate(0, LINE)
        painter.setFont(self._small_font())
        painter.setPen(QColor(t.muted))
        line.setHeight(SMALL_LINE)
        painter.drawText(line, left, components_text(diagram))
        painter.restore()

    def _paint_fold(self, painter: QPainter, option: Any, index: Index) -> None:
        """The line that opens and closes what stands apart."""
        theme, box = self._store.theme, QRectF(option.rect).adjusted(PAD, PAD, -PAD, -PAD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_focus(painter, option)
        glyph = "up" if self._shown.open else "down"
        draw_glyph(painter, glyph, QRectF(box.x(), box.y() + 1, 16, 16), theme.muted)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QColor(theme.text if hover else theme.muted))
        painter.setFont(self._small_font())
        line = QRectF(box.x() + FOLD, box.y(), box.width() - FOLD, LINE)
        for text in self._fold_lines(index):
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            line.translate(0, LINE)
        painter.restore()

    def _paint_focus(self, painter: QPainter, option: Any) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            painter.setPen(QPen(QColor(self._store.theme.accent), 2))
            ring = QRectF(option.rect).adjusted(3, 3, -3, -3)
            painter.drawRoundedRect(ring, style.CARD + 4, style.CARD + 4)

    def _font(self) -> QFont:
        font = QFont(self.view.font())
        font.setPixelSize(style.BODY)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small_font(self) -> QFont:
        small = self._font()
        small.setWeight(QFont.Weight.Normal)
        small.setPixelSize(style.SECONDARY)
        return small

    def _title_lines(self, index: Index) -> list[str]:
        return _lines(index.data(), self._font(), self.width - 2 * PAD - 4)

    def _fold_lines(self, index: Index) -> list[str]:
        return _lines(index.data(), self._small_font(), self.width - 2 * PAD - FOLD)


def _lines(text: str, font: QFont, wide: int) -> list[str]:
    """In as many lines as it needs, two at most."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        start = line.textStart()
        lines.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    if len(lines) > TITLE_LINES:
        rest = " ".join(lines[TITLE_LINES - 1 :])
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, wide)
        lines = [*lines[: TITLE_LINES - 1], cut]
    return lines or [""]


class CardList(QListView):
    """The list; its cards are as wide as it is. Up and down move, Enter opens.
    turned(): Enter or Space on the line over what stands apart."""

    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Diagrams")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self._keep_current = QTimer(self, singleShot=True, interval=0)
        self._keep_current.timeout.connect(lambda: self.scrollTo(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, keys = self.currentIndex(), (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if index.isValid() and not index.data(ID_ROLE) and event.key() in keys:
            self.turned.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.visualRect(self.currentIndex())
        if current.intersects(QRect(QPoint(), event.oldSize())):
            self._keep_current.start()  # the cards above it may become higher
        card = self.itemDelegate()
        if isinstance(card, DiagramDelegate):
            card.width = self.viewport().width()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)


class DiagramsPanel(QWidget):
    """Filter and list. A click or Enter shows a diagram. search_wanted(text): no title has what was typed."""

    search_wanted = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diagramsPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self.thumbnails = Thumbnails(store, self.devicePixelRatioF(), self)
        self.filter = FilterField("Filter diagrams")
        self._model = DiagramList(store, self)
        self._shown = ShownDiagrams(self._model, self)
        self.list = CardList(self)
        self.list.setItemDelegate(DiagramDelegate(store, self.thumbnails, self._shown, self.list))
        self.list.setModel(self._shown)
        self.nothing = Label("No title matches. Enter searches everything.")
        self.nothing.hide()
        set_out_panel(self, self.filter, self.nothing, self.list)
        self.filter.textChanged.connect(self._filter)
        self.filter.stepped.connect(self._enter_list)
        self.filter.returnPressed.connect(self._open_current)
        self.list.clicked.connect(self._click)
        self.list.turned.connect(self._shown.turn)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.thumbnails.made.connect(self._model.changed)
        store.on(Changed.DIAGRAM, self._follow)
        self._shown.modelReset.connect(self._select_current)
        store.on(Changed.THEME, self._dress)
        self._select_current()
        self.thumbnails.begin()

    def focus_filter(self) -> None:
        self.filter.focus()

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._select_current()

    def _filter(self, text: str) -> None:
        self._shown.filter(text)
        self.nothing.setVisible(bool(text) and self._shown.rowCount() == 0)
        self._select_current()

    def _open(self, index: QModelIndex) -> None:
        if diagram := index.data(ID_ROLE):
            self._store.do(verbs.show, diagram)

    def _click(self, index: QModelIndex) -> None:
        if index.data(ID_ROLE):
            self._open(index)
        else:
            self._shown.turn()

    def _open_current(self) -> None:
        """Enter in the filter: the current diagram if it is shown, else the first that is; where none
        is, a search."""
        if not self.nothing.isHidden():
            self.search_wanted.emit(self.filter.text())
            self.filter.clear()
            return
        current = self.list.currentIndex()
        self._open(current if current.isValid() else self._shown.index(0, 0))

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.list.hasFocus() and index.data(ID_ROLE):
            self._open(index)

    def _follow(self) -> None:
        self._select_current()
        self.list.viewport().update()

    def _dress(self) -> None:
        self.list.viewport().update()

    def _select_current(self) -> None:
        self._shown.reveal(self._store.state.diagram)
        index = self._shown.mapFromSource(self._model.index_of(self._store.state.diagram))
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)
