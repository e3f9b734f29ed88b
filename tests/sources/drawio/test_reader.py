"""What a drawing means, as source graphs and as diagrams."""

from __future__ import annotations

import json
from base64 import b64encode
from itertools import pairwise
from pathlib import Path

import pytest

from app.cli import main
from app.model.details import Property
from app.model.picture_style import PictureStyle
from app.model.source_graph import SourceEdge
from app.session.history import fresh
from tests.cost import grows_in_step
from tests.made_png import png
from tests.sources.drawio.drawing import (
    FOLDER,
    diagram,
    edge,
    graph,
    model,
    packed,
    read,
    reading,
    vertex,
)

SHOP = (FOLDER / "shop.drawio").read_text(encoding="utf-8")
ICON = "html=1;shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3;"


def test_pages_are_diagrams_that_links_lead_between() -> None:
    found = reading(SHOP)
    assert [(d.id, d.title) for d in found.diagrams] == [
        ("a/Shop", "Shop"),
        ("a/Details", "Details"),
    ]
    assert found.diagrams[1].nodes[0].url == "a.drawio#Shop"
    assert found.diagrams[0].own_style is PictureStyle.WRITTEN


def test_stencils_are_kinds_with_the_icons_of_diagrams_and_groups_are_awss() -> None:
    shop = reading(SHOP).diagrams[0]
    kinds = {n.label: n.kind for n in shop.nodes}
    assert kinds["Orders function"] == "aws.compute.Lambda"
    assert kinds["Orders"] == "aws.database.Dynamodb"
    icon = next(n.icon for n in shop.nodes if n.label == "Orders function")
    assert icon is not None
    assert icon.endswith("lambda.png")
    assert [(c.label, c.kind) for c in shop.clusters] == [
        ("VPC 10.0.0.0/16", "vpc"),
        ("Public subnet", "public-subnet"),
    ]


def test_what_lies_in_a_frame_is_in_it_whether_or_not_the_file_says_so() -> None:
    shop = reading(SHOP).diagrams[0]
    around = {n.label: n.cluster for n in shop.nodes}
    assert around["Orders function"] == "vpc-10-0-0-0-16/public-subnet"
    assert around["Orders"] == "vpc-10-0-0-0-16"
    assert around["Nobody's shape"] is None


def test_layers_are_layers_and_the_first_without_a_name_is_the_sheet() -> None:
    shop = reading(SHOP).diagrams[0]
    assert shop.layers == ("Security",)
    assert {n.label: n.layers for n in shop.nodes if n.label} == {
        "Orders function": (),
        "Orders": (),
        "Nobody's shape": (),
        "Role": ("Security",),
    }
    assert reading(SHOP).diagrams[1].layers == ()


def test_layers_that_the_drawing_hides_are_off_until_somebody_switches_them_on() -> None:
    shop, details = reading(SHOP).diagrams
    assert shop.off == ("Security",)
    assert fresh(shop).layers == frozenset()
    hidden = (
        '<mxCell id="2" value="A" parent="0" visible="0"/><mxCell id="3" value="B" parent="0"/>'
    )
    found = diagram(hidden, vertex("a", "x"))
    assert (found.layers, found.off, details.off) == (("A", "B"), ("A",), ())


def test_names_of_layers_are_taken_as_they_are() -> None:
    sheets = '<mxCell id="2" value="a: b, c" parent="0"/><mxCell id="3" value="all" parent="0"/>'
    sheets += '<mxCell id="4" value="2" parent="0"/>'
    cells = vertex("a", "x", parent="2"), vertex("b", "y", parent="3"), vertex("c", "z", parent="4")
    found = diagram(sheets, *cells)
    assert found.layers == ("a: b, c", "Layer all", "Layer 2")
    assert [n.layers for n in found.nodes] == [("a: b, c",), ("Layer all",), ("Layer 2",)]


def test_properties_links_and_tooltips_are_kept() -> None:
    node = next(n for n in reading(SHOP).diagrams[0].nodes if n.kind == "aws.compute.Lambda")
    assert node.url == "https://example.com/orders"
    assert node.tooltip == "Takes orders"
    assert node.details is not None
    assert node.details.properties == (Property("owner", "Ann"), Property("runtime", "python3.12"))
    assert node.line == 14


def test_edges_have_their_looks_and_the_labels_of_their_ends() -> None:
    found = {e.label or e.head_label: e for e in reading(SHOP).diagrams[0].edges}
    writes = found["writes"]
    assert writes.style.stroke is not None
    assert (writes.style.stroke.width, writes.style.dash) == (2.0, "dashed")
    assert writes.style.stroke.colours[0].colour == "#ff0000"
    assert writes.style.heads is not None
    assert writes.style.heads.head == "vee"
    assert found["1..n"].arrows == "back"


