"""ECR: the order of what is done, who may do it, and who makes the revision."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def ecr(drawn: Pictures) -> Picture:
    return drawn[DiagramId("ecr")]


def test_the_login_comes_before_the_push_in_picture_and_note(ecr: Picture, drawn: Pictures) -> None:
    registry = "Private registry 111122223333.dkr.ecr.eu-west-1.amazonaws.com"
    assert ecr.labels("Developer", "Docker on a laptop") == ["build"]
    assert ecr.labels("Docker on a laptop", registry) == ["1 log in"]
    assert ecr.labels("Docker on a laptop", "web:1.1") == ["2 push"]
    assert ecr.labels("ECS task", "web:1.1") == ["3 pull"]
    assert ecr.leads("ECS task", "web:1.1"), "ECS asks for it"
    note = drawn.note("ecr.md")
    steps = ["Docker builds", "1. Docker logs in", "2. It pushes", "3. ECS pulls"]
    places = [note.index(step) for step in steps]
    assert places == sorted(places)
    assert note.index("docker login") < note.index("docker push")


def test_the_deploy_action_makes_the_revision_and_the_build_does_not(
    ecr: Picture, drawn: Pictures
) -> None:
    assert ecr.leads("CodeBuild", "web:1.1")
    assert not ecr.edges("CodeBuild", "ECS service")
    assert ecr.leads("Deploy action", "ECS service")
    assert "A push deploys nothing by itself" in drawn.note("ecr.md")


def test_the_scanner_is_named_in_picture_and_caption(ecr: Picture, drawn: Pictures) -> None:
    assert ecr.leads("web:1.1", "Amazon Inspector")
    assert "scanned by Amazon Inspector" in drawn.note("ecr.md")


def test_what_belongs_to_the_region_stands_outside_the_vpc(ecr: Picture) -> None:
    assert ecr.kinds_around("ECS task") == ["private-subnet", "vpc", "region"]
    for name in ("ECS service", "Amazon Inspector", "Task execution role", "CodeBuild"):
        assert ecr.kinds_around(name) == ["region"]
    assert ecr.around("Repository policy")[0].startswith("Private registry")
