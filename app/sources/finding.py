"""What of a folder or a file belongs to a workspace.

Of a folder: the files with diagrams, also those whose name says nothing but whose text does, and the
notes, in it and in all folders in it; text files that read like notes, and where there is nothing
else, any. Markdown in a folder called `tours` is tours. What is left out of these, as links that
leave the workspace, is a problem; a script that has nothing to do with `diagrams` is none. Of a
tree that is over-large, only what lies in the folder itself, and in its `diagrams`, `notes` and
`tours`. To the bundled workspace belong the person's own tours, in a folder of theirs.

Round what was opened there may be more: the vault or the repository that it lies in, in which its
notes find pictures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app import paths
from app.bounded import beginning
from app.errors import SourceError
from app.model import problem
from app.model.left_out import BUILT, IGNORED, NO_DIAGRAM, NO_NOTES, OTHER, LeftOut, left_out
from app.model.problem import Problem
from app.model.workspace import Workspace
from app.places import bundled_root, own_tours
from app.sources import handed
from app.sources.around import whole_round
from app.sources.file_formats import (
    all_suffixes,
    by_name,
    diagram_formats,
    format_of,
    is_note,
    known_by_content,
    may_be_any,
    note_formats,
    one_of_each,
    read_together,
    reads_like_notes,
    suffixes,
)
from app.sources.formats.record import DiagramFormat, Format, NoteFormat
from app.sources.markdown.picture_index import PICTURES
from app.sources.scripts_among import diagrams_among, is_diagram
from app.sources.walking import FoundFile, WalkedTree, walk

__all__ = ["Found", "bundled_root", "find", "folders", "too_many"]


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
_NEAR = (*_NOTE_FOLDERS, "diagrams", *_TOUR_FOLDERS)  # what is read of an over-large tree
_TOLD = 20  # folders that cannot be read, and links to others outside, that are told of
_TOUR_HEAD = 4096  # bytes in which a tour says that it is one


@dataclass(frozen=True, slots=True)
class Found:
    """Absolute paths. `root` is the folder that file names in problems and ids start from;
    `whole` the vault or repository that it lies in, else the same. `folders` are those in which
    more may appear. `too_many` is how many files and folders there are at least in a tree that is
    over-large, of which not all was read; else 0. `left_out` is what is not read of a folder that was, that
    of which problems tell aside."""

    root: Path
    bundled: bool
    whole: Path = Path()
    diagrams: tuple[Path, ...] = ()
    notes: tuple[Path, ...] = ()
    tours: tuple[Path, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    folders: tuple[Path, ...] = ()
    too_many: int = 0
    left_out: tuple[LeftOut, ...] = ()

    def tell(self, found: Problem) -> None:
        """Add a problem, once."""
        if found not in self.problems:
            self.problems.append(found)

    def name(self, path: Path) -> str:
        """A file's path in the workspace, with `/`, as text; a whole one outside of it."""
        inside = path.is_relative_to(self.root)
        return paths.text_of((path.relative_to(self.root) if inside else path).as_posix())


def find(
    path: Path | None, *, all_of_it: bool = False, cancelled: Callable[[], bool] = lambda: False
) -> Found:
    """The files of the workspace at `path`; None is the bundled one. With `all_of_it` an over-large
    tree is read to its end, or until it is `cancelled`. Raises SourceError where there is nothing."""
    own = bundled_root()
    given = [own] if path is None else [_existing(p) for p in handed.files(path)]
    folder = given[0]
    if not paths.is_folder(folder):
        folder = Path(os.path.commonpath([file.parent for file in given]))
    in_diagrams = folder.name == "diagrams"
    root = folder.parent if in_diagrams else folder
    bundled = root == own and (given == [own] or in_diagrams)
    found = Found(root, bundled, root if bundled else whole_round(root))
    if given != [folder]:
        return _of_files(given, found)
    if bundled:
        return _of_bundled(folder, found)
    walked = walk(folder, all_suffixes(), found.whole, bounded=not all_of_it, cancelled=cancelled)
    for place, why in walked.unread:
        if place == folder:
            at = path or folder
            raise SourceError(f"“{paths.told(at)}” cannot be read: {why}.", paths.text_of(at))
    return _of_tree(folder, walked, found)


