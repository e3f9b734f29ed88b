"""What headings, labels and file names are about: the catalogue of subjects, `resources/subjects.json`,
and how a text is read by it. Read when it is first asked, and once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from app.catalogue import catalogue, fits
from app.errors import AcetateError
from app.places import bundled_root

LONGEST = 8  # words of a phrase
MOST = 400  # characters of a text that are read
AND = "and"
_TAG = re.compile(r"\s#[^\W\d][\w/-]*")  # “What is EC2? #card”
_LINKED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|!?\[([^\]]*)\]\([^)]*\)|<[^>]*>")
_LEXED = re.compile(
    r"(?P<word>\d+['’]s\b|(?i:tl;dr)|[^\W_]+)|(?P<and>[&/+])|(?P<cut>\s?[-–—]+\s|[–—]|[,;:|()\[\]{}?!])"
)
_NUMBERED = re.compile(r"^\s*\d{2,}(?=[^\W\d]{3})")  # `0000notes`
_CAMEL = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])"
)  # not in NACLs
_WORDS = ("fillers", "openings", "asides", "indexes", "exercises", "labs", "doing", "of_many")
_MAKERS = frozenset({"aws", "amazon"})  # “AWS Glue crawler” is a Glue crawler
_VERSUS = frozenset({"vs", "versus", "or"})


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """What something may be about. `of` is the name of what it is a part of, `beside` of what notes
    treat it with, too; `near` are phrases under which it is written about; `alike` what they say in its
    stead; `classes` are patterns for classes of nodes, in lower case; `common`: its name is an ordinary
    word, for an area rather than a thing; `core`: there is none of what it is a part of without it."""

    name: str
    said: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    of: str = ""
    beside: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    common: bool = False
    core: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a phrase of a text: the subjects that it may mean, each with whether it means that
    only in notes about what that is a part of; its words; and what `and` joins in it."""

    words: tuple[str, ...]
    subjects: tuple[tuple[str, bool], ...] = ()
    joined: tuple[str, ...] = ()


# A text, in pieces that stand beside each other, each with what stands before it: nothing, `and`,
# a cut such as a colon or a bracket, or `vs`.
Piece = tuple[str, tuple[Atom, ...]]


@dataclass(frozen=True)
class Subjects:
    """All of them by name, and which words stand for nothing."""

    by_name: Mapping[str, KnownSubject]
    phrases: Mapping[str, tuple[tuple[str, bool], ...]]
    fillers: frozenset[str]
    openings: frozenset[str]
    asides: frozenset[str]
    common: frozenset[str]
    people: tuple[str, ...]
    indexes: frozenset[str]
    exercises: frozenset[str]
    labs: frozenset[str]
    doing: frozenset[str]
    of_many: frozenset[str]  # what so many things are that it tells none

    def above(self, name: str) -> Iterator[str]:
        """What a subject is a part of, the nearest first."""
        while (known := self.by_name.get(name)) and known.of:
            yield known.of
            name = known.of

    def beside(self, name: str) -> tuple[str, ...]:
        """With what else notes treat a subject: security groups in notes about a VPC, snapshots as the
        volumes that they are of."""
        known = (self.by_name.get(one) for one in (name, *self.above(name)))
        return tuple(beside for one in known if one for beside in one.beside)

    def is_area(self, name: str) -> bool:
        """Whether it is an area, such as compute, in whose notes others are at home."""
        known = self.by_name.get(name)
        return known is not None and known.common

    def is_core(self, name: str) -> bool:
        """Whether there is none of what it is a part of without it."""
        known = self.by_name.get(name)
        return known is not None and known.core

    def of_class(self, kind: str) -> str:
        """The subject that a class of nodes, or a kind of group, means; empty for none. Of several
        the one with the longest pattern."""
        return _of_class(kind.lower())

    def is_common(self, label: str) -> bool:
        """Whether a label names nothing that notes could be about."""
        return " ".join(label.casefold().split()) in self.common

    def is_people(self, kind: str) -> bool:
        """Whether a class stands for somebody, or for something outside."""
        return any(fits(kind.lower(), pattern) for pattern in self.people)

    def is_exercise(self, file: str) -> bool:
        """Whether a file, or a folder that it lies in, is called after what asks and does not tell."""
        return any(squeezed(word) in self.exercises for word in re.split(r"[\W_]+", file) if word)

    def meant(self, atom: Atom, context: Collection[str]) -> str:
        """The subject that an atom means where its surroundings are about these; empty for none."""
        for name, inside in atom.subjects:
            if inside and any(w in context for w in (*self.above(name), *self.beside(name))):
                return name
        return next((name for name, inside in atom.subjects if not inside), "")


@cache
def subjects() -> Subjects:
    """The catalogue that came with the program. Raises AcetateError where that is damaged."""
    return read(bundled_root() / "resources" / "subjects.json")


