"""The Glue pipeline as AWS builds it, and as its note and its tour tell it."""

from __future__ import annotations

import re

import pytest

from app.model.ids import DiagramId, TourId
from app.model.workspace import Workspace
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def glue(drawn: Pictures) -> Picture:
    return drawn[DiagramId("glue")]


def test_what_is_regional_stands_in_the_region_and_outside_the_vpc(glue: Picture) -> None:
    for name in ("S3 raw", "DynamoDB table", "S3 curated", "Crawler", "PySpark ETL job", "Athena"):
        assert glue.kinds_around(name)[-2:] == ["region", "account"]
        assert "vpc" not in glue.kinds_around(name)


def test_the_job_works_from_a_private_subnet_when_it_has_a_connection(glue: Picture) -> None:
    assert glue.kinds_around("Network interface")[:2] == ["private-subnet", "vpc"]
    assert glue.leads("PySpark ETL job", "Glue connection")
    assert glue.leads("Glue connection", "Network interface")


def test_one_endpoint_serves_every_bucket_and_dynamodb_has_its_own(glue: Picture) -> None:
    for endpoint in ("S3 gateway endpoint", "DynamoDB gateway endpoint"):
        assert glue.kinds_around(endpoint)[0] == "vpc"
        assert glue.leads("Network interface", endpoint)
    for bucket in ("S3 raw", "S3 curated", "Script bucket"):
        assert glue.leads("S3 gateway endpoint", bucket)
        assert not glue.edges("DynamoDB gateway endpoint", bucket)
    assert glue.leads("DynamoDB gateway endpoint", "DynamoDB table")
    assert not glue.edges("S3 gateway endpoint", "DynamoDB table")


def test_the_build_updates_the_job_and_the_bucket_updates_nothing(glue: Picture) -> None:
    assert glue.labels("CodeBuild", "PySpark ETL job") == ["update job"]
    assert glue.labels("CodeBuild", "Script bucket") == ["upload"]
    assert glue.labels("Script bucket", "PySpark ETL job") == ["script"]


def test_partitions_are_entered_by_the_job_in_picture_note_and_tour(
    glue: Picture, drawn: Pictures, bundled: Workspace
) -> None:
    assert glue.labels("PySpark ETL job", "Curated table") == ["2 new partitions"]
    assert not glue.edges("Crawler", "Curated table")
    script = glue.section("Script bucket")
    assert "enableUpdateCatalog=True" in script
    assert 'partitionKeys=["year", "month"]' in script
    assert 'catalogDatabase="shop_curated", catalogTableName="orders"' in script
    assert "FROM shop_curated.orders WHERE year = '2026' AND month" in drawn.note("athena.md")
    tour = bundled.tour(TourId("raw_to_dashboard"))
    assert tour is not None
    told = " ".join(step.text for step in tour.steps)
    assert "enters the new partitions in the curated table itself" in told
    assert "drops orders without an amount" in told
    assert 'orders.filter(lambda order: order["amount"] is not None)' in script


def test_numbered_edges_are_the_steps_of_the_note(glue: Picture, drawn: Pictures) -> None:
    numbers = {e.label.split()[0] for e in glue.diagram.edges if e.label[:1].isdigit()}
    listed = re.findall(r"(?<= )(\d)\. The|(?<= )(\d)\. \[", drawn.note("glue.md"))
    assert numbers == {a or b for a, b in listed} == {"1", "2", "3", "4"}


def test_each_assumes_a_role_of_its_own(glue: Picture) -> None:
    assert glue.leads("Crawler", "Crawler role")
    assert glue.leads("PySpark ETL job", "Job role")
    assert not glue.edges("Crawler", "Job role")
