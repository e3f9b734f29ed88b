"""Diagram → laid-out diagram: a few candidates are placed by the engine, the best is routed.

The choice is part of what is cached, so a picture does not change from one day to the next.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from app.engine import find
from app.errors import CancelledError, LayoutError
from app.layout.as_written import lay_out_as_written
from app.layout.asking import EnginePlacer
from app.layout.candidates import candidates
from app.layout.edges import CurveRouter, GridRouter
from app.layout.frame import title_width
from app.layout.keeping import keep, kept, key_of
from app.layout.placement import measure
from app.layout.policy import Policy, policy
from app.layout.polish import draw_up
from app.layout.ports import Placement, Placer, Router
from app.layout.prices import price
from app.layout.quality import flaws
from app.layout.sketch import Hear, Sketching
from app.model.arrangement import Lines
from app.model.choosing import unlayered
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.layer import part, visible
from app.model.picture_style import PictureStyle

OTHER_ORDER = 1.1  # the author's order is kept where another is no better than this


def lay_out(
    diagram: Diagram,
    layers: frozenset[str] | None = None,
    *,
    style: PictureStyle | None = None,
    method: str = "",
    engine: str | None = None,
    cancel: threading.Event | None = None,
    meanwhile: Hear | None = None,
) -> DiagramLayout:
    """Lay the diagram out, whole or (`layers` given) only what these layers show; in its own style
    where none is given. As written it is laid out by `method`, one of
    METHODS, or by the one that its file asks for.

    Takes some tenths of a second in this process and short-lived engine processes; the answer
    is kept on disk. `meanwhile` is told, in another thread, a first picture of a large one. Raises
    LayoutError when the engine fails, is missing or `cancel` is set.
    """
    style = style or diagram.own_style
    key = key_of(diagram, layers, engine, style, method)
    found = kept(key, diagram)
    if found is not None:
        return found
    subject = unlayered(diagram) if layers is None else shown_part(diagram, layers)
    with Sketching(subject, style, method, engine, meanwhile):
        if style is PictureStyle.WRITTEN:
            layout = lay_out_as_written(subject, engine, cancel, method)
        else:
            layout = _best(subject, engine, cancel)
    return keep(key, layout, diagram)


def shown_part(diagram: Diagram, layers: frozenset[str]) -> Diagram:
    """The diagram without what these layers hide. Ids stay."""
    return part(diagram, visible(diagram, layers))


def _best(diagram: Diagram, engine: str | None, cancel: threading.Event | None) -> DiagramLayout:
    if not diagram.nodes and not diagram.clusters:
        return DiagramLayout(diagram, 0, 0, {}, {}, {}, title_width(diagram))
    texts = measure(diagram)
    rules = policy(diagram)
    placer: Placer = EnginePlacer(find(engine), cancel)
    everything = frozenset(diagram.layers)
    best: tuple[tuple[int, float], DiagramLayout] | None = None
    found = candidates(diagram, texts, placer, rules)
    for one in found:
        if cancel is not None and cancel.is_set():
            raise CancelledError("The layout was cancelled.")
        routers = _routers(diagram, rules, placer, one.placement)
        layout = draw_up(diagram, texts, one.placement, one.spacing, routers)
        layout = replace(layout, placer=placer.name, remark=one.placement.remark)
        if len(found) == 1:
            return layout
        wrong = sum(1 for _ in flaws(layout, visible(diagram, everything), everything))
        rank = (wrong, price(layout) * (OTHER_ORDER if one.spacing.shuffle else 1.0))
        if best is None or rank < best[0]:
            best = (rank, layout)
        # What one has no way for, the next will hardly have.
        if any(e.curved for e in layout.edges.values()):
            break
    if best is None:
        raise LayoutError("The layout engine found no way to lay this diagram out.")
    return best[1]


def _routers(
    diagram: Diagram, rules: Policy, placer: Placer, placement: Placement
) -> tuple[Router, ...]:
    """What draws the edges; all of it is the grid's where the placer could not draw any. Those that
    the file wants straight need nobody."""
    lines = diagram.arrangement.lines
    if lines is Lines.STRAIGHT:
        return ()
    if lines is not None and placement.curves:
        return (CurveRouter(placer),)
    if placement.remark:  # the placer has come to no end, and would not with curves
        return (GridRouter(rules.steps),)
    if rules.curves and not placement.curves:
        return (GridRouter(),)
    return GridRouter(rules.steps), CurveRouter(placer)
