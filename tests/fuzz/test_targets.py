"""Whatever stands in a file, what reads it ends, and says what is wrong in words."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

ROUND = b'{"_gvid":%d,"name":"cluster_%d","nodes":[2],"subgraphs":[%d]}'
HALF = {
    "card": "name|d|a",
    "at": 9,
    "question": "\ud800",
    "reason": "",
    "answer": "",
    "diagram": "",
}
INNER = b'<mxCell id="%s" parent="%s" vertex="1" style="%s">%s</mxCell>'
SHAPE = b'<mxGeometry x="1" y="1" width="%d" height="40" as="geometry"/>'
PROGRESS = {
    "acetate": "progress",
    "format": 1,
    "cards": {},
    "reviews": [["name|d|a", 9, 3]],
    "reported": [HALF | {"buried": []}],
}
FOUND = [
    (
        "dot-reply",
        b'{"name":"g","directed":true,"_subgraph_cnt":0,"objects":[{"_gvid":0,"name":{}}]}',
    ),
    (  # two clusters, each in the other
        "dot-reply",
        b'{"name":"g","directed":true,"_subgraph_cnt":2,"objects":[%s,%s]}'
        % (ROUND % (0, 0, 1), ROUND % (1, 1, 0)),
    ),
    (
        "dot-reply",
        (
            b'{"name":"g","directed":true,"_subgraph_cnt":1,"objects":'
            b'[{"_gvid":0,"name":"cluster","style":5}]}'
        ),
    ),
    ("progress", json.dumps(PROGRESS).encode()),
    ("xdot", b'{"edges":[{"_gvid":0,"pos":"5"}]}'),
    ("xdot", b'{"dpi":"inf"}'),
    (
        "svg-head",
        (
            b'<svg width="9pt" height="9pt" transform="scale(1 1) rotate(0) translate(4 4)">'
            b'<a href="b"><text x="1.2.3" y=""></a>'
        ),
    ),
    (  # a shape that is its own layer
        "drawing",
        b'<mxGraphModel><root><mxCell id="b" parent="a" vertex="1"/><mxCell id="c" vertex="1"/></root></mxGraphModel>',
    ),
    (  # a text in a frame, in which something stands
        "drawing",
        b'<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
        + INNER % (b"f", b"1", b"container=1;", SHAPE % 80)
        + INNER % (b"c", b"1", b"text;", SHAPE % 9)
        + INNER % (b"b", b"c", b"group;", SHAPE % 80)
        + b"</root></mxGraphModel>",
    ),
]


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_anything_can_be_read(name: str, data: st.DataObject) -> None:
    target = TARGETS[name]
    parts = st.one_of(
        st.sampled_from(target.parts), st.sampled_from(target.parts), st.binary(max_size=6)
    )
    target.read(b"".join(data.draw(st.lists(parts, max_size=14))))


@pytest.mark.parametrize(("name", "raw"), FOUND)
def test_what_was_found_once_stays_mended(name: str, raw: bytes) -> None:
    TARGETS[name].read(raw)
