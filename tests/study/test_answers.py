from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.study.answers import accepts, distance, line_names, line_rivals, names_of, says, words

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
        "NATGW",
        "nat gw",
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


@given(st.text(max_size=30))
def test_an_answer_is_its_own_answer(text: str) -> None:
    assert accepts(text, (text,)) == bool(words(text))


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_distance_is_one(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))
    assert distance("ab" + one, "ba" + one) == 1


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("IGW", "Internet gateway"),
        ("internet gateway", "IGW"),
        ("ENI", "Network interface"),
        ("AZ A", "Availability Zone A"),
        ("ALB", "Application\nLoad Balancer"),
        ("web sg", "Web security group"),
        ("Database SG", "DB security group"),
        ("account", "AWS account"),
        ("Amazon ECS", "ECS"),
        ("EIPs", "Elastic IPs"),
        ("memory and CPU", "CPU, memory"),
        ("launch", "launches"),
    ],
)
def test_the_usual_short_forms_are_as_good(said: str, name: str) -> None:
    assert accepts(said, names_of(name))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("NG", "NAT gateway"),
        ("IG", "Internet gateway"),
        ("IP", "Instance profile"),
        ("Database", "Database\nsecurity group"),
        ("Web security", "Web security\ngroup"),
        ("Application", "Application\nLoad Balancer"),
        ("AZ B", "Availability Zone A"),
        ("AWS", "AWS account"),
    ],
)
def test_made_up_initials_and_parts_of_a_name_are_not(said: str, name: str) -> None:
    assert not accepts(said, names_of(name))


def test_the_first_line_is_a_name_where_the_rest_says_more() -> None:
    assert names_of("S3 raw\nCSV files")[1:] == ("S3 raw",)
    assert names_of("Scaling policy\ntarget 50 %")[1:] == ("Scaling policy",)
    assert names_of("Spot\nrecommendation") == ("Spot recommendation",)


def test_the_letter_of_a_zone_is_no_article() -> None:
    assert words("Web servers A 10.0.0.5") == ("web", "servers", "a", "10", "0", "0", "5")
    assert words("reads a file from the bucket") == ("reads", "file", "from", "bucket")
    assert words("A") == ("a",)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("443", False),
        (":32768", False),
        ("2", False),
        ("port 22", False),
        ("TCP 8080", False),
        ("1 too high", True),
        ("HTTPS", True),
        ("3306 from web", True),
        ("", False),
    ],
)
def test_a_label_says_something_or_only_counts(label: str, told: bool) -> None:
    assert says(label) is told


@pytest.mark.parametrize(
    ("label", "right", "wrong"),
    [
        ("HTTPS 443", ("HTTPS", "443", "port 443", "https on port 443"), ("80", "HTTP")),
        ("HTTPS", ("https", "port 443"), ("80",)),
        ("3306 from web", ("port 3306", "MySQL", "from web"), ("5432",)),
        ("1 too high", ("too high", "1 too high"), ("1",)),
        ("up to 15 replicas", ("up to 15 replicas",), ("15", "port 15")),
    ],
)
def test_number_and_words_of_a_line_are_forgiven(
    label: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    for said in right:
        assert accepts(said, line_names(label), line_rivals(label)), said
    for said in wrong:
        assert not accepts(said, line_names(label), line_rivals(label)), said
