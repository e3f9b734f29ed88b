"""Whether what somebody typed is the answer. Case, accents, punctuation, articles and small slips
do not count, and a usual short form is as good as the name; numbers do, and so does a name that is
another component's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from app.catalogue import catalogue
from app.study.short_forms import shortened

LEAST, LONG = 4, 8  # letters of a word that may hold one slip, and two
_DIGIT, _PART = re.compile(r"\d"), re.compile(r"[./:]")
_WORD = re.compile(r"[^\W_]+")
_DETAIL = re.compile(r"[\d%→:=<>(*]")  # in what a label says beside the name
_STEP = re.compile(r"^\d{1,2}[.):]?\s+")
_OF_PORTS = frozenset(("port", "ports", "tcp", "udp", "on"))
_GOES_ON = frozenset("/-,:=")  # at the end of a line that the next one goes on with
_ARTICLES = frozenset(("a", "an", "the"))
# What names end in: a last line that ends so goes on with the name.
_HEADS = (
    *("account", "action", "address", "alarm", "balancer", "bucket", "database", "endpoint"),
    *("event", "function", "gateway", "group", "image", "instance", "interface", "job", "key"),
    *("list", "log", "metric", "node", "notice", "pipeline", "plan", "policy", "provider"),
    *("queue", "recommendation", "replica", "repository", "role", "rule", "server", "service"),
    *("stage", "store", "subnet", "table", "task", "template", "user", "zone"),
)
_OWNERS = ("amazon", "aws")


def accepts(given: str, accepted: Iterable[str], rivals: Iterable[str] = ()) -> bool:
    """Whether `given` is one of the accepted answers. `rivals` are names of others: what is
    just one of them is wrong, however near it is."""
    said = words(given)
    if not said:
        return False
    wanted = [w for w in map(words, accepted) if w]
    if any(_same(said, w) for w in wanted):
        return True
    others = [words(rival) for rival in rivals]
    if any(_same(said, w) for w in others):
        return False
    if any(_alike(said, w) for w in wanted):
        return True
    if any(_alike(said, w) for w in others):
        return False
    return any(_near(said, w) for w in wanted)


@lru_cache(maxsize=8192)
def names_of(label: str) -> tuple[str, ...]:
    """What a component may be called: its label, with and without addresses and other numbers with
    dots or slashes in them; and the label's first line where the rest says more of what that
    names: `NAT gateway` over its address, but not `Database` over `security group`."""
    whole, first = " ".join(label.split()), " ".join(label.partition("\n")[0].split())
    rest = label.partition("\n")[2].split()
    names = [whole, _without_addresses(whole)]
    if rest and _says_more(first.split(), rest):
        names += [first, _without_addresses(first)]
    return tuple(dict.fromkeys(n for n in names if n))


def _says_more(first: list[str], rest: list[str]) -> bool:
    """Whether the second part of a label is no part of the name that the first one is."""
    if first and first[-1][-1] in _GOES_ON:
        return False
    if any(_DETAIL.search(word) for word in rest):
        return True
    return len(first) > 1 and shortened(words(rest[-1]))[-1:] not in _short(_HEADS)


def line_said(label: str) -> str:
    """What a line says, without the number of its step."""
    return _STEP.sub("", " ".join(label.split()))


def line_names(label: str) -> tuple[str, ...]:
    """What may be said of a line with that label: it as it is, without the number of its step, and
    of a protocol and its port either, or both."""
    bare = line_said(label)
    spoken = words(bare)
    names = [" ".join(label.split()), bare]
    ports = [said or known for said, known in _port().findall(bare)]
    spelled = [
        p for p, known in catalogue().ports.items() if any(words(name) == spoken for name in known)
    ]
    for port in (*ports, *spelled):
        names += [port, f"port {port}", f"TCP {port}"]
        for name in catalogue().ports.get(port, ()):
            names += [name, f"{name} {port}", f"{name} on port {port}"]
    if ports:
        names.append(" ".join(w for w in spoken if w not in ports and w not in _OF_PORTS))
    return tuple(dict.fromkeys(n for n in names if words(n)))


def line_rivals(label: str) -> frozenset[str]:
    """The ports and protocols that a line with that label is not about."""
    own = {words(name) for name in line_names(label)}
    known = (name for port, names in catalogue().ports.items() for name in (port, *names))
    return frozenset(name for name in known if words(name) not in own)


def says(label: str) -> bool:
    """Whether a line's label says something to know: more than a step's number or a port."""
    return any(not w.isdigit() and w not in _OF_PORTS for w in words(line_said(label)))


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """What counts of a text, in lower case. The A of `Zone A` is no article."""
    flat = unicodedata.normalize("NFKD", text)
    found = _WORD.findall("".join(c for c in flat if not unicodedata.combining(c)))
    kept = [
        word
        for n, word in enumerate(found)
        if word.casefold() not in _ARTICLES
        or (n and (word == "A" or _is_mark(found[n + 1 : n + 2])))
    ]
    return tuple(word.casefold() for word in kept or found)


def _is_mark(following: list[str]) -> bool:
    """Whether an `a` before the word that follows, if any, names one of several: it ends a name, or
    a number follows."""
    return not following or following[0][0].isdigit()


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


def _alike(said: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether both are the same, said in other of the usual ways: `memory and CPU` is CPU, memory."""
    one, other = (
        tuple(w for w in _without_owner(shortened(name)) if w != "and") for name in (said, wanted)
    )
    return _same(one, other)


def _without_owner(said: tuple[str, ...]) -> tuple[str, ...]:
    """`Amazon ECS` is ECS, and an AWS account an account."""
    return said[1:] if len(said) > 1 and said[:1] in _short(_OWNERS) else said


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


@cache
def _port() -> re.Pattern[str]:
    """A number that is called a port, or is a protocol's."""
    known = "|".join(catalogue().ports)
    return re.compile(
        rf"(?:\b(?:ports?|tcp|udp)\s*|:)(\d{{1,5}})\b|(?<![\d.])({known})\b(?!\s*%|[.\d])",
        re.IGNORECASE,
    )


@cache
def _short(names: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """These words as the usual short forms have them."""
    return frozenset(shortened((name,)) for name in names)