def test_an_end_that_hangs_in_the_air_joins_what_it_is_next_to() -> None:
    shop = read(SHOP).graphs[0]
    ends = {(e.tail.id, e.head.id) for e in shop.edges}
    assert ends == {("fn", "db"), ("box", "db"), ("role", "e3~head")}
    point = next(n for n in reading(SHOP).diagrams[0].nodes if n.form == "blank")
    assert point.joint


def test_of_several_shapes_an_end_means_the_innermost() -> None:
    end = '<mxPoint x="{}" y="{}" as="targetPoint"/>'
    cells = (
        vertex("frame", "Frame", "html=1;fillColor=none;", (0, 0, 400, 300)),
        vertex("in", "In", box=(100, 100, 80, 40)),
        vertex("out", "Out", box=(600, 100, 80, 40)),
        edge("a", "out", points=end.format(120, 110)),
        edge("b", "out", points=end.format(405, 30)),
        edge("c", "out", points=end.format(300, 200)),
    )
    heads = {e.head.id: e.head.is_cluster for e in graph(*cells).edges}
    assert heads == {"in": False, "frame": True, "c~head": False}


def test_a_shape_without_a_picture_is_told_once() -> None:
    said = [p.message for p in reading(SHOP).problems]
    assert said == [
        "drawn as boxes on the page “Shop”: 1 shape of which there is no picture here: office.nothing"
    ]


def test_rows_and_texts_on_a_shape_are_its_label() -> None:
    rows = "text;strokeColor=none;fillColor=none;html=1;"
    stack = "swimlane;childLayout=stackLayout;startSize=26;html=1;"
    found = graph(
        vertex("t", "Order", stack, (0, 0, 140, 90)),
        vertex("r1", "+ id: int", rows, (0, 26, 140, 26), "t"),
        vertex("r2", "+ total()", rows, (0, 52, 140, 26), "t"),
        vertex("box", "", "html=1;", (300, 0, 120, 60)),
        vertex("text", "On it", "text;html=1;", (310, 10, 80, 20)),
        edge("e", "r2", "text"),
    )
    assert {n.id: n.attributes["label"] for n in found.nodes} == {
        "t": "Order\\n+ id: int\\n+ total()",
        "box": "On it",
    }
    assert [(e.tail.id, e.head.id) for e in found.edges] == [("t", "box")]


def test_a_text_right_below_an_icon_is_its_name_and_one_at_a_frame_s_top_its_title() -> None:
    found = graph(
        vertex("frame", "", "html=1;", (0, 0, 400, 300)),
        vertex("title", "Storage", "text;html=1;", (10, 8, 100, 20)),
        vertex("s3", "", ICON, (100, 100, 60, 60)),
        vertex("name", "Photos", "text;html=1;", (90, 165, 80, 20)),
        vertex("free", "A remark", "text;html=1;", (250, 250, 80, 20)),
    )
    assert [(c.id, c.attributes["label"]) for c in found.clusters] == [("frame", "Storage")]
    assert {n.id: n.attributes["label"] for n in found.nodes} == {
        "s3": "Photos",
        "free": "A remark",
    }


def test_a_picture_that_lies_in_the_drawing_is_the_icon_also_of_a_card_that_it_stands_on() -> None:
    picture = b64encode(png()).decode()
    style = f"shape=image;html=1;image=data:image/png,{picture};"
    card = vertex("icon", "Queue<br>SQS", style, (0.1, 0.5, 20, 20), "card")
    found = reading(
        model(
            vertex("own", "Own", style),
            vertex("card", "", "html=1;", (200, 0, 120, 60)),
            card.replace("<mxGeometry", '<mxGeometry relative="1"'),
            vertex("bad", "Bad", "shape=image;html=1;image=data:image/png,%%%;", (0, 200, 9, 9)),
            vertex(
                "web", "Web", "shape=image;html=1;image=https://example.com/x.png;", (90, 200, 9, 9)
            ),
        )
    )
    icons = {node.label: node.icon for node in found.diagrams[0].nodes}
    assert icons["Own"] == icons["Queue\nSQS"] is not None
    assert Path(str(icons["Own"])).read_bytes() == png()
    assert icons["Bad"] is icons["Web"] is None
    assert [p.message for p in found.problems] == [
        "not drawn: 2 pictures that the file holds or links to"
    ]


