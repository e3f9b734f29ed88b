"""A draft from and to its file, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import AcetateError
from app.model.tour import Tour
from app.model.workspace import Workspace
from app.sources.finding import place
from app.sources.formats import markdown
from app.sources.tours import files as tour_files
from app.sources.tours.files import ChangedMeanwhileError
from app.ui.features.tours.question import changed
from app.ui.kit.background import Background

if TYPE_CHECKING:
    from app.ui.features.tours.draft import Draft, DraftContent

Written = tuple[Path, bytes] | ChangedMeanwhileError


class Saving(QObject):
    """saved(path, inside): where, and whether the workspace lists it. failed(message).
    cancelled(): nobody said where."""

    saved = Signal(object, bool)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._background, self._window = background, parent
        self.busy = False

    def found(self, workspace: Workspace, tour: Tour) -> tuple[Path | None, bytes | None]:
        """The file of a tour and what stands in it, where it may be changed."""
        root = tour_files.root_of(workspace, tour)
        if root is None:
            return None, None
        path = root / place(workspace, tour.file)[1]
        try:
            return path, tour_files.read(path)
        except AcetateError:
            return None, None

    def look(self, draft: Draft) -> None:
        """Take the tour over again, where another program has changed its file."""
        path, tour = draft.path, draft.workspace.tour(draft.id)
        if path is None or tour is None:
            return

        def take(raw: bytes) -> None:
            if raw != draft.raw and not draft.dirty and draft.path == path:
                draft.raw = raw
                draft.load(tour)

        self._background.start(lambda _: tour_files.read(path), take, lambda _: None)

    def save(self, draft: Draft, *, whatever: bool = False) -> None:
        """Write it into its file, or a new one; with `whatever`, over what others wrote there."""
        workspace, tour, content = draft.workspace, draft.tour, draft.content
        path, expected = draft.path, None if whatever else draft.raw
        home = tour_files.home(workspace)
        if path is None and home is None:
            self.save_elsewhere(draft)
            return
        folder = home or Path()  # only where there is no path

        def work(_: object) -> Written:
            try:
                if path is None:
                    return tour_files.create(folder, tour, workspace)
                if path.exists():
                    return path, tour_files.save(path, tour, workspace, expected)
                return path, tour_files.write(path, tour, workspace)
            except ChangedMeanwhileError as why:
                return why

        self._start(draft, content, work)

    def save_elsewhere(self, draft: Draft) -> None:
        """Ask for a file, and write there."""
        workspace, tour = draft.workspace, draft.tour
        suffix = markdown.FORMAT.suffixes[0]
        named = Path.home() / f"{tour_files.file_stem(tour.title)}{suffix}"
        found, _ = QFileDialog.getSaveFileName(
            self._window, "Save the tour", str(named), f"{markdown.FORMAT.name} (*{suffix})"
        )
        if not found:
            self.cancelled.emit()
            return
        path = Path(found)
        path = path if path.suffix else path.with_suffix(suffix)
        self._start(draft, draft.content, lambda _: (path, tour_files.write(path, tour, workspace)))

    def _start(
        self, draft: Draft, content: DraftContent, work: Callable[[object], Written]
    ) -> None:
        self.busy = True

        def done(written: Written) -> None:
            self.busy = False
            if isinstance(written, ChangedMeanwhileError):
                self._ask(draft)
                return
            path, raw = written
            draft.saved(path, raw)
            if draft.content == content:  # and not written on meanwhile
                draft.stack.setClean()
            home = tour_files.home(draft.workspace)
            self.saved.emit(path, home is not None and path.parent == home)

        def failed(message: str) -> None:
            self.busy = False
            self.failed.emit(message)

        self._background.start(work, done, failed)

    def _ask(self, draft: Draft) -> None:
        question = changed(draft.path.name if draft.path else "", self._window)
        question.discard.connect(lambda: self.save(draft, whatever=True))
        question.save.connect(lambda: self.save_elsewhere(draft))
        question.rejected.connect(self.cancelled)
        question.open()
