"""What a script's host has written down is read as what anybody may have written."""

from __future__ import annotations

import json

import pytest

from app.sources.scripts.reply import MOST, reply_of

CLASS = {"module": "diagrams.aws", "name": "Ec"}


def end(**said: object) -> bytes:
    return json.dumps({"end": "done", **said}).encode()


@pytest.mark.parametrize(
    "said",
    [
        {"asked": ["A"] * 10_000},
        {"wanted": ["https://a.example/b.png"] * 10_000},
        {"unfetched": ["https://a.example/b"] * 10_000},
        {"lacking": [CLASS] * 10_000},
        {"lacking": [CLASS | {"near": ["a"] * 10_000}]},
        {"beyond": [{"what": "open"}] * 10_000},
    ],
)
def test_a_host_says_no_more_than_a_person_reads(said: dict[str, object]) -> None:
    found = reply_of(end(**said))
    assert found.end is None
    assert not found.whole


def test_of_many_diagrams_the_first_are_read() -> None:
    drawn = [{"diagram": n, "name": "", "filename": "", "dot": ""} for n in range(MOST + 3)]
    found = reply_of(b"\n".join([*(json.dumps(one).encode() for one in drawn), end()]))
    assert (len(found.drawn), found.more, found.whole) == (MOST, 3, True)
    assert found.end is not None
