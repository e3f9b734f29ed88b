"""What is wrong with a picture's geometry: the rules of the picture linter, and what the
choice between candidate layouts is made by."""

from __future__ import annotations

from collections.abc import Iterator

from app.layout import text
from app.layout.frame import frame
from app.layout.geometry import polyline, runs_through
from app.model.geometry import Box, Point, union
from app.model.laid_out import LaidOutDiagram
from app.model.layer import Visible

GAP = 3.0  # pt that an edge may end away from what it joins
SCREEN = (1920, 1080)  # px
SMALLEST = 12.0  # px

# rule, message, ids of the elements
Flaw = tuple[str, str, tuple[str, ...]]


def flaws(
    picture: LaidOutDiagram, shown: Visible, layers: frozenset[str]
) -> Iterator[Flaw]:
    """Each flaw of what is visible with these layers on."""
    names = _names(picture)
    icons = {id: p.icon for id, p in picture.nodes.items() if id in shown.nodes}
    texts: list[tuple[str, Box]] = [
        (id, p.label_box) for id, p in picture.nodes.items() if id in shown.nodes and p.lines
    ]
    texts += [
        (id, union((p.icon, p.label_box)) if p.icon.width else p.label_box)
        for id, p in picture.clusters.items()
        if id in shown.clusters and p.lines
    ]
    edges = {id: p for id, p in picture.edges.items() if id in shown.edges}
    texts += [(id, p.label_box) for id, p in edges.items() if p.label_box is not None and p.lines]
    for id in shown.edges - edges.keys():
        yield "no-route", f"{names[id]} is not drawn: there was no room for it", (id,)
    for i, (id, box) in enumerate(texts):
        for other, other_box in texts[i + 1 :]:
            if box.intersects(other_box):
                yield (
                    "label-over-label",
                    f"the labels of {names[id]} and {names[other]} overlap",
                    (id, other),
                )
        for other, icon in icons.items():
            if box.intersects(icon):
                yield (
                    "label-over-icon",
                    f"the label of {names[id]} lies on the icon of {names[other]}",
                    (id, other),
                )
    ends = {e.id: (e.tail, e.head) for e in picture.diagram.edges}
    for id, place in edges.items():
        points = polyline(place)
        for end, point in zip(ends[id], (points[0], points[-1]), strict=True):
            gap = _silhouette_gap(picture, end, point)
            if gap > GAP:
                yield (
                    "end-in-the-air",
                    f"{names[id]} ends {gap:.1f} pt away from {names[end]}",
                    (id, end),
                )
        for other, icon in icons.items():
            if other not in ends[id] and runs_through(points, icon):
                yield (
                    "edge-through-icon",
                    f"{names[id]} runs through the icon of {names[other]}",
                    (id, other),
                )
        for other, box in texts:
            if other != id and runs_through(points, box):
                yield (
                    "edge-through-label",
                    f"{names[id]} runs through the label of {names[other]}",
                    (id, other),
                )
    smallest = smallest_text(picture, layers)
    if smallest < SMALLEST:
        sheet = frame(picture, layers)
        yield (
            "small-text",
            f"the smallest text is {smallest:.1f} px high when the picture "
            f"({sheet.width:.0f} × {sheet.height:.0f} pt) is fitted to {SCREEN[0]}×{SCREEN[1]}",
            (),
        )


def smallest_text(picture: LaidOutDiagram, layers: frozenset[str]) -> float:
    """Height in px of the smallest text when the whole sheet is fitted to the screen."""
    sheet = frame(picture, layers)
    scale = min(SCREEN[0] / sheet.width, SCREEN[1] / sheet.height)
    sizes = [text.LABEL, text.GROUP, text.LEGEND]
    if any(p.lines for p in picture.edges.values()):
        sizes.append(text.EDGE)
    return min(sizes) * scale


def _silhouette_gap(picture: LaidOutDiagram, component: str, point: Point) -> float:
    """Distance in pt from an edge's end to what is seen of the component it joins."""
    cluster = picture.clusters.get(component)
    if cluster is not None:
        return cluster.box.distance_to(point.x, point.y)
    return picture.nodes[component].icon.distance_to(point.x, point.y)


def _names(picture: LaidOutDiagram) -> dict[str, str]:
    """How a person would call each element."""
    diagram = picture.diagram
    names = {c.id: " ".join(c.label.split()) or c.id for c in (*diagram.nodes, *diagram.clusters)}
    for edge in diagram.edges:
        names[edge.id] = f"{names.get(edge.tail, edge.tail)} → {names.get(edge.head, edge.head)}"
    return names
