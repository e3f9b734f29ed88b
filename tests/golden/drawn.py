"""The list of what a picture shows: a line an item, both themes and all layers or none in one.

    both fill #FBFCFD/#11161C rect 0 0 1130 670
    all  line 1.5 flat round dash 7.6,4.6 #C01F3A/#FF6B7A M40 65L74.7 65
    none text “Title” Semibold 20 #1B2530/#E7ECF1 20 37.2 140.5

First which layers are on where it shows; then what it is, its colour in light and dark (or what tells
an image from others), and where, in points of the sheet. Items lie over those before them; the
order of those that do not meet is that of the alphabet, whatever order they were painted in.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import repeat
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from app.layout.frame import frame
from app.model.diagram_layout import DiagramLayout
from app.model.view_state import ViewState
from app.render import icons
from app.render.painter import appearance, draw, draw_frame
from app.scene.theme import DARK, LIGHT, Theme
from tests.golden.recorder import Item, Recorder, print_of

LAYERS = ("all", "none")
THEMES = ("light", "dark")


def picture_text(layout: DiagramLayout) -> str:
    """The list of that picture, with title and legend, in full detail."""
    named = _names(layout)
    everything, nothing = (
        _lines(_recorded(layout, on, theme, named) for theme in (LIGHT, DARK))
        for on in (frozenset(layout.diagram.layers), frozenset[str]())
    )
    return "".join(f"{line}\n" for line in _merged(everything, nothing))


def lines_of(text: str, layers: str) -> list[str]:
    """What of a list shows with `all` layers, or with `none`."""
    parts = (line.split(maxsplit=1) for line in text.splitlines())
    return [line for where, line in parts if where in ("both", layers)]


def _recorded(
    layout: DiagramLayout, layers: frozenset[str], theme: Theme, names: dict[str, str]
) -> list[Item]:
    sheet = frame(layout, layers)
    painter = Recorder(names)
    try:
        painter.fillRect(QRectF(0.0, 0.0, sheet.width, sheet.height), QColor(theme.canvas))
        draw_frame(painter, sheet, layout, theme)
        painter.translate(*sheet.picture)
        state = ViewState(layout.diagram.id, layers)
        draw(painter, layout, appearance(layout, state, theme), 1.0, vector=True)
    finally:
        painter.end()
    return painter.items


def _names(layout: DiagramLayout) -> dict[str, str]:
    """The names of the icons in `resources`, by what their pixels look like in either theme."""
    found = {}
    for path in {node.icon for node in layout.diagram.nodes if node.icon}:
        for theme in (LIGHT, DARK):
            image = icons.icon(path, icons.LARGEST, theme.canvas)
            if isinstance(image, QImage):
                found[print_of(image)] = Path(path).as_posix().rpartition("/resources/")[2]
    return found


def _lines(themes: Iterable[list[Item]]) -> list[str]:
    light, dark = themes
    same = [(item.what, item.where) for item in light] == [(item.what, item.where) for item in dark]
    assert same, "light and dark differ in more than their colours"
    lines = []
    for one, two in zip(light, dark, strict=True):
        paint = one.paint if one.paint == two.paint else f"{one.paint}/{two.paint}"
        lines.append(f"{one.what} {paint} {one.where}")
    return [lines[i] for i in _order(light, lines)]


def _order(items: Sequence[Item], lines: Sequence[str]) -> Iterator[int]:
    """Their numbers: of those that nothing below is still to be drawn of, the first by name."""
    over: list[list[int]] = [[] for _ in items]  # what lies on each
    below = [0] * len(items)
    bounds = [item.bounds for item in items]
    for i, item in enumerate(items):
        for j in range(i):
            if bounds[i].intersects(bounds[j]) and _meet(items[j], item):
                over[j].append(i)
                below[i] += 1
    free = [(lines[i], i) for i, count in enumerate(below) if not count]
    heapq.heapify(free)
    while free:
        i = heapq.heappop(free)[1]
        yield i
        for j in over[i]:
            below[j] -= 1
            if not below[j]:
                heapq.heappush(free, (lines[j], j))


def _meet(one: Item, two: Item) -> bool:
    return any(a.intersects(b) for a in one.parts for b in two.parts)


def _merged(everything: list[str], nothing: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, everything, nothing, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from map(" ".join, zip(repeat("both"), everything[a:b]))
        else:
            yield from (f"all  {line}" for line in everything[a:b])
            yield from (f"none {line}" for line in nothing[c:d])
