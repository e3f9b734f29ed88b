"""The engine as placer: it is asked where everything stands, and another way where it gives up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.engine import run_engine
from app.errors import GaveUpError, LayoutError, SpentError
from app.layout.placement import one_home, read_reply, to_dot
from app.layout.ports import MeasuredTexts, Placement, Spacing
from app.layout.rows import RowsPlacer
from app.layout.text import Text
from app.model.arrangement import Lines
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
        """The engine's placement, or where it comes to no end with the diagram, plain rows with a
        remark of that. Raises LayoutError, as where it gives up on the curves."""
        try:
            return self._asked(diagram, texts, spacing, curves)
        except (GaveUpError, SpentError) as why:
            if curves and isinstance(why, GaveUpError):
                raise  # without them it may not
            remark = f"Placed in plain rows, as the layout engine came to no end. {why}"
            return replace(RowsPlacer().place(diagram, texts, spacing), remark=remark)

    def _asked(
        self, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing, curves: bool
    ) -> Placement:
        """By its newer ranking, without room for the labels of edges or without the file's ranks
        where it cannot otherwise. Raises LayoutError."""
        bare = replace(texts, edges=dict.fromkeys(texts.edges, Text()))
        polyline = diagram.arrangement.lines is Lines.POLYLINE
        splines = "none" if not curves else "polyline" if polyline else "spline"
        first: GaveUpError | None = None
        for asked, labels, more in _ways(diagram, texts, bare, spacing.folded):
            source = to_dot(asked, labels, spacing, splines, **more)
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


def _ways(
    diagram: Diagram, texts: MeasuredTexts, bare: MeasuredTexts, folded: bool
) -> Iterator[tuple[Diagram, MeasuredTexts, dict[str, str]]]:
    """How the engine is asked, one way after the other. Only its newer ranking knows ranks of nodes
    in several clusters."""
    found = diagram.arrangement
    new = folded or not all(one_home(diagram, rank) for rank in found.ranks)
    usual = {"newrank": "true"} if new else {}
    for labels in (texts, bare):
        yield diagram, labels, usual
        yield diagram, labels, _NEW
    if found.ranks:
        yield replace(diagram, arrangement=replace(found, ranks=())), bare, _NEW
