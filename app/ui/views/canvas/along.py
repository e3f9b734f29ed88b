"""Keys that go along edges in the picture, and that trace."""

from __future__ import annotations

from math import hypot

from app.model.diagram_layout import DiagramLayout, box_of
from app.model.folding import stand_in
from app.model.geometry import Point
from app.model.ids import ElementId
from app.model.tracing import Trace, Way, follow
from app.session import tracing
from app.session.session import Session
from app.ui.kit.command import Command
from app.ui.services.trace_commands import ONLY, TRACE, UNDER_WAY, Traceable
from app.ui.views.canvas.boxes import bounds_of
from app.ui.views.canvas.hand import Hand

WAYS = ((-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0))  # left, right, up, down


def next_along(
    session: Session, layout: DiagramLayout, at: ElementId, way: tuple[float, float]
) -> ElementId | None:
    """What an edge leads to from there in that direction: of several what lies straightest, then
    nearest. From an edge, its end. None where nothing lies there."""
    start = _middle(layout, at)
    if start is None:
        return None
    found = []
    for id in _joined(session, at):
        end = _middle(layout, stand_in(layout.diagram, id) or id)
        if end is None or end == start:
            continue
        dx, dy = end.x - start.x, end.y - start.y
        ahead = dx * way[0] + dy * way[1]
        aside = abs(dx * way[1] + dy * way[0])
        if ahead > 0 and aside <= ahead:
            found.append((round(aside / ahead, 3), hypot(dx, dy), id))
    return min(found)[2] if found else None


def _joined(session: Session, at: ElementId) -> list[ElementId]:
    """The components at the other ends of its edges; not all that a cluster holds there, but that."""
    diagram = session.diagram
    if diagram is None:
        return []
    if edge := diagram.index.edges.get(at):
        return [edge.tail, edge.head]
    found = follow(diagram, Trace(at, Way.ANY, 1), tracing.shown(session))
    near = {id for reach in found.reaches for id, steps in reach.steps.items() if steps == 1}
    around = diagram.index.around
    return [id for id in near if near.isdisjoint(around(id)) and diagram.index.component(id)]


def _middle(layout: DiagramLayout, element: ElementId) -> Point | None:
    own = stand_in(layout.diagram, element) or element
    box = bounds_of(layout, own) if own in layout.edges else box_of(layout, own)
    return box.center if box is not None else None


def _walk(hand: Hand, number: int) -> None:
    surface, at = hand.surface, hand.keyboard.target
    if surface.layout is not None and at is not None:
        to = next_along(surface.store.session, surface.layout, at, WAYS[number])
        if to is not None:
            hand.keyboard.focus_on(None)
            surface.select(to)


def _free(hand: Hand) -> bool:
    return hand.keyboard.target is not None and not hand.surface.looking.bare


def _traceable(hand: Hand) -> Traceable:
    bare = hand.surface.looking.bare
    target = None if bare else hand.keyboard.target
    return Traceable(hand.surface.store, target or ElementId(""))


KEYS: tuple[Command[Hand], ...] = (
    Command(
        "along",
        "Along an edge, to the next component",
        ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
        pick=_walk,
        enabled=_free,
    ),
    *(command.within(_traceable) for command in (*TRACE, *ONLY)),
    *(command.within(lambda hand: hand.surface.store) for command in UNDER_WAY),
)
