"""Files are read whole, and none that is larger than what reads it can take."""

from __future__ import annotations

import os
from pathlib import Path

from app.errors import SourceError


def read_whole(path: Path, most: int) -> bytes:
    """All of a file, of at most so many bytes. Raises SourceError, which says what is wrong with
    it, but not its name."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            raw = file.read(most + 1) if size <= most else b""
    except OSError as why:
        raise SourceError(f"It cannot be read: {why.strerror}.") from why
    if max(size, len(raw)) <= most:
        return raw
    raise SourceError(
        f"It is too large: it has {max(size, len(raw)) / (1 << 20):,.1f} MiB, and at most "
        f"{most >> 20} MiB are read."
    )
