"""What an export is to show, worked out of the store. No widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.errors import ExportError
from app.exporters import size as sizes
from app.exporters.exporter import ExportOption, PictureExporter, PictureJob, PictureOptions
from app.exporters.formats import png
from app.layout.frame import frame
from app.model.diagram_layout import DiagramLayout, box_of
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import Theme

AROUND = 16.0  # pt left round a component


@dataclass(frozen=True, slots=True)
class ExportSubject:
    """What is on the screen. `view` is what of the sheet is in view, in pt, on the sheet with
    title and the legend of all layers; `component` is what "export this" was said of."""

    workspace: Workspace
    layout: DiagramLayout
    state: ViewState
    theme: Theme
    view: Box
    component: ElementId | None = None


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """`area` is `whole`, `view` or `component`; `layers` are `shown`, `all` or `none`; without a
    theme it is the subject's. `paper` as in PictureOptions."""

    area: str = "whole"
    scale: float = 2.0
    transparent: bool = False
    title: bool = True
    legend: bool = True
    highlight: bool = True
    into: PictureExporter = png.EXPORTER
    layers: str = "shown"
    theme: Theme | None = None
    paper: str | None = None


def job(subject: ExportSubject, choice: ExportChoice) -> PictureJob:
    """What to write."""
    made = options(subject, choice)
    return PictureJob.of(subject.layout, state(subject, choice), subject.workspace, made)


def state(subject: ExportSubject, choice: ExportChoice) -> ViewState:
    """The view state to export."""
    found = subject.state
    if choice.layers != "shown":
        every = subject.layout.diagram.layers if choice.layers == "all" else ()
        found = replace(found, layers=frozenset(every))
    return found if choice.highlight else replace(found, selection=None, trace=None)


def options(subject: ExportSubject, choice: ExportChoice) -> PictureOptions:
    """Of what is chosen those that the format honours."""
    honours = choice.into.honours
    whole = choice.area == "whole"
    title, legend = choice.title, choice.legend
    if choice.area == "component":
        title = legend = False
    region = None if whole else _region(subject, choice, title, legend)
    return PictureOptions(
        choice.theme or subject.theme,
        choice.scale,
        choice.transparent and ExportOption.TRANSPARENT in honours,
        legend,
        title,
        region,
        tour=subject.workspace.tour(subject.state.tour),
        paper=choice.paper if ExportOption.PAPER in honours else None,
    )


def size(subject: ExportSubject, choice: ExportChoice) -> tuple[int, int]:
    """Width and height in px, at the scale that it is written at."""
    part = sizes.part(subject.layout, state(subject, choice), options(subject, choice))
    return sizes.pixels(part, scale(subject, choice))


def scale(subject: ExportSubject, choice: ExportChoice) -> float:
    """The scale that is chosen, or the largest that fits."""
    made = options(subject, choice)
    part = sizes.part(subject.layout, state(subject, choice), made)
    try:
        return sizes.scale(part, made)
    except ExportError:  # nothing is in view
        return choice.scale


def component_box(subject: ExportSubject) -> Box | None:
    """The box of the component, pt in the picture."""
    return box_of(subject.layout, subject.component)


def _region(subject: ExportSubject, choice: ExportChoice, title: bool, legend: bool) -> Box:
    sheet = frame(subject.layout, state(subject, choice).layers, title, legend)
    own = component_box(subject)
    if choice.area == "component" and own is not None:
        return own.inflated(AROUND).moved(*sheet.picture)
    seen = frame(subject.layout, frozenset(subject.layout.diagram.layers))
    return subject.view.moved(-seen.picture.x, -seen.picture.y).moved(*sheet.picture)
