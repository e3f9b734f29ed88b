"""Icons that were fetched, by their addresses. What we have not fetched ourselves does not answer for an address:
the cache holds, sealed, what each was then."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from app import cache
from app.bounded import beginning
from app.sources.scripts.fetching import file_name

LARGEST = 8 << 20  # bytes of an icon

_SETTLED = 100_000_000  # ns: the clock of files is coarser than ours

_known = cache.Cache("fetched")
_sound: dict[Path, tuple[int, ...]] = {}  # what was found to be ours, and how it was then


def keep(address: str, content: bytes) -> None:
    """Keep what lies at an address. Raises OSError."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = file_name(address)
    _known.put(name, cache.digest(content).encode())
    with NamedTemporaryFile(dir=folder, delete=False) as fresh:
        fresh.write(content)
    Path(fresh.name).replace(folder / name)
    cache.prune(folder)


def kept(address: str) -> Path | None:
    """The file of what was fetched from there."""
    path = _folder() / file_name(address)
    return path if _is_ours(path) else None


def sound_folder() -> Path:
    """The folder of them all, in which only what is ours is left."""
    folder = _folder()
    with suppress(OSError):
        for path in folder.iterdir():
            if len(path.name) == len(file_name("")) and not _is_ours(path):
                path.unlink()
    return folder


def _is_ours(path: Path) -> bool:
    """Read once, and again when it has changed since: a workspace may have hundreds of scripts."""
    try:
        as_it_is = _stamp(path)
        if as_it_is is not None and _sound.get(path) == as_it_is:
            return True
        found = _known.get(path.name)
        ours = found is not None and cache.digest(beginning(path, LARGEST + 1)).encode() == found
    except OSError:
        return False
    if ours and as_it_is is not None:
        if len(_sound) > cache.MOST:
            _sound.clear()
        _sound[path] = as_it_is
    return ours


def _stamp(path: Path) -> tuple[int, ...] | None:
    """What changes with a file, whoever writes it; None where it has just changed, when a change more
    might not show. Raises OSError."""
    known = path.lstat()
    if abs(time.time_ns() - known.st_ctime_ns) < _SETTLED:
        return None
    return known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def _folder() -> Path:
    return cache.folder() / "fetched-icons"
