"""What reads other people's bytes, each as a function of bytes: it ends with an answer or with an error
that a person is told, and what it read holds together.

`test_targets.py` calls them with texts made of what means something there, `__main__.py` for as long as
one likes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from app.errors import AcetateError
from app.layout.answer import document
from app.layout.as_written import curve
from app.layout.operations import drawn
from app.layout.placed import lay_out_placed
from app.layout.plane import Plane, sheet_of
from app.layout.written_links import linked_parts
from app.model.source_graph import SourceEdge, SourceEnd, SourceGraph, SourceNode, SourcePlace
from app.model.workspace import Workspace
from app.page.note_markup import renderer
from app.render.pictures.closed_svg import closed
from app.render.pictures.rasters import lean, may_be_decoded, raster_kind
from app.sources.drawio.reader import read_drawio_bytes
from app.sources.graphs.dot_encoding import decoded
from app.sources.graphs.dot_text import charsets, in_utf_8, read_text
from app.sources.graphs.escapes import plain, record
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.graphs.graph import graphs_in
from app.sources.graphs.html_labels import rich_text
from app.sources.graphs.mermaid import read_flowchart
from app.sources.layers import places, side_file
from app.sources.markdown.formulas import mathml
from app.sources.markdown.front_matter import other_lines, read_front_matter
from app.sources.markdown.note import parse_note
from app.sources.reading import DiagramOrigin
from app.sources.scripts import outcome
from app.sources.scripts.marks import finished, with_lasting_names
from app.sources.scripts.reply import MOST, reply_of
from app.sources.tours.tours import parse_tour, write_tour
from app.study import transfer
from app.study.progress import Progress
from app.ui.services import settings, settings_file
from tests.fuzz import of_cloudformation, of_terraform
from tests.fuzz.bending import bent

PLACE = SourcePlace("a.dot")
ORIGIN = DiagramOrigin("a.py", Path("/nowhere"), ())
DRAWING = DiagramOrigin("a.drawio", Path("/nowhere"), ())
NOWHERE = Workspace("/nowhere", "Nowhere", bundled=False)


class Target(NamedTuple):
    """`parts` are what texts for it are made of, beside bytes that mean nothing."""

    read: Callable[[bytes], None]
    parts: tuple[bytes, ...]


def dot_reply(raw: bytes) -> None:
    """The layout engine's account of a DOT file."""
    with suppress(AcetateError):
        for graph in graphs_in(_text(raw), PLACE):
            nodes = {node.id for node in graph.nodes}
            clusters = {cluster.id for cluster in graph.clusters}
            assert all(c.parent is None or c.parent in clusters for c in graph.clusters)
            assert all(n.cluster is None or n.cluster in clusters for n in graph.nodes)
            for edge in graph.edges:
                ends = {edge.tail, edge.head}
                assert all(e.id in (clusters if e.is_cluster else nodes) for e in ends)


def drawing(raw: bytes) -> None:
    """A draw.io drawing: what is read of it is in itself sound, and can be laid out as it is placed."""
    for one in diagrams_of(read_drawio_bytes(raw, DRAWING), DRAWING, "a").diagrams:
        known = {node.id for node in one.nodes} | {cluster.id for cluster in one.clusters}
        assert all(edge.tail in known and edge.head in known for edge in one.edges)
        assert all(c.parent is None or c.parent in known for c in one.clusters)
        if one.written is not None:
            lay_out_placed(one)


def script_reply(raw: bytes) -> None:
    """What a script's host has written down, into which the script can write: what is said of it has an
    end, and can be shown anywhere."""
    reply = reply_of(raw)
    assert len(reply.drawn) <= MOST
    said = [*outcome.left_out(reply, ORIGIN), outcome.failure("It failed.", reply, ORIGIN, None)]
    said += outcome.reading_of(reply, [], [], ORIGIN, {}).problems
    if reply.end is not None:
        wrong = outcome.of_end(reply.end, "it was done", bool(reply.drawn), ORIGIN)
        said.append(outcome.failure(wrong or "", reply, ORIGIN, reply.end.line))
        tried = dict.fromkeys(reply.end.wanted, "it is no picture")
        said += outcome.reading_of(reply, [], [], ORIGIN, tried).problems
    for one in said:
        assert len(one.message.encode()) < 1 << 16
    for diagram in reply.drawn:
        text = with_lasting_names(diagram.dot)
        assert len(text) <= len(diagram.dot)
        _marked(diagram.name, text)


