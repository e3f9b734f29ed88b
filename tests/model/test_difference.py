"""Two states of a diagram, merged, and what has changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.model.comparison import Difference
from app.model.details import ChangeKind, Details, Property
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.difference import changes_of, compared, difference, differences, partners
from app.model.elements import Element
from app.model.ids import DiagramId, ElementId
from app.model.style import ColourStop, Fill, Style
from tests.cost import grows_in_step

ADDED, CHANGED, REPLACED, GONE = ChangeKind


def _node(id: str, label: str = "", cluster: str | None = None, kind: str = "") -> Node:
    return Node(ElementId(id), label or id, kind, ElementId(cluster) if cluster else None)


def _edge(tail: str, head: str, label: str = "") -> Edge:
    ends = ElementId(tail), ElementId(head)
    return Edge(ElementId(f"{tail}->{head}"), *ends, ends, label)


SHOP = Diagram(
    DiagramId("shop"),
    "Shop",
    "shop",
    "shop.dot",
    layers=("iam",),
    nodes=(_node("a/ec2:web", "Web", "a"), _node("rds:db", "DB"), _node("sqs:q", "Queue")),
    clusters=(Cluster(ElementId("a"), "Subnet A"), Cluster(ElementId("b"), "Subnet B")),
    edges=(_edge("a/ec2:web", "rds:db", "reads"), _edge("a/ec2:web", "sqs:q", "sends")),
)


def _told(found: Difference) -> dict[str, tuple[ChangeKind, tuple[str, ...]]]:
    return {change.element: (change.kind, change.words) for change in found.changes}


def test_what_is_new_and_what_is_gone_stand_in_one_diagram() -> None:
    after = replace(
        SHOP,
        nodes=(*SHOP.nodes[1:2], _node("b/s3:pictures", "Pictures", "b")),
        edges=(_edge("rds:db", "b/s3:pictures"),),
    )
    found = difference(SHOP, after)
    kinds = {id: kind for id, (kind, _) in _told(found).items()}
    assert kinds == {
        "b/s3:pictures": ADDED,
        "rds:db->b/s3:pictures": ADDED,
        "a/ec2:web": GONE,
        "sqs:q": GONE,
        "a/ec2:web->rds:db": GONE,
        "a/ec2:web->sqs:q": GONE,
    }
    merged = found.diagram
    assert merged.layers == ("added", "gone"), "those that occur; the diagram's own are left out"
    elements = merged.index.elements
    assert {id: elements[ElementId(id)].change for id in kinds} == kinds
    assert {elements[ElementId(id)].layers for id, kind in kinds.items() if kind is GONE} == {
        ("gone",)
    }
    assert elements[ElementId("rds:db")].layers == (), "what stays is on the base sheet"
    assert merged.index.parents[ElementId("a/ec2:web")] == "a"
    assert [c.name for c in found.changes if "->" in c.element] == [
        "DB → Pictures",
        "Web → DB: reads",
        "Web → Queue: sends",
    ]


def test_each_thing_that_differs_is_said() -> None:
    red = Style(fill=Fill((ColourStop("#ff0000"),)))
    web, db, queue = SHOP.nodes
    after = replace(
        SHOP,
        title="The shop",
        nodes=(
            replace(web, id=ElementId("b/ec2:web"), cluster=ElementId("b")),
            replace(db, id=ElementId("rds:db"), label="Data\nbase", style=red, layers=("iam",)),
            replace(queue, url="https://x.example"),
        ),
        edges=(
            _edge("b/ec2:web", "rds:db", "reads and writes"),
            _edge("b/ec2:web", "sqs:q", "sends"),
        ),
    )
    found = difference(SHOP, after)
    assert found.words == ("title: “Shop” → “The shop”",)
    assert _told(found) == {
        "b/ec2:web": (CHANGED, ("moved from “Subnet A” to “Subnet B”",)),
        "rds:db": (CHANGED, ("label: “DB” → “Data base”", "layer: none → IAM", "looks different")),
        "sqs:q": (CHANGED, ("link: none → https://x.example",)),
        "b/ec2:web->rds:db": (CHANGED, ("label: “reads” → “reads and writes”",)),
    }


def test_properties_say_what_they_were() -> None:
    old = Details(
        "AWS::Lambda::Function",
        "Pay",
        properties=(Property("Memory", "512"), Property("Arm", "yes")),
    )
    new = replace(old, line=7, properties=(Property("Memory", "1024"), Property("Timeout", "30")))
    before, after = (
        replace(SHOP, nodes=(replace(_node("lambda:pay"), details=details),), edges=())
        for details in (old, new)
    )
    found = difference(before, after)
    words = ("Memory: 512 → 1024", "Timeout: none → 30", "Arm: yes → none")
    assert found.diagram.nodes[0].tooltip == "; ".join(words), "and is said where it stands"
    assert _told(found) == {"lambda:pay": (CHANGED, words)}
    (node,) = found.diagram.nodes
    assert node.details is not None
    assert [f"{p.name}: {p.told}" for p in node.details.properties] == list(words)
    assert node.details.line == 7
    assert difference(before, replace(before, nodes=(replace(before.nodes[0], line=9),))).equal


def test_what_was_replaced_by_something_else() -> None:
    before = replace(SHOP, nodes=(_node("ec2:db", "DB", kind="aws.compute.EC2"),), edges=())
    after = replace(SHOP, nodes=(_node("rds:db", "DB", kind="aws.database.RDS"),), edges=())
    assert _told(difference(before, after)) == {"rds:db": (REPLACED, ("kind: EC2 → RDS",))}


def test_what_is_gone_has_an_id_that_nobody_has() -> None:
    details = (
        Details("AWS::SQS::Queue", "A"),
        Details("AWS::SQS::Queue", "B", properties=(Property("x", "1"),)),
    )
    before = replace(
        SHOP,
        nodes=tuple(
            replace(_node(id, "Q"), details=d) for id, d in zip(("q", "q~2"), details, strict=True)
        ),
        edges=(),
    )
    after = replace(before, nodes=(replace(before.nodes[1], id=ElementId("q")),))
    found = difference(before, after)
    assert [(n.id, n.change) for n in found.diagram.nodes] == [("q~gone", GONE), ("q", None)]


def test_several_diagrams_are_those_of_one_name_or_of_one_place_in_their_files() -> None:
    other = replace(SHOP, id=DiagramId("shop-new"), filename="shop-new", source="shop-new.dot")
    (found,) = differences((SHOP,), (other,))
    assert found.equal
    assert found.diagram.id == "shop-new"
    levels = [replace(SHOP, level="overview"), replace(SHOP, id=DiagramId("shop/all"), level="all")]
    moved = [
        replace(d, id=DiagramId(d.id.replace("shop", "new")), filename="n", source="n")
        for d in levels
    ]
    assert all(found.equal for found in differences(levels, moved))
    bank = replace(SHOP, id=DiagramId("bank"), filename="bank", source="bank.dot")
    new, gone = differences((SHOP,), (replace(bank, title="Bank"), other))[0:2]
    assert (new.only, gone.only) == (ADDED, ADDED)
    last = differences((SHOP, bank), (SHOP,))[-1]
    assert last.only is GONE
    assert {c.kind for c in last.changes} == {GONE}
    assert not replace(last, changes=()).equal, "an empty diagram that is gone is a difference, too"


@st.composite
def _diagrams(draw: st.DrawFn) -> Diagram:
    """With the ids that readers give: place, kind and label."""
    clusters = draw(st.lists(st.sampled_from("vwxy"), max_size=3, unique=True))
    nodes: dict[str, Node] = {}
    for _ in range(draw(st.integers(0, 7))):
        home = draw(st.sampled_from([None, *clusters]))
        kind, label = draw(st.sampled_from(["ec2", "rds"])), draw(st.sampled_from("abcde"))
        id = f"{home}/{kind}:{label}" if home else f"{kind}:{label}"
        nodes[id] = _node(id, label, home, kind)
    ends = st.sampled_from(sorted(nodes)) if nodes else st.nothing()
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=6, unique=True)) if nodes else []
    labels = st.sampled_from(["", "reads"])
    return replace(
        SHOP,
        nodes=tuple(nodes.values()),
        clusters=tuple(Cluster(ElementId(id), id) for id in clusters),
        edges=tuple(_edge(tail, head, draw(labels)) for tail, head in pairs),
    )


@given(_diagrams())
def test_a_diagram_does_not_differ_from_itself(diagram: Diagram) -> None:
    found = difference(diagram, diagram)
    assert found.equal
    assert found.diagram.index.elements.keys() == diagram.index.elements.keys()


@given(_diagrams(), _diagrams())
def test_the_merged_diagram_holds_both_and_is_sound(before: Diagram, after: Diagram) -> None:
    merged = difference(before, after).diagram
    every: list[Element] = [*merged.nodes, *merged.clusters, *merged.edges]
    elements = merged.index.elements
    assert len(every) == len(elements), "no id stands twice"
    assert [e.id for e in every if e.change is not GONE] == [*after.index.elements]
    there = Counter(type(e) for e in every if e.change is not ADDED)
    assert there == Counter(type(e) for e in before.index.elements.values())
    assert all(end in elements for e in merged.edges for end in (e.tail, e.head, *e.via))
    seen: set[ElementId | None] = {None}
    for cluster in merged.clusters:
        assert cluster.parent in seen
        seen.add(cluster.id)
    assert all(node.cluster in seen for node in merged.nodes)


@given(_diagrams(), _diagrams())
def test_the_other_way_round_what_was_added_is_gone(before: Diagram, after: Diagram) -> None:
    there, back = difference(before, after), difference(after, before)
    kinds, others = (Counter(c.kind for c in found.changes) for found in (there, back))
    assert (kinds[ADDED], kinds[GONE]) == (others[GONE], others[ADDED])
    assert kinds[CHANGED] + kinds[REPLACED] == others[CHANGED] + others[REPLACED]


def test_it_takes_as_long_as_there_are_elements() -> None:
    def made(many: int) -> tuple[Diagram, Diagram]:
        both = []
        for prefix in "xy":
            nodes = [_node(f"ec2:{prefix if n % 3 else ''}{n}", f"{n}") for n in range(many)]
            edges = [_edge(a.id, b.id) for a, b in pairwise(nodes)]
            both.append(replace(SHOP, nodes=tuple(nodes), clusters=(), edges=tuple(edges)))
        return both[0], both[1]

    grows_in_step(lambda many: difference(*made(many)))


def test_a_comparison_is_a_diagram_of_its_own() -> None:
    after = replace(SHOP, nodes=SHOP.nodes[:2], edges=SHOP.edges[:1], level="all")
    found = compared(SHOP, after, "since the last commit")
    assert found.base == "shop"
    assert found.id != "shop"
    shown = found.difference.diagram
    assert (shown.title, shown.level) == ("Shop, since the last commit", "all")
    assert [c.name for c in found.difference.changes] == ["Queue", "Web → Queue: sends"]


def test_how_diagrams_were_elsewhere() -> None:
    other = replace(SHOP, id=DiagramId("x"), filename="x", source="y")
    assert partners((other,), (SHOP,)) == {"shop": other}
    assert partners((other, SHOP), (SHOP,)) == {"shop": SHOP}
    third = replace(SHOP, id=DiagramId("q"), filename="q", source="z")
    assert partners((other, third), (SHOP,)) == {}


def test_what_was_one_diagram_and_has_levels_now_was_all_of_it() -> None:
    overview = replace(SHOP, level="overview", nodes=SHOP.nodes[:1], edges=())
    whole = replace(SHOP, id=DiagramId("shop-all"), filename="shop-all", level="all")
    assert partners((SHOP,), (overview, whole)) == {"shop-all": SHOP}
    assert partners((overview, whole), (SHOP,)) == {"shop": whole}


def test_what_was_not_there_is_all_added() -> None:
    found = compared(None, SHOP, "since the last commit")
    assert found.difference.only is ADDED
    assert {c.kind for c in found.difference.changes} == {ADDED}


def test_names_are_short_and_made_ones_no_difference() -> None:
    made = ("vM3dHMGEtcoDSQyHLAmN-98", "uJxkH9PUwA4se-ktnIc0-7")
    old, new = (
        replace(
            SHOP, nodes=(replace(_node("n", "x " * 90), details=Details("box", name)),), edges=()
        )
        for name in made
    )
    assert difference(old, new).equal
    (change,) = difference(replace(SHOP, nodes=(), edges=()), old).changes
    assert len(change.name) <= 80


def test_a_type_that_one_side_does_not_say_replaces_nothing() -> None:
    bare = replace(SHOP, nodes=(_node("n", "Staff"),), edges=())
    typed = replace(bare, nodes=(replace(bare.nodes[0], details=Details("person", "Staff")),))
    (change,) = difference(bare, typed).changes
    assert change.kind is CHANGED


def test_what_a_plan_says_itself() -> None:
    details = Details(
        "aws_instance", "web", properties=(Property("ami", "b", "a"), Property("x", "1"))
    )
    nodes = (
        replace(_node("w", "Web"), change=CHANGED, details=details),
        replace(_node("d", "DB"), change=GONE, details=details),
        _node("q", "Queue"),
    )
    found = changes_of(replace(SHOP, nodes=nodes, edges=()))
    assert [(c.kind, c.name, c.words) for c in found] == [
        (CHANGED, "Web", ("ami: a → b",)),
        (GONE, "DB", ()),
    ]
    assert changes_of(SHOP) == ()
