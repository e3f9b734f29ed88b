"""Bold lines become headings by a line of front matter, and stop being that; the rest stays to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import EditError
from app.sources.edits.edits import apply
from app.sources.edits.headings_edit import bold_headings

NOTES = (
    b"# VPC\n\n**Subnets**\n",
    b"---\ntitle: VPC\naliases: [network]\n---\n# VPC\n",
    b"---\r\ntitle: VPC\r\n---\r\n# VPC\r\n",
    b"\xef\xbb\xbf# VPC\n",
    b"",
)


@pytest.mark.parametrize("raw", NOTES)
def test_on_and_off_again_leaves_the_note_as_it_was(raw: bytes, tmp_path: Path) -> None:
    note = tmp_path / "vpc.md"
    note.write_bytes(raw)
    apply(bold_headings(str(tmp_path), "vpc.md", on=True))
    assert b"headings: bold" in note.read_bytes().splitlines()
    apply(bold_headings(str(tmp_path), "vpc.md", on=False))
    assert note.read_bytes() == raw


@pytest.mark.parametrize("said", ["headings: numbered", "headings:\n  - bold\n  - h2"])
def test_what_the_author_says_of_headings_is_not_written_over(said: str, tmp_path: Path) -> None:
    note = tmp_path / "vpc.md"
    note.write_text(f"---\n{said}\n---\n# VPC\n")
    with pytest.raises(EditError, match="something else"):
        bold_headings(str(tmp_path), "vpc.md", on="bold" not in said)
    assert note.read_text() == f"---\n{said}\n---\n# VPC\n"
