"""A section of the notes, large enough for a room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.notes import Note, Section
from app.ui import notes_pages
from app.ui.notes_document import Document
from app.ui.notes_html import Space, convert
from app.ui.notes_style import MARGIN, column
from app.ui.notes_view import NotesView
from app.ui.store import Store

ZOOM = 1.7
STEP = 120  # px
EDGE = 16  # px round the text


class LargeNote(QWidget):
    """The section that the store has open."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("largeNote")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self.view = NotesView(str)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        stack.addWidget(self.view)

    def fill(self) -> bool:
        """Show the open section; False where there is none."""
        workspace, id = self._store.workspace, self._store.state.section
        section = workspace.notebook.section(id) if workspace and id else None
        if workspace is None or section is None:
            return False
        theme = self._store.theme
        wide, ratio = self.view.text_width, self.devicePixelRatioF()
        sizes = {
            d.filename: (d.id, notes_pages.size(p, wide) if p else None)
            for d in reversed(workspace.diagrams)
            for p in (self._store.pictures.get(d.id),)
        }
        page = convert(_alone(section), Space(workspace.root, wide, ratio, sizes))
        images = dict(page.images)
        for name, (diagram, *size) in page.diagrams.items():
            layers = self._store.state_of(diagram).layers
            picture = self._store.pictures[diagram]
            images[name] = notes_pages.draw(picture, layers, size[0], size[1], ratio, theme)
        document = Document(page.parts, images, theme, self.font(), ZOOM, self.view, page.folds)
        document.grow()
        self.view.show_page(document, theme, ZOOM)
        return True

    def place(self, room: QRect) -> None:
        """In the middle of the room, as wide as its text wants, as high as it needs."""
        wide = min(column(self.font(), ZOOM) + 2 * MARGIN + 2 * EDGE, room.width())
        self.resize(wide, room.height())
        self.view.resize(wide - 2 * EDGE, room.height() - 2 * EDGE)
        needed = round(self.view.document().size().height()) + 2 * EDGE
        high = min(needed, room.height())
        left = room.x() + (room.width() - wide) // 2
        self.setGeometry(left, room.y() + (room.height() - high) // 2, wide, high)

    def scroll(self, by: int) -> None:  # type: ignore[override]
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + by * STEP)


def _alone(section: Section) -> Note:
    """The section as a note of its own."""
    text = f"# {section.title}\n\n{section.text}"
    return Note(section.file, section.title, (), (section,), text)
