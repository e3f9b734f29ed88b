"""Icons that were fetched, by their addresses. What we have not fetched ourselves does not answer for an address:
the cache holds, sealed, what each was then."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from app import cache
from app.bounded import beginning
from app.sources.scripts.fetching import file_name

LARGEST = 8 << 20  # bytes of an icon

_known = cache.Cache("fetched")


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
    found = _known.get(path.name)
    try:
        return found is not None and cache.digest(beginning(path, LARGEST + 1)).encode() == found
    except OSError:
        return False


def _folder() -> Path:
    return cache.folder() / "fetched-icons"
