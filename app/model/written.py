"""What is drawn of a diagram as its file says it: by Graphviz, and what is what in its answer, or as the
file itself places all."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.model.ids import ElementId
from app.model.placed import PlacedElement


@dataclass(frozen=True, slots=True)
class WrittenGraph:
    """Either what is drawn of each element is `placed`, nodes over edges where these come first, or `dot` is DOT text, the graph the one of that `number` (from 0) in it; `folder` is where it
    looks for images. `elements` are the ids of clusters and nodes, `edges` those of edges, by which
    the engine numbers them; what has none is not to be seen. `html` are the texts that stand in angle
    brackets."""

    dot: str = ""
    number: int = 0
    folder: str = ""
    elements: dict[int, ElementId] = field(default_factory=dict)
    edges: dict[int, ElementId] = field(default_factory=dict)
    html: frozenset[str] = frozenset()
    placed: dict[ElementId, PlacedElement] = field(default_factory=dict)
    edges_first: bool = False
