"""Diagram → laid-out diagram: a few candidates are placed by the engine, the best is routed.

The choice is part of what is cached, so a picture does not change from one day to the next.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
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
from app.layout.polish import finished, routed
from app.layout.ports import MeasuredTexts, Router
from app.layout.prices import price, tangled
from app.layout.quality import SMALL_TEXT, flaws
from app.layout.routed import RoutedDiagram
from app.layout.router import SHAKES
from app.layout.sketch import SOON, Hear, Sketching
from app.model.arrangement import Lines
from app.model.choosing import unlayered
from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.layer import part, visible
from app.model.picture_style import PictureStyle

LIKELY = 0.6  # of what a placement promises, its picture hardly ever costs less
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
    if not diagram.nodes and not diagram.clusters:
        return DiagramLayout(diagram, 0, 0, {}, {}, {}, title_width(diagram))
    rules, placer = policy(diagram), EnginePlacer(find(engine), cancel)
    now = without_gone(diagram)
    if now is not diagram and now.nodes and len(rules.directions) > 1:
        # Beside its own picture one finds one's way in that of both states.
        direction, _ = _chosen(now, policy(now), placer)
        rules = rules.towards(direction)
    return _chosen(diagram, rules, placer, meanwhile)[1]


def without_gone(diagram: Diagram) -> Diagram:
    """Of two states in one diagram the later one, but for its layers; itself where nothing is gone."""
    if ChangeKind.GONE not in diagram.index.changes.values():
        return diagram
    return shown_part(diagram, frozenset(diagram.layers) - {ChangeKind.GONE.value})


def _chosen(
    diagram: Diagram, rules: Policy, placer: EnginePlacer, meanwhile: Hear | None = None
) -> tuple[str, DiagramLayout]:
    """The best layout, and its direction."""
    began = monotonic()
    given = _Given(diagram, measure(diagram), rules, placer, CurveRouter(placer))
    first, *others = candidates(diagram, given.texts, given.placer, given.rules)
    if not others:
        half = given.routed(first, GridRouter(given.rules.steps))
        return first.spacing.direction, given.finished(first, half)
    best = _tried(given, first, None)
    if meanwhile is not None and monotonic() - began > SOON:
        meanwhile(best.layout)
    for one in others:
        # What one has no way for, the next will hardly have.
        if any(edge.curved for edge in best.layout.edges.values()):
            break
        best = _tried(given, one, best)
    # Only the best is worth all that can be done for its edges.
    half = given.routed(best.one, best.grid.further(SHAKES))
    if half.edges == best.half.edges:  # what is routed last is drawn last
        found = replace(best.layout, edges={id: best.layout.edges[id] for id in half.edges})
    else:
        found = min(given.finished(best.one, half), best.layout, key=_rank)
    return best.one.spacing.direction, found


@dataclass(frozen=True, slots=True)
class _Given:
    """What all candidates have alike."""

    diagram: Diagram
    texts: MeasuredTexts
    rules: Policy
    placer: EnginePlacer
    curves: CurveRouter

    def routed(self, one: Candidate, grid: GridRouter) -> RoutedDiagram:
        """A candidate with its lines. Raises LayoutError."""
        if self.placer.cancel is not None and self.placer.cancel.is_set():
            raise CancelledError("The layout was cancelled.")
        routers = _routers(self, one, grid)
        return routed(self.diagram, self.texts, one.placement, one.spacing, routers)

    def finished(self, one: Candidate, half: RoutedDiagram) -> DiagramLayout:
        """That drawn together."""
        layout = finished(self.diagram, half, one.spacing)
        return replace(layout, placer=self.placer.name, remark=one.placement.remark)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A candidate that is drawn, its lines made by the `grid`. The less its rank the better: first what
    is wrong with it, then its price."""

    one: Candidate
    grid: GridRouter
    half: RoutedDiagram
    layout: DiagramLayout
    rank: tuple[int, float]


def _tried(given: _Given, one: Candidate, best: _Tried | None) -> _Tried:
    """The better of these two. One that promises far worse than the best is, or whose lines alone cost
    more, is left as soon as that is known."""
    grid = GridRouter(given.rules.steps, 0)
    dearer = OTHER_ORDER if one.spacing.shuffle else 1.0
    if best is not None and (0, dearer * LIKELY * one.promises) >= best.rank:
        return best
    half = given.routed(one, grid)
    if best is not None and (0, dearer * tangled(half.edges.values())) >= best.rank:
        return best
    layout = given.finished(one, half)
    wrong, cost = _rank(layout)
    if best is not None and (wrong, dearer * cost) >= best.rank:
        return best
    return _Tried(one, grid, half, layout, (wrong, dearer * cost))


def _rank(layout: DiagramLayout) -> tuple[int, float]:
    """The less the better: first what is wrong with it, then its price, which tells of small text."""
    everything = frozenset(layout.diagram.layers)
    found = flaws(layout, visible(layout.diagram, everything), everything)
    wrong = sum(1 for rule, _, _ in found if rule != SMALL_TEXT)
    return wrong, price(layout)


def _routers(given: _Given, one: Candidate, grid: GridRouter) -> tuple[Router, ...]:
    """What draws the edges; all of it is the grid's where the placer could not draw any. Those that
    the file wants straight need nobody."""
    placement = one.placement
    lines = given.diagram.arrangement.lines
    if lines is Lines.STRAIGHT:
        return ()
    if lines is not None and placement.curves:
        return (given.curves,)
    # Where the placer has come to no end, it would not with curves; and it knows nothing of blocks.
    if placement.remark or one.spacing.blocks or (given.rules.curves and not placement.curves):
        return (grid,)
    return grid, given.curves
