"""The bar over a note: back, forward, the note's title, which opens its contents."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.model.notes import Note, Section
from app.render.theme import Theme
from app.ui.glyphs import glyph_icon
from app.ui.store import Store

LONGEST = 40  # characters of a title


class NotesHeader(QWidget):
    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notes, where you are")
        self._store = store
        self._note: Note | None = None
        self.back = self._arrow("Back", store.go_back)
        self.forward = self._arrow("Forward", store.go_forward)
        self.title = QToolButton()
        self.title.setObjectName("notesTitle")
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.title.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.title.setToolTip("Contents")
        self.contents = QMenu(self.title)
        self.contents.aboutToShow.connect(self._fill)
        self.title.setMenu(self.contents)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        for button in (self.back, self.forward):
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self.title)
        row.addStretch(1)
        store.history_changed.connect(self._enable)
        self._enable()
        self.show_note(None)

    def show_note(self, note: Note | None) -> None:
        self._note = note
        title = note.title if note else "Notes"
        short = title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"
        self.title.setText(short.replace("&", "&&") + "  ▾")
        self.title.setAccessibleName(f"{title}, contents")

    def dress(self, theme: Theme) -> None:
        for name, button in (("back", self.back), ("forward", self.forward)):
            button.setIcon(glyph_icon(name, theme.text, theme.hairline))

    def _enable(self) -> None:
        self.back.setEnabled(self._store.can_go_back)
        self.forward.setEnabled(self._store.can_go_forward)

    def _arrow(self, name: str, call: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(call)
        return button

    def _fill(self) -> None:
        self.contents.clear()
        workspace = self._store.workspace
        if self._note is not None:
            for section in self._note.sections:
                depth = max(0, section.level - 1)
                self._entry(self.contents, section, "    " * depth + section.title)
            self.contents.addSeparator()
        notes = sorted(workspace.notebook.notes if workspace else (), key=lambda n: n.title.lower())
        others = self.contents.addMenu("All notes") if self._note else self.contents
        for note in notes:
            self._entry(others, note.sections[0], note.title)

    def _entry(self, menu: QMenu, section: Section, text: str) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(section.id == self._store.state.section)
        action.triggered.connect(lambda _=False, to=section.id: self._store.open_section(to))
