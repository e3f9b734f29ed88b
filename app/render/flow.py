"""Dots that run along the edges a flow has lit: which way it goes. For the screen only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QPainter, QPainterPath

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import ElementId
from app.render.backend import Backend
from app.render.pens import path_of_data
from app.scene.appearance import Appearance
from app.scene.detail import FULL
from app.scene.items import EllipseItem, PathItem
from app.scene.paint import Paint, Pen
from app.scene.producing import scene_of
from app.scene.scene import Element
from app.scene.walk import Run, style_layer

APART = 72.0  # pt from dot to dot
PACE = 54.0  # pt a second
RADIUS = 3.6  # pt
LEAST = 24.0  # pt; a shorter edge shows its direction well enough
_SHOWN = ("forward", "back")  # an edge that goes both ways, or none, has no direction


@dataclass(frozen=True, slots=True)
class Stream:
    """An edge on which dots run, from its tail to its head where they run `forward`."""

    edge: Element
    path: QPainterPath
    forward: bool


def moving(layout: DiagramLayout, edges: Iterable[ElementId]) -> list[Stream]:
    """Of the edges among these whose direction can be shown."""
    drawn = scene_of(layout).by_id
    found = []
    for edge in layout.diagram.index.edges_of(edges):
        if edge.id in drawn and edge.arrows in _SHOWN:
            path = _path(drawn[edge.id])
            if path.length() >= LEAST:
                found.append(Stream(drawn[edge.id], path, edge.arrows == "forward"))
    return found


def draw_flow(
    painter: QPainter, streams: Iterable[Stream], appearance: Appearance, seconds: float
) -> None:
    """Their dots, as they stand after so many seconds. The painter maps pt."""
    Backend(painter, appearance, FULL).paint(_dots(streams, appearance, seconds))


def reach(streams: Iterable[Stream]) -> list[Box]:
    """What their dots paint on, in pt."""
    return [stream.edge.bounds.inflated(RADIUS) for stream in streams]


def _path(edge: Element) -> QPainterPath:
    line = next(_lines(edge), None)
    return QPainterPath() if line is None else path_of_data(line.data)


def _lines(edge: Element) -> Iterator[PathItem]:
    """Of one that grows thinner without the area that it is where it is seen from close by."""
    return (i for i in edge.items if isinstance(i, PathItem) and i.part == "line" and i.stroke)


def _colour(edge: Element, layer: str | None) -> Paint:
    for line in _lines(edge):
        if line.layer in (None, layer) and line.stroke is not None:
            return line.stroke.paint
    return "edge"


def _dots(streams: Iterable[Stream], appearance: Appearance, seconds: float) -> Iterator[Run]:
    way = seconds * PACE % APART
    ring = Pen("canvas", 1.25, cap="square", join="bevel")
    for stream in streams:
        edge, path = stream.edge, stream.path
        opacity = appearance.opacity.get(edge.id, 0.0)
        if opacity <= 0:
            continue
        colour = _colour(edge, style_layer(edge, appearance))
        length, at = path.length(), way
        while at < length:
            part = path.percentAtLength(at if stream.forward else length - at)
            x, y = path.pointAtPercent(part).toTuple()
            if not any(label.contains(x, y) for label in edge.areas):
                box = Box(x, y, 0.0, 0.0).inflated(RADIUS)
                dot = EllipseItem(part="mark", element=edge.id, box=box, fill=colour, stroke=ring)
                yield (dot,), opacity, 0.0
            at += APART
