from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.study.answers import accepts, distance, initials, names_of, words

NAT = names_of("NAT gateway\n198.51.100.4")


@pytest.mark.parametrize(
    "typed",
    [
        "NAT gateway 198.51.100.4",
        "nat gateway",
        "  The NAT-Gateway. ",
        "natgateway",
        "nat gatway",
        "NÁT gateway",
        "gateway nat",
    ],
)
def test_what_counts_as_the_name(typed: str) -> None:
    assert accepts(typed, NAT)


@pytest.mark.parametrize(
    "typed", ["", "  ", "?", "gateway", "internet gateway", "net gateway", "4"]
)
def test_what_does_not(typed: str) -> None:
    assert not accepts(typed, NAT)


def test_a_slip_does_not_reach_another_components_name() -> None:
    public, private = (
        names_of("Public subnet A 10.0.0.0/24"),
        names_of("Public subnet B 10.0.2.0/24"),
    )
    assert accepts("public subnet a", public, private)
    assert not accepts("public subnet b", public, private)
    assert not accepts("Task A2", ("Task A1",)), "numbers count"
    assert accepts("load balancer", ("load balancers",), ())
    assert not accepts("load balancer", ("load balancers",), ("Load balancer",))


def test_names_leave_addresses_out() -> None:
    assert names_of("VPC 10.0.0.0/16") == ("VPC 10.0.0.0/16", "VPC")
    assert names_of("App role\nrds-db:connect")[:2] == ("App role rds-db:connect", "App role")
    assert names_of("10.0.0.5") == ("10.0.0.5",)
    assert initials("Application Load Balancer") == "ALB"
    assert initials("Router") == ""


@given(st.text(max_size=30))
def test_an_answer_is_its_own_answer(text: str) -> None:
    assert accepts(text, (text,)) == bool(words(text))


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_distance_is_one(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))
    assert distance("ab" + one, "ba" + one) == 1
