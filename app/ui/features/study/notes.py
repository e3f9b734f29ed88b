"""The notes beside the picture of a card that is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.model.ids import SectionId
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit.plain import Label
from app.ui.session.store import Store
from app.ui.views.notes.panel import NotesPanel


class StudyNotes(QWidget):
    """Follows what `store` has, and goes through the notes its own way, from that section on.
    left(): it is to go."""

    left = Signal()

    def __init__(self, store: Store, section: SectionId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("studyNotes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.store = Store(self, base=store)
        self.store.do(verbs.open_section, section)
        self.panel = NotesPanel(self.store)
        # What it tells is of a picture that the notes are beside, and in step with.
        self.panel.footer.setFixedHeight(0)
        self.said = Label(kind="muted")
        self.said.setWordWrap(True)
        self.close_button = QPushButton("Close the notes (Esc)")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.left)
        self.panel.search_asked.connect(self.panel.find_bar.open_bar)
        self.panel.hint.connect(self.said.setText)
        self.store.on(Changed.DIAGRAM, self._tell)
        top = QHBoxLayout()
        top.setContentsMargins(12, 4, 8, 4)
        top.addWidget(self.said, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.panel, 1)

    def open(self, section: SectionId) -> None:
        """Show the note that holds it, at it."""
        self.said.clear()
        self.store.do(verbs.open_section, section)
        self.show()
        self.panel.focus_text()

    def close_work(self) -> None:
        """Wait for what is under way."""
        self.panel.close_work()

    def _tell(self) -> None:
        self.said.setText("To go to another diagram, leave studying first.")