def _marked(place: str, kind: str) -> None:
    """Marks that say anything: each element has a place and stands once."""
    marks = {"acetate_place": place, "acetate_kind": kind, "acetate_cluster": kind}
    nodes = tuple(SourceNode(id, PLACE, marks) for id in ("a", "b"))
    edge = SourceEdge(SourceEnd("a"), SourceEnd("b"), PLACE, marks)
    found = finished(SourceGraph(PLACE, nodes=nodes, edges=(edge,)))
    for place_of in (*(n.place for n in found.nodes), *(e.place for e in found.edges)):
        assert place_of.line is None or place_of.line >= 0


def dot_text(raw: bytes) -> None:
    """A DOT file, before the engine has it."""
    text, _ = decoded(raw)
    charsets(text)
    for part in read_text(in_utf_8(text)):
        assert len(part.text) <= 4 * len(text) + 100


def xdot(raw: bytes) -> None:
    """What the layout engine draws."""
    answer, ground = _text(raw).removesuffix("}") + "\n}", Plane(0, 0)  # as the engine ends it
    with suppress(AcetateError):
        found = document(answer, 0)
        assert found.px > 0
        drawn((found.draw, found.label), ground)
        for one in found.objects:
            drawn((one.draw, one.label), ground)
        for edge in found.edges:
            drawn((edge.draw, edge.label, edge.head_draw, edge.tail_draw), ground, edge=True)
            curve(edge.pos)


def svg_head(raw: bytes) -> None:
    """What its SVG tells beside."""
    text = _text(raw)
    with suppress(AcetateError):
        tuple(linked_parts(text, sheet_of(text).plane))


def markdown(raw: bytes) -> None:
    """A note: read, and as the page has it."""
    text = _text(raw)
    note, _ = parse_note(text, "a.md")
    assert len({section.id for section in note.sections}) == len(note.sections)
    md = renderer()
    env = {"anchors": {}, "file": "a.md", "blocks": _Blocks()}
    md.renderer.render(md.parse(note.text, env), md.options, env)


def front_matter(raw: bytes) -> None:
    """What stands at the head of a note or a tour."""
    text = "---\n" + _text(raw)
    found = read_front_matter(text, "a.md")
    assert 0 <= found.lines <= text.count("\n") + 1
    assert len(other_lines(text)) <= max(found.lines - 2, 0)


def tour(raw: bytes) -> None:
    """A tour: what is written of it says the same."""
    with suppress(AcetateError):
        found, _ = parse_tour(_text(raw), "tours/a.md", NOWHERE)
        write_tour(found, NOWHERE)


def picture(raw: bytes) -> None:
    """A picture: what is kept of an SVG is all kept again, and refers to nothing outside; what is kept of a
    raster is of the same kind."""
    kind = raster_kind(raw)
    if kind:
        kept = lean(raw, kind)
        assert raster_kind(kept) == kind
        assert len(kept) <= len(raw)
        may_be_decoded(kept, kind, 9, 9)
    for text in (raw, b"<svg xmlns='http://www.w3.org/2000/svg'>" + raw + b"</svg>"):
        found = closed(text, lambda data: data[:9])
        if found is None:
            continue
        assert closed(found.text, lambda data: data) == found
        for element in ET.fromstring(found.text).iter():  # noqa: S314 - ours by now
            for name, value in element.items():
                if name.endswith("href"):
                    assert value.startswith(("#", "data:image/"))
                assert "url(" not in value.lower().replace("url(#", "").replace("url('#", "")
        assert b"<!" not in found.text
        assert b"<?" not in found.text


def mermaid(raw: bytes) -> None:
    """A flowchart in a note."""
    with suppress(AcetateError):
        read_flowchart(_text(raw), PLACE)


def label(raw: bytes) -> None:
    """A label of DOT: plain, a record's and a table's."""
    text = _text(raw)
    plain(text, {"G": "g"})
    record(text)
    rich_text(text, {}, "", lambda _: "")


def layers_file(raw: bytes) -> None:
    """The file with the layers that a person gave: what is written of it says the same."""
    with _folder() as folder:
        places.beside(folder).write_bytes(raw)
        found = side_file.read(folder)
        if not found.broken:
            places.beside(folder).write_text(side_file.written(found.choices), encoding="utf-8")
            again = side_file.read(folder)
            assert not again.broken
            assert again.choices == found.choices


def progress(raw: bytes) -> None:
    """Progress from another machine: all of it is taken or nothing, and what is taken can be given."""
    with _folder() as folder:
        given, back = folder / "given.json", folder / "back.json"
        given.write_bytes(raw)
        with Progress(folder / "progress.db") as kept:
            try:
                transfer.take(kept, given)
            except AcetateError:
                assert not kept.memories()
                assert not kept.reviews(whole=True)
                return
            transfer.export(kept, back)
            transfer.take(kept, back)


