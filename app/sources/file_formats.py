"""What a file is, asked of the table of formats: its name says it, else its content; and how these
files are called in what people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from app import paths
from app.bounded import beginning
from app.model.wording import listed
from app.sources import formats
from app.sources.formats.record import DiagramFormat, Format, Hints, NoteFormat, Trust

HEAD = 1 << 14  # bytes of a file that are looked at
_LONG_HEAD = 1 << 16  # of one whose suffix says that it may be something
_MOST = 1 << 20  # bytes of a file that are looked through for what makes it a diagram's
_KNOWN = 1 << 14  # files whose contents' answers are kept
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def diagram_formats() -> tuple[DiagramFormat, ...]:
    """Those of the table that become diagrams, in its order."""
    return tuple(f for f in formats.table() if isinstance(f, DiagramFormat))


def note_formats() -> tuple[NoteFormat, ...]:
    """Those of the table that become notes, in its order."""
    return tuple(f for f in formats.table() if isinstance(f, NoteFormat))


def by_name(path: Path | PurePosixPath) -> Format | None:
    """What a file's name says that it is; None where it says nothing."""
    suffixes = [s.lower() for s in path.suffixes[-2:]]
    found = _of_suffix("".join(suffixes)) or _of_suffix(suffixes[-1]) if suffixes else None
    if not isinstance(found, NoteFormat) or not found.last:
        return found
    # `web.gv.txt` is what mail and forums make of `web.gv`.
    inner = _of_suffix(suffixes[0]) if len(suffixes) > 1 else None
    return inner if isinstance(inner, DiagramFormat) and inner.trust is Trust.DATA else None


def format_of(path: Path) -> Format | None:
    """What a file is; None where it is nothing of ours, or cannot be read."""
    named = by_name(path)
    if named is not None:
        return named
    stamp = _stamp(path)
    if stamp is None:
        return None
    suffix = path.suffix.lower()
    for format in diagram_formats():
        if suffix in format.within:
            return format if _hints(path, *stamp, format).itself else None
    return _by_content(path, *stamp, formats.table())


def may_be_any(path: Path) -> bool:
    """Whether a file among others, whose name says nothing, is one to look into."""
    if not path.suffix:
        return True
    suffix = path.suffix.lower()
    found = _of_suffix(suffix)
    return (isinstance(found, NoteFormat) and found.last) or suffix in _maybe(formats.table())


def hints(path: Path) -> Hints | None:
    """What a file's text tells of whether it is a diagram's; None where its name says so."""
    found = by_name(path)
    if not isinstance(found, DiagramFormat) or found.hints is None:
        return None
    stamp = _stamp(path)
    return _hints(path, *stamp, found) if stamp else Hints(itself=True)  # reading it tells


def reads_like_notes(path: Path) -> bool:
    """Whether a file that may be anything is a person's notes, as far as its beginning tells."""
    found = format_of(path)
    if not isinstance(found, NoteFormat) or found.reads_like_notes is None:
        return False
    stamp = _stamp(path)
    return stamp is not None and _reads_like_notes(path, *stamp, found)


def all_suffixes() -> frozenset[str]:
    """Those of all formats."""
    return _suffixes(formats.table())


def is_program(file: Path | str) -> bool:
    """Whether reading a file, by its path or its name in the workspace, runs it."""
    found = by_name(PurePosixPath(file) if isinstance(file, str) else file)
    return found is not None and found.trust is Trust.PROGRAM


def is_note(path: Path) -> bool:
    """Whether a file is a note, by its name or else its content."""
    return isinstance(format_of(path), NoteFormat)


def names_diagram(path: str) -> bool:
    """Whether a path in a URL is that of a file with diagrams."""
    return path.lower().endswith(tuple(s for f in diagram_formats() for s in f.suffixes))


def names_note(path: str) -> bool:
    """Whether a path in a URL is that of a note."""
    return path.lower().endswith(tuple(s for f in note_formats() for s in f.suffixes))


def stem_of(path: Path) -> str:
    """A diagram's name from its file's: `web` of `web.gv`, of `web.gv.txt` and of `web.template.json`; from its folder's, where
    its files are read together."""
    found = by_name(path)
    if isinstance(found, DiagramFormat) and found.together:
        return path.absolute().parent.name or path.stem
    inner = Path(path.stem)
    if isinstance(found, DiagramFormat) and found.within:
        return inner.stem
    twice = may_be_any(path) and (
        isinstance(found, DiagramFormat) or inner.suffix.lower() in _maybe(formats.table())
    )
    return inner.stem if twice else path.stem


def one_of_each(files: Iterable[Path]) -> list[Path]:
    """Of files that are read together, the one that stands for those of its folder; of a drawing and pictures that are
    copies of it, the drawing; the others as they are, in their order."""
    found: dict[Path | tuple[Path, Format], Path] = {}
    files = list(files)
    copies = _copies(files)
    for path in files:
        if path in copies:
            continue
        format = by_name(path)
        if not isinstance(format, DiagramFormat) or not format.together:
            found[path] = path
            continue
        key = path.parent, format
        if key not in found or path.name == format.together:
            found[key] = path
    return list(found.values())


