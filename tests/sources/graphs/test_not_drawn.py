"""What a picture does not show is told: a line for each kind of it, nothing for what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.graphs.dot import read_dot
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin


def lost(folder: Path, text: str) -> str:
    path = folder / "pic.dot"
    path.write_text(text, encoding="utf-8")
    origin = DiagramOrigin("pic.dot", folder, (folder.resolve(),))
    reading = diagrams_of(read_dot(path, origin), origin, "pic")
    found = [p.message for p in reading.problems if p.kind == "not-drawn"]
    return ", ".join(message.removeprefix("not drawn: ") for message in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("digraph { a -> b }", ""),
        ("digraph { node [shape=box, color=black]; a -> b [dir=none, label=x, weight=2] }", ""),
        ("digraph { rankdir=LR; splines=ortho; a [style=invis, color=red]; a -> b }", ""),
        ('digraph { a -> b [style=dashed]; b -> c [style="bold,dotted"] }', ""),
        ('digraph { a -> b [style="bold,tapered"]; b -> a [style=wavy] }', "style (1)"),
        (
            'digraph { node [image="a.png", color=red]; a -> b -> c; c [style=dashed] }',
            "color (3), style (1)",
        ),
        ("digraph { a -> b [taillabel=1, headlabel=2, color=red, penwidth=3, fontsize=9] }", ""),
        (
            "digraph { a -> b [colorscheme=blues9, color=3, label=x, fontname=Arial] }",
            "",
        ),
        (
            "digraph { a [fillcolor=red]; b [fillcolor=red, style=filled]; c [style=wedged] }",
            "",
        ),
        ("digraph { a [shape=none, color=red, label=x]; p [shape=point, width=0.1] }", ""),
        ('digraph { a [label="", width=0.1, height=0.1]; b [label="", width=0, height=0] }', ""),
        ("digraph { a [shape=diamond]; b [shape=record]; c [shape=cds] }", "shape (1)"),
        (
            'digraph { r [shape=record, label="<x> a|b"]; r:x:s -> a:w; a:x -> r }',
            "port (1)",
        ),
        ("digraph { node [color=red, width=2, fontsize=9]; a; b [style=dashed] }", ""),
        ("digraph { bgcolor=pink; size=4; a }", "size (1)"),
        ("digraph { label=x; fontsize=30; fontcolor=red; a }", ""),
        (
            'digraph { a -> b [color="dark red;0.5:blue"] }',
            "Graphviz knows no colour “dark red”. Did you mean “darkred”?",
        ),
        ("graph { a -- b [arrowhead=crow]; b -- c [dir=back, arrowtail=dot] }", ""),
        ("digraph { a:n -> b:s [arrowsize=2] }", ""),
        (
            "digraph { nodesep=1; splines=curved; {rank=same; a; b} clusterrank=global }",
            "clusterrank (1)",
        ),
        ("digraph { a -> b [label=x, xlabel=y]; b [xlabel=z] }", "xlabel (1)"),
        ("digraph { a -> b [xlabel=y] }", ""),
        ("digraph { a -> b [samehead=x, labelangle=9, headlabel=h, decorate=true] }", ""),
        ("digraph { fontname=Arial; subgraph cluster_c { label=C; a } }", ""),
        (
            "digraph { subgraph cluster_c { label=C; fontname=Garamond; style=filled; color=red; a } }",
            "fontname (1)",
        ),
        ("digraph { a [label=<<TABLE><TR><TD>x</TD></TR></TABLE>>] }", ""),
        (r'digraph { a [label="left\l"] }', ""),
        ('digraph { bb="0,0,9,9"; a [pos="1,2", width=1, height=2] }', ""),
        ('graph { layout=neato; a [pos="1,2!"] }', "layout (1), pos (1)"),
    ],
)
def test_dot(tmp_path: Path, text: str, told: str) -> None:
    assert lost(tmp_path, text) == told


def test_what_diagrams_writes_by_itself_says_nothing(tmp_path: Path) -> None:
    head = (
        'digraph { graph [fontcolor="#2D3436", fontname="Sans-Serif", fontsize=15, label=x, '
        "nodesep=0.60, pad=2.0, rankdir=LR, ranksep=0.75, splines=ortho]\n"
        'node [fixedsize=true, fontcolor="#2D3436", fontname="Sans-Serif", fontsize=13, '
        "height=1.4, imagescale=true, labelloc=b, shape=box, style=rounded, width=1.4]\n"
        'edge [color="#7B8894"]\n'
        'subgraph cluster_c { graph [bgcolor="#E5F5FD", fontsize=12, label=c, labeljust=l, '
        'pencolor="#AEB6BE", shape=box, style=rounded]; b [shape=none, height=1.9] }\n'
    )
    assert lost(tmp_path, head + "a -> b [fontsize=13, label=x] }") == ""
    said = head + "a -> b [label=x, fontname=Garamond] }"
    assert lost(tmp_path, said) == "fontname (1)"
