"""What `.gitignore` files say is not to be looked at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.bounded import beginning

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"
_MOST = 1 << 20  # bytes of such a file


class Ignored:
    """What is ignored in a folder, by its own file and by those of the folders round it."""

    def __init__(self, folder: str, spec: GitIgnoreSpec, around: Ignored | None) -> None:
        self._base, self._spec, self._around = len(folder.rstrip(os.sep)) + 1, spec, around

    def has(self, path: str, is_folder: bool) -> bool:
        """Whether a file or folder in that folder, by its whole path, is ignored. The nearest
        file that says anything of it decides, as git has it."""
        inside = path[self._base :].replace(os.sep, "/") + ("/" if is_folder else "")
        said = self._spec.check_file(inside).include
        if said is not None:
            return said
        return self._around is not None and self._around.has(path, is_folder)


def ignored_in(folder: str, around: Ignored | None) -> Ignored | None:
    """With what a folder's own file adds; what cannot be read says nothing."""
    try:
        name = os.path.join(folder, NAME)  # noqa: PTH118 - a Path a folder costs too much
        text = beginning(name, _MOST).decode("utf-8", "replace")
    except OSError:
        return around
    from pathspec import GitIgnoreSpec

    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    try:
        return Ignored(folder, GitIgnoreSpec.from_lines(lines), around)
    except ValueError:  # a pattern that is none
        return around


def ignored_round(folder: Path, whole: Path) -> Ignored | None:
    """What the files of the folders round one say, from the outermost on. A folder that somebody
    opens is not ignored, whatever they say of it."""
    found: Ignored | None = None
    for at in _between(whole, folder):
        more = ignored_in(str(at), found)
        if more is not None and more is not found and not more.has(str(folder), is_folder=True):
            found = more
    return found


def _between(whole: Path, folder: Path) -> Sequence[Path]:
    """The folders round one, from the whole on."""
    return [at for at in reversed(folder.parents) if at.is_relative_to(whole)]
