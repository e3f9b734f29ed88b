"""What reading a file takes and gives."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.model.diagram import Diagram
from app.model.problem import Problem
from app.sources.scripts.script_run import AS_USUAL, ScriptRun

if TYPE_CHECKING:
    from app.model.source_graph import SourceGraph  # a start whose files are known reads none
    from app.sources.scripts.closure import Closure


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a reader makes of a file: the graphs that it says, and what is wrong with it. `lost`
    counts further graphs of it that cannot be read, `wanted` are addresses of icons that nobody has
    agreed to have fetched. `confined` tells of a program whether all was held back from it that can be;
    None where none was run, or it did not get so far. `read` are other files that it hangs on, besides those that the
    format names (absolute paths)."""

    graphs: tuple[SourceGraph, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: int = 0
    wanted: tuple[str, ...] = ()
    confined: bool | None = None
    read: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file: its diagrams, what is wrong with it, and the addresses of icons that
    nobody has agreed to have fetched. `restricted` has its name where it is a script that was not run but evaluated.
    `read` are other files that it hangs on, by absolute path."""

    diagrams: tuple[Diagram, ...] = ()
    problems: tuple[Problem, ...] = ()
    wanted: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiagramOrigin:
    """Where a diagram comes from. `file` is the path that problems and the diagram name; a
    relative `image` starts at `folder`; icons outside `roots` (real paths) are not read. If it is a
    script, `closure` is what is read of it, itself where that is None; it runs, as `run` says, where it is `trusted`, else
    it is evaluated. `tell` hears what it does where that takes long."""

    file: str
    folder: Path
    roots: tuple[Path, ...]
    engine: str | None = None
    cancel: threading.Event | None = None
    run: ScriptRun = AS_USUAL
    closure: Closure | None = None
    trusted: bool = False
    tell: Callable[[str], None] = lambda _: None
