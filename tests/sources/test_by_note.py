from __future__ import annotations

from app.model.notes import Note
from app.sources.by_note import ByNote, LastTime
from app.sources.markdown.note import notebook, parse_note
from app.sources.mentions import FormerMentions, Mentions


def notes(**texts: str) -> list[Note]:
    return [parse_note(text, f"{name}.md")[0] for name, text in texts.items()]


def test_only_of_a_note_that_has_changed_something_is_worked_out_again() -> None:
    asked: list[str] = []

    def length(note: Note, more: int) -> int:
        asked.append(note.file)
        return len(note.text) + more

    kept, book = ByNote(), notes(a="# A\n", b="# Bees\n")
    assert kept.each(book, length, lambda _: 1) == [5, 8]
    assert kept.each(book, length, lambda _: 1) == [5, 8]
    assert asked == ["a.md", "b.md"]
    book[1:] = notes(b="# Bee\n")
    assert kept.each(book, length, lambda _: 1) == [5, 7]
    assert kept.each(book, length, lambda n: 1 if n.file == "b.md" else 0) == [4, 7]
    assert asked == ["a.md", "b.md", "b.md", "a.md"]
    kept.each((), length, lambda _: 1)
    kept.each(book[:1], length, lambda _: 0)
    assert asked[4:] == ["a.md"]  # what is not asked for is forgotten


def test_what_was_made_of_other_things_is_not_taken_for_the_last() -> None:
    last, one, other = LastTime(), object(), object()
    assert last.of([one], lambda: 1) == 1
    assert last.of([one], lambda: 2) == 1
    assert last.of([one, other], lambda: 3) == 3
    assert last.of([other, one], lambda: 4) == 4
    assert last.of([], lambda: 5) == 5
    assert last.of([], lambda: 6) == 6


def test_a_note_whose_sections_ids_name_its_file_stays_the_same_one() -> None:
    kept, book = ByNote(), notes(a="# Same\n", b="# Same\n", c="# C\n")
    first = notebook(book, kept)
    again = notebook([*book[:2], *notes(c="# Other\n")], kept)
    assert first.notes[0].sections[0].id == "a/same"
    assert [a is b for a, b in zip(first.notes, again.notes, strict=True)] == [True, True, False]
    alone = notebook([book[0], *notes(b="# B\n")], kept)
    assert alone.notes[0].sections[0].id == "same"


def test_mentions_are_as_if_all_notes_were_looked_through() -> None:
    texts = {name: f"# {name}\n\nA queue.\n## Of {name}\n\nA queue, a queue.\n" for name in "abcde"}
    former, book = FormerMentions(), notebook(notes(**texts))
    first = Mentions(book, former)
    assert first.of("A queue") == ("of-a", "of-b", "of-c")
    texts["b"] = "# b\n\nA table.\n"
    texts["d"] += "\n## More\n\nA queue. A queue. A queue.\n"
    del texts["a"]
    same = {note.file: note for note in book.notes}
    parsed = notes(**texts)
    changed = notebook(p if p.file in {"b.md", "d.md"} else same[p.file] for p in parsed)
    again = Mentions(changed, former)
    for name in ("a queue", "a table", "a Queue ", "nothing"):
        assert again.of(name) == Mentions(changed).of(name)
    assert again.of("a queue") == ("more", "of-c", "of-d")
