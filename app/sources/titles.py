"""What the title of a section is about, as people write titles: “27. Athena – Deep Dive”, “What is
EKS?”, “ECR (Elastic Container Registry)”, “ELB & ASG”.

A title is read in pieces. Words it is only dressed with count for nothing; nor do the names of
what its surroundings are about anyway (“S3 Bucket Policies” in a note about S3).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from app.sources.misspelt import corrected
from app.subjects import (
    AND,
    MOST,
    Atom,
    Piece,
    Subjects,
    pieces,
    shown,
    singular,
    spelt,
    squeezed,
    subjects,
)

WHOLE, LATER, LIST, HEAD, COMPARED = 1.0, 0.88, 0.84, 0.82, 0.8
TOLD, _DESCRIBED = 0.95, 3  # of what so many words describe: “Athena – Serverless SQL on S3 files”
_MOST = 0.82  # of a file's name, from which on the file is all about a thing
_LEAST, _SHARE = 0.45, 0.4  # of a title that says more: what it is worth, and what its share adds
_SHORT, _INSIDE = 0.001, 0.01  # less than its name: a part of it, and what is only said inside
_AREA = 0.88  # of an area that stands beside others
_DOING, _TREATED = 0.4, 2.2  # words: “Creating buckets”, “Encrypting buckets”
_MODIFIER = 0.7  # of “Bucket and object ACLs”, which is not about buckets
_WEAKER = 0.1  # of a word, of what means a thing only in notes about what it is a part of
_WITH = frozenset({"with", "using", "via", "through"})
_INTO = frozenset({"on", "of", "in", "for", "from", "to", "within", "into"})
_BARE, _OPENING = 0.015, 0.015
ASIDE = 0.75  # of a title, where it is a summary, an example, a lab
_LONG = 4  # words of a title
_PART = 0.03  # of a part that is not the first
_LATER_PART = re.compile(r"(?i)\b(?:part[\s_-]*(?:[2-9]|ii+)|advanced)\b")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\](?!\()")


@dataclass(frozen=True, slots=True)
class TitleReading:
    """Of a title: the subjects that it names, each with how much of it that is, at most 1; and its
    words without fillers, and these (`dress`). Where none is left, it says nothing of its own (“Overview”). `rank`
    tells titles apart that name a thing equally: a bare one, or one that opens a chapter, comes
    before others; `aside` is less than 1 for a summary, an example, a lab; what stands under a lab
    is one, too."""

    named: dict[str, float]
    words: frozenset[str]
    dress: frozenset[str] = frozenset()
    rank: float = 0.0
    aside: float = 1.0
    is_lab: bool = False
    is_list: bool = False  # of several, and nothing else

    @property
    def says_nothing(self) -> bool:
        return not self.words


@lru_cache(maxsize=16384)
def read_title(title: str, context: frozenset[str] = frozenset()) -> TitleReading:
    """`context` are the subjects of what the title stands in."""
    known = subjects()
    every = _pieces(title)
    found = [piece for piece in every if _content(piece[1], context, known)]
    shares = [_of_piece(atoms, context, known) for _, atoms in found]
    said = {name for share in shares for name in share}
    if len(found) > 1 and not said <= context:  # each piece is read in what the others say, too
        around = {*context, *said, *(above for name in said for above in known.above(name))}
        shares = [_of_piece(atoms, around, known) for _, atoms in found]
    named: dict[str, float] = {}
    told = _is_told(found, shares, known)
    compared = any(before == "vs" for before, _ in found)
    for number, (before, _) in enumerate(found):
        after = found[number + 1][0] if number + 1 < len(found) else ""
        place = TOLD if told and not number else _place(number, before, after, len(found))
        place = min(place, COMPARED) if compared else place
        if place == COMPARED and len(said) == 1:  # “ElastiCache for Redis vs Memcached”
            place = HEAD
        if _is_modifier(found[number:]):
            place *= _MODIFIER
        for name, share in shares[number].items():
            worth = share * place
            if known.is_area(name) and AND in (before, after):
                worth *= _AREA
            named[name] = max(worth, named.get(name, 0.0))
    for name in _shared(found, context, known):
        named[name] = max(COMPARED if compared else LIST, named.get(name, 0.0))
    if len(named) == 1 and all(shares) and len(found) > 1 and not compared:
        named = {name: min(share[name] for share in shares) for name in named}
    words = {w for _, atoms in every for a in atoms if not a.subjects for w in a.words}
    dressed = words & known.fillers
    rank = _BARE if not dressed else _OPENING if dressed & known.openings else 0.0
    own = frozenset(word for _, atoms in found for atom in atoms for word in atom.words)
    if is_later_part(title):
        rank -= _PART
    is_lab = bool(words & known.labs)
    aside = ASIDE if is_lab or words & known.asides else 1.0
    is_list = len(named) >= len(found) > 1
    return TitleReading(
        named, own - known.fillers, frozenset(dressed), rank, aside, is_lab, is_list
    )


def is_later_part(name: str) -> bool:
    """Whether a title or a file's name says that others come before: “part 2”, “advanced”."""
    return bool(_LATER_PART.search(spelt(name).replace("_", " ")))


