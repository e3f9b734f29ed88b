"""Gateways stand on the border of their VPC, half in and half out, as in AWS's own diagrams: on its
left or right, where nothing else of the VPC stands further out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.catalogue import class_of
from app.model.diagram import Diagram
from app.model.diagram_layout import ClusterPlace, NodePlace
from app.model.geometry import Box, union
from app.model.ids import ElementId

BESIDE = 6.0  # pt from the border to the label, which stands inside


def gateways(diagram: Diagram) -> dict[ElementId, ElementId]:
    """By the id of each gateway the VPC that it leads into."""
    kinds = {c.id: c.kind for c in diagram.clusters}
    return {
        n.id: n.cluster
        for n in diagram.nodes
        if n.cluster and n.icon and (on := class_of(n.kind).stands_on) and on == kinds[n.cluster]
    }


def inner(place: NodePlace, others: Iterable[Box], margin: float) -> Box:
    """What a VPC holds of a gateway: with `margin` added, its border runs through the middle of
    the icon where all `others` are on one side of it; else all of it."""
    others = tuple(others)
    middle = place.icon.center.x
    if others and all(box.x >= place.icon.right for box in others):
        return Box(middle + margin, place.box.y, 0.0, place.box.height)
    if others and all(box.right <= place.icon.x for box in others):
        return Box(middle - margin, place.box.y, 0.0, place.box.height)
    return place.box


def with_labels_inside(
    nodes: Mapping[ElementId, NodePlace],
    clusters: Mapping[ElementId, ClusterPlace],
    on: Mapping[ElementId, ElementId],
) -> dict[ElementId, NodePlace]:
    """The nodes, the labels of gateways moved off the border that runs through their icons."""
    moved = dict(nodes)
    for id, vpc in on.items():
        place, border = nodes[id], clusters[vpc].box
        label = place.label_box
        if place.icon.x < border.x:
            label = label.moved(max(border.x + BESIDE - label.x, 0.0), 0.0)
        elif place.icon.right > border.right:
            label = label.moved(min(border.right - BESIDE - label.right, 0.0), 0.0)
        moved[id] = replace(place, label_box=label, box=union((place.icon, label)))
    return moved
