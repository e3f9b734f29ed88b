"""Small things kept on disk between runs: script results, layouts.

An entry is its content behind a seal (`app/sealing.py`), in a file named by the key: what anybody else
wrote there, or moved there from another name, does not answer. It can always be made again: what cannot
be read is missing, what cannot be written is not kept, and neither is an error. The folder is
ACETATE_CACHE, else the user's cache folder.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from app.bounded import opened
from app.sealing import sealed, unsealed

MOST = 512  # entries of one kind; the older half goes when there are more
LARGEST = 256 << 20  # bytes of an entry


class Cache:
    """Entries of one kind (`scripts`, `layouts`), each in a folder of its own."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def get(self, key: str) -> bytes | None:
        """The content under a key from `digest`, None where it is missing or not ours."""
        try:
            with opened(self._folder() / key) as file:
                large = os.fstat(file.fileno()).st_size > LARGEST
                raw = b"" if large else file.read(LARGEST)
        except OSError:
            return None
        return unsealed(f"{self._kind}/{key}", raw)

    def put(self, key: str, content: bytes) -> None:
        """Keep content; written beside and moved into place, so never half there."""
        with suppress(OSError):
            own = self._folder()
            own.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = own / f"{key}.{os.getpid()}.new"
            try:
                fresh.write_bytes(sealed(f"{self._kind}/{key}", content))
                fresh.replace(own / key)
            finally:
                fresh.unlink(missing_ok=True)
            prune(own)

    def _folder(self) -> Path:
        return folder() / self._kind


def digest(*parts: str | bytes) -> str:
    """A key for these parts, in this order; their borders count."""
    from hashlib import blake2b

    whole = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def folder() -> Path:
    """Where all of them are. The folder need not exist."""
    named = os.environ.get("ACETATE_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("acetate", appauthor=False))


def prune(folder: Path) -> None:
    """Remove the older half of a folder's files where there are more than MOST."""
    entries = list(folder.iterdir())
    if len(entries) > MOST:
        entries.sort(key=lambda e: e.stat().st_mtime_ns)
        for entry in entries[: len(entries) - MOST // 2]:
            entry.unlink()
