"""Which of the scripts in a folder are diagrams: those that have to do with the package `diagrams`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.sources.file_formats import hints
from app.sources.formats.record import Hints


def diagrams_among(files: Iterable[Path]) -> list[Path]:
    """Those of these files that are diagrams by their name or their text, or because of another of
    them that they name, in the same folder or in one round it; in their order."""
    files = list(files)
    told = {path: said for path in files if (said := hints(path)) is not None}
    sure = {path for path, said in told.items() if said.itself}
    unsure = {path: said for path, said in told.items() if said.others and not said.itself}
    while more := [path for path, said in unsure.items() if _names_one(path, said, sure)]:
        sure.update(more)
        for path in more:
            del unsure[path]
    return [path for path in files if path in sure or path not in told]


def is_diagram(path: Path) -> bool:
    """Whether a file that was named is one, as far as its text and those beside it tell."""
    said = hints(path)
    if said is None or said.itself:
        return True
    beside = (path.parent / f"{name}{path.suffix}" for name in said.others)
    return path in diagrams_among([path, *(p for p in beside if p != path and p.is_file())])


def _names_one(path: Path, said: Hints, sure: set[Path]) -> bool:
    if any(one.stem in said.others and path.is_relative_to(one.parent) for one in sure):
        return True
    # A package beside it.
    inits = (path.parent / name / f"__init__{path.suffix}" for name in said.others)
    return any(init.is_file() and (own := hints(init)) is not None and own.itself for init in inits)
