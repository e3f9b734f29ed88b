"""The placements of a diagram that are worth routing: what the policy asks for, and where that makes
strips of it, the same with its ranks folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from app.errors import CancelledError, LayoutError
from app.layout.policy import Policy
from app.layout.polish import bare
from app.layout.ports import MeasuredTexts, Placement, Placer, Spacing, with_curves
from app.layout.prices import promise
from app.layout.wrapping import folded, folds
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout

ORIGINS = 2  # placements that are tried with their ranks folded, too


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
    """The policy's first, then those that promise most; among them one that is folded, where any is.
    Raises LayoutError where the placer finds none."""

    compared = rules.folds or len(rules.spacings) > 1

    def placed(asked: tuple[Diagram, Spacing]) -> Candidate | LayoutError:
        try:
            drawn = with_curves(placer, asked[0], texts, asked[1]) if rules.curves else None
            placement = drawn or placer.place(asked[0], texts, asked[1])
        except CancelledError:
            raise
        except LayoutError as why:
            return why
        layout = bare(diagram, texts, placement, asked[1])
        return Candidate(asked[1], placement, layout, promise(layout) if compared else 0.0)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(placed, ((diagram, spacing) for spacing in rules.spacings)))
        found = _best_first(answers)
        if not found:
            raise next(why for why in answers if isinstance(why, LayoutError))
        more = (
            [one for first in found[:ORIGINS] for one in _folded(diagram, first)]
            if rules.folds
            else []
        )
        others = [
            one for one in _best_first(list(pool.map(placed, more))) if not one.placement.remark
        ]
    first = next((one for one in found if one is answers[0]), found[0])
    best = [one for one in _best_first([*found, *others]) if one is not first]
    chosen = [first, *best][: rules.tries] if rules.tries > 1 else found[:1]
    if others and others[0] not in chosen:
        chosen[1:] = [*chosen[1:-1], others[0]]
    return chosen


def _best_first(answers: Sequence[Candidate | LayoutError]) -> list[Candidate]:
    """Those that the placer came to an end with; if there are none, those that it did not."""
    found = [one for one in answers if isinstance(one, Candidate)]
    found = [one for one in found if not one.placement.remark] or found
    return sorted(found, key=lambda one: one.promises)


def _folded(diagram: Diagram, one: Candidate) -> Iterator[tuple[Diagram, Spacing]]:
    """What the placer is asked instead where it made a strip."""
    best = folds(one.layout.width, one.layout.height, one.spacing)
    for rows in (best - 1, best, best + 1) if best > 1 else ():
        other = folded(diagram, one.placement, one.spacing, rows) if rows > 1 else None
        if other is not None:
            yield other, replace(one.spacing, folded=True)
