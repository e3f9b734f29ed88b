"""What a tour begins with in a file: its title, its diagrams, an overview of them, the list of its
steps; and where on a page these stand. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from app.exporters.words import one_line
from app.layout.text import line_height, text_width, wrap
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, fitting
from app.model.view_state import ViewState
from app.model.wording import counted

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture

HIGH = 540.0  # pt, the height of a page on which these sizes are meant
MARGIN, GAP = 40.0, 28.0
TITLE, ABOUT = 34.0, 16.0
LARGE, SMALL = 16.0, 12.6  # of the list; the smaller one is 11 pt on A4
LEADING = 1.28  # of the list
BETWEEN = 0.35  # of a line, between two steps
LIST = 0.36  # of the width, at most
MOST = 6  # diagrams of which there is an overview


@dataclass(frozen=True, slots=True)
class Overview:
    """A whole diagram, with all the layers that the tour shows of it."""

    layout: DiagramLayout
    state: ViewState

    @property
    def title(self) -> str:
        """The diagram's, in one line."""
        return one_line(self.layout.diagram.title)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """`about` says which diagrams, and how many steps."""

    title: str
    about: str
    steps: tuple[str, ...]
    overviews: tuple[Overview, ...]


def title_page(shots: Sequence[StepPicture]) -> TitlePage:
    """Of a tour that has at least one step."""
    layouts = {shot.layout.diagram.id: shot.layout for shot in shots}
    tour = shots[0].tour
    overviews = [Overview(p, ViewState(id, tour.layers_of(id))) for id, p in layouts.items()]
    steps = tuple(one_line(s.step.title) or f"Step {n}" for n, s in enumerate(shots, 1))
    # Several are named under their overviews.
    one = overviews[0].title if len(overviews) == 1 else counted(len(overviews), "diagram")
    about = " · ".join(filter(None, (one, counted(len(shots), "step"))))
    return TitlePage(one_line(tour.title), about, steps, tuple(overviews[:MOST]))


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A step in the list. `left` and `top` are where its lines begin; its number ends before."""

    number: str
    lines: tuple[str, ...]
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Arranged:
    """A title page on a page of that width, HIGH pt high. `left_out` says how many steps found no
    room. `pictures` are the overviews' boxes; each has `caption` pt for its title beneath."""

    title: tuple[str, ...]
    title_size: float
    title_box: Box
    about_size: float
    about_box: Box
    list_box: Box
    size: float
    entries: tuple[StepEntry, ...]
    left_out: str
    pictures: tuple[Box, ...]
    caption: float


def arrange(page: TitlePage, width: float, wider: float = 1.0) -> Arranged:
    """Where all stands, in pt. `wider` is by how much the font that writes it may be wider than
    ours."""
    inner = width - 2 * MARGIN
    title = wrap(page.title, inner / wider, TITLE, most=2)
    widest = max(text_width(line, TITLE) for line in title) * wider
    title_size = TITLE * min(1.0, inner / max(widest, 1.0))
    title_box = Box(MARGIN, MARGIN - 6, inner, line_height(title_size) * len(title))
    about_size = ABOUT * min(1.0, inner / max(text_width(page.about, ABOUT, False) * wider, 1.0))
    about_box = Box(MARGIN, title_box.bottom + 4, inner, line_height(ABOUT))
    top = about_box.bottom + GAP
    room = HIGH - MARGIN - top
    list_box = Box(MARGIN, top, width * LIST, room)
    size, entries = _listed(page.steps, list_box, wider)
    # Where all lines are short, the overview has more room.
    ends = (e.left + text_width(x, size, False) * wider for e in entries for x in e.lines)
    list_box = list_box._replace(width=min(max(ends) - MARGIN + 4, list_box.width))
    rest = len(page.steps) - len(entries)
    left = list_box.right + GAP
    caption = line_height(SMALL) + 6 if len(page.overviews) > 1 else 0.0
    into = Box(left, top, width - MARGIN - left, room)
    return Arranged(
        title,
        title_size,
        title_box,
        about_size,
        about_box,
        list_box,
        size,
        entries,
        f"and {counted(rest, 'more step')}" if rest else "",
        _grid(page.overviews, into, caption),
        caption,
    )


def _listed(steps: Sequence[str], box: Box, wider: float) -> tuple[float, tuple[StepEntry, ...]]:
    """The list in the largest size in which it fits, else as much of it as fits in the smallest,
    with a line left free."""
    size = LARGE
    while size > SMALL:
        entries = _entries(steps, box, size, wider)
        if _bottom(entries, size) <= box.bottom:
            return size, entries
        size = max(size - 0.4, SMALL)
    entries = _entries(steps, box, size, wider)
    if _bottom(entries, size) <= box.bottom:
        return size, entries
    last = box.bottom - size * LEADING * (1 + BETWEEN)
    return size, tuple(e for e in entries if e.top + len(e.lines) * size * LEADING <= last)


def _entries(steps: Sequence[str], box: Box, size: float, wider: float) -> tuple[StepEntry, ...]:
    indent = (text_width(f"{len(steps)}.", size, False) + size * 0.6) * wider
    found, y = [], box.y
    for number, step in enumerate(steps, 1):
        lines = wrap(step, (box.width - indent) / wider, size, False, most=2)
        found.append(StepEntry(f"{number}.", lines, box.x + indent, y))
        y += size * LEADING * (len(lines) + BETWEEN)
    return tuple(found)


def _bottom(entries: Sequence[StepEntry], size: float) -> float:
    return entries[-1].top + len(entries[-1].lines) * size * LEADING


def _grid(overviews: Sequence[Overview], into: Box, caption: float) -> tuple[Box, ...]:
    """A box for each, in as many columns as let the smallest of them be as large as can be."""

    def boxes(columns: int) -> list[Box]:
        rows = ceil(len(overviews) / columns)
        wide = (into.width - GAP * (columns - 1)) / columns
        high = (into.height - GAP * (rows - 1)) / rows
        places = (divmod(n, columns) for n in range(len(overviews)))
        return [
            Box(into.x + c * (wide + GAP), into.y + r * (high + GAP), wide, high - caption)
            for r, c in places
        ]

    def scale(columns: int) -> float:
        return min(
            fitting((o.layout.width, o.layout.height), (box.width, box.height))
            for o, box in zip(overviews, boxes(columns), strict=True)
        )

    return tuple(boxes(max(range(1, len(overviews) + 1), key=scale)))
