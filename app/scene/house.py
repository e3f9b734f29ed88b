"""The scene of a layout in our own style: clusters as tinted boxes, edges in their layers' styles,
icons with labels under them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.layout.fonts import face_of
from app.layout.reading import side_of
from app.layout.rich import label_font
from app.model.diagram import Cluster
from app.model.diagram_layout import ClusterPlace, DiagramLayout
from app.model.elements import link_of
from app.model.geometry import Box, union
from app.model.ids import ElementId
from app.scene import changed, groups, styled
from app.scene.edges import edge_elements
from app.scene.items import (
    Item,
    Later,
    RectItem,
)
from app.scene.lettered import label
from app.scene.nodes import node_element
from app.scene.paint import Colour, Said
from app.scene.rich import Tones, rich_items
from app.scene.scene import Element, Passes, Scene, Tier
from app.scene.styled import Ground

AIR = 4.0  # pt round a title that was moved
SHEET = 12.0  # pt that a sheet's colour reaches beyond what stands on it


def made(layout: DiagramLayout) -> Scene:
    """The layout's scene: clusters, outermost first; edges; nodes."""
    clusters = list(_clusters(layout))
    grounds = styled.ClusterGrounds(layout.diagram)
    homes = [(c.id, styled.tint(c), layout.clusters[c.id].box) for c in clusters]
    placed = ((e, layout.edges[e.id]) for e in layout.diagram.edges if e.id in layout.edges)
    edges = edge_elements(placed, homes, grounds.sheet)
    nodes = (
        node_element(node, layout.nodes[node.id], grounds.within(node.cluster))
        for node in layout.diagram.nodes
        if node.id in layout.nodes
    )

    def _drawn(cluster: Cluster) -> Element:
        return _cluster(cluster, layout.clusters[cluster.id], grounds.within(cluster.parent))

    return Scene(
        layout.width,
        layout.height,
        (
            Tier((*_sheet(layout), *(_drawn(c) for c in clusters)), 2, rising=False),
            Tier(edges, 4, apart=False),
            Tier(tuple(nodes), 2),
        ),
    )


def _clusters(layout: DiagramLayout) -> list[Cluster]:
    """Those that have a place, outermost first."""
    parents = {c.id: c.parent for c in layout.diagram.clusters}

    def depth(id: ElementId | None) -> int:
        return 0 if id is None else 1 + depth(parents.get(id))

    found = (c for c in layout.diagram.clusters if c.id in layout.clusters)
    return sorted(found, key=lambda c: depth(c.id))


def _sheet(layout: DiagramLayout) -> Iterator[Element]:
    """What all of it stands on, where its file says a colour."""
    box = Box(0.0, 0.0, layout.width, layout.height).inflated(SHEET)
    fill = styled.ground_fill(layout.diagram.style.fill, box)
    if fill is not None:
        body = RectItem(part="body", box=box, corner=groups.CORNER, fill=fill)
        yield Element(ElementId(""), "sheet", box, Later(lambda: ((body,), ())))


def _cluster(cluster: Cluster, place: ClusterPlace, around: Ground) -> Element:
    return Element(
        cluster.id,
        "cluster",
        place.box.inflated(changed.SIGN / 2 if cluster.change else 2),
        Later(partial(_cluster_passes, cluster, place, around)),
        cluster.layers,
        areas=(place.box,),
        outline=place.box,
        corner=groups.CORNER,
        loosened=Later(partial(_loose, cluster, place)),
        link=link_of(cluster),
        tooltip=cluster.tooltip,
    )


def _cluster_passes(cluster: Cluster, place: ClusterPlace, around: Ground) -> Passes:
    body: list[Item] = [
        RectItem(
            part="body",
            element=cluster.id,
            box=place.box,
            corner=groups.CORNER,
            fill=styled.ground_fill(cluster.style.fill, place.box) or f"tint:{cluster.kind}",
            replaces=True,
        )
    ]
    line = styled.border_pen(cluster, groups.usual_border(cluster.kind), around)
    if cluster.change is not None:
        line = changed.pen(cluster.change)
    if line is not None:
        body += groups.border(cluster.id, line, place.box)
    if place.icon.width > 0:
        body += groups.icon(cluster.id, cluster.kind, place.icon, place.box)
    marks = changed.cluster_marks(cluster, place.box)
    return tuple(body), (*_title(cluster, place), *marks)


def _title(cluster: Cluster, place: ClusterPlace) -> tuple[Item, ...]:
    fill = styled.tint(cluster)
    usual = isinstance(fill, str)
    box, size, rich = place.label_box, place.font_size, cluster.rich
    side = cluster.side or side_of((cluster.label,))
    if rich is None:
        paint = styled.text_paint(cluster.style, (fill,), usual)
        where, face = (place.lines, box, size), face_of(cluster.style.font)
        return label(cluster.id, "label", *where, 600, paint, align=side, face=face)

    def ink(said: str | None) -> Colour | Said:
        return styled.text_paint(styled.in_colour(cluster.style, said), (fill,), usual)

    tones = Tones(ink, (fill,))
    font = label_font(cluster.style.font, size, True, rich)
    drawn = rich_items(cluster.id, rich, font, box, tones, side)
    return (*drawn.body, *drawn.text)


def title_box(place: ClusterPlace) -> Box:
    """A cluster's icon and title."""
    return union((place.icon, place.label_box)) if place.icon.width else place.label_box


def _loose(cluster: Cluster, place: ClusterPlace) -> tuple[Item, ...]:
    around = title_box(place).inflated(AIR)
    id, kind = cluster.id, cluster.kind
    back = RectItem(part="halo", element=id, box=around, corner=AIR, fill=styled.tint(cluster))
    icon = groups.icon(id, kind, place.icon) if place.icon.width else ()
    return (back, *icon, *_title(cluster, place))
