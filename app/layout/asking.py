"""The engine as placer: it is asked where everything stands, and another way where it gives up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.engine import run_engine
from app.errors import GaveUpError, LayoutError
from app.layout.placement import read_reply, to_dot
from app.layout.ports import MeasuredTexts, Placement, Spacing
from app.layout.text import Text
from app.model.diagram import Diagram

# Graphviz's ranking of nested clusters gives up on every second graph of many clusters (“trouble in
# init_rank”); its newer one seldom does. It would take minutes over long labels if it were let.
_NEW = {"newrank": "true", "nslimit": "1", "mclimit": "0.3"}


@dataclass(frozen=True, slots=True)
class EnginePlacer:
    """`binary` is the engine's path, `run` what starts it, as `run_engine` does."""

    binary: str
    cancel: threading.Event | None = None
    run: Callable[..., str] = run_engine

    @property
    def name(self) -> str:
        """`dot` or `graphviz-pure`."""
        return Path(self.binary).stem

    def place(
        self, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing, curves: bool = False
    ) -> Placement:
        """The engine's placement, by its newer ranking or without room for the labels of edges
        where it cannot otherwise. Raises LayoutError."""
        bare = replace(texts, edges=dict.fromkeys(texts.edges, Text()))
        splines = "spline" if curves else "none"
        first: GaveUpError | None = None
        for labels, more in ((texts, {}), (texts, _NEW), (bare, {}), (bare, _NEW)):
            source = to_dot(diagram, labels, spacing, splines, **more)
            try:
                reply = self.run(source, ("-Tjson", "-y"), engine=self.binary, cancel=self.cancel)
            except GaveUpError as why:
                first = first or why
                continue
            try:
                return read_reply(reply, diagram, texts)
            except ValueError as problem:
                raise LayoutError(str(problem)) from problem
        raise first or LayoutError("The layout engine gave up.")
