"""Tours in the page: each step stands worked out, with the picture that it is shown in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.layout.as_shown import laid_out_as_shown
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.filtering import hidden_by
from app.model.folding import stand_ins
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible
from app.model.tour import Step, Tour, TourOrigin, TourStyle, stage_of
from app.model.view_state import ViewState
from app.page.places import Places

Fields = dict[str, Any]


def shown_tours(layouts: Mapping[DiagramId, DiagramLayout], tours: Iterable[Tour]) -> list[Tour]:
    """Those whose diagrams are all in the page, with files of their own first."""
    found = [t for t in tours if all(id in layouts for id in t.diagrams)]
    return sorted(found, key=lambda t: t.origin is not TourOrigin.FILE)


def folded_layouts(
    layouts: Mapping[DiagramId, DiagramLayout], tours: Iterable[Tour]
) -> list[tuple[frozenset[ElementId], DiagramLayout]]:
    """What steps of these tours fold, each once, and how the diagram is laid out then. Raises LayoutError."""
    asked = dict.fromkeys((s.diagram, s.folded) for t in tours for s in t.steps if s.folded)
    return [
        (folded, laid_out_as_shown(layouts[id], ViewState(id, folded=folded)))
        for id, folded in asked
    ]


def tour_data(places: Places, tour: Tour, number: int) -> Fields:
    """A tour, which has that number in the page, as the script reads it."""
    steps = [_step(places, tour, n, number) for n in range(len(tour.steps))]
    return {"title": tour.title, "own": tour.origin is TourOrigin.FILE, "steps": steps}


def _step(places: Places, tour: Tour, n: int, number: int) -> Fields:
    step = tour.steps[n]
    picture = places.picture(step.diagram, step.folded)
    shown, diagram = picture.layout.diagram, places.layouts[step.diagram].diagram
    fields: Fields = {
        "title": step.title,
        "words": f"t{number}-{n}" if step.text.strip() else None,
        "diagram": picture.number,
        "layers": sorted(places.layers.index(x) for x in step.layers if x in places.layers),
        "seconds": step.seconds,
    }
    if step.filters:
        fields["hidden"] = picture.numbers(_left_out(shown, diagram, step))
    if step.focus:
        stage = stage_of(tour, n, diagram)
        lit = stand_ins(shown, stage.highlighted)
        done = stand_ins(shown, stage.done) - lit
        pending = stand_ins(shown, stage.pending) - lit - done
        fields |= {
            "flow": step.style is TourStyle.FLOW,
            "focus": picture.numbers(stand_ins(shown, frozenset(step.focus))),
            "lit": picture.numbers(lit),
            "done": picture.numbers(done),
            "pending": picture.numbers(pending),
            "absent": picture.numbers(shown.index.elements.keys() - lit - done - pending),
        }
    return fields


def _left_out(shown: Diagram, diagram: Diagram, step: Step) -> frozenset[ElementId]:
    """What of the picture does not show for the step's filters."""
    hidden = hidden_by(diagram, step.filters, step.layers)
    every, left = visible(shown, step.layers), visible(shown, step.layers, hidden)
    return every.nodes - left.nodes | every.clusters - left.clusters | every.edges - left.edges
