"""The engine's answer in JSON: a document for each graph, with what it draws of each object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

import msgspec
from msgspec import Struct

from app.errors import LayoutError
from app.layout.left_out import MARK
from app.layout.operations import Operation
from app.model.ids import ElementId
from app.model.written import WrittenGraph

NOWHERE = 1e30  # pt, where the engine says no number for a place
_NO_NUMBER = re.compile(rb"(?<=[\[,])-?(?:nan|inf)(?=[\],])")
_STRAY = bytes.maketrans(bytes(b for b in range(32) if b not in b"\t\n\r"), b" " * 29)


class DrawnObject(
    Struct, rename={"number": "_gvid", "draw": "_draw_", "label": "_ldraw_", "mark": MARK}
):
    """A node, a cluster or another subgraph of the answer."""

    number: int
    mark: str = ""
    name: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    bb: str = ""
    pos: str = ""
    width: str = ""
    height: str = ""
    image: str = ""
    imagescale: str = ""
    imagepos: str = ""


class DrawnEdge(
    Struct,
    rename={
        "number": "_gvid",
        "mark": MARK,
        "draw": "_draw_",
        "label": "_ldraw_",
        "head_draw": "_hdraw_",
        "tail_draw": "_tdraw_",
        "head_label": "_hldraw_",
        "tail_label": "_tldraw_",
    },
):
    """An edge of the answer."""

    number: int
    mark: str = ""
    pos: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    head_draw: tuple[Operation, ...] = ()
    tail_draw: tuple[Operation, ...] = ()
    head_label: tuple[Operation, ...] = ()
    tail_label: tuple[Operation, ...] = ()


class DrawnGraph(Struct, rename={"draw": "_draw_", "label": "_ldraw_"}):
    """A document of the answer."""

    bb: str = ""
    bgcolor: str = ""
    dpi: str = ""
    resolution: str = ""
    splines: str = ""
    concentrate: str = ""
    layout: str = ""
    outputorder: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    objects: tuple[DrawnObject, ...] = ()
    edges: tuple[DrawnEdge, ...] = ()

    @property
    def px(self) -> float:
        """How long a pixel of an image is, in pt."""
        try:
            dpi = float(self.dpi or self.resolution or 72)
        except ValueError:
            return 1.0
        return 72 / max(dpi, 1.0) if isfinite(dpi) else 1.0


def renumbered(graph: WrittenGraph, answer: DrawnGraph) -> WrittenGraph:
    """A part of a graph with the numbers that the engine gave to what is left of the whole."""

    def by(
        ids: Mapping[int, ElementId], found: Iterable[DrawnObject | DrawnEdge]
    ) -> dict[int, ElementId]:
        marked = ((one.number, int(one.mark)) for one in found if one.mark.isdecimal())
        return {now: ids[was] for now, was in marked if was in ids}

    elements, edges = by(graph.elements, answer.objects), by(graph.edges, answer.edges)
    return replace(graph, elements=elements, edges=edges)


def document(text: str, number: int) -> DrawnGraph:
    """The one of that number in the engine's answer, where one follows the other. Raises LayoutError."""
    content = text.encode("utf-8", "replace").translate(_STRAY)
    documents = content.split(b"\n}\n")
    if not 0 <= number < len(documents):
        raise LayoutError("The layout engine drew fewer graphs than there are in the file.")
    document = documents[number]
    if b"\n}" not in document[-3:]:
        document += b"\n}"
    for finite in (False, True):
        document = _finite(document) if finite else document
        try:
            return msgspec.json.decode(document, type=DrawnGraph)
        except msgspec.MsgspecError:
            continue
    try:  # a file may call attributes of its own as the engine's fields are called
        found = json.loads(document, strict=False, object_pairs_hook=_fields)
        return msgspec.convert(found, DrawnGraph)
    except (ValueError, RecursionError) as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why


def _finite(document: bytes) -> bytes:
    """With numbers in place of what is none, which JSON does not know."""
    return _NO_NUMBER.sub(b"%g" % NOWHERE, document)


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What is not text is the engine's own, whatever comes later."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if not (isinstance(value, str) and key in _LISTS) and not (key in found and key in _LISTS):
            found[key] = value
    return found


_LISTS = {"_gvid", "objects", "edges", "_draw_", "_ldraw_"} | {
    f"_{x}draw_" for x in ("h", "t", "hl", "tl")
}
