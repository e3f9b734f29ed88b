"""Titles and file names with a slip of the pen."""

from __future__ import annotations

import pytest

from app.sources.titles import about, read_title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CludWatch", "CloudWatch"),
        ("Global infrasctructure", "global infrastructure"),
        ("Identifdy Access Management", "IAM"),
        ("Amazon VPC - Secuirty Groups", "security group"),
        ("What are Availablility Zones?", "availability zone"),
    ],
)
def test_a_slip_is_read_as_what_it_was_to_say(title: str, name: str) -> None:
    assert name in read_title(title).named


def test_a_file_with_a_slip_in_its_name_is_about_the_thing() -> None:
    _, whole = about("Identifdy Access Management")
    assert whole == frozenset({"IAM"})


@pytest.mark.parametrize("title", ["Routing", "Cloud matters", "Health checks", "A bucket lost"])
def test_other_words_are_left_as_they_are(title: str) -> None:
    named = read_title(title).named
    assert not named.keys() & {"CloudWatch", "route table", "health check", "S3 bucket"}


def test_what_names_a_thing_itself_is_not_corrected() -> None:
    assert read_title("S3 acess points").named.keys() == {"S3"}
