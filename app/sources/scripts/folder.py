"""What a script stands in: a folder of links to what lies in its own, and in the folders above it up to
those of its git repository. It reads what is there as if it had been started at home; what it writes
stays here. Icons among that are kept, for the picture."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from app import atomic, cache
from app.bounded import beginning
from app.model.source_graph import SourceGraph
from app.sources.graphs.icons import NO_ICON, IconFinder, repository
from app.sources.scripts.fetching import EMPTY, PICTURES

LINKS = 2000  # in all; a script whose own folder holds more stands in that
_WHOLE = {".git", ".hg", ".venv", "venv", "node_modules", "__pycache__"}  # linked as one
_LARGEST, _MOST = 8 << 20, 200  # bytes of an icon that is kept; icons of one script


@dataclass(frozen=True, slots=True)
class ScriptFolder:
    """`here` is the script's folder as it stands, in `copy`, the whole of links; these are those of
    `original`. Where that cannot be, `here` is the script's own folder, and `copy` None."""

    here: Path
    copy: Path | None
    original: Path


def stand(folder: Path, into: Path) -> ScriptFolder:
    """Make the folder for a script of that folder: where what lies above is too much, of its own
    alone. Raises OSError."""
    above = repository(folder) or (folder.parent if folder.parent != Path.home() else folder)
    for top in dict.fromkeys((above, folder)):
        into.mkdir()
        try:
            return ScriptFolder(_linked(top, folder, into), into, top)
        except (OSError, NotImplementedError, _TooManyError):
            shutil.rmtree(into)  # Windows asks for a right that few have
    return ScriptFolder(folder, None, above)


def _linked(top: Path, folder: Path, copy: Path) -> Path:
    """Links to all from the top down; where the folder stands among them."""
    at, left = top, LINKS
    for part in (*folder.relative_to(top).parts, ""):
        left = _link(at, copy, part, left)
        if part:
            at, copy = at / part, copy / part
            copy.mkdir()
    _open(folder, copy, left)
    return copy


class _TooManyError(Exception):
    """There would be more links than LINKS."""


def _link(at: Path, copy: Path, but: str, left: int) -> int:
    """A link to all that is in a folder but one; how many more there may be."""
    with os.scandir(at) as found:
        entries = [e for e in islice(found, left + 2) if e.name != but]
    if len(entries) > left:
        raise _TooManyError
    for entry in entries:
        (copy / entry.name).symlink_to(entry.path, entry.is_dir())
    return left - len(entries)


def _open(folder: Path, copy: Path, left: int) -> None:
    """Make folders of the links to folders, as far as that goes: walking through files follows no
    links."""
    waiting = [(folder, copy)]
    while waiting:
        at, here = waiting.pop(0)
        with os.scandir(at) as entries:
            inner = [e.name for e in entries if e.is_dir(follow_symlinks=False)]
        for name in inner:
            if name in _WHOLE:
                continue
            with suppress(OSError):
                held = sum(1 for _ in islice(os.scandir(at / name), left + 1))
                if held > left:
                    continue
                (here / name).unlink()
                (here / name).mkdir()
                left = _link(at / name, here / name, "", left)
                waiting.append((at / name, here / name))


def icons_folder() -> Path:
    """Where icons are kept that scripts made."""
    return cache.folder() / "script-icons"


def settled(graph: SourceGraph, standing: ScriptFolder, scratch: Path) -> SourceGraph:
    """The graph with icons that can be found when `scratch`, all that is the script's own, is gone:
    those at home by their paths there, those that it made kept in a folder of ours. What only stands
    for one that was not fetched is none."""
    names = {image for node in graph.nodes if (image := node.attributes.get("image"))}
    found = dict(_settled(names, graph.filename, standing, scratch))
    if not found:
        return graph
    return replace(
        graph,
        nodes=tuple(
            replace(node, attributes={**node.attributes, "image": found[image]})
            if (image := node.attributes.get("image", "")) in found
            else node
            for node in graph.nodes
        ),
    )


def _settled(
    names: Collection[str], filename: str, standing: ScriptFolder, scratch: Path
) -> Iterator[tuple[str, str]]:
    real = scratch.resolve()
    finder = IconFinder(standing.here, filename, (real,))
    kept = 0
    for name in names:
        try:
            made = finder.find(name)
        except PermissionError:  # a link
            made = None
        if made is not None and made.resolve().is_relative_to(real) and kept < _MOST:
            kept += 1
            path = _kept(made)
            if path == NO_ICON and (home := _at_home(made, standing)) is not None:
                path = str(home)
            if path is not None:
                yield name, path
        elif standing.copy is not None:
            for copy in (standing.copy, standing.copy.resolve()):
                with suppress(ValueError):
                    yield name, str(standing.original / Path(name).relative_to(copy))


def _at_home(made: Path, standing: ScriptFolder) -> Path | None:
    """What stood in the script's folder by the name of a file in the copy."""
    if standing.copy is None or not made.is_relative_to(standing.copy):
        return None
    home = standing.original / made.relative_to(standing.copy)
    return home if home.is_file() else None


def _holds(path: Path, content: bytes) -> bool:
    """Whether what is kept by that name is this, and not what somebody else put there."""
    try:
        return beginning(path, len(content) + 1) == content
    except OSError:
        return False


def _kept(made: Path) -> str | None:
    """A copy of a picture that a script has made, which may be anything by now."""
    if not made.name.lower().endswith(PICTURES):
        return None
    with suppress(OSError, ValueError):
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(made, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            now = os.fstat(file.fileno())
            if not stat.S_ISREG(now.st_mode) or now.st_size > _LARGEST:
                return None
            content = file.read(_LARGEST)
        if content == EMPTY:
            return NO_ICON
        path = icons_folder() / f"{cache.digest(content)}{made.suffix.lower()}"
        if not _holds(path, content):
            icons_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.replace(path, content)
            cache.prune(icons_folder())
        return str(path)
    return None
