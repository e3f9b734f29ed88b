"""What the pictures of IAM say, against AWS's rules and against the note and the tour."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.model.ids import DiagramId
from app.model.tour import stage_of
from app.model.workspace import Workspace
from tests.bundled.conftest import Picture, Pictures, line

# Tail and head of each edge of the base sheet.
EDGES = {
    ("user1", "group1"),
    ("user1", "group2"),
    ("user2", "group1"),
    ("user2", "group2"),
    ("user3", "group2"),
    ("user3", "EC2"),
    ("user4", "EC2"),
    ("user4", "S3"),
    ("policy1", "group1"),
    ("policy2", "group1"),
    ("policy3", "group2"),
    ("policy3", "role1"),
    ("policy4", "role1"),
    ("policy4", "role2"),
    ("EC2", "role1"),
    ("role2", "S3"),
}

# In the order in which AWS evaluates them.
KINDS = (
    "Explicit deny",
    "Resource control policies",
    "Service control policies",
    "Resource-based policy",
    "Identity-based policies",
    "Permissions boundary",
    "Session policy",
)


@pytest.fixture(scope="module")
def iam(drawn: Pictures) -> Picture:
    return drawn[DiagramId("iam")]


@pytest.fixture(scope="module")
def evaluation(drawn: Pictures) -> Picture:
    return drawn[DiagramId("iam_evaluation")]


def test_the_base_sheet_has_just_these_edges(iam: Picture) -> None:
    shown = iam.with_layers().edges
    assert all(iam.leads(*way) for way in EDGES)
    assert len([e for e in iam.diagram.edges if e.id in shown and not e.invisible]) == len(EDGES)


def test_a_dry_run_tests_a_call_not_a_policy(iam: Picture) -> None:
    assert iam.leads("user4", "AWS CLI")
    assert iam.leads("AWS CLI", "EC2")
    assert iam.labels("AWS CLI", "EC2") == ["--dry-run"]
    assert not iam.edges("policy4", "AWS CLI")
    assert iam.leads("policy4", "Policy simulator")


def test_ec2_gets_its_keys_from_sts(iam: Picture) -> None:
    assert iam.leads("EC2", "STS")
    assert iam.leads("STS", "Temporary credentials")
    assert iam.leads("Temporary credentials", "EC2")
    assert not iam.edges("role1", "STS"), "nobody but who assumes a role calls STS"


def test_the_kinds_of_policies_come_in_awss_order(evaluation: Picture) -> None:
    assert evaluation.leads("Request", KINDS[0])
    assert all(evaluation.leads(*way) for way in pairwise(KINDS))
    assert evaluation.leads(KINDS[-1], "Allowed")


def test_each_kind_but_the_resources_can_end_in_denied(evaluation: Picture) -> None:
    ways = {kind: evaluation.labels(kind, "Denied") for kind in KINDS}
    assert ways.pop("Resource-based policy") == []
    assert ways.pop("Explicit deny") == ["explicit deny"]
    assert all("implicit deny" in label for (label,) in ways.values())


def test_a_resource_based_policy_that_names_the_user_needs_no_other(evaluation: Picture) -> None:
    (edge,) = evaluation.edges("Resource-based policy", "Allowed")
    assert edge.label == "names the user or session"
    assert "A resource-based policy that names a user or a session" in evaluation.section("Allowed")


def test_the_notes_list_has_the_pictures_order(evaluation: Picture) -> None:
    text = evaluation.section("Denied").lower()
    places = [text.index(f"{n}. {kind.lower()[:12]}") for n, kind in enumerate(KINDS, 1)]
    assert places == sorted(places)


def test_the_note_says_that_policies_deny(drawn: Pictures) -> None:
    assert '"Effect": "Deny"' in drawn.note("iam.md")
    assert "A policy can also deny" in drawn.note("iam.md")


def test_the_tour_goes_each_way_that_ends_in_denied(bundled: Workspace) -> None:
    tour = next(t for t in bundled.tours if t.id == "who_may")
    diagram = bundled.diagram(DiagramId("iam_evaluation"))
    assert diagram is not None
    last = {n.id for n in diagram.nodes if line(n.label) in ("Denied", "Allowed")}
    ends = {e.id for e in diagram.edges if last & {e.tail, e.head}}
    highlighted = [stage_of(tour, n, diagram).highlighted & ends for n in range(len(tour.steps))]
    highlighted = [
        found for n, found in enumerate(highlighted) if tour.steps[n].diagram == diagram.id
    ]
    assert set().union(*highlighted) == ends
    assert [len(found) for found in highlighted] == [1, 2, 1, 4], "deny, limits, rights, limits"
