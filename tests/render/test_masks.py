"""What is masked is not painted at all, at any size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.model.diagram import Cluster, Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.view_state import ViewState
from app.render.painter import appearance, draw, draw_hover
from app.scene.appearance import Mask
from app.scene.theme import DARK, LIGHT, Theme

ALL = frozenset({"networking", "iam"})
BOTH = Mask.LABEL | Mask.ICON


def _painted(
    layout: DiagramLayout,
    masked: dict[ElementId, Mask],
    theme: Theme = LIGHT,
    scale: float = 1.0,
    vector: bool = False,
) -> QImage:
    shown = replace(appearance(layout, ViewState(DiagramId("sample"), ALL), theme), masked=masked)
    image = QImage(round(720 * scale), round(440 * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    draw(painter, layout, shown, scale, None, vector)
    for id in masked:
        draw_hover(painter, layout, shown, scale, ElementId(id))
    painter.end()
    return image


def _other(layout: DiagramLayout, ink: str) -> DiagramLayout:
    """The same with other names and icons."""
    diagram = layout.diagram

    def node(node: Node) -> Node:
        return replace(node, label="Secret", icon=ink) if node.id == "web" else node

    def cluster(cluster: Cluster) -> Cluster:
        return replace(cluster, label="Hush") if cluster.id == "inner" else cluster

    return replace(
        layout,
        diagram=replace(
            diagram,
            nodes=tuple(map(node, diagram.nodes)),
            clusters=tuple(map(cluster, diagram.clusters)),
        ),
        nodes=layout.nodes
        | {ElementId("web"): replace(layout.nodes[ElementId("web")], lines=("Secret",))},
        clusters=layout.clusters
        | {ElementId("inner"): replace(layout.clusters[ElementId("inner")], lines=("Hush",))},
        edges=layout.edges
        | {ElementId("ask"): replace(layout.edges[ElementId("ask")], lines=("tell",))},
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("scale", "vector"), [(1.0, False), (2.0, False), (0.3, False), (0.02, False), (1.0, True)]
)
def test_a_masked_picture_does_not_tell_what_is_under_the_mask(
    layout: DiagramLayout, ink: str, theme: Theme, scale: float, vector: bool
) -> None:
    masked = {ElementId("web"): BOTH, ElementId("inner"): BOTH, ElementId("ask"): Mask.LABEL}
    other = _other(layout, ink)
    one = _painted(layout, masked, theme, scale, vector)
    assert one == _painted(other, masked, theme, scale, vector)
    if scale >= 1:
        assert _painted(layout, {}, theme, scale) != _painted(other, {}, theme, scale)


def test_a_name_alone_can_be_masked(layout: DiagramLayout) -> None:
    image = _painted(layout, {ElementId("web"): Mask.LABEL})
    assert image.pixelColor(250, 110).name() == "#ff0000", "the icon shows"
    label = layout.nodes[ElementId("web")].label_box
    x, y = round(label.center.x) - 14, round(label.y + 8)
    assert image.pixelColor(x, y).name().upper() == LIGHT.hairline


def test_nothing_else_changes(layout: DiagramLayout) -> None:
    plain, masked = _painted(layout, {}), _painted(layout, {ElementId("web"): BOTH})
    place = layout.nodes[ElementId("web")].box.inflated(8)
    for x in range(0, 720, 3):
        for y in range(0, 440, 3):
            if not place.contains(x, y):
                assert plain.pixel(x, y) == masked.pixel(x, y), (x, y)
