"""`![[note#part]]` is the text itself: bounded, in no circles, its links and notes its own."""

from __future__ import annotations

import pytest

from app.model.workspace import Workspace
from app.sources.markdown import dialect
from app.sources.markdown.embedded_notes import MOST, EmbeddedNotes
from app.sources.markdown.note import notebook, parse_note


def shown(files: dict[str, str], file: str) -> str:
    """The note's tokens as words: text, and where links and pictures lead."""
    book = notebook(parse_note(text, name)[0] for name, text in files.items())
    workspace = Workspace("/nowhere", "Work", False, (), book, {})
    note = book.note(file)
    assert note is not None
    words = []
    for token in dialect.make().parse(note.text, {"embeds": EmbeddedNotes(workspace, note)}):
        for child in token.children or [token]:
            address = child.attrs.get("href") or child.attrs.get("src")
            words += [child.content] if child.type in {"text", "fence"} else []
            words += [f"<{address}>"] if address else []
    return " ".join(word for word in words if word)


YARD = "# Yard\n\nAll of it.\n\n## Crane\n\nLifts.\n\n### Hook\n\nHolds. ^hook\n\n## Shed\n\nDry.\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("![[yard#Crane]]", "<yard#Crane> Yard › Crane Crane Lifts. Hook Holds."),
        ("![[yard#^hook]]", "<yard#%5Ehook> Yard Holds."),
        ("![[yard#^gone]]", "<yard#%5Egone> yard > ^gone"),
        ("![[yard]]", "<yard> Yard Yard All of it. Crane Lifts. Hook Holds. Shed Dry."),
        ("![[nobody]]", "<nobody> nobody"),
        ("[[yard#Shed]]", "<yard#Shed> yard > Shed"),
        ("See ![[yard#Shed]].", "See  <yard#Shed> yard > Shed . <yard#Shed> Yard › Shed Shed Dry."),
    ],
)
def test_what_is_embedded(written: str, said: str) -> None:
    assert shown({"a.md": written, "yard.md": YARD}, "a.md") == said


def test_nothing_stands_in_itself() -> None:
    said = shown({"a.md": "# A\n\n![[b]]", "b.md": "# B\n\n![[a]] ![[b]]"}, "a.md")
    assert said.split() == ["A", "<b>", "B", "B", "<a>", "a", "<b>", "b"]


def test_no_more_is_embedded_than_one_reads() -> None:
    long = "# L\n\n" + "word " * (MOST // 6)
    said = shown({"a.md": "![[l]]\n\n![[l]]\n\n![[l]]", "l.md": long}, "a.md")
    assert "<l> l" in said
    assert len(said) < 2 * MOST


def test_its_links_and_pictures_are_those_of_its_own_folder() -> None:
    inside = "# I\n\n[x](x.md) ![y](pics/y.png) [here](#i) [web](https://example.org/)"
    said = shown({"a.md": "![[in]]", "sub/in.md": inside}, "a.md")
    for address in ("sub/x.md", "sub/pics/y.png", "sub/in.md#i", "https://example.org/"):
        assert f"<{address}>" in said


def test_what_is_embedded_begins_no_section_here() -> None:
    book = notebook([parse_note(YARD, "yard.md")[0], parse_note("![[yard]]", "a.md")[0]])
    note = book.notes[1]
    embeds = EmbeddedNotes(Workspace("/nowhere", "Work", False, (), book, {}), note)
    assert dialect.headings(dialect.make().parse(note.text, {"embeds": embeds})) == []
