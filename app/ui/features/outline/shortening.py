"""Rows of the outline that are too long for it, made shorter so that they can be told apart: what
they begin with alike gives way to where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

RIGHT = Qt.TextElideMode.ElideRight
DOTS = "…"
BEFORE = 3  # characters that stay before what differs


class Part(NamedTuple):
    """A piece of a row, and from which character on it differs from all that begin like it."""

    text: str
    differs: int = 0


def parts_of(names: Iterable[str]) -> dict[str, Part]:
    """Each name as a part: the others are those it is to be told from."""
    ordered = sorted(set(names))
    shared = [0, *(_shared(a, b) for a, b in pairwise(ordered)), 0]
    # What has most in common with a name stands next to it.
    return {
        name: Part(name, min(max(shared[at], shared[at + 1]), max(len(name) - 1, 0)))
        for at, name in enumerate(ordered)
    }


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def shortened(parts: Sequence[Part], room: int, metrics: QFontMetrics) -> str:
    """The parts on one line, in `room` px: each has an equal share, and what it does not need goes
    to the others."""
    wide = [metrics.horizontalAdvance(part.text) for part in parts]
    if sum(wide) <= room:
        return "".join(part.text for part in parts)
    left, shares = room, dict.fromkeys(range(len(parts)), 0)
    for waiting, at in enumerate(sorted(shares, key=wide.__getitem__)):
        shares[at] = min(wide[at], left // (len(parts) - waiting))
        left -= shares[at]
    return "".join(
        part.text if shares[at] >= wide[at] else _short(part, shares[at], metrics)
        for at, part in enumerate(parts)
    )


def _short(part: Part, room: int, metrics: QFontMetrics) -> str:
    text, differs = part
    begun = _elided(text, room, metrics)
    if len(begun) - 1 > differs:
        return begun
    word = text.rfind(" ", 0, differs + 1) + 1
    differs = max(differs, word)  # where a space is what differs, the word after it is
    for start, before in ((word, BEFORE), (differs, BEFORE), (word, 1), (differs, 1)):
        # Half of the room for what comes before, unless the word that differs needs more.
        whole = text[start:].partition(" ")[0]
        most = max(room // 2, metrics.horizontalAdvance(whole + DOTS))
        least = metrics.horizontalAdvance(text[: min(before, start)] + DOTS)
        end = _elided(text[start:], min(most, room - least), metrics)
        if end == text[start:] or len(end) - 1 > differs - start:
            left = room - metrics.horizontalAdvance(end)
            return _elided(text[:start], left, metrics).rstrip(f" {DOTS}") + DOTS + end
    return begun  # there is room for nothing


def _elided(text: str, room: int, metrics: QFontMetrics) -> str:
    return metrics.elidedText(text, RIGHT, room).replace(f" {DOTS}", DOTS)
