"""SPICE and the way to a reader, with no more than AWS says of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def spice(drawn: Pictures) -> Picture:
    return drawn[DiagramId("quicksight/quicksite_arch")]


@pytest.fixture
def path(drawn: Pictures) -> Picture:
    return drawn[DiagramId("quicksight/quicksite")]


def test_spice_and_s3_are_of_the_region_and_of_no_zone(spice: Picture, drawn: Pictures) -> None:
    for name in ("S3 bucket", "Athena", "Orders data set", "Dashboard"):
        assert spice.kinds_around(name)[-1] == "region"
    assert "availability-zone" not in {c.kind for c in spice.diagram.clusters}
    assert "Availability Zone" not in drawn.note("quicksight.md")


def test_a_refresh_fills_spice_and_a_direct_query_asks_each_time(spice: Picture) -> None:
    assert spice.labels("Athena", "Orders data set") == ["nightly refresh"]
    assert spice.labels("Orders data set", "Dashboard") == ["from memory"]
    assert spice.labels("Athena", "Direct query") == ["for each visual"]
    assert not spice.edges("Athena", "Dashboard")


def test_uploaded_files_always_go_to_spice(spice: Picture, path: Picture) -> None:
    assert spice.leads("Spreadsheet", "Targets data set")
    for file in ("Uploaded file", "S3 files"):
        assert path.leads(file, "SPICE")
        assert not path.edges(file, "Direct query")


def test_the_path_leads_to_readers_who_are_registered(path: Picture) -> None:
    way = ("Athena", "SPICE", "Analysis", "Dashboard", "Readers")
    assert all(path.leads(a, b) for a, b in pairwise(way))
    for user in ("Readers", "Author"):
        assert path.around(user) == ["Registered users"]


def test_a_private_database_is_reached_from_its_subnet(path: Picture) -> None:
    assert path.kinds_around("Network interface")[:2] == ["private-subnet", "vpc"]
    assert path.around("RDS database") == path.around("Network interface")
    assert path.labels("Direct query", "Network interface") == ["VPC connection"]
    assert path.the("RDS database").id in path.with_layers().nodes
    assert path.the("VPC").id not in path.with_layers().clusters
