"""The picture files of a tree by their names, kept until a folder of it changes."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from time import monotonic

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg")
WALKED = 50_000  # files and folders that a picture is looked for among
TRUSTED = 1.0  # seconds for which folders are not looked at again
_NEVER = frozenset({"node_modules", "__pycache__"})


class _PictureIndex:
    def __init__(self, top: Path) -> None:
        self._top = top
        self._names: dict[str, list[Path]] = {}
        self._folders: dict[str, int] | None = None  # when each last changed, ns
        self._looked = 0.0

    def named(self, name: str) -> list[Path]:
        """Those whose path ends in that name, capitals apart where none has them."""
        now = monotonic()
        if self._folders is None or now - self._looked > TRUSTED:
            if self._folders is None or any(_changed(f) != t for f, t in self._folders.items()):
                self._read()
            self._looked = now
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts:
            return []
        found = self._names.get(parts[-1].casefold(), [])
        exact = [path for path in found if path.parts[-len(parts) :] == parts]
        folded = tuple(part.casefold() for part in parts)
        return exact or [
            p for p in found if tuple(map(str.casefold, p.parts[-len(parts) :])) == folded
        ]

    def _read(self) -> None:
        names: dict[str, list[Path]] = {}
        folders: dict[str, int] = {}
        seen = 0
        for at, inside, files in os.walk(self._top):
            folders[at] = _changed(at)
            inside[:] = sorted(f for f in inside if not f.startswith(".") and f not in _NEVER)
            seen += len(inside) + len(files)
            for file in files:
                if file.lower().endswith(PICTURES) and not file.startswith("."):
                    names.setdefault(file.casefold(), []).append(Path(at, file))
            if seen > WALKED:
                break
        self._names, self._folders = names, folders


def pictures_named(top: Path, name: str) -> list[Path]:
    """The files of a tree whose path ends in a name, which may have folders."""
    return _index(top).named(name)


@lru_cache(maxsize=8)
def _index(top: Path) -> _PictureIndex:
    return _PictureIndex(top)


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - a Path for each costs too much
    except OSError:
        return 0
