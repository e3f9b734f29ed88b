"""A layout as lines of JSON: in the cache, and on the way from one process to another.

Loads nothing that lays out: a layout that is kept is on screen before. In pieces, since nothing else of the program runs while one is read or written: each takes no longer
than a few ms, however large the diagram is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

import msgspec

from app import __version__
from app.cache import Cache, digest
from app.layout.stand_ins import LetterStandIns
from app.model.choosing import unlayered
from app.model.diagram import Diagram
from app.model.diagram_layout import (
    ClusterPlace,
    DiagramLayout,
    EdgePlace,
    NodePlace,
)
from app.model.drawing import Drawing, ElementDrawing
from app.model.ids import ElementId
from app.model.picture_style import PictureStyle

RULES = 51  # raised whenever the same diagram is to be laid out differently
WRITTEN_RULES = 7  # as that, of one that is drawn as written
PIECE = 200  # elements

T = TypeVar("T")


class LayoutAnswer(msgspec.Struct):
    """What the layout process says first: how many lines of a layout follow, or why none do. `trace`
    is the process's own, of an error that nobody foresaw. `sketch`: it is a first picture, the layout is still
    to come."""

    ticket: int
    lines: int = 0
    error: str | None = None
    trace: str | None = None
    sketch: bool = False


class _LayoutHead(msgspec.Struct):
    """All but the places; `content` tells these."""

    width: float
    height: float
    title_width: float
    legend_widths: dict[str, float]
    placer: str
    routers: dict[str, int]
    content: str
    drawing: Drawing | None = None
    remark: str = ""


class _LayoutPiece(msgspec.Struct, omit_defaults=True):
    nodes: dict[ElementId, NodePlace] = {}
    clusters: dict[ElementId, ClusterPlace] = {}
    edges: dict[ElementId, EdgePlace] = {}
    drawings: dict[ElementId, ElementDrawing] = {}


def cached(
    diagram: Diagram,
    layers: frozenset[str] | None = None,
    *,
    engine: str | None = None,
    style: PictureStyle | None = None,
    method: str = "",
) -> DiagramLayout | None:
    """The layout, in its own style where none is given, when it is on disk already; costs about a
    millisecond."""
    return kept(key_of(diagram, layers, engine, style, method), diagram)


def key_of(
    diagram: Diagram,
    layers: frozenset[str] | None,
    engine: str | None = None,
    style: PictureStyle | None = None,
    method: str = "",
) -> str:
    """Under which a layout is kept: the same for the same question."""
    style = style or diagram.own_style
    chosen = "all" if layers is None else ",".join(sorted(layers))
    subject = unlayered(diagram) if layers is None else diagram
    parts = [digest_of(subject), chosen, engine or "", __version__, str(RULES)]
    if style is PictureStyle.HOUSE:
        parts += _fonts(subject)
    if style is PictureStyle.WRITTEN:
        parts += [style, method, str(WRITTEN_RULES), *_said(diagram)]
    return digest(*parts)


def _said(diagram: Diagram) -> tuple[str, ...]:
    """What decides how a diagram looks as written."""
    graph = diagram.written
    if graph is None:
        return ()
    said = (LetterStandIns(graph.dot).dot, str(graph.number), graph.folder)
    return (
        (*said, digest(msgspec.msgpack.encode((graph.placed, graph.edges_first))))
        if graph.placed
        else said
    )


def kept(key: str, diagram: Diagram) -> DiagramLayout | None:
    """The layout that is kept under a key, as one of this diagram."""
    found = Cache("layouts").get(key)
    if found is None:
        return None
    try:
        return layout_from(found.splitlines(), diagram)
    except ValueError:
        return None


def keep(key: str, layout: DiagramLayout, diagram: Diagram) -> DiagramLayout:
    """Keep a layout under that key; returns it as one of this diagram."""
    lines = lines_of(layout)
    Cache("layouts").put(key, b"\n".join(lines))
    return layout_from(lines, diagram)


def lines_of(layout: DiagramLayout) -> list[bytes]:
    """The layout without its diagram."""
    pieces = [msgspec.json.encode(piece) for piece in _pieces(layout)]
    drawing = None if layout.drawing is None else replace(layout.drawing, elements={})
    whole = [] if drawing is None else [msgspec.json.encode(drawing)]
    head = _LayoutHead(
        layout.width,
        layout.height,
        layout.title_width,
        layout.legend_widths,
        layout.placer,
        layout.routers,
        digest(f"{layout.width} {layout.height}", *pieces, *whole),
        drawing,
        layout.remark,
    )
    return [msgspec.json.encode(head), *pieces]


def answer_from(line: bytes) -> LayoutAnswer:
    """The first line of an answer."""
    return msgspec.json.decode(line, type=LayoutAnswer)


def layout_from(lines: Iterable[bytes], diagram: Diagram) -> DiagramLayout:
    """What `lines_of` has written, of this diagram. Raises ValueError where it is damaged."""
    found = iter(lines)
    try:
        head = msgspec.json.decode(next(found, b""), type=_LayoutHead)
        whole = _LayoutPiece({}, {}, {}, {})
        for line in found:
            piece = msgspec.json.decode(line, type=_LayoutPiece)
            whole.nodes.update(piece.nodes)
            whole.clusters.update(piece.clusters)
            whole.edges.update(piece.edges)
            whole.drawings.update(piece.drawings)
    except msgspec.MsgspecError as damage:
        raise ValueError(f"not a layout: {damage}") from damage
    return DiagramLayout(
        diagram,
        head.width,
        head.height,
        whole.nodes,
        whole.clusters,
        whole.edges,
        head.title_width,
        head.legend_widths,
        head.placer,
        head.routers,
        digest(head.content, digest_of(diagram)),
        head.drawing and replace(head.drawing, elements=whole.drawings),
        head.remark,
    )


def digest_of(diagram: Diagram) -> str:
    """The same for two diagrams that are equal but for how they are written and how they came to
    their layers, and for no others."""
    rest = replace(
        diagram, nodes=(), clusters=(), edges=(), written=None, choice=None, proposals=()
    )
    parts = [msgspec.msgpack.encode(rest)]
    for elements in (diagram.nodes, diagram.clusters, diagram.edges):
        starts = range(0, len(elements), PIECE)
        parts += [msgspec.msgpack.encode(elements[at : at + PIECE]) for at in starts]
        parts.append(b"")
    return digest(*parts)


def _fonts(diagram: Diagram) -> tuple[str, ...]:
    """Those of the system that its texts are measured in."""
    said = [diagram.title, *diagram.layers, *(x.label for x in diagram.components)]
    for edge in diagram.edges:
        said += (edge.label, edge.tail_label, edge.head_label, edge.aside)
    letters = {letter for text in said if text and not text.isascii() for letter in set(text)}
    if not letters:
        return ()
    from app.layout.runs import fonts_of

    return tuple(f"{font}" for font in fonts_of(letters))


def _pieces(layout: DiagramLayout) -> Iterator[_LayoutPiece]:
    for nodes in _parts(layout.nodes):
        yield _LayoutPiece(nodes=nodes)
    for clusters in _parts(layout.clusters):
        yield _LayoutPiece(clusters=clusters)
    for edges in _parts(layout.edges):
        yield _LayoutPiece(edges=edges)
    for drawings in _parts(layout.drawing.elements if layout.drawing else {}):
        yield _LayoutPiece(drawings=drawings)


def _parts(places: dict[ElementId, T]) -> Iterator[dict[ElementId, T]]:
    rest = iter(places.items())
    while part := dict(islice(rest, PIECE)):
        yield part
