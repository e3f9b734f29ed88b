"""A section of the notes, large enough for a room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.notes import Note, Section
from app.ui.notes_document import Document
from app.ui.notes_html import Space, convert
from app.ui.notes_view import NotesView
from app.ui.store import Store

ZOOM = 1.7
STEP = 120  # px


class LargeNote(QWidget):
    """The section that the store has open."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("largeNote")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self.view = NotesView(str)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.view)

    def fill(self) -> bool:
        """Show the open section; False where there is none."""
        workspace, id = self._store.workspace, self._store.state.section
        section = workspace.notebook.section(id) if workspace and id else None
        if workspace is None or section is None:
            return False
        theme = self._store.theme
        page = convert(_alone(section), Space(workspace.root, self.view.text_width))
        document = Document(page.html, page.images, theme, self.font(), ZOOM, self.view)
        self.view.show_page(document, theme, ZOOM)
        return True

    def scroll(self, by: int) -> None:  # type: ignore[override]
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + by * STEP)


def _alone(section: Section) -> Note:
    """The section as a note of its own."""
    text = f"# {section.title}\n\n{section.text}"
    return Note(section.file, section.title, (), (section,), text)
