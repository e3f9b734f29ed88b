"""What the one painter puts on a device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.layout.frame import frame
from app.layout.layout import lay_out
from app.model.diagram_layout import DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.picture_style import PictureStyle
from app.model.style import Dash, Shape, Stroke, Style
from app.model.view_state import ViewState
from app.render import icons
from app.render.painter import (
    Appearance,
    appearance,
    draw,
    draw_frame,
    draw_hover,
    draw_steps,
)
from app.scene.inks import tinted
from app.scene.theme import DARK, LIGHT, THEMES, Theme, line_style
from app.sources.workspace import load

ALL = frozenset({"networking", "iam"})


def paint(
    layout: DiagramLayout,
    shown: Appearance | None = None,
    scale: float = 1.0,
    clip: Box | None = None,
    vector: bool = False,
    ratio: float = 1.0,
) -> QImage:
    shown = shown or appearance(layout, ViewState(DiagramId("sample"), ALL), LIGHT)
    image = QImage(round(720 * scale), round(440 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(shown.theme.canvas))
    painter = QPainter(image)
    painter.scale(scale / ratio, scale / ratio)
    draw(painter, layout, shown, scale, clip, vector)
    painter.end()
    return image


def colour(image: QImage, x: float, y: float) -> str:
    return image.pixelColor(round(x), round(y)).name().upper()


def near(image: QImage, x: float, y: float, wanted: str, reach: int = 2) -> bool:
    """True when a pixel about there has nearly that colour."""
    want = QColor(wanted)
    return any(
        abs(p.red() - want.red()) + abs(p.green() - want.green()) + abs(p.blue() - want.blue())
        < 140
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
        for p in [image.pixelColor(round(x) + dx, round(y) + dy)]
    )


def test_lines_and_borders_are_seen_from_however_far(tmp_path: Path) -> None:
    file = tmp_path / "far.dot"
    file.write_text("digraph { a [width=400 height=100]; a -> b [minlen=300] }")
    (diagram,) = load(file).diagrams
    layout = lay_out(diagram, style=PictureStyle.WRITTEN)
    shown, scale = appearance(layout, ViewState(diagram.id), LIGHT), 200 / layout.height
    image = QImage(round(layout.width * scale) + 1, 201, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    draw(painter, layout, shown, scale)
    painter.end()

    def dark(y: int) -> bool:
        return any(image.pixelColor(x, y).lightness() < 200 for x in range(image.width()))

    edge = layout.edges[diagram.edges[0].id].box
    body = layout.nodes[diagram.nodes[0].id].box
    assert all(dark(y) for y in range(round(edge.y * scale) + 2, round(edge.bottom * scale) - 2))
    assert dark(round(body.center.y * scale)), "its border, round"


def opacities(
    layout: DiagramLayout, change: Mapping[ElementId, float], theme: Theme = LIGHT
) -> Appearance:
    shown = appearance(layout, ViewState(DiagramId("sample"), ALL), theme)
    return replace(shown, opacity={**shown.opacity, **change})


def hovered(image: QImage, layout: DiagramLayout, shown: Appearance, element: ElementId) -> QImage:
    over = image.copy()
    painter = QPainter(over)
    draw_hover(painter, layout, shown, 1.0, element)
    painter.end()
    return over


def test_an_icon_is_where_its_box_says(layout: DiagramLayout) -> None:
    image = paint(layout)
    for x, y in ((240, 100), (299, 100), (240, 159), (299, 159), (270, 130)):
        assert colour(image, x, y) == "#FF0000"
    assert colour(image, 270, 162) == tinted(LIGHT, "public-subnet")


SLAB = Style(shape=Shape("box", 200.0, 40.0, fixed=True))


def test_a_slab_is_a_box_round_its_label(layout: DiagramLayout) -> None:
    box = Box(230, 100, 200, 40)
    place = NodePlace(box, box, Box(290, 111, 80, 17), ("Slab",))
    nodes = tuple(
        replace(n, icon=None, style=SLAB) if n.id == "web" else n for n in layout.diagram.nodes
    )
    diagram = replace(layout.diagram, nodes=nodes, edges=())
    slab = replace(
        layout, diagram=diagram, nodes={**layout.nodes, ElementId("web"): place}, edges={}
    )
    image = paint(slab)
    assert near(image, 230, 120, LIGHT.muted, 1)
    assert near(image, 429, 120, LIGHT.muted, 1)
    for x, y in ((250, 120), (410, 120), (330, 105), (330, 135)):  # no initials
        assert colour(image, x, y) == LIGHT.panel
    assert any(near(image, x, 120, LIGHT.text, 0) for x in range(300, 360))
    chosen = replace(
        appearance(slab, ViewState(DiagramId("sample"), ALL), LIGHT), selection=ElementId("web")
    )
    assert near(paint(slab, chosen), 225, 120, LIGHT.accent, 1)
    assert near(paint(slab, chosen), 434, 120, LIGHT.accent, 1)


def test_strength_is_opacity(layout: DiagramLayout) -> None:
    assert (
        colour(paint(layout, opacities(layout, {ElementId("user"): 0.0})), 50, 130) == LIGHT.canvas
    )
    faint = QColor(colour(paint(layout, opacities(layout, {ElementId("user"): 0.12})), 50, 110))
    assert 215 < faint.green() < 230


def test_what_has_no_strength_leaves_no_trace(layout: DiagramLayout) -> None:
    nothing = paint(layout, Appearance(LIGHT, {}, selection=ElementId("web")))
    assert {colour(nothing, x, y) for x in range(0, 720, 3) for y in range(0, 440, 3)} == {
        LIGHT.canvas
    }


def test_nested_tints_do_not_add_up(layout: DiagramLayout) -> None:
    image = paint(layout)
    assert colour(image, 510, 190) == colour(image, 420, 300) == tinted(LIGHT, "public-subnet")


def test_an_edge_has_its_layers_colour_and_touches_the_icon(layout: DiagramLayout) -> None:
    image = paint(layout)
    assert near(image, 160, 130, LIGHT.layers["networking"])
    assert near(image, 236, 130, LIGHT.layers["networking"])
    assert near(image, 81, 130, LIGHT.layers["networking"])


def _line(layout: DiagramLayout, stroke: Stroke) -> list[bool]:
    """Where along the edge between web and database there is ink, when it has that stroke."""
    style = Style(stroke=stroke)
    edges = (replace(e, style=style) if e.id == "ask" else e for e in layout.diagram.edges)
    image = paint(replace(layout, diagram=replace(layout.diagram, edges=tuple(edges))))
    return [near(image, x, 130, LIGHT.edge, 0) for x in range(304, 368)]


def test_an_edge_is_dashed_or_dotted_where_it_says_so(layout: DiagramLayout) -> None:
    solid, dashed, dotted = (
        _line(layout, Stroke(dash=x)) for x in (None, Dash.DASHED, Dash.DOTTED)
    )
    assert all(solid)
    assert 20 < sum(dashed) < 50
    turns = [sum(a != b for a, b in pairwise(line)) for line in (dashed, dotted)]
    assert 4 < turns[0] < turns[1]


@pytest.mark.parametrize(("bold", "thick"), [(False, False), (True, True)])
def test_a_bold_edge_is_thicker(layout: DiagramLayout, bold: bool, thick: bool) -> None:
    style = Style(stroke=Stroke(bold=bold))
    edges = (replace(e, style=style) if e.id == "ask" else e for e in layout.diagram.edges)
    image = paint(replace(layout, diagram=replace(layout.diagram, edges=tuple(edges))), scale=4)
    assert near(image, 340 * 4, 130 * 4 + 4, LIGHT.edge, 0) is thick


def test_what_an_edge_says_goes_before_its_layers_line(layout: DiagramLayout) -> None:
    assert line_style("iam", Dash.SOLID) == (1.5, ())
    assert line_style("iam", bold=True)[1] == line_style("iam")[1] != ()


def test_an_edge_takes_the_first_layer_that_is_on(layout: DiagramLayout) -> None:
    shown = appearance(layout, ViewState(DiagramId("sample"), ALL), LIGHT)
    assert near(paint(layout, shown), 570, 300, LIGHT.layers["iam"], 8)
    shown = replace(shown, layers=frozenset({"networking"}))
    assert near(paint(layout, shown), 570, 300, LIGHT.layers["networking"], 8)


def test_a_label_covers_the_lines_under_it(layout: DiagramLayout) -> None:
    across = EdgePlace((Point(374, 40), Point(374, 220)))
    crossed = replace(layout, edges={**layout.edges, ElementId("in"): across})
    image = paint(crossed)
    assert near(image, 374, 100, LIGHT.layers["networking"])
    assert colour(image, 374, 126) == tinted(LIGHT, "public-subnet")


@pytest.mark.parametrize("scale", [0.01, 0.029, 0.05, 0.119, 0.2, 0.34, 0.36, 1.0, 3.3])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_each_scale_paints(layout: DiagramLayout, theme: Theme, scale: float) -> None:
    state = ViewState(DiagramId("sample"), ALL, selection=ElementId("web"))
    image = paint(layout, appearance(layout, state, theme), scale)
    at = colour(image, int(270 * scale), int(130 * scale))
    assert at == "#FF0000" if scale >= 0.05 else at != theme.canvas


def test_small_text_is_left_out_but_not_in_vectors(layout: DiagramLayout) -> None:
    bare = replace(layout, nodes={k: replace(v, lines=()) for k, v in layout.nodes.items()})
    assert paint(layout, scale=0.24) == paint(bare, scale=0.24)
    assert paint(layout, scale=0.26) != paint(bare, scale=0.26)
    assert paint(layout, scale=0.24, vector=True) != paint(bare, scale=0.24, vector=True)


def test_culling_changes_nothing_inside(layout: DiagramLayout) -> None:
    clip = Box(230, 80, 200, 120)
    part = (230, 80, 200, 120)
    assert paint(layout, clip=clip).copy(*part) == paint(layout).copy(*part)
    assert colour(paint(layout, clip=clip), 50, 130) == LIGHT.canvas


def test_twice_the_density_is_twice_the_scale(layout: DiagramLayout) -> None:
    dense = paint(layout, scale=2.0, ratio=2.0)
    dense.setDevicePixelRatio(1.0)
    assert dense == paint(layout, scale=2.0)


def test_painting_is_repeatable(layout: DiagramLayout) -> None:
    assert paint(layout) == paint(layout)


def test_no_step_of_a_frame_decodes_more_than_one_icon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"n{number}" for number in range(6)]
    for number, name in enumerate(names):
        tile = QImage(300, 300, QImage.Format.Format_RGB32)
        tile.fill(QColor.fromHsv(number * 50, 200, 200))
        tile.save(str(tmp_path / f"{name}.png"))
    nodes = " ".join(f'{name} [shape=none image="{name}.png" label="{name}"]' for name in names)
    (tmp_path / "icons.dot").write_text(f"digraph {{ {nodes} }}")
    (diagram,) = load(tmp_path / "icons.dot").diagrams
    layout = lay_out(diagram, style=PictureStyle.HOUSE)
    read = list[str]()
    icon = icons.icon

    def counted(path: str, *how: Any) -> QImage | None:
        read.append(path)
        return icon(path, *how)

    monkeypatch.setattr(icons, "icon", counted)
    image = QImage(2000, 2000, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(4.0, 4.0)
    shown = appearance(layout, ViewState(diagram.id), LIGHT)
    before = 0
    for _ in draw_steps(painter, layout, shown, 4.0):
        assert len(read) - before <= 1
        before = len(read)
    painter.end()
    assert {Path(path).stem for path in read} == set(names)


def test_a_missing_icon_is_a_tile_with_initials(layout: DiagramLayout) -> None:
    nodes = tuple(replace(n, icon="/missing.png") for n in layout.diagram.nodes)
    image = paint(replace(layout, diagram=replace(layout.diagram, nodes=nodes)))
    assert colour(image, 250, 112) == LIGHT.panel
    assert any(near(image, x, 130, LIGHT.muted, 0) for x in range(255, 285))


def test_selection_and_hover_are_outlined(layout: DiagramLayout) -> None:
    state = ViewState(DiagramId("sample"), ALL, selection=ElementId("web"))
    shown = appearance(layout, state, LIGHT)
    image = paint(layout, shown)
    assert near(image, 270, 95, LIGHT.accent, 1)
    assert not near(image, 270, 98, LIGHT.accent, 0)
    # Under the pointer: weaker, but seen although the selection dims it.
    assert colour(hovered(image, layout, shown, ElementId("inner")), 570, 60) != colour(
        image, 570, 60
    )
    assert hovered(image, layout, shown, ElementId("web")) == image
    assert hovered(image, layout, replace(shown, opacity={}), ElementId("inner")) == image


def test_an_edge_under_the_pointer_is_thicker_and_keeps_its_label(
    layout: DiagramLayout,
) -> None:
    shown = appearance(layout, ViewState(DiagramId("sample"), ALL), LIGHT)
    image = paint(layout, shown)
    over = hovered(image, layout, shown, ElementId("in"))
    line = [y for y in range(100, 160) if over.pixelColor(160, y) != image.pixelColor(160, y)]
    assert line
    assert all(abs(y - 130) <= 3 for y in line)


def test_a_selected_cluster_has_an_accent_border(layout: DiagramLayout) -> None:
    state = ViewState(DiagramId("sample"), ALL, selection=ElementId("inner"))
    assert near(paint(layout, appearance(layout, state, LIGHT)), 560, 210, LIGHT.accent, 1)


def test_without_canvas_tints_let_through(layout: DiagramLayout) -> None:
    image = QImage(720, 440, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    shown = appearance(layout, ViewState(DiagramId("sample"), ALL), LIGHT, transparent=True)
    draw(painter, layout, shown, 1.0)
    painter.end()
    assert image.pixelColor(510, 190).alpha() == image.pixelColor(420, 300).alpha() in range(8, 13)
    assert image.pixelColor(374, 124).alpha() == 0  # an edge's label is punched out
    assert image.pixelColor(5, 5).alpha() == 0


def test_kinds_and_elements_without_places_do_no_harm(layout: DiagramLayout) -> None:
    paint(replace(layout, nodes={}, clusters={}, edges={}))
    odd = tuple(replace(c, kind="no-such-group") for c in layout.diagram.clusters)
    paint(replace(layout, diagram=replace(layout.diagram, clusters=odd)))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_the_frame_shows_title_and_legend(layout: DiagramLayout, theme: Theme) -> None:
    around = frame(layout, ALL)
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    draw_frame(painter, around, layout, theme)
    painter.end()
    assert around.title is not None
    row = range(round(around.title.x), round(around.title.right))
    assert any(near(image, x, around.title.center.y, theme.text, 0) for x in row)
    for entry in around.legend:
        middle = entry.sample.center
        assert near(image, entry.sample.right - 4, middle.y, theme.layers[entry.layer], 1)


def _formed(layout: DiagramLayout, **how: str | Style | None) -> DiagramLayout:
    """With another look of the user, whose icon stands at (20, 100)."""
    nodes = tuple(
        replace(n, **how) if n.id == "user" else n  # type: ignore[arg-type]
        for n in layout.diagram.nodes
    )
    return replace(layout, diagram=replace(layout.diagram, nodes=nodes))


def test_a_point_is_a_dot_a_blank_is_nothing_and_no_letters_are_made_up(
    layout: DiagramLayout,
) -> None:
    box = layout.nodes[ElementId("user")].icon
    middle, corner = box.center, (box.x + 3, box.center.y)
    dot = paint(_formed(layout, icon=None, label="", style=Style(shape=Shape("point"))))
    assert colour(dot, *middle) == LIGHT.edge
    blank = paint(_formed(layout, icon=None, label="", style=Style(shape=Shape("blank"))))
    assert colour(blank, *middle) == LIGHT.canvas
    empty = paint(_formed(layout, icon=None, label=""))
    assert colour(empty, *middle) == LIGHT.panel
    assert colour(empty, *corner) == LIGHT.panel
