"""A store of its own for who presents or studies: nothing that is done in there changes the
window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject

from app.ui.session.store import Store


class Tidies(Protocol):
    """Who gives a store its tidied layouts: `app.ui.services.jobs`."""

    def tidy_for(self, store: Store) -> Any: ...
    def tidy_no_more(self, tidying: Any) -> None: ...


def fork(store: Store, parent: QObject) -> Store:
    """A store that shows the same, but for a tour under way, whole and with nothing selected, and
    goes its own way."""
    result = Store(parent)
    result.theme = store.theme
    kept = store.lasting
    if store.workspace is not None and kept is not None:
        here = kept.state.diagram
        result.restore(
            replace(store.lasting_state_of(here), selection=None, viewport=None),
            tuple(
                replace(store.lasting_state_of(d.id), selection=None, viewport=None)
                for d in store.workspace.diagrams
            ),
        )
        result.set_workspace(store.workspace)
        for id, picture in store.pictures.items():
            result.set_picture(id, picture)
    return result


class Fork(QObject):
    """Such a store, and what keeps its files, pictures and theme those of the other one; with
    `jobs`, it gets tidied pictures, too."""

    def __init__(self, store: Store, jobs: Tidies | None, parent: QObject) -> None:
        super().__init__(parent)
        self._main, self._jobs = store, jobs
        self.store = fork(store, self)
        self._tidying = jobs.tidy_for(self.store) if jobs else None
        if self._tidying is not None:
            self._tidying.renew()
        store.pictures_changed.connect(self._take_picture)
        store.workspace_changed.connect(self._take_workspace)
        store.theme_changed.connect(self._take_theme)

    def close(self) -> None:
        """Leave the window's store."""
        self._main.pictures_changed.disconnect(self._take_picture)
        self._main.workspace_changed.disconnect(self._take_workspace)
        self._main.theme_changed.disconnect(self._take_theme)
        if self._jobs is not None and self._tidying is not None:
            self._jobs.tidy_no_more(self._tidying)

    def _take_picture(self, diagram: str) -> None:
        picture = self._main.pictures.get(diagram)
        if picture is not None:
            self.store.set_picture(diagram, picture)

    def _take_workspace(self) -> None:
        if self._main.workspace is not None:
            self.store.set_workspace(self._main.workspace)

    def _take_theme(self) -> None:
        self.store.set_theme(self._main.theme)
