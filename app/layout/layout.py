"""Diagram → laid-out diagram: a few candidates are placed by the engine, the best is routed.

The choice is part of what is cached, so a picture does not change from one day to the next.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from time import monotonic

from app.engine import find
from app.errors import CancelledError
from app.layout.as_written import lay_out_as_written
from app.layout.asking import EnginePlacer
from app.layout.candidates import Candidate, candidates
from app.layout.edges import CurveRouter, GridRouter
from app.layout.frame import title_width
from app.layout.keeping import keep, kept, key_of
from app.layout.placement import measure
from app.layout.policy import Policy, policy
from app.layout.polish import draw_up
from app.layout.ports import Placer, Router
from app.layout.prices import price
from app.layout.quality import flaws
from app.layout.router import SHAKES
from app.layout.sketch import SOON, Hear, Sketching
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
    is kept on disk. `meanwhile` is told a first picture where the answer takes longer, of a large one in
    another thread. Raises LayoutError when the engine fails, is missing or `cancel` is set.
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
            layout = _best(subject, engine, cancel, meanwhile)
    return keep(key, layout, diagram)


def shown_part(diagram: Diagram, layers: frozenset[str]) -> Diagram:
    """The diagram without what these layers hide. Ids stay."""
    return part(diagram, visible(diagram, layers))


def _best(
    diagram: Diagram,
    engine: str | None,
    cancel: threading.Event | None,
    meanwhile: Hear | None = None,
) -> DiagramLayout:
    began = monotonic()
    if not diagram.nodes and not diagram.clusters:
        return DiagramLayout(diagram, 0, 0, {}, {}, {}, title_width(diagram))
    texts = measure(diagram)
    rules = policy(diagram)
    placer: Placer = EnginePlacer(find(engine), cancel)
    found = candidates(diagram, texts, placer, rules)

    def drawn(one: Candidate, shakes: int) -> DiagramLayout:
        if cancel is not None and cancel.is_set():
            raise CancelledError("The layout was cancelled.")
        routers = _routers(diagram, rules, placer, one, shakes)
        layout = draw_up(diagram, texts, one.placement, one.spacing, routers)
        return replace(layout, placer=placer.name, remark=one.placement.remark)

    if len(found) == 1:
        return drawn(found[0], SHAKES)
    tried: list[tuple[tuple[int, float], int, DiagramLayout]] = []
    for one in found:
        layout = drawn(one, 0)
        if meanwhile is not None and not tried and monotonic() - began > SOON:
            meanwhile(layout)
        wrong, cost = _rank(layout)
        rank = wrong, cost * (OTHER_ORDER if one.spacing.shuffle else 1.0)
        tried.append((rank, len(tried), layout))
        # What one has no way for, the next will hardly have.
        if any(edge.curved for edge in layout.edges.values()):
            break
    # Only the best is worth all that can be done for its edges.
    _, best, layout = min(tried, key=lambda one: one[:2])
    return min(drawn(found[best], SHAKES), layout, key=_rank)


def _rank(layout: DiagramLayout) -> tuple[int, float]:
    """The less the better: first what is wrong with it, then its price."""
    everything = frozenset(layout.diagram.layers)
    wrong = sum(1 for _ in flaws(layout, visible(layout.diagram, everything), everything))
    return wrong, price(layout)


def _routers(
    diagram: Diagram, rules: Policy, placer: Placer, one: Candidate, shakes: int
) -> tuple[Router, ...]:
    """What draws the edges; all of it is the grid's where the placer could not draw any. Those that
    the file wants straight need nobody."""
    placement = one.placement
    lines = diagram.arrangement.lines
    if lines is Lines.STRAIGHT:
        return ()
    if lines is not None and placement.curves:
        return (CurveRouter(placer),)
    # The placer has come to no end, and would not with curves, or knows nothing of blocks.
    if placement.remark or one.spacing.blocks:
        return (GridRouter(rules.steps, shakes),)
    if rules.curves and not placement.curves:
        return (GridRouter(shakes=shakes),)
    return GridRouter(rules.steps, shakes), CurveRouter(placer)
