"""What lies in an opened folder and is not read, so that nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from app.model.natural_order import path_key
from app.model.wording import counted, listed

TOLD = 200  # of a kind that are named; the rest are counted

NO_DIAGRAM = "Scripts without a diagram"
NO_NOTES = "Text that does not read like notes"
OTHER = "Other kinds of files"
IGNORED = "Named in .gitignore"
BUILT = "Packages, environments and what builds write"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Files or folders that are left out for one reason. `names` are the first of them as the workspace
    names them, with a `/` at the end where they are folders; `count` is how many there are."""

    why: str
    names: tuple[str, ...]
    count: int
    folders: bool = False

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)


def left_out(why: str, names: Iterable[str], count: int, *, folders: bool = False) -> LeftOut:
    """So many of one kind, and the names of the first."""
    return LeftOut(why, tuple(sorted(islice(names, TOLD), key=path_key)), count, folders)


def told(groups: Iterable[LeftOut]) -> str:
    """`12 files and 1 folder left out`; empty where nothing was."""
    files = folders = 0
    for group in groups:
        files += 0 if group.folders else group.count
        folders += group.count if group.folders else 0
    parts = [counted(n, noun) for n, noun in ((files, "file"), (folders, "folder")) if n]
    return f"{listed(parts, 'and')} left out" if parts else ""
