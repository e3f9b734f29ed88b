"""What is wrong with a picture's geometry: the rules of the picture linter, and what the
choice between candidate layouts is made by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.layout import text
from app.layout.cells import Cells
from app.layout.frame import frame
from app.layout.geometry import polyline, runs_through
from app.layout.shapes import silhouette
from app.model.diagram import Edge
from app.model.diagram_layout import ClusterPlace, DiagramLayout
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId
from app.model.index import ElementIndex
from app.model.layer import Visible

GAP = 3.0  # pt that an edge may end away from what it joins
TOUCH = 1.0  # pt that two clusters may lie over each other
SCREEN = (1920, 1080)  # px
SMALLEST = 12.0  # px
SMALL_TEXT = "small-text"  # the rule of that

# rule, message, ids of the elements
Flaw = tuple[str, str, tuple[ElementId, ...]]


def flaws(layout: DiagramLayout, shown: Visible, layers: frozenset[str]) -> Iterator[Flaw]:
    """Each flaw of what is visible with these layers on."""
    found = _Flaws(layout, shown)
    yield from found.labels()
    yield from found.clusters()
    yield from found.edges()
    smallest = smallest_text(layout, layers)
    if smallest < SMALLEST:
        sheet = frame(layout, layers)
        size = f"{sheet.width:.0f} × {sheet.height:.0f} pt"
        screen = f"{SCREEN[0]}×{SCREEN[1]}"
        message = f"the smallest text is {smallest:.1f} px on {screen} (the picture is {size})"
        yield SMALL_TEXT, message, ()


class _Flaws:
    """What is visible, ready to be looked through."""

    def __init__(self, layout: DiagramLayout, shown: Visible) -> None:
        self.layout = layout
        self.index = layout.diagram.index
        nodes = {id: p for id, p in layout.nodes.items() if id in shown.nodes}
        clusters = {id: p for id, p in layout.clusters.items() if id in shown.clusters}
        self.routes = {id: p for id, p in layout.edges.items() if id in shown.edges}
        self.boxes = [(id, p.box) for id, p in clusters.items()]
        self.icons = [(id, p.icon) for id, p in nodes.items() if p.icon.width]
        self.texts = [(id, p.label_box) for id, p in nodes.items() if p.lines]
        self.texts += [(id, _title(p)) for id, p in clusters.items() if p.lines]
        self.texts += [(id, label.box) for id, p in self.routes.items() for label in p.labels]
        self.icon_cells = Cells(box for _, box in self.icons)
        self.text_cells = Cells(box for _, box in self.texts)

    def labels(self) -> Iterator[Flaw]:
        name = partial(name_of, self.index)
        for i, (id, box) in enumerate(self.texts):
            for other, other_box in (self.texts[n] for n in self.text_cells.near(box) if n > i):
                if box.intersects(other_box):
                    message = f"the labels of {name(id)} and {name(other)} overlap"
                    yield "label-over-label", message, (id, other)
            for other, icon in (self.icons[n] for n in self.icon_cells.near(box)):
                # The label of a node without an icon lies in its shape.
                inside = icon.contains(box.x, box.y) and icon.contains(box.right, box.bottom)
                if box.intersects(icon) and not (other == id and inside):
                    message = f"the label of {name(id)} lies on the icon of {name(other)}"
                    yield "label-over-icon", message, (id, other)

    def clusters(self) -> Iterator[Flaw]:
        """Those of which neither stands in the other, one over the other."""
        name, cells = partial(name_of, self.index), Cells(box for _, box in self.boxes)
        for i, (id, box) in enumerate(self.boxes):
            for other, other_box in (self.boxes[n] for n in cells.near(box) if n > i):
                nested = id in self.index.around(other) or other in self.index.around(id)
                if not nested and box.inflated(-TOUCH).intersects(other_box):
                    message = f"{name(id)} and {name(other)} overlap"
                    yield "cluster-over-cluster", message, (id, other)

    def edges(self) -> Iterator[Flaw]:
        name = partial(name_of, self.index)
        for id, place in self.routes.items():
            points, edge = polyline(place), self.index.edges[id]
            ends = (edge.tail, edge.head)
            for end, point in zip(ends, (points[0], points[-1]), strict=True):
                gap = _silhouette_gap(self.layout, end, point)
                if gap > GAP:
                    message = f"{name(id)} ends {gap:.1f} pt away from {name(end)}"
                    yield "end-in-the-air", message, (id, end)
            for other, icon in (self.icons[n] for n in self.icon_cells.along(points)):
                if other not in ends and runs_through(points, icon):
                    message = f"{name(id)} runs through the icon of {name(other)}"
                    yield "edge-through-icon", message, (id, other)
            for other, box in (self.texts[n] for n in self.text_cells.along(points)):
                if other != id and runs_through(points, box):
                    message = f"{name(id)} runs through the label of {name(other)}"
                    yield "edge-through-label", message, (id, other)


def name_of(index: ElementIndex, id: ElementId) -> str:
    """How a person would call an element."""
    found = index.elements.get(id)
    if isinstance(found, Edge):
        return f"{name_of(index, found.tail)} → {name_of(index, found.head)}"
    return (" ".join(found.label.split()) if found else "") or id


def _title(place: ClusterPlace) -> Box:
    """A cluster's title with its icon."""
    return union((place.icon, place.label_box)) if place.icon.width else place.label_box


def smallest_text(layout: DiagramLayout, layers: frozenset[str]) -> float:
    """Height in px of the smallest text when the whole sheet is fitted to the screen."""
    sheet = frame(layout, layers)
    scale = min(SCREEN[0] / sheet.width, SCREEN[1] / sheet.height)
    sizes = [text.LABEL, text.GROUP, text.LEGEND]
    sizes += [label.font_size for p in layout.edges.values() for label in p.labels]
    sizes += [place.font_size for place in layout.nodes.values() if place.lines]
    sizes += [place.font_size for place in layout.clusters.values() if place.lines]
    return min(sizes) * scale


def _silhouette_gap(layout: DiagramLayout, component: ElementId, point: Point) -> float:
    """Distance in pt from an edge's end to what is seen of the component it joins."""
    cluster = layout.clusters.get(component)
    if cluster is not None:
        return cluster.box.distance_to(point.x, point.y)
    place = layout.nodes[component]
    seen = silhouette(layout.diagram.index.elements[component], place.icon, place.foot)
    return seen.distance_to(point.x, point.y)
