"""Whether a note's bold lines are headings: what the file says, and saying it there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.model.notes import Note, Section
from app.model.workspace import Workspace
from app.sources.edits import edits
from app.ui.kit.background import Background


class BoldLines(QObject):
    """Writes it off the window's thread; that the file has changed is seen as for any other.
    `said(sentence)`: what was written, or why nothing was."""

    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)

    @staticmethod
    def of(shown: tuple[Note, Section] | None, workspace: Workspace | None) -> bool | None:
        """None for a note that cannot say it: one of ours, or one outside of what is open."""
        if shown is None or workspace is None or workspace.bundled:
            return None
        note, _ = shown
        return note.bold_headings if note in workspace.notebook.notes else None

    def set(
        self, shown: tuple[Note, Section] | None, workspace: Workspace | None, on: bool
    ) -> None:
        """Have the note that is shown say so."""
        if shown is None or workspace is None:
            return
        root, file = workspace.root, shown[0].file

        def write(_: object) -> str:
            from app.sources.edits.headings_edit import bold_headings

            edit = bold_headings(root, file, on)
            edits.apply(edit)
            return edit.said

        self._background.start(write, self.said.emit, self.said.emit)

    def close(self) -> None:
        """Wait for what is being written."""
        self._background.close()