def settings_text(raw: bytes) -> None:
    """How a window was left: what is written of it says the same."""
    found = settings_file.decode(raw, settings.Settings)
    found.states()
    again = settings_file.decode(settings.encoded(found), settings.Settings)
    assert settings.encoded(again) == settings.encoded(found)


class _Blocks:
    """What a page makes of diagrams and formulas in a note: of diagrams nothing."""

    def shown(self, *_: object) -> tuple[str, str]:
        return "", ""

    def formula(self, latex: str, display: bool) -> str:
        return mathml(latex, display)


@contextmanager
def _folder() -> Iterator[Path]:
    memory = Path("/dev/shm")  # noqa: S108 - quicker than a disk, and gone at the end
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _of_json(read: Callable[[bytes], None], sound: str) -> Callable[[bytes], None]:
    """Reads JSON as it comes, where it begins so, else a sound text that the bytes bend."""

    def any_of_it(raw: bytes) -> None:
        read(raw if raw[:1] in b"{[" else bent(sound, raw))

    return any_of_it


def _of_lines(read: Callable[[bytes], None], *sound: str) -> Callable[[bytes], None]:
    """Reads lines of JSON as they come, where they begin so, else each sound one bent by its share of
    the bytes."""

    def any_of_it(raw: bytes) -> None:
        if raw[:1] != b"{":
            share = len(raw) // len(sound)
            parts = (raw[at * share : (at + 1) * share] for at in range(len(sound)))
            raw = b"\n".join(bent(one, part) for one, part in zip(sound, parts, strict=True))
        read(raw)

    return any_of_it


_BENT = tuple(bytes(three) for three in ((1, 0, 0), (5, 3, 3), (9, 1, 7), (14, 2, 0), (30, 3, 12)))
_REPLY = """{"name": "g", "directed": true, "strict": false, "_subgraph_cnt": 3, "objects": [
    {"_gvid": 0, "name": "cluster_a", "label": "A", "nodes": [3, 4], "subgraphs": [1], "edges": [0]},
    {"_gvid": 1, "name": "cluster_b", "nodes": [4], "cluster": "true"},
    {"_gvid": 2, "name": "%1", "rank": "same", "nodes": [3, 5]},
    {"_gvid": 3, "name": "a", "style": "invis"}, {"_gvid": 4, "name": "b"}, {"_gvid": 5, "name": "c"}],
    "edges": [{"_gvid": 0, "tail": 3, "head": 4, "tailport": "e"}, {"_gvid": 1, "tail": 5, "head": 0}]}"""
_DRAWN = """{"diagram": 1, "name": "A", "filename": "a", "line": 3, "unfinished": true,
    "dot": "digraph {\\n  0123456789abcdef0123456789abcdef [label=a]\\n  a -> \\"0123456789abcdef0123456789abcdef\\"}"}"""
_BETWEEN = ('{"confined": true}', '{"at": 7}', '{"again": true}')
_END = """{"end": "raised", "type": "ImportError", "text": "name 'EC2' is not defined", "module": "diagrams.aws.computer",
    "code": 2, "said": "usage: a", "asked": ["A"], "wanted": ["https://a.example/b.png", "//[", "https://b"],
    "unfetched": ["https://c/d"], "lacking": [{"module": "diagrams.aws", "name": "Ec", "near": ["diagrams.aws.EC2"],
    "drawn": "", "line": 4}], "beyond": [{"what": "open", "line": 5}], "line": 7}"""
_XDOT = """{"bb": "0,0,9,9", "dpi": "96", "_draw_": [{"op": "c", "grad": "none", "color": "#ff0000"}],
    "objects": [{"_gvid": 0, "pos": "1,2", "bb": "1,2,3,4", "width": "1", "_draw_": [
        {"op": "C", "grad": "linear", "p0": [0, 0], "p1": [1, 1], "stops": [{"frac": 0, "color": "#000"}]},
        {"op": "E", "rect": [1, 2, 3, 4]}, {"op": "S", "style": "setlinewidth(2)"},
        {"op": "P", "points": [[1, 2], [3, 4]]}, {"op": "I", "pt": [1, 2], "text": "a.png"}],
      "_ldraw_": [{"op": "F", "size": 14, "face": "Times"}, {"op": "t", "fontchar": 3},
        {"op": "T", "pt": [1, 2], "align": "c", "width": 9, "text": "A"}]}],
    "edges": [{"_gvid": 0, "pos": "e,1,2 3,4 5,6 7,8 9,9", "_hdraw_": [{"op": "L", "points": [[1, 2]]}],
      "_draw_": [{"op": "b", "points": [[1, 2], [3, 4], [5, 6], [7, 8]]}]}]}"""
