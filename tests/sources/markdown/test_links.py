"""Where a note's links lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.diagram import Diagram
from app.model.ids import DiagramId, SectionId
from app.model.workspace import Workspace
from app.sources.markdown import named_blocks
from app.sources.markdown.links import resolve
from app.sources.markdown.note import notebook, parse_note
from app.sources.markdown.obsidian import address

NAMES = ("web", "shop", "all.gv.txt", "shop.dot")
FILES = ("1. First.md", "1. Second.md", "more/ec2.txt")


@pytest.mark.parametrize(
    ("href", "section"),
    [
        ("1.%20First.md", "1. First/a"),
        ("1.%20Second.md#b", "1. Second/b"),
        ("more/ec2.txt#b", "ec2/b"),
        ("ec2.txt", "ec2/a"),
        ("other.txt", None),
        (address("1. Second", "B"), "1. Second/b"),
        (address("more/ec2", "b"), "ec2/b"),
        (address("ec2", ""), "ec2/a"),
        (address("ec2.txt", ""), "ec2/a"),
        (address("ec2.png", ""), None),
    ],
)
def test_a_link_to_a_note_by_its_file(href: str, section: str | None) -> None:
    book = notebook(parse_note("# A\n## B\n", file)[0] for file in FILES)
    target = resolve(href, book.notes[0], Workspace("/w", "W", False, notebook=book))
    assert target.to == (section or "")
    assert (target.kind == "section") == bool(section)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# A\n\none\ntwo ^x1\n\n# B\n", "one\ntwo ^x1"),
        ("# A\n\n- one\n- two ^x1\n- three\n", "- two ^x1"),
        ("# A\n\n- one\n- two\n\n^x1\n", "- one\n- two\n\n^x1"),
        ("# A\n\n| a |\n|---|\n| 1 |\n\n^x1\n\n## C\n", "| a |\n|---|\n| 1 |\n\n^x1"),
        ("# A\n\nno ^x11\n", ""),
    ],
)
def test_a_link_to_a_named_block(text: str, lines: str) -> None:
    book = notebook([parse_note("# Other\n", "b.md")[0], parse_note(text, "a.md")[0]])
    assert named_blocks.text_of(book.notes[1], "^x1") == lines
    workspace = Workspace("/w", "W", False, notebook=book)
    for href, note in ((address("a", "^x1"), book.notes[0]), (address("", "^x1"), book.notes[1])):
        target = resolve(href, note, workspace)
        assert (target.to, target.place) == ("a", "^x1" if lines else "")
        assert target.partly == (not lines)


@pytest.mark.parametrize(
    ("href", "file"),
    [
        ("../../02-S3/versions.md", "02-S3/versions.md"),
        ("/02-S3/versions.md", "02-S3/versions.md"),
        ("/course/02-S3/versions.md", "02-S3/versions.md"),
        ("02-S3/versions", "02-S3/versions.md"),
        ("02-S3/", "02-S3/README.md"),
        ("../../02-S3", "02-S3/README.md"),
        ("../more/", "01-EC2/more/a.md"),
        ("//02-S3/versions.md", None),
    ],
)
def test_a_link_to_a_note_from_the_top_or_to_a_folder(
    href: str, file: str | None, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    files = ("01-EC2/more/a.md", "01-EC2/start.md", "02-S3/README.md", "02-S3/versions.md")
    book = notebook(parse_note("# A\n", name)[0] for name in files)
    workspace = Workspace(str(tmp_path / "course"), "Course", False, notebook=book)
    target = resolve(href, book.notes[0], workspace)
    found = book.section(SectionId(target.to))
    assert (found.file if found else None) == file


def test_a_place_that_a_note_does_not_have_leads_to_the_note() -> None:
    book = notebook([parse_note("# Web\n", "web.md")[0], parse_note("# Shop\n", "shop.md")[0]])
    workspace = Workspace("/w", "W", False, notebook=book)
    target = resolve("shop.md#gone", book.notes[0], workspace)
    assert (target.kind, target.to) == ("section", "shop")
    assert "no “gone”" in target.hint


def test_a_note_outside_of_the_part_that_is_open_is_found_in_its_vault(tmp_path: Path) -> None:
    (tmp_path / "vault" / ".obsidian").mkdir(parents=True)
    (tmp_path / "vault" / "S3.md").touch()
    (tmp_path / "vault" / "out.md").symlink_to(tmp_path / "out.md")
    (tmp_path / "out.md").touch()
    book = notebook([parse_note("# EC2\n", "EC2.md")[0]])
    workspace = Workspace(str(tmp_path / "vault" / "Notes"), "Notes", False, notebook=book)

    def leads(href: str) -> tuple[str, str]:
        target = resolve(href, book.notes[0], workspace)
        return target.kind, target.to

    for href in ("../S3.md", "/S3.md", "../S3", "../S3.md#classes"):
        assert leads(href) == ("outer", "../S3.md")
    assert leads("../Notes/EC2.md")[0] == "section"
    for href in ("../../out.md", "../out.md", "../gone.md"):
        assert leads(href)[0] == "nowhere"


def test_a_name_without_suffix_is_a_notes_before_a_diagrams() -> None:
    book = notebook([parse_note("# Web\n", "web.md")[0]])
    diagrams = tuple(
        Diagram(DiagramId(name), name, name, name) for name in ("web", "shop", "all.gv.txt")
    )
    workspace = Workspace("/w", "W", False, diagrams=diagrams, notebook=book)
    found = [resolve(address(n, ""), book.notes[0], workspace) for n in NAMES]
    assert [t.to for t in found] == ["web", "shop", "all.gv.txt", ""]
    assert [t.kind for t in found] == ["section", "diagram", "diagram", "nowhere"]
