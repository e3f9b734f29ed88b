"""Which file, if any, a note may show as a picture.

A note names a file inside its workspace, or inside the vault or repository round it, or gets nothing:
no address, no other absolute path, no way out through `..` or a link. Where a workspace is neither,
the folders beside it that are called as those of pictures are belong to it, too.

A name counts from the note's folder; from the top of the whole, as sites have it (`/img/x.png`); from
the folders between, as Obsidian has it (`attachments/x.png`). A name alone, embedded or anywhere in a
vault, is that of a file wherever it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from time import monotonic
from urllib.parse import unquote

from app.paths import is_file, path_of
from app.sources.around import is_vault, whole_round
from app.sources.markdown.picture_index import PICTURES, TRUSTED, pictures_named

SUFFIXES = frozenset(PICTURES)
_FOLDERS = frozenset(
    {"images", "image", "img", "imgs", "pictures", "pics", "figures", "screenshots"}
    | {"attachments", "assets", "media", "static", "files", "resources", "_resources"}
)
_ABOVE = 2  # folders round a workspace in which such a folder may lie


def find(root: str, note: str, source: str, anywhere: bool = False) -> Path | None:
    """The file that `source` names in a note (`note` relative to `root`, with `/`), or None.
    `anywhere`: it is embedded, as Obsidian does."""
    space = _space(root)
    for name in _names(source):
        for path in _candidates(space, note, name):
            if path is not None and is_file(path):
                return path
        by_name = anywhere or ("/" not in name and is_vault(space.whole))
        if by_name and (found := _anywhere(space, note, name)):
            return found
    return None


def place(root: str, note: str, source: str) -> Path | None:
    """As `find`, whether or not there is such a file (yet)."""
    space = _space(root)
    return next((p for name in _names(source) for p in _candidates(space, note, name) if p), None)


class _PicturePlaces:
    """Where pictures may lie: `root`, the `whole` round it, and `beside` these other folders."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.whole = whole_round(root)
        alone = self.whole == root and not is_vault(root)
        self.beside = tuple(_beside(root)) if alone else ()

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Those beside it that are called as those of pictures are."""
        return tuple(folder for at in self.beside for folder in _picture_folders(at))

    def holds(self, path: Path) -> bool:
        if path.is_relative_to(self.whole):
            return True
        above = self.root.parents[:_ABOVE] if self.beside else ()
        return any(
            path.is_relative_to(at) and path.relative_to(at).parts[0].casefold() in _FOLDERS
            for at in above
            if path != at
        )


def _space(root: str) -> _PicturePlaces:
    """The same for some time: a note may name thousands."""
    return _looked_at(root, int(monotonic() / TRUSTED))


@lru_cache(maxsize=8)
def _looked_at(root: str, _time: int) -> _PicturePlaces:
    try:
        return _PicturePlaces(path_of(root).resolve())
    except (OSError, RuntimeError, ValueError):  # a circle of links; a name no system has
        return _PicturePlaces(path_of(root).absolute())


def _beside(root: Path) -> Iterator[Path]:
    """The folders round it that may hold such folders; never all that a person has."""
    home = Path.home()
    for at in root.parents[:_ABOVE]:
        if at in (home, at.parent):
            return
        yield at


def _names(source: str) -> Iterator[str]:
    """What a source may mean as a path; nothing where it is an address or somebody's own path."""
    whole = unquote(source).replace("\\", "/")
    for name in dict.fromkeys((whole, whole.split("?")[0].split("#")[0])):
        if not name or name.startswith("//") or any(c in name for c in ":\0"):
            continue
        if Path(name).suffix.lower() in SUFFIXES:
            yield name


def _candidates(space: _PicturePlaces, note: str, name: str) -> Iterator[Path | None]:
    """Where a file of that name may lie, best first; None for a place that it may not."""
    try:
        here = (space.root / path_of(note)).parent
        if name.startswith("/"):
            bases = [space.whole, space.root]
        else:
            round_it = [p for p in here.parents if p.is_relative_to(space.whole)]
            bases = [here, *round_it]
        for base in dict.fromkeys(bases):
            path = (base / name.lstrip("/")).resolve()
            yield path if space.holds(path) else None
            if name.startswith("../"):
                return
    except (OSError, RuntimeError, ValueError):  # a circle of links; a name no system has
        return


def _anywhere(space: _PicturePlaces, note: str, name: str) -> Path | None:
    try:
        here = (space.root / path_of(note)).parent
        found = [
            path
            for path in pictures_named(space.whole, name)
            if space.holds(path.resolve()) and is_file(path)
        ]
        if not found:
            found = [
                path
                for folder in space.folders
                for path in pictures_named(folder, name)
                if space.holds(path.resolve())
            ]
        return min(found, key=lambda path: _distance(here, path), default=None)
    except (OSError, RuntimeError, ValueError):
        return None


def _picture_folders(at: Path) -> list[Path]:
    try:
        return sorted(p for p in at.iterdir() if p.name.casefold() in _FOLDERS and p.is_dir())
    except OSError:
        return []


def _distance(here: Path, path: Path) -> tuple[int, str]:
    """How many folders lie between."""
    shared = sum(a == b for a, b in zip(here.parts, path.parts, strict=False))
    return len(here.parts) + len(path.parts) - 2 * shared, str(path)
