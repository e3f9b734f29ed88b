"""`acetate trace`: what leads to a component and what it leads to, or the paths between two: as text, as
JSON, as a picture or as a tour. Qt only for what is drawn."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.cli_load import laid_out, load_workspace, nothing_in, tell, unknown
from app.cli_named import holding, trace_asked
from app.errors import AcetateError, UsageError
from app.model.diagram import Diagram
from app.model.filtering import Only, hidden_by
from app.model.hiding import left_over
from app.model.ids import ElementId
from app.model.layer import visible
from app.model.trace_tour import tour_along
from app.model.tracing import Reach, Trace, Traced, Way, follow, title
from app.model.view_state import ViewState
from app.model.wording import counted
from app.model.workspace import Workspace
from app.paths import path_of, told

ARROWS = {"forward": "→", "back": "←", "both": "↔", "none": "–"}


def trace(args: argparse.Namespace) -> int:
    """Print what is found, or write it; 1 where nothing is. Raises UsageError where a name says no
    component, or several."""
    if args.tour and args.output is None:
        raise UsageError("Say with -o where to write the tour.")
    workspace = load_workspace(args, notes=False)
    diagram = _diagram(workspace, args)
    layers = _layers(diagram, args.layers)
    shown = visible(diagram, layers)
    wanted = trace_asked(args, diagram, shown)
    found = follow(diagram, wanted, shown)
    if args.json:
        print(json.dumps(_as_json(diagram, wanted, found), indent=1, ensure_ascii=False))
    elif args.output is None:
        print("\n".join(_lines(diagram, wanted, found)))
    nothing = not found.paths and found.furthest == 0
    if nothing:
        tell(_nothing(diagram, wanted))
    elif args.output is not None and args.tour:
        _write_tour(workspace, diagram, wanted, layers, args)
    elif args.output is not None:
        _write(workspace, diagram, wanted, layers, args)
    return int(nothing)


def _diagram(workspace: Workspace, args: argparse.Namespace) -> Diagram:
    """The one that has what is named. Raises AcetateError, UsageError."""
    if args.diagram is not None:
        diagram = workspace.diagram(args.diagram)
        if diagram is None:
            raise unknown("diagram", args.diagram, (d.id for d in workspace.diagrams))
        return diagram
    if not workspace.diagrams:
        raise AcetateError(nothing_in("diagram", workspace, args))
    names = (args.start,) if args.goal is None else (args.start, args.goal)
    return holding(workspace.diagrams, names)


def _layers(diagram: Diagram, wanted: str) -> frozenset[str]:
    if wanted == "all":
        return frozenset(diagram.layers)
    names = frozenset() if wanted == "none" else frozenset(x.strip() for x in wanted.split(","))
    for name in sorted(names - frozenset(diagram.layers)):
        raise unknown("layer", name, diagram.layers)
    return names


def _nothing(diagram: Diagram, trace: Trace) -> str:
    start = _name(diagram, trace.start)
    if trace.goal is not None:
        return f"There is no path between “{start}” and “{_name(diagram, trace.goal)}”."
    if trace.steps == 0:
        return "Nothing is 0 steps away."
    return {
        Way.TO: f"Nothing leads to “{start}”.",
        Way.FROM: f"“{start}” leads to nothing.",
        Way.BOTH: f"Nothing leads to “{start}”, and it leads to nothing.",
        Way.ANY: f"Nothing is joined to “{start}”.",
    }[trace.way]


# Text


def _lines(diagram: Diagram, trace: Trace, found: Traced) -> Iterator[str]:
    yield title(diagram, trace)
    for number, path in enumerate(found.paths, 1):
        yield ""
        yield (
            f"{number}. {counted(len(path.edges), 'step')}"
            if trace.every
            else "".join(counted(len(path.edges), "step"))
        )
        for stop, edges in zip(path.stops, ((), *path.edges), strict=True):
            by = ", ".join(filter(None, (_label(diagram, edge) for edge in edges)))
            yield f"    {_name(diagram, stop)}{f'  ({by})' if by else ''}"
    if found.cut:
        yield f"There are more than these {len(found.paths)} paths."
    for reach in found.reaches:
        yield ""
        yield from _reached(diagram, trace, reach)


def _reached(diagram: Diagram, trace: Trace, reach: Reach) -> Iterator[str]:
    """By steps, what is reached, and by which edge from where."""
    by_steps: dict[int, list[ElementId]] = {}
    for component in diagram.components:
        if steps := reach.steps.get(component.id):
            by_steps.setdefault(steps, []).append(component.id)
    number = sum(map(len, by_steps.values()))
    start = _name(diagram, trace.start)
    said = {
        Way.TO: f"{_lead(number)} to {start}",
        Way.FROM: f"{start} leads to {counted(number, 'component')}",
    }.get(reach.way, f"{counted(number, 'component')} joined to {start}")
    yield said if number else f"{said}: none".replace("0 components: none", "nothing")
    for steps, ids in sorted(by_steps.items()):
        yield f"  {counted(steps, 'step')} away"
        for id in ids:
            edge = diagram.index.edges[reach.via[id][0]]
            by = f"{_name(diagram, edge.tail)} {ARROWS[edge.arrows]} {_name(diagram, edge.head)}"
            label = " ".join(edge.label.split())
            yield f"    {_name(diagram, id)}  ({by}{f', {label}' if label else ''})"
    if reach.more:
        yield "  and more, further away"


def _lead(number: int) -> str:
    return f"{counted(number, 'component')} lead{'s' if number == 1 else ''}"


def _label(diagram: Diagram, edge: ElementId) -> str:
    return " ".join(diagram.index.edges[edge].label.split())


def _name(diagram: Diagram, id: ElementId) -> str:
    found = diagram.index.component(id)
    return (" ".join(found.label.split()) or "Unnamed") if found else "a point"


# JSON


def _as_json(diagram: Diagram, trace: Trace, found: Traced) -> dict[str, Any]:
    index = diagram.index
    reached = [
        {"id": id, "label": _name(diagram, id), "way": reach.way, "steps": steps}
        | {"edge": reach.via[id][0], "by": reach.via[id][1]}
        for reach in found.reaches
        for id, steps in reach.steps.items()
        if steps and index.component(id) is not None
    ]
    edges = [
        {"id": e.id, "tail": e.tail, "head": e.head, "label": e.label, "arrows": e.arrows}
        for e in index.edges_of(found.edges)
    ]
    return {
        "diagram": diagram.id,
        "from": {"id": trace.start, "label": _name(diagram, trace.start)},
        "to": trace.goal and {"id": trace.goal, "label": _name(diagram, trace.goal)},
        "way": trace.way,
        "steps": trace.steps,
        "reached": reached,
        "more": found.more,
        "paths": [{"components": path.stops, "edges": path.edges} for path in found.paths],
        "cut": found.cut,
        "edges": edges,
    }


# Pictures


def _write(
    workspace: Workspace,
    diagram: Diagram,
    trace: Trace,
    layers: frozenset[str],
    args: argparse.Namespace,
) -> None:
    from app.exporters import export as write
    from app.exporters import exporter, suffixes
    from app.exporters.exporter import PictureExporter, PictureJob, PictureOptions
    from app.render.offscreen import ensure_application
    from app.scene.theme import THEMES

    path = path_of(args.output)
    into = exporter(PictureExporter, path.suffix)
    if into is None:
        raise UsageError(
            f"“{told(path)}” does not say which format to write. End it in {suffixes(PictureExporter)}."
        )
    hidden = hidden_by(diagram, (Only(trace),), layers) if args.only else frozenset()
    subject = left_over(diagram, hidden)
    layout = replace(laid_out(subject, args, layers if args.only else None), diagram=diagram)
    state = ViewState(diagram.id, layers, hidden=hidden, tidy=args.only)
    if not args.only:
        state = replace(state, trace=trace)
    if into.drawn:
        ensure_application()
    options = PictureOptions(THEMES[args.theme])
    if remark := write(PictureJob.of(layout, state, workspace, options), path).remark:
        tell(remark)


def _write_tour(
    workspace: Workspace,
    diagram: Diagram,
    trace: Trace,
    layers: frozenset[str],
    args: argparse.Namespace,
) -> None:
    from app.cli_tour import write_tour

    tour = tour_along(diagram, trace, layers)
    write_tour(replace(workspace, tours=(tour,)), tour, args)
