from __future__ import annotations

import pytest

from app.model.web_address import destination, spelt, web_address, web_addresses


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?x=1&y=ü#z", "https://example.org/a?x=1&y=%C3%BC#z"),
        ("http://example.org", "http://example.org"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("mailto:a@example.org?subject=x&cc=b", "mailto:a@example.org?subject=x&cc=b"),
        ("mailto:a@example.org?attach=/etc/passwd", None),
        ("https://bücher.example:80/ü", "https://xn--bcher-kva.example:80/%C3%BC"),
        ("https://ехample.com/", "https://xn--ample-ywe6i.com/"),  # Cyrillic е and х
        ("https://example.org@example.com/", None),
        ("https://example.org\\@example.com/", None),
        ("https://a..ü/", None),
        ("https://example.org/“x”", "https://example.org/%E2%80%9Cx%E2%80%9D"),
        (None, None),
        ("", None),
        ("#section", None),
        ("ecs.py", None),
        ("https:///path", None),
        ("mailto:", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("https://example.org/\nx", None),
        (" https://example.org", None),
        ("https://[", None),
        ("https://example.org/" + "a" * 2000, None),
    ],
)
def test_what_leads_out(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_addresses_of_several_are_told_from_each_other() -> None:
    long = "https://example.org/" + "a" * 60 + "/last"
    found = web_addresses(["#a", "https://example.org/ü", long, "https://example.org/ü", "x.py"])
    assert found == ("https://example.org/%C3%BC", long)
    assert [spelt(address) for address in found] == [
        "example.org/%C3%BC",
        "example.org/…aaaaaaaaaaa/last",
    ]
    assert spelt("mailto:a@example.org?subject=b") == "a@example.org?subject=b"


def test_where_an_address_leads() -> None:
    assert destination("https://example.org:8080/a?b") == "example.org:8080"
    assert destination("mailto:a@example.org?subject=b") == "a@example.org"
