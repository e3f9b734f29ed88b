"""Paths as people and systems have them: not to be entered, too long, in no encoding.

A file's name is bytes (on Windows: any 16-bit numbers), and not all of them are text. Inside the
program every name is text that can be encoded, so that it may go anywhere: what is no text
stands in it as characters of Unicode's last private plane, and comes back from there.
"""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path

_ODD, _PLANE = 0xD800, 0x10F800  # surrogates, as Python has them in names; where they go
_SURROGATE = re.compile("[\ud800-\udfff]")
_STAND_IN = re.compile("[\U0010f800-\U0010ffff]")
_LONGEST = 160  # characters of a path that is told


def text_of(path: Path | str) -> str:
    """A path or another text of the system's as text that every encoding of Unicode has."""
    return _SURROGATE.sub(lambda m: chr(ord(m[0]) - _ODD + _PLANE), str(path))


def path_of(text: str) -> Path:
    """The path that a text from `text_of` stands for."""
    return Path(_STAND_IN.sub(lambda m: chr(ord(m[0]) - _PLANE + _ODD), text))


def told(path: Path | str) -> str:
    """A path for a message: as text, short enough to be read."""
    text = text_of(path)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


def is_file(path: Path) -> bool:
    """It is a plain file. False, too, where the system refuses to say."""
    mode = _mode(path)
    return mode is not None and stat.S_ISREG(mode)


def is_folder(path: Path) -> bool:
    """It is a folder. False, too, where the system refuses to say."""
    mode = _mode(path)
    return mode is not None and stat.S_ISDIR(mode)


def complaint(path: Path) -> str:
    """Why there is no file or folder to be had at a path, in a sentence; empty where there is."""
    try:
        mode = path.expanduser().stat().st_mode
    except (OSError, ValueError, RuntimeError) as why:
        return _sentence(path, why)
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return f"“{told(path)}” is neither a file nor a folder."


def _sentence(path: Path, why: Exception) -> str:
    match getattr(why, "errno", None):
        case errno.ENAMETOOLONG:
            return f"There is no file or folder “{told(path)}”: the name is too long."
        case errno.ELOOP:
            return f"“{told(path)}” is a link that leads back to itself."
        case errno.EACCES | errno.EPERM:
            return f"“{told(path)}” cannot be reached: you have no permission to enter its folder."
        case None | errno.ENOENT | errno.ENOTDIR | errno.EINVAL:
            return f"There is no file or folder “{told(path)}”."
    return f"“{told(path)}” cannot be reached: {getattr(why, 'strerror', why)}."


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None
