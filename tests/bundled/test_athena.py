"""A query in Athena, as its note tells it: who made each table, and with whose rights it reads."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def athena(drawn: Pictures) -> Picture:
    return drawn[DiagramId("athena")]


def test_each_table_says_who_made_it(athena: Picture, drawn: Pictures) -> None:
    assert athena.leads("Crawler", "Table orders_csv")
    assert athena.leads("ETL job", athena.the("Table orders").label)
    assert not athena.edges("Crawler", "Table orders")
    note = drawn.note("athena.md")
    assert "(glue.md#crawler) made orders_csv" in note
    assert "(glue.md#etl-job) made orders:" in note


def test_a_query_meets_schema_and_rows(athena: Picture) -> None:
    assert athena.labels("Analyst", "Athena") == ["1 SELECT …"]
    for table in ("Table orders", "Table orders_csv"):
        assert athena.labels(table, "Athena") == ["2 schema"]
        assert "Data Catalog" in athena.around(table)
    for bucket in ("S3 raw", "S3 curated"):
        assert athena.labels(bucket, "Athena") == ["3 rows"]
    assert athena.leads("Athena", "Query results")


def test_the_analyst_stands_outside_and_assumes_a_role(athena: Picture) -> None:
    assert athena.around("Analyst") == []
    assert athena.kinds_around("Athena")[-1] == "region"
    assert athena.leads("Analyst", "Analyst's role")


def test_two_kinds_of_workgroup_have_a_role(drawn: Pictures) -> None:
    note = drawn.note("athena.md")
    assert "no role of its own" not in note
    assert "Apache Spark" in note
    assert "IAM Identity Center" in note
