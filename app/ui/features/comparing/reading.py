"""How a diagram was, read off the window's thread. Knows no Qt."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from app.errors import SourceError
from app.model.comparison import Comparison
from app.model.diagram import Diagram
from app.model.difference import compared, partner
from app.model.problem import Severity
from app.paths import told
from app.sources.committed import as_committed
from app.sources.scripts.closure import Closure
from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from app.sources.workspace import load
from app.trust.grants import grants

SINCE = "since the last commit"


class ReadBefore(NamedTuple):
    """`kept` holds files that its picture needs, as icons of what is gone."""

    comparison: Comparison
    kept: ExitStack


def with_file(file: Path, diagram: Diagram, cancelled: threading.Event) -> ReadBefore:
    """The diagram with the one of another file or folder. Raises SourceError where there is none like it."""
    before = _read(file, diagram, cancelled)
    return ReadBefore(compared(before, diagram, f"compared with {told(file.name)}"), ExitStack())


def with_commit(file: Path, diagram: Diagram, cancelled: threading.Event) -> ReadBefore:
    """The diagram with how it was in the last commit of the repository of its file. Raises SourceError as
    `with_file`, and where it was not there."""
    with ExitStack() as stack:
        before = _read(
            stack.enter_context(as_committed(file, cancel=cancelled)), diagram, cancelled
        )
        return ReadBefore(compared(before, diagram, SINCE), stack.pop_all())


def _read(path: Path, diagram: Diagram, cancelled: threading.Event) -> Diagram:
    known = grants()

    def allowed(closure: Closure) -> ScriptRun | None:
        grant = known.of(closure)
        return None if grant is None else AS_USUAL._replace(network=grant.network)

    workspace = load(path, allowed=allowed, cancel=cancelled)
    found = () if workspace.borrowed else workspace.diagrams
    before = partner(found, diagram)
    if before is not None:
        return before
    wrong = [p for p in workspace.problems if p.severity is Severity.ERROR]
    if wrong:
        raise SourceError(str(wrong[0]))
    raise SourceError(
        f"There is no diagram like “{told(diagram.title or diagram.id)}” in {told(path.name)}."
    )
