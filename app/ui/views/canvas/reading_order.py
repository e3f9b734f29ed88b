"""The order in which Tab goes through a picture."""

from __future__ import annotations

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import ElementId


def reading_order(layout: DiagramLayout) -> tuple[ElementId, ...]:
    """Ids of all components as one reads them: in bands from top to bottom, in a band
    from left to right. A cluster comes before what it holds, and what it holds stays together.
    """
    boxes: dict[ElementId, Box] = {id: place.box for id, place in layout.clusters.items()}
    joints = {n.id for n in layout.diagram.nodes if n.joint}
    for id, place in layout.nodes.items():
        if id in joints:
            continue
        # Icons stand in rows; labels below them differ in height.
        boxes[id] = place.icon if place.icon.height > 0 else place.box
    held: dict[ElementId | None, list[ElementId]] = {}
    parents = layout.diagram.index.parents
    for id in boxes:
        parent = parents.get(id)
        held.setdefault(parent if parent in layout.clusters else None, []).append(id)

    found: list[ElementId] = []

    def read(parent: ElementId | None) -> None:
        for band in _bands(held.get(parent, []), boxes):
            for id in band:
                found.append(id)
                read(id)

    read(None)
    return tuple(found)


def _bands(ids: list[ElementId], boxes: dict[ElementId, Box]) -> list[list[ElementId]]:
    """Rows, each from left to right. Two stand in one row when they overlap in height by
    more than half of the smaller."""
    rows: list[list[ElementId]] = []
    top = bottom = 0.0
    for id in sorted(ids, key=lambda x: (boxes[x].y, boxes[x].x, x)):
        box = boxes[id]
        shared = min(bottom, box.bottom) - max(top, box.y)
        if rows and shared > min(bottom - top, box.height) / 2:
            rows[-1].append(id)
            bottom = max(bottom, box.bottom)
        else:
            rows.append([id])
            top, bottom = box.y, box.bottom
    return [sorted(row, key=lambda x: (boxes[x].x, boxes[x].y, x)) for row in rows]
