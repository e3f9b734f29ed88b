"""Diagrams of one file that show less or more of the same."""

from __future__ import annotations

from dataclasses import replace

from app.model.details import Condition, Details
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.levels import counterpart, elements_of, levels

TABLE = Details("AWS::DynamoDB::Table", "Orders")
FEW = Diagram(
    DiagramId("shop"),
    "Shop",
    "shop",
    "shop.yaml",
    nodes=(Node(ElementId("table"), "Orders", details=TABLE), Node(ElementId("x"), "X")),
    level="overview",
)
MANY = replace(
    FEW,
    id=DiagramId("shop/all"),
    nodes=(Node(ElementId("all/table"), "Orders", details=TABLE),),
    level="all",
)
OTHER = replace(FEW, id=DiagramId("bank"), source="bank.yaml")


def test_levels_are_those_of_one_file() -> None:
    assert levels((FEW, MANY, OTHER), MANY) == {"overview": FEW, "all": MANY}
    assert levels((FEW, MANY, OTHER), OTHER) == {}
    assert levels((replace(FEW, level=""),), replace(FEW, level="")) == {}


def test_the_same_thing_is_found_in_the_other() -> None:
    assert counterpart(FEW, ElementId("table"), MANY) == "all/table"
    assert counterpart(MANY, ElementId("all/table"), FEW) == "table"
    assert counterpart(FEW, ElementId("x"), MANY) is None
    assert counterpart(FEW, None, MANY) is None


def test_conditions_name_what_is_there() -> None:
    on = Condition("Prod", "", None, ("table", "gone"))
    assert elements_of(FEW, [on]) == {"table"}
