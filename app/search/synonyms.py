"""What else is said for words of a query: names and short forms of the catalogue of kinds, and ordinary
words of questions, `resources/synonyms.json`. Read when it is first asked, and once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.catalogue import catalogue
from app.errors import AcetateError
from app.places import bundled_root
from app.search.words import cut, fold, stem, tokens

NAMED, ALIKE, ASKED = 0.9, 0.6, 0.5  # how well what is found for it fits, 0..1

Phrase = tuple[str, ...]  # folded words


@dataclass(frozen=True, slots=True)
class Saying:
    """Another way to say the words `first` to `last` (behind the last) of a query."""

    first: int
    last: int
    said: Phrase
    good: float


@dataclass(frozen=True, slots=True)
class QuestionTopic:
    """What a question with certain words is about: of each of `words` one of these stems is in it.
    `called` are the names of that."""

    words: tuple[frozenset[str], ...]
    called: tuple[Phrase, ...]


@dataclass(frozen=True)
class Synonyms:
    """`others` are by a phrase's stems. `stop` are words that say nothing, `faint` the stems of those
    that say little."""

    others: dict[Phrase, tuple[tuple[Phrase, float], ...]]
    longest: int
    stop: frozenset[str]
    faint: frozenset[str]
    topics: tuple[QuestionTopic, ...] = ()

    def about(self, words: Sequence[str]) -> Iterator[QuestionTopic]:
        """What a question with these words is about that it need not name."""
        stems = set(map(_stem, words))
        for topic in self.topics:
            said = [stems & one for one in topic.words]
            if all(said) and len(frozenset[str]().union(*said)) >= len(said):  # each by another
                yield topic

    def ways(self, words: Sequence[str]) -> Iterator[Saying]:
        """The other ways to say what stands in these words; in a longer name that is known, its parts
        are not looked at."""
        stems = tuple(map(_stem, words))
        at = 0
        while at < len(stems):
            for length in range(min(self.longest, len(stems) - at), 0, -1):
                found = self.others.get(stems[at : at + length])
                if found:
                    yield from (Saying(at, at + length, said, good) for said, good in found)
                    at += length - 1
                    break
            at += 1

    def is_faint(self, word: str) -> bool:
        """Whether a folded word says more how one asks than about what."""
        return _stem(word) in self.faint


@cache
def synonyms() -> Synonyms:
    """The ones that came with the program. Raises AcetateError where they are damaged."""
    import msgspec

    file = bundled_root() / "resources" / "synonyms.json"
    try:
        read = msgspec.json.decode(file.read_bytes())
        others: dict[Phrase, dict[Phrase, float]] = {}
        for long, shorts in catalogue().short_forms.items():
            _join(others, (long, *shorts), NAMED)
        for alike in read["alike"]:
            _join(others, alike, ALIKE)
        for asked, about in read["asks"].items():
            others.setdefault(_stems(asked), {}).update({_words(a): ASKED for a in about})
        return Synonyms(
            {key: tuple(found.items()) for key, found in others.items()},
            max(map(len, others), default=0),
            frozenset(read["stop"]),
            frozenset(_stem(fold(word)) for word in read["faint"]),
            tuple(_topic(*words_and_names) for words_and_names in read["topics"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as why:
        raise AcetateError(f"The synonyms, {file.name}, cannot be read: {why}.") from why


def _join(others: dict[Phrase, dict[Phrase, float]], ways: Iterable[str], good: float) -> None:
    """Each of these ways finds the others."""
    ways = tuple(ways)
    for way in ways:
        known = others.setdefault(_stems(way), {})
        for other in ways:
            if _stems(other) != _stems(way):
                known[_words(other)] = max(good, known.get(_words(other), 0.0))


def _topic(words: str, called: Sequence[str]) -> QuestionTopic:
    """Of words with `|` between such as mean the same here."""
    stems = (frozenset(map(_stem, word.split("|"))) for word in words.split())
    return QuestionTopic(tuple(stems), tuple(tuple(map(fold, tokens(name))) for name in called))


def _words(text: str) -> Phrase:
    return tuple(part for t in tokens(text) for part in (cut(t).parts or (cut(t).whole,)))


def _stems(text: str) -> Phrase:
    return tuple(map(_stem, _words(text)))


@cache
def _stem(word: str) -> str:
    return stem(word)
