"""What stands in one block brought to the shape of a screen: ranks that are too long are folded, a chain
of ranks is wrapped as text is, and parts that nothing joins are packed in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from app.layout.ports import AsBlocks, Spacing
from app.layout.wrapping import SCREEN
from app.model.geometry import Box, union
from app.model.ids import ElementId

SHORT = 4  # of a rank that holds no more none is folded, but for large blocks
LINES = 12  # into which a chain is wrapped at most
WORTH = 0.2  # of its size a picture is to get smaller by each line or fold more
FEW = 3  # slots that nothing joins stand in one rank


@dataclass(frozen=True, slots=True)
class Slot:
    """Where something stands in a block, with its room (pt)."""

    id: ElementId
    box: Box


def packed(
    slots: Sequence[Slot], pairs: Iterable[tuple[ElementId, ElementId]], spacing: Spacing
) -> list[Slot]:
    """The slots, which stand as the placer put them, from (0, 0) on. `pairs` are joined."""
    if not slots:
        return []
    back = spacing.direction in ("RL", "BT")
    aim = SCREEN if spacing.level else 1 / SCREEN
    # Worked out as if ranks were columns, the first on the left.
    boxes = [slot.box if spacing.level else slot.box.turned() for slot in slots]
    led = [
        Slot(slot.id, _mirrored(box) if back else box)
        for slot, box in zip(slots, boxes, strict=True)
    ]
    stood = _shelved([_wrapped(part, spacing, aim) for part in _parts(led, pairs)], spacing, aim)
    whole = union(slot.box for slot in stood)
    found = []
    for slot in stood:
        box = slot.box.moved(-whole.x, -whole.y)
        box = _mirrored(box).moved(whole.width, 0.0) if back else box
        found.append(Slot(slot.id, box if spacing.level else box.turned()))
    return found


def _mirrored(box: Box) -> Box:
    return Box(-box.right, box.y, box.width, box.height)


def _parts(slots: Sequence[Slot], pairs: Iterable[tuple[ElementId, ElementId]]) -> list[list[Slot]]:
    """The slots by what is joined, in the order of the first of each."""
    near: defaultdict[ElementId, list[ElementId]] = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    part: dict[ElementId, int] = {}
    for number, slot in enumerate(slots):
        stack = [] if slot.id in part else [slot.id]
        while stack:
            id = stack.pop()
            if id not in part:
                part[id] = number
                stack += near[id]
    found: defaultdict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        found[part[slot.id]].append(slot)
    return list(found.values())


def _wrapped(part: Sequence[Slot], spacing: Spacing, aim: float) -> list[Slot]:
    """One part, its ranks columns, from (0, 0) on."""
    columns = _columns(part)
    most = max(len(column) for column in columns)
    blocks = spacing.blocks or AsBlocks(1)
    short = 1 if blocks.levels else SHORT
    found: list[tuple[float, list[list[Slot]]]] = []
    for folds in range(1, min(blocks.folds, most) + 1):
        ranks = [
            one
            for column in columns
            for one in _folded(column, max(ceil(most / folds), short), spacing)
        ]
        # A line of one rank would turn the arrows, across which there is no room for their labels.
        for lines in range(1, max(min(LINES, len(ranks) // 2), 1) + 1):
            made = list(_lines(ranks, lines, spacing))
            width, height = _extent(made, spacing)
            size = max(width, height * aim) * (1 + WORTH * (folds + lines - 2))
            found.append((size, made))
    _, best = min(found, key=lambda one: one[0])
    return _stacked(best, spacing.ranksep)


def _columns(part: Sequence[Slot]) -> list[list[Slot]]:
    """The slots by rank, each from the top on."""
    found: list[list[Slot]] = []
    end = 0.0
    for slot in sorted(part, key=lambda one: one.box.x):
        if not found or slot.box.x >= end:
            found.append([])
            end = slot.box.right
        found[-1].append(slot)
        end = max(end, slot.box.right)
    for column in found:
        column.sort(key=lambda one: one.box.y)
    return found


def _folded(column: list[Slot], most: int, spacing: Spacing) -> Iterator[list[Slot]]:
    """A rank as several that hold no more than that, its slots by turns in one of them."""
    many = ceil(len(column) / most)
    if many == 1:
        yield column
        return
    whole = union(slot.box for slot in column)
    x = whole.x
    for turn in range(many):
        chosen = column[turn::many]
        wide = max(slot.box.width for slot in chosen)
        high = sum(slot.box.height + spacing.nodesep for slot in chosen) - spacing.nodesep
        y = whole.center.y - high / 2
        rank = []
        for slot in chosen:
            box = slot.box
            rank.append(Slot(slot.id, Box(x + (wide - box.width) / 2, y, box.width, box.height)))
            y += box.height + spacing.nodesep
        yield rank
        x += wide + spacing.ranksep


def _lines(ranks: Sequence[list[Slot]], lines: int, spacing: Spacing) -> Iterator[list[Slot]]:
    """The ranks in so many lines, about as long; each line from x = 0 on."""
    boxes = [union(slot.box for slot in rank) for rank in ranks]
    starts = [0.0]
    for before, box in pairwise(boxes):
        # Ranks that were folded are wider than the place that the placer left for one.
        starts.append(starts[-1] + before.width + max(spacing.ranksep, box.x - before.right))
    whole = starts[-1] + boxes[-1].width

    def breaks(most: float) -> list[int]:
        found, first = [0], 0
        for i in range(len(ranks)):
            if starts[i] + boxes[i].width - starts[first] > most and i > first:
                found.append(i)
                first = i
        return found

    low, high = max(box.width for box in boxes), whole
    for _ in range(20):
        middle = (low + high) / 2
        if len(breaks(middle)) <= lines:
            high = middle
        else:
            low = middle
    at = [*breaks(high), len(ranks)]
    for first, last in pairwise(at):
        line = []
        for i in range(first, last):
            by = starts[i] - starts[first] - boxes[i].x
            line += [Slot(slot.id, slot.box.moved(by, 0.0)) for slot in ranks[i]]
        yield line


def _extent(lines: Sequence[Sequence[Slot]], spacing: Spacing) -> tuple[float, float]:
    boxes = [union(slot.box for slot in line) for line in lines]
    high = sum(box.height for box in boxes) + spacing.ranksep * (len(boxes) - 1)
    return max(box.right for box in boxes), high


def _stacked(lines: Sequence[Sequence[Slot]], between: float) -> list[Slot]:
    stood, y = [], 0.0
    for line in lines:
        box = union(slot.box for slot in line)
        stood += [Slot(slot.id, slot.box.moved(0.0, y - box.y)) for slot in line]
        y += box.height + between
    return stood


def _shelved(parts: Sequence[Sequence[Slot]], spacing: Spacing, aim: float) -> list[Slot]:
    """Parts in rows, high ones first, as wide as makes the whole as large as can be on a screen."""
    if not parts:
        return []
    if len(parts) == 1:
        return list(parts[0])
    apart = spacing.nodesep
    boxes = [union(slot.box for slot in part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: -round(boxes[i].height))
    few = len(parts) <= FEW and all(len(part) == 1 for part in parts)

    def shelves(most: float) -> tuple[float, float, list[tuple[int, float, float]]]:
        x = y = high = wide = 0.0
        places = []
        for i in order:
            box = boxes[i]
            if x and x + box.width > most:
                x, y, high = 0.0, y + high + apart, 0.0
            places.append((i, x, y))
            x, high = x + box.width + apart, max(high, box.height)
            wide = max(wide, x - apart)
        return wide, y + high, places

    widest = max(box.width for box in boxes)
    if few:
        chosen = shelves(widest)[2]
    else:
        whole = sum(box.width + apart for box in boxes)
        tries = [shelves(widest + (whole - widest) * (k / 40) ** 2) for k in range(41)]
        chosen = min(tries, key=lambda one: max(one[0], one[1] * aim))[2]
    return [
        replace(slot, box=slot.box.moved(x - boxes[i].x, y - boxes[i].y))
        for i, x, y in chosen
        for slot in parts[i]
    ]
