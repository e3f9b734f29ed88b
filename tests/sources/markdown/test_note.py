"""Notes: headings become sections with GitHub's anchors, whatever the file looks like."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SourceError
from app.model.notes import Note
from app.sources.markdown.anchors import github_slug
from app.sources.markdown.note import MOST, notebook, parse_note, read_note


def parse(text: str, file: str = "notes/it.md") -> Note:
    note, problems = parse_note(text, file)
    assert problems == ()
    return note


def test_sections_with_lines_levels_and_text() -> None:
    note = parse("---\ntitle: T\naliases: [A]\n---\n\n# One `x`\ntext\n\nTwo *b*\n---\n\nmore\n")
    assert (note.title, note.aliases, note.first_line) == ("T", ("A",), 5)
    assert [(s.anchor, s.title, s.level, s.line, s.text) for s in note.sections] == [
        ("one-x", "One x", 1, 6, "text"),
        ("two-b", "Two b", 2, 9, "more"),
    ]


def test_of_several_headings_of_the_first_level_none_is_the_title() -> None:
    assert parse("# One\n\n# Two\n").title == "it"
    assert parse("---\ntitle: T\n---\n# One\n\n# Two\n").title == "T"
    assert parse("Before\n\n# One\n\n## Two\n").title == "One"


def test_what_only_looks_like_a_heading_is_none() -> None:
    note = parse("# Real\n\n```\n# fenced\n```\n\n    # indented\n\n> # quoted\n\n#nospace\n")
    assert [s.title for s in note.sections] == ["Real"]


def test_anchors_are_githubs() -> None:
    assert github_slug("Task execution role (ECS)") == "task-execution-role-ecs"
    assert github_slug("CI/CD: what_now? – Größe") == "cicd-what_now--größe"
    anchors = [s.anchor for s in parse("# A\n# A\n# A-1\n# A\n# !\n").sections]
    assert anchors == ["a", "a-1", "a-1-1", "a-2", "section"]


def test_links_and_images_in_headings_give_their_text() -> None:
    note = parse("# See [EC2](ec2.md) <b>now</b> ~~x~~ \\* &amp;\n")
    assert note.sections[0].title == "See EC2 now x * &"


def test_no_headings_is_one_section() -> None:
    for text, kept in (("just text\n", "just text"), ("", "")):
        note = parse(text)
        (section,) = note.sections
        assert (section.level, section.title, section.anchor) == (0, "it", "it")
        assert (section.line, section.text) == (1, kept)


def test_text_before_the_first_heading_is_a_section_of_its_own() -> None:
    note = parse("before\n\n# It\nafter\n")
    assert [(s.level, s.anchor, s.text) for s in note.sections] == [
        (0, "it-1", "before"),
        (1, "it", "after"),
    ]


def test_front_matter_in_the_forms_people_write() -> None:
    note = parse(
        "---\ntags: [x]\ntitle: 'It''s'\naliases:\n  - One # first\n  - \"Two: 2\"\n"
        "other:\n  - not an alias\n---\n# H\n"
    )
    assert (note.title, note.aliases) == ("It's", ("One", "Two: 2"))
    assert parse("---\naliases: [\"a, b\", c, 'd']\n---\n").aliases == ("a, b", "c", "d")
    assert parse("---\naliases: Alone\n---\n").aliases == ("Alone",)
    assert parse("---\nnever closed\n").first_line == 1


def test_what_is_no_yaml_is_no_front_matter_but_text() -> None:
    for text in (
        "---\ntitle: T\n\n# One\n\nprose\n\n---\nmore\n",
        "---\n\nJust text.\n\n---\n",
        "---\ntitle: T\n\n- a list\n---\n",
    ):
        assert parse(text).first_line == 1
        assert "T" not in parse(text).title
    for text in (
        '---\ncssclass: a\n"quoted key": 1\nlist:\n- one\n# comment\nflow: [\n  a,\n]\n...\n# H\n',
        "---\ndate created: 2026-01-01\nurl: https://a.b\n---\n# H\n",
    ):
        assert parse(text).first_line > 1


def test_front_matter_that_cannot_be_read_names_its_line() -> None:
    for line in ("aliases: [a, [b]]", "title: {a: b}", 'title: "open', "aliases: [a"):
        _, (told,) = parse_note(f"---\nx: y\n{line}\n---\n", "it.md")
        assert (told.file, told.line) == ("it.md", 3), line


def test_encodings_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    for raw, told in (
        ("\ufeff# Größe\r\ntext\r\n".encode(), 0),
        ("# Größe\rtext\r".encode(), 0),
        ("# Größe\ntext\n".encode("utf-16"), 0),
        ("# Größe\ntext\n".encode("utf-16-le"), 0),
        ("# Größe\ntext\n".encode("utf-16-be"), 0),
        ("# Größe\ntext\n".encode("latin-1"), 1),
    ):
        path.write_bytes(raw)
        note, problems = read_note(path, "it.md")
        assert [(s.title, s.text) for s in note.sections] == [("Größe", "text")]
        assert len(problems) == told


def test_windows_quotes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_bytes("# It’s “Größe”\n".encode("cp1252"))
    assert read_note(path, "it.md")[0].title == "It’s “Größe”"
    path.write_bytes(b"# \x81\xfc\n")  # not even that
    assert read_note(path, "it.md")[0].title == "\x81ü"


def test_a_note_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        read_note(tmp_path / "none.md", "none.md")
    with (tmp_path / "big.md").open("wb") as big:
        big.truncate(MOST + 1)
    with pytest.raises(SourceError, match="larger"):
        read_note(tmp_path / "big.md", "big.md")


def test_ids_are_unique_over_all_notes() -> None:
    book = notebook(
        (parse("# A\n# B\n", "x.md"), parse("# A\n", "y.md"), parse("# A\n", "notes/y.md"))
    )
    assert [s.id for s in book.sections] == ["x/a", "b", "y/a", "notes/y/a"]


NAMES = st.lists(st.text("a./ 1é", min_size=1, max_size=6), min_size=1, max_size=5)


@given(NAMES, st.sampled_from([".md", ".markdown", ".txt", ""]))
def test_ids_are_unique_whatever_the_files_are_called(names: list[str], suffix: str) -> None:
    files = {PurePosixPath(f"{n}{end}").as_posix() for n in names for end in (suffix, ".md")}
    book = notebook(parse("# A\n# B\n", file) for file in sorted(files))
    ids = [s.id for s in book.sections]
    assert len(set(ids)) == len(ids) == 2 * len(files)


def test_dots_in_names_are_kept() -> None:
    book = notebook(parse("# A\n", f) for f in ("1. First.md", "1. Second.md", "v1/b.c.md"))
    assert [s.id for s in book.sections] == ["1. First/a", "1. Second/a", "b.c/a"]


@given(st.text("#-=`> \n\r\tab1é", max_size=60))
def test_any_text_is_a_note_with_unique_anchors(text: str) -> None:
    note, _ = parse_note(text, "it.md")
    anchors = [s.anchor for s in note.sections]
    assert len(set(anchors)) == len(anchors) >= 1
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(1 <= s.line <= len(lines) for s in note.sections)
