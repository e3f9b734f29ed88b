"""What the picture of S3 shows, and what its note says of it."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures

BUCKET, REGION = "S3 bucket example-lake", "Region eu-west-1"


@pytest.fixture
def picture(drawn: Pictures) -> Picture:
    return drawn[DiagramId("s3")]


def test_vpc_and_bucket_stand_in_the_region_the_bucket_outside_the_vpc(picture: Picture) -> None:
    assert picture.around("VPC 10.0.0.0/16") == [REGION]
    assert picture.around(BUCKET) == [REGION]
    for service in ("Athena", "CloudTrail", "KMS key"):
        assert picture.around(service) == [REGION]


def test_two_kinds_of_endpoint_lead_from_the_vpc_to_the_bucket(picture: Picture) -> None:
    for kind in ("Gateway endpoint for S3", "Interface endpoint for S3"):
        assert picture.kinds_around(kind) == ["vpc", "region"]
        assert picture.leads(kind, BUCKET)
    assert picture.leads("On-premises server", "Interface endpoint")
    assert not picture.edges("On-premises server", "Gateway endpoint for S3")


def test_no_endpoint_leads_to_two_services(picture: Picture) -> None:
    assert picture.leads("Gateway endpoint for DynamoDB", "DynamoDB")
    assert not picture.edges("Gateway endpoint for DynamoDB", BUCKET)
    assert not picture.edges("Gateway endpoint for S3", "DynamoDB")
    assert "DynamoDB, which needs endpoints of its own" in picture.section("Interface endpoint")


def test_a_key_holds_its_versions_and_a_delete_is_one_more(picture: Picture) -> None:
    steps = {"Version 1": "1 put", "Version 2": "2 put again", "Delete marker": "3 delete"}
    for name, label in steps.items():
        assert picture.around(name)[:2] == ["Key raw/orders/2026/11/24/orders.csv", BUCKET]
        assert picture.labels("Application", name) == [label]
    assert "A delete only adds a delete marker" in picture.section("Delete marker").replace("*", "")


def test_an_object_of_another_storage_class_is_still_in_the_bucket(picture: Picture) -> None:
    assert picture.around("Glacier")[0] == BUCKET
    assert picture.labels("Version 1", "Glacier") == ["lifecycle rule"]


def test_an_object_can_be_read_in_ranges(drawn: Pictures) -> None:
    note = drawn.note("s3.md")
    assert "may ask for a *range* of bytes" in note
    assert "got and deleted as a whole" not in note


def test_no_two_accounts_own_a_bucket_of_one_name(drawn: Pictures) -> None:
    question = 'Can two accounts both own a bucket called "reports"?</summary> No.'
    assert question in drawn.note("s3.md")
