"""What is said of a trace."""

from __future__ import annotations

from app.model.diagram import Diagram
from app.model.tracing import Trace, Traced
from app.model.wording import counted


def summary(diagram: Diagram, trace: Trace, found: Traced) -> str:
    """`14 components, up to 3 steps away`; of paths how many there are."""
    if trace.goal is not None:
        if not found.paths:
            return "there is none"
        first = counted(len(found.paths[0].edges), "step")
        if not trace.every:
            return first
        every = f"the first {len(found.paths)} paths" if found.cut else _paths(len(found.paths))
        return f"{every}, the shortest of {first}"
    ids = {id for reach in found.reaches for id, steps in reach.steps.items() if steps}
    number = sum(diagram.index.component(id) is not None for id in ids)
    if not number:
        return "nothing"
    far = counted(found.furthest, "step")
    return f"{counted(number, 'component')}, {'up to ' * (found.furthest > 1)}{far} away"


def _paths(number: int) -> str:
    return counted(number, "path")
