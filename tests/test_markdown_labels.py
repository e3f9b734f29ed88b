"""Where labels in brackets end, as the library has it."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from app import markdown_labels


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) [c [d] e](f) ![p [q](r)](s) [t [u](v) w](x)",
        "[a][b] [b][] [b] [[b]] [b][c [d]] \\[b] `[b`]",
        "[a ![b](c) d](e) [ [ [b] ] [a](b \"c\") [a](<b c> 'd')",
        "[a](b [c](d) ] [e **f](g) h** [i [j",
        "!" * 3 + "[" * 60 + "x" + "](y)" * 60,
    ],
)
def test_links_are_those_that_the_library_finds(text: str) -> None:
    whole = f"{text}\n\n[b]: /there\n"
    ours = MarkdownIt("commonmark")
    markdown_labels.add_to(ours)
    assert ours.render(whole) == MarkdownIt("commonmark").render(whole)
