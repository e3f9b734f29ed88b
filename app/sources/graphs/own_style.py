"""In which style a diagram is drawn where nobody says otherwise."""

from __future__ import annotations

from app.model.picture_style import PictureStyle
from app.model.source_graph import SourceGraph, SourceNode
from app.sources.graphs.graph import invisible
from app.sources.graphs.html_labels import icon_of
from app.sources.graphs.icons import icon_of_diagrams


def own_style(graph: SourceGraph) -> PictureStyle:
    """As written, since a DOT file says how it is to look, and a drawing all the more; ours for what a `diagrams` script draws, also
    where it was handed on as DOT: most nodes are icons of that package then."""
    if graph.placed:
        return PictureStyle.WRITTEN
    if graph.scripted or not graph.dot:
        return PictureStyle.HOUSE
    seen = [n for n in graph.nodes if not invisible(n.attributes) and not _joins(n)]
    icons = sum(bool(icon_of_diagrams(_icon(node))) for node in seen)
    return PictureStyle.HOUSE if 2 * icons > len(seen) else PictureStyle.WRITTEN


def _joins(node: SourceNode) -> bool:
    return node.attributes.get("shape") == "point"


def _icon(node: SourceNode) -> str:
    attributes = node.attributes
    return attributes.get("image") or icon_of(attributes.get("label", "")) or ""
