"""DOT files keep Graphviz's own meaning: defaults, inheritance, escapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.diagram import Dependence, Dependent, Diagram
from app.model.elements import urls_of
from app.model.source_graph import Html, SourceEnd, SourceGraph, SourcePlace
from app.model.style import Corner, Shape
from app.sources.graphs import dot
from app.sources.graphs.dot import read_dot
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin, Reading, SourceReading


def read(folder: Path, text: str) -> Reading:
    path = folder / "pic.dot"
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def read_file(path: Path) -> Reading:
    origin = DiagramOrigin(path.name, path.parent, (path.parent.resolve(),))
    return diagrams_of(read_dot(path, origin), origin, path.stem)


def source(folder: Path, text: str) -> SourceGraph:
    """What the file says, of which nothing is wrong."""
    path = folder / "pic.dot"
    path.write_text(text, encoding="utf-8")
    read = read_dot(path, DiagramOrigin("pic.dot", folder, (folder.resolve(),)))
    assert read == SourceReading(read.graphs)
    return read.graphs[0]


def one(folder: Path, text: str) -> Diagram:
    """Its diagram, of which nothing is wrong; what of it is not drawn is another matter."""
    reading = read(folder, text)
    assert [p for p in reading.problems if p.kind != "not-drawn"] == []
    return reading.diagrams[0]


def test_names_title_and_defaults(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        'digraph net { rankdir=RL; node [shape=box, URL="#x"]; edge [weight=3]\n'
        "  a -> b:p:n [label=l]\n b [shape=diamond] }",
    )
    assert (diagram.id, diagram.filename, diagram.title) == ("pic", "pic", "net")
    assert (diagram.source, diagram.direction) == ("pic.dot", "RL")
    assert [(n.id, n.kind, n.url, n.line) for n in diagram.nodes] == [
        ("box:a", "box", "#x", 2),
        ("diamond:b", "diamond", "#x", 2),
    ]
    (edge,) = diagram.edges
    assert (edge.tail, edge.head, edge.label) == ("box:a", "diamond:b", "l")
    assert edge.hints == {"weight": "3"}


def test_undirected_edges_have_no_arrows(tmp_path: Path) -> None:
    diagram = one(tmp_path, "graph { a -- {b c}; b -- c [dir=both] }")
    assert sorted(e.arrows for e in diagram.edges) == ["both", "none", "none"]


def test_clusters_nest_through_plain_subgraphs(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "digraph { subgraph cluster_a { label=A; class=vpc; URL=u; a\n"
        " subgraph plain { b; subgraph cluster_b { label=B; c } } }\n"
        " subgraph cluster_e { label=E }\n"  # nothing in it: Graphviz draws none
        " subgraph cluster_i { style=invis; d } }",
    )
    assert [(c.id, c.kind, c.parent, c.url) for c in diagram.clusters] == [
        ("a", "vpc", None, "u"),
        ("a/b", "generic", "a", None),
    ]
    assert {n.label: n.cluster for n in diagram.nodes} == {
        "a": "a",
        "b": "a",
        "c": "a/b",
        "d": None,
    }


def test_what_graphviz_takes_for_a_cluster_is_one(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "digraph { subgraph x { cluster=true; label=X; a } subgraph Cluster_y { label=Y; b }"
        " subgraph z { cluster=false; label=Z; c } }",
    )
    assert [c.label for c in diagram.clusters] == ["X", "Y"]


def test_line_label_and_ends_of_an_edge_lead_where_graphviz_says(tmp_path: Path) -> None:
    said = {
        "URL=a headURL=h labelhref=l": ("a", "l", "h"),
        "URL=a edgeURL=e": ("e", "a"),
        "edgehref=e headURL=h tailhref=t labelURL=l": ("e", "l", "h", "t"),
        "tailURL=t": ("t",),
        "href=a headURL=a": ("a",),
        "": (),
    }
    for attrs, urls in said.items():
        (edge,) = one(tmp_path, f"digraph {{ x -> y [{attrs}] }}").edges
        assert urls_of(edge) == urls


def test_edges_to_clusters_and_invisible_ones(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "digraph { compound=true; subgraph cluster_a { label=A; a } b; c [style=invis]\n"
        " b -> a [lhead=cluster_a]; a -> b [style=invis, constraint=false]; b -> c }",
    )
    into, away, hidden = sorted(diagram.edges, key=lambda e: e.invisible)
    assert (into.tail, into.head, into.via) == ("ellipse:b", "a", ("ellipse:b", "a/ellipse:a"))
    assert hidden.invisible
    assert hidden.hints == {"constraint": "false"}
    assert (away.tail, away.head) == ("ellipse:b", "invis:c")
    assert [(n.id, n.label, n.form) for n in diagram.nodes if n.joint] == [("invis:c", "", "blank")]
    assert [c.label for c in diagram.components] == ["a", "b", "A"]


def test_invisible_nodes_without_a_line_only_space_the_layout(tmp_path: Path) -> None:
    diagram = one(tmp_path, "digraph { a -> b; c [style=invis]; a -> c [style=invis] }")
    assert [n.label for n in diagram.nodes] == ["a", "b"]
    assert len(diagram.edges) == 1


def test_points_and_blanks_join_lines_and_are_no_components(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        'digraph { join [shape=point, xlabel=here]; gap [shape=plaintext, label=" "]\n'
        ' left -> join -> gap [dir=none]; gap -> right; empty [label=""] }',
    )
    assert {n.id: n.form for n in diagram.nodes if n.form} == {
        "point:join": "point",
        "plaintext:": "blank",
    }
    assert [c.label for c in diagram.components] == ["left", "right", ""]
    assert [e.arrows for e in diagram.edges] == ["none", "none", "forward"]


def test_an_edge_to_a_cluster_ends_there(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "graph { layout=fdp; subgraph cluster_a { label=A; x; y } subgraph cluster_e { label=E }\n"
        " cluster_a -- door; door -- cluster_e; cluster_e -- cluster_a }",
    )
    assert {(e.tail, e.head): e.via for e in diagram.edges} == {
        ("a", "ellipse:door"): ("a/ellipse:y", "ellipse:door"),
        ("ellipse:door", "e"): ("ellipse:door", "e"),
        ("e", "a"): ("e", "a/ellipse:y"),
    }


def test_labels_are_what_people_read(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        r"""digraph G {
        a [label="one\ntwo\l"]; b [label="\N of \G"]; c [label=<<b>Bold</b> &amp; <br/>plain>]
        d [shape=record, label="<p> left|{up|down}"]; e [label="a < b > c"]; f [label="x\\y"]
        a -> b [label="\T to \H"] }""",
    )
    labels = [n.label for n in diagram.nodes]
    assert labels == [
        "one\ntwo",
        "b of G",
        "Bold &\nplain",
        "left\nup\ndown",
        "a < b > c",
        "x\\y",
    ]
    assert diagram.edges[0].label == "a to b"


def test_layers_inherit_and_unknown_ones_are_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        'digraph { layers="a:b:c"\n'
        " subgraph cluster_x { label=X; layer=b; n; m [layer=c]; k [layer=all]\n"
        "  subgraph cluster_y { label=Y; o } }\n p; q [layer=nope]; n -> p; n -> m [layer=a] }",
    )
    diagram = reading.diagrams[0]
    assert {n.label: n.layers for n in diagram.nodes} == {
        "n": ("b",),
        "m": ("c",),
        "k": (),
        "o": ("b",),
        "p": (),
        "q": ("nope",),
    }
    assert [c.layers for c in diagram.clusters] == [("b",), ("b",)]
    assert sorted(e.layers for e in diagram.edges) == [(), ("a",)]
    assert diagram.layers == ("a", "b", "c", "nope")
    (told,) = reading.problems
    assert ("“nope”" in told.message, told.line) == (True, 4)


def test_each_graph_of_a_file_is_a_diagram(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        'digraph a { x [label="}{"] /* { */ } digraph "b/c" { label=B\n {y} -> z };\n'
        "strict graph { w } // and no more\n# than these\n",
    )
    assert [(d.id, d.filename, d.title) for d in reading.diagrams] == [
        ("pic/a", "a", "a"),
        ("pic/c", "c", "B"),
        ("pic/pic", "pic", "pic"),
    ]
    assert [[(n.label, n.line) for n in d.nodes] for d in reading.diagrams] == [
        [("}{", 1)],
        [("y", 2), ("z", 2)],
        [("w", 3)],
    ]
    assert [e.line for e in reading.diagrams[1].edges] == [2]
    assert reading.problems == ()


def test_a_broken_graph_leaves_the_others_whole(tmp_path: Path) -> None:
    for text, ids, lines in (
        ("digraph a { x }\n\ndigraph b {\n y -> }\ndigraph c { z }", ["pic/a", "pic/c"], [4]),
        ("digraph a {\n x -> \n\ndigraph b { y }", ["pic/b"], [4]),
        (
            "digraph a { x [label=\n\nstrict graph b { y }\n} graph c { z }",
            ["pic/b", "pic/c"],
            [3, 4],
        ),
        ("digraph a { x };\nhello\n", ["pic"], [2]),
    ):
        reading = read(tmp_path, text)
        assert [d.id for d in reading.diagrams] == ids
        assert [(p.severity, p.line) for p in reading.problems] == [("error", at) for at in lines]


def test_of_very_many_graphs_the_first_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dot, "MOST", 2)
    reading = read(tmp_path, "graph a { x } graph b { x } graph c { x } graph d { x }")
    assert [d.id for d in reading.diagrams] == ["pic/a", "pic/b"]
    (told,) = reading.problems
    assert (told.message, told.kind) == ("not drawn: 2 graphs after the first 2", "other-graphs")


def test_letters_are_read_however_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "old.dot"
    text = 'digraph { charset="%s"\r\n "München" [label="charset=latin1"]\r\n München -> Köln }'
    for said, encoding in (
        ("latin1", "latin-1"),
        ("cp1251", "cp1251"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("", "utf-16-be"),
    ):
        letters = (text % said).replace("ü", "ы").replace("ö", "ё") if "51" in said else text % said
        path.write_bytes(letters.encode(encoding))
        reading = read_file(path)
        assert reading.problems == ()
        (diagram,) = reading.diagrams
        assert [n.label for n in diagram.nodes] == ["charset=latin1", letters[-6:-2]]
        assert [(n.line) for n in diagram.nodes] == [2, 3]


def test_a_guess_at_letters_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.dot"
    path.write_bytes("digraph { München -> Köln }".encode("latin-1"))
    reading = read_file(path)
    assert [n.label for n in reading.diagrams[0].nodes] == ["München", "Köln"]
    (told,) = reading.problems
    assert told.message == (
        "The file is not in UTF-8; it was read as Windows-1252. If letters are wrong, save the file "
        "as UTF-8."
    )
    assert (told.severity, told.kind) == ("warning", "letters")


def test_lines_may_end_as_on_old_machines(tmp_path: Path) -> None:
    path = tmp_path / "old.dot"
    path.write_bytes(b"digraph {\r // no comment goes on\r a -> b\r # nor this\r c }\r")
    (diagram,) = read_file(path).diagrams
    assert [(n.label, n.line) for n in diagram.nodes] == [("a", 3), ("b", 3), ("c", 5)]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.dot"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    (told,) = read_file(path).problems
    assert str(told) == (
        "huge.dot: It is too large: it has 1,024.0 MiB, and at most 64 MiB are read."
    )


def test_what_is_no_text_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "letter.dot"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 80 + b"Word")
    (told,) = read_file(path).problems
    assert told.message == "It is not a text file, so it holds no DOT."


def test_attributes_may_be_called_like_fields_of_the_engine(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "digraph { objects=1; edges=2; name=3; _subgraph_cnt=5; nodes=6\n"
        " node [name=n, _gvid=7, tail=8]; edge [tail=10, head=11, _gvid=12, name=e]\n"
        " subgraph cluster_a { nodes=1; subgraphs=2; _gvid=4; name=q; label=A; x } x -> y }",
    )
    assert [(e.tail, e.head) for e in diagram.edges] == [("a/ellipse:x", "ellipse:y")]


def test_numbers_out_of_all_measure_are_text(tmp_path: Path) -> None:
    digits = "9" * 5000
    text = f'digraph {{ layers="a:b"; a [layer="{digits}"]; b [layer="²"] }}'
    diagram = read(tmp_path, text).diagrams[0]
    assert diagram.nodes[0].layers == (digits,)


def test_all_that_is_said_is_there(tmp_path: Path) -> None:
    graph = source(
        tmp_path,
        'strict graph G { bgcolor=pink; node [color=red]; a [label="", mine=1]\n'
        " b [label=<<b>b</b>>, tooltip=t]\n {rank=same; a; c}\n"
        " subgraph cluster_o { URL=u; style=invis\n"
        "  subgraph cluster_i { c } }\n"
        " a:p:n -- b:s [headlabel=h]; c -- cluster_o }",
    )
    assert (graph.name, graph.title, graph.directed, graph.strict) == ("G", "G", False, True)
    assert graph.attributes == {"bgcolor": "pink"}
    assert [(n.id, dict(n.attributes), n.cluster) for n in graph.nodes[:3]] == [
        ("a", {"color": "red", "label": "", "mine": "1"}, None),
        ("b", {"color": "red", "label": "<b>b</b>", "tooltip": "t"}, None),
        ("c", {"color": "red", "label": r"\N"}, "cluster_i"),
    ]
    assert [isinstance(n.attributes["label"], Html) for n in graph.nodes[:3]] == [
        False,
        True,
        False,
    ]
    assert [(c.id, c.parent, c.attributes.get("URL")) for c in graph.clusters] == [
        ("cluster_o", None, "u"),
        ("cluster_i", "cluster_o", None),
    ]
    assert [(r.rank, r.nodes) for r in graph.ranks] == [("same", ("a", "c"))]
    assert graph.edges[0].tail == SourceEnd("a", port="p:n")
    assert graph.edges[0].head == SourceEnd("b", port="s")
    assert graph.edges[0].attributes["headlabel"] == "h"


def test_each_element_has_its_place(tmp_path: Path) -> None:
    graph = source(
        tmp_path,
        "digraph { color=b\n  a -> b -> a; a -> b\n"
        '  "größe" [label=b]; subgraph cluster_c { x }\n  {a b} -> x }',
    )

    def at(line: int, column: int) -> SourcePlace:
        return SourcePlace("pic.dot", line, column)

    assert {n.id: n.place for n in graph.nodes} == {
        "a": at(2, 3),
        "b": at(2, 8),
        "größe": at(3, 3),
        "x": at(3, 43),
    }
    assert [c.place for c in graph.clusters] == [at(3, 31)]
    assert {(e.tail.id, e.head.id, e.place) for e in graph.edges} == {
        ("a", "b", at(2, 3)),
        ("b", "a", at(2, 8)),
        ("a", "b", at(2, 16)),
        ("a", "x", at(4, 3)),
        ("b", "x", at(4, 3)),
    }


def test_a_place_that_is_not_certain_is_none(tmp_path: Path) -> None:
    # Which of the two statements an edge comes from that both name is not said.
    graph = source(tmp_path, 'digraph { a -> b [key=k]; a -> b [key=k]; c -> "d" + "e" }')
    assert [e.place for e in graph.edges if e.tail.id == "a"] == [SourcePlace("pic.dot")]


def test_clusters_of_one_name_are_two(tmp_path: Path) -> None:
    text = (
        "digraph { subgraph cluster_a { subgraph cluster_x { label=One; a } }\n"
        " subgraph cluster_b { subgraph cluster_x { label=Two; b } } }"
    )
    graph = source(tmp_path, text)
    assert [c.name for c in graph.clusters].count("cluster_x") == 2
    assert len({c.id for c in graph.clusters}) == 4
    lines = {label: c.place.line for c in graph.clusters if (label := c.attributes.get("label"))}
    assert lines == {"One": 1, "Two": 2}
    clusters = {n.label: n.cluster for n in one(tmp_path, text).nodes}
    assert clusters == {"a": "cluster-a/one", "b": "cluster-b/two"}


def test_a_text_that_looks_like_html_is_text(tmp_path: Path) -> None:
    diagram = one(tmp_path, 'digraph { a [label="<b>a</b>"]; b [label=<<b>b</b>>] }')
    assert [n.label for n in diagram.nodes] == ["<b>a</b>", "b"]


def test_lines_of_names_past_comments_texts_and_html(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "/* a\n */ // b\n# c\ndigraph {\n"
        ' x [label="a \\" /* b"]; a\n c [label=<<i>b</i>\n<i>y</i>>]\n b; y }',
    )
    assert {n.id.partition(":")[2]: n.line for n in diagram.nodes} == {
        "a-b": 5,
        "a": 5,
        "b-y": 6,
        "b": 8,
        "y": 8,
    }


def test_syntax_errors_name_the_line(tmp_path: Path) -> None:
    (told,) = read(tmp_path, "digraph {\n a -> b\n b -> }\n").problems
    assert (told.file, told.line) == ("pic.dot", 3)
    assert "Syntax error" in told.message


def test_empty_missing_and_odd_files(tmp_path: Path) -> None:
    (told,) = read(tmp_path, "digraph {}").problems
    assert told.message == "The diagram “pic” has no nodes."
    (told,) = read(tmp_path, "").problems
    (told,) = read(tmp_path, 'digraph { a [image="no.png"] }').problems
    assert told.message == "The icon no.png of “a” is missing."
    assert told.kind == "missing-icon"
    icons = " ".join(f'n{i} [image="{i % 5}.png"]' for i in range(20))
    (told,) = read(tmp_path, f"digraph {{ {icons} }}").problems
    assert told.message == "5 icons are missing: 0.png, 1.png, 2.png, …"
    (told,) = read_file(tmp_path / "gone.dot").problems
    assert told.message == "It cannot be read: No such file or directory."


def test_a_node_without_an_icon_has_the_shape_that_is_said(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        "digraph { a; b [shape=box, style=rounded, width=2]; c [shape=diamond, peripheries=2]\n"
        'd [shape=point]; e [shape=none, label=""] }',
    )
    shapes = {n.label: n.shape for n in diagram.nodes if n.shape}
    assert shapes == {
        "a": Shape("ellipse"),
        "b": Shape("box", width=144, corner=Corner.ROUNDED),
        "c": Shape("diamond", outlines=2),
    }


def test_an_edge_states_which_end_depends_on_the_other(tmp_path: Path) -> None:
    diagram = one(
        tmp_path,
        'digraph { a -> b [depends="tail: No b,\\nno a: so it is."]; b -> c [depends=Both]\n c -> d }',
    )
    assert [e.depends for e in diagram.edges] == [
        Dependence(Dependent.TAIL, "No b, no a: so it is."),
        Dependence(Dependent.BOTH),
        None,
    ]


def test_a_dependence_of_neither_end_is_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, 'digraph { a -> b [depends="sideways: so"] }')
    (edge,) = reading.diagrams[0].edges
    assert edge.depends is None
    assert [p.message for p in reading.problems] == [
        "“depends” says “sideways”, not “tail”, “head” or “both”."
    ]
