"""By which of its names a section's own words say a subject."""

from __future__ import annotations

import pytest

from app.model.notes import Notebook
from app.sources.markdown.note import notebook, parse_note
from app.sources.wording import Wording


def notes(text: str) -> Notebook:
    return notebook([parse_note(text, "n.md")[0]])


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Each has two subnets.", "private subnet", True),  # what kind of thing it is
        ("A launch configuration.", "launch template", True),  # in its stead
        ("Target groups.", "security group", False),  # there are groups of all kinds
        ("Spot instances.", "EC2 Hibernate", False),  # what notes treat it under
        ("Log data.", "user data", False),
        ("A subnetwork.", "subnet", False),
        ("EIPs.", "elastic IP address", True),
    ],
)
def test_what_a_section_says(text: str, name: str, says: bool) -> None:
    book = notes(f"# Network\n{text}\n")
    assert Wording(book).says(book.sections[0], name) is says


def test_a_section_says_what_stands_under_it_and_not_what_follows() -> None:
    book = notes("# A\n## B\nA subnet.\n# C\nNothing.\n")
    a, b, c = book.sections
    wording = Wording(book)
    assert [wording.says(one, "subnet") for one in (a, b, c)] == [True, True, False]


def test_of_others_the_one_that_says_it_most_often_by_its_full_name() -> None:
    book = notes("# A\nNo word.\n# B\nA NAT gateway.\n# C\nNAT gateways: one NAT gateway a zone.\n")
    a, b, c = book.sections
    wording = Wording(book)
    assert wording.saying(a, [b, c], "NAT gateway") is c
    assert wording.saying(b, [c], "NAT gateway") is b  # says it itself
    assert wording.saying(a, [b], "internet gateway") is a


def test_by_a_short_name_only_what_stands_in_the_same_note() -> None:
    a = parse_note("# CloudWatch\nX.\n## Concepts\nAlarms.\n", "a.md")[0]
    b = parse_note("# CloudWatch basics\nAlarms, alarms.\n", "b.md")[0]
    wording = Wording(notebook([a, b]))
    assert wording.saying(a.sections[0], b.sections, "CloudWatch alarm") is a.sections[0]
    others = (*b.sections, a.sections[1])
    assert wording.saying(a.sections[0], others, "CloudWatch alarm") is a.sections[1]
