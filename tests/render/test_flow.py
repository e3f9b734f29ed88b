"""What tells the way of a flow: dots on its edges, ticks on what is done."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor, QImage, QPainter

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.style import HEADS, Style
from app.model.view_state import ViewState
from app.render.flow import APART, PACE, draw_flow, moving, reach
from app.render.painter import draw
from app.scene.appearance import Appearance, appearance
from app.scene.theme import LIGHT


def _appearance(layout: DiagramLayout) -> Appearance:
    return appearance(
        layout, ViewState(DiagramId("sample"), frozenset({"networking", "iam"})), LIGHT
    )


def _dots(layout: DiagramLayout, seconds: float) -> QImage:
    image = QImage(700, 420, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_flow(painter, moving(layout, [ElementId("ask")]), _appearance(layout), seconds)
    painter.end()
    return image


def _arrows(layout: DiagramLayout, arrows: str) -> DiagramLayout:
    edges = tuple(replace(e, style=Style(heads=HEADS[arrows])) for e in layout.diagram.edges)
    return replace(layout, diagram=replace(layout.diagram, edges=edges))


def test_dots_run_from_tail_to_head(layout: DiagramLayout) -> None:
    def first(image: QImage) -> int:
        return next(x for x in range(700) if image.pixelColor(x, 130) != QColor("white"))

    start, later = first(_dots(layout, 0)), first(_dots(layout, 0.5))
    assert abs(start - 300) < 6
    assert abs(later - start - PACE / 2) <= 2
    assert _dots(layout, 0.2) == _dots(layout, 0.2 + APART / PACE)


def test_an_edge_both_ways_or_none_has_no_dots(layout: DiagramLayout) -> None:
    assert [s.forward for s in moving(layout, [ElementId("ask")])] == [True]
    assert [s.forward for s in moving(_arrows(layout, "back"), [ElementId("ask")])] == [False]
    assert not moving(_arrows(layout, "both"), [ElementId("ask")])
    assert not moving(_arrows(layout, "none"), [ElementId("ask")])


def test_dots_stay_within_reach(layout: DiagramLayout) -> None:
    edges = moving(layout, [ElementId("ask"), ElementId("in")])
    boxes = reach(edges)
    assert len(boxes) == 2
    assert all(box.contains(*s.edge.bounds.center) for box, s in zip(boxes, edges, strict=True))


def test_what_is_done_carries_a_tick(layout: DiagramLayout) -> None:
    def painted(appearance: Appearance) -> QImage:
        image = QImage(700, 420, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        draw(painter, layout, appearance, 1.0)
        painter.end()
        return image

    plain = painted(_appearance(layout))
    ticked = painted(replace(_appearance(layout), done=frozenset({ElementId("web")})))
    icon = layout.nodes[ElementId("web")].icon
    changed = [
        (x, y)
        for x in range(0, 700, 2)
        for y in range(0, 420, 2)
        if plain.pixelColor(x, y) != ticked.pixelColor(x, y)
    ]
    assert changed
    assert all(icon.inflated(14).contains(x, y) for x, y in changed)
