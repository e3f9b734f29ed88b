"""What the layers show, against the rule put as plainly as it can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer import counts, layer_name, part, visible
from app.model.style import Shape, Style

LAYERS = ("cicd", "iam", "networking")
some = st.lists(st.sampled_from(LAYERS), max_size=2, unique=True).map(tuple)


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Clusters nested in those before them, nodes anywhere, edges between any two."""
    clusters: list[Cluster] = []
    for n in range(draw(st.integers(0, 5))):
        parent = draw(st.sampled_from([None, *(c.id for c in clusters)]))
        clusters.append(Cluster(ElementId(f"c{n}"), f"C{n}", parent=parent, layers=draw(some)))
    homes = st.sampled_from([None, *(c.id for c in clusters)])
    nodes = [
        Node(ElementId(f"n{n}"), f"N{n}", cluster=draw(homes), layers=draw(some))
        for n in range(draw(st.integers(0, 6)))
    ]
    edges = []
    ids = [*(n.id for n in nodes), *(c.id for c in clusters)]
    for n in range(draw(st.integers(0, 5)) if ids else 0):
        ends = draw(st.tuples(st.sampled_from(ids), st.sampled_from(ids)))
        hidden = draw(st.booleans())
        edges.append(Edge(ElementId(f"e{n}"), *ends, ends, layers=draw(some), invisible=hidden))
    return Diagram(
        DiagramId("d"),
        "D",
        "d",
        "d.py",
        layers=LAYERS,
        nodes=(*nodes,),
        clusters=(*clusters,),
        edges=(*edges,),
    )


@given(diagrams(), st.frozensets(st.sampled_from(LAYERS)))
def test_what_shows_is_what_the_rule_says(diagram: Diagram, layers: frozenset[str]) -> None:
    def on(element: Node | Cluster | Edge) -> bool:
        return not element.layers or bool(layers.intersection(element.layers))

    def inside(cluster: str) -> list[Node]:
        below = {cluster}
        for c in diagram.clusters:
            below |= {c.id} if c.parent in below else set()
        return [n for n in diagram.nodes if n.cluster in below]

    def bare(cluster: Cluster) -> bool:
        return not inside(cluster.id)

    def below(cluster: Cluster) -> list[Cluster]:
        found = [cluster]
        for c in diagram.clusters:
            if c.parent in {f.id for f in found}:
                found.append(c)
        return found[1:]

    shown = visible(diagram, layers)
    nodes = {n.id for n in diagram.nodes if on(n)}
    clusters = {
        c.id
        for c in diagram.clusters
        if on(c)
        and (
            bare(c)
            or any(n.id in nodes for n in inside(c.id))
            or any(bare(b) and on(b) for b in below(c))
        )
    }
    assert shown.nodes == nodes
    assert shown.clusters == clusters
    assert shown.edges == {
        e.id
        for e in diagram.edges
        if on(e) and not e.invisible and {e.tail, e.head} <= nodes | clusters
    }


@given(diagrams())
def test_one_more_layer_hides_nothing(diagram: Diagram) -> None:
    without, everything = visible(diagram, frozenset()), visible(diagram, frozenset(LAYERS))
    assert without.nodes <= everything.nodes
    assert without.clusters <= everything.clusters
    assert without.edges <= everything.edges


@given(diagrams())
def test_counts_leave_out_what_is_never_drawn(diagram: Diagram) -> None:
    edges = (e for e in diagram.edges if not e.invisible)
    drawn: list[Node | Cluster | Edge] = [*diagram.nodes, *diagram.clusters, *edges]
    assert counts(diagram) == {x: sum(x in d.layers for d in drawn) for x in LAYERS}


def test_names_of_layers() -> None:
    assert [layer_name(x) for x in ("iam", "cicd", "blue-green")] == ["IAM", "CI/CD", "Blue green"]
    assert layer_name("EKS add-ons") == "EKS add-ons"


@given(diagrams(), st.sets(st.sampled_from(LAYERS)).map(frozenset))
def test_a_part_holds_all_that_shows_and_stands_by_itself(
    diagram: Diagram, layers: frozenset[str]
) -> None:
    shown = visible(diagram, layers)
    left = part(diagram, shown)
    homes = {c.id for c in left.clusters}
    assert homes == shown.clusters
    assert {n.id for n in left.nodes} == shown.nodes
    assert shown.edges <= {e.id for e in left.edges}
    assert {c.parent for c in left.clusters} | {n.cluster for n in left.nodes} <= homes | {None}
    assert {via for e in left.edges for via in e.via} <= homes | shown.nodes


def test_what_shows_in_a_cluster_that_does_not_is_in_the_one_round_that() -> None:
    diagram = Diagram(
        DiagramId("d"),
        "",
        "d",
        "d.dot",
        layers=("x",),
        nodes=(
            Node(ElementId("a"), "A", cluster=ElementId("inner")),
            Node(ElementId("b"), "B", cluster=ElementId("inner"), layers=("x",)),
        ),
        clusters=(
            Cluster(ElementId("outer"), "O"),
            Cluster(ElementId("inner"), "I", parent=ElementId("outer"), layers=("x",)),
        ),
        edges=(
            Edge(
                ElementId("e"), ElementId("a"), ElementId("outer"), (ElementId("a"), ElementId("b"))
            ),
        ),
    )
    left = part(diagram, visible(diagram, frozenset()))
    assert [(n.id, n.cluster) for n in left.nodes] == [("a", "outer")]
    assert [e.via for e in left.edges] == [("a", "a")]


def test_a_layer_that_nothing_to_see_is_on_has_no_name_to_show() -> None:
    diagram = Diagram(
        DiagramId("d"),
        "D",
        "d",
        "d.py",
        layers=("iam", "empty", "unseen", "blank"),
        nodes=(
            Node(ElementId("a"), "A", layers=("iam",)),
            Node(ElementId("b"), "B"),
            Node(ElementId("x"), "", layers=("blank",), style=Style(shape=Shape("blank"))),
        ),
        edges=(
            Edge(
                ElementId("e"),
                ElementId("a"),
                ElementId("b"),
                (ElementId("a"), ElementId("b")),
                layers=("unseen",),
                invisible=True,
            ),
        ),
    )
    assert diagram.named_layers == ("iam",)
