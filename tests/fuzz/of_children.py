"""What a child of the program answers: the layout engine, and what a script left behind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.errors import AcetateError
from app.layout.answer import document
from app.layout.as_written import curve
from app.layout.operations import drawn
from app.layout.plane import Plane, sheet_of
from app.layout.written_links import linked_parts
from app.model.source_graph import SourceEdge, SourceEnd, SourceGraph, SourceNode, SourcePlace
from app.sources.graphs.graph import graphs_in
from app.sources.reading import DiagramOrigin
from app.sources.scripts import outcome
from app.sources.scripts.marks import finished, with_lasting_names
from app.sources.scripts.reply import MOST, reply_of
from tests.fuzz.target import BENT, Target, of_json, of_lines, text_of

PLACE = SourcePlace("a.dot")
ORIGIN = DiagramOrigin("a.py", Path("/nowhere"), ())


def dot_reply(raw: bytes) -> None:
    """The layout engine's account of a DOT file."""
    with suppress(AcetateError):
        for graph in graphs_in(text_of(raw), PLACE):
            nodes = {node.id for node in graph.nodes}
            clusters = {cluster.id for cluster in graph.clusters}
            assert all(c.parent is None or c.parent in clusters for c in graph.clusters)
            assert all(n.cluster is None or n.cluster in clusters for n in graph.nodes)
            for edge in graph.edges:
                ends = {edge.tail, edge.head}
                assert all(e.id in (clusters if e.is_cluster else nodes) for e in ends)


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


def xdot(raw: bytes) -> None:
    """What the layout engine draws."""
    answer, ground = text_of(raw).removesuffix("}") + "\n}", Plane(0, 0)  # as the engine ends it
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
    text = text_of(raw)
    with suppress(AcetateError):
        tuple(linked_parts(text, sheet_of(text).plane))


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

_SVG = (
    *(b'<svg width="9pt" height="9pt"', b'transform="scale(1 1) rotate(0) translate(4 4)">'),
    *(b'<g id="a" class="node">', b'<a href="b">', b"</a>", b'<polygon points="1,2 3,4"', b"</g>"),
    *(b'<text x="1" y="2">', b'<text x="" y=".."', b" 1.2.3,4", b"<path"),
)


TARGETS = {
    "dot-reply": Target(of_json(dot_reply, _REPLY), BENT),
    "script-reply": Target(of_lines(script_reply, _DRAWN, _END, *_BETWEEN), BENT),
    "xdot": Target(of_json(xdot, _XDOT), BENT),
    "svg-head": Target(svg_head, _SVG),
}
