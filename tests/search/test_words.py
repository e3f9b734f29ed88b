from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.plain import plain
from app.search.query import parse
from app.search.vocabulary import Vocabulary, distances
from app.search.words import Token, cut, fold, stem, tokens

letters = st.text("abcd", max_size=7)


@given(st.text())
def test_folded_text_is_as_long(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("Gateway", Token("gateway")),
        ("load-balancer", Token("load-balancer", ("load", "balancer"))),
        ("CPUUtilization", Token("cpuutilization", ("cpu", "utilization"))),
        ("0.0.0.0/0", Token("0.0.0.0/0", ("0", "0", "0", "0", "0"))),
        ("概要図", Token("概要図", ("概要", "要図"))),
        ("AWS概要", Token("aws概要", ("aws", "概要"))),
    ],
)
def test_cutting(token: str, expected: Token) -> None:
    assert tokens(token) == [token]
    assert cut(token) == expected


@pytest.mark.parametrize(
    "words",
    ["let lets", "subnet subnets", "policy policies", "route routes routing routed", "box boxes"],
)
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["access", "status", "ecs", "iam", "s3", "10.0.0.0"])
def test_what_is_no_ending_stays(word: str) -> None:
    assert stem(word) == word


@given(letters, letters)
def test_distances(one: str, other: str) -> None:
    whole, start = distances(one, other)
    assert start <= whole <= max(len(one), len(other))
    assert (whole == 0) == (one == other)
    assert whole == distances(other, one)[0]
    assert (start == 0) == other.startswith(one)


def test_swapped_letters_are_one_typo() -> None:
    assert distances("gatewya", "gateway")[0] == 1


def test_misspelt_words_only_where_nothing_fits() -> None:
    vocabulary = Vocabulary(["form", "from", "gateway"])
    assert set(vocabulary.like("from")) == {"from"}
    assert set(vocabulary.like("gatway")) == {"gateway"}
    assert vocabulary.like("xy") == {}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the NAT gateway", (None, None, ("the", "NAT", "gateway"))),
        ("the", (None, None, ("the",))),
        (" > export", ("command", None, ("export",))),
        ("@vpc", ("diagram", None, ("vpc",))),
        ("#IAM role", (None, "iam", ("role",))),
        ("#", (None, "", ())),
        ("", (None, None, ())),
    ],
)
def test_queries(typed: str, expected: tuple[str | None, str | None, tuple[str, ...]]) -> None:
    query = parse(typed)
    assert (query.kind, query.layer, query.words) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A **bold** [link](https://a.example/b_(c)) and `code`.", "A bold link and code."),
        ("- one\n- [x] two\n\n> three", "one · two · three"),
        ("| a | b |\n| --- | --- |\n| c | d |", "a · b · c · d"),
        ("```sh\nls my_file_name\n```", "ls my_file_name"),
        ("![The net](vpc.png) [[ecs|Clusters]] ![[a.png]]", "The net Clusters"),
        ("<img src='x.png' and 3 < 4 stays", "<img src='x.png' and 3 < 4 stays"),
        ("<b>yes</b>\\*", "yes*"),
        ("- A sentence.\n- Another\n\nLast.", "A sentence. Another · Last."),
        ("A ==mark== is%% nobody%%, x == y ^name\n\n^other\n\nb", "A mark is, x == y · b"),
        ("> a quote\n> of two lines", "a quote of two lines"),
    ],
)
def test_plain_text(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected


def test_no_text_takes_long() -> None:
    for odd in ("-" * 99_999 + "x", " " * 99_999, "[" * 99_999, "|" * 99_999, "<a" * 50_000):
        assert len(plain(odd)) <= len(odd)


@given(st.text("ab[]()!<>`*_|#-\\\n ", max_size=60))
def test_no_letter_outside_links_and_tags_is_lost(markdown: str) -> None:
    shown = plain(markdown)
    assert "\n" not in shown
    fenced = "```" in markdown  # what stands behind it names a language
    if not fenced and not set("[<") & set(markdown):
        assert [c for c in shown if c in "ab"] == [c for c in markdown if c in "ab"]
