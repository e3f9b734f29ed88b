"""What `git` may reach of the disk while it reads a repository, and which repositories it is not asked to read: what a
folder only points at and does not say so itself; and what would have it wait for a pipe, or read without an end."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from app.bounded import beginning
from app.confinement.places import OF_SYSTEM
from app.confinement.rights import Rights
from app.errors import SourceError
from app.paths import is_folder, told

_SAID = 1 << 20  # bytes of a file of settings
_MOST = 20_000  # files that are looked at
_LARGEST = 256 << 20  # bytes of what is no object
_INCLUDED = re.compile(r"(?im)^\s*path\s*=\s*(\S.*)$")
_WORK_TREE = re.compile(r"(?im)^\s*worktree\s*=\s*(\S.*)$")


def git_folder(root: Path) -> Path:
    """Where the repository lies whose files stand in `root`. Raises SourceError where git is not to read it."""
    pointer = root / ".git"
    said = "" if is_folder(pointer) else _text(pointer, 4096).strip()
    leads = is_folder(pointer) or said.startswith("gitdir: ")
    own = root / (said.removeprefix("gitdir: ") if said else ".git")
    if not leads or not is_folder(own):
        raise SourceError(f"“{told(pointer)}” leads to no repository.")
    own = own.resolve()
    if not own.is_relative_to(root) and not _knows(own, pointer):
        raise SourceError(
            f"“{told(pointer)}” leads to a repository of another folder, “{told(own)}”, which is not read."
        )
    if (wrong := next(_hindering(own), None)) is not None:
        raise SourceError(
            f"git does not get to read “{told(wrong)}”, which is no file of a repository."
        )
    return own


def git_rights(program: str, root: Path, own: Path) -> Rights | None:
    """It reads the repository and a person's settings, and starts nothing. None where `git` is no program but starts
    one, as a script does. Raises nothing."""
    real = Path(program).resolve()
    if sys.platform != "linux" or beginning(real, 4) != b"\x7fELF":
        return None
    lies = own.parent.parent if own.parent.name == "worktrees" else own
    more = (str(real.parent.parent / "lib"), str(root), str(lies), *_settings())
    return Rights(read=(*OF_SYSTEM, *more), write=("/dev/null",), run=(str(real),))


def _knows(own: Path, pointer: Path) -> bool:
    """Whether a repository says itself that those are its files: as of a further worktree, or of a submodule."""
    if own.parent.name == "worktrees":
        said = _text(own / "gitdir", 4096).strip()
        return bool(said) and (own / said).resolve() == pointer.resolve()
    places = _WORK_TREE.findall(_text(own / "config", _SAID))
    return any((own / at.strip().strip('"')).resolve() == pointer.parent.resolve() for at in places)


def _hindering(own: Path) -> Iterator[Path]:
    """What lies in it where files should, and holds up who opens it, or reads it whole."""
    waiting, left, objects = [own], _MOST, own / "objects"
    while waiting and left > 0:
        try:
            with os.scandir(waiting.pop()) as found:
                for one in found:
                    left -= 1
                    if one.is_dir(follow_symlinks=False):
                        waiting.append(Path(one.path))
                    elif _holds_up(path := Path(one.path), objects in path.parents):
                        yield path
        except OSError:
            continue


def _holds_up(path: Path, is_object: bool) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    if stat.S_ISREG(found.st_mode):
        return found.st_size > _LARGEST and not is_object
    return not stat.S_ISDIR(found.st_mode)


def _text(path: Path, limit: int) -> str:
    try:
        return beginning(path, limit).decode("utf-8", "replace")
    except OSError:
        return ""


def _settings() -> Iterator[str]:
    """A person's own settings, with what they include: which repositories of others they trust stands there."""
    home = Path.home()
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git"
    for file in (home / ".gitconfig", folder / "config", Path("/etc/gitconfig")):
        yield str(file)
        for path in _INCLUDED.findall(_text(file, _SAID)):
            yield str(file.parent / Path(path.strip().strip('"')).expanduser())
