"""The search index of the open workspace, built off the window's thread when it is wanted."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.model import problem
from app.model.workspace import Workspace
from app.search.entry import Entry, entries
from app.search.index import EntryIndex
from app.session import answers
from app.ui.kit.background import Background, Work
from app.ui.session.store import Store


class SearchIndex(QObject):
    """changed(): another index is there, or none: that of what is no longer open is dropped.
    `commands` are found, too."""

    changed = Signal()

    def __init__(
        self,
        store: Store,
        background: Background,
        parent: QObject | None = None,
        commands: Sequence[Entry] = (),
    ) -> None:
        super().__init__(parent)
        self._store, self._background, self._commands = store, background, commands
        self._of: Workspace | None = None  # what is indexed, or about to be
        self._work: Work | None = None
        self.index: EntryIndex | None = None

    def want(self) -> None:
        """Index what is open now, unless that is done or under way."""
        workspace = self._store.workspace
        if self._of is workspace and (self.index is not None or self._work is not None):
            return
        if self._work is not None:
            self._work.cancel()
        if self._of is None or workspace is None or self._of.root != workspace.root:
            self.index = None  # until then, the index of the same folder is better than none
        self._of = workspace
        self._work = self._background.start(
            lambda cancelled: build(workspace, cancelled, self._commands),
            self._take,
            self._failed,
            self,
        )

    def close(self) -> None:
        """Leave off."""
        if self._work is not None:
            self._work.cancel()

    def _take(self, index: EntryIndex) -> None:
        self._work, self.index = None, index
        self.changed.emit()

    def _failed(self, message: str) -> None:
        self._work = None
        self._store.do(answers.report, problem.error(message))


def build(
    workspace: Workspace | None, cancelled: threading.Event, commands: Sequence[Entry]
) -> EntryIndex:
    """An index over a workspace and these commands. Ends early where it is cancelled."""
    found = [*(entries(workspace) if workspace else ()), *commands]
    return EntryIndex(found, cancelled.is_set)
