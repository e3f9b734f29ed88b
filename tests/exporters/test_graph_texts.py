"""A diagram as text of a graph: read again by our own readers, and by Graphviz, it is the same graph."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli import main
from app.engine import find
from app.exporters.dot_text import encode as dot
from app.exporters.exporter import PictureJob, PictureOptions
from app.exporters.mermaid_text import encode as mermaid
from app.layout.layout import lay_out
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.problem import Severity
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT
from app.sources.workspace import load

WORDS = """digraph "a \\"b\\"" {
  layers="iam:net work"; layersep=":"; rankdir=LR; label="Shop, \\"new\\""
  subgraph cluster_a { label="Store <1>"; color=red; bgcolor="#eeeeff"; layer="net work"
    orders [label="Orders\\nand | more" shape=cylinder style=filled fillcolor="#ffeecc" URL="https://example.org/a?b=1"]
    subgraph cluster_b { label="Deep & \\\\ down"; stock [shape=record label="{<p> a|b\\|c}|d"] } }
  web [label="Web" layer=iam tooltip="what \\"it\\" is"]
  web -> orders [label="asks #1" color=blue style=dashed arrowhead=vee layer=iam depends="tail:needs it"]
  web -> stock [dir=both taillabel=t headlabel=h style=bold]
  orders -> stock [lhead=cluster_b]
}"""


def job(diagram: Diagram, layers: frozenset[str] | None = None) -> PictureJob:
    on = frozenset(diagram.layers) if layers is None else layers
    layout = lay_out(diagram)
    workspace = Workspace("/nowhere", "W", False, (diagram,))
    return PictureJob.of(layout, ViewState(diagram.id, on), workspace, PictureOptions(LIGHT))


def opened(tmp_path: Path, name: str, text: bytes | str) -> Diagram:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = load(file)
    errors = [p for p in found.problems if p.severity is Severity.ERROR]
    assert [p for p in errors if "points to" not in p.message] == []  # notes are elsewhere
    return found.diagrams[0]


def path(diagram: Diagram, id: ElementId) -> tuple[str, ...]:
    """A component's label, and those of the clusters round it."""
    named = diagram.index.named
    return tuple(named[one].label for one in (id, *diagram.index.around(id)))


def told(diagram: Diagram) -> Counter[tuple[object, ...]]:
    """Its components by where they stand, and its edges by what they join."""
    found: Counter[tuple[object, ...]] = Counter()
    found.update(("component", *path(diagram, c.id)) for c in diagram.components)
    for edge in diagram.edges:
        ends = tuple(path(diagram, end) for end in edge.way)
        found["edge", *ends, edge.label, edge.arrows == "both"] += 1
    return found


def test_dot_says_it_all(tmp_path: Path) -> None:
    first = opened(tmp_path, "one.dot", WORDS)
    again = opened(tmp_path, "two.dot", dot(job(first)).content)
    assert told(again) == told(first)
    assert again.title == first.title
    assert again.layers == first.layers
    assert again.direction == first.direction
    by_label = [sorted(d.nodes, key=lambda n: n.label) for d in (first, again)]
    for one, other in zip(*by_label, strict=True):
        assert (other.layers, other.url, other.tooltip) == (one.layers, one.url, one.tooltip)
        assert other.style == one.style
        assert [leaf.text for f in other.fields for leaf in f.leaves] == [
            leaf.text for f in one.fields for leaf in f.leaves
        ]
    for edge, same in zip(first.edges, again.edges, strict=True):
        assert (same.layers, same.depends, same.tail_label) == (
            edge.layers,
            edge.depends,
            edge.tail_label,
        )
        assert same.style.stroke == edge.style.stroke
        assert same.style.heads == edge.style.heads
    assert [c.layers for c in again.clusters] == [c.layers for c in first.clusters]


def test_mermaid_says_what_it_can(tmp_path: Path) -> None:
    first = opened(tmp_path, "one.dot", WORDS)
    encoded = mermaid(job(first))
    assert encoded.remark == "Mermaid has no word for layers and tooltips: left out."
    note = b"# Shop\n\n```mermaid\n" + encoded.content + b"```\n"
    (tmp_path / "a.md").write_bytes(note)
    text = encoded.content.decode()
    assert 'title: "Shop, \\"new\\""' in text
    assert "flowchart LR" in text
    assert 'n1[("Orders<br>and | more")]' in text
    assert 'n3 -.->|"asks #35;1"| n1' in text
    assert 'n3 <==>|"t<br>h"| n2' in text
    assert "n1 --> c2" in text
    assert 'click n1 "https://example.org/a?b=1"' in text


def test_what_does_not_show_is_not_told(tmp_path: Path) -> None:
    first = opened(tmp_path, "one.dot", WORDS)
    text = dot(job(first, frozenset())).content.decode()
    assert "Web" not in text
    assert "asks" not in text
    assert "Orders" not in text  # its cluster is on a layer


@pytest.mark.usefixtures("warm_cache")
def test_bundled_diagrams_come_back(
    layouts: dict[DiagramId, DiagramLayout], bundled: Workspace, tmp_path: Path
) -> None:
    for id, layout in layouts.items():
        diagram = layout.diagram
        state = ViewState(id, frozenset(diagram.layers))
        one = PictureJob.of(layout, state, bundled, PictureOptions(LIGHT))
        again = opened(tmp_path, f"{diagram.filename}.dot", dot(one).content)
        visible = replace(diagram, edges=tuple(e for e in diagram.edges if not e.invisible))
        assert told(again) == told(visible), id
        icons = [Counter(n.icon for n in d.nodes) for d in (again, diagram)]
        assert icons[0] == icons[1]
        assert str(Path.home()).encode() not in dot(one).content
        assert b"site-packages" not in dot(one).content


LABELS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(LABELS, min_size=1, max_size=4), LABELS, LABELS)
def test_any_label_is_text(labels: list[str], title: str, said: str) -> None:
    nodes = tuple(Node(ElementId(f"n{n}"), label, "box") for n, label in enumerate(labels))
    cluster = Cluster(ElementId("c"), said)
    inside = (replace(nodes[0], cluster=cluster.id), *nodes[1:])
    ends = (nodes[0].id, nodes[-1].id)
    edge = Edge(ElementId("e"), *ends, ends, label=said)
    diagram = Diagram(
        DiagramId("d"), title, "d", "d.dot", nodes=inside, clusters=(cluster,), edges=(edge,)
    )
    layout = DiagramLayout(diagram, 10, 10, {}, {}, {})
    one = PictureJob.of(
        layout, ViewState(diagram.id), Workspace("/", "W", False), PictureOptions(LIGHT)
    )
    text = dot(one).content
    engine = subprocess.run(
        [find(), "-Tcanon"], input=text, capture_output=True, check=False, timeout=20
    )
    assert engine.returncode == 0, (text, engine.stderr)
    lines = mermaid(one).content.decode().splitlines()
    assert (
        len([line for line in lines if line.strip().startswith(("n", "subgraph"))])
        == len(labels) + 2
    )


def test_the_command_writes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.dot").write_text(WORDS)
    for name in ("two.gv", "two.mmd"):
        assert main(["export", str(tmp_path / "one.dot"), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "two.mmd").read_text().startswith("---\ntitle:")
    assert "Mermaid has no word" in "".join(capsys.readouterr())
