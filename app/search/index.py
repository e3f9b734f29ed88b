"""The index over a workspace, and the ranking of what a query finds in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from heapq import nsmallest
from math import log
from typing import NamedTuple

from app.model.ids import DiagramId
from app.search.entry import Entry, EntryKind, Hit
from app.search.letters import Letters
from app.search.query import Query, parse
from app.search.vocabulary import Vocabulary
from app.search.words import Token, cut, fold, tokens

LIMIT = 50  # results
KEPT = 64  # words whose finds are kept: the next letter changes the last word only
BUDGET = 12_000  # places in texts that one word may lead to
K, B = 1.2, 0.6  # BM25: how soon a word that comes again adds nothing; how a text's length weighs
IN_TEXT = 0.35, 0.25  # a word in a text against one in a title: at least, and more if often
IN_TOOLTIP = 0.8  # of that, where the text is not a section's
EQUAL, STARTS, CONTAINS, COVERS, PHRASE = 1.0, 0.5, 0.2, 0.25, 0.1  # more, for the whole query
SCATTERED = 0.4  # letters of the query here and there in a title
HERE = 0.03  # more for what is in the diagram on screen
WHOLE = 1.0 + EQUAL + COVERS  # the most there is
ORDER = {kind: place for place, kind in enumerate(EntryKind)}


class Finds(NamedTuple):
    """Where one word of a query is: entry → how well, 0..1, in its title and in its text.
    `forms` are the terms it was taken for. `weight` says how telling the word is."""

    title: dict[int, float]
    text: dict[int, float]
    forms: dict[str, float]
    weight: float


class EntryIndex:
    """Built once, on any thread, then asked. `stop()` is asked while it is built; once it says
    so, the rest is left out."""

    def __init__(self, found: Iterable[Entry], stop: Callable[[], bool] = lambda: False) -> None:
        self.entries: list[Entry] = []
        self._titles: list[str] = []
        self._sizes: list[int] = []  # words in a title
        self._in_titles: dict[str, list[int]] = {}
        self._in_texts: dict[str, list[tuple[int, int]]] = {}
        self._lengths: list[int] = []
        cuts: dict[str, Token] = {}
        for entry in found:
            if stop():
                break
            self._add(entry, cuts)
        mean = sum(self._lengths) / max(sum(n > 0 for n in self._lengths), 1) or 1.0
        self._norms = [K * (1 - B + B * n / mean) for n in self._lengths]
        self._vocabulary = Vocabulary({*self._in_titles, *self._in_texts})
        self._letters = Letters(self._titles)
        self._finds: dict[str, Finds] = {}

    def _add(self, entry: Entry, cuts: dict[str, Token]) -> None:
        number = len(self.entries)
        self.entries.append(entry)
        self._titles.append(fold(entry.title))
        words = tokens(entry.title)
        self._sizes.append(max(len(words), 1))
        words += [w for name in entry.names for w in tokens(name)]
        for term in {t for w in words for t in _terms(w, cuts)}:
            self._in_titles.setdefault(term, []).append(number)
        written = Counter(tokens(entry.text))
        self._lengths.append(written.total())
        counts: dict[str, int] = {}
        for word, count in written.items():
            for term in _terms(word, cuts):
                counts[term] = counts.get(term, 0) + count
        for term, count in counts.items():
            self._in_texts.setdefault(term, []).append((number, count))

    # Asking

    def search(self, typed: str, diagram: DiagramId | None = None, note: str = "") -> list[Hit]:
        """The best finds, best first. `diagram` is the one on screen; sections of the file
        `note` come before all else."""
        query = parse(typed)
        allowed = self._allowed(query)
        if not query.words:
            return [] if query.layer is None and query.kind is None else self._all(allowed, diagram)
        found = [self.finds(w) for word in query.words for w in self.split(word)]
        scores = self._scores(query, found, allowed)
        if len(query.text) > 1 and " " not in query.text:
            among = range(len(self.entries)) if allowed is None else allowed
            good = self._letters.find(query.text, (n for n in among if n not in scores))
            scores |= {n: SCATTERED * g for n, g in good.items()}
        entries = self.entries

        def rank(number: int) -> tuple[bool, float, int, int]:
            entry = entries[number]
            near = HERE if diagram and entry.diagram == diagram else 0.0
            own = bool(note) and entry.file == note and entry.kind is EntryKind.SECTION
            return not own, -scores[number] - near, ORDER[entry.kind], number

        best = nsmallest(LIMIT, scores, key=rank)
        return [Hit(entries[n], round(min(scores[n] / WHOLE, 1.0), 3)) for n in best]

    def split(self, word: str) -> tuple[str, ...]:
        """The words that a typed one is looked for as: itself, or its parts where nothing is
        called so."""
        token = cut(word)
        if not token.parts or self.finds(token.whole).forms:
            return (token.whole,)
        return token.parts

    def finds(self, word: str) -> Finds:
        """Where a folded word is found."""
        if word not in self._finds:
            while len(self._finds) >= KEPT:
                del self._finds[next(iter(self._finds))]
            self._finds[word] = self._look_up(word)
        return self._finds[word]

    def _look_up(self, word: str) -> Finds:
        forms = self._vocabulary.like(word)
        title: dict[int, float] = {}
        text: dict[int, float] = {}
        left = BUDGET if len(word) > 1 or not word.isascii() else 0
        for term, good in sorted(forms.items(), key=lambda f: -f[1]):
            for number in self._in_titles.get(term, ()):
                if good > title.get(number, 0.0):
                    title[number] = good
            places = self._in_texts.get(term, ())
            if len(places) > left:
                continue
            left -= len(places)
            for number, count in places:
                value = good * (IN_TEXT[0] + IN_TEXT[1] * count / (count + self._norms[number]))
                if value > text.get(number, 0.0):
                    text[number] = value
        spread = len(title.keys() | text.keys())
        weight = 0.3 + log((len(self.entries) + 1) / (spread + 1)) / log(len(self.entries) + 2)
        return Finds(title, text, forms, weight)

    def _allowed(self, query: Query) -> set[int] | None:
        """The entries that a prefix narrows to; None for all."""
        if query.kind is not None:
            return {n for n, e in enumerate(self.entries) if e.kind is query.kind}
        if query.layer is None:
            return None
        layers = self._layers(query.layer)
        kinds = (EntryKind.LAYER, EntryKind.COMPONENT) if query.layer else (EntryKind.LAYER,)
        return {
            n
            for n, e in enumerate(self.entries)
            if e.kind in kinds and not layers.isdisjoint(e.layers)
        }

    def _layers(self, typed: str) -> set[str]:
        """The layers that `#…` may mean: of that name or id, else those that start so."""
        names = {
            e.id: {fold(e.id), fold(e.title)} for e in self.entries if e.kind is EntryKind.LAYER
        }
        own = {id for id, called in names.items() if typed in called}
        near = {id for id, called in names.items() if any(c.startswith(typed) for c in called)}
        return (
            own
            or near
            or {e.id for e in self.entries if e.kind is EntryKind.LAYER and typed in e.id}
        )

    def _all(self, allowed: set[int] | None, diagram: DiagramId | None) -> list[Hit]:
        """What a prefix alone narrows to: layers first, then the diagram on screen."""

        def rank(number: int) -> tuple[bool, bool, int]:
            entry = self.entries[number]
            return entry.kind is not EntryKind.LAYER, entry.diagram != diagram, number

        return [Hit(self.entries[n], 0.0) for n in sorted(allowed or (), key=rank)[:LIMIT]]

    def _scores(
        self, query: Query, found: list[Finds], allowed: set[int] | None
    ) -> dict[int, float]:
        total = sum(f.weight for f in found)
        scores: dict[int, float] = {}
        called: dict[int, int] = {}  # how many of the words are in the title
        for finds in found:
            part = finds.weight / total
            for number, good in finds.title.items():
                scores[number] = scores.get(number, 0.0) + part * good
                called[number] = called.get(number, 0) + 1
            for number, good in finds.text.items():
                if number not in finds.title:
                    if self.entries[number].kind is not EntryKind.SECTION:
                        good *= IN_TOOLTIP  # noqa: PLW2901
                    scores[number] = scores.get(number, 0.0) + part * good
        if allowed is not None:
            scores = {n: score for n, score in scores.items() if n in allowed}
        for number in called.keys() & scores.keys():
            scores[number] += self._likeness(query.text, number, called[number], len(found))
        return scores

    def _likeness(self, text: str, number: int, called: int, asked: int) -> float:
        """More for a title that is, starts with or holds the whole query."""
        title = self._titles[number]
        more = COVERS * called / max(self._sizes[number], called) if called == asked else 0.0
        if title == text:
            return more + EQUAL
        if title.startswith(text):
            return more + STARTS
        return more + (CONTAINS if f" {text}" in title else 0.0)


def _terms(word: str, cuts: dict[str, Token]) -> tuple[str, ...]:
    token = cuts.get(word)
    if token is None:
        token = cuts[word] = cut(word)
    return (token.whole, *token.parts) if token.parts else (token.whole,)
