"""Slides of shapes, read back with another library than wrote the shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from PySide6.QtWidgets import QApplication

from app.cli import main
from app.exporters.exporter import PictureJob, PictureOptions, PictureShown
from app.exporters.formats.shapes import EXPORTER, encode
from app.exporters.shape_lines import connector_way
from app.exporters.shape_xml import placed
from app.exporters.shapes_page import shapes_page
from app.model.diagram import Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.render import fonts
from app.scene.theme import DARK, LIGHT

Layouts = Mapping[DiagramId, DiagramLayout]
EMU = 12_700
NEAR = 0.05  # pt
VPC = DiagramId("vpc")


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


def job(workspace: Workspace, *layouts: DiagramLayout, **options: Any) -> PictureJob:
    shown = tuple(
        PictureShown(one, ViewState(one.diagram.id, frozenset(one.diagram.layers)))
        for one in layouts
    )
    return PictureJob(shown, workspace, PictureOptions(LIGHT, **options))


def slides(content: bytes) -> list[Any]:
    return list(Presentation(BytesIO(content)).slides)


def shapes_of(shapes: Any) -> Iterator[Any]:
    """All of a slide, those in groups, too."""
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from shapes_of(shape.shapes)


def box_of(shape: Any) -> Box:
    return Box(*(x / EMU for x in (shape.left, shape.top, shape.width, shape.height)))


def texts(slide: Any) -> list[str]:
    return [
        s.text_frame.text for s in shapes_of(slide.shapes) if s.has_text_frame and s.text_frame.text
    ]


def near(one: Box, other: Box) -> bool:
    return all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def way_of(connector: Any) -> list[Point]:
    """Where a connector goes, worked out as programs do."""
    properties = connector.find(qn("p:spPr"))
    at, outline = properties.find(qn("a:xfrm")), properties.find(qn("a:prstGeom"))
    size = at.find(qn("a:ext"))
    w, h = (int(size.get(name)) / EMU for name in ("cx", "cy"))
    a = [int(one.get("fmla").split()[1]) / 100_000 for one in outline.iter(qn("a:gd"))]
    name = outline.get("prst")
    if name == "straightConnector1":
        points = [(0.0, 0.0), (w, h)]
    elif name == "bentConnector2":
        points = [(0.0, 0.0), (w, 0.0), (w, h)]
    elif name == "bentConnector3":
        points = [(0.0, 0.0), (a[0] * w, 0.0), (a[0] * w, h), (w, h)]
    elif name == "bentConnector4":
        points = [(0.0, 0.0), (a[0] * w, 0.0), (a[0] * w, a[1] * h), (w, a[1] * h), (w, h)]
    else:
        assert name == "bentConnector5"
        points = [(0.0, 0.0), (a[0] * w, 0.0), (a[0] * w, a[1] * h), (a[2] * w, a[1] * h)]
        points += [(a[2] * w, h), (w, h)]
    corner = at.find(qn("a:off"))
    middle = int(corner.get("x")) / EMU + w / 2, int(corner.get("y")) / EMU + h / 2
    back, up = (-1 if at.get(name) else 1 for name in ("flipH", "flipV"))
    found = []
    for px, py in points:
        x, y = (px - w / 2) * back, (py - h / 2) * up
        if at.get("rot"):
            assert at.get("rot") == "5400000"
            x, y = -y, x
        found.append(Point(middle[0] + x, middle[1] + y))
    return found


def along(one: list[Point], other: list[Point]) -> bool:
    """Whether two ways have the same corners."""

    def corners(points: list[Point]) -> list[Point]:
        found: list[Point] = []
        for point in points:
            if found and abs(point.x - found[-1].x) + abs(point.y - found[-1].y) < NEAR:
                continue
            if len(found) > 1 and any(
                abs(a - b) < NEAR and abs(b - c) < NEAR
                for a, b, c in zip(found[-2], found[-1], point, strict=True)
            ):
                found.pop()
            found.append(point)
        return found

    one, other = corners(one), corners(other)
    return len(one) == len(other) and all(
        abs(a.x - b.x) < NEAR and abs(a.y - b.y) < NEAR for a, b in zip(one, other, strict=True)
    )


def test_all_stands_where_it_stood(layouts: Layouts, bundled: Workspace) -> None:
    joined = several = 0
    for layout in layouts.values():
        asked = job(bundled, layout)
        page, diagram = shapes_page(asked, asked.only), layout.diagram
        (slide,) = slides(encode(asked).content)
        if diagram.title:
            assert slide.shapes.title.text_frame.text == diagram.title
        every = list(shapes_of(slide.shapes))
        numbers = [shape.shape_id for shape in every]
        assert len(set(numbers)) == len(numbers)
        boxes = [box_of(shape) for shape in every]
        for node in diagram.nodes:
            if node.form != "blank" and not node.folds:
                icon = page.box(layout.nodes[node.id].icon)
                assert any(
                    abs(icon.center.x - b.center.x) < 1 and abs(icon.center.y - b.center.y) < 1
                    for b in boxes
                )
        for cluster in diagram.clusters:
            there = page.box(layout.clusters[cluster.id].box)
            assert any(near(there, box) for box in boxes), cluster.label
        drawn = [e for e in diagram.edges if not e.invisible]
        ways = [way_of(c) for c in slide.shapes.element.iter(qn("p:cxnSp"))]
        several += len(drawn)
        for edge in drawn:
            place = layout.edges[edge.id]
            drawn_way = [page.at(point) for point in place.points]
            joined += any(along(drawn_way, way) for way in ways)
        for end in (
            *slide.shapes.element.iter(qn("a:stCxn")),
            *slide.shapes.element.iter(qn("a:endCxn")),
        ):
            assert int(end.get("id")) in numbers
        told = "".join("".join(texts(slide)).split())
        for one in (*diagram.components, *drawn):
            assert "".join(one.label.split()) in told
    assert joined > 0.9 * several


def test_connectors_are_joined_to_what_they_join(layouts: Layouts, bundled: Workspace) -> None:
    layout = layouts[VPC]
    (slide,) = slides(encode(job(bundled, layout)).content)
    owner = {}
    for shape in slide.shapes:
        for one in (shape, *(shapes_of(shape.shapes) if hasattr(shape, "shapes") else ())):
            owner[one.shape_id] = shape.name
    found = []
    for connector in slide.shapes.element.iter(qn("p:cxnSp")):
        start, end = (connector.find(f".//{qn(tag)}") for tag in ("a:stCxn", "a:endCxn"))
        found.append((owner[int(start.get("id"))], owner[int(end.get("id"))]))
        assert {start.get("idx"), end.get("idx")} <= set("0123")
    assert ("Internet", "Internet gateway") in found
    names = [s.name for s in slide.shapes]
    assert "IAM: Instance role" in names
    assert "IAM: IAM user to Network policy ec2:CreateRoute" in names


def test_looks_are_those_of_the_picture(layouts: Layouts, bundled: Workspace) -> None:
    (slide,) = slides(encode(job(bundled, layouts[VPC])).content)
    (vpc,) = (s for s in slide.shapes if s.name == "VPC 10.0.0.0/16")
    body = next(s for s in vpc.shapes if s.name == "body")
    assert body.auto_shape_type.name == "ROUNDED_RECTANGLE"
    assert str(body.line.color.rgb) == LIGHT.group("vpc")[1:]
    (zone,) = (s for s in slide.shapes if s.name == "Availability Zone A")
    assert next(iter(zone.shapes)).element.find(f".//{qn('a:custDash')}") is not None
    (gateway,) = (s for s in slide.shapes if s.name == "Internet gateway")
    assert [s.shape_type.name for s in gateway.shapes] == ["PICTURE", "TEXT_BOX"]
    described = gateway.element.find(f".//{qn('p:cNvPr')}").get("descr")
    assert described == (
        "Internet gateway\nJoins the VPC to the internet, both ways.\nIn the notes: Internet gateway"
    )
    heads = {one.get("type") for one in slide.shapes.element.iter(qn("a:tailEnd"))}
    assert heads == {"triangle"}
    assert "Networking" in [t for s in slide.shapes if s.name == "Legend" for t in texts(s)]


def test_the_notes_of_a_slide_say_what_the_notes_do(layouts: Layouts, bundled: Workspace) -> None:
    (slide,) = slides(encode(job(bundled, layouts[VPC])).content)
    section = bundled.notebook.section(bundled.own_section(VPC))
    assert section is not None
    assert slide.notes_slide.notes_text_frame.text.startswith(section.title)


def test_several_are_slides_that_lead_to_each_other(layouts: Layouts, bundled: Workspace) -> None:
    asked = job(bundled, *layouts.values())
    content = encode(asked).content
    assert encode(asked).content == content
    made = slides(content)
    assert len(made) == len(layouts)
    jumps = [
        slide.part.related_part(link.get(qn("r:id")))
        for slide in made
        for link in slide.shapes.element.iter(qn("a:hlinkClick"))
        if link.get("action") == "ppaction://hlinksldjump"
    ]
    assert jumps
    assert set(map(id, jumps)) <= {id(slide.part) for slide in made}


def test_web_links_lead_there(workspace: Workspace, layout: DiagramLayout) -> None:
    nodes = tuple(replace(n, url="https://example.com/?a=1&b=2") for n in layout.diagram.nodes)
    linked = replace(layout, diagram=replace(layout.diagram, nodes=nodes))
    (slide,) = slides(encode(job(workspace, linked)).content)
    ids = {one.get(qn("r:id")) for one in slide.shapes.element.iter(qn("a:hlinkClick"))}
    assert {slide.part.target_ref(id) for id in ids} == {"https://example.com/?a=1&b=2"}


def test_only_what_shows_is_in_it(layouts: Layouts, bundled: Workspace) -> None:
    layout = layouts[VPC]
    bare = PictureJob.of(layout, ViewState(VPC), bundled, PictureOptions(DARK, title=False))
    (slide,) = slides(encode(bare).content)
    assert slide.shapes.title is None
    names = {shape.name for shape in slide.shapes}
    assert "Internet gateway" in names
    assert not any(name.startswith("IAM:") for name in names)
    some = ViewState(
        VPC, selection=next(n.id for n in layout.diagram.nodes if n.label == "Internet")
    )
    lit = encode(PictureJob.of(layout, some, bundled, PictureOptions(LIGHT))).content
    assert "alpha" not in written(encode(bare).content)
    assert "alphaModFix" in written(lit)
    (label,) = (
        s
        for s in slides(lit)[0].shapes
        if s.has_text_frame and s.text_frame.text == "updates" and s.name.endswith("label")
    )
    letters = label.element.find(f".//{qn('a:rPr')}")
    assert letters.find(f".//{qn('a:alpha')}").get("val") == "12000"


def written(content: bytes) -> str:
    (slide,) = slides(content)
    return str(slide.shapes.element.xml)


def test_of_a_part_what_stands_there(layouts: Layouts, bundled: Workspace) -> None:
    layout = layouts[VPC]
    node = next(n.id for n in layout.diagram.nodes if n.label == "Internet")
    part = job(bundled, layout, legend=False, title=False)
    sheet = shapes_page(part, part.only)
    region = layout.nodes[node].icon.moved(*sheet.sheet.picture).inflated(4)
    part = replace(part, options=replace(part.options, region=region))
    (slide,) = slides(encode(part).content)
    names = {shape.name for shape in slide.shapes}
    assert "Internet" in names
    assert "Developer" not in names


def test_where_an_icon_cannot_be_read_its_tile_stands(
    layout: DiagramLayout, workspace: Workspace
) -> None:
    nodes = tuple(replace(n, icon="/no/such/icon.png") for n in layout.diagram.nodes)
    missing = replace(layout, diagram=replace(layout.diagram, nodes=nodes))
    (slide,) = slides(encode(job(workspace, missing)).content)
    assert not list(slide.shapes.element.iter(qn("p:pic")))
    assert "A" in texts(slide)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4, unique=True), st.text(max_size=9))
def test_any_text_is_text(labels: list[str], title: str) -> None:
    nodes = tuple(Node(ElementId(label), label, "box", tooltip=title, icon="") for label in labels)
    places = {
        n.id: NodePlace(Box(0, 0, 9, 30), Box(0, 0, 9, 9), Box(0, 12, 9, 12), (n.label,))
        for n in nodes
    }
    edge = Edge(
        ElementId("\0e"), nodes[0].id, nodes[-1].id, (nodes[0].id, nodes[-1].id), label=title
    )
    ways = {edge.id: EdgePlace((Point(0, 0), Point(9, 9)), False, Box(0, 0, 5, 5), (title,))}
    diagram = Diagram(DiagramId("d"), title, "d", "d.dot", nodes=nodes, edges=(edge,))
    layout = DiagramLayout(diagram, 10, 10, places, {}, ways)
    (slide,) = slides(encode(job(Workspace("/", "W", False, (diagram,)), layout)).content)
    told = texts(slide)
    assert all(label in told for label in labels if label.isprintable() and label)


CORNERS = st.integers(-40, 40).map(lambda n: n * 5.0)


@given(st.lists(CORNERS, min_size=2, max_size=6), st.booleans(), CORNERS)
def test_a_connector_goes_the_way_of_its_edge(
    stops: list[float], upright: bool, start: float
) -> None:
    points = [Point(start, start)]
    for number, stop in enumerate(stops):
        x, y = points[-1]
        down = (number % 2 == 0) == upright
        points.append(Point(x, y + stop) if down else Point(x + stop, y))
    known = connector_way(points)
    if known is None:
        return
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    spaces += ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    shape = f"<p:cxnSp {spaces}><p:spPr>{placed(known.box, known.turned)}{known.outline}</p:spPr></p:cxnSp>"
    found = way_of(parse_xml(shape))
    assert along(points, found)


def test_a_way_that_no_connector_goes_is_a_line(
    workspace: Workspace, layout: DiagramLayout
) -> None:
    way = [
        Point(0, 0),
        Point(9, 0),
        Point(9, 9),
        Point(20, 9),
        Point(20, 0),
        Point(30, 0),
        Point(30, 30),
    ]
    assert connector_way(way) is None
    assert connector_way([Point(0, 0), Point(9, 9), Point(9, 30)]) is None
    assert connector_way([Point(0, 0), Point(9, 0), Point(9, 9), Point(0, 9)]) is None
    edges = {id: replace(place, points=tuple(way)) for id, place in layout.edges.items()}
    (slide,) = slides(encode(job(workspace, replace(layout, edges=edges))).content)
    assert not list(slide.shapes.element.iter(qn("p:cxnSp")))
    (line,) = (s for s in slide.shapes if s.name == "A to B (asks)")
    assert line.element.find(f".//{qn('a:tailEnd')}").get("type") == "triangle"


def test_the_preview_is_the_slide(layouts: Layouts, bundled: Workspace) -> None:
    assert EXPORTER.preview is not None
    image = EXPORTER.preview(job(bundled, layouts[VPC]), (640, 640))
    assert (image.width(), image.height()) == (640, 360)
    assert len({image.pixel(x, y) for x in range(0, 640, 7) for y in range(0, 360, 5)}) > 20


@pytest.mark.usefixtures("warm_cache")
def test_the_command_writes_shapes_of_a_diagram_and_pictures_of_a_tour(tmp_path: Path) -> None:
    one, deck = tmp_path / "vpc.pptx", tmp_path / "deck.pptx"
    assert main(["export", "--diagram", "vpc", "-o", str(one)]) == 0
    assert len(list(slides(one.read_bytes())[0].shapes.element.iter(qn("p:cxnSp")))) > 10
    assert b"site-packages" not in one.read_bytes()
    assert main(["deck", "commit_to_task", "-o", str(deck)]) == 0
    pictures = [s for s in slides(deck.read_bytes())[1].shapes if s.shape_type.name == "PICTURE"]
    assert len(pictures) == 1
