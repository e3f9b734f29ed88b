from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from app.ui.views.notes.place import found_again, moved, spot

words = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=12)


@given(words, st.data())
def test_what_is_put_in_or_taken_out_elsewhere_moves_the_place_along(
    old: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(old) - 1))
    above, below = data.draw(words), data.draw(words)
    cut = data.draw(st.integers(0, at))
    to = moved(at, old, [*old[:cut], *above, *old[cut:]])
    assert [*old[:cut], *above, *old[cut:]][to] == old[at]
    assert old[moved(at, old, [*old, *below])] == old[at]
    assert moved(at, old, old) == at


@given(words, words, st.data())
def test_the_place_is_always_in_the_new_text(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(old) - 1))
    assert 0 <= moved(at, old, new) < len(new)


def test_changes_above_and_below_at_once() -> None:
    old = ["a", "b", "c", "here", "d", "e"]
    new = ["a", "x", "y", "b", "c", "here", "d", "z", "e"]
    assert new[moved(3, old, new)] == "here"


def test_a_spot_in_a_document_with_emoji() -> None:
    document = QTextDocument("🙂 one\ntwo\nthree")
    place = document.find("hree").selectionStart()
    there = spot(document, place)
    other = QTextDocument("new 🙂🙂\n🙂 one\ntwo\nthree")
    assert found_again(there, other) == other.find("hree").selectionStart()
