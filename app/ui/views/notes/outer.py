"""Notes that are not part of what is open: read when a link is followed to one, and again when files
have changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model.ids import SectionId
from app.model.notes import Note
from app.session import answers, verbs
from app.session.changes import Changed
from app.sources import outer_notes
from app.sources.markdown.links import Target, in_note
from app.sources.stamps import Stamp, stamp
from app.ui.kit.background import Background, Work
from app.ui.session.store import Store

if TYPE_CHECKING:
    from threading import Event


class OuterNotes(QObject):
    """`files` are those that were read, as they were then. failed(message): there is no such note.
    led_to(section, the name of a block in it): which opens now."""

    failed = Signal(str)
    led_to = Signal(str, str)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self.files: dict[Path, Stamp | None] = {}
        self._background = Background(self)
        self._going: Work | None = None
        self._renewing: Work | None = None
        store.on(Changed.WORKSPACE, self._renew)

    def go(self, target: Target, note: str) -> None:
        """Open the note that a link in the note `note` leads to; the last link counts."""
        workspace = self._store.workspace
        if workspace is None:
            return
        root = workspace.root

        def find(_: Event) -> _Read | None:
            named = outer_notes.named_anywhere
            file = named(root, note, target.to) if target.named else target.to
            return _read(root, file) if file else None

        def opened(found: _Read | None) -> None:
            self._going = None
            if found is None:
                self.failed.emit(f"{target.to} leads nowhere: no note is called so.")
            elif self._take(root, found):
                there = in_note(found[0], target.anchor)
                if there.place:
                    self.led_to.emit(there.to, there.place)
                self._store.do(verbs.open_section, SectionId(there.to))

        self.stop()
        self._going = self._background.start(find, opened, self.failed.emit)

    def stop(self) -> None:
        """Go nowhere any more."""
        if self._going is not None:
            self._going.cancel()
            self._going = None

    def close(self) -> None:
        """Wait for what is under way."""
        self._background.close()

    def _take(self, root: str, found: _Read) -> bool:
        workspace = self._store.workspace
        if workspace is None or workspace.root != root:
            return False
        note, was = found
        self.files[outer_notes.file_of(root, note.file)] = was
        self._store.do(answers.take_outer, note)
        return True

    def _renew(self) -> None:
        """Files were read again: so are these, if they have changed."""
        workspace = self._store.workspace
        outer = workspace.notebook.outer if workspace else ()
        root = workspace.root if workspace else ""
        known = {outer_notes.file_of(root, note.file): note.file for note in outer}
        self.files = {path: was for path, was in self.files.items() if path in known}
        if self._renewing is not None:
            self._renewing.cancel()
            self._renewing = None
        if not known:
            return
        before = dict(self.files)

        def read(_: Event) -> list[_Read]:
            changed = (file for path, file in known.items() if stamp(path) != before.get(path))
            return [found for file in changed if (found := _read_if_there(root, file))]

        def take(found: list[_Read]) -> None:
            self._renewing = None
            for one in found:
                self._take(root, one)

        self._renewing = self._background.start(read, take, self.failed.emit)


_Read = tuple[Note, Stamp | None]


def _read(root: str, file: str) -> _Read:
    was = stamp(outer_notes.file_of(root, file))
    return outer_notes.read(root, file), was


def _read_if_there(root: str, file: str) -> _Read | None:
    from app.errors import SourceError

    try:
        return _read(root, file)
    except SourceError:  # it is away: what was read stays
        return None
