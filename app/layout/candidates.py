"""The placements of a diagram that are worth routing: what the policy asks for, and where that makes
strips of it, the same with its ranks folded; where its text would get too small to read, its clusters as
blocks, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from app.errors import CancelledError, LayoutError
from app.layout.blocks import BlocksPlacer
from app.layout.grid import PITCH
from app.layout.policy import Policy
from app.layout.polish import bare
from app.layout.ports import AsBlocks, MeasuredTexts, Placement, Placer, Spacing, with_curves
from app.layout.prices import TIGHTER, promise, shape
from app.layout.quality import SMALLEST, smallest_text
from app.layout.wrapping import folded, folds
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout

STRIP = 0.3  # in bends, what a picture's shape costs from which on it is one
ORIGINS = 2  # placements that are tried with their ranks folded, too
FAR = 0.5  # of what the usual ones promise, at which blocks are far better
BLOCKS = (
    AsBlocks(1),
    AsBlocks(2),
    AsBlocks(3, levels=1),
    AsBlocks(3, levels=2),
)  # as which clusters are tried


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where everything stands, and the layout without edges that this makes. What it `promises` is
    a price: the less the better."""

    spacing: Spacing
    placement: Placement
    layout: DiagramLayout
    promises: float


def candidates(
    diagram: Diagram, texts: MeasuredTexts, placer: Placer, rules: Policy
) -> list[Candidate]:
    """The policy's first, then those that promise most; among them one that is folded, where any is,
    and such of blocks as are worth it. Raises LayoutError where the placer finds none."""

    compared = rules.folds or len(rules.spacings) > 1

    def placed(asked: tuple[Diagram, Spacing]) -> Candidate | LayoutError:
        subject, spacing = asked
        asking = BlocksPlacer(placer) if spacing.blocks else placer
        try:
            drawn = with_curves(placer, subject, texts, spacing) if rules.curves else None
            placement = drawn or asking.place(subject, texts, spacing)
        except CancelledError:
            raise
        except LayoutError as why:
            return why
        layout = bare(diagram, texts, placement, spacing)
        return Candidate(spacing, placement, layout, promise(layout) if compared else 0.0)

    with ThreadPoolExecutor(2) as pool:

        def whole(asked: Iterable[tuple[Diagram, Spacing]]) -> list[Candidate]:
            """Those that the placer came to an end with."""
            answers = _best_first(list(pool.map(placed, asked)))
            return [one for one in answers if not one.placement.remark]

        answers = list(pool.map(placed, ((diagram, spacing) for spacing in rules.spacings)))
        found = _best_first(answers)
        if not found:
            raise next(why for why in answers if isinstance(why, LayoutError))
        early = [] if diagram.clusters else list(_blocks(diagram, rules, found[0].layout))
        blocks = whole(early)
        origins = found[:ORIGINS] if rules.folds and not _far(blocks, found) else []
        others = whole(one for first in origins for one in _folded(diagram, first))
        usual = _best_first([*found, *others])
        wanted = list(_blocks(diagram, rules, usual[0].layout))
        blocks = (blocks if early else whole(wanted)) if wanted else []
    first = next((one for one in found if one is answers[0]), found[0])
    best = [one for one in usual if one is not first]
    chosen = [first, *best][: rules.tries] if rules.tries > 1 else found[:1]
    if others and others[0] not in chosen:
        chosen[1:] = [*chosen[1:-1], others[0]]
    most = (1 + rules.hope) * usual[0].promises
    hopeful: list[Candidate] = []  # the best of each kind
    for one in blocks:
        new = not any(one.spacing.blocks == other.spacing.blocks for other in hopeful)
        if new and one.promises <= most and not any(_as_large(one, x) for x in (*usual, *hopeful)):
            hopeful.append(one)
    if not hopeful:
        return chosen
    # What is far better is drawn first: it spares the others.
    far = _far(hopeful, usual)
    return [*far, *chosen[:2], *(one for one in hopeful if one not in far)]


def _best_first(answers: Iterable[Candidate | LayoutError]) -> list[Candidate]:
    """Those that the placer came to an end with; if there are none, those that it did not."""
    found = [one for one in answers if isinstance(one, Candidate)]
    found = [one for one in found if not one.placement.remark] or found
    return sorted(found, key=lambda one: one.promises)


def _far(blocks: list[Candidate], usual: list[Candidate]) -> list[Candidate]:
    """Those that are far better than the best of the usual ones."""
    return [one for one in blocks if one.promises <= FAR * usual[0].promises]


def _folded(diagram: Diagram, one: Candidate) -> Iterator[tuple[Diagram, Spacing]]:
    """What the placer is asked instead where it made a strip."""
    best = folds(one.layout.width, one.layout.height, one.spacing)
    for rows in (best - 1, best, best + 1) if best > 1 else ():
        other = folded(diagram, one.placement, one.spacing, rows) if rows > 1 else None
        if other is not None:
            yield other, replace(one.spacing, folded=True)


def _as_large(one: Candidate, other: Candidate) -> bool:
    """Whether one need not be drawn beside the other: nothing else was wrapped, packed or folded in it."""
    wider = abs(one.layout.width - other.layout.width)
    return max(wider, abs(one.layout.height - other.layout.height)) <= 2 * PITCH


def _blocks(
    diagram: Diagram, rules: Policy, best: DiagramLayout
) -> Iterator[tuple[Diagram, Spacing]]:
    """How clusters are laid out each for itself, where all at once even the best would have text
    that is too small, or is a strip of things that hardly anything joins; nowhere if the file says of ranks."""
    if not rules.folds or rules.curves or diagram.arrangement.ranks:
        return
    size = smallest_text(best, frozenset(diagram.layers)) / TIGHTER
    if size >= SMALLEST and not (
        shape(best) >= STRIP and 2 * len(diagram.edges) < len(diagram.nodes)
    ):
        return
    roomiest = {one.direction: one for one in reversed(rules.spacings) if not one.shuffle}
    for spacing in roomiest.values():
        kinds = BLOCKS if diagram.clusters else BLOCKS[:1]
        yield from ((diagram, replace(spacing, blocks=blocks)) for blocks in kinds)
