"""What the page's script works with, as JSON. Elements, diagrams, layers and tours go by their
numbers (`app.page.places`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from app.layout.geometry import polyline
from app.model.details import Details
from app.model.diagram import Cluster, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.elements import Element, urls_of
from app.model.geometry import Box, bounding_box
from app.model.ids import ElementId, SectionId
from app.model.layer import layer_name
from app.model.link_reasons import AMBIGUOUS, because
from app.model.tour import Tour
from app.model.web_address import destination, spelt, web_addresses
from app.model.wording import counted
from app.page.places import PagePicture, Places
from app.page.tours import tour_data
from app.scene.items import RectItem
from app.scene.paint import Behind
from app.scene.producing import scene_of
from app.scene.routes import dashes
from app.scene.theme import line_style
from app.search.entry import Entry, EntryKind, entries
from app.search.index import worth
from app.search.synonyms import synonyms
from app.svg.markup import number as shortened

SAMPLE = 30.0  # pt
PROPERTIES, LONGEST = 60, 400  # of a component; characters of one
NEAREST = 5  # sections that are offered where none is about a component
Fields = dict[str, Any]


def script_data(places: Places, tours: Iterable[Tour]) -> str:
    """JSON that may stand in a `script` element: it holds no `<`, so nothing that ends one."""
    tours = list(tours)
    content = {
        "layers": [{"name": layer_name(x), "dashes": _sample(x)} for x in places.layers],
        "diagrams": [_picture(places, picture) for picture in places.pictures],
        "tours": [tour_data(places, tour, number) for number, tour in enumerate(tours)],
        "search": [*_findable(places), *_tours_found(places, tours)],
        "words": _words(),
    }
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in ("<", ">", "&", "\u2028", "\u2029"):
        said = said.replace(character, f"\\u{ord(character):04x}")
    return said


def _picture(places: Places, picture: PagePicture) -> Fields:
    layout, diagram = picture.layout, picture.layout.diagram
    edges = [e for e in diagram.edges if e.id in layout.edges]
    fields: Fields = {
        "title": diagram.title or diagram.id,
        "size": [round(layout.width, 2), round(layout.height, 2)],
        "layers": [places.layers.index(layer) for layer in diagram.named_layers],
        "elements": [
            *(_node(places, picture, n) for n in diagram.nodes if n.id in layout.nodes),
            *(_cluster(places, picture, c) for c in diagram.clusters if c.id in layout.clusters),
            *(_edge(places, picture, e) for e in edges),
        ],
        "home": places.section(places.workspace.own_section(diagram.id)),
    }
    return fields if picture.of is None else {**fields, "of": picture.of}


def _node(places: Places, picture: PagePicture, node: Node) -> Fields:
    box = picture.layout.nodes[node.id].box
    fields = _component(places, picture, node, node.cluster, box)
    return {"kind": "node", **fields}


def _cluster(places: Places, picture: PagePicture, cluster: Cluster) -> Fields:
    box = picture.layout.clusters[cluster.id].box
    fields = _component(places, picture, cluster, cluster.parent, box)
    return {"kind": "cluster", **fields}


def _component(
    places: Places, picture: PagePicture, found: Node | Cluster, around: ElementId | None, box: Box
) -> Fields:
    link = places.workspace.link(picture.layout.diagram.id, found.id)
    inside = places.diagram(link.diagram) if link and link.diagram else None
    near = [at for id in link.nearest if (at := places.section(id))] if link else []
    fields: Fields = {
        "id": found.id,
        "label": " ".join(found.label.split()),
        "tip": " ".join((found.tooltip or "").split()),
        "in": picture.elements.get(around) if around else None,
        "layers": _layers(places, found.layers),
        "box": [round(x, 1) for x in box],
        "section": places.section(link.section) if link else None,
        **_outward(found),
    }
    if found.details is not None:
        fields["details"] = _details(found.details)
    if link is not None and fields["section"]:
        fields["why"] = _sentence(because(link))
    elif near:
        fields["near"] = near[:NEAREST]
        fields["tied"] = bool(link and link.reason == AMBIGUOUS)
    return fields if inside is None else {**fields, "inside": inside}


def _details(details: Details) -> Fields:
    rows = [[one.name, one.told[:LONGEST]] for one in details.properties[:PROPERTIES]]
    return {"type": details.type, "place": details.whereabouts, "rows": rows}


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


def _edge(places: Places, picture: PagePicture, edge: Edge) -> Fields:
    points = polyline(picture.layout.edges[edge.id])
    fields: Fields = {
        "kind": "edge",
        "id": edge.id,
        "label": " ".join(edge.label.split()),
        "tip": " ".join((edge.tooltip or "").split()),
        "layers": _layers(places, edge.layers),
        "box": [round(x, 1) for x in bounding_box(points)],
        "tail": picture.elements.get(edge.tail),
        "head": picture.elements.get(edge.head),
        **_outward(edge),
    }
    if homes := [picture.elements.get(id) for id in _homes(picture.layout, edge)]:
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


def _findable(places: Places) -> Iterable[Fields]:
    for entry in entries(places.workspace):
        address = _address(places, entry)
        if address is not None:
            fields: Fields = {
                "kind": entry.kind.value,
                "title": entry.title,
                "place": entry.place,
                "to": address,
                "text": entry.text,
                "names": " ".join(entry.names),
                "around": " ".join(entry.around),
            }
            kept = worth(entry)
            yield fields if kept == 1 else {**fields, "worth": kept}


def _tours_found(places: Places, tours: list[Tour]) -> Iterable[Fields]:
    for number, tour in enumerate(tours):
        fields: Fields = {
            "kind": "tour",
            "title": tour.title,
            "place": counted(len(tour.steps), "step"),
            "to": f"#t{number}",
            "text": "",
            "names": "tour",
            "around": "",
        }
        begins = places.diagram(tour.steps[0].diagram) if tour.steps and not tour.file else None
        yield fields if begins is None else {**fields, "of": f"#d{begins}"}


def _words() -> Fields:
    """What the search knows of words of a query, phrases by their stems."""
    known = synonyms()
    return {
        "stop": sorted(known.stop),
        "faint": sorted(known.faint),
        "others": {
            " ".join(stems): [[" ".join(said), good] for said, good in others]
            for stems, others in known.others.items()
        },
        "longest": known.longest,
    }


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
