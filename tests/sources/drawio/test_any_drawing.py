"""Whatever cells a page has, what is read of it holds together and can be laid out."""

from __future__ import annotations

from math import isfinite

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.layout.placed import lay_out_placed
from tests.sources.drawio.drawing import model, reading

IDS = st.sampled_from(["a", "b", "c", "d", "e", "f"])
NUMBERS = st.one_of(
    st.integers(-300, 900).map(str), st.sampled_from(["", "nan", "1e308", "-0", "x", "0.001"])
)
STYLES = st.lists(
    st.sampled_from(
        [
            *("ellipse", "rhombus", "swimlane", "text", "group", "image", "html=1", "rounded=1"),
            *(
                "shape=mxgraph.aws4.group",
                "grIcon=mxgraph.aws4.group_vpc",
                "container=1",
                "curved=1",
            ),
            *("shape=cylinder3", "shape=document", "shape=mxgraph.bpmn.event", "direction=south"),
            *("rotation=33", "rotation=90", "flipH=1", "horizontal=0", "whiteSpace=wrap"),
            *("edgeStyle=orthogonalEdgeStyle", "edgeStyle=elbowEdgeStyle", "elbow=vertical"),
            *("edgeStyle=entityRelationEdgeStyle", "exitX=0;exitY=0.5", "entryX=0.5;entryY=1"),
            *("startArrow=ERmany", "endArrow=diamond", "endFill=0", "strokeColor=none", "dashed=1"),
            *(
                "fillColor=#ff0000",
                "gradientColor=#00ff00",
                "opacity=40",
                "fontSize=0",
                "size=9999",
            ),
            *(
                "childLayout=stackLayout",
                "resIcon=mxgraph.aws4.s3",
                "startSize=-5",
                "strokeWidth=1e9",
            ),
        ]
    ),
    max_size=5,
).map(";".join)
VALUES = st.sampled_from(
    ["", "A", "a &lt;b&gt;b&lt;/b&gt;&lt;br&gt;c", "%n%", "日本語", "\\N &amp;#10;"]
)


@st.composite
def cells(draw: st.DrawFn) -> str:
    kind = draw(
        st.sampled_from(['vertex="1"', 'vertex="1"', 'edge="1"', 'vertex="1" collapsed="1"'])
    )
    parent = draw(st.one_of(st.just("1"), st.just("1"), IDS))
    ends = f'source="{draw(IDS)}" target="{draw(IDS)}"' if draw(st.booleans()) else ""
    box = " ".join(f'{name}="{draw(NUMBERS)}"' for name in ("x", "y", "width", "height"))
    point = draw(st.sampled_from(["sourcePoint", "targetPoint", "offset"]))
    relative = draw(st.sampled_from(["", 'relative="1"']))
    return (
        f'<mxCell id="{draw(IDS)}" value="{draw(VALUES)}" style="{draw(STYLES)}" parent="{parent}" '
        f'{kind} {ends}><mxGeometry {box} {relative} as="geometry">'
        f'<mxPoint x="{draw(NUMBERS)}" y="{draw(NUMBERS)}" as="{point}"/>'
        f'<Array as="points"><mxPoint x="{draw(NUMBERS)}" y="{draw(NUMBERS)}"/></Array>'
        "</mxGeometry></mxCell>"
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cells(), max_size=9))
def test_any_page_is_read_and_laid_out(page: list[str]) -> None:
    for diagram in reading(model(*page)).diagrams:
        known = {n.id for n in diagram.nodes} | {c.id for c in diagram.clusters}
        assert all(edge.tail in known and edge.head in known for edge in diagram.edges)
        if diagram.written is None:
            continue
        layout = lay_out_placed(diagram)
        assert {*layout.nodes, *layout.clusters} == known
        assert set(layout.edges) == {edge.id for edge in diagram.edges}
        assert isfinite(layout.width)
        boxes = [place.box for place in layout.nodes.values()]
        boxes += [place.box for place in layout.clusters.values()]
        for box in boxes:
            assert -0.01 <= box.x <= box.right <= layout.width + 0.01
            assert -0.01 <= box.y <= box.bottom <= layout.height + 0.01
