"""In which values two states of what a file describes differ: path by path, and no longer than it takes to see it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile, zip_longest
from operator import eq, itemgetter

from app.model.details import Property, SaidValue

NONE = "none"  # what the side has that has nothing
SHORT = 120  # characters of a text that is told whole
_LONGEST = 240  # of what is told of one
_COMPARED = 2500  # pairs of a list's values, of which the likest are looked for
_AROUND = 24  # before and behind what differs
_Key = tuple[str, str]


def differing_values(
    then: Iterable[SaidValue], now: Iterable[SaidValue], renamed: Mapping[str, str]
) -> Iterator[Property]:
    """Each that differs, with what it was; in the order of those now, then what is gone. A list's values count in any order. Of a helper
    that only one side has, only that is told. `renamed` are the new names of what is called otherwise now: who names it does
    not differ."""
    old, new = _by_path(then, renamed), _by_path(now, {})
    for key in dict.fromkeys((*new, *old)):
        part, path = key
        if part and not (_has(old, part) and _has(new, part)):
            continue
        name = f"{part}: {path}" if part else path
        yield from _of_path(name, old.get(key, []), new.get(key, []))


def _by_path(said: Iterable[SaidValue], renamed: Mapping[str, str]) -> dict[_Key, list[str]]:
    found: defaultdict[_Key, list[str]] = defaultdict(list)
    for part, path, text in said:
        found[part, path].append(_now_called(text, renamed) if renamed else text)
    return dict(found)


def _now_called(text: str, renamed: Mapping[str, str]) -> str:
    name, point, attribute = text.partition(".")
    return f"{renamed.get(name, name)}{point}{attribute}"


def _has(values: Mapping[_Key, list[str]], part: str) -> bool:
    """Whether that helper is there, which may say nothing itself."""
    return part in values.get(("", "With it"), ())


def _of_path(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Property]:
    gone, added = (
        list((Counter(old) - Counter(new)).elements()),
        list((Counter(new) - Counter(old)).elements()),
    )
    if not (gone or added):
        return
    pairs = _alike(gone, added)
    for one, other in pairs:
        gone.remove(one)
        added.remove(other)
        yield Property(name, *told_apart(one, other)[::-1])
    if (len(old) <= 1 and len(new) <= 1) or len(gone) == len(added):
        for one, other in zip_longest(gone, added, fillvalue=NONE):
            yield Property(name, *told_apart(one, other)[::-1])
    elif not pairs and len(", ".join(old)) <= SHORT and len(", ".join(new)) <= SHORT:
        yield Property(name, ", ".join(new) or NONE, ", ".join(old) or NONE)
    else:
        for one in gone:
            yield Property(f"{name}, one of them", NONE, told_apart(one, NONE)[0])
        for one in added:
            yield Property(f"{name}, another", told_apart(NONE, one)[1], NONE)


def _alike(gone: Sequence[str], added: Sequence[str]) -> list[tuple[str, str]]:
    """Of mappings that nothing names, those of which each says mostly what the other does, as statements that allow the same on
    something else; each once, the likest first."""
    if not gone or not added or len(gone) * len(added) > _COMPARED:
        return []
    parts = {text: _parts(text) for text in (*gone, *added)}
    found = [
        (-same / max(len(parts[one]), len(parts[other])), one, other)
        for one in dict.fromkeys(gone)
        for other in dict.fromkeys(added)
        if (same := len(parts[one].items() & parts[other].items()))
    ]
    pairs: dict[str, str] = {}
    for far, one, other in sorted(found, key=itemgetter(0)):
        if far <= -0.5 and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return list(pairs.items())


def _parts(text: str) -> dict[str, frozenset[str]]:
    """What it says by key: `Action: a, Action: b, Effect: Allow`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in text.split(", "):
        key, colon, value = part.partition(": ")
        if colon:
            found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def told_apart(old: str, new: str) -> tuple[str, str]:
    """Both as they are told: of long ones what differs, with a little round it."""
    before, after = " ".join(old.split()), " ".join(new.split())
    if before == after:
        return "the same text", "with other spaces and line breaks"
    if max(len(before), len(after)) <= SHORT:
        return before, after
    same = sum(1 for _ in takewhile(bool, map(eq, before, after)))
    room = min(len(before), len(after)) - same
    ends = takewhile(bool, map(eq, reversed(before), reversed(after)))
    behind = min(sum(1 for _ in ends), room)
    return _cut(before, same, behind), _cut(after, same, behind)


def _cut(text: str, same: int, behind: int) -> str:
    begin, end = max(same - _AROUND, 0), min(len(text) - behind + _AROUND, len(text))
    begin = (
        text.rfind(" ", 0, begin) + 1
        if begin and begin - text.rfind(" ", 0, begin) < _AROUND
        else begin
    )
    said = text[begin:end]
    if len(said) > _LONGEST:
        said, end = said[: _LONGEST - 1].rstrip(), 0
    return f"{'…' if begin else ''}{said}{'…' if end < len(text) else ''}"
