"""A section of the notes, large enough for a room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.ids import DiagramId
from app.model.notes import Note, Section
from app.sources.markdown.embedded_notes import EmbeddedNotes
from app.ui.session.store import Store
from app.ui.views.notes import pages
from app.ui.views.notes.document import Document
from app.ui.views.notes.html import Space, convert
from app.ui.views.notes.style import MARGIN, column, text_size
from app.ui.views.notes.view import NotesView

ZOOM = 1.7
STEP = 120  # px
EDGE = 16  # px round the text


class LargeNote(QWidget):
    """The section that the store has open, under its title: `heading` is that one's Markdown, empty
    for none. `air` px are over and under the text, besides its own margin."""

    heading = "#"

    def __init__(self, store: Store, parent: QWidget, zoom: float = ZOOM, air: int = EDGE) -> None:
        super().__init__(parent)
        self.zoom, self.air = zoom, air
        self.setObjectName("largeNote")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self.view = NotesView(str)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(EDGE, air, EDGE, air)
        stack.addWidget(self.view)

    def subject(self) -> Section | None:
        """What is shown."""
        workspace, id = self._store.workspace, self._store.state.section
        return workspace.notebook.section(id) if workspace and id else None

    def fill(self) -> bool:
        """Show the open section; False where there is none."""
        workspace, section = self._store.workspace, self.subject()
        if workspace is None or section is None:
            return False
        note = alone(section, self.heading)
        show_text(self.view, note, self._store, self.zoom)
        return True

    def place(self, room: QRect) -> None:
        """In the middle of the room, as wide as its text wants, as high as it needs."""
        wide = min(column(self.font(), self.zoom) + 2 * MARGIN + 2 * EDGE, room.width())
        self.resize(wide, room.height())
        self.view.resize(wide - 2 * EDGE, room.height() - 2 * EDGE)
        needed = round(self.view.document().size().height()) + 2 * EDGE
        high = min(needed, room.height())
        left = room.x() + (room.width() - wide) // 2
        self.setGeometry(left, room.y() + (room.height() - high) // 2, wide, high)

    def scroll(self, by: int) -> None:  # type: ignore[override]
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + by * STEP)


def show_text(view: NotesView, note: Note, store: Store, zoom: float) -> None:
    """Show a short note, whole, at that many times the size of the design, with the pictures of
    diagrams as they are now."""
    workspace, theme = store.workspace, store.theme
    wide, ratio = view.text_width, view.devicePixelRatioF()
    sizes: dict[str, tuple[DiagramId, tuple[int, int] | None]] = {}
    for diagram in workspace.diagrams if workspace else ():
        layout = store.layouts.get(diagram.id)
        size = pages.size(layout, wide) if layout else None
        sizes.setdefault(diagram.filename, (diagram.id, size))
    root, borrowed = (workspace.root, workspace.borrowed) if workspace else ("", False)
    embeds = EmbeddedNotes(workspace, note) if workspace else None
    text = text_size(view.font(), zoom)
    page = convert(note, Space(root, wide, ratio, sizes, borrowed, embeds, theme, text))
    images = dict(page.images)
    for name, (id, width, height) in page.diagrams.items():
        layers = store.session.state_of(id).layers
        images[name] = pages.draw(store.layouts[id], layers, width, height, ratio, theme)
    document = Document(page.parts, images, theme, view.font(), zoom, view, page.folds)
    document.grow()
    view.show_page(document, theme, zoom)


def alone(section: Section, heading: str = "#") -> Note:
    """The section as a note of its own."""
    text = f"{heading} {section.title}\n\n{section.text}" if heading else section.text
    return Note(section.file, section.title, (), (section,), text)
