"""Whatever a DOT file says, it is drawn as written: every edge, and every label's text."""

from __future__ import annotations

import re
import tempfile
from html import unescape
from pathlib import Path
from random import Random

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from app.errors import GaveUpError
from app.exporters.exporter import PictureOptions, PictureShown
from app.exporters.svg_sheet import sheet
from app.layout.layout import lay_out
from app.model.elements import Cluster, Edge, Node
from app.model.picture_style import PictureStyle
from app.model.view_state import ViewState
from app.render.offscreen import ensure_application
from app.scene.theme import LIGHT
from app.sources.workspace import load
from bench.fidelity_random import random_dot

WORDS = st.text("ab7 \u00e4\u03c0\u0416\u6570\U0001f680&<>{}|'\"\\\\:[]()-_.%/\n\t", max_size=12)
LABELS = st.lists(WORDS, min_size=1, max_size=4)


@settings(max_examples=5)
@given(st.randoms(use_true_random=False), LABELS)
def test_no_edge_and_no_text_is_lost(random: Random, labels: list[str]) -> None:
    written = [label.replace("\\", "\\\\").replace('"', '\\"') for label in labels]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.gv")
        path.write_text(random_dot(random, written), encoding="utf-8")
        (diagram,) = load(path).diagrams
    try:
        layout = lay_out(diagram, style=PictureStyle.WRITTEN)
    except GaveUpError:
        reject()
    assert layout.nodes.keys() == {node.id for node in diagram.nodes}
    assert layout.edges.keys() == {edge.id for edge in diagram.edges if not edge.invisible}
    ensure_application()
    shown = PictureShown(layout, ViewState(diagram.id, frozenset(diagram.layers)))
    said = sheet(shown, PictureOptions(LIGHT)).decode()
    drawn = {*unescape(" ".join(re.findall(r"<text [^>]*>([^<]*)</text>", said))).split()}
    drawn_edges = {
        edge.id for edge in diagram.edges if (e := layout.edges.get(edge.id)) and e.lines
    }
    for element in diagram.index.elements.values():
        if isinstance(element, Edge) and element.id not in drawn_edges:
            continue  # not to be seen, or some engines leave its label out
        if isinstance(element, Node) and (element.form or "record" in element.kind.lower()):
            continue  # a record that is broken has the node's name
        if isinstance(element, Cluster) and not layout.clusters[element.id].lines:
            continue  # some engines draw none
        assert set(element.label.split()) <= drawn
