"""How a diagram was, read off the window's thread, with its other levels and with what its components open. Knows no Qt."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from app.errors import SourceError
from app.model.comparison import Comparison
from app.model.diagram import Diagram
from app.model.difference import LOOSELY, compared, partners
from app.model.ids import DiagramId
from app.model.inside_changes import within
from app.model.levels import ALL
from app.model.problem import NOT_EVALUATED, Problem, Severity, distinct
from app.model.workspace import Workspace
from app.paths import path_of, told
from app.sources.committed import as_committed
from app.sources.file_formats import of_one_kind
from app.sources.finding import find
from app.sources.scripts.closure import Closure
from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from app.sources.workspace import steps
from app.trust.grants import grants

SINCE = "since the last commit"
_TOLD = 3  # problems of how it was that are told


class ReadBefore(NamedTuple):
    """`others` are of the same run: the diagram's other levels, and what is inside. `kept` holds files that pictures need, as icons
    of what is gone."""

    comparison: Comparison
    others: tuple[Comparison, ...]
    kept: ExitStack


class _Then(NamedTuple):
    """The diagrams of a file as they were, and what is wrong there."""

    diagrams: tuple[Diagram, ...] = ()
    problems: tuple[Problem, ...] = ()


def with_file(
    file: Path, diagram: Diagram, workspace: Workspace, cancelled: threading.Event
) -> ReadBefore:
    """The diagram with the one of another file. Raises SourceError where there is none like it."""
    then = _read(file, cancelled)
    near = [d for d in _near(workspace, diagram) if d.source == diagram.source]
    own = [d for d in workspace.diagrams if d.source == diagram.source]
    known = partners(then.diagrams, own)
    if not any(d.id in known for d in _levels(workspace, diagram)) and len(then.diagrams) == 1:
        known = {diagram.id: then.diagrams[0]}
    beside, remarks = f"compared with {told(file.name)}", tuple(_remarks(then.problems))
    loosely = not of_one_kind(file, path_of(workspace.root) / path_of(diagram.source))
    remarks = (LOOSELY, *remarks) if loosely else remarks
    found = [compared(known[d.id], d, beside, remarks, loosely) for d in near if d.id in known]
    return _chosen(found, workspace, diagram, then, ExitStack(), told(file.name))


def with_commit(
    file: Path, diagram: Diagram, workspace: Workspace, cancelled: threading.Event
) -> ReadBefore:
    """The diagram with how it was in the last commit of the repository of its file. Raises SourceError as
    `with_file`, and where it was not there."""
    with ExitStack() as stack:
        committed = stack.enter_context(as_committed(file, cancel=cancelled))
        root = path_of(workspace.root)
        near = _near(workspace, diagram)
        states: dict[str, _Then] = {}
        for source in dict.fromkeys(d.source for d in near):
            own = source == diagram.source
            path = committed.path if own else committed.of(root / path_of(source))
            states[source] = _Then() if path is None else _read(path, cancelled)
        problems = [p for then in states.values() for p in then.problems]
        remarks = (*committed.remarks, *_remarks(problems))
        known: dict[DiagramId, Diagram] = {}
        for source, then in states.items():
            now = [d for d in workspace.diagrams if d.source == source]
            known |= partners(then.diagrams, now)
        found = [
            compared(known.get(d.id), d, SINCE, remarks)
            for d in near
            if d.id in known or (d.source != diagram.source and not states[d.source].problems)
        ]
        name = told(file.name)
        return _chosen(found, workspace, diagram, states[diagram.source], stack.pop_all(), name)


def _chosen(
    found: Sequence[Comparison],
    workspace: Workspace,
    diagram: Diagram,
    then: _Then,
    kept: ExitStack,
    name: str,
) -> ReadBefore:
    """The comparison of the diagram; of its level with all that there is where that alone differs, or was there. Raises SourceError
    where it has none."""
    by_base = {one.base: one for one in found}
    own = [by_base[d.id] for d in _levels(workspace, diagram) if d.id in by_base]
    if not own:
        kept.close()
        raise SourceError(_none(diagram, then.problems, name))
    first = next((one for one in own if not one.difference.equal), own[0])
    return ReadBefore(first, tuple(one for one in found if one is not first), kept)


def _none(diagram: Diagram, problems: Iterable[Problem], name: str) -> str:
    wrong = next((p for p in problems if p.severity is Severity.ERROR), None)
    if wrong is not None:
        return str(wrong)
    return f"There is no diagram like “{told(diagram.title or diagram.id)}” in {name}."


def _levels(workspace: Workspace, diagram: Diagram) -> list[Diagram]:
    """The diagram, then the one of its file with all that there is."""
    whole = workspace.levels(diagram).get(ALL)
    return [diagram] if whole is None or whole is diagram else [diagram, whole]


def _near(workspace: Workspace, diagram: Diagram) -> list[Diagram]:
    """The diagram, its levels, and all that one gets into from these."""
    found = {d.id: d for d in (diagram, *workspace.levels(diagram).values())}
    for one in list(found.values()):
        found |= {d.id: d for d in within(workspace, one)}
    return list(found.values())


def _remarks(problems: Iterable[Problem]) -> Iterator[str]:
    wrong = [
        p for p in distinct(problems) if p.severity is Severity.ERROR or p.kind == NOT_EVALUATED
    ]
    yield from (f"As it was: {problem}" for problem in wrong[:_TOLD])
    if len(wrong) > _TOLD:
        yield f"And {len(wrong) - _TOLD} more of how it was."


def _read(path: Path, cancelled: threading.Event) -> _Then:
    known = grants()

    def allowed(closure: Closure) -> ScriptRun | None:
        grant = known.of(closure)
        return None if grant is None else AS_USUAL._replace(network=grant.network)

    # A step for each file: then come notes and links, which lead out of what is read here.
    found = find(path)
    growing = steps(path, allowed=allowed, cancel=cancelled, found=found)
    *_, workspace = islice(growing, len(found.diagrams) or None)
    return _Then(() if workspace.borrowed else workspace.diagrams, workspace.problems)