def test_lines_lie_under_shapes_only_where_their_author_had_them_so() -> None:
    ends = vertex("a", "A"), vertex("b", "B", box=(300, 0, 80, 40))
    board = vertex("board", "", "html=1;", (-50, -50, 600, 200))
    under, over = (edge("e", "a", "b"), *ends), (*ends, edge("e", "a", "b"))
    assert graph(*under).attributes.get("outputorder") == "edgesfirst"
    assert "outputorder" not in graph(*over).attributes
    wall = vertex("wall", "", "html=1;", (150, -20, 80, 80))
    assert "outputorder" not in graph(wall, *under).attributes
    assert graph(board, *under).attributes.get("outputorder") == "edgesfirst"


def test_a_closed_group_is_shown_closed() -> None:
    group = vertex("g", "Group", "swimlane;html=1;").replace("vertex=", 'collapsed="1" vertex=')
    cells = group, vertex("in", "x", parent="g"), vertex("b", "B", box=(200, 0, 9, 9))
    found = read(model(*cells, edge("e", "in", "b")))
    assert [n.id for n in found.graphs[0].nodes] == ["g", "b"]
    assert found.graphs[0].edges[0].tail.id == "g"
    assert "closed group" in found.problems[0].message


def test_cells_that_stand_in_themselves_or_twice_or_nowhere_do_no_harm() -> None:
    cells = (
        vertex("a", "A", parent="b"),
        vertex("b", "B", parent="a"),
        vertex("c", "C", parent="c"),
        vertex("d", "D", parent="nobody"),
        vertex("d", "D again"),
        vertex("", "no id"),
        edge("e", "d", "e"),
        edge("f"),
    )
    found = read(model(*cells))
    assert [n.attributes["label"] for n in found.graphs[0].nodes if n.attributes["label"]] == ["D"]
    assert "2 lines of which an end is nowhere" in found.problems[0].message


def test_numbers_that_are_none_are_taken_for_nothing() -> None:
    broken = vertex("a", "A", "fontSize=many;strokeWidth=nan;html=1;").replace('x="0"', 'x="inf"')
    assert diagram(broken).nodes[0].label == "A"


@pytest.mark.parametrize("said", [SHOP, packed(SHOP)])
def test_reading_the_same_gives_the_same(said: str) -> None:
    assert read(said) == read(said)


def test_reading_grows_in_step() -> None:
    def page(size: int) -> bytes:
        cells = [
            vertex(f"v{n}", f"Node {n}", box=(n % 40 * 100, n // 40 * 80, 60, 40))
            for n in range(size)
        ]
        cells += [edge(f"e{a}", f"v{a}", f"v{b}") for a, b in pairwise(range(size))]
        return model(*cells).encode()

    grows_in_step(lambda size: read(page(size)), 200)


def test_frames_in_frames_grow_in_step() -> None:
    def page(size: int) -> bytes:
        return model(
            *(vertex(f"f{n}", "", box=(n, n, 20_000 - 2 * n, 20_000 - 2 * n)) for n in range(size)),
            *(vertex(f"v{n}", "x", ICON, (10_000, 10_000, 5, 5)) for n in range(size)),
        ).encode()

    grows_in_step(lambda size: read(page(size)), 200)


def _edge_of(cell: str) -> SourceEdge:
    cells = vertex("a", "A"), vertex("b", "B", box=(300, 200, 80, 40)), cell
    return graph(*cells).edges[0]


@pytest.mark.parametrize("style", ["orthogonal", "elbow", "segment"])
@pytest.mark.parametrize(
    "ends", ["", "exitX=0;exitY=0.5;", "exitX=1;exitY=0.5;entryX=0.5;entryY=0;"]
)
def test_lines_with_right_angles_have_right_angles(style: str, ends: str) -> None:
    found = _edge_of(edge("e", "a", "b", f"edgeStyle={style}EdgeStyle;{ends}")).drawn
    assert found is not None
    for one, other in pairwise(found.way):
        assert min(abs(one.x - other.x), abs(one.y - other.y)) < 0.6


def test_way_points_are_passed_and_straight_lines_end_at_the_shapes() -> None:
    points = '<Array as="points"><mxPoint x="40" y="300"/></Array>'
    found = _edge_of(edge("e", "a", "b", "", points=points)).drawn
    assert found is not None
    assert [(round(x), round(y)) for x, y in found.way] == [(40, 40), (40, 300), (300, 231)]


def test_an_export_shows_the_layers_that_the_drawing_does_unless_it_is_told(tmp_path: Path) -> None:
    drawing, out = tmp_path / "shop.drawio", tmp_path / "shop.json"
    drawing.write_text(SHOP, encoding="utf-8")
    seen = []
    for layers in ([], ["--layers", "all"]):
        words = ["export", str(drawing), "--diagram", "shop/Shop", *layers, "-o", str(out)]
        assert main(words) == 0
        nodes = json.loads(out.read_bytes())["nodes"]
        seen.append([n["visible"] for n in nodes if n["label"] == "Role"])
    assert seen == [[False], [True]]
