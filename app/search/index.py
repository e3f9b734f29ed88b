"""The index over a workspace, and the ranking of what a query finds in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from heapq import nsmallest

from app.model.ids import DiagramId
from app.search.entry import Entry, EntryKind, Hit
from app.search.letters import Letters
from app.search.nearness import Texts
from app.search.query import Query, parse
from app.search.query_words import Finds, LookUp, QueryWord
from app.search.synonyms import synonyms
from app.search.words import Token, cut, fold, tokens

LIMIT = 50  # results
K, B = 1.2, 0.6  # BM25: how soon a word that comes again adds nothing; how a text's length weighs
TITLE_WORDS, LONG_TITLE = 4, 0.08  # a word of a longer title than that is worth less, for each word
IN_TOOLTIP = 0.8  # of a word in a text, where the text is not a section's
EQUAL, STARTS, CONTAINS, COVERS = 1.0, 0.5, 0.2, 0.25  # more, for the whole query
COVERED = 0.8  # of the query's weight that a title has to hold to cover it
NEAR, TRIED = 0.35, 60  # more for words that stand together, and how many texts are read for it
SCATTERED = 0.4  # letters of the query here and there in a title
HERE = 0.03  # more for what is in the diagram on screen
LISTS = 0.6  # of what only lists what is elsewhere
LENT = 0.5  # of what is ours, beside a person's own notes
WHOLE = 1.0 + EQUAL + COVERS  # the most there is
ORDER = {kind: place for place, kind in enumerate(EntryKind)}


class EntryIndex:
    """Built once, on any thread, then asked. `stop()` is asked while it is built; once it says
    so, the rest is left out."""

    def __init__(self, found: Iterable[Entry], stop: Callable[[], bool] = lambda: False) -> None:
        synonyms()  # read here, and not with the first letter that is typed
        self.entries: list[Entry] = []
        self._titles: list[str] = []
        self._sizes: list[int] = []  # words in a title
        self._texts = Texts()
        in_titles: dict[str, list[int]] = {}
        around: dict[str, list[int]] = {}
        in_texts: dict[str, list[tuple[int, int]]] = {}
        lengths: list[int] = []
        cuts: dict[str, Token] = {}
        for number, entry in enumerate(found):
            if stop():
                break
            self.entries.append(entry)
            self._titles.append(fold(entry.title))
            words = tokens(entry.title)
            self._sizes.append(max(len(words), 1))
            for term in _terms([*words, *_words(entry.names)], cuts):
                in_titles.setdefault(term, []).append(number)
            for term in _terms(_words(entry.around), cuts):
                around.setdefault(term, []).append(number)
            written = tokens(entry.text)
            self._texts.add(written)
            lengths.append(len(written))
            for term, count in _counted(written, cuts).items():
                in_texts.setdefault(term, []).append((number, count))
        for word in cuts:
            self._texts.known(word, _terms([word], cuts))
        mean = sum(lengths) / max(sum(n > 0 for n in lengths), 1) or 1.0
        norms = [K * (1 - B + B * n / mean) for n in lengths]
        self._look = LookUp(len(self.entries), in_titles, around, in_texts, norms)
        self._letters = Letters(self._titles)

    # Asking

    def search(self, typed: str, diagram: DiagramId | None = None, note: str = "") -> list[Hit]:
        """The best finds, best first. `diagram` is the one on screen; sections of the file
        `note` come before all else."""
        query = parse(typed)
        allowed = self._allowed(query)
        if not query.words:
            return [] if query.layer is None and query.kind is None else self._all(allowed, diagram)
        scores = self._scores(query, self._look.asked(query), allowed)
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

        best = nsmallest(2 * LIMIT, scores, key=rank)
        return [
            Hit(entries[n], round(min(scores[n] / WHOLE, 1.0), 3))
            for n in self._each_once(best, scores)
        ][:LIMIT]

    def asked(self, typed: str) -> list[QueryWord]:
        """What the words of a query are looked for as."""
        query = parse(typed)
        return self._look.asked(query) if query.words else []

    def _each_once(self, best: list[int], scores: dict[int, float]) -> Iterable[int]:
        """Without components that look the same as one before, and without generated tours that
        are found by nothing but the name of their diagram or of the list that they are made of."""
        seen: set[tuple[str, str]] = set()
        sections: dict[str, float] = {}  # how good the best of each title is
        for number in best:
            if self.entries[number].kind is EntryKind.SECTION:
                sections.setdefault(self._titles[number], scores[number])
        diagrams = {e.id: n for n, e in enumerate(self.entries) if e.kind is EntryKind.DIAGRAM}
        for number in best:
            entry = self.entries[number]
            if entry.kind is EntryKind.COMPONENT:
                if (looks := (entry.title, entry.place)) in seen:
                    continue
                seen.add(looks)
            elif entry.kind is EntryKind.TOUR and not entry.file:
                shown = diagrams.get(entry.diagram or DiagramId(""))
                same = scores.get(shown, 0.0) if shown is not None else 0.0
                if max(same, sections.get(self._titles[number], 0.0)) >= scores[number]:
                    continue
            yield number

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

    # How good it is

    def _scores(
        self, query: Query, found: list[QueryWord], allowed: set[int] | None
    ) -> dict[int, float]:
        total = sum(asked.weight for asked in found)
        parts = [asked.weight / total for asked in found]
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}  # how much of the query is in the title
        for asked, part in zip(found, parts, strict=True):
            for number, good in asked.finds.title.items():
                long = max(self._sizes[number] - TITLE_WORDS, 0)
                scores[number] = scores.get(number, 0.0) + part * good / (1 + LONG_TITLE * long)
                covered[number] = covered.get(number, 0.0) + part
            self._add_others(scores, asked.finds, part)
        if allowed is not None:
            scores = {n: score for n, score in scores.items() if n in allowed}
        texts = self._whole(query)
        for number in covered.keys() & scores.keys():
            scores[number] += self._likeness(texts, number, covered[number], len(found))
        if len(found) > 1:
            self._add_nearness(scores, found, parts)
        for number in scores:
            scores[number] *= worth(self.entries[number])
        return scores

    def _add_others(self, scores: dict[int, float], finds: Finds, part: float) -> None:
        """What is not in the title, and is in what is around it or in the text."""
        for number, good in finds.around.items():
            if number not in finds.title:
                scores[number] = scores.get(number, 0.0) + part * good
        for number, good in finds.text.items():
            if number not in finds.title:
                value = (
                    good if self.entries[number].kind is EntryKind.SECTION else good * IN_TOOLTIP
                )
                value -= finds.around.get(number, 0.0)
                if value > 0:
                    scores[number] = scores.get(number, 0.0) + part * value

    def _add_nearness(
        self, scores: dict[int, float], found: list[QueryWord], parts: list[float]
    ) -> None:
        """To the best: more for words that stand near each other in the text."""
        best = nsmallest(TRIED, scores, key=lambda n: (-scores[n], n))
        wanted = self._texts.numbers([asked.terms for asked in found])
        for number in best:
            always = {
                which
                for which, asked in enumerate(found)
                if number in asked.finds.title or number in asked.finds.around
            }
            scores[number] += NEAR * self._texts.nearest(number, wanted, parts, always)

    def _whole(self, query: Query) -> list[tuple[str, float]]:
        """The whole query, and the other ways to say it, with how good they are."""
        return [(query.text, 1.0), *self._look.said_otherwise(query)]

    def _likeness(
        self, texts: list[tuple[str, float]], number: int, covered: float, asked: int
    ) -> float:
        """More for a title that is, starts with or holds the whole query."""
        title = self._titles[number]
        more = COVERS * min(asked / self._sizes[number], 1.0) if covered >= COVERED else 0.0
        best = 0.0
        for text, good in texts:
            if title == text:
                best = max(best, good * EQUAL)
            elif title.startswith(text):
                best = max(best, good * STARTS)
            elif f" {text}" in title:
                best = max(best, good * CONTAINS)
        return more + best


def worth(entry: Entry) -> float:
    """What of its score an entry keeps, 0..1."""
    if entry.lent:
        return LENT
    return LISTS if entry.lists else 1.0


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in tokens(text)]


def _terms(words: Iterable[str], cuts: dict[str, Token]) -> set[str]:
    """What words are found by: each as a whole, and the parts of those that have some."""
    found: set[str] = set()
    for word in words:
        token = cuts.get(word) or cuts.setdefault(word, cut(word))
        found.add(token.whole)
        found.update(token.parts)
        if "-" in token.whole:
            found.add(token.whole.replace("-", ""))
    return found


def _counted(words: list[str], cuts: dict[str, Token]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word, count in Counter(words).items():
        token = cuts.get(word) or cuts.setdefault(word, cut(word))
        counts[token.whole] = counts.get(token.whole, 0) + count
        also = (token.whole.replace("-", ""),) if "-" in token.whole else ()
        for part in (*token.parts, *also):
            counts[part] = counts.get(part, 0) + count
    return counts
