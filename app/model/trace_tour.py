"""A tour along a trace: down a path stop by stop, or out from a component step by step."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.diagram import Diagram
from app.model.ids import ElementId, TourId
from app.model.layer import visible
from app.model.tour import Step, Tour, TourOrigin, TourStyle
from app.model.tracing import Path, Trace, Traced, Way, follow, title
from app.model.wording import counted

NAMED = 16  # components in a step's words


def tour_along(
    diagram: Diagram,
    trace: Trace,
    layers: frozenset[str],
    hidden: frozenset[ElementId] = frozenset(),
) -> Tour:
    """Of what the trace finds along what shows; of several paths the first. No steps where it finds
    nothing."""
    found = follow(diagram, trace, visible(diagram, layers, hidden))
    parts = _stops(diagram, found.paths[0]) if found.paths else _rings(diagram, trace, found)
    steps = tuple(
        Step(said, text, diagram.id, layers, focus, TourStyle.FLOW) for said, text, focus in parts
    )
    return Tour(tour_id(diagram, trace), title(diagram, trace), steps, TourOrigin.TRACE)


def tour_id(diagram: Diagram, trace: Trace) -> TourId:
    """The same for the same trace."""
    ends = "/".join(trace.ends)
    far = "" if trace.steps is None else f"/{trace.steps}"
    return TourId(f"{diagram.id}/{'all-' * trace.every}{trace.way}/{ends}{far}")


Part = tuple[str, str, tuple[ElementId, ...]]  # of a step: title, words, what it shows


def _stops(diagram: Diagram, path: Path) -> Iterator[Part]:
    before = ""
    for stop, edges in zip(path.stops, ((), *path.edges), strict=True):
        name = _name(diagram, stop)
        labels = [" ".join(diagram.index.edges[edge].label.split()) for edge in edges]
        said = ", ".join(dict.fromkeys(filter(None, labels)))
        words = f"{before} → {name}{f': {said}' if said else ''}" if edges else "Here it begins."
        yield name, words, (*edges, stop)
        before = name


def _rings(diagram: Diagram, trace: Trace, found: Traced) -> Iterator[Part]:
    """First the start, then for each way what is one step away, two, and so on."""
    yield _name(diagram, trace.start), "Here it begins.", (trace.start,)
    names = {c.id: _name(diagram, c.id) for c in diagram.components}
    for reach in found.reaches:
        rings: dict[int, list[ElementId]] = {}
        for id, steps in reach.steps.items():
            rings.setdefault(steps, []).append(id)
        for steps in range(1, reach.furthest + 1):
            ids = rings.get(steps, [])
            edges = dict.fromkeys(reach.via[id][0] for id in ids)
            said = {Way.TO: "before it", Way.FROM: "after it"}.get(reach.way, "away")
            known = [names[id] for id in ids if id in names]
            more = len(known) - NAMED
            words = ", ".join(known[:NAMED]) + (f" and {more} more" if more > 0 else "")
            yield f"{counted(steps, 'step')} {said}", words, (*edges, *ids)


def _name(diagram: Diagram, id: ElementId) -> str:
    found = diagram.index.component(id)
    return (" ".join(found.label.split()) or "Unnamed") if found else "A point"
