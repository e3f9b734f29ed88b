"""Mermaid's flowcharts, as source graphs."""

from __future__ import annotations

import pytest

from app.errors import SourceError
from app.model.source_graph import SourceGraph, SourcePlace
from app.sources.graphs.mermaid import read_flowchart


def read(text: str) -> SourceGraph:
    return read_flowchart(text, SourcePlace("a.md", 1))


def edges(graph: SourceGraph) -> list[tuple[str, str, str]]:
    return [(e.tail.id, e.head.id, e.attributes.get("label", "")) for e in graph.edges]


def shapes(graph: SourceGraph) -> dict[str, tuple[str, str]]:
    return {n.id: (n.attributes["label"], n.attributes["shape"]) for n in graph.nodes}


@pytest.mark.parametrize(
    ("said", "direction"), [("graph TD", "TB"), ("flowchart RL", "RL"), ("graph", "TB")]
)
def test_the_first_line_says_the_direction(said: str, direction: str) -> None:
    assert read(f"%% a comment\n{said};\nA --> B").attributes["rankdir"] == direction


def test_nodes_have_labels_and_shapes_wherever_they_are_said() -> None:
    graph = read(
        'graph LR\na --> b\na[(Data\\nbase)]\nb{"is #quot;it#quot; (really)?"} --> c([A <b>stadium</b>])\n'
        "c --> d[[sub]] & e((o)) & f>odd] & g{{six}} & h[/in/] & i[/trap\\] & j[/var/log]\n"
        'k@{ shape: cyl, label: "new" } --> größe["`**bold**`"]'
    )
    assert shapes(graph) == {
        "a": ("Data\\nbase", "cylinder"),
        "b": ('is "it" (really)?', "diamond"),
        "c": ("A stadium", "box"),
        "d": ("sub", "box"),
        "e": ("o", "circle"),
        "f": ("odd", "cds"),
        "g": ("six", "hexagon"),
        "h": ("in", "parallelogram"),
        "i": ("trap", "trapezium"),
        "j": ("/var/log", "box"),
        "k": ("new", "cylinder"),
        "größe": ("bold", "box"),
    }


def test_a_label_goes_on_in_the_next_line() -> None:
    graph = read("graph LR;\nA[reserved\n  instances] --> B[x];")
    assert shapes(graph) == {"A": ("reserved\\ninstances", "box"), "B": ("x", "box")}


def test_links_chain_multiply_and_say_something() -> None:
    graph = read(
        "graph TD; A-->B-->C; A & B -.-> D\n"
        "A -- to --> C\nA -->|by way of| C\nB -. maybe .-> C\nB == surely ==> C\nC\n  --> D\n"
    )
    assert edges(graph) == [
        ("A", "B", ""),
        ("B", "C", ""),
        ("A", "D", ""),
        ("B", "D", ""),
        ("A", "C", "to"),
        ("A", "C", "by way of"),
        ("B", "C", "maybe"),
        ("B", "C", "surely"),
        ("C", "D", ""),
    ]


@pytest.mark.parametrize(
    ("link", "looks"),
    [
        ("-->", {"dir": "forward", "arrowhead": "normal", "minlen": "1"}),
        ("---", {"dir": "none", "minlen": "1"}),
        ("---->", {"dir": "forward", "minlen": "3"}),
        ("<-->", {"dir": "both", "arrowtail": "normal", "arrowhead": "normal"}),
        ("x--o", {"dir": "both", "arrowtail": "tee", "arrowhead": "dot"}),
        ("-..->", {"style": "dashed", "minlen": "2"}),
        ("==>", {"style": "bold"}),
        ("~~~", {"style": "invis"}),
        ("e1@-->", {"dir": "forward"}),
    ],
)
def test_how_a_link_looks(link: str, looks: dict[str, str]) -> None:
    (edge,) = read(f"graph LR\nA {link} B").edges
    assert looks.items() <= dict(edge.attributes).items()


def test_subgraphs_hold_what_they_speak_of_and_are_ends_of_links() -> None:
    graph = read(
        "graph TB\nuser --> vpc\nsubgraph vpc [The VPC]\n  direction LR\n"
        '  subgraph "Public subnet"\n    alb --> app\n  end\n  app --> db\nend\n'
        "subgraph empty\nend\ndb --> empty"
    )
    assert [(c.id, c.attributes["label"], c.parent) for c in graph.clusters] == [
        ("vpc", "The VPC", None),
        ("Public subnet", "Public subnet", "vpc"),
    ]
    assert {n.id: n.cluster for n in graph.nodes} == {
        "user": None,
        "alb": "Public subnet",
        "app": "Public subnet",
        "db": "vpc",
        "empty": None,
    }
    assert [e.head.id for e in graph.edges if e.head.is_cluster] == ["vpc"]


def test_styles_are_graphvizs() -> None:
    graph = read(
        "graph LR\nA:::hot --> B\nclassDef hot fill:#f96,stroke:#333,color:white\nclass B hot\n"
        "style B stroke-width:4px,stroke-dasharray: 5 5\nlinkStyle 0 stroke:red"
    )
    a, b = (dict(n.attributes) for n in graph.nodes)
    assert a["fillcolor"] == "#ff9966"
    assert (a["color"], a["fontcolor"], a["style"]) == ("#333333", "white", "filled")
    assert (b["penwidth"], b["style"]) == ("4.0", "filled,dashed")
    assert graph.edges[0].attributes["color"] == "red"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sequenceDiagram\nA->>B: hi", "this is a sequence diagram"),
        ("nonsense", "only flowcharts are drawn"),
        ("graph TD\nA --> B\n\nA ( B", "line 4 of this flowchart"),
        ("---\ntitle: x\n---\ngraph TD\nA -->", "line 5 of this flowchart"),
        ("graph TD\nend", "line 2 of this flowchart"),
        ("graph TD\n" + " & ".join("abcdefgh" * 6) + " --> " + " & ".join("ijklmnop" * 6), "links"),
    ],
)
def test_what_is_not_read_says_why(text: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        read(text)
