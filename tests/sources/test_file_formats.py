"""What a file is, by its name and by its content."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.file_formats import format_of, of_one_kind, stem_of
from app.sources.formats import dot, markdown, script, text
from app.sources.formats.record import Format


@pytest.mark.parametrize(
    "said",
    [
        "digraph {",
        "graph{}",
        "strict digraph web {",
        'DiGraph "a { b" { x }',
        "// one\n/* two\n { */ # three\n\n strict /* x */ graph // y\n -1.5 {",
        "digraph größe{",
        "# a heading of Markdown is a comment of DOT\ngraph {",
    ],
)
def test_begins_as_dot(said: str) -> None:
    assert dot.begins(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "digraph",
        "graph paper is what one draws on {",
        "digraphs {",
        "{ digraph }",
        "/* digraph {",
        "// digraph {",
        "strictgraph {",
    ],
)
def test_does_not_begin_as_dot(said: str) -> None:
    assert not dot.begins(said)


@given(st.text('/*# \n"{digraphstrict\\<>é', max_size=80))
def test_any_text_has_an_answer(said: str) -> None:
    assert dot.begins(f"/* {said.replace('*/', '')} */ digraph {{")
    dot.begins(said)


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.py", b"", script.FORMAT),
        ("a.DOT", b"", dot.FORMAT),
        ("a.gv.txt", b"anything", dot.FORMAT),
        ("a.txt", b"digraph { a }", dot.FORMAT),
        ("a", b"\xef\xbb\xbfdigraph { a }", dot.FORMAT),
        ("a.graph", "digraph { a }".encode("utf-16"), dot.FORMAT),
        ("a.txt", b"EC2\n===\n", text.FORMAT),
        ("a.txt", b"\0\1\2", None),
        ("a.md", b"digraph { a }", markdown.FORMAT),
        ("a.json", b"{}", None),
        ("a", b"text", None),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, format: Format | None) -> None:
    (tmp_path / name).write_bytes(content)
    assert format_of(tmp_path / name) is format


def test_a_file_that_is_gone_is_nothing(tmp_path: Path) -> None:
    assert format_of(tmp_path / "gone.txt") is None


def test_the_name_of_a_diagram() -> None:
    names = {
        "web.gv": "web",
        "web.gv.txt": "web",
        "web.v2.dot": "web.v2",
        "web": "web",
        "a.txt": "a",
        "a.template.json": "a",
        "a.template": "a",
        "a.b.json": "a.b",
    }
    assert {name: stem_of(Path(name)) for name in names} == names


def test_what_reads_a_file_reads_others_of_its_kind(tmp_path: Path) -> None:
    plan, template = tmp_path / "plan.json", tmp_path / "template.json"
    plan.write_text(
        '{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": []}'
    )
    template.write_text('{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}')
    assert of_one_kind(plan, plan)
    assert not of_one_kind(plan, template)
    assert of_one_kind(tmp_path / "a.drawio", tmp_path / "a.drawio.svg")
    assert of_one_kind(tmp_path / "main.tf", tmp_path / "main.tofu")