def _pieces(title: str) -> list[Piece]:
    """What stands in brackets comes last; where it names nothing it dresses the title only."""
    text = shown(title[:MOST])
    inside = [match[1] or match[2] or "" for match in _BRACKETS.finditer(text)]
    found = [(before, corrected(atoms)) for before, atoms in pieces(_BRACKETS.sub(" ", text))]
    long = sum(len(atom.words) for _, atoms in found for atom in atoms) > _LONG
    read = (pieces(said) for said in inside)
    # Several in brackets behind a long title are examples.
    for piece in (piece for said in read if not (long and len(said) > 1) for piece in said):
        if not found or any(atom.subjects for atom in piece[1]):
            found.append((piece[0] or "cut", piece[1]))
    return found


def _content(atoms: Iterable[Atom], context: Collection[str], known: Subjects) -> list[Atom]:
    return [
        a
        for a in atoms
        if not (a.words[0] in known.fillers or a.words[0].isdigit()) or known.meant(a, context)
    ]


def _of_piece(
    atoms: tuple[Atom, ...], context: Collection[str], known: Subjects
) -> dict[str, float]:
    """By subject how much of a piece it is. What a subject is a part of counts as its own."""
    content = _content(atoms, context, known)
    meant = [known.meant(atom, context) for atom in content]
    around = {*context, *filter(None, meant)}
    meant = [known.meant(atom, around) for atom in content]
    tools, within = (
        _after(atoms, _WITH),
        _after(atoms, _INTO) - {id(content[0])} if content else set(),
    )
    found: dict[str, float] = {}
    for at, name in enumerate(meant):
        if not name:
            continue
        above, side = frozenset(known.above(name)), frozenset(known.beside(name))
        outright = (name, False) in content[at].subjects and not known.is_area(name)
        is_tool = id(content[at]) in tools
        other = 0.0
        for n, said in enumerate(meant):
            if n == at or (said and (said == name or said in above or (n < at and said in side))):
                continue
            beside = said and above & {*known.above(said)}
            words: float = len(content[n].words) if not said or beside else 2
            if not said and n == 0 and content[n].words[0].endswith("ing"):
                lightly = is_tool or content[n].words[0] in known.doing
                words = _DOING if lightly else _TREATED
            if id(content[n]) in within | tools and id(content[at]) not in within | tools:
                words /= 2
            other += words
            if said and n == at + 1 and _adjoin(content[at : n + 1], atoms):
                other += 1  # “S3 bucket lifecycle rules” are no buckets
        if is_tool:
            other /= 2
        elif id(content[at]) in within:
            other *= 2
        own: float = len(content[at].words)
        if outright:
            share = share_of(max(own, 2), other)
        else:
            short = "".join(content[at].words) in squeezed(name)
            share = share_of(own - _WEAKER, other) - (_SHORT if short else _INSIDE)
        found[name] = max(share, found.get(name, 0.0))
        for part in filter(None, map(_alone, content[at].joined)):
            found[part] = max(share * LIST, found.get(part, 0.0))
    return found


def _adjoin(two: list[Atom], atoms: tuple[Atom, ...]) -> bool:
    return any(first is two[0] and second is two[1] for first, second in pairwise(atoms))


def share_of(own: float, other: float) -> float:
    """How much a title is about a thing that so many of its words name, and so many do not."""
    return WHOLE if not other else _LEAST + _SHARE * own / (own + other)


def _alone(phrase: str) -> str:
    """The subject that a squeezed phrase means anywhere; empty for none."""
    return next((name for name, inside in subjects().phrases.get(phrase, ()) if not inside), "")