def read(file: Path) -> Subjects:
    """A catalogue from a file. Raises AcetateError where it is none."""
    import msgspec

    try:
        said = msgspec.json.decode(file.read_bytes())
        by_name = {
            name: KnownSubject(name, **{key: _fixed(value) for key, value in entry.items()})
            for name, entry in said["subjects"].items()
        }
        words = {key: frozenset(map(singular, said[key])) for key in _WORDS}
        common = frozenset(said["common"])
        people = tuple(said["people"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as why:
        text = f"The catalogue of subjects, {file.name}, cannot be read: {why}."
        raise AcetateError(text) from why
    return Subjects(by_name, _phrases(by_name), common=common, people=people, **words)


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _phrases(by_name: Mapping[str, KnownSubject]) -> dict[str, tuple[tuple[str, bool], ...]]:
    """By squeezed phrase the subjects that it says."""
    found: dict[str, dict[str, bool]] = {}
    for name, subject in by_name.items():
        for phrase in (name, *subject.said):
            if phrase not in subject.inside:
                found.setdefault(squeezed(phrase), {}).setdefault(name, False)
        for phrase in subject.inside:
            found.setdefault(squeezed(phrase), {}).setdefault(name, True)
    names = set(map(squeezed, by_name))
    for name, subject in by_name.items():
        for phrase in _shortened(subject, by_name) - names:
            found.setdefault(phrase, {}).setdefault(name, True)
    for long, shorts in catalogue().short_forms.items():
        ways = [squeezed(way) for way in (long, *shorts)]
        known = next((found[way] for way in ways if way in found), None)
        for way in ways:
            if known is not None:
                found.setdefault(way, known)
    return {way: tuple(names.items()) for way, names in found.items()}


def _shortened(subject: KnownSubject, by_name: Mapping[str, KnownSubject]) -> set[str]:
    """What is said of it without the name of what it is a part of: “Security” for “S3 security”."""
    above = by_name.get(subject.of)
    names = {squeezed(name) for name in (above.name, *above.said)} if above else set()
    said = (phrase.partition(" ") for phrase in (subject.name, *subject.said))
    return {squeezed(rest) for first, _, rest in said if rest and squeezed(first) in names}


@lru_cache(maxsize=4096)
def _of_class(kind: str) -> str:
    fitting = [
        (len(pattern), name)
        for name, subject in subjects().by_name.items()
        for pattern in subject.classes
        if fits(kind, pattern)
    ]
    return max(fitting, key=lambda f: f[0], default=(0, ""))[1]


@lru_cache(maxsize=16384)
def pieces(text: str) -> tuple[Piece, ...]:
    """A heading, label or file name as pieces: what stands between commas, dashes, brackets, `and`.
    Phrases of the catalogue are one atom each; numbers in front are left out."""
    lexed = _lexed(shown(text[:MOST]))
    found: list[Piece] = []
    before, atoms, at = "", list[Atom](), 0
    while at < len(lexed):
        length, atom = _longest(lexed, at)
        if atom is not None:
            atoms.append(atom)
            at += length
            continue
        mark = lexed[at][1]
        if atoms:
            found.append((before, tuple(atoms)))
            before, atoms = mark, []
        elif before in ("", ","):  # “, and”
            before = mark
        at += 1
    if atoms:
        found.append((before, tuple(atoms)))
    return _enumerated(found)


def _enumerated(found: list[Piece]) -> tuple[Piece, ...]:
    """“A, B and C” is “A and B and C”; a comma is a cut elsewhere."""
    after = ""
    for number, (before, atoms) in reversed(list(enumerate(found))):
        after = (AND if after == AND else "cut") if before == "," else before
        found[number] = after, atoms
    return tuple(found)


def shown(text: str) -> str:
    """A text without the targets of its links, without tags of HTML and of Obsidian."""
    text = _TAG.sub("", text) if "#" in text else text
    return _LINKED.sub(_label, text) if "[" in text or "<" in text else text


def _label(match: re.Match[str]) -> str:
    return f" {match[1] or match[2] or ''} "


def _lexed(text: str) -> list[tuple[str, str]]:
    """Words, and marks between them as the second of the pair."""
    found: list[tuple[str, str]] = []
    text = _NUMBERED.sub("", unicodedata.normalize("NFKC", text).replace("_", " "))
    for match in _LEXED.finditer(text):
        if match["word"] is None:
            if found:
                found.append(("", AND if match["and"] else "," if match["cut"] == "," else "cut"))
        elif (word := singular(match["word"])) in _VERSUS:
            found.append(("", "vs"))
        elif word == AND:
            found.append(("", AND))
        elif (
            found or not word.isdigit() or (match.end() < len(text) and text[match.end()].isalpha())
        ):
            found.append((word, ""))
    return found


def _longest(lexed: list[tuple[str, str]], at: int) -> tuple[int, Atom | None]:
    """How much of it, from there on, is the longest phrase, or else a word; no atom at a mark."""
    word = lexed[at][0]
    if not word:
        return 0, None
    length, atom = _phrase(lexed, at)
    if word in _MAKERS and at + 1 < len(lexed) and lexed[at + 1][0]:
        more, inner = _phrase(lexed, at + 1)
        if inner.subjects and more + 1 > length:
            return more + 1, inner
    return length, atom


def _phrase(lexed: list[tuple[str, str]], at: int) -> tuple[int, Atom]:
    phrases = subjects().phrases
    word = lexed[at][0]
    best = 1, Atom((word,), phrases.get(word, ()))
    key, words, sides = word, [word], [word]
    for end in range(at + 1, min(at + LONGEST, len(lexed))):
        more, mark = lexed[end]
        if mark and mark != AND:
            break
        key += more or AND
        words += [more] if more else []
        sides = [*sides[:-1], sides[-1] + more] if more else [*sides, ""]
        if more and (known := phrases.get(key)):
            joined = tuple(sides) if len(sides) > 1 else ()
            best = end + 1 - at, Atom(tuple(words), known, joined)
    return best


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """A word in lower case, without a plural's ending; what comes out need not be a word."""
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        word = word[:-1]  # VPCs
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def squeezed(phrase: str) -> str:
    """A phrase without what does not tell it from others: `Data sets` → `dataset`."""
    return "".join(word or (AND if mark == AND else "") for word, mark in _lexed(phrase))


def spelt(name: str) -> str:
    """`NATGateway` → `NAT Gateway`."""
    return _CAMEL.sub(" ", name)
