"""What is handed to the program beside a folder or a file: text from standard input, or several files.

Either is opened by a path of its own, in a folder that is gone when the program ends. That path
stands for them wherever what is open has a path, and nothing that is kept names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

TEXT = "stdin.dot"

_several: dict[Path, tuple[Path, ...]] = {}
_around: dict[Path, Path] = {}


@contextmanager
def text(raw: bytes, folder: Path) -> Iterator[Path]:
    """DOT text as a file that cannot be changed; what it names starts at that folder. Raises
    OSError where there can be none."""
    from app.scratch import scratch

    with scratch() as place:
        path = place.resolve() / TEXT
        path.write_bytes(raw)
        path.chmod(0o400)
        _around[path] = folder
        try:
            yield path
        finally:
            del _around[path]


@contextmanager
def several(files: Sequence[Path]) -> Iterator[Path]:
    """Files that are opened together. Raises OSError as `text`."""
    from app.scratch import scratch

    with scratch() as place:
        path = place.resolve() / f"{len(files)} files"
        path.touch(mode=0o400)
        _several[path] = tuple(files)
        try:
            yield path
        finally:
            del _several[path]


def lie_together(files: Sequence[Path], around: Path | None = None) -> bool:
    """Whether the folder that holds them all holds one of them itself, or lies in that one: what may
    be read for one of them may be read for all."""
    parents = [file.parent for file in files]
    try:
        common = Path(os.path.commonpath(parents))
    except ValueError:  # drives of their own, or no file at all
        return False
    return common in parents or (around is not None and common.is_relative_to(around))


def files(path: Path) -> tuple[Path, ...]:
    """Those that a path stands for: itself, where it is no such path."""
    return _several.get(path, (path,))


def around(file: Path) -> Path:
    """The folder at which what a file names starts."""
    return _around.get(file, file.parent)


def is_text(root: Path) -> bool:
    """Whether that folder holds text from standard input alone."""
    return any(path.parent == root for path in _around)


def is_handed(path: Path) -> bool:
    """Whether it is gone with the program."""
    return path in _several or path in _around
