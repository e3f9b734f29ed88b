"""A diagram with its title and legend as an SVG file."""

from __future__ import annotations

from dataclasses import replace

from app.exporters import size
from app.exporters.alt_text import picture_text
from app.exporters.exporter import PictureOptions, PictureShown
from app.layout.frame import frame
from app.model.workspace import Workspace
from app.scene.appearance import appearance, through
from app.scene.house import scene_of
from app.scene.shot import FADE, part_of_screen
from app.svg.document import Picture, document


def sheet(shown: PictureShown, workspace: Workspace, options: PictureOptions) -> bytes:
    """The file. `app.render.offscreen.ensure_application` is needed before, in the main thread."""
    layout, state = shown.picture, shown.state
    part = size.part(layout, state, options)
    look = appearance(
        layout, state, options.theme, transparent=options.transparent, tour=options.tour
    )
    if options.masked:
        look = replace(look, masked=options.masked)
    cut = options.shot is not None and not options.shot.whole
    wide = size.pixels(part, options.scale)
    return document(
        Picture(
            scene_of(layout),
            through(look, options.shot),
            frame(layout, state.layers, options.title, options.legend),
            part,
            layout.diagram.title or layout.diagram.id,
            picture_text(layout.diagram, state, options.tour),
            FADE * part_of_screen(wide) / options.scale if cut else 0.0,
            _sections(workspace, layout.diagram.id),
        )
    )


def _sections(workspace: Workspace, diagram: str) -> dict[str, str]:
    """By component, which section of the notes it opens."""
    found = {}
    for component, link in workspace.links.get(diagram, {}).items():
        section = workspace.notebook.section(link.section) if link.section else None
        if section is not None:
            found[component] = f"In the notes: {section.title}"
    return found
