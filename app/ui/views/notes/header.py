"""The bar over a note: back, forward, the note's title, which opens and closes its contents, and of what
is selected why it opens this section, and its link."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.model.notes import Note
from app.scene.theme import Theme
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.bar_button import glyph_button
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store
from app.ui.views.notes.link_button import LinkButton
from app.ui.views.notes.reason import ReasonLine

LONGEST = 40  # characters of a title


class NotesHeader(QWidget):
    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Where you are in the notes")
        self._store = store
        self.back = glyph_button("Back", lambda: store.do(verbs.go_back))
        self.forward = glyph_button("Forward", lambda: store.do(verbs.go_forward))
        self.title = QToolButton()
        self.title.setObjectName("notesTitle")
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.title.setCheckable(True)
        self.title.setToolTip("Contents")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        for button in (self.back, self.forward):
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self.title)
        self.reason = ReasonLine(store)
        row.addSpacing(6)
        row.addWidget(self.reason, 1)
        row.addStretch()
        self.link = LinkButton(store, self)
        row.addWidget(self.link)
        store.on(Changed.HISTORY, self._enable)
        self._enable()
        self.show_note(None)

    def show_note(self, note: Note | None) -> None:
        title = note.title if note else "Notes"
        self.title.setText(plain.caption(title, LONGEST) + "  ▾")
        self.title.setAccessibleName(f"{plain.line(title)}, contents")

    def dress(self, theme: Theme) -> None:
        for name, button in (("back", self.back), ("forward", self.forward)):
            button.setIcon(glyph_icon(name, theme.text, theme.hairline))
        self.link.dress(theme)

    def _enable(self) -> None:
        self.back.setEnabled(self._store.session.history.can_go_back)
        self.forward.setEnabled(self._store.session.history.can_go_forward)
