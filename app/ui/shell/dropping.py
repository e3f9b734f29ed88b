"""Files and folders that are dropped on the window are opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from app import paths as places
from app.scene.theme import Theme
from app.sources.file_formats import diagram_formats, format_of, note_formats
from app.sources.handed import lie_together
from app.ui.kit import plain
from app.ui.kit.style import CARD

TITLE = 16  # px, the text's size
AWAY = 80  # ms without being over the window until the frame goes
INSET = 8  # px from the window's edge to the frame


def dropped(data: QMimeData) -> tuple[Path, ...]:
    """What of the data is opened: a folder, or files."""
    urls = data.urls()
    if not urls and data.hasText():
        urls = [QUrl(line.strip()) for line in data.text().splitlines()[:1]]
    return wanted([Path(u.toLocalFile()) for u in urls if u.isLocalFile()])


def refusal() -> str:
    """What is said of that which cannot be opened."""
    notes, diagrams = (
        ", ".join(s for f in of for s in f.suffixes) for of in (note_formats(), diagram_formats())
    )
    return f"Only folders, notes ({notes}) and diagrams ({diagrams}) can be opened."


def wanted(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Of what is dropped, what is opened: files that lie together, else the first that can be; nothing
    where none can."""
    good = [p for p in paths if places.is_folder(p) or (places.is_file(p) and format_of(p))]
    together = not any(map(places.is_folder, good)) and lie_together(good)
    return tuple(good if together else good[:1])


class DropFrame(QWidget):
    """Lies over the window while something that can be opened is dragged over it."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._text = theme, text
        self.setAcceptDrops(True)
        self.setAccessibleName(text)
        self.setGeometry(parent.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.canvas)
        veil.setAlphaF(0.86)
        painter.fillRect(event.rect(), veil)
        painter.setPen(QPen(QColor(self._theme.accent), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        painter.drawRoundedRect(frame, CARD, CARD)
        font = self.font()
        font.setPixelSize(TITLE)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame.adjusted(24, 24, -24, -24), int(flags), self._text)


class Dropping(QObject):
    """Makes a window take drops. `open(paths)` opens a folder or files; `say(text)` tells why not."""

    def __init__(
        self,
        window: QMainWindow,
        theme: Callable[[], Theme],
        open: Callable[[Sequence[Path]], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._open, self._say = window, theme, open, say
        self.frame: DropFrame | None = None
        self._away = QTimer(self, singleShot=True, interval=AWAY)
        self._away.timeout.connect(self._end)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._drop(event)
        elif isinstance(event, QDragLeaveEvent):
            self._away.start()  # from the window onto the frame is no way out
        elif isinstance(event, QDragMoveEvent):
            self._away.stop()
            event.acceptProposedAction()
        else:
            return False
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        self._away.stop()
        if event.source() is not None:  # from this window itself
            event.ignore()
            return
        paths = dropped(event.mimeData())
        if not paths:
            self._say(refusal())
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if self.frame is None:
            path = paths[0]
            kind = "folder" if path.is_dir() else "file"
            text = f"Drop to open the {kind} “{plain.line(path.name or str(path))}”"
            if len(paths) > 1:
                text = f"Drop to open {len(paths)} files"
            self.frame = DropFrame(self._theme(), text, self._window)
            self.frame.installEventFilter(self)
            self.frame.show()
            self.frame.raise_()

    def _drop(self, event: QDropEvent) -> None:
        paths = dropped(event.mimeData())
        self._end()
        if not paths:
            self._say(refusal())
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._open(paths)

    def _end(self) -> None:
        self._away.stop()
        if self.frame is not None:
            self.frame.hide()
            self.frame.deleteLater()
            self.frame = None
