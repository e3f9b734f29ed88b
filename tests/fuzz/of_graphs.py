"""Graphs, as people and programs write them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.errors import AcetateError
from app.layout.placed import lay_out_placed
from app.model.source_graph import SourcePlace
from app.sources.drawio.reader import read_drawio_bytes
from app.sources.graphs.dot_encoding import decoded
from app.sources.graphs.dot_text import charsets, in_utf_8, read_text
from app.sources.graphs.escapes import plain, record
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.graphs.html_labels import rich_text
from app.sources.graphs.mermaid import read_flowchart
from app.sources.reading import DiagramOrigin
from tests.fuzz.target import Target, text_of

PLACE = SourcePlace("a.dot")
ORIGIN = DiagramOrigin("a.drawio", Path("/nowhere"), ())


def dot_text(raw: bytes) -> None:
    """A DOT file, before the engine has it."""
    text, _ = decoded(raw)
    charsets(text)
    for part in read_text(in_utf_8(text)):
        assert len(part.text) <= 4 * len(text) + 100


def drawing(raw: bytes) -> None:
    """A draw.io drawing: what is read of it is in itself sound, and can be laid out as it is placed."""
    for one in diagrams_of(read_drawio_bytes(raw, ORIGIN), ORIGIN, "a").diagrams:
        known = {node.id for node in one.nodes} | {cluster.id for cluster in one.clusters}
        assert all(edge.tail in known and edge.head in known for edge in one.edges)
        assert all(c.parent is None or c.parent in known for c in one.clusters)
        if one.written is not None:
            lay_out_placed(one)


def mermaid(raw: bytes) -> None:
    """A flowchart in a note."""
    with suppress(AcetateError):
        read_flowchart(text_of(raw), PLACE)


def label(raw: bytes) -> None:
    """A label of DOT: plain, a record's and a table's."""
    text = text_of(raw)
    plain(text, {"G": "g"})
    record(text)
    rich_text(text, {}, "", lambda _: "")


_DOT = (
    *(b"digraph g {", b"strict graph {", b"subgraph cluster_a {", b"}", b"a -> b", b"a -- {b c}", b";", b"node ["),
    *(b"label=", b'"', b"\\", b"<b>", b"<", b">", b"/*", b"*/", b"//", b"#", b"charset=latin1", b"]", b"\xff", b"+"),
)  # fmt: skip

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


TARGETS = {
    "dot-text": Target(dot_text, _DOT),
    "mermaid": Target(mermaid, _MERMAID),
    "drawing": Target(drawing, _DRAWIO),
    "label": Target(label, _LABEL),
}
