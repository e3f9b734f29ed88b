"""What a file is, by its name and by its content."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.kinds import Kind, begins_as_dot, kind_of, stem_of


@pytest.mark.parametrize(
    "text",
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
def test_begins_as_dot(text: str) -> None:
    assert begins_as_dot(text)


@pytest.mark.parametrize(
    "text",
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
def test_does_not_begin_as_dot(text: str) -> None:
    assert not begins_as_dot(text)


@given(st.text('/*# \n"{digraphstrict\\<>é', max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert begins_as_dot(f"/* {text.replace('*/', '')} */ digraph {{")
    begins_as_dot(text)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.py", b"", Kind.SCRIPT),
        ("a.DOT", b"", Kind.DOT),
        ("a.gv.txt", b"anything", Kind.DOT),
        ("a.txt", b"digraph { a }", Kind.DOT),
        ("a", b"\xef\xbb\xbfdigraph { a }", Kind.DOT),
        ("a.graph", "digraph { a }".encode("utf-16"), Kind.DOT),
        ("a.txt", b"EC2\n===\n", Kind.TEXT),
        ("a.txt", b"\0\1\2", None),
        ("a.md", b"digraph { a }", Kind.NOTE),
        ("a.json", b"{}", None),
        ("a", b"text", None),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, kind: Kind | None) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


def test_a_file_that_is_gone_is_nothing(tmp_path: Path) -> None:
    assert kind_of(tmp_path / "gone.txt") is None


def test_the_name_of_a_diagram() -> None:
    names = {
        "web.gv": "web",
        "web.gv.txt": "web",
        "web.v2.dot": "web.v2",
        "web": "web",
        "a.txt": "a",
    }
    assert {name: stem_of(Path(name)) for name in names} == names
