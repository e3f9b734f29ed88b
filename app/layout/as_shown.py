"""A diagram laid out as its view state shows it: folded, and tidied where Tidy is on."""

from __future__ import annotations

import threading
from dataclasses import replace

from app.layout.layout import lay_out
from app.model.diagram_layout import DiagramLayout, recoloured
from app.model.folding import NO_FOLDS, folded
from app.model.hiding import left_over
from app.model.picture_style import PictureStyle
from app.model.view_state import ViewState


def laid_out_as_shown(
    layout: DiagramLayout, state: ViewState, cancel: threading.Event | None = None
) -> DiagramLayout:
    """`layout` is that of the whole diagram, in its style; itself where the state shows just that. As
    written no edges are merged, and what is folded is in the house style. Raises LayoutError."""
    written = layout.style is PictureStyle.WRITTEN and not state.folded
    diagram = folded(layout.diagram, NO_FOLDS if written else state.folds)
    if diagram is layout.diagram and not state.tidy:
        return layout
    house = diagram is not layout.diagram
    subject = left_over(diagram, state.hidden) if state.tidy else diagram
    made = lay_out(
        subject,
        state.layers if state.tidy else None,
        style=PictureStyle.HOUSE if house else layout.style,
        method="" if house else layout.rendering.method,
        cancel=cancel,
    )
    return recoloured(replace(made, diagram=diagram), state.recolour)
