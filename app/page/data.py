"""What the page's script works with, as JSON. Elements, diagrams, layers and tours go by their
numbers (`app.page.places`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from app.layout.geometry import polyline
from app.model.diagram import Cluster, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.elements import Element, urls_of
from app.model.geometry import Box, bounding_box
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.layer import layer_name
from app.model.tour import Tour, TourOrigin, TourStyle, stage_of
from app.model.web_address import destination, spelt, web_addresses
from app.model.wording import counted
from app.page.places import Places
from app.scene.items import RectItem
from app.scene.paint import Behind
from app.scene.producing import scene_of
from app.scene.routes import dashes
from app.scene.theme import line_style
from app.search.entry import Entry, EntryKind, entries
from app.svg.markup import number as shortened

SAMPLE = 30.0  # pt
Fields = dict[str, Any]


def script_data(places: Places, tours: Iterable[Tour]) -> str:
    """JSON that may stand in a `script` element: it holds no `<`, so nothing that ends one."""
    tours = list(tours)
    content = {
        "layers": [{"name": layer_name(x), "dashes": _sample(x)} for x in places.layers],
        "diagrams": [_diagram(places, places.layouts[d.id]) for d in places.diagrams],
        "tours": [_tour(places, tour, number) for number, tour in enumerate(tours)],
        "search": [*_findable(places), *_tours_found(tours)],
    }
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in ("<", ">", "&", "\u2028", "\u2029"):
        said = said.replace(character, f"\\u{ord(character):04x}")
    return said


def shown_tours(places: Places, tours: Iterable[Tour]) -> list[Tour]:
    """Those whose diagrams are all in the page, with files of their own first."""
    found = [t for t in tours if all(places.diagram(id) is not None for id in t.diagrams)]
    return sorted(found, key=lambda t: t.origin is not TourOrigin.FILE)


def _diagram(places: Places, layout: DiagramLayout) -> Fields:
    diagram = layout.diagram
    edges = [e for e in diagram.edges if e.id in layout.edges]
    return {
        "title": diagram.title or diagram.id,
        "size": [round(layout.width, 2), round(layout.height, 2)],
        "layers": [places.layers.index(layer) for layer in diagram.named_layers],
        "elements": [
            *(_node(places, layout, n) for n in diagram.nodes if n.id in layout.nodes),
            *(_cluster(places, layout, c) for c in diagram.clusters if c.id in layout.clusters),
            *(_edge(places, layout, e) for e in edges),
        ],
        "home": next(map(places.section, places.workspace.homes(diagram.id)), None),
    }


def _node(places: Places, layout: DiagramLayout, node: Node) -> Fields:
    fields = _component(places, layout, node, node.cluster, layout.nodes[node.id].box)
    return {"kind": "node", **fields}


def _cluster(places: Places, layout: DiagramLayout, cluster: Cluster) -> Fields:
    fields = _component(places, layout, cluster, cluster.parent, layout.clusters[cluster.id].box)
    return {"kind": "cluster", **fields}


def _component(
    places: Places, layout: DiagramLayout, found: Node | Cluster, around: ElementId | None, box: Box
) -> Fields:
    diagram = layout.diagram
    link = places.workspace.link(diagram.id, found.id)
    inside = places.diagram(link.diagram) if link and link.diagram else None
    fields: Fields = {
        "id": found.id,
        "label": " ".join(found.label.split()),
        "tip": " ".join((found.tooltip or "").split()),
        "in": places.element(diagram.id, around) if around else None,
        "layers": _layers(places, found.layers),
        "box": [round(x, 1) for x in box],
        "section": places.section(link.section) if link else None,
        **_outward(found),
    }
    return fields if inside is None else {**fields, "inside": inside}


def _edge(places: Places, layout: DiagramLayout, edge: Edge) -> Fields:
    points = polyline(layout.edges[edge.id])
    fields: Fields = {
        "kind": "edge",
        "id": edge.id,
        "label": " ".join(edge.label.split()),
        "tip": " ".join((edge.tooltip or "").split()),
        "layers": _layers(places, edge.layers),
        "box": [round(x, 1) for x in bounding_box(points)],
        "tail": places.element(layout.diagram.id, edge.tail),
        "head": places.element(layout.diagram.id, edge.head),
        **_outward(edge),
    }
    if homes := [places.element(layout.diagram.id, id) for id in _homes(layout, edge)]:
        fields["homes"] = [home for home in homes if home is not None]
    return fields


def _outward(element: Element) -> Fields:
    """Where an element leads to outside the page, if anywhere: addresses, and what is told of them."""
    addresses = web_addresses(urls_of(element))
    told = spelt if len(addresses) > 1 else destination
    return {"links": [(address, told(address)) for address in addresses]} if addresses else {}


def _homes(layout: DiagramLayout, edge: Edge) -> list[ElementId]:
    """The clusters behind the edge's label, outermost first."""
    items = scene_of(layout).by_id[edge.id].items
    fills = (item.fill for item in items if isinstance(item, RectItem))
    return [id for fill in fills if isinstance(fill, Behind) for id, _ in fill.clusters]


