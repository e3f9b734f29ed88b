"""From one layout of a diagram to another: what lies between them, as laid-out diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.model.diagram import Diagram
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.drawing import Drawing
from app.model.geometry import Box
from app.model.ids import ElementId
from app.ui.views.canvas.moved_drawing import fitted

# Edges cannot follow two moving ends and stay well routed: the old ones go first, the new ones
# come as the nodes settle. Parts of the (eased) way. What runs as before stays: when a file has
# changed a little, nothing else flickers.
GONE, COMES = 0.5, 0.75

_Boxes = Mapping[ElementId, NodePlace] | Mapping[ElementId, ClusterPlace]


@dataclass(frozen=True, slots=True)
class Between:
    """A picture on the way. `presence` (0..1) by element id scales an element's opacity;
    an id that is missing is fully there."""

    layout: DiagramLayout
    presence: dict[str, float]


class Transition:
    """The way from what is shown now, itself perhaps in between, to `new`: nodes and clusters
    that both have move, the rest fades."""

    def __init__(self, start: Between, new: DiagramLayout) -> None:
        self._start = start
        self._new = new

    # Worked out when they are first asked for: what is too large to move asks for neither.

    @cached_property
    def _diagram(self) -> Diagram:
        return _both(self._start.layout.diagram, self._new.diagram)

    @cached_property
    def _stay(self) -> dict[ElementId, EdgePlace]:
        """The edges that run as before."""
        before = self._start.layout.edges
        return {id: edge for id, edge in self._new.edges.items() if before.get(id) == edge}

    def at(self, t: float) -> Between:
        """t from 0 (the start) to 1 (the new layout)."""
        if t <= 0:
            return self._start
        if t >= 1:
            return Between(self._new, {})
        old, new = self._start.layout, self._new
        presence: dict[str, float] = {}

        def fade(id: str, stays: bool, comes: bool) -> None:
            before = self._start.presence.get(id, 1.0) if stays else 0.0
            presence[id] = _mix(before, 1.0 if comes else 0.0, t)

        nodes: dict[ElementId, NodePlace] = {}
        for id in old.nodes | new.nodes:
            a, b = old.nodes.get(id), new.nodes.get(id)
            fade(id, a is not None, b is not None)
            if a and b:
                nodes[id] = _node(a, b, t)
            elif only := a or b:
                nodes[id] = only
        for id, folded in self._turned(t):
            nodes[id] = folded
            presence.pop(id, None)
        clusters: dict[ElementId, ClusterPlace] = {}
        for id in (old.clusters | new.clusters).keys() - nodes.keys():
            c, d = old.clusters.get(id), new.clusters.get(id)
            fade(id, c is not None, d is not None)
            if c and d:
                clusters[id] = _cluster(c, d, t)
            elif lone := c or d:
                clusters[id] = lone
        edges = self._edges(t, presence)
        layout = replace(
            new,
            diagram=self._diagram,
            width=_mix(old.width, new.width, t),
            height=_mix(old.height, new.height, t),
            nodes=nodes,
            clusters=clusters,
            edges=edges,
            drawing=self._drawing(nodes, clusters, edges),
        )
        return Between(layout, presence)

    def _turned(self, t: float) -> Iterator[tuple[ElementId, NodePlace]]:
        """The clusters that are folded on the way, or that open: each as the folded one that grows
        smaller or larger."""
        old, new = self._start.layout, self._new
        for id, node in new.nodes.items():
            if place := old.clusters.get(id):
                yield id, _between(place.box, node.icon, node, t)
        for id, node in old.nodes.items():
            if place := new.clusters.get(id):
                yield id, _between(node.icon, place.box, node, t)

    def _drawing(
        self,
        nodes: dict[ElementId, NodePlace],
        clusters: dict[ElementId, ClusterPlace],
        edges: dict[ElementId, EdgePlace],
    ) -> Drawing | None:
        """As written, what is drawn goes with the boxes that it is drawn for."""
        drawing, old = self._new.drawing, self._start.layout.drawing
        if drawing is None:
            return None
        gone = old.elements if old is not None else {}
        elements = {}
        places: tuple[tuple[_Boxes, _Boxes], ...] = (
            (nodes, self._new.nodes),
            (clusters, self._new.clusters),
        )
        for now, then in places:
            for id, place in now.items():
                if id in then and id in drawing.elements:
                    elements[id] = fitted(drawing.elements[id], then[id].box, place.box)
                elif id not in then and id in gone:
                    elements[id] = gone[id]
        known = gone if edges is self._start.layout.edges else drawing.elements
        elements.update((id, known[id]) for id in edges if id in known)
        return replace(drawing, elements=elements)

    def _edges(self, t: float, presence: dict[str, float]) -> dict[ElementId, EdgePlace]:
        before = self._start.presence
        presence.update((id, _mix(before[id], 1.0, t)) for id in self._stay if id in before)
        if t < GONE:
            edges = self._start.layout.edges
            presence.update(
                (id, before.get(id, 1.0) * (1 - t / GONE)) for id in edges if id not in self._stay
            )
            return edges
        if t > COMES:
            comes = (id for id in self._new.edges if id not in self._stay)
            presence.update(dict.fromkeys(comes, (t - COMES) / (1 - COMES)))
            return self._new.edges
        return self._stay


def _both(old: Diagram, new: Diagram) -> Diagram:
    """The new diagram and what only the old one has."""
    nodes = {n.id for n in new.nodes}
    clusters = {c.id for c in new.clusters}
    edges = {e.id for e in new.edges}
    return replace(
        new,
        nodes=new.nodes + tuple(n for n in old.nodes if n.id not in nodes),
        clusters=new.clusters + tuple(c for c in old.clusters if c.id not in clusters),
        edges=new.edges + tuple(e for e in old.edges if e.id not in edges),
    )


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def mix_box(a: Box, b: Box, t: float) -> Box:
    """The box in between."""
    return Box(
        _mix(a.x, b.x, t), _mix(a.y, b.y, t), _mix(a.width, b.width, t), _mix(a.height, b.height, t)
    )


def _node(a: NodePlace, b: NodePlace, t: float) -> NodePlace:
    return NodePlace(
        mix_box(a.box, b.box, t),
        mix_box(a.icon, b.icon, t),
        mix_box(a.label_box, b.label_box, t),
        b.lines,
        b.font_size,
    )


def _between(a: Box, b: Box, folded: NodePlace, t: float) -> NodePlace:
    """A folded cluster whose border is on the way from one box to another, its words in the middle."""
    icon, words = mix_box(a, b, t), folded.label_box
    middle = icon.center
    at = Box(middle.x - words.width / 2, middle.y - words.height / 2, words.width, words.height)
    return NodePlace(icon, icon, at, folded.lines, folded.font_size)


def _cluster(a: ClusterPlace, b: ClusterPlace, t: float) -> ClusterPlace:
    return ClusterPlace(
        mix_box(a.box, b.box, t),
        mix_box(a.icon, b.icon, t),
        mix_box(a.label_box, b.label_box, t),
        b.lines,
        b.font_size,
    )


def turned(old: DiagramLayout, new: DiagramLayout) -> ElementId | None:
    """The cluster that is folded in one of them and open in the other; None unless it is a single
    one."""
    found = [id for id in new.nodes if id in old.clusters]
    found += [id for id in old.nodes if id in new.clusters]
    return found[0] if len(found) == 1 else None
