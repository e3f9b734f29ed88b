"""The images that a note names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.markdown.images import images
from app.sources.markdown.note import parse_note


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("![a](images/a.png)", ["images/a.png"]),
        ('text ![a [b]](<my file.png> "title")![](c.png)', ["my file.png", "c.png"]),
        ("<img style='width: 800px' src=\"./images/iam.png\" />", ["./images/iam.png"]),
        ("- unique<img src='x.png'", ["x.png"]),
        ("<IMG SRC=x.png>", ["x.png"]),
        ("![[vpc.png|300]] and [[vpc]]", ["vpc.png"]),
        ("`![a](b.png)` ![c](a&amp;b.png)", ["a&b.png"]),
        ("[a](b.png) < img", []),
        ("<img alt='src=no.png' data-src=no.png>", []),
    ],
)
def test_what_is_an_image(line: str, targets: list[str]) -> None:
    assert [i.target for i in images([line], 1)] == targets


def test_sections_know_theirs_by_line() -> None:
    note, _ = parse_note(
        "---\ntitle: N\n---\n![](0.png)\n# A\n![](1.png)\n```\n![](no.png)\n```\n\n    ![](no.png)\n"
        "\n## B\ntext\n<img src='2.png'\n",
        "n.md",
    )
    assert [(s.title, [(i.stem, i.line) for i in s.images]) for s in note.sections] == [
        ("N", [("0", 4)]),
        ("A", [("1", 6)]),
        ("B", [("2", 15)]),
    ]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for image in images(text.split("\n"), 1):
        assert image.target == image.target.strip()
