"""Which components are meant where a command names them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.cli_load import unknown
from app.errors import UsageError
from app.model.diagram import Diagram
from app.model.filtering import Filter, Filters, Hide, near, only
from app.model.hiding import named
from app.model.ids import DiagramId, ElementId
from app.model.layer import Visible
from app.model.levels import overview
from app.model.tracing import Trace, Way, between

SOME = 5  # ids that a message names


def trace_asked(args: argparse.Namespace, diagram: Diagram, shown: Visible) -> Trace:
    """The trace that the options ask for. Raises UsageError where they name no component of the diagram,
    or several."""
    start = component(diagram, args.start)
    if args.goal is None:
        return Trace(start, Way(args.way or Way.BOTH), args.steps)
    goal = component(diagram, args.goal)
    if args.way is None:
        return between(diagram, start, goal, args.all, shown)
    return Trace(start, Way(args.way), None, goal, args.all)


def component(diagram: Diagram, name: str) -> ElementId:
    """The one of that label or id. Raises UsageError where there is none, or where there are several."""
    found = components(diagram, name)
    if not found:
        raise unknown("component", name, labels([diagram]))
    if len(found) > 1:
        some = ", ".join(found[:SOME]) + (", …" if len(found) > SOME else "")
        raise UsageError(
            f"{len(found)} components are called “{name}”. Say which by its id: {some}"
        )
    return found[0]


def components(diagram: Diagram, name: str) -> list[ElementId]:
    """Those of that label or id, in the diagram's order; where there is none, those that have the name in
    their label."""
    found = named(diagram, name)
    if exact := [c.id for c in diagram.components if c.id in found]:
        return exact
    wanted = " ".join(name.split()).casefold()
    return [c.id for c in diagram.components if wanted in " ".join(c.label.split()).casefold()]


def filters_asked(
    diagrams: Sequence[Diagram], args: argparse.Namespace
) -> dict[DiagramId, Filters]:
    """What --hide, --only and --near leave out, by diagram id. Raises UsageError for a name that none of
    the diagrams has."""
    for name in args.hide:
        if not any(named(diagram, name) for diagram in diagrams):
            raise unknown("component", name, labels(diagrams))
    for name in (*args.only, *args.near):
        if not any(components(diagram, name) for diagram in diagrams):
            raise unknown("component", name, labels(diagrams))
    return {diagram.id: _filters(diagram, args) for diagram in diagrams}


def _filters(diagram: Diagram, args: argparse.Namespace) -> Filters:
    found: list[Filter] = [Hide(ids) for name in args.hide if (ids := named(diagram, name))]
    kept = [id for name in args.only for id in components(diagram, name)]
    if kept:
        found.append(replace(only(kept[0]), also=frozenset(kept[1:])))
    near_by = [near(component(diagram, name)) for name in args.near if components(diagram, name)]
    return (*found, *near_by)


def traces_asked(
    diagrams: Sequence[Diagram], args: argparse.Namespace
) -> dict[DiagramId, Trace | None]:
    """What --trace lights, by diagram id. Raises UsageError for a name that none of them has."""
    name = args.trace
    if name is not None and not any(components(diagram, name) for diagram in diagrams):
        raise unknown("component", name, labels(diagrams))
    return {
        d.id: Trace(component(d, name)) if name is not None and components(d, name) else None
        for d in diagrams
    }


def holding(diagrams: Sequence[Diagram], names: Iterable[str]) -> Diagram:
    """The one diagram that has components of all these names, or the overview where all are levels of one. Raises
    UsageError where there is none, or where there are several."""
    wanted = list(names)
    for name in wanted:
        if not any(components(diagram, name) for diagram in diagrams):
            raise unknown("component", name, labels(diagrams))
    found = [d for d in diagrams if all(components(d, name) for name in wanted)]
    if not found:
        raise UsageError(f"No diagram has both “{wanted[0]}” and “{wanted[1]}”.")
    if len(found) > 1:
        if (least := overview(found)) is not None:
            return least
        ids = ", ".join(d.id for d in found[:SOME]) + (", …" if len(found) > SOME else "")
        raise UsageError(f"Several diagrams have it. Say which with --diagram ID: {ids}")
    return found[0]


def labels(diagrams: Iterable[Diagram]) -> list[str]:
    """Of all components."""
    return [" ".join(c.label.split()) for d in diagrams for c in d.components]
