"""What is asked for: each word of a query with all that it may mean, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from app.search.query import Query
from app.search.synonyms import NAMED, Phrase, QuestionTopic, Saying, synonyms
from app.search.vocabulary import Vocabulary
from app.search.words import cut

KEPT = 128  # words whose finds are kept: the next letter changes the last word only
BUDGET = 12_000  # places in texts that one word may lead to
AROUND = 0.6  # a word in what is around a section against one in its title
IN_TEXT = 0.35, 0.25  # the same in its text: at least, and more if often
FAINT = 0.25  # how telling a word is that says more how one asks

Places = dict[int, float]


@dataclass(frozen=True, slots=True)
class Finds:
    """Entry → how well, 0..1, in its title, around it, and in its text. `forms` are the terms that
    a word was taken for."""

    title: Places
    around: Places
    text: Places
    forms: Mapping[str, float]

    def __len__(self) -> int:
        return len(self.title.keys() | self.around.keys() | self.text.keys())


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A folded word, and the other ways to say it. `weight` says how telling it is; `terms` is all
    that it is taken for, word by word."""

    word: str
    finds: Finds
    weight: float
    terms: frozenset[str]
    others: tuple[Phrase, ...]


class LookUp:
    """Looks words up among so many entries. `in_titles` and `around` are entries by term; `in_texts`
    with how often; `norms` how long a text is, as BM25 has it."""

    def __init__(
        self,
        count: int,
        in_titles: Mapping[str, list[int]],
        around: Mapping[str, list[int]],
        in_texts: Mapping[str, list[tuple[int, int]]],
        norms: list[float],
    ) -> None:
        self._count, self._norms = count, norms
        self._in_titles, self._around, self._in_texts = in_titles, around, in_texts
        self._vocabulary = Vocabulary({*in_titles, *around, *in_texts})
        self._finds: dict[str, Finds] = {}

    def asked(self, query: Query) -> list[QueryWord]:
        """The words of a query that say something, each once, unless there are no others."""
        words, ways = self._words(query)
        stop = synonyms().stop
        telling = [n for n, word in enumerate(words) if word not in stop]
        others: dict[int, list[Saying]] = {}
        for way in ways:
            within = [n for n in telling if way.first <= n < way.last]
            for n in within or [way.last - 1]:
                others.setdefault(n, []).append(way)
        wanted = sorted({*telling, *others}) or range(len(words))
        found: dict[str, QueryWord] = {}
        for n in wanted:
            if words[n] not in found:
                found[words[n]] = self._one(words[n], others.get(n, []))
        for topic in synonyms().about(words):
            about = self._topic(topic)
            if len(about.finds):
                found.setdefault(about.word, about)
        return list(found.values())

    def _topic(self, topic: QuestionTopic) -> QueryWord:
        """What a question is about, as one more word of it."""
        finds = Finds({}, {}, {}, {})
        for name in topic.called:
            finds = _joined(finds, self._phrase(name), NAMED)
        words = (word for name in topic.called for word in name)
        terms = frozenset(form for word in words for form in self.finds(word).forms)
        return QueryWord(" ".join(topic.called[0]), finds, self._weight(finds), terms, ())

    def said_otherwise(self, query: Query) -> Iterator[tuple[str, float]]:
        """The other ways to say the whole of it, with how good they are."""
        words, ways = self._words(query)
        for way in ways:
            if (way.first, way.last) == (0, len(words)):
                yield " ".join(way.said), way.good

    def _words(self, query: Query) -> tuple[list[str], list[Saying]]:
        """Each typed word as itself, one with a hyphen as if it had none, or as its parts where
        nothing is called so; and the other ways to say them, its parts among these."""
        words: list[str] = []
        in_parts: list[Saying] = []
        for typed in query.words:
            token = cut(typed)
            joined = token.whole.replace("-", "")
            known = next((w for w in (joined, token.whole) if self.finds(w).forms), None)
            if token.parts and known is None:
                words += token.parts
                continue
            if token.parts:
                in_parts.append(Saying(len(words), len(words) + 1, token.parts, NAMED))
            words.append(known or token.whole)
        return words, [*synonyms().ways(words), *in_parts]

    def _one(self, word: str, ways: list[Saying]) -> QueryWord:
        finds = own = self.finds(word)
        terms = set(own.forms)
        for way in ways:
            other = self._phrase(way.said)
            terms |= {form for part in way.said for form in self.finds(part).forms}
            finds = _joined(finds, other, way.good)
        weight = self._weight(own if len(own) else finds)
        if synonyms().is_faint(word) or word in synonyms().stop:
            weight *= FAINT
        said = tuple(dict.fromkeys(way.said for way in ways))
        return QueryWord(word, finds, weight, frozenset(terms), said)

    def _weight(self, finds: Finds) -> float:
        return 0.3 + log((self._count + 1) / (len(finds) + 1)) / log(self._count + 2)

    def _phrase(self, said: Phrase) -> Finds:
        """Where all words of a phrase stand in one title, or in one text."""
        first, *rest = map(self.finds, said)
        for other in rest:
            first = Finds(
                _shared(first.title, other.title),
                _shared(first.around, other.around),
                _shared(first.text, other.text),
                {},
            )
        return first

    def finds(self, word: str) -> Finds:
        """Where a folded word is found."""
        if word not in self._finds:
            while len(self._finds) >= KEPT:
                del self._finds[next(iter(self._finds))]
            self._finds[word] = self._look_up(word)
        return self._finds[word]

    def _look_up(self, word: str) -> Finds:
        forms = self._vocabulary.like(word)
        title: Places = {}
        around: Places = {}
        text: Places = {}
        left = BUDGET if len(word) > 1 or not word.isascii() else 0
        for term, good in sorted(forms.items(), key=lambda f: -f[1]):
            for number in self._in_titles.get(term, ()):
                if good > title.get(number, 0.0):
                    title[number] = good
            for number in self._around.get(term, ()):
                if good * AROUND > around.get(number, 0.0):
                    around[number] = good * AROUND
            places = self._in_texts.get(term, ())
            if len(places) > left:
                continue
            left -= len(places)
            for number, count in places:
                value = good * (IN_TEXT[0] + IN_TEXT[1] * count / (count + self._norms[number]))
                if value > text.get(number, 0.0):
                    text[number] = value
        return Finds(title, around, text, forms)


def _shared(one: Places, other: Places) -> Places:
    if len(other) < len(one):
        one, other = other, one
    return {n: min(good, other[n]) for n, good in one.items() if n in other}


def _joined(one: Finds, other: Finds, good: float) -> Finds:
    """Where one of both is, the other only so good."""

    def more(first: Places, second: Places) -> Places:
        found = dict(first)
        for number, value in second.items():
            if value * good > found.get(number, 0.0):
                found[number] = value * good
        return found

    return Finds(
        more(one.title, other.title),
        more(one.around, other.around),
        more(one.text, other.text),
        one.forms,
    )
