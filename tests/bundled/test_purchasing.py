"""What the table of purchasing options says, against AWS's figures and the note."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId, ElementId
from tests.bundled.conftest import Picture, Pictures, line

COMPUTE, INSTANCE = "Compute Savings Plan", "EC2 Instance Savings Plan"


def column(table: Picture, name: str) -> list[str]:
    """The cells of a column from the top down, without its title."""
    below: dict[str, str] = {}
    for edge in table.diagram.edges:
        below.setdefault(edge.tail, edge.head)  # the edges of columns come first
    by_id = {n.id: line(n.label) for n in table.diagram.nodes}
    cells, at = [], table.the(name).id
    while at in below:
        at = ElementId(below[at])
        cells.append(by_id[at])
    return cells


@pytest.fixture(scope="module")
def table(drawn: Pictures) -> Picture:
    return drawn[DiagramId("purchasing")]


@pytest.mark.parametrize(
    ("plan", "off", "holds"),
    [(COMPUTE, "66 %", "any family"), (INSTANCE, "72 %", "one family in one region")],
)
def test_a_savings_plan_saves_the_more_the_less_it_holds_for(
    table: Picture, drawn: Pictures, plan: str, off: str, holds: str
) -> None:
    cells = column(table, plan)
    assert f"up to {off} less" in cells
    assert any(cell.startswith(holds) for cell in cells)
    assert f"{plan} (up to {off} less) holds for {holds[:3]}" in drawn.note("ec2.md")


def test_any_stands_in_no_column_with_72_percent(table: Picture) -> None:
    for name in (COMPUTE, INSTANCE, "Reserved Instances"):
        cells = " ".join(column(table, name))
        assert not ("72 %" in cells and "any" in cells), name


def test_each_row_is_in_each_column(table: Picture) -> None:
    rows = column(table, "EC2")
    names = ("On-Demand", COMPUTE, INSTANCE, "Reserved Instances", "Spot Instances")
    assert all(len(column(table, name)) == len(rows) for name in (*names, "Dedicated Hosts"))
    assert column(table, "Spot Instances")[-1] == "yes, with two minutes' notice"
