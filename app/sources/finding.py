"""What of a folder or a file belongs to a workspace.

Of a folder: the files with diagrams, also those whose name says nothing but whose text does, in it and
in its `diagrams` folder; notes in it, in `notes` and in `resources/notes`; where there is none of all
that, files that may be notes. What is left out of these, as links that leave the workspace, is a problem.
To the bundled workspace belong the person's own tours, in a folder of theirs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app import paths
from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.model.workspace import Workspace
from app.places import bundled_root, own_tours
from app.sources import handed
from app.sources.file_formats import (
    by_name,
    diagram_formats,
    format_of,
    is_note,
    known_by_content,
    may_be_any,
    note_formats,
    suffixes,
)
from app.sources.formats.record import Format

__all__ = ["Found", "bundled_root", "find", "folders"]


# The bundled diagrams, in the order in which they build up.
_ORDER = (
    "vpc",
    "ecs",
    "glue",
    "overview",
    "iam",
    "iam_evaluation",
    "containers",
    "ec2",
    "purchasing",
    "spot",
    "ecr",
    "asg",
    "rds",
    "elasticache",
    "s3",
    "athena",
    "sagemaker",
    "cloud_map",
    "cloudwatch",
    "cicd",
    "quicksight",
)
_NOTE_FOLDERS = (".", "notes", "resources/notes")
_TOUR_FOLDERS = ("tours", "resources/tours")


@dataclass(frozen=True, slots=True)
class Found:
    """Absolute paths. `root` is the folder that file names in problems and ids start from."""

    root: Path
    bundled: bool
    diagrams: tuple[Path, ...] = ()
    notes: tuple[Path, ...] = ()
    tours: tuple[Path, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def tell(self, found: Problem) -> None:
        """Add a problem, once."""
        if found not in self.problems:
            self.problems.append(found)

    def name(self, path: Path) -> str:
        """A file's path in the workspace, with `/`, as text; a whole one outside of it."""
        inside = path.is_relative_to(self.root)
        return paths.text_of((path.relative_to(self.root) if inside else path).as_posix())


def find(path: Path | None) -> Found:
    """The files of the workspace at `path`; None is the bundled one. Raises SourceError where
    there is none."""
    own = bundled_root()
    given = [own] if path is None else [_existing(p) for p in handed.files(path)]
    folder = given[0]
    if not paths.is_folder(folder):
        folder = Path(os.path.commonpath([file.parent for file in given]))
    in_diagrams = folder.name == "diagrams"
    root = folder.parent if in_diagrams else folder
    bundled = root == own and (given == [own] or in_diagrams)
    found = Found(root, bundled)
    named: list[Path] = []
    if given != [folder]:
        named = [p for p in given if is_note(p)]
        diagrams = [p for p in given if p not in named]
        if not diagrams:
            return Found(root, bundled, notes=tuple(named))
    else:
        places = [folder] if in_diagrams else [folder / "diagrams"]
        if not bundled and not in_diagrams:
            places.insert(0, folder)
        diagrams = [p for f in places for p in _files(f, diagram_formats(), found)]
        if bundled:
            diagrams.sort(key=lambda p: _ORDER.index(p.stem) if p.stem in _ORDER else len(_ORDER))
    # Our checkout's README and the like are no notes.
    note_folders = _NOTE_FOLDERS[2:] if bundled else _NOTE_FOLDERS
    sure = [f for f in note_formats() if not f.last]
    notes = named or [p for f in note_folders for p in _files(root / f, sure, found)]
    if not diagrams and not notes:
        notes = list(_files(root, [f for f in note_formats() if f.last], found))
    tours = [p for f in _TOUR_FOLDERS for p in _files(root / f, sure, found)]
    if bundled:
        tours += _files(own_tours(), sure, found)
    return Found(root, bundled, tuple(diagrams), tuple(notes), tuple(tours), found.problems)


def place(workspace: Workspace, file: str) -> tuple[Path, str]:
    """The folder that a file, as the workspace names it, is opened from, and its name in there: a
    file of the workspace, one of ours where it was lent, or a tour in a folder of the person's."""
    path = paths.path_of(file)
    if path.is_absolute():
        return path.parent, path.name
    roots = [paths.path_of(workspace.root), *([bundled_root()] if workspace.borrowed else [])]
    return next((r for r in roots if paths.is_file(r / path)), roots[0]), file


def folders(root: Path) -> tuple[Path, ...]:
    """Every folder in which a workspace with that root may have files, or one of these folders;
    not all of them need exist."""
    inside = ("diagrams", "notes", "tours", "resources", "resources/notes", "resources/tours")
    return (root, *(root / name for name in inside))


def _existing(path: Path) -> Path:
    if wrong := paths.complaint(path):
        raise SourceError(wrong, paths.text_of(path))
    try:
        resolved = path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError) as why:  # it has gone meanwhile
        raise SourceError(
            f"There is no file or folder “{paths.told(path)}”.", paths.text_of(path)
        ) from why
    if not paths.is_folder(resolved) and format_of(resolved) is None:
        raise SourceError(
            f"“{paths.told(path)}” is not a diagram or a note. Diagrams are "
            f"{', '.join(s for f in diagram_formats() for s in f.suffixes)} and whatever holds "
            f"{known_by_content()}; notes are {suffixes(note_formats(), 'and')}.",
            paths.text_of(path),
        )
    return resolved


def _files(folder: Path, wanted: Sequence[Format], found: Found) -> Iterator[Path]:
    """Its plain files of one of these formats, by name."""
    if not paths.is_folder(folder):
        return
    within = found.root if folder.is_relative_to(found.root) else folder.resolve()
    try:
        entries = sorted(folder.iterdir(), key=lambda p: (p.name.casefold(), p.name))
    except OSError as why:
        found.tell(problem.error(f"The folder cannot be read: {why.strerror}.", found.name(folder)))
        return
    for entry in entries:
        if entry.name.startswith((".", "__")) or by_name(entry) not in (*wanted, None):
            continue
        if by_name(entry) is None and not may_be_any(entry):
            continue
        wrong = paths.complaint(entry)
        if wrong and by_name(entry) is not None and (said := _left_out(entry)):
            found.tell(replace(said, file=found.name(entry)))
        elif wrong or not paths.is_file(entry) or format_of(entry) not in wanted:
            continue
        elif entry.resolve().is_relative_to(within):
            yield entry
        else:
            text = "It was left out: it is a link to a place outside the workspace."
            found.tell(problem.warning(text, found.name(entry)))


def _left_out(entry: Path) -> Problem | None:
    """Why a file is not read; None for one that has gone."""
    try:
        entry.stat()
    except FileNotFoundError:
        text = "It was left out: it is a link that leads nowhere."
        return problem.warning(text) if entry.is_symlink() else None
    except PermissionError:
        return problem.error("It cannot be read: you have no permission to enter its folder.")
    except OSError as why:
        return problem.error(f"It cannot be read: {(why.strerror or str(why)).lower()}.")
    return problem.warning("It was left out: it is not a regular file.")
