"""Where the words of a query stand in what was found: in a title, and in a piece of the text."""

from __future__ import annotations

import re

from app.search.entry import EntryKind, Hit, Marked, Spans
from app.search.index import EntryIndex
from app.search.letters import spans as letter_spans
from app.search.query import parse
from app.search.query_words import QueryWord
from app.search.words import fold, is_cjk

SNIPPET = 110  # characters
BEFORE = 24  # characters of it before the first word, at most


class Marks:
    """Made for one query; finds its words in what it found."""

    def __init__(self, index: EntryIndex, typed: str) -> None:
        query = parse(typed)
        self._text = query.text if query.words else ""
        self._pattern = _pattern([_written(asked) for asked in index.asked(typed)])

    def title(self, hit: Hit) -> Marked:
        """A result's title, and where in it stands what was typed."""
        title = fold(hit.entry.title)
        spans = self._spans(title)
        if not spans and self._text and " " not in self._text:
            spans = letter_spans(self._text, title)
        return Marked(hit.entry.title, spans)

    def snippet(self, hit: Hit, most: int = SNIPPET) -> Marked | None:
        """The piece of the text with most of the words, of `most` characters; None where none is
        in it. Cut at words, with … where something is left out."""
        if hit.entry.kind not in {EntryKind.SECTION, EntryKind.COMPONENT}:
            return None
        text = hit.entry.text
        found = self._found(fold(text))
        if not found:
            return None
        start = _densest(found, most - BEFORE)
        begin = start if len(text) <= most else _word_start(text, max(start - BEFORE, 0))
        if len(text) - begin <= most:
            begin = _word_start(text, max(len(text) - most, 0)) if len(text) > most else 0
        end = len(text) if len(text) - begin <= most else _word_end(text, begin + most)
        head, tail = "… " if begin else "", " …" if end < len(text) else ""
        spans = [(s, e) for s, e, _ in found if begin <= s and e <= end]
        shift = len(head) - begin
        return Marked(
            head + text[begin:end] + tail, tuple((s + shift, e + shift) for s, e in spans)
        )

    def words(self, hit: Hit) -> tuple[str, ...]:
        """The words as they stand in title and text, each once."""
        found: dict[str, str] = {}
        for text in (hit.entry.title, hit.entry.text):
            for start, end, _ in self._found(fold(text)):
                found.setdefault(text[start:end].casefold(), text[start:end])
        return tuple(found.values())

    def _spans(self, folded: str) -> Spans:
        return tuple((start, end) for start, end, _ in self._found(folded))

    def _found(self, folded: str) -> list[tuple[int, int, int]]:
        """Start, end, and which word of the query."""
        if self._pattern is None:
            return []
        return [(*m.span(), m.lastindex or 0) for m in self._pattern.finditer(folded)]


def _written(asked: QueryWord) -> list[str]:
    """What a word may look like in a text: its own start of a longer one, other forms, or what else
    is said for it."""
    word = asked.word
    forms = {*asked.finds.forms, *map(" ".join, asked.others)}
    others = sorted((f for f in forms if not f.startswith(word)), key=len, reverse=True)
    return [word, *others]


def _pattern(words: list[list[str]]) -> re.Pattern[str] | None:
    if not words:
        return None
    groups = ("(" + "|".join(map(_bounded, forms)) + ")" for forms in words)
    return re.compile("|".join(groups))


def _bounded(form: str) -> str:
    # Right of a letter, a form is part of another word; Chinese has no such borders.
    return re.escape(form) if is_cjk(form) else rf"(?<![^\W_]){re.escape(form)}"


def _densest(found: list[tuple[int, int, int]], width: int) -> int:
    """Where a piece of that width begins that holds most of the words, then most of them."""
    best, where = (0, 0), found[0][0]
    for n, (start, _, _) in enumerate(found):
        inside = [word for s, e, word in found[n:] if e <= start + width]
        worth = len(set(inside)), len(inside)
        if worth > best:
            best, where = worth, start
    return where


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at, at + BEFORE)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", at - BEFORE, at + 1)
    return space if space >= 0 else at
