"""Diagram → laid-out diagram: a few candidates are placed by the engine, the best is routed.

The choice is part of what is cached, so a picture does not change from one day to the next.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from app.engine import find
from app.errors import CancelledError, LayoutError
from app.layout.as_written import lay_out_as_written
from app.layout.asking import EnginePlacer
from app.layout.edges import CurveRouter, GridRouter
from app.layout.frame import title_width
from app.layout.keeping import keep, kept, key_of
from app.layout.placement import measure
from app.layout.policy import Policy, policy
from app.layout.polish import bare, draw_up
from app.layout.ports import MeasuredTexts, Placement, Placer, Router, Spacing, with_curves
from app.layout.quality import SMALLEST, flaws, smallest_text
from app.layout.sketch import Hear, Sketching
from app.layout.tangle import tangle
from app.model.arrangement import Lines
from app.model.choosing import unlayered
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.layer import part, visible
from app.model.picture_style import PictureStyle

OUTSIDE = 44.0  # pt of height kept for routes that run outside the outermost boxes


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
    best: tuple[tuple[int, int], DiagramLayout] | None = None
    everything = frozenset(diagram.layers)
    for spacing, placement, large in _candidates(diagram, texts, placer, rules):
        if cancel is not None and cancel.is_set():
            raise CancelledError("The layout was cancelled.")
        routers = _routers(diagram, rules, placer, placement)
        layout = draw_up(diagram, texts, placement, spacing, routers)
        layout = replace(layout, placer=placer.name, remark=placement.remark)
        if rules.tries == 1:
            return layout
        found = sum(1 for _ in flaws(layout, visible(diagram, everything), everything))
        counts = tangle(layout.edges.values())
        rank = (found, 2 * counts.crossings + counts.bends)
        if best is None or rank < best[0]:
            best = (rank, layout)
        # Small text is a flaw that no other placement mends, and what one has no way for, the
        # next will hardly have.
        if found <= large or any(e.curved for e in layout.edges.values()):
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


def _candidates(
    diagram: Diagram, texts: MeasuredTexts, placer: Placer, rules: Policy
) -> Iterator[tuple[Spacing, Placement, bool]]:
    """The placements worth routing: legible ones, roomiest first, then by legibility; each with
    whether it is too large to be legible."""

    def placed(spacing: Spacing) -> Placement:
        drawn = with_curves(placer, diagram, texts, spacing) if rules.curves else None
        return drawn or placer.place(diagram, texts, spacing)

    if len(rules.spacings) == 1:
        yield rules.spacings[0], placed(rules.spacings[0]), True
        return
    with ThreadPoolExecutor(2) as pool:
        placements = list(pool.map(placed, rules.spacings))
    everything = frozenset(diagram.layers)
    ranked = []
    for i, (spacing, placement) in enumerate(zip(rules.spacings, placements, strict=True)):
        size = bare(diagram, texts, placement, spacing)
        height = smallest_text(size, everything) * (1 - OUTSIDE / max(size.height, 200.0))
        ranked.append((height < SMALLEST, -height if height < SMALLEST else 0.0, i))
    for large, _, i in sorted(ranked)[: rules.tries]:
        yield rules.spacings[i], placements[i], large
