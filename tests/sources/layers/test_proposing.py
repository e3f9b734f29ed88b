"""Layers proposed for diagrams whose files name none: few, sensible, each with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.style import ColourStop, Dash, Stroke, Style
from app.sources.layers.phrases import says
from app.sources.layers.proposing import MOST, proposals

RED = Style(stroke=Stroke((ColourStop("#c0211c"),), dash=Dash.DASHED))


def diagram(nodes: str, edges: str = "", clusters: str = "", look: Style = RED) -> Diagram:
    """`nodes` are `name=kind`, or `cluster/name=kind`, `edges` `a>b` or `a>b:label`, where `a!b` is one
    of that `look`."""
    made = []
    for said in nodes.split():
        where, _, kind = said.partition("=")
        cluster, _, name = where.rpartition("/")
        made.append(Node(ElementId(name), name, kind, ElementId(cluster) if cluster else None))
    lines = []
    for said in edges.split():
        ends, _, label = said.partition(":")
        style = look if "!" in ends else Style()
        tail, head = (ElementId(end) for end in ends.replace("!", ">").split(">"))
        id = ElementId(f"{tail}->{head}")
        lines.append(Edge(id, tail, head, (tail, head), label, style=style))
    boxes = tuple(Cluster(ElementId(name), name) for name in clusters.split())
    return Diagram(
        DiagramId("d"), "D", "d", "d.py", nodes=tuple(made), clusters=boxes, edges=tuple(lines)
    )


WEB = (
    "dns=aws.network.Route53 lb=aws.network.ELB web=aws.compute.EC2 api=aws.compute.EC2 job=aws.compute.EC2 "
    "db=aws.database.RDS copy=aws.database.RDS role=aws.security.IAMRole logs=aws.management.Cloudwatch"
)
WAYS = "dns>lb lb>web lb>api web>db api>db db>copy api>job role>api web>logs api>logs"


def found(subject: Diagram) -> dict[str, tuple[str, ...]]:
    return {proposal.layer: proposal.elements for proposal in proposals(subject)}


def test_layers_are_proposed_from_icons_with_what_they_are_proposed_for() -> None:
    subject = diagram(WEB, WAYS)
    assert found(subject) == {
        "monitoring": ("logs",),
        "iam": ("role",),
        "networking": ("dns", "lb"),
        "data": ("db", "copy"),
    }
    reasons = {proposal.layer: proposal.reason for proposal in proposals(subject)}
    assert reasons["networking"] == "for the icons of “dns” and “lb”"
    assert reasons["iam"] == "for the icon of “role”"


def test_one_topic_goes_with_another_where_both_are_there() -> None:
    assert found(diagram(f"{WEB} waf=aws.security.WAF", WAYS))["security"] == ("waf", "role")


def test_what_carries_the_picture_is_no_sheet_over_it() -> None:
    assert "networking" not in found(diagram(f"{WEB} user=aws.general.User", f"{WAYS} user>dns"))
    assert "networking" not in found(diagram(WEB.replace("network.Route53", "compute.EC2"), WAYS))


def test_what_most_of_a_picture_is_about_is_none_either_nor_are_small_pictures_layered() -> None:
    pipeline = " ".join(f"step{n}=aws.devtools.Codebuild" for n in range(6))
    assert found(diagram(f"{pipeline} db=aws.database.RDS")) == {}
    assert found(diagram("web=aws.compute.EC2 logs=aws.management.Cloudwatch", "web>logs")) == {}


def test_a_cluster_takes_what_it_holds_but_what_is_on_another_layer() -> None:
    nodes = (
        f"{WEB} Monitoring/grafana=onprem.monitoring.Grafana Monitoring/db2=onprem.database.Mysql"
    )
    inside = found(diagram(nodes, WAYS, clusters="Monitoring"))
    assert inside["monitoring"] == ("Monitoring", "logs")
    assert "db2" in inside["data"]
    most = " ".join(f"Monitoring/n{n}=aws.compute.EC2" for n in range(12))
    assert (
        "Monitoring"
        not in found(diagram(f"{WEB} {most}", WAYS, clusters="Monitoring"))["monitoring"]
    )


def test_edges_are_proposed_by_label_and_by_look_unless_they_go_with_what_they_join() -> None:
    nodes = " ".join(f"n{n}=aws.compute.EC2" for n in range(8))
    plain = "n0>n1 n1>n2 n2>n3 n3>n4"
    labelled = found(diagram(nodes, f"{plain} n5>n0:collect n5>n1:collect n5>n2:collect"))
    assert labelled == {"Collect": ("n5->n0", "n5->n1", "n5->n2")}
    looking = diagram(nodes, f"{plain} n5!n0 n5!n1 n5!n2")
    assert found(looking) == {"Dashed red lines": ("n5->n0", "n5->n1", "n5->n2")}
    assert proposals(looking)[0].reason == "for the 3 dashed red lines"
    assert found(diagram(nodes, f"{plain} n5!n0 n5!n1")) == {}
    watched = nodes.replace("n5=aws.compute.EC2", "n5=aws.management.Cloudwatch")
    assert set(found(diagram(watched, f"{plain} n5!n0 n5!n1 n5!n2"))) == {"monitoring"}
    automaton = " ".join(f"n{n}=circle" for n in range(8))
    assert found(diagram(automaton, f"{plain} n5>n0:aaa n5>n1:aaa n5>n2:aaa")) == {}


@pytest.mark.parametrize(
    ("text", "phrases", "is_said"),
    [
        ("CI/CD pipeline", ["ci cd"], True),
        ("Namespace: monitoring", ["monit*"], True),
        ("Monitoramento", ["monit*"], True),
        ("Data sources", ["data lake", "data store*"], False),
        ("premonition", ["monit*"], False),
        ("", ["ci"], False),
    ],
)
def test_phrases_stand_in_titles_word_by_word(text: str, phrases: list[str], is_said: bool) -> None:
    assert says(text, tuple(phrases)) is is_said


KINDS = [
    "aws.compute.EC2",
    "aws.network.ELB",
    "aws.security.WAF",
    "onprem.database.Mysql",
    "box",
    "",
]


@given(st.data())
def test_proposals_of_any_diagram_are_few_disjoint_and_told(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 12))
    nodes = " ".join(
        f"{data.draw(st.sampled_from(['', 'Monitoring/', 'Prod/']))}n{n}={data.draw(st.sampled_from(KINDS))}"
        for n in range(count)
    )
    end = st.integers(0, max(count - 1, 0))
    edges = " ".join(
        f"n{data.draw(end)}{data.draw(st.sampled_from('>!'))}n{data.draw(end)}:{data.draw(st.sampled_from(['', 'logs', 'push']))}"
        for _ in range(data.draw(st.integers(0, 12)) if count else 0)
    )
    subject = diagram(nodes, edges, clusters="Monitoring Prod")
    numbered = tuple(replace(e, id=ElementId(f"{e.id}~{n}")) for n, e in enumerate(subject.edges))
    made = proposals(replace(subject, edges=numbered))
    assert len(made) <= MOST
    elements = [id for proposal in made for id in proposal.elements]
    assert len(elements) == len(set(elements))
    assert all(proposal.elements and proposal.reason.startswith("for the ") for proposal in made)
    assert len({proposal.layer for proposal in made}) == len(made)