_NOTE = (
    *(b"# A\n", b"\n===\n", b"- [ ] a\n", b"> [!note]\n", b"```mermaid\n", b"```\n", b"|a|b|\n|-|-|\n"),
    *(b"![[a]]", b"[[a#b|c]]", b"[a](b)", b"![a](b.png)", b"[^a]", b"[^a]: b\n", b"^[a]", b"==a==", b"%%"),
    *(b"<h1>", b"</h1>", b"<details>", b"<summary>", b"<div ", b"<!--", b"-->", b"<img src=a ", b"&amp;"),
    *(b"$a$", b"$$", b"\\frac{a}{b}", b":rocket:", b" ^a\n", b"[TOC]\n", b"**", b"~~", b"`", b"\n\n    ", b"\t"),
)  # fmt: skip
_FRONT = (
    *(b"title: a\n", b"aliases: [a, 'b', \"c\"]\n", b"aliases:\n", b"- a\n", b"headings: bold\n"),
    *(b"---\n", b"...\n", b"# a\n", b"'", b'"', b"[", b"]", b", ", b"\\", b"diagram: a\n", b"  ", b"sequence: 1\n"),
)  # fmt: skip
_PICTURE = (
    *(b"<svg xmlns='http://www.w3.org/2000/svg'>", b"</svg>", b"<g id='a'>", b"</g>", b"<g ", b"/>", b">", b"'"),
    *(b"<use href='#a'/>", b"<rect fill='url(#a)'", b" style='fill:url(", b" stroke-dasharray='1'", b"id='a'"),
    *(b"<style>.a{fill:red}", b"@import url(x);", b"@media{", b"}", b"/*", b"*/", b"</style>", b"\\75rl("),
    *(b"<image href='data:image/png;base64,iVBORw0K'/>", b"<text>a", b"</text>", b"&lt;", b"&#0;", b"<![CDATA["),
    *(b"<pattern id='p'>", b"</pattern>", b"<path d='M0 0L9 9' marker-mid='url(#a)'/>", b"<!DOCTYPE svg [", b"]>"),
    *(b"<!ENTITY a 'b'>", b"&a;", b"<?xml-stylesheet href='x'?>", b"<!--", b"-->", b"]]>", b"xmlns:x='urn:x' x:"),
    *(b"\x89PNG\r\n\x1a\n", b"\0\0\0\1zTXta\0\0\0\0", b"\0\0\0\0IDAT\0\0\0\0", b"\xff\xd8\xff", b"GIF89a", b"BM"),
)  # fmt: skip
_TOUR = (
    *_FRONT,
    *(
        b"## A\n",
        b"<!-- show: layers=a; focus=b, c; seconds=0.2 -->\n",
        b"<!-- show: ",
        b"-->",
        b"; ",
    ),
    *(
        b"style=flow",
        b"focus=",
        b'"a, b"',
        b"fold=",
        b"hide=",
        b"trace=",
        b"all",
        b"none",
        b"diagram=a",
    ),
)
_DOT = (
    *(b"digraph g {", b"strict graph {", b"subgraph cluster_a {", b"}", b"a -> b", b"a -- {b c}", b";", b"node ["),
    *(b"label=", b'"', b"\\", b"<b>", b"<", b">", b"/*", b"*/", b"//", b"#", b"charset=latin1", b"]", b"\xff", b"+"),
)  # fmt: skip
_SVG = (
    *(b'<svg width="9pt" height="9pt"', b'transform="scale(1 1) rotate(0) translate(4 4)">'),
    *(b'<g id="a" class="node">', b'<a href="b">', b"</a>", b'<polygon points="1,2 3,4"', b"</g>"),
    *(b'<text x="1" y="2">', b'<text x="" y=".."', b" 1.2.3,4", b"<path"),
)
_MERMAID = (
    *(b"flowchart TD\n", b"graph LR\n", b"A[a]", b"B((b))", b"-->", b"-.->|a|", b"== a ==>", b"subgraph a\n"),
    *(b"end\n", b"classDef a fill:#fff\n", b"class A a\n", b"style A fill:red\n", b"%%{init: {}}%%\n", b"&", b'"'),
    *(b"click A b\n", b"linkStyle 0 stroke:red\n", b":::a", b"@{shape: a}", b"direction LR\n", b";", b"#quot;"),
)  # fmt: skip
_DRAWIO = (
    *(b"<mxfile>", b"</mxfile>", b'<diagram name="a">', b"</diagram>", b"<mxGraphModel><root>", b"</root></mxGraphModel>"),
    *(b'<mxCell id="0"/>', b'<mxCell id="1" parent="0"/>', b'<mxCell id="a" parent="1" vertex="1"', b">", b"/>", b"</mxCell>"),
    *(b' style="swimlane;html=1;rounded=1;"', b' style="ellipse;rotation=45;"', b' style="edgeStyle=elbowEdgeStyle;"'),
    *(b'<mxCell id="b" parent="a" vertex="1">', b'<mxCell id="c" parent="1" edge="1" source="a" target="b">', b' value="&lt;b>x"'),
    *(b'<mxGeometry x="1" y="-9" width="80" height="40" as="geometry">', b"</mxGeometry>", b'<mxPoint x="1e9" as="targetPoint"/>'),
    *(b'<Array as="points"><mxPoint x="nan" y="3"/></Array>', b'<object id="d" label="%e%" e="f" link="data:page/id,a">', b"</object>"),
)  # fmt: skip
_LABEL = (
    *(b"<table>", b"<tr>", b"<td colspan='2'>", b"</td>", b"</tr>", b"</table>", b"<br/>", b"<b>", b"</b>", b"&amp;"),
    *(b"{", b"|", b"}", b"<a>", b"\\n", b"\\l", b"\\G", b"\\", b"&#x41;", b"<img src='a'/>", b"<font color='red'>"),
)  # fmt: skip
_TOML = (
    *(b"[[layer]]\n", b'diagram = "a"\n', b'name = "b"\n', b'proposal = "c"\n', b"elements = [", b'"d",', b"]\n"),
    *(b"[[off]]\n", b"layer = 1\n", b"off = [1]\n", b"# a\n", b'"\\u0000"', b"'''", b'"""', b"= ", b"[layer]\n"),
)  # fmt: skip
_PROGRESS = """{"acetate": "progress", "format": 1, "cards": {"name|a|b": {"state": 2, "step": null,
    "stability": 1.5, "difficulty": 5.0, "due": 9, "last": 9}, "name|a|c": {"state": 1, "step": 0,
    "stability": 1.5, "difficulty": 5.0, "due": 9, "last": 9}},
    "reviews": [["name|a|b", 9, 3], ["name|a|c", 9, 1]], "paused": [["name|a|b", "suspended", 9]],
    "reported": [{"card": "name|a|b", "at": 9, "reason": "r", "question": "q", "answer": "a", "diagram": "d",
        "buried": ["name|a|c"]}]}"""
