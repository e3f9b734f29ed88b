"""A diagram as Graphviz draws what its file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from app.errors import LayoutError
from app.exporters.exporter import PictureOptions, PictureShown
from app.exporters.svg_sheet import sheet
from app.layout.keeping import cached, layout_from, lines_of
from app.layout.layout import lay_out
from app.layout.text import text_width
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.drawing import Drawing, DrawnPen
from app.model.elements import urls_of
from app.model.geometry import Box
from app.model.layer import visible
from app.model.picture_style import PictureStyle, Rendering
from app.model.style import Dash
from app.model.view_state import ViewState
from app.scene.index import hit_index
from app.scene.theme import LIGHT
from app.sources.workspace import load

WRITTEN = PictureStyle.WRITTEN
BACK = "\\"
# Merging edges, Graphviz’s dot loses the nodes of this one.
LOST = """digraph { concentrate=true;  rankdir=BT;  subgraph cluster_0 { n2; n3 };  n3 -> n1; n0 -> n0; n4 ->
n0; n4 -> n3; n2 -> n2 [label=x]; n4 -> n0 [label=x]; n0 -> n5; n2 -> n1; n4 -> n5; n1 -> n1; n2 ->
n1; n2 -> n3; n3 -> n3; }"""


def _diagram(folder: Path, dot: str) -> Diagram:
    file = folder / "said.dot"
    file.write_text(dot, encoding="utf-8")
    (diagram,) = load(file).diagrams
    return diagram


def _drawn(diagram: Diagram) -> tuple[DiagramLayout, Drawing]:
    layout = lay_out(diagram, style=WRITTEN)
    assert layout.drawing is not None
    return layout, layout.drawing


def _texts(drawing: Drawing) -> list[str]:
    return sorted(t.text for found in drawing.elements.values() for t in found.texts)


def test_every_element_stands_where_it_is_drawn(tmp_path: Path) -> None:
    diagram = _diagram(
        tmp_path,
        r"""digraph { label="All\rof it"; subgraph cluster_c { label=Group; a [shape=star] }
        a -> b [label=asks, taillabel=t, headlabel=h]; b -> b; b -> a [style=invis]
        c [shape=record, label="{x|<p>y}"]; c:p -> a [color="red:blue", dir=both] }""",
    )
    layout, drawing = _drawn(diagram)
    assert layout.nodes.keys() == {n.id for n in diagram.nodes}
    assert layout.edges.keys() == {e.id for e in diagram.edges if not e.invisible}
    (cluster,) = layout.clusters.values()
    labels = {n.label: layout.nodes[n.id].box for n in diagram.nodes}
    assert cluster.box.holds(labels["a"])
    assert not cluster.box.intersects(labels["b"])
    whole = Box(0, 0, layout.width, layout.height)
    assert all(whole.holds(box) for box in labels.values())
    for edge in diagram.edges:
        if not edge.invisible:
            way = layout.edges[edge.id].points
            for end, point in ((edge.tail, way[0]), (edge.head, way[-1])):
                assert layout.nodes[end].box.inflated(2).contains(*point)
    assert [t.text for t in drawing.sheet.texts] == ["All", "of it"]
    assert _texts(drawing) == [*("Group", "a", "asks", "b", "h", "t", "x", "y")]
    lines = [e for e in layout.edges if len([s for s in drawing.elements[e].shapes if s.line]) == 2]
    assert len(lines) == 1  # one beside the other


def test_it_is_kept_as_it_is(tmp_path: Path) -> None:
    diagram = _diagram(tmp_path, 'digraph { bgcolor="#eeeeee"; a -> b [style=dashed] }')
    assert cached(diagram, style=WRITTEN) is None
    layout, drawing = _drawn(diagram)
    assert drawing.canvas == "#eeeeee"
    assert cached(diagram, style=WRITTEN) == layout == layout_from(lines_of(layout), diagram)
    assert cached(diagram) == layout  # it is its own style
    assert cached(diagram, style=PictureStyle.HOUSE) is None  # in ours it stands elsewhere
    house = lay_out(diagram, style=PictureStyle.HOUSE)
    assert (house.style, layout.style) == (PictureStyle.HOUSE, WRITTEN)
    assert house.digest != layout.digest


def test_it_is_laid_out_as_somebody_chooses(tmp_path: Path) -> None:
    diagram = _diagram(tmp_path, "digraph { layout=dot; a -> b -> c -> d -> a }")
    whole = lay_out(diagram, method="circo")
    assert whole.rendering == Rendering(WRITTEN, "circo")
    assert lay_out(diagram).rendering == Rendering(WRITTEN)
    assert whole.width > 1.5 * lay_out(diagram).width


def test_what_is_left_out_takes_no_room(tmp_path: Path) -> None:
    diagram = _diagram(
        tmp_path,
        r"""strict digraph { label="A \"title\"\l"; node [shape=box]; subgraph cluster_c { label=<<b>C</b>>;
        a [layer=x, label="one\ntwo"]; b } c [label=<<i>c</i>>]; d [layer=x, shape=record,
        label="{<p>p|q}"]; a -> b; b -> c [label="b:c"]; d:p -> c; { rank=same; c; d } }""",
    )
    layout = lay_out(diagram, frozenset())
    assert layout.drawing is not None
    assert _texts(layout.drawing) == ["C", "b", "b:c", "c"]
    labels = {n.label: n.id for n in diagram.nodes}
    assert layout.nodes.keys() == {labels["b"], labels["c"]}
    assert [t.text for t in layout.drawing.sheet.texts] == ['A "title"']
    (way,) = layout.edges.values()
    ends = [layout.nodes[labels[name]].box.inflated(2) for name in "bc"]
    assert all(
        box.contains(*at) for box, at in zip(ends, (way.points[0], way.points[-1]), strict=True)
    )
    assert layout.width < lay_out(diagram).width
    seen = _texts(lay_out(diagram, frozenset("x")).drawing or Drawing())
    assert seen == _texts(lay_out(diagram).drawing or Drawing())


def test_a_word_that_the_picture_alone_shows_makes_it_another(tmp_path: Path) -> None:
    one = _diagram(tmp_path, "digraph { a [label=x, peripheries=2] }")
    two = _diagram(tmp_path, "digraph { a [label=x, peripheries=3] }")
    assert len(_drawn(one)[1].elements[one.nodes[0].id].shapes) == 2
    assert len(_drawn(two)[1].elements[two.nodes[0].id].shapes) == 3


@pytest.mark.parametrize(
    "said",
    [
        'a [name=other, _gvid="7", pos="1,1"]',
        'objects="x"; edges="y"; _draw_="c 3 -red"; a [_draw_="z", nodes="n"]',
        'a [tooltip="\x01 \x1f"]',
        'a [image="nowhere.png"]',
    ],
)
def test_attributes_of_a_file_s_own_do_no_harm(tmp_path: Path, said: str) -> None:
    diagram = _diagram(tmp_path, f"digraph {{ {said}; a -> b }}")
    layout, drawing = _drawn(diagram)
    assert len(layout.nodes) == 2
    assert _texts(drawing) == ["a", "b"]


@pytest.mark.parametrize("engine", ["neato", "fdp", "circo", "twopi", "osage", "patchwork"])
def test_every_way_to_lay_out_has_places_for_all(tmp_path: Path, engine: str) -> None:
    diagram = _diagram(
        tmp_path,
        f"graph {{ layout={engine}; subgraph cluster_c {{ label=C; a -- b }} b -- c -- a }}",
    )
    layout, _ = _drawn(diagram)
    assert (len(layout.nodes), len(layout.clusters)) == (3, 1)
    (cluster,) = layout.clusters.values()
    assert all(
        cluster.box.inflated(0.1).holds(layout.nodes[n.id].box)
        for n in diagram.nodes
        if n.cluster is not None
    )
    assert engine == "patchwork" or len(layout.edges) == 3


def test_an_image_stands_where_it_is_asked_to(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "it.png")
    diagram = _diagram(
        tmp_path,
        """digraph { node [shape=box, fixedsize=true, width=2, height=1, image="it.png"]
        own; fit [imagescale=true, imagepos=tl]; wide [imagescale=width, imagepos=bc] }""",
    )
    layout, drawing = _drawn(diagram)
    found = {
        n.label: (layout.nodes[n.id].box, drawing.elements[n.id].images) for n in diagram.nodes
    }
    for label, (x, y, width, height) in {
        "own": (52, 26, 40, 20),
        "fit": (0, 0, 144, 72),
        "wide": (0, 52, 40, 20),
    }.items():
        node, (image,) = found[label]
        assert image.box == pytest.approx((node.x + x, node.y + y, width, height), abs=0.1)


def test_images_of_labels_are_those_of_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for path in (inside / "in.png", tmp_path / "out.png"):
        Image.new("RGB", (40, 20), "red").save(path)
    diagram = _diagram(
        inside,
        """digraph { a [shape=box, label=<<TABLE><TR><TD><IMG SRC="in.png"/></TD>
        <TD><IMG SRC="../out.png"/></TD><TD>text</TD></TR></TABLE>>]; b }""",
    )
    layout, drawing = _drawn(diagram)
    (image,) = (i for found in drawing.elements.values() for i in found.images)
    assert image.name == str(inside / "in.png")
    (box,) = (layout.nodes[n.id].box for n in diagram.nodes if n.label != "b")
    assert box.holds(image.box)


def test_an_edge_that_the_engine_loses_is_a_straight_line(tmp_path: Path) -> None:
    diagram = _diagram(
        tmp_path,
        """digraph { node [shape=record]; a [label="<f0> l|<f1> m|<f2> r"]
        b [label="x|{ b|{c|<here> d|e}| f}|g"]; c; a:f1 -> c; a:f2 -> b:here }""",
    )
    layout, drawing = _drawn(diagram)
    for edge in diagram.edges:
        assert len(layout.edges[edge.id].points) >= 2
        assert [s for s in drawing.elements[edge.id].shapes if s.line]


def test_a_sheet_is_as_large_and_turned_as_its_file_says(tmp_path: Path) -> None:
    body = "a -> b [label=x, style=dashed]"
    plain, _ = _drawn(_diagram(tmp_path, f"digraph {{ {body} }}"))
    diagram = _diagram(tmp_path, f"digraph {{ rotate=90; dpi=144; {body} }}")
    layout, drawing = _drawn(diagram)
    assert (layout.width, layout.height) == (2 * plain.height, 2 * plain.width)
    for id, place in layout.nodes.items():
        x, y, width, height = plain.nodes[id].icon
        turned = Box(2 * y, 2 * (plain.width - x - width), 2 * height, 2 * width)
        assert place.icon == pytest.approx(turned, abs=0.1)
    (edge,) = diagram.edges
    (text,) = drawing.elements[edge.id].texts
    line = next(s for s in drawing.elements[edge.id].shapes if s.line)
    assert (text.turned, text.size) == (True, 28.0)
    assert line.pen == DrawnPen("#000000", 2.0, Dash.DASHED, 2.0)
    whole = Box(0, 0, layout.width, layout.height)
    assert all(whole.holds(text.box) for f in drawing.elements.values() for text in f.texts)


def test_parts_that_lead_elsewhere_are_known(tmp_path: Path) -> None:
    cell = '<TD HREF="https://a.org/?x=1&amp;y" TITLE="t">a</TD>'
    bare = '<TD BORDER="0" HREF="https://b.org">bb</TD>'
    diagram = _diagram(
        tmp_path,
        f"""digraph {{ a [shape=none, URL="https://n.org", label=<<TABLE HREF="https://t.org"><TR>{cell}{bare}</TR></TABLE>>]
        a -> b [edgeURL="https://e.org", labelURL="https://l.org", label=lab]
        label=<<TABLE HREF="https://g.org"><TR><TD>g</TD></TR></TABLE>> }}""",
    )
    layout, drawing = _drawn(diagram)
    node = next(n for n in diagram.nodes if n.url)
    urls = ("https://n.org", "https://t.org", "https://a.org/?x=1&y", "https://b.org")
    assert urls_of(node) == urls
    one, other, table = drawing.elements[node.id].links
    assert (table.url, one.url, other.url) == urls[1:]
    assert table.box.holds(one.box)
    assert layout.nodes[node.id].box.holds(one.box)
    assert other.box == next(t for t in drawing.elements[node.id].texts if t.text == "bb").box
    (edge,) = diagram.edges
    (link,) = drawing.elements[edge.id].links
    assert (link.url, link.box) == ("https://l.org", drawing.elements[edge.id].texts[0].box)
    assert [link.url for link in drawing.sheet.links] == ["https://g.org"]
    index, everything = hit_index(layout), visible(diagram, frozenset())
    assert index.spot(*one.box.center, everything) == one.url
    assert index.spot(*layout.nodes[edge.head].box.center, everything) == ""
    state = ViewState(diagram.id, frozenset())
    said = sheet(PictureShown(layout, state), PictureOptions(LIGHT)).decode()
    links = re.findall(r'<a href="https://(\w)', said)
    assert sorted(set(links)) == ["a", "b", "e", "g", "l", "n", "t"]


def test_places_that_are_none_are_left_out(tmp_path: Path) -> None:
    diagram = _diagram(
        tmp_path, "digraph { a [style=diagonals, shape=cylinder, orientation=30]; a -> b }"
    )
    layout, drawing = _drawn(diagram)
    assert len(layout.nodes) == 2
    places = [p for f in drawing.elements.values() for s in f.shapes for p in s.points]
    assert max(map(max, places)) < 1000


def test_wide_letters_have_their_room(tmp_path: Path) -> None:
    said = 'rankdir=LR; a [shape=box, label="数据库 서버"]; a -> b [label="データ", URL="https://例.org"]'
    diagram = _diagram(tmp_path, f"digraph {{ {said} }}")
    layout, drawing = _drawn(diagram)
    assert _texts(drawing) == ["b", "データ", "数据库 서버"]
    widths = {t.text: t.width for f in drawing.elements.values() for t in f.texts}
    assert widths["データ"] == pytest.approx(3 * 14)
    assert widths["数据库 서버"] == pytest.approx(5.25 * 14)
    assert layout.nodes[diagram.nodes[0].id].icon.width > 5.25 * 14


def test_wide_letters_have_their_room_beside_images(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "絵.png")
    said = 'a [image="絵.png", label="データ"]; b [label=<<TABLE><TR><TD>絵</TD><TD><IMG SRC="絵.png"/></TD></TR></TABLE>>]'
    _, drawing = _drawn(_diagram(tmp_path, f"digraph {{ {said} }}"))
    widths = {t.text: t.width for f in drawing.elements.values() for t in f.texts}
    assert widths["データ"] == pytest.approx(3 * 14)
    images = [image for f in drawing.elements.values() for image in f.images]
    assert [Path(image.name).name for image in images] == ["絵.png"] * 2


def test_words_of_other_scripts_are_about_as_wide_as_they_are_painted(tmp_path: Path) -> None:
    words = "बुनियादी सेवा", "บริการสั่งซื้อสินค้า", "ஆர்டர் சேவை", "👩\u200d💻 on", "สั่ง"
    said = ";".join(f'n{n} [label="{label}"]' for n, label in enumerate(words))
    graph = f'digraph {{ {said}; บริการ -> "सेवा ข" [taillabel="ரு"]; x [shape=record, label="<p>ข|ค"]; x:p -> n0 }}'
    layout, drawing = _drawn(_diagram(tmp_path, graph))
    assert len(layout.edges) == 2
    assert set(_texts(drawing)) == {*words, "บริการ", "सेवा ข", "ரு", "ข", "ค"}
    widths = {t.text: t.width for f in drawing.elements.values() for t in f.texts}
    for label in words:
        off = 0.3 * 14 * len(label.split())  # the engine knows quarters only
        assert widths[label] == pytest.approx(text_width(label, 14, bold=False), abs=off), label


def test_texts_with_backslashes_are_whole(tmp_path: Path) -> None:
    said = f"{2 * BACK}<7>{BACK}8 and{BACK} the end"
    label = said.replace(BACK, 2 * BACK)
    for turned in ("", "rotate=90; dpi=100;"):
        diagram = _diagram(tmp_path, f'digraph {{ {turned} a [label="{label}"]; a -> b }}')
        texts = _texts(_drawn(diagram)[1])
        assert said in texts


def test_ports_of_records_are_called_in_any_script(tmp_path: Path) -> None:
    layout, drawing = _drawn(
        _diagram(
            tmp_path,
            """digraph { node [shape=record] a [label="{<größe> Größe|<日本> dos}"]
            b [label="b: 日本"]; b -> a:größe:e; a:"日本" -> b [headport="größe:w"] }""",
        )
    )
    assert _texts(drawing) == ["Größe", "b: 日本", "dos"]
    right = layout.nodes[next(n.id for n in layout.diagram.nodes if n.label != "b: 日本")].box.right
    into = next(e for e in layout.diagram.edges if e.head_port)
    assert layout.edges[into.id].points[-1].x == pytest.approx(right, abs=2)


def test_where_merging_loses_the_nodes_each_edge_is_drawn(tmp_path: Path) -> None:
    layout, drawing = _drawn(_diagram(tmp_path, LOST))
    assert {"n0", "n1", "n2", "n3", "n4", "n5"} <= set(_texts(drawing))
    assert len({place.box.center for place in layout.nodes.values()}) == 6
    assert "each edge by itself" in layout.remark


def test_edges_that_are_not_to_be_seen_are_not(tmp_path: Path) -> None:
    for said in ("splines=none", 'splines=""', "layout=patchwork"):
        diagram = _diagram(tmp_path, f"graph {{ {said}; a -- b -- c }}")
        layout, drawing = _drawn(diagram)
        assert len(layout.edges) == 2
        assert not any(drawing.elements[edge.id].shapes for edge in diagram.edges)


def test_a_graph_that_is_not_known_is_an_error(tmp_path: Path) -> None:
    from dataclasses import replace

    diagram = _diagram(tmp_path, "digraph { a -> b }")
    with pytest.raises(LayoutError, match="how its file"):
        lay_out(replace(diagram, written=None), style=WRITTEN)
    assert diagram.written is not None
    with pytest.raises(LayoutError, match="fewer graphs"):
        lay_out(replace(diagram, written=replace(diagram.written, number=3)), style=WRITTEN)
