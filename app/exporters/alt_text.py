"""What a picture of a tour shows, said to whom cannot see it. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.exporters.title_page import Overview, title_page
from app.exporters.words import one_line
from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.model.tour import Tour, stage_of
from app.model.view_state import ViewState
from app.model.wording import listed
from app.scene.appearance import shown
from app.study.naming import labels

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture

MOST = 8  # names in a list


def step_text(shot: StepPicture) -> str:
    """The diagram, the step, what it highlights, and what stood there already."""
    return _step(shot.layout.diagram, shot.state, shot.tour)


def picture_text(diagram: Diagram, state: ViewState, tour: Tour | None = None) -> str:
    """A diagram as a view state shows it, or at the step of the tour that it is at."""
    if tour is not None and tour.id == state.tour and state.step < len(tour.steps):
        return _step(diagram, state, tour)
    seen, names = shown(diagram, state), _names(diagram)
    nodes = [names[n.id] for n in diagram.nodes if n.id in seen.nodes and n.id in names]
    said = _whole(diagram, state.layers)
    return f"{said} It shows {_listed(nodes)}." if nodes else said


def _step(diagram: Diagram, state: ViewState, tour: Tour) -> str:
    step, place, count = tour.steps[state.step], state.step + 1, len(tour.steps)
    title = one_line(step.title)
    said = [f"{one_line(diagram.title)}, step {place} of {count}{f': {title}' if title else ''}."]
    if not step.focus:
        return " ".join((*said, _whole(diagram, step.layers)))
    seen = shown(diagram, state, tour)
    showing = seen.nodes | seen.clusters | seen.edges
    names = _names(diagram)
    own = [names[id] for id in step.focus if id in showing and id in names]
    done = stage_of(tour, state.step, diagram).done
    before = [names[n.id] for n in diagram.nodes if n.id in done & seen.nodes and n.id in names]
    if own:
        said.append(f"Highlighted: {_listed(own)}.")
    if before:
        said.append(f"From earlier steps: {_listed(before)}.")
    return " ".join(said)


def overview_text(overview: Overview) -> str:
    """The whole diagram."""
    said = _whole(overview.layout.diagram, overview.state.layers)
    return f"{overview.title}. {said}" if overview.title else said


def tour_text(shots: Sequence[StepPicture]) -> str:
    """All of the tour: its title, its diagrams, its steps."""
    page = title_page(shots)
    steps = " ".join(f"{n}. {step}." for n, step in enumerate(page.steps, 1))
    return f"{page.title}. {page.about}. {steps}" if page.title else f"{page.about}. {steps}"


def _whole(diagram: Diagram, layers: frozenset[str]) -> str:
    on = [layer_name(x) for x in diagram.named_layers if x in layers]
    if not on:
        return "The whole diagram."
    return f"The whole diagram with the {'layer' if len(on) == 1 else 'layers'} {_listed(on)}."


def _names(diagram: Diagram) -> dict[ElementId, str]:
    """Of all elements that have one: an edge is called after its ends, and what it says."""
    found = {id: name for id, full in labels(diagram).items() if (name := one_line(full))}
    for edge in diagram.edges:
        if edge.tail in found and edge.head in found and not edge.invisible:
            label = one_line(edge.label)
            way = f"{found[edge.tail]} to {found[edge.head]}"
            found[edge.id] = f"{way} ({label})" if label else way
    return found


def _listed(names: Sequence[str]) -> str:
    """`a, b and c`; of many the first few, and how many more."""
    names = list(dict.fromkeys(names))
    if len(names) > MOST + 1:
        names = [*names[:MOST], f"{len(names) - MOST} more"]
    return listed(names)
