"""What lines say besides their letters. Which way they are read: Arabic and Hebrew from right to left, each paragraph as its first letter
says (UAX 9, https://www.unicode.org/reports/tr9/, rules P2 and P3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal
from unicodedata import bidirectional

GOES_ON = "\N{ZERO WIDTH SPACE}"  # at the end of a line that breaks where there is no space
_MARKS = {False: "\N{LEFT-TO-RIGHT MARK}", True: "\N{RIGHT-TO-LEFT MARK}"}


@lru_cache(maxsize=4096)
def reads_leftward(text: str) -> bool:
    """Whether a paragraph is read from right to left."""
    return not text.isascii() and _direction(text) is True


def _direction(text: str) -> bool | None:
    """True for leftward, None for what has no letter that tells."""
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return None


def marked(lines: Iterable[str], paragraph: str) -> list[str]:
    """The lines of a paragraph: one that alone would be read the other way begins with a mark, of which
    nothing is seen."""
    leftward = reads_leftward(paragraph)
    if paragraph.isascii():
        return list(lines)
    return [
        line if (_direction(line) or False) is leftward else _MARKS[leftward] + line
        for line in lines
    ]


def unmarked(line: str) -> str:
    """The line's own letters."""
    return line.removesuffix(GOES_ON).lstrip("".join(_MARKS.values()))


def isolated(line: str) -> str:
    """A line for what reads all lines from left to right: with marks round it where it is read the other
    way, and it matters."""
    plain = all(bidirectional(letter) in ("R", "AL", "NSM", "WS") for letter in line)
    if plain or not reads_leftward(line):
        return line
    return f"\N{RIGHT-TO-LEFT ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}"


def as_seen(pieces: Sequence[str], paragraph: str) -> list[int]:
    """In which order the pieces of a line are seen from left to right. Those that are read the other way
    stand together, with what tells no way between them (rules N1 and N2)."""
    leftward = reads_leftward(paragraph)
    ways = [_direction(piece) for piece in pieces]
    following, after = [leftward] * len(ways), leftward
    for n in range(len(ways) - 1, -1, -1):
        following[n] = after
        way = ways[n]
        after = after if way is None else way
    for n, way in enumerate(ways):
        if way is None:
            after = following[n]
            ways[n] = after if n and ways[n - 1] is after else leftward
    order: list[int] = []
    against: list[int] = []
    for n, way in enumerate(ways):
        if way is not leftward:
            against.append(n)
            continue
        order += [*reversed(against), n]
        against = []
    order += reversed(against)
    return order[::-1] if leftward else order


def side_of(lines: Sequence[str]) -> Literal["left", "right"]:
    """At which side of its box a text begins whose lines do not stand in the middle."""
    return "right" if lines and reads_leftward(lines[0]) else "left"
