"""What of the engine's drawing leads somewhere of its own: cells of tables, labels. Its SVG alone says that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from app.layout.plane import Plane, number
from app.model.geometry import Box, Point, bounding_box

_STEP = re.compile(r'<g id="[^"]*" class="(\w+)|<a ([^<>]*)>|</a>')
_TO = re.compile(r'\bhref="([^"]*)"')
_PLACES = re.compile(r'<polygon [^<>]*\bpoints="([^"]*)"|<text [^<>]*\bx="([^"]*)" y="([^"]*)"')
_PAIR = re.compile(r"(-?[\d.]{1,20}),(-?[\d.]{1,20})")


@dataclass(frozen=True, slots=True)
class LinkedPart:
    """A part of a `node`, an `edge`, a `cluster` or the `graph` (`kind`): where it leads, its box on the sheet
    (of text alone only where that begins), and whether there is text alone."""

    kind: str
    url: str
    box: Box
    bare: bool


def linked_parts(svg: str, plane: Plane) -> Iterator[LinkedPart]:
    """What they hold before what holds it. Raises LayoutError."""
    kind, done = "graph", 0
    held: list[tuple[str, list[str]]] = []
    for step in _STEP.finditer(svg):
        for _, inside in held:
            inside.append(svg[done : step.start()])
        done = step.end()
        if step[1]:
            kind = step[1]
        elif step[2]:
            to = _TO.search(step[2])
            held.append((unescape(to[1]) if to else "", []))
        elif held:
            url, inside = held.pop()
            if url and (part := _part(kind, url, "".join(inside), plane)) is not None:
                yield part


def _part(kind: str, url: str, inside: str, plane: Plane) -> LinkedPart | None:
    places = list(_PLACES.finditer(inside))
    points = [point for place in places if place[1] for point in _corners(place[1], plane)]
    bare = not points and "<path" not in inside
    if bare:
        points = [plane.at(number(p[2]), -number(p[3])) for p in places]
    return LinkedPart(kind, url, bounding_box(points), bare) if points else None


def _corners(said: str, plane: Plane) -> Iterator[Point]:
    for pair in _PAIR.finditer(said):
        yield plane.at(number(pair[1]), -number(pair[2]))
