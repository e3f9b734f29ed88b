"""What leads to a component, what it leads to, and paths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer import Visible, visible
from app.model.style import HEADS, Shape, Style
from app.model.tracing import PATHS, Trace, Way, between, follow, title


def graph(text: str, held: str = "", points: str = "") -> Diagram:
    """Of edges such as `a>b`, `a<b`, `a=b` (two heads) and `a-b` (none). `held` are the nodes in the
    cluster C, `points` those that only join lines."""
    signs = {">": "forward", "<": "back", "=": "both", "-": "none"}
    edges, names = [], dict.fromkeys(held)
    for number, word in enumerate(text.split()):
        a, sign, b = word[0], word[1], word[2]
        names |= {end: None for end in (a, b) if end != "C"}
        ends = ElementId(a), ElementId(b)
        style = Style(heads=HEADS[signs[sign]])
        edges.append(Edge(ElementId(f"{word}{number}"), *ends, ends, style=style))
    nodes = (
        Node(
            ElementId(n),
            "" if n in points else n.upper(),
            cluster=ElementId("C") if n in held else None,
            style=Style(shape=Shape("point")) if n in points else Style(),
        )
        for n in names
    )
    clusters = (Cluster(ElementId("C"), "Cluster"),) if held else ()
    return Diagram(
        DiagramId("g"), "G", "g", "g.dot", "LR", (), tuple(nodes), clusters, tuple(edges)
    )


def all_of(diagram: Diagram) -> Visible:
    return visible(diagram, frozenset())


def steps(diagram: Diagram, start: str, way: Way, far: int | None = None) -> dict[str, int]:
    """By what is reached how far it is."""
    found = follow(diagram, Trace(ElementId(start), way, far), all_of(diagram))
    return {id: n for reach in found.reaches for id, n in reach.steps.items() if n}


def paths(diagram: Diagram, start: str, goal: str, every: bool = True) -> list[str]:
    trace = between(diagram, ElementId(start), ElementId(goal), every, all_of(diagram))
    return ["".join(p.stops) for p in follow(diagram, trace, all_of(diagram)).paths]


def test_arrows_say_what_leads_where() -> None:
    chain = graph("a>b b>c c>d x>c")
    assert steps(chain, "c", Way.TO) == {"b": 1, "x": 1, "a": 2}
    assert steps(chain, "c", Way.FROM) == {"d": 1}
    assert steps(chain, "b", Way.BOTH) == {"a": 1, "c": 1, "d": 2}  # not x, which leads to c
    assert steps(chain, "b", Way.ANY) == {"a": 1, "c": 1, "d": 2, "x": 2}


def test_each_kind_of_head_is_honoured() -> None:
    heads = graph("a<b a=c a-d")
    assert steps(heads, "a", Way.FROM) == {"c": 1, "d": 1}
    assert steps(heads, "a", Way.TO) == {"b": 1, "c": 1, "d": 1}


def test_it_goes_no_further_than_asked_and_says_that_there_is_more() -> None:
    chain = graph("a>b b>c c>d")
    two = follow(chain, Trace(ElementId("a"), Way.FROM, 2), all_of(chain))
    assert (two.furthest, two.more, len(two.edges)) == (2, True, 2)
    three = follow(chain, Trace(ElementId("a"), Way.FROM, 3), all_of(chain))
    assert (three.furthest, three.more) == (3, False)


def test_a_clusters_edge_is_one_of_all_that_it_holds() -> None:
    held = graph("a>C m>x C>y n>z", held="mn")
    assert steps(held, "a", Way.FROM) == {"C": 1, "m": 1, "n": 1, "x": 2, "y": 2, "z": 2}
    assert steps(held, "m", Way.FROM) == {"x": 1, "y": 1}  # not z: n is another one of it
    assert steps(held, "m", Way.TO) == {"a": 1}
    assert steps(held, "C", Way.FROM) == {"x": 1, "y": 1, "z": 1}
    assert steps(held, "x", Way.TO) == {"m": 1, "a": 2}  # what leads to m does not lead to n by it


def test_what_only_joins_lines_is_no_step_and_leads_as_its_arrows_do() -> None:
    trunk = graph("a-p b-p p>c", points="p")
    assert {k: n for k, n in steps(trunk, "a", Way.FROM).items() if k != "p"} == {"c": 1}
    assert {k: n for k, n in steps(trunk, "c", Way.TO).items() if k != "p"} == {"a": 1, "b": 1}
    plain = graph("a-p b-p", points="p")  # nothing there points anywhere
    assert {k: n for k, n in steps(plain, "a", Way.FROM).items() if k != "p"} == {"b": 1}


def test_it_goes_only_along_what_shows() -> None:
    chain = graph("a>b b>c a>d d>c")
    shown = visible(chain, frozenset(), frozenset({ElementId("b")}))
    found = follow(chain, Trace(ElementId("a"), Way.FROM), shown)
    assert found.components == {"a", "d", "c"}


def test_paths_come_shortest_first_and_go_round_no_circle() -> None:
    net = graph("a>b b>d a>c c>e e>d d>a c>b")
    assert paths(net, "a", "d") == ["abd", "aced", "acbd"]
    assert paths(net, "a", "d", every=False) == ["abd"]


def test_parallel_edges_are_all_on_the_path() -> None:
    twice = graph("a>b a>b b>a")
    trace = between(twice, ElementId("a"), ElementId("b"), False, all_of(twice))
    assert follow(twice, trace, all_of(twice)).paths[0].edges == (("a>b0", "a>b1"),)


def test_paths_against_the_arrows_and_across_them_are_said_to_be_so() -> None:
    net = graph("a>b c>b")
    assert title(net, between(net, ElementId("b"), ElementId("a"), False, all_of(net))) == (
        "The shortest path from “A” to “B”"
    )
    across = between(net, ElementId("a"), ElementId("c"), True, all_of(net))
    assert title(net, across) == ("All paths between “A” and “C”, whichever way the arrows point")
    apart = graph("a>b c>d")
    assert paths(apart, "a", "d") == []


def test_so_many_paths_that_nobody_wants_them_all_are_cut() -> None:
    rungs = "abcdefghijklmnop"
    ladder = graph(" ".join(f"{a}>{b}" for n, a in enumerate(rungs) for b in rungs[n + 1 :]))
    found = follow(
        ladder, Trace(ElementId("a"), Way.FROM, None, ElementId("p"), True), all_of(ladder)
    )
    assert len(found.paths) == PATHS
    assert found.cut
    lengths = [len(path.edges) for path in found.paths]
    assert lengths == sorted(lengths)


ENDS = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("><=-"), st.sampled_from("abcdefg"))


@given(st.lists(ENDS, min_size=1, max_size=14))
def test_what_is_reached_leads_back(edges: list[tuple[str, str, str]]) -> None:
    net = graph(" ".join("".join(edge) for edge in edges))
    names = [node.id for node in net.nodes]
    for a in names:
        for b, far in steps(net, a, Way.FROM).items():
            assert steps(net, b, Way.TO)[a] == far
            if a != b:
                assert len(paths(net, a, b, every=False)[0]) == far + 1
