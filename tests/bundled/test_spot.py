"""What the life of a Spot Instance says, against AWS's rules and the note."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures

NOTICE, ADVICE = "Interruption notice", "Rebalance recommendation"


@pytest.fixture(scope="module")
def spot(drawn: Pictures) -> Picture:
    return drawn[DiagramId("spot")]


def test_recommendation_and_notice_may_come_together(spot: Picture) -> None:
    assert not spot.edges(ADVICE, NOTICE), "neither waits for the other"
    for signal in (NOTICE, ADVICE):
        assert spot.leads("Spot Instance up to 90 % off", signal)
        assert spot.around(signal)[0].endswith("or together")
        assert spot.leads(signal, "EventBridge")
    assert "but also together with it" in spot.section(ADVICE)


def test_only_the_true_sequence_is_numbered(spot: Picture) -> None:
    labels = [e.label for e in spot.diagram.edges if e.label[:1].isdigit()]
    assert sorted(labels) == [
        "1 request",
        "2 launch",
        "3 reclaimed",
        "4 at once",
        "4 in 2 min",
        "4 in 2 min",
    ]


def test_hibernation_has_no_two_minutes(spot: Picture) -> None:
    assert spot.labels(NOTICE, "Hibernate") == ["4 at once"]
    assert all(spot.labels(NOTICE, end) == ["4 in 2 min"] for end in ("Stop", "Terminate"))
    assert "to hibernate does so at once" in spot.section("Hibernate")
