"""From where one sees what is traced, and the way back."""

from __future__ import annotations

from app.model.diagram_layout import DiagramLayout, box_of
from app.model.folding import stand_ins
from app.model.geometry import Box, union
from app.model.layer import Visible
from app.model.tracing import Traced
from app.model.view_state import Viewport, ViewState
from app.session.tracing import traced
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.framing import Framing
from app.ui.views.canvas.selecting import FRAME_FILL, FRAME_MOST


class TraceFraming:
    """Looks at the store's trace in the framing's picture."""

    def __init__(self, store: Store, framing: Framing) -> None:
        self._store, self._framing = store, framing
        self._before: Viewport | None = None  # where one looked before the first trace

    def follow(self, old: ViewState, new: ViewState) -> bool:
        """Look at all that is traced now, or, where nothing is and all else shows, too, again from where
        one looked before; False where it is as before."""
        before, now = old.trace, new.trace
        if before is now or before == now:
            return False
        if now is None and old.filters != new.filters:
            return True
        framing = self._framing
        view, looking = framing.view, framing.view.looking
        if before is None:
            aim, fitted = looking.aim, looking.fitted or framing.framed
            self._before = None if fitted else Viewport(aim.x, aim.y, aim.scale)
        if now is None:
            framing.go_to(self._before)
            return True
        found, layout = traced(self._store.session), view.layout
        boxes = _boxes(layout, found, view.appearance.shown) if layout else []
        if boxes:
            end = Camera.fit(union(boxes), looking.size, FRAME_FILL, FRAME_MOST)
            looking.look_at(end, fitted=end.scale <= looking.fit_camera().scale)
        return True


def _boxes(layout: DiagramLayout, found: Traced, shown: Visible) -> list[Box]:
    """Of all that is lit."""
    components = stand_ins(layout.diagram, found.components) & (shown.nodes | shown.clusters)
    edges = stand_ins(layout.diagram, found.edges) & shown.edges
    boxes = [box for id in components if (box := box_of(layout, id))]
    return boxes + [layout.edges[id].box for id in edges if id in layout.edges]