def _of_files(given: Sequence[Path], found: Found) -> Found:
    """Files that were named. Diagrams have the notes beside them."""
    root = found.root
    notes = [p for p in given if is_note(p)]
    asked = [p for p in given if p not in notes]
    are = [p for p in asked if is_diagram(p)]
    for path in asked:
        if path not in are:
            found.tell(problem.error(_NO_DIAGRAM, found.name(path)))
    diagrams = tuple(one_of_each(one for p in are for one in read_together(p)))
    if not diagrams:
        return replace(found, notes=tuple(notes), folders=folders(root))
    sure = _sure_notes()
    notes = notes or [p for f in _NOTE_FOLDERS for p in _files(root / f, sure, found)]
    tours = [p for f in _TOUR_FOLDERS for p in _files(root / f, sure, found)]
    return replace(
        found,
        diagrams=diagrams,
        notes=tuple(notes),
        tours=tuple(tours),
        folders=folders(root),
    )


def _of_bundled(folder: Path, found: Found) -> Found:
    root, sure = found.root, _sure_notes()
    place = folder if folder.name == "diagrams" else folder / "diagrams"
    diagrams = list(_files(place, diagram_formats(), found))
    diagrams.sort(key=lambda p: _ORDER.index(p.stem) if p.stem in _ORDER else len(_ORDER))
    # Our checkout's README and the like are no notes.
    notes = [p for f in _NOTE_FOLDERS[2:] for p in _files(root / f, sure, found)]
    tours = [p for f in _TOUR_FOLDERS for p in _files(root / f, sure, found)]
    tours += _files(own_tours(), sure, found)
    return replace(
        found,
        diagrams=tuple(diagrams),
        notes=tuple(notes),
        tours=tuple(tours),
        folders=folders(root),
    )


def _of_tree(folder: Path, walked: WalkedTree, found: Found) -> Found:
    root = found.root
    near = {root / name for name in _NEAR} | {folder}
    unread = [(at, why) for at, why in walked.unread if walked.whole or at in near]
    for place, why in unread[:_TOLD]:
        found.tell(problem.error(f"The folder cannot be read: {why}.", found.name(place)))
    for link in walked.links[:_TOLD]:
        found.tell(problem.warning(_OUTSIDE, found.name(link)))
    entries: Iterable[FoundFile] = walked.files
    if not walked.whole:
        entries = [entry for entry in entries if entry.path.parent in near]
        found.tell(problem.warning(too_many(walked.seen - 1)))
    files = list(_readable(entries, found))
    tours = [p for p, f in files if _is_note(f) and _is_tour(p, root)]
    told = set(tours)
    candidates = [p for p, f in files if isinstance(f, DiagramFormat)]
    texts = [(p, f) for p, f in files if isinstance(f, NoteFormat) and p not in told]
    notes = [p for p, f in texts if not f.last or reads_like_notes(p)]
    among = diagrams_among(candidates)
    diagrams = one_of_each(among)
    if root != folder:  # `diagrams` itself was opened: the notes beside it are about them
        beside = [p for f in _NOTE_FOLDERS for p in _files(root / f, _sure_notes(), found)]
        notes = [*beside, *notes]
        tours += [p for f in _TOUR_FOLDERS for p in _files(root / f, _sure_notes(), found)]
    if not diagrams and not notes:
        notes = [p for p, f in texts if p.parent == root]
    return replace(
        found,
        diagrams=tuple(diagrams),
        notes=tuple(notes),
        tours=tuple(tours),
        folders=tuple(dict.fromkeys((*folders(root), *(walked.folders if walked.whole else ())))),
        too_many=0 if walked.whole else walked.seen,
        left_out=_all_left_out(walked, files, [*among, *notes, *tours], found)
        if walked.whole
        else (),
    )


