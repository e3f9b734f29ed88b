"""Diagram → laid-out diagram: a few candidates are placed by the engine, the best is routed.

The choice is part of what is cached, so a picture does not change from one day to the next.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from app import __version__
from app.cache import Cache, digest
from app.engine import find
from app.errors import LayoutError
from app.layout.asking import place
from app.layout.placement import Placement, Spacing, Texts, measure
from app.layout.polish import bare, draw_up
from app.layout.quality import SMALLEST, flaws, smallest_text
from app.layout.tangle import tangle
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.layer import part, visible

RULES = 13  # raised whenever the same diagram is to be laid out differently
ROUTED = 150  # nodes up to which edges are routed here; beyond, the engine's curves are kept
TRIES = 3  # candidates that are routed at most
OUTSIDE = 44.0  # pt of height kept for routes that run outside the outermost boxes
ROOMY = ((26.0, 44.0, 16.0), (20.0, 40.0, 14.0), (14.0, 40.0, 14.0), (12.0, 36.0, 12.0))


def lay_out(
    diagram: Diagram,
    layers: frozenset[str] | None = None,
    *,
    engine: str | None = None,
    cancel: threading.Event | None = None,
) -> DiagramLayout:
    """Lay the diagram out, whole or (`layers` given) only what these layers show.

    Takes some tenths of a second in this process and short-lived engine processes; the answer
    is kept on disk. Raises LayoutError when the engine fails, is missing or `cancel` is set.
    """
    import msgspec

    key = _key(diagram, layers, engine)
    found = _kept(key)
    if found is not None:
        return found
    subject = diagram if layers is None else shown_part(diagram, layers)
    picture = _best(subject, engine, cancel)
    picture = replace(picture, diagram=diagram)
    Cache("layouts").put(key, msgspec.msgpack.encode(picture))
    return picture


def cached(
    diagram: Diagram, layers: frozenset[str] | None = None, *, engine: str | None = None
) -> DiagramLayout | None:
    """The picture when it is on disk already; costs about a millisecond."""
    return _kept(_key(diagram, layers, engine))


def shown_part(diagram: Diagram, layers: frozenset[str]) -> Diagram:
    """The diagram without what these layers hide. Ids stay."""
    return part(diagram, visible(diagram, layers))


def _key(diagram: Diagram, layers: frozenset[str] | None, engine: str | None) -> str:
    import msgspec

    whole = msgspec.msgpack.encode(diagram)
    chosen = "all" if layers is None else ",".join(sorted(layers))
    return digest(whole, chosen, engine or "", __version__, str(RULES))


def _kept(key: str) -> DiagramLayout | None:
    import msgspec

    found = Cache("layouts").get(key)
    if found is None:
        return None
    try:
        return msgspec.msgpack.decode(found, type=DiagramLayout)
    except msgspec.MsgspecError:
        return None


def _best(diagram: Diagram, engine: str | None, cancel: threading.Event | None) -> DiagramLayout:
    if not diagram.nodes and not diagram.clusters:
        return DiagramLayout(diagram, 0, 0, {}, {}, {})
    texts = measure(diagram)
    binary = find(engine)
    if len(diagram.nodes) > ROUTED:
        spacing = Spacing(diagram.direction)
        placement = place(diagram, texts, spacing, binary, cancel, splines="spline")
        return draw_up(diagram, texts, placement, spacing)
    best: tuple[tuple[int, int], DiagramLayout] | None = None
    everything = frozenset(diagram.layers)
    for spacing, placement, large in _candidates(diagram, texts, binary, cancel):
        if cancel is not None and cancel.is_set():
            raise LayoutError("The layout was cancelled.")
        engine_again = partial(_with_curves, diagram, texts, spacing, binary, cancel, placement)
        picture = draw_up(diagram, texts, placement, spacing, engine_again)
        found = sum(1 for _ in flaws(picture, visible(diagram, everything), everything))
        counts = tangle(picture.edges.values())
        rank = (found, 2 * counts.crossings + counts.bends)
        if best is None or rank < best[0]:
            best = (rank, picture)
        # Small text is a flaw that no other placement mends, and what one has no way for, the
        # next will hardly have.
        if found <= large or any(e.curved for e in picture.edges.values()):
            break
    if best is None:
        raise LayoutError("The layout engine found no way to lay this diagram out.")
    return best[1]


def _candidates(
    diagram: Diagram, texts: Texts, binary: str, cancel: threading.Event | None
) -> Iterator[tuple[Spacing, Placement, bool]]:
    """The placements worth routing: legible ones, roomiest first, then by legibility; each with
    whether it is too large to be legible."""
    spacings = [Spacing(diagram.direction, *room) for room in ROOMY]
    with ThreadPoolExecutor(2) as pool:
        placements = list(pool.map(lambda s: place(diagram, texts, s, binary, cancel), spacings))
    everything = frozenset(diagram.layers)
    ranked = []
    for i, (spacing, placement) in enumerate(zip(spacings, placements, strict=True)):
        size = bare(diagram, texts, placement, spacing)
        height = smallest_text(size, everything) * (1 - OUTSIDE / max(size.height, 200.0))
        ranked.append((height < SMALLEST, -height if height < SMALLEST else 0.0, i))
    for large, _, i in sorted(ranked)[:TRIES]:
        yield spacings[i], placements[i], large


def _with_curves(
    diagram: Diagram,
    texts: Texts,
    spacing: Spacing,
    binary: str,
    cancel: threading.Event | None,
    placement: Placement,
) -> Placement:
    """The placement with the engine's curves; without any where that fails: they are drawn here
    then."""
    try:
        return place(diagram, texts, spacing, binary, cancel, splines="spline")
    except LayoutError:
        if cancel is not None and cancel.is_set():
            raise
        return placement
