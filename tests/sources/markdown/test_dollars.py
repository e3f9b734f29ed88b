"""Formulas between dollar signs, and dollar signs that are none."""

from __future__ import annotations

import pytest

from app.sources.markdown import formulas
from app.sources.markdown.dialect import make


def found(text: str) -> list[tuple[str, bool]]:
    return [
        (token.content, token.meta["display"])
        for block in make().parse(text)
        for token in (block, *(block.children or ()))
        if token.type in ("formula", "formula_block")
    ]


@pytest.mark.parametrize(
    ("text", "content", "display"),
    [
        ("so $a_1 + b$ it is", "a_1 + b", False),
        ("($2^n$)", "2^n", False),
        ("$3\\ \\text{IOPS}$ each", "3\\ \\text{IOPS}", False),
        ("in $$a+b$$ a line", "a+b", True),
        ("$$\na = b\n\n+ c\n$$", "a = b\n\n+ c", True),
        ("- $$ a $$", "a", True),
    ],
)
def test_a_formula(text: str, content: str, display: bool) -> None:
    assert found(text) == [(content, display)]


@pytest.mark.parametrize(
    "text",
    [
        "it is $5 or $10 a month",
        "$0.10/GB-$0.20/GB and US$5/US$6",
        "$0.005 per hour (or 4$ a month)",
        "$HOME/$USER and ${a}-${b}",
        "`$a$` and \\$a$",
        "$ a $ and $a\nb$",
        "$$\nnever closed",
        "    $$ code $$",
    ],
)
def test_no_formula(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "latex",
    [
        "\\frac{",
        "\\text{<script>alert(1)</script>}",
        "\\hspace{100000em}x",
        "x^{" * 40 + "1" + "}" * 40,
        "\\sqrt" * 60 + "x",
        "x" * 5000,
    ],
)
def test_what_is_unsound_or_too_much_is_not_drawn(latex: str) -> None:
    assert formulas.drawn(latex, False, 13.0) is None
    assert formulas.mathml(latex, False) == ""


def test_an_address_in_a_formula_is_left_out() -> None:
    made = formulas.mathml("\\href{javascript:alert(1)}{x}", False)
    assert "<mi>x</mi>" in made
    assert "javascript" not in made
