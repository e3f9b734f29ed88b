"""What of a folder or a file belongs to a workspace. Nothing is opened here.

Of a folder: `*.py`, `*.dot`, `*.gv` in it and in its `diagrams` folder; `*.md`, `*.markdown` in it,
in `notes` and in `resources/notes`; where there is none of all that, its `*.txt`. Links that leave the workspace are left out, with a problem.
To the bundled workspace belong the person's own tours, in a folder of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.model.workspace import Workspace
from app.places import bundled_root, own_tours

SCRIPTS, DOTS = frozenset({".py"}), frozenset({".dot", ".gv"})
NOTES, TEXTS = frozenset({".md", ".markdown"}), frozenset({".txt"})
# The bundled diagrams, in the order in which they build up.
_ORDER = (
    "vpc",
    "ecs",
    "glue",
    "overview",
    "iam",
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

    def name(self, path: Path) -> str:
        """A file's path in the workspace, with `/`; a whole one outside of it."""
        inside = path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside else path.as_posix()


def find(path: Path | None) -> Found:
    """The files of the workspace at `path`; None is the bundled one. Raises SourceError where
    there is none."""
    own = bundled_root()
    path = own if path is None else _existing(path)
    folder = path if path.is_dir() else path.parent
    in_diagrams = folder.name == "diagrams"
    root = folder.parent if in_diagrams else folder
    bundled = root == own and (path == own or in_diagrams)
    found = Found(root, bundled)
    if path.is_file():
        if path.suffix.lower() in NOTES | TEXTS:
            return Found(root, bundled, notes=(path,))
        diagrams = [path]
    else:
        folders = [folder] if in_diagrams else [folder / "diagrams"]
        if not bundled and not in_diagrams:
            folders.insert(0, folder)
        diagrams = [p for f in folders for p in _files(f, SCRIPTS | DOTS, found)]
        if bundled:
            diagrams.sort(key=lambda p: _ORDER.index(p.stem) if p.stem in _ORDER else len(_ORDER))
    # Our checkout's README and the like are no notes.
    note_folders = _NOTE_FOLDERS[2:] if bundled else _NOTE_FOLDERS
    notes = [p for f in note_folders for p in _files(root / f, NOTES, found)]
    if not diagrams and not notes:
        notes = _files(root, TEXTS, found)
    tours = [p for f in _TOUR_FOLDERS for p in _files(root / f, NOTES, found)]
    if bundled:
        tours += _files(own_tours(), NOTES, found)
    return Found(root, bundled, tuple(diagrams), tuple(notes), tuple(tours), found.problems)


def place(workspace: Workspace, file: str) -> tuple[Path, str]:
    """The folder that a file, as the workspace names it, is opened from, and its name in there: a
    file of the workspace, one of ours where it was lent, or a tour in a folder of the person's."""
    path = Path(file)
    if path.is_absolute():
        return path.parent, path.name
    roots = [Path(workspace.root), *([bundled_root()] if workspace.borrowed else [])]
    return next((r for r in roots if (r / file).is_file()), roots[0]), file


def folders(root: Path) -> tuple[Path, ...]:
    """Every folder in which a workspace with that root may have files, or one of these folders;
    not all of them need exist."""
    inside = ("diagrams", "notes", "tours", "resources", "resources/notes", "resources/tours")
    return (root, *(root / name for name in inside))


def _existing(path: Path) -> Path:
    try:
        resolved = path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError) as why:
        raise SourceError(f"There is no file or folder “{path}”.", str(path)) from why
    if resolved.is_file() and resolved.suffix.lower() not in SCRIPTS | DOTS | NOTES | TEXTS:
        raise SourceError(
            f"“{path}” is not a diagram or a note: it ends in none of .py, .dot, .gv, .md and .txt.",
            str(path),
        )
    return resolved


def _files(folder: Path, suffixes: frozenset[str], found: Found) -> list[Path]:
    """Its plain files with one of these suffixes, by name."""
    within = found.root if folder.is_relative_to(found.root) else folder.resolve()
    if not folder.is_dir():
        return []
    try:
        entries = sorted(folder.iterdir(), key=lambda p: (p.name.casefold(), p.name))
    except OSError as why:
        found.problems.append(
            problem.error(f"The folder cannot be read: {why.strerror}.", found.name(folder))
        )
        return []
    kept = []
    for entry in entries:
        if entry.suffix.lower() not in suffixes or entry.name.startswith((".", "__")):
            continue
        if not entry.is_file():
            continue
        if entry.resolve().is_relative_to(within):
            kept.append(entry)
        else:
            text = "It was left out: it is a link to a place outside the workspace."
            found.problems.append(problem.warning(text, found.name(entry)))
    return kept
