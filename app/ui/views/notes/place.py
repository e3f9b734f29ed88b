"""Where one reads in a note, found again after the note's text has changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from PySide6.QtGui import QTextDocument


class DocumentSpot(NamedTuple):
    """A position in a document: in which of its blocks, how far in it; and all blocks' texts."""

    block: int
    offset: int
    texts: tuple[str, ...]


def spot(document: QTextDocument, position: int) -> DocumentSpot:
    block = document.findBlock(position)
    return DocumentSpot(block.blockNumber(), position - block.position(), _texts(document))


def found_again(spot: DocumentSpot, document: QTextDocument) -> int:
    """The position of that spot in another version of the document."""
    block = document.findBlockByNumber(moved(spot.block, spot.texts, _texts(document)))
    return int(block.position() + min(spot.offset, max(block.length() - 1, 0)))


def moved(at: int, old: Sequence[str], new: Sequence[str]) -> int:
    """Where the text `old[at]` stands in `new`: the two differ somewhere in the middle."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if at < head:
        return at
    most = min(len(old), len(new)) - head
    ends = zip(reversed(old), reversed(new), strict=False)
    tail = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends)), most)
    added = len(new) - len(old)
    if at >= len(old) - tail:
        return at + added
    # In between: the same text, where it stands nearest; else as far from the start of it.
    same = [n for n in range(head, len(new) - tail) if new[n] == old[at] and old[at].strip()]
    if same:
        return min(same, key=lambda n: min(abs(n - at), abs(n - at - added)))
    return max(0, min(at, len(new) - tail - 1, len(new) - 1))


def _texts(document: QTextDocument) -> tuple[str, ...]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return tuple(found)
