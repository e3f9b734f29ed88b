"""Bare addresses in running text, as GitHub finds them."""

from __future__ import annotations

import pytest

from app.sources.markdown.addresses import LONGEST
from app.sources.markdown.dialect import make


def _links(text: str) -> list[str]:
    (inline,) = make().parseInline(text)
    return [str(t.attrs["href"]) for t in inline.children or [] if t.type == "link_open"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.b/c(d), www.x.org/y.", ["https://a.b/c(d)", "http://www.x.org/y"]),
        ("(http://a.b/c)) x@y.org", ["http://a.b/c", "mailto:x@y.org"]),
        ("a http://a_b.c d@e f:g ://h", []),
        ("www.a_b.c.d\nhttp://ä.org&lt;", ["http://www.a_b.c.d", "http://xn--4ca.org"]),
    ],
)
def test_addresses_are_found(text: str, found: list[str]) -> None:
    assert _links(text) == found


def test_what_is_longer_than_any_address_is_text() -> None:
    assert _links(f"http://a.org/{'x' * LONGEST}") == []
    assert len(_links(f"http://a.org/{'x' * (LONGEST - 100)}")) == 1