_SETTINGS = """{"workspace": "/a", "diagram": "d", "theme": "dark", "left_width": 9, "views": {"d": {
    "layers": ["l"], "viewport": [1, 2, 3], "trace": {"start": "s", "way": "both", "steps": 2}, "filters":
    [{"hidden": ["h"]}, {"start": "s", "also": ["b"]}], "style": "house", "folded": ["c"], "merge": true}},
    "runs": [{"path": "/a", "seconds": 2}], "screens": {"one": "two"}, "asking": {"unasked": ["a"]},
    "recent": [{"path": "/a"}, {"path": null, "views": {"x": {}}}]}"""

TARGETS = {
    "dot-reply": Target(_of_json(dot_reply, _REPLY), _BENT),
    "script-reply": Target(_of_lines(script_reply, _DRAWN, _END, *_BETWEEN), _BENT),
    "dot-text": Target(dot_text, _DOT),
    "xdot": Target(_of_json(xdot, _XDOT), _BENT),
    "svg-head": Target(svg_head, _SVG),
    "markdown": Target(markdown, _NOTE),
    "front-matter": Target(front_matter, _FRONT),
    "tour": Target(tour, _TOUR),
    "picture": Target(picture, _PICTURE),
    "mermaid": Target(mermaid, _MERMAID),
    "drawing": Target(drawing, _DRAWIO),
    "label": Target(label, _LABEL),
    "cloudformation": Target(of_cloudformation.template, of_cloudformation.PARTS),
    "terraform": Target(of_terraform.folder, of_terraform.HCL),
    "plan": Target(_of_json(of_terraform.plan, of_terraform.PLAN), _BENT),
    "layers-file": Target(layers_file, _TOML),
    "progress": Target(_of_json(progress, _PROGRESS), _BENT),
    "settings": Target(_of_json(settings_text, _SETTINGS), _BENT),
}
