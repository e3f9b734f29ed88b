"""The laid-out diagram as data, for other programs. No Qt."""

from __future__ import annotations

import json
from typing import Any

from app.exporters.exporter import CHOSEN, Encoded, PictureExporter, PictureJob
from app.layout.geometry import polyline
from app.layout.reading import unmarked
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.appearance import shown as shown_in

Fields = dict[str, Any]


def encode(job: PictureJob) -> Encoded:
    """The only diagram of the job."""
    return Encoded(encoded(job.only.layout, job.only.state, job.workspace))


def encoded(layout: DiagramLayout, state: ViewState, workspace: Workspace) -> bytes:
    """UTF-8 JSON: `unit` (pt), `width`, `height`, `layers`, `nodes`, `clusters`, `edges`.

    Coordinates are the diagram's own, without title and legend: origin top left, y down. A box
    is [x, y, width, height]; an edge's points run from tail to head, curves as short straight
    pieces. `section` is what the component opens, or null. Elements that have no layout (edges
    that only shape it, what Tidy leaves out) are not listed.
    """
    diagram = layout.diagram
    shown = shown_in(diagram, state, workspace.tour(state.tour))

    def section(component: ElementId) -> str | None:
        link = workspace.link(diagram.id, component)
        return link.section if link else None

    nodes: list[Fields] = [
        {
            "id": node.id,
            "label": node.label,
            "kind": node.kind,
            "form": node.form or None,
            "cluster": node.cluster,
            "layers": node.layers,
            "box": _box(place.box),
            "icon": _box(place.icon),
            "label_box": _box(place.label_box),
            "section": section(node.id),
            "visible": node.id in shown.nodes,
        }
        for node in diagram.nodes
        if (place := layout.nodes.get(node.id)) is not None
    ]
    clusters: list[Fields] = [
        {
            "id": cluster.id,
            "label": cluster.label,
            "parent": cluster.parent,
            "layers": cluster.layers,
            "box": _box(group.box),
            "label_box": _box(group.label_box),
            "section": section(cluster.id),
            "visible": cluster.id in shown.clusters,
        }
        for cluster in diagram.clusters
        if (group := layout.clusters.get(cluster.id)) is not None
    ]
    edges: list[Fields] = [
        {
            "id": edge.id,
            "tail": edge.tail,
            "head": edge.head,
            "arrows": edge.arrows,
            "layers": edge.layers,
            "points": [[_round(p.x), _round(p.y)] for p in polyline(way)],
            "label": edge.label,
            "label_box": None if way.label_box is None else _box(way.label_box),
            "more_labels": [
                {"end": m.end, "lines": [*map(unmarked, m.lines)], "box": _box(m.box)}
                for m in way.more
            ],
            "visible": edge.id in shown.edges,
        }
        for edge in diagram.edges
        if (way := layout.edges.get(edge.id)) is not None
    ]
    content = {
        "unit": "pt",
        "width": _round(layout.width),
        "height": _round(layout.height),
        "layers": diagram.layers,
        "nodes": nodes,
        "clusters": clusters,
        "edges": edges,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _box(box: Box) -> list[float]:
    return [_round(x) for x in box]


def _round(number: float) -> float:
    return round(number, 2)


EXPORTER = PictureExporter(
    id="json",
    name="JSON, the laid-out diagram as data",
    suffixes=("json",),
    honours=CHOSEN,
    encode=encode,
    drawn=False,
    linked=True,
)
