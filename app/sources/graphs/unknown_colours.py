"""Colours that a graph asks for by a name that Graphviz does not know: it draws black, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice

from app.model.source_graph import Attributes, SourceGraph
from app.model.wording import listed
from app.sources.graphs.colours import colour, names

_NAMED = ("color", "fillcolor", "fontcolor", "bgcolor", "pencolor", "labelfontcolor")
_SOME, _LONG = 3, 80  # names that are told; characters of one


def unknown_colours(graph: SourceGraph) -> Iterator[tuple[str, int | None]]:
    """What is said of the first of them, with the line of the element that asks for it."""
    found: dict[str, int | None] = {}
    for attributes, line in graph.said:
        if attributes.get("colorscheme", "").lower() in ("", "x11", "svg"):
            for name in _unknown(attributes):
                found.setdefault(name, line)
    for name, line in islice(found.items(), _SOME):
        near = listed([f"“{one}”" for one in _nearest(name)], "or")
        meant = f" Did you mean {near}?" if near else ""
        yield f"Graphviz knows no colour “{name[:_LONG]}”.{meant}", line


def _unknown(attributes: Attributes) -> Iterator[str]:
    for said in filter(None, map(attributes.get, _NAMED)):
        for item in said.split(":"):
            name = " ".join(item.partition(";")[0].split())
            if name and not name.startswith("/") and colour(name) is None:
                yield name


def _nearest(name: str) -> list[str]:
    plain = "".join(name.lower().split())
    return [plain] if plain in names() else get_close_matches(plain, names(), 2)