def _copies(files: Iterable[Path]) -> set[Path]:
    """`a.drawio.svg` where `a.drawio` is among them, and `a.drawio.png` where either is."""
    there, found = set(files), set()
    for path in there:
        format = by_name(path)
        if isinstance(format, DiagramFormat) and format.within:
            before = format.within[: format.within.index(path.suffix.lower())]
            if any(path.with_suffix(suffix) in there for suffix in ("", *before)):
                found.add(path)
    return found


def of_one_kind(one: Path, other: Path) -> bool:
    """Whether what reads one file reads the other."""
    return _reader(one) is _reader(other)


def _reader(path: Path) -> object:
    found = format_of(path)
    return found.read if isinstance(found, DiagramFormat) else found


def reads_folder(path: Path) -> bool:
    """Whether all files of its kind in its folder make one diagram, whatever they are called."""
    found = by_name(path)
    return isinstance(found, DiagramFormat) and bool(found.together)


def read_together(path: Path) -> list[Path]:
    """The files that are read together with one, itself among them, by name."""
    format = by_name(path)
    if not isinstance(format, DiagramFormat) or not format.together:
        return [path]
    return sorted({path, *(p for p in path.parent.glob("*") if p.name.endswith(format.suffixes))})


def beside(path: Path) -> Iterable[Path]:
    """The files in a diagram's folder that reading it may read, too."""
    found = by_name(path)
    pattern = found.beside if isinstance(found, DiagramFormat) else ""
    return path.parent.glob(pattern) if pattern else ()


# What people read


def suffixes(of: Sequence[Format], joint: str) -> str:
    """`.py, .dot and .gv`; the joint is the last word between them."""
    return listed([s for f in of for s in f.suffixes], joint)


def patterns(of: Sequence[Format]) -> str:
    """`*.py *.dot *.gv`, as file dialogs take it."""
    said = [f"*{s}" for f in of for s in (*f.suffixes, *_may(f))]
    return " ".join(dict.fromkeys(said))


def called(of: Sequence[Format], joint: str) -> str:
    """`diagram scripts (.py) or DOT files (.dot, .gv)`."""
    return listed([f"{f.files} ({', '.join((*f.suffixes, *_may(f)))})" for f in of], joint)


def known_by_content() -> str:
    """`DOT text`: what is taken for a diagram under any name."""
    return listed([f.known_by for f in diagram_formats() if f.begins is not None], "or")


def _of_suffix(suffix: str) -> Format | None:
    return next((f for f in formats.table() if suffix in f.suffixes), None)


def _may(format: Format) -> tuple[str, ...]:
    return format.may if isinstance(format, DiagramFormat) else ()


@lru_cache(maxsize=8)
def _suffixes(table: tuple[Format, ...]) -> frozenset[str]:
    return frozenset(s for f in table for s in (*f.suffixes, *_may(f)))


@lru_cache(maxsize=8)
def _maybe(table: tuple[Format, ...]) -> frozenset[str]:
    return frozenset(s for f in table for s in _may(f))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        now = path.stat()
    except (OSError, ValueError):
        return None
    return now.st_mtime_ns, now.st_size


@lru_cache(maxsize=_KNOWN)
def _by_content(path: Path, _time: int, _size: int, table: tuple[Format, ...]) -> Format | None:
    suffix = path.suffix.lower()
    maybe = suffix in _maybe(table)
    head = _head(path, _LONG_HEAD if maybe else HEAD)
    if head is None:
        return None
    text = _text(head)
    for format in table:
        if not isinstance(format, DiagramFormat) or format.begins is None:
            continue
        if (not maybe or suffix in format.may) and format.begins(text):
            return format
    marked = head[:2] in _WIDE
    return None if b"\0" in head and not marked else _of_suffix(suffix)


@lru_cache(maxsize=_KNOWN)
def _hints(path: Path, _time: int, _size: int, format: DiagramFormat) -> Hints:
    text = _head(path, _MOST)
    if text is None or format.hints is None:
        return Hints(itself=True)
    return format.hints(text)


@lru_cache(maxsize=_KNOWN)
def _reads_like_notes(path: Path, _time: int, _size: int, format: NoteFormat) -> bool:
    head = _head(path, HEAD)
    asked = format.reads_like_notes
    return head is not None and asked is not None and asked(path.name, _text(head))


def _head(path: Path, most: int) -> bytes | None:
    if not paths.is_file(path):
        return None
    try:
        return beginning(path, most)
    except OSError:
        return None


def _text(head: bytes) -> str:
    marked = _WIDE.get(head[:2])
    bare = "utf-8-sig"
    if b"\0" in head[:2]:  # UTF-16 that does not say so, if it is text at all
        bare = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    return head.decode(marked or bare, "replace").lstrip("\ufeff").replace("\r", "\n")
