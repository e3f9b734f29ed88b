"""What stands inside what, in all bundled pictures alike: as AWS's own reference diagrams have it,
and as the notes say."""

from __future__ import annotations

import re

import pytest

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.workspace import Workspace
from tests.bundled.conftest import SCRIPTS, each, line

# From the outermost: none stands in one of its own rank or of a later one.
RANKS = {
    "aws-cloud": 0,
    "account": 1,
    "region": 2,
    "vpc": 3,
    "availability-zone": 4,
    "public-subnet": 5,
    "private-subnet": 5,
}
NEEDS = {
    "vpc": "region",
    "availability-zone": "region",
    "public-subnet": "vpc",
    "private-subnet": "vpc",
    "security-group": "vpc",
}
OUTSIDE_A_VPC = re.compile(
    r"aws\.(storage\.(S3|SimpleStorageService)|management\.|devtools\.|integration\.|"
    r"analytics\.(Athena|Glue|Quicksight)|database\.(Dynamodb|DDB)|"
    r"compute\.(ECR|EC2ContainerRegistry)|security\.(KMS|Key|IAM|Identity))"
)


def around(diagram: Diagram, id: ElementId) -> list[str]:
    """The kinds of the clusters round a component."""
    kinds = {c.id: c.kind for c in diagram.clusters}
    return [kinds[outer] for outer in diagram.index.around(id)]


@pytest.mark.parametrize("script", SCRIPTS)
def test_groups_stand_in_each_other_as_aws_has_them(bundled: Workspace, script: str) -> None:
    wrong = []
    for diagram in each(bundled, script):
        for cluster in diagram.clusters:
            outer, rank = around(diagram, cluster.id), RANKS.get(cluster.kind)
            if rank is not None and any(RANKS.get(kind, -1) >= rank for kind in outer):
                wrong.append(f"{line(cluster.label)} in {outer}")
            if (needed := NEEDS.get(cluster.kind)) and needed not in outer:
                wrong.append(f"{line(cluster.label)} in no {needed}")
    assert wrong == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_gateways_and_services_stand_where_they_are(bundled: Workspace, script: str) -> None:
    wrong = []
    for diagram in each(bundled, script):
        for node in diagram.nodes:
            outer, label = around(diagram, node.id), line(node.label)
            if node.kind == "aws.network.NATGateway" and "public-subnet" not in outer:
                wrong.append(f"{label} in no public subnet")
            if node.kind == "aws.network.InternetGateway" and outer[:1] != ["vpc"]:
                wrong.append(f"{label} not at the VPC's own level")
            if OUTSIDE_A_VPC.match(node.kind) and "vpc" in outer:
                wrong.append(f"{label} inside a VPC")
    assert wrong == []