def _sample(layer: str) -> str:
    """The dashes of a layer's line, as SVG writes them, in a sample of so many pt."""
    width, pattern = line_style(layer)
    return " ".join(shortened(d * width) for d in dashes(pattern, width, SAMPLE)) or "none"


def _layers(places: Places, layers: Iterable[str]) -> list[int]:
    """Unknown ones keep what is on them from showing, as they do in the window."""
    return [places.layers.index(x) if x in places.layers else -1 for x in layers]


def _tour(places: Places, tour: Tour, number: int) -> Fields:
    steps: list[Fields] = []
    for n, step in enumerate(tour.steps):
        diagram = places.layouts[step.diagram].diagram
        fields: Fields = {
            "title": step.title,
            "words": f"t{number}-{n}" if step.text.strip() else None,
            "diagram": places.diagram(step.diagram),
            "layers": sorted(places.layers.index(x) for x in step.layers if x in places.layers),
            "seconds": step.seconds,
        }
        if step.focus:
            shows = stage_of(tour, n, diagram)
            fields |= {
                "flow": step.style is TourStyle.FLOW,
                "focus": _numbers(places, diagram.id, step.focus),
                "lit": _numbers(places, diagram.id, shows.highlighted),
                "done": _numbers(places, diagram.id, shows.done),
                "pending": _numbers(places, diagram.id, shows.pending),
                "absent": _numbers(places, diagram.id, shows.absent),
            }
        steps.append(fields)
    own = tour.origin is TourOrigin.FILE
    return {"title": tour.title, "own": own, "steps": steps}


def _numbers(places: Places, diagram: DiagramId, ids: Iterable[ElementId]) -> list[int]:
    found = (places.element(diagram, id) for id in ids)
    return sorted(number for number in found if number is not None)


def _findable(places: Places) -> Iterable[Fields]:
    for entry in entries(places.workspace):
        address = _address(places, entry)
        if address is not None:
            yield {
                "kind": entry.kind.value,
                "title": entry.title,
                "place": entry.place,
                "to": address,
                "text": " ".join((*entry.names, entry.text)).strip(),
            }


def _tours_found(tours: list[Tour]) -> Iterable[Fields]:
    for number, tour in enumerate(tours):
        steps = counted(len(tour.steps), "step")
        yield {"kind": "tour", "title": tour.title, "place": steps, "to": f"#t{number}", "text": ""}


def _address(places: Places, entry: Entry) -> str | None:
    if entry.kind is EntryKind.SECTION:
        section = places.section(SectionId(entry.id))
        return section and f"#{section}"
    if entry.kind not in {EntryKind.DIAGRAM, EntryKind.COMPONENT} or entry.diagram is None:
        return None
    diagram = places.diagram(entry.diagram)
    if diagram is None or entry.kind is EntryKind.DIAGRAM:
        return None if diagram is None else f"#d{diagram}"
    element = places.element(entry.diagram, ElementId(entry.id))
    return None if element is None else f"#d{diagram}-{element}"
