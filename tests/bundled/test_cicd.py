"""The pipeline: what each action reads and makes, and where its deployments end."""

from __future__ import annotations

import itertools

import pytest

from app.model.ids import DiagramId
from app.model.workspace import Workspace
from app.study.card import CardKind
from app.study.card_generator import cards
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def cicd(drawn: Pictures) -> Picture:
    return drawn[DiagramId("cicd")]


def test_the_stages_follow_one_another(cicd: Picture) -> None:
    way = ("Developer", "CodeCommit", "EventBridge rule", "Source action")
    for start, end in itertools.pairwise(way):
        assert cicd.leads(start, end)
    assert cicd.leads("Source action", "In parallel")
    assert cicd.leads("In parallel", "Build package")
    assert cicd.around("Run tests") == ["In parallel", "Build stage", "CodePipeline"]
    assert cicd.leads("Build package", "Manual approval")
    assert cicd.leads("Manual approval", "Rollout")


def test_the_build_reads_its_source_and_the_deployment_its_package(
    cicd: Picture, drawn: Pictures
) -> None:
    assert cicd.leads("Source action", "Artifact bucket")
    assert cicd.leads("Artifact bucket", "Build stage")
    assert cicd.leads("Build package", "Artifact bucket")
    assert cicd.leads("Artifact bucket", "Deploy stage")
    assert "the builds read the source" in drawn.note("cicd.md")


def test_without_the_artifact_bucket_nothing_goes_from_action_to_action(bundled: Workspace) -> None:
    (lost,) = (c for c in cards(bundled) if c.kind is CardKind.REACH and c.diagram == "cicd")
    assert lost.answer == "Source action, Build stage, Deploy stage"
    assert all(reason.section == "artifact-bucket" for reason in lost.reasons)


def test_every_target_of_the_note_is_in_the_picture(cicd: Picture) -> None:
    for target in ("EC2 instances", "Lambda function", "On-premises server"):
        assert cicd.leads("CodeDeploy", target)
    assert cicd.leads("ECS deploy action", "ECS service")
    assert cicd.around("ECS deploy action") == cicd.around("CodeDeploy")


def test_iam_holds_roles_and_nothing_else(cicd: Picture) -> None:
    names = {n.label for n in cicd.diagram.nodes if "iam" in n.layers}
    assert names == {"Pipeline role", "Build role", "Deploy role"}


def test_what_the_note_says_of_dates_and_traffic_has_a_source(drawn: Pictures) -> None:
    note = drawn.note("cicd.md")
    assert "aws-codecommit-returns-to-general-availability" in note
    assert "linear" in note
    assert "canary" in note
    assert "canary since October 2025" in drawn.note("ecs.md")
