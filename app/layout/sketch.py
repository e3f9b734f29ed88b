"""A first picture of a large diagram, while the engine is at work on the one that stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from app.errors import LayoutError
from app.layout.as_written import sketch_as_written
from app.layout.placement import measure
from app.layout.policy import policy
from app.layout.polish import draw_up
from app.layout.rows import RowsPlacer
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.picture_style import PictureStyle

SOON = 0.1  # seconds that the first of several candidates has to take to be worth showing before the best
LARGE = 8_000  # nodes and edges of which a layout takes long enough
REMARK = "A first picture, quickly made."

Hear = Callable[[DiagramLayout], object]


class Sketching:
    """Makes it in a thread of its own and tells it to `hear`, unless the layout has come before.
    Entered around that; nothing is told once it is left."""

    def __init__(
        self,
        diagram: Diagram,
        style: PictureStyle,
        method: str,
        engine: str | None,
        hear: Hear | None,
    ) -> None:
        self._diagram, self._style, self._method = diagram, style, method
        self._engine, self._hear = engine, hear
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> None:
        if self._hear is not None and len(self._diagram.nodes) + len(self._diagram.edges) > LARGE:
            self._thread = threading.Thread(target=self._run, name="sketch", daemon=True)
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            layout = self._made()
        except LayoutError:
            return  # the layout itself tells why
        with self._lock:
            if self._hear is not None and not self._over.is_set():
                self._hear(replace(layout, remark=REMARK))

    def _made(self) -> DiagramLayout:
        if self._style is PictureStyle.WRITTEN:
            return sketch_as_written(self._diagram, self._engine, self._over, self._method)
        texts, spacing = measure(self._diagram), policy(self._diagram).spacings[0]
        placed = RowsPlacer()
        placement = placed.place(self._diagram, texts, spacing)
        layout = draw_up(self._diagram, texts, placement, spacing, ())
        return replace(layout, placer=placed.name)
