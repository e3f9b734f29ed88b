"""Where tours are written, and how: whole, never over what somebody else has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

from app import atomic
from app.errors import EditError, SourceError
from app.model.tour import Tour
from app.model.workspace import Workspace
from app.paths import is_file, path_of
from app.places import came_with_us, own_tours
from app.sources.edits import editable, edits
from app.sources.finding import place
from app.sources.formats import markdown
from app.sources.markdown.anchors import github_slug
from app.sources.markdown.front_matter import other_lines
from app.sources.markdown.note import read_text
from app.sources.tours.tours import write_tour


class ChangedMeanwhileError(EditError):
    """The file is not any more what was read."""


def home(workspace: Workspace) -> Path | None:
    """The folder for new tours, which need not exist yet: of the workspace, or for the bundled one
    a folder of the person's. None where a person must say: it may not be written, is a link out of
    the workspace, or lies among the program's own files."""
    root = path_of(workspace.root)
    folder = own_tours() if workspace.bundled else root / "tours"
    there = folder
    while not there.exists() and there.parent != there:
        there = there.parent
    try:
        inside = workspace.bundled or folder.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return None
    good = inside and there.is_dir() and os.access(there, os.W_OK)
    return folder if good and not came_with_us(folder) else None


def root_of(workspace: Workspace, tour: Tour) -> Path | None:
    """The folder from which a tour's file is named: the workspace, ours where it was lent, or a
    folder of the person's. None where the tour has no file."""
    if not tour.file:
        return None
    root, name = place(workspace, tour.file)
    return root if is_file(root / path_of(name)) else None


def own_file(workspace: Workspace, tour: Tour) -> Path | None:
    """The tour's file, where it is the person's and may be changed or deleted."""
    root = root_of(workspace, tour)
    path = root / place(workspace, tour.file)[1] if root is not None else None
    return path if path is not None and not came_with_us(path) else None


def read(path: Path) -> bytes:
    """What stands in a tour's file that may be changed. Raises EditError where it may not."""
    return editable.read(str(path.parent), path.name).raw


def save(path: Path, tour: Tour, workspace: Workspace, expected: bytes | None) -> bytes:
    """Write over a file, and return what stands in it now. Its encoding, line ends and the rest of
    its front matter stay. `expected` is what it was when it was read; None for whatever it is.
    Raises ChangedMeanwhileError, EditError, WriteError; the file is then as it was."""
    source = editable.read(str(path.parent), path.name)
    if expected is not None and source.raw != expected:
        raise ChangedMeanwhileError(f"{path.name} was changed by somebody else in the meantime.")
    kept = other_lines(source.text.replace("\r\n", "\n").replace("\r", "\n"))
    text = write_tour(tour, workspace, kept).replace("\n", source.end)
    edit = source.edit(text, 1, "")
    try:
        edits.apply(edit)
    except SourceError as why:
        raise ChangedMeanwhileError(str(why)) from why
    return edit.after


def write(path: Path, tour: Tour, workspace: Workspace, front: Iterable[str] = ()) -> bytes:
    """Write a file that a person named, whether it is there or not. `front` are more lines of its
    front matter. Raises WriteError."""
    content = write_tour(tour, workspace, front).encode()
    atomic.write(path, content)
    return content


def duplicate(tour: Tour, workspace: Workspace) -> tuple[Path, str]:
    """Write a copy among the person's tours, with all that the front matter says beside the title;
    return its file and its title. Raises EditError, SourceError, WriteError."""
    folder = home(workspace)
    if folder is None:
        raise EditError("No tour can be written here. Edit the tour to save it elsewhere.")
    root, front = root_of(workspace, tour), list[str]()
    if root is not None:
        name = place(workspace, tour.file)[1]
        text, _ = read_text(root / name, name)
        front = other_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    taken = {t.title for t in workspace.tours}
    names = (f"{tour.title} (copy{'' if n == 1 else f' {n}'})" for n in count(1))
    title = next(name for name in names if name not in taken)
    copy = replace(tour, title=title)
    return create(folder, copy, workspace, front)[0], title


def create(
    folder: Path, tour: Tour, workspace: Workspace, front: Iterable[str] = ()
) -> tuple[Path, bytes]:
    """Write a new file that is called as the tour is, and as none of the workspace; `front` as for
    `write`. Raises WriteError."""
    atomic.make_folder(folder)
    stem, taken = file_stem(tour.title), {t.id for t in workspace.tours}
    stems = (stem if n == 1 else f"{stem}_{n}" for n in count(1))
    free = (s for s in stems if s not in taken)
    content = write_tour(tour, workspace, front).encode()
    for name in free:  # another window may be as quick
        path = folder / f"{name}{markdown.FORMAT.suffixes[0]}"
        if not path.exists() and atomic.create(path, content):
            return path, content
    raise AssertionError("there is always another name")


def file_stem(title: str) -> str:
    """`From commit to task` → `from_commit_to_task`."""
    return github_slug(title).replace("-", "_").strip("_")[:60] or "tour"