def _all_left_out(
    walked: WalkedTree,
    files: Sequence[tuple[Path, Format]],
    taken: Sequence[Path],
    found: Found,
) -> tuple[LeftOut, ...]:
    """What of a tree is not read, by why; `files` are those that might have been."""
    left: list[tuple[Path, Format]] = []
    if len(taken) < len(files):
        read = set(taken)
        left = [(path, format) for path, format in files if path not in read]
    unknown: list[Path] = []
    if len(files) < len(walked.files):
        known = {path for path, _ in files}
        unknown = [e.path for e in walked.files if e.path not in known]
    troubled = {problem.file for problem in found.problems}
    others: list[Path | str] = [p for p in unknown if found.name(p) not in troubled]
    others += [p for p in walked.others if not p.lower().endswith(PICTURES)]
    kinds: tuple[tuple[str, Sequence[Path | str], bool], ...] = (
        (NO_DIAGRAM, [p for p, f in left if isinstance(f, DiagramFormat)], False),
        (NO_NOTES, [p for p, f in left if isinstance(f, NoteFormat)], False),
        (OTHER, others, False),
        (IGNORED, walked.ignored, False),
        (IGNORED, walked.ignored_folders, True),
        (BUILT, walked.built, True),
    )
    return tuple(
        left_out(
            why,
            (found.name(Path(p)) + "/" * folders for p in some),
            len(some),
            folders=folders,
        )
        for why, some, folders in kinds
        if some
    )


def _sure_notes() -> list[Format]:
    return [f for f in note_formats() if not f.last]


def _is_note(format: Format) -> bool:
    return isinstance(format, NoteFormat) and not format.last


def _is_tour(path: Path, root: Path) -> bool:
    """In the workspace's own folders of tours all is; in another of that name what says so."""
    if path.parent.name != "tours":
        return False
    if path.parent in [root / f for f in _TOUR_FOLDERS]:
        return True
    from app.sources.tours.tours import says_it_is_one

    try:
        head = beginning(path, _TOUR_HEAD).decode("utf-8", "replace")
        return says_it_is_one(head.replace("\r\n", "\n"))
    except OSError:
        return False


def too_many(count: int) -> str:
    """What is said of a folder that holds more than so many files and folders."""
    return (
        f"The folder holds more than {count:,} files and folders: of these only what "
        "lies in it, or in its “diagrams”, “notes” and “tours”, was read."
    )


def place(workspace: Workspace, file: str) -> tuple[Path, str]:
    """The folder that a file, as the workspace names it, is opened from, and its name in there: a
    file of the workspace, one of ours where it was lent, or a tour in a folder of the person's."""
    path = paths.path_of(file)
    if path.is_absolute():
        return path.parent, path.name
    lent = workspace.borrowed or any(note.file == file for note in workspace.notebook.lent)
    roots = [paths.path_of(workspace.root), *([bundled_root()] if lent else [])]
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


_NO_DIAGRAM = "It defines no diagram: it does not import `diagrams`. It was not run."
_OUTSIDE = "It was left out: it is a link to a place outside the workspace."


def _files(folder: Path, wanted: Sequence[Format], found: Found) -> Iterator[Path]:
    """Its plain files of one of these formats, by name."""
    if not paths.is_folder(folder):
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda p: (p.name.casefold(), p.name))
    except OSError as why:
        found.tell(problem.error(f"The folder cannot be read: {why.strerror}.", found.name(folder)))
        return
    within = found.whole if folder.is_relative_to(found.root) else folder.resolve()
    named = (FoundFile(e, False) for e in entries if not e.name.startswith((".", "__")))
    asked = (e for e in named if by_name(e.path) in (*wanted, None))
    for path, format in _readable(asked, found, within):
        if format in wanted:
            yield path


def _readable(
    entries: Iterable[FoundFile], found: Found, within: Path | None = None
) -> Iterator[tuple[Path, Format]]:
    """Those that are files of ours, with what they are."""
    within = within or found.whole
    for path, plain in entries:
        named = by_name(path)
        if named is None and not may_be_any(path):
            continue
        if plain:
            if (format := named or format_of(path)) is not None:
                yield path, format
            continue
        wrong = paths.complaint(path)
        if wrong and named is not None and (said := _left_out(path)):
            found.tell(replace(said, file=found.name(path)))
        elif wrong or not paths.is_file(path) or (format := format_of(path)) is None:
            continue
        elif path.resolve().is_relative_to(within):
            yield path, format
        else:
            found.tell(problem.warning(_OUTSIDE, found.name(path)))


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