def _after(atoms: tuple[Atom, ...], words: frozenset[str]) -> set[int]:
    """The atoms behind the last of some words, by identity. “Application monitoring with CloudWatch
    Logs” is about what it is done with, “Encryption on S3 buckets” less about where it is."""
    said = [n for n, atom in enumerate(atoms) if atom.words[0] in words]
    return {id(atom) for atom in atoms[said[-1] + 1 :]} if said else set()


def _is_told(found: list[Piece], shares: list[dict[str, float]], known: Subjects) -> bool:
    """Whether what follows a title's first piece only describes what that names: it is longer than
    a topic is, and names no part of it."""
    if len(found) < 2 or found[1][0] != "cut" or len(shares[0]) != 1:
        return False
    (head,) = shares[0]
    head_in = {head, *known.above(head)}
    words = sum(len(atom.words) for atom in _content(found[1][1], head_in, known))
    parts = (head in known.above(name) for named in shares[1:] for name in named)
    whole = max(shares[1].values(), default=0.0) == WHOLE
    return words >= _DESCRIBED and not whole and not any(parts)


def _place(number: int, before: str, after: str, count: int) -> float:
    if count == 1:
        return WHOLE
    if "vs" in (before, after):
        return COMPARED
    if AND in (before, after):
        return LIST
    return LATER if number else HEAD  # “ECS – Task roles” is about these


def _is_modifier(found: list[Piece]) -> bool:
    """Whether the first of these pieces may only be a word before what the second ends with."""
    if len(found) < 2 or found[1][0] != AND or len(found[0][1]) > 1:
        return False
    meant, last = found[0][1][0].subjects, found[1][1][-1].subjects
    return bool(meant) and all(inside for _, inside in meant) and not last


def _shared(found: list[Piece], context: Collection[str], known: Subjects) -> Iterable[str]:
    """“Internet & NAT gateways” names an internet gateway, “Launch configurations and templates” a
    launch template."""
    for (_, left), (before, right) in pairwise(found):
        first = [word for atom in left for word in atom.words]
        second = [word for atom in right for word in atom.words]
        if before != AND and not (before == "vs" and len(second) == len(first) + 1):
            continue
        for words in ([*first, second[-1]], [*first[:-1], *second]):
            atoms = pieces(" ".join(words))
            if len(atoms) == 1 and len(atoms[0][1]) == 1:
                meant = known.meant(atoms[0][1][0], context)
                if meant:
                    yield meant


def about(name: str) -> tuple[frozenset[str], frozenset[str] | None]:
    """The subjects that a file's or folder's name speaks of, and those that it is all about, without one
    that these are a part of; None where it says nothing itself (“notes”, “README”)."""
    read = read_title(name)
    whole = frozenset(n for n, share in read.named.items() if share >= _MOST and read.aside == 1.0)
    whole = frozenset(n for n in whole if not any(_is_head(n, p, read.named) for p in whole))
    return frozenset(read.named), None if read.says_nothing else whole


def _is_head(name: str, part: str, named: dict[str, float]) -> bool:
    """Whether one only says where the other belongs: “VPC – Security groups”."""
    known = subjects()
    return named[name] < named[part] and name in {*known.above(part), *known.beside(part)}


def is_comparison(name: str) -> bool:
    """Whether a file's name compares several subjects: “RDS vs Aurora”. “EC2 – spot vs on-demand”
    is about one, and compares parts of it."""
    said = [(before, _named(atoms)) for before, atoms in pieces(name)]
    first = next((n for n, (_, named) in enumerate(said) if named), len(said))
    beside = takewhile(lambda piece: piece[0] == "vs", said[first + 1 :])
    return any(named and named.isdisjoint(said[first][1]) for _, named in beside)


def _named(atoms: tuple[Atom, ...]) -> frozenset[str]:
    return frozenset(_of_piece(atoms, (), subjects()))


def words_of(phrase: str) -> frozenset[str]:
    """The words that a title must have to be about a phrase that is no subject."""
    return _words(phrase) - subjects().fillers


def dress_of(phrase: str) -> frozenset[str]:
    """The fillers of a phrase: “ECS concepts” has hardly anything else."""
    return _words(phrase) & subjects().fillers


def _words(phrase: str) -> frozenset[str]:
    found = (word for _, atoms in pieces(phrase) for atom in atoms for word in atom.words)
    return frozenset(map(singular, found))
