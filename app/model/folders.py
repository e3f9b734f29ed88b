"""Notes in the folders they lie in, as a person has ordered them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.model.notes import Note


@dataclass(slots=True)
class Folder:
    """`path` is from the workspace's root, with `/`, without one at the end; that of the root is
    empty. `name` is from the folder it is listed in: of folders that hold nothing but one other,
    all names. Folders and notes are in the order in which the notes came."""

    path: str = ""
    name: str = ""
    folders: list[Folder] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def listed(self) -> Iterator[tuple[str, Note | Folder]]:
        """What is listed in it, each by a name of its own: first the folders, of which one with a single
        note in it is that note; then notes."""
        for inside in self.folders:
            if inside.folders or len(inside.notes) > 1:
                yield inside.name, inside
            else:
                yield _together(inside.name, inside.notes[0].title), inside.notes[0]
        called = Counter(note.title for note in self.notes)
        for note in self.notes:
            file = note.file.rpartition("/")[2]
            alike = called[note.title] > 1 and file.rpartition(".")[0] != note.title
            yield (f"{note.title} · {file}" if alike else note.title), note


# Titles of notes without any, after files that may lie in every folder.
_NO_TITLE = re.compile(r"[\d\W_]*(?:readme|index|notes?)", re.IGNORECASE)


def _together(folder: str, title: str) -> str:
    """What a note is called that is all there is in a folder."""
    if _NO_TITLE.fullmatch(title):
        return folder
    return title if title == folder else f"{folder} · {title}"


def in_folders(notes: Iterable[Note]) -> Folder:
    """The root; where all notes lie in one folder, that folder."""
    root = Folder()
    known = {"": root}
    for note in notes:
        path = note.file.rpartition("/")[0]
        if path not in known:
            _add(path, known)
        known[path].notes.append(note)
    for folder in reversed(known.values()):  # those further in first
        folder.folders = [_joined(inside) for inside in folder.folders]
    while len(root.folders) == 1 and not root.notes:
        root = root.folders[0]
    return root


def _add(path: str, known: dict[str, Folder]) -> None:
    """The folder of that path, and those round it that are not there yet."""
    missing = []
    while path not in known:
        missing.append(path)
        path = path.rpartition("/")[0]
    for new in reversed(missing):
        parent, _, name = new.rpartition("/")
        known[new] = Folder(new, name)
        known[parent].folders.append(known[new])


def _joined(folder: Folder) -> Folder:
    """With what is alone in it, as one: “a/b”."""
    if folder.notes or len(folder.folders) != 1:
        return folder
    inside = folder.folders[0]
    return Folder(inside.path, f"{folder.name}/{inside.name}", inside.folders, inside.notes)
