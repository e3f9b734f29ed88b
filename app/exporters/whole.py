"""What is written of a whole workspace: which diagrams, and how their files are called. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from app.model.diagram import Diagram
from app.model.workspace import Workspace

LONGEST = 200  # bytes of a picture's file name, without its suffix


def all_diagrams(workspace: Workspace) -> tuple[Diagram, ...]:
    """Every diagram; of borrowed ones those that the notes show, if they show any."""
    if not workspace.borrowed:
        return workspace.diagrams
    return tuple(d for d in workspace.diagrams if workspace.homes(d.id)) or workspace.diagrams


def file_names(diagrams: Sequence[Diagram], suffix: str) -> list[str]:
    """A file name for each, its own where no other before it has that: `web.png`, `web-2.png`."""
    own = [file_stem(diagram) for diagram in diagrams]
    taken = {stem.casefold() for stem in own}  # some systems do not tell VPC from vpc
    given: set[str] = set()
    names = []
    for stem in own:
        name = stem
        if name.casefold() in given:
            free = (f"{stem}-{nth}" for nth in count(2))
            name = next(n for n in free if n.casefold() not in taken)
            taken.add(name.casefold())
        given.add(name.casefold())
        names.append(f"{name}.{suffix}")
    return names


def file_stem(diagram: Diagram) -> str:
    """A name that a file said: only its last part, so that it stays in the folder, and of that no
    more than a system takes."""
    name = Path(diagram.filename).name or Path(diagram.id).name
    return name.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").replace("\0", "")
