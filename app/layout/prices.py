"""What readers mind of a picture, as one number by which candidates are chosen: crossings most, then
bends and edges that leave the cluster that holds both their ends, how small its text is on a screen, and, of what
runs, which no file arranges, how much higher or wider than a screen it is."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from app.layout.embracing import leaving
from app.layout.quality import SMALLEST, smallest_text
from app.layout.tangle import tangle
from app.layout.wrapping import SCREEN
from app.model.diagram_layout import DiagramLayout, EdgePlace

CROSSING = 4.0  # in bends
LEAVING = 6.0  # in bends, an edge that runs outside the cluster that holds both its ends
SMALL = 0.5  # in bends for each edge, where text is half as large as it is good to read; with the square
GOOD = 2.0 * SMALLEST  # px of text on a screen that are good to read
TALL = 0.75  # in bends, each time that it is twice as high as a screen of its width
WIDE = 0.25  # the same of one that is wider
TIGHTER = 0.88  # of its width and height is left of a picture once it is drawn together


def price(layout: DiagramLayout) -> float:
    """Of a picture whose edges are drawn: the less the better."""
    boxes = {id: place.box for id, place in layout.clusters.items()}
    outside = sum(1 for _ in leaving(layout.diagram, boxes, layout.edges))
    return tangled(layout.edges.values()) + LEAVING * outside + _small(layout, 1.0) + shape(layout)


def tangled(edges: Iterable[EdgePlace]) -> float:
    """Of its edges alone: what a picture costs at least, however small it will be."""
    found = tangle(edges)
    return CROSSING * found.crossings + found.bends


def promise(layout: DiagramLayout) -> float:
    """What a picture will be about, by where its nodes and clusters stand: its edges as if they were
    straight."""
    boxes = {id: place.icon for id, place in layout.nodes.items()}
    boxes |= {id: place.box for id, place in layout.clusters.items()}
    lines = (
        EdgePlace((boxes[edge.tail].center, boxes[edge.head].center))
        for edge in layout.diagram.edges
        if not edge.invisible and edge.tail != edge.head
    )
    return CROSSING * tangle(lines).crossings + _small(layout, TIGHTER) + shape(layout)


def _small(layout: DiagramLayout, part: float) -> float:
    """What its size costs, if this part of it is left."""
    size = smallest_text(layout, frozenset(layout.diagram.layers)) / part
    return SMALL * len(layout.diagram.edges) * max(log2(GOOD / size), 0.0) ** 2


def shape(layout: DiagramLayout) -> float:
    """What its shape costs, in bends: a screen is wide. Nothing where an author has seen it stand so."""
    if not any(node.details is not None for node in layout.diagram.nodes):
        return 0.0
    higher = log2(SCREEN * max(layout.height, 1.0) / max(layout.width, 1.0))
    return max(TALL * higher, -WIDE * higher)
