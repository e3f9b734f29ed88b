"""What a page's cells say to be seen that their picture does not show, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from app.sources.drawio.cells import DrawioCell

_HATCHED = frozenset({"hatch", "cross-hatch", "zigzag", "zigzag-line", "dots", "dashed"})


def left_out(cells: Iterable[DrawioCell], formulas: bool = False) -> tuple[str, ...]:
    """`lines drawn by hand (12)`: each kind with the number of cells that say it, the most first; `formulas` where
    the page sets them."""
    found = Counter(kind for cell in cells for kind in _kinds(cell, formulas))
    return tuple(f"{name} ({count})" for name, count in found.most_common())


def _kinds(cell: DrawioCell, formulas: bool) -> Iterator[str]:
    if cell.on("sketch") or cell.on("comic"):
        yield "lines drawn by hand"
    if cell.says("fillStyle") in _HATCHED:
        yield "hatching"
    if cell.edge and cell.says("jumpStyle", "none") != "none":
        yield "jumps of lines over others"
    if cell.edge and cell.on("flowAnimation"):
        yield "lines that move"
    if cell.vertex and cell.on("glass"):
        yield "glass"
    if cell.vertex and cell.value and not cell.on("noLabel"):
        if cell.number("rotation", 0.0) % 90:
            yield "texts at an angle"
        if formulas and ("$$" in cell.value or "\\(" in cell.value or "`" in cell.value):
            yield "formulas"
