"""What a graph says to be seen that its picture does not show, so that nothing is lost in silence.

What an attribute says counts where Graphviz itself would show it, where it is not what Graphviz or
`diagrams` writes anyway, and where the picture does not follow it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from app.model.source_graph import Attributes, Html, SourceEdge, SourceEnd, SourceGraph, SourceNode
from app.model.style import BARE, COMPASS, DRAWN, EVEN_FONTS, RECORDS, SANS_FONTS, form
from app.sources.graphs.arranging import ROUTES
from app.sources.graphs.graph import invisible
from app.sources.graphs.styles import FILLS, LINES, StyleReader, of_diagrams, styles, unsaid

_FAMILIES = ("fontname", "labelfontname")
_LETTERS = ("fontname",)  # of what has its font's size and colour
_LINE = ("color", "penwidth")
_PLACE = ("pos", "width", "height", "xlabel", "margin")
_ENDS = ("len",)
_LABELS = ("label", "xlabel", "headlabel", "taillabel")
_AT_ENDS = ("labelfontname",)
_TITLE = ("labelloc", "labeljust")
_SHEET = (
    *("size", "ratio", "dpi", "resolution", "rotate", "landscape", "pad", "margin"),
    *("splines", "concentrate", "clusterrank", "layout"),
)
# What is said by not saying it.
_PLAIN: Mapping[str, frozenset[str]] = {
    "color": frozenset({"black", "#000000"}),
    "pencolor": frozenset({"black", "#000000"}),
    "fontcolor": frozenset({"black", "#000000"}),
    "fillcolor": frozenset({"white", "#ffffff", "transparent", "none"}),
    "bgcolor": frozenset({"white", "#ffffff", "transparent", "none"}),
    "fontname": frozenset({"times-roman", "times"}),
    "fontsize": frozenset({"14", "14.0"}),
    "penwidth": frozenset({"1", "1.0"}),
    "peripheries": frozenset({"1"}),
    # Lines are drawn with corners, where nothing else is said.
    "splines": frozenset({"ortho", "spline", "splines", "true", "yes", *ROUTES}),
    "layout": frozenset({"dot"}),
    "rotate": frozenset({"0"}),
    "clusterrank": frozenset({"local"}),
    "ratio": frozenset({"auto"}),
    "labelloc": frozenset({"t", "c"}),
    "labeljust": frozenset({"l"}),
    **dict.fromkeys(("landscape", "concentrate"), frozenset({"false", "no", "0"})),
}
_FOLLOWED_STYLES = frozenset({"solid", "rounded", "invis"})
# Styles that nodes without an icon and clusters have.
_PAINTED = FILLS | LINES | {"diagonals"}


def not_drawn(graph: SourceGraph) -> tuple[str, ...]:
    """`color (12)`, `style (5)`: each kind with the number of elements that say it, the most first."""
    found = Counter(_Losses(graph).all())
    return tuple(f"{name} ({count})" for name, count in found.most_common())


class _Losses:
    def __init__(self, graph: SourceGraph) -> None:
        self._graph = graph
        self._of_diagrams = of_diagrams(graph)
        self._styles = StyleReader(directed=graph.directed, of_diagrams=self._of_diagrams)
        said = ((node.id, node.attributes) for node in graph.nodes)
        nodes = ((id, attrs.get("shape", ""), attrs.get("label", "")) for id, attrs in said)
        self._fielded = frozenset(
            id for id, shape, label in nodes if shape in RECORDS or _tabled(label)
        )
        # Such a file is an answer of Graphviz: it worked these out, nobody has said them.
        self._worked_out = "bb" in graph.attributes

    def all(self) -> Iterator[str]:
        yield from self._sheet()
        clusters = {c.id: c for c in self._graph.clusters}
        for cluster in self._graph.clusters:
            if invisible(cluster.attributes):
                continue
            around = self._graph if cluster.parent is None else clusters[cluster.parent]
            own = {k: v for k, v in cluster.attributes.items() if around.attributes.get(k) != v}
            yield from self._cluster(own)
        for node in self._graph.nodes:
            yield from self._node(node)
        for edge in self._graph.edges:
            yield from self._edge(edge)

    def _sheet(self) -> Iterator[str]:
        attrs = self._graph.attributes
        yield from self._said(attrs, _SHEET)
        if attrs.get("label"):
            yield from self._said(attrs, (*_LETTERS, *_TITLE))

    def _cluster(self, attrs: Attributes) -> Iterator[str]:
        yield from self._said(attrs, ("margin",))
        if attrs.get("peripheries") != "0":
            yield from self._said(attrs, ("peripheries",))
        if set(styles(attrs)) - _FOLLOWED_STYLES - _PAINTED:
            yield "style"
        if attrs.get("label"):
            yield from self._said(attrs, _LETTERS)

    def _node(self, node: SourceNode) -> Iterator[str]:
        attrs = node.attributes
        if invisible(attrs):
            return
        said, shape = set(styles(attrs)), attrs.get("shape", "ellipse")
        bare = shape in BARE
        shown = said & FILLS if bare else said
        if attrs.get("image"):
            filled = bool(said & FILLS)
            yield from self._said(attrs, () if bare and not filled else _LINE)
            yield from self._said(attrs, ("fillcolor", "gradientangle") if filled else ())
        else:
            shown = shown - _PAINTED
        if shown - _FOLLOWED_STYLES:
            yield "style"
        if shape not in DRAWN and not (attrs.get("image") and shape == "custom"):
            yield "shape"
        if attrs.get("image"):
            yield from self._said(attrs, ("peripheries",))
        yield from self._placed(node)
        if attrs.get("label") and shape != "point":
            yield from self._said(attrs, _LETTERS)

    def _placed(self, node: SourceNode) -> Iterator[str]:
        attrs = node.attributes
        followed: set[str] = set()
        style = self._styles.node(attrs, node.kind)
        shaped = not style.image and style.shape is not None and style.shape.name
        if self._worked_out:
            followed = {"pos", "width", "height"}
        elif shaped or self._of_diagrams or attrs.get("shape") in BARE:
            followed = {"width", "height"}
        if form(style, attrs.get("label", "").strip()):
            followed |= {"width", "height"}
        if style.shape is not None and not style.image and attrs.get("shape") not in RECORDS:
            followed |= {"margin"}
        yield from self._said(attrs, (name for name in _PLACE if name not in followed))

    def _edge(self, edge: SourceEdge) -> Iterator[str]:
        attrs = edge.attributes
        if invisible(attrs):
            return
        yield from self._said(attrs, _ENDS)
        if set(styles(attrs)) - _FOLLOWED_STYLES - LINES - {"tapered"}:
            yield "style"
        drawn = self._styles.edge(attrs)
        of_scheme = bool(attrs.get("colorscheme"))  # `unknown_colours` tells of others
        if of_scheme and not (drawn.stroke and drawn.stroke.colours):
            yield from self._said(attrs, ("color",))
        if not all(self._at_port(end) for end in (edge.head, edge.tail)):
            yield "port"
        if not self._worked_out and attrs.get("pos"):
            yield "pos"
        labels = [attrs[name] for name in _LABELS if attrs.get(name)]
        if labels:
            yield from self._said(attrs, ("fontname",))
            if of_scheme and not (drawn.font and drawn.font.colour):
                yield from self._said(attrs, ("fontcolor",))
        if attrs.get("headlabel") or attrs.get("taillabel"):
            yield from self._said(attrs, _AT_ENDS)

    def _at_port(self, end: SourceEnd) -> bool:
        """Whether the edge ends where its port says: at a side, a field of a record or a cell."""
        name = end.port.partition(":")[0]
        return not name or name in (*COMPASS, "_") or end.id in self._fielded

    def _said(self, attrs: Attributes, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            value = attrs.get(name)
            if not value or value.lower() in _PLAIN.get(name, ()):
                continue
            if self._of_diagrams and unsaid(name, value):
                continue
            if name in _FAMILIES and _like_ours(value):
                continue
            yield name


def _like_ours(font: str) -> bool:
    """Whether a font is drawn as it is meant, if only in the house's."""
    return any(word in font.lower() for word in (*EVEN_FONTS, *SANS_FONTS))


def _tabled(label: str) -> bool:
    return isinstance(label, Html) and "<table" in label.lower()
