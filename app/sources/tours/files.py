"""Where tours are written, and how: whole, never over what somebody else has changed."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from app import atomic
from app.errors import EditError, WriteError
from app.model.tour import Tour
from app.model.workspace import Workspace
from app.sources.edits import edits
from app.sources.finding import bundled_root, installed
from app.sources.markdown.front_matter import other_lines
from app.sources.markdown.note import github_slug
from app.sources.tours.tours import write_tour


class ChangedMeanwhileError(EditError):
    """The file is not any more what was read."""


def home(workspace: Workspace) -> Path | None:
    """The folder for new tours, which need not exist yet; None where a person must say: in what
    came with an installation, or may not be written, or is a link out of the workspace."""
    root = Path(workspace.root)
    if workspace.bundled and installed():
        return None
    folder = root / ("resources/tours" if workspace.bundled else "tours")
    there = folder
    while not there.exists() and there != root:
        there = there.parent
    try:
        inside = folder.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return None
    return folder if inside and there.is_dir() and os.access(there, os.W_OK) else None


def root_of(workspace: Workspace, tour: Tour) -> Path | None:
    """The folder from which a tour's file is named: the workspace, or ours where it was lent."""
    roots = [Path(workspace.root), *([bundled_root()] if workspace.borrowed else [])]
    return next((r for r in roots if tour.file and (r / tour.file).is_file()), None)


def read(path: Path) -> bytes:
    """What stands in a tour's file that may be changed. Raises EditError where it may not."""
    return edits.read(str(path.parent), path.name).raw


def save(path: Path, tour: Tour, workspace: Workspace, expected: bytes | None) -> bytes:
    """Write over a file, and return what stands in it now. Its encoding, line ends and the rest of
    its front matter stay. `expected` is what it was when it was read; None for whatever it is.
    Raises ChangedMeanwhileError, EditError, SourceError, WriteError; the file is then as it was."""
    source = edits.read(str(path.parent), path.name)
    if expected is not None and source.raw != expected:
        raise ChangedMeanwhileError(f"{path.name} was changed by somebody else meanwhile.")
    kept = other_lines(source.text.replace("\r\n", "\n").replace("\r", "\n"))
    text = write_tour(tour, workspace, kept).replace("\n", source.end)
    edit = source.edit(text, 1, "")
    edits.apply(edit)
    return edit.after


def write(path: Path, tour: Tour, workspace: Workspace) -> bytes:
    """Write a file that a person named, whether it is there or not. Raises WriteError."""
    content = write_tour(tour, workspace).encode()
    atomic.write(path, content)
    return content


def create(folder: Path, tour: Tour, workspace: Workspace) -> tuple[Path, bytes]:
    """Write a new file that is called as the tour is. Raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise WriteError(f"The folder {folder} was not made: {why.strerror}.") from why
    stem = file_stem(tour.title)
    names = (f"{stem}.md" if n == 1 else f"{stem}_{n}.md" for n in count(1))
    path = next(p for name in names if not (p := folder / name).exists())
    return path, write(path, tour, workspace)


def file_stem(title: str) -> str:
    """`From commit to task` → `from_commit_to_task`."""
    return github_slug(title).replace("-", "_").strip("_")[:60] or "tour"
