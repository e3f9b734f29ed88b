"""Where a note's links lead."""

from __future__ import annotations

import pytest

from app.model.workspace import Workspace
from app.sources.markdown.links import resolve
from app.sources.markdown.note import notebook, parse_note

FILES = ("1. First.md", "1. Second.md", "more/ec2.txt")


@pytest.mark.parametrize(
    ("href", "section"),
    [
        ("1.%20First.md", "1. First/a"),
        ("1.%20Second.md#b", "1. Second/b"),
        ("more/ec2.txt#b", "ec2/b"),
        ("ec2.txt", "ec2/a"),
        ("other.txt", None),
    ],
)
def test_a_link_to_a_note_by_its_file(href: str, section: str | None) -> None:
    book = notebook(parse_note("# A\n## B\n", file)[0] for file in FILES)
    target = resolve(href, book.notes[0], Workspace("/w", "W", False, notebook=book))
    assert target.to == (section or "")
    assert (target.kind == "section") == bool(section)
