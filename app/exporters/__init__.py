"""Pictures and data of a laid-out diagram, written to files. One table by suffix; each format
is a small file, because the painter does the work. Importing this loads no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app import atomic
from app.errors import ExportError
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.tour import Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.scene.appearance import Mask
    from app.scene.shot import Shot


@dataclass(frozen=True, slots=True)
class Options:
    """`scale` is pixels per pt; where the picture would be too large, the largest that fits is
    taken instead, or where it must be `exact`, none. `region` is the part of the sheet (pt, with title and legend on
    it) to write; None is all of it. `tour` is the one that the view state is at a step of: the
    picture shows what that step shows. `masked` are elements of which something is hidden. Of a
    `shot`, with its box as the region, nothing is cut off. Only pictures heed these."""

    theme: Theme
    scale: float = 2.0
    transparent: bool = False
    legend: bool = True
    title: bool = True
    region: Box | None = None
    tour: Tour | None = None
    masked: Mapping[str, Mask] = field(default_factory=dict)
    shot: Shot | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file that stands. `remark` is a sentence where it is not what was asked for."""

    path: Path
    remark: str = ""


def export(
    picture: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    path: Path,
    options: Options,
    format: str | None = None,
) -> Written:
    """Write what that view state shows. The format is `format` (`png`, `json`) or follows the
    file's suffix. Raises WriteError; the old file is then untouched.

    A picture needs `app.render.offscreen.ensure_application` before, in the main thread; this
    may run in any thread.
    """
    name = (format or path.suffix).lower().lstrip(".")
    encode = _FORMATS.get(name)
    if encode is None:
        known = " or ".join(f".{x}" for x in _FORMATS)
        raise ExportError(f"{path} was not written: its name must end in {known}.")
    content, remark = encode(_Job(picture, state, workspace, options))
    atomic.write(path, content)
    return Written(path, remark)


def render_image(picture: DiagramLayout, state: ViewState, options: Options) -> QImage:
    """The picture in memory, for the clipboard and previews. Raises ExportError as `export`."""
    from app.exporters import png

    return png.render(picture, state, options)[0]


@dataclass(frozen=True, slots=True)
class _Job:
    picture: DiagramLayout
    state: ViewState
    workspace: Workspace
    options: Options


def _png(job: _Job) -> tuple[bytes, str]:
    from app.exporters import png, size

    image, scale = png.render(job.picture, job.state, job.options)
    remark = ""
    if scale != job.options.scale:
        wide, high = size.pixels(size.part(job.picture, job.state, job.options), job.options.scale)
        remark = (
            f"The scale is {scale:g}, the largest that fits: at {job.options.scale:g} the picture "
            f"would be {wide} by {high} pixels."
        )
    return png.encode(image, scale), remark


def _json(job: _Job) -> tuple[bytes, str]:
    from app.exporters import json_

    return json_.encode(job.picture, job.state, job.workspace), ""


_FORMATS: dict[str, Callable[[_Job], tuple[bytes, str]]] = {"png": _png, "json": _json}
