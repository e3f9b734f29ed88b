"""The line under a note: what the section in view lights on the canvas, or where else it is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.model.ids import DiagramId, SectionId
from app.model.wording import counted
from app.model.workspace import Workspace
from app.paths import path_of, text_of
from app.scene.theme import Theme
from app.sources.outer_notes import whole_of
from app.ui.kit import plain
from app.ui.views.notes import pages

MOST = 3  # diagrams that are named


MAKE = "make:"  # where the link leads that makes a diagram
WHOLE = "whole:"  # where the one leads that opens all of a vault or repository


class NotesFooter(QWidget):
    """activated(href): a diagram that shows the section. diagram_wanted(section): one is to be made
    of it. whole_wanted(folder): the vault or repository is to be opened in which the note lies."""

    activated = Signal(str)
    diagram_wanted = Signal(str)
    whole_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel()
        self.label.setProperty("kind", "muted")
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.label.setWordWrap(True)
        self._section = SectionId("")
        self._whole: Path | None = None
        self.label.linkActivated.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 6)
        row.addWidget(self.label, 1)
        self.hide()

    def tell(
        self,
        workspace: Workspace | None,
        diagram: DiagramId,
        section: SectionId | None,
        theme: Theme,
    ) -> None:
        """Say it of a section in view, while a diagram is on the canvas."""
        found = workspace.notebook.section(section) if workspace else None
        self.setVisible(found is not None)
        if workspace is None or found is None:
            return
        self._section = found.id
        title = f"<b>{plain.escaped(found.title)}</b>"
        here = workspace.about(diagram, found.id)
        elsewhere = pages.diagrams_with(found.id, workspace)
        outside = found.file in {note.file for note in workspace.notebook.outer}
        self._whole = whole_of(workspace.root) if outside else None
        if any(note.file == found.file for note in workspace.notebook.lent):
            said = f"{title} · a note that came with Acetate: yours do not speak of this component"
        elif self._whole is not None:
            said = _outer(found.file, workspace, self._whole, theme)
        elif here:
            said = f"{title} · {counted(len(here), 'component')} highlighted in this diagram"
        elif found.id in workspace.homes(diagram):
            said = f"{title} · this diagram is its picture"
        elif found.id == workspace.subjects.get(diagram):
            said = f"{title} · this diagram is about it"
        elif elsewhere:
            links = [
                f'<a href="{href}" style="color: {theme.accent}">{plain.escaped(name)}</a>'
                for name, href in elsewhere[:MOST]
            ]
            more = f" and {len(elsewhere) - MOST} more" if len(elsewhere) > MOST else ""
            said = f"{title} · not in this diagram. Shown in {', '.join(links)}{more}"
        else:
            said = f"{title} · no diagram shows this section"
            if not workspace.bundled:
                said += f'. <a href="{MAKE}" style="color: {theme.accent}">Make one…</a>'
        self.label.setText(said)
        self.label.setAccessibleName(QTextDocumentFragment.fromHtml(said).toPlainText())

    def _follow(self, href: str) -> None:
        if href == WHOLE:
            self.whole_wanted.emit(self._whole)
        elif href == MAKE:
            self.diagram_wanted.emit(self._section)
        else:
            self.activated.emit(href)


def _outer(file: str, workspace: Workspace, whole: Path, theme: Theme) -> str:
    """Of a note that is no part of what is open: where it lies, and what opens all of it."""
    said = f"<b>{plain.escaped(file)}</b> · not part of “{plain.escaped(workspace.title)}”"
    if path_of(workspace.root) == whole:
        name = "Open the folder"
    else:
        name = f"Open all of “{plain.escaped(text_of(whole.name))}”"
    return f'{said}. <a href="{WHOLE}" style="color: {theme.accent}">{name}</a>'
