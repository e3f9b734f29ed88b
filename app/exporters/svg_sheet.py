"""A diagram with its title and legend as an SVG file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.exporters import size
from app.exporters.alt_text import picture_text
from app.exporters.exporter import PictureOptions, PictureShown, TourOptions
from app.exporters.shown_sheet import fade, sheet_appearance
from app.layout.frame import frame
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.scene.producing import scene_of
from app.scene.theme import Theme
from app.svg.document import Picture, document

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture, Tell


def encode_steps(shots: Sequence[StepPicture], options: TourOptions, tell: Tell) -> Iterator[bytes]:
    """A file for each step: what it frames, or its whole diagram with the legend."""
    for shot in shots:
        shown = PictureShown(shot.layout, shot.state)
        yield sheet(shown, step_options(shot, options.theme), title=shot.step.title)
        tell(shot)


def step_options(shot: StepPicture, theme: Theme) -> PictureOptions:
    """What is drawn of a step."""
    legend = bool(shot.sheet.legend)
    whole = PictureOptions(theme, scale=1.0, title=False, legend=legend, tour=shot.tour)
    if not shot.near:
        return whole
    return replace(whole, legend=False, region=shot.region, shot=shot.shot)


def sheet(
    shown: PictureShown,
    options: PictureOptions,
    notes: Mapping[ElementId, str] | None = None,
    title: str = "",
) -> bytes:
    """The file, called as its diagram is where no `title` is given; `notes` say of components where
    in the notes they lead. `app.render.offscreen.ensure_application` is needed before, in the main
    thread."""
    layout, state = shown.layout, shown.state
    part = size.part(layout, state, options)
    return document(
        Picture(
            scene_of(layout),
            sheet_appearance(shown, options),
            frame(layout, state.layers, options.title, options.legend),
            part,
            title or layout.diagram.title or layout.diagram.id,
            layout.diagram,
            picture_text(layout.diagram, state, options.tour),
            fade(part, options, options.scale) / options.scale,
            notes or {},
        )
    )


def sections(workspace: Workspace, diagram: DiagramId) -> dict[ElementId, str]:
    """By component, which section of the notes it opens."""
    found = {}
    for component, link in workspace.links.get(diagram, {}).items():
        section = workspace.notebook.section(link.section) if link.section else None
        if section is not None:
            found[component] = f"In the notes: {section.title}"
    return found
