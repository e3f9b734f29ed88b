"""Gateways stand on the border of their VPC, half in and half out, as in AWS's own diagrams: on its
left, its right or its top, where nothing else of the VPC stands further out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, floor

from app.catalogue import class_of
from app.layout.grid import PITCH
from app.layout.routed import moved
from app.model.diagram import Diagram
from app.model.diagram_layout import ClusterPlace, NodePlace
from app.model.geometry import Box, union
from app.model.ids import ElementId

BESIDE = 6.0  # pt from the border to the label
FAR = 160.0  # pt that a gateway is moved at most
CLEAR = 4.0  # pt that it stays away from what it is moved past


def gateways(diagram: Diagram) -> dict[ElementId, ElementId]:
    """By the id of each gateway the VPC that it leads into."""
    kinds = {c.id: c.kind for c in diagram.clusters}
    return {
        n.id: n.cluster
        for n in diagram.nodes
        if n.cluster and n.icon and (on := class_of(n.kind).stands_on) and on == kinds[n.cluster]
    }


@dataclass(frozen=True, slots=True)
class Rim:
    """Where the border of a VPC can run: `others` are the boxes of what it holds besides, `outside` of what stands around it. It lies
    `margin` beside what it holds and `above` over it, where its title is `title` wide. In pt."""

    others: tuple[Box, ...]
    outside: tuple[Box, ...]
    margin: float
    above: float
    title: float

    @property
    def room(self) -> Box:
        """Of all others."""
        return union(self.others)


def drawn_to(place: NodePlace, rim: Rim) -> NodePlace:
    """A gateway moved to the nearest border that it can get to straight, past nothing, on the vertices of the grid; where
    it stands, if it is on a border there, or cannot get to one."""
    if not rim.others or _side(place, rim):
        return place
    for dx, dy in _ways(place, rim):
        there = moved(place, _whole(dx), _whole(dy))
        swept = union((place.icon, there.icon)).inflated(CLEAR)
        if any(swept.intersects(box) for box in (*rim.others, *rim.outside)):
            continue
        if _side(there, rim) and not any(there.box.intersects(box) for box in rim.others):
            return there
    return place


def _ways(place: NodePlace, rim: Rim) -> list[tuple[float, float]]:
    """How far it is to each side, the nearest first: to the right and down. Over the top it goes past the title."""
    room, icon = rim.room, place.icon
    ways = []
    if room.y <= icon.y and icon.bottom <= room.bottom:
        ways += [(x - icon.center.x, 0.0) for x in (room.x - rim.margin, room.right + rim.margin)]
    aside = max(room.x + rim.title - icon.x, 0.0)
    if icon.right + aside <= room.right:
        up = min(room.y - rim.above - icon.center.y, room.y - CLEAR - place.box.bottom, 0.0)
        ways.append((aside, up))
    near = [way for way in ways if abs(way[0]) + abs(way[1]) <= FAR]
    return sorted(near, key=lambda way: abs(way[0]) + abs(way[1]))


def _whole(by: float) -> float:
    """Steps of the grid outwards, so that the icon is past the others by half."""
    return (floor(by / PITCH) if by < 0 else ceil(by / PITCH)) * PITCH


def _side(place: NodePlace, rim: Rim) -> str:
    """Beside or over all others: on which side the border can run through the icon."""
    half = place.icon.center
    if all(box.x >= half.x + rim.margin for box in rim.others):
        return "left"
    if all(box.right <= half.x - rim.margin for box in rim.others):
        return "right"
    over = all(box.y >= half.y + rim.above for box in rim.others)
    return "top" if over and place.icon.x >= rim.room.x + rim.title else ""


def inner(place: NodePlace, rim: Rim) -> Box:
    """What a VPC holds of a gateway: with the room that it leaves added, its border runs through the middle of the icon where all others are
    on one side of it; else all of it."""
    side, middle = _side(place, rim) if rim.others else "", place.icon.center
    if side == "left":
        return Box(middle.x + rim.margin, place.box.y, 0.0, place.box.height)
    if side == "right":
        return Box(middle.x - rim.margin, place.box.y, 0.0, place.box.height)
    if side == "top":
        top = middle.y + rim.above
        return Box(place.box.x, top, place.box.width, max(place.box.bottom - top, 0.0))
    return place.box


def with_labels_inside(
    nodes: Mapping[ElementId, NodePlace],
    clusters: Mapping[ElementId, ClusterPlace],
    on: Mapping[ElementId, ElementId],
) -> dict[ElementId, NodePlace]:
    """The nodes, the labels of gateways moved off the border that runs through their icons: inside, or where something
    stands there outside; where they are, if there is no room at all."""
    found = dict(nodes)
    for id, vpc in on.items():
        place, border = nodes[id], clusters[vpc].box
        taken = [other.box for one, other in nodes.items() if one != id]
        taken += [c.box for c in clusters.values() if not c.box.intersects(place.icon)]
        for label in _beside(place, border):
            if not any(label.intersects(box) for box in taken):
                found[id] = replace(place, label_box=label, box=union((place.icon, label)))
                break
    return found


def _beside(place: NodePlace, border: Box) -> tuple[Box, ...]:
    """Where the label of a gateway can stand, the best first."""
    label = place.label_box
    if place.icon.x < border.x < place.icon.right:
        inside = max(border.x + BESIDE - label.x, 0.0)
        return label.moved(inside, 0.0), label.moved(border.x - BESIDE - label.right, 0.0)
    if place.icon.x < border.right < place.icon.right:
        inside = min(border.right - BESIDE - label.right, 0.0)
        return label.moved(inside, 0.0), label.moved(border.right + BESIDE - label.x, 0.0)
    return (label,)
