"""Whether what somebody typed is the answer. Case, accents, punctuation, articles and small slips
do not count; numbers do, and so does a name that is another component's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LEAST, LONG = 4, 8  # letters of a word that may hold one slip, and two
_DIGIT, _PART = re.compile(r"\d"), re.compile(r"[./:]")
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ARTICLES = frozenset(("a", "an", "the"))


def accepts(given: str, accepted: Iterable[str], rivals: Iterable[str] = ()) -> bool:
    """Whether `given` is one of the accepted answers. `rivals` are names of others: what is
    just one of them is wrong, however near it is."""
    said = words(given)
    if not said:
        return False
    wanted = [w for w in map(words, accepted) if w]
    if any(_same(said, w) for w in wanted):
        return True
    if any(_same(said, words(rival)) for rival in rivals):
        return False
    return any(_near(said, w) for w in wanted)


def names_of(label: str) -> tuple[str, ...]:
    """What a component may be called: its label, the label's first line, and both without
    addresses and other numbers with dots or slashes in them."""
    whole, first = " ".join(label.split()), " ".join(label.partition("\n")[0].split())
    names = (whole, first, _without_addresses(whole), _without_addresses(first))
    return tuple(dict.fromkeys(n for n in names if n))


def initials(name: str) -> str:
    """`Application Load Balancer` → `ALB`; empty for less than two words."""
    found = [w[0] for w in name.split() if w[0].isalpha()]
    return "".join(found).upper() if len(found) > 1 else ""


def spaced(class_name: str) -> str:
    """`NATGateway` → `NAT Gateway`."""
    return _CAMEL.sub(" ", class_name)


def words(text: str) -> tuple[str, ...]:
    """What counts of a text."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    found = _WORD.findall("".join(c for c in flat if not unicodedata.combining(c)))
    return tuple(w for w in found if w not in _ARTICLES) or tuple(found)


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change, or swap with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            least = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def _same(said: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return "".join(said) == "".join(wanted) or sorted(said) == sorted(wanted)


def _near(said: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if len(said) == len(wanted):
        return all(_near_word(a, b) for a, b in zip(said, wanted, strict=True))
    return _near_word("".join(said), "".join(wanted))


def _near_word(said: str, wanted: str) -> bool:
    if said == wanted:
        return True
    if len(wanted) < LEAST or any(c.isdigit() for c in said + wanted):
        return False
    return distance(said, wanted) <= (2 if len(wanted) >= LONG else 1)


def _without_addresses(text: str) -> str:
    return " ".join(w for w in text.split() if not (_DIGIT.search(w) and _PART.search(w)))
