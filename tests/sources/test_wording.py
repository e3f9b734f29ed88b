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
        ("A launch configuration.", "launch template", True),  # what notes treat it under
        ("Target groups.", "security group", False),  # there are groups of all kinds
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
