from __future__ import annotations

from app.search.entry import Entry, EntryKind, Hit, Marked
from app.search.index import EntryIndex
from app.search.marks import Marks


def shown(marked: Marked | None) -> str:
    """The text, its spans in brackets."""
    assert marked is not None
    text, at = "", 0
    for start, end in marked.spans:
        text += f"{marked.text[at:start]}[{marked.text[start:end]}]"
        at = end
    return text + marked.text[at:]


def first(index: EntryIndex, typed: str, kind: EntryKind = EntryKind.SECTION) -> tuple[Marks, Hit]:
    hit = next(h for h in index.search(typed) if h.entry.kind is kind)
    return Marks(index, typed), hit


def test_matched_letters_of_titles(index: EntryIndex) -> None:
    for typed, expected in {
        "nat gate": "[NAT] [gate]way",
        "capcity": "[Capacity] provider",
        "natgw": "[NAT gateway]",  # it is said for it
        "caprov": "[Cap]acity p[rov]ider",
        "grosen": "[Größen]",
    }.items():
        marks, hit = first(index, typed)
        assert shown(marks.title(hit)) == expected


def test_a_snippet_shows_the_words_in_context(index: EntryIndex) -> None:
    marks, hit = first(index, "which gateway lets private instances out")
    assert shown(marks.snippet(hit)) == (
        "It [lets] [instances] in a [private] subnet reach [out], nobody in."
    )
    marks, hit = first(index, "169.254.169.254")
    assert shown(marks.snippet(hit)).startswith("[169.254.169.254] answers")
    marks, hit = first(index, "こちら")
    assert "[こち]" in shown(marks.snippet(hit))


def test_a_long_text_is_cut_at_words() -> None:
    text = "before " * 60 + "needle in the hay with a needle " + "after " * 60
    index = EntryIndex([Entry(EntryKind.SECTION, "a", "A", text=text)])
    marks, hit = first(index, "needle hay")
    snippet = marks.snippet(hit, 60)
    assert snippet is not None
    assert shown(snippet).startswith("… before")
    assert "[needle] in the [hay]" in shown(snippet)
    assert snippet.text.endswith(" …")
    assert len(snippet.text) <= 64
    assert all(word in text for word in snippet.text.strip("… ").split())


def test_without_the_words_there_is_no_snippet(index: EntryIndex) -> None:
    marks, hit = first(index, "vpc")
    assert marks.snippet(hit) is None
    assert Marks(index, "#iam").title(hit).spans == ()


def test_the_words_as_they_are_written(index: EntryIndex) -> None:
    marks, hit = first(index, "capcity cluster")
    assert marks.words(hit) == ("Capacity", "cluster")
