"""Copies of tours, and tours deleted: into the system's trash, from which one step brings them
back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QFile, QObject, QStandardPaths, Signal

from app import atomic
from app.errors import EditError, WriteError
from app.model.tour import Tour
from app.model.workspace import Workspace
from app.sources.tours import files
from app.ui.kit.background import Background

T = TypeVar("T")


class TourFiles(QObject):
    """said(text): what was done, or why not. copied(id): a copy is there. deleted(title, undo): it is in the trash, and calling
    `undo` puts it back. changed(): files are otherwise than they were read."""

    said = Signal(str)
    copied = Signal(str)
    deleted = Signal(str, object)
    changed = Signal()

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background

    def duplicate(self, workspace: Workspace, tour: Tour) -> None:
        """Write a copy beside the person's tours."""

        def done(made: tuple[Path, str]) -> None:
            self.said.emit(f"Copied as “{made[1]}”, in {made[0]}.")
            self.copied.emit(made[0].stem)
            self.changed.emit()

        self._start(lambda: files.duplicate(tour, workspace), done)

    def delete(self, workspace: Workspace, tour: Tour) -> None:
        """Move the file of a tour of the person's into the trash. Where it stays, `said` tells
        why."""
        path = files.own_file(workspace, tour)
        if path is None:
            self.said.emit(f"“{tour.title}” is not a tour of yours, so it stays.")
            return

        def work() -> bytes:
            raw = files.read(path)
            share = QStandardPaths.StandardLocation.GenericDataLocation
            atomic.make_folder(
                Path(QStandardPaths.writableLocation(share))
            )  # Qt makes its own only
            if not QFile.moveToTrash(str(path)):
                raise EditError(f"{path} stays: the system has no trash for it.")
            return raw

        def done(raw: bytes) -> None:
            self.deleted.emit(tour.title, lambda: self._put_back(path, raw, tour.title))
            self.changed.emit()

        self._start(work, done)

    def _put_back(self, path: Path, raw: bytes, title: str) -> None:
        def work() -> None:
            if path.exists():
                raise WriteError(f"{path} is there again, and was left as it is.")
            atomic.write(path, raw)

        def done(_: None) -> None:
            self.said.emit(f"“{title}” is back.")
            self.changed.emit()

        self._start(work, done)

    def _start(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._background.start(lambda _: work(), done, self.said.emit, self)
