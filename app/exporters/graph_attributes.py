"""What an element says, as Graphviz's attributes: https://graphviz.org/doc/info/attrs.html. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from app.model.diagram import Cluster, Edge, Node
from app.model.elements import Field
from app.model.style import ColourStop, Dash, Filling, Font, Shape, Stroke, Style

Attributes = dict[str, str]
RESOURCES = "resources"  # the folder of the package `diagrams` with its icons
INCH = 72.0  # pt
_LIST, _RANGE = ",;|", ":;|/"  # what may part layers: the first that stands in no name


class LayerNames:
    """How a graph's layers are written: `layers` and, where their names need it, what parts them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        letters = set("".join(names))
        self._list = next((c for c in _LIST if c not in letters), "\x1f")
        self._part = next((c for c in _RANGE if c not in letters and c != self._list), "\x1e")

    @property
    def of_graph(self) -> Attributes:
        if not self._names:
            return {}
        # Blanks and commas part names, too, where nothing else is said.
        return {
            "layers": self._part.join(self._names),
            "layersep": self._part,
            "layerlistsep": self._list,
        }

    def of(self, layers: Iterable[str]) -> Attributes:
        said = self._list.join(layers)
        return {"layer": said} if said else {}


def of_node(node: Node, layers: LayerNames) -> Attributes:
    """Its label, shape, colours, layers, link and tooltip; an icon of `diagrams` by its path in that package, any other
    as its file names it."""
    found = {"label": _record(node.fields) if node.fields else text(node.label)}
    found |= _style(node.style)
    if node.icon or node.style.image:
        found |= {"image": _icon(node), "shape": "none", "labelloc": "b", "imagescale": "true"}
        found |= {"width": "1.4", "height": "1.9", "fixedsize": "true"}
    elif node.fields:
        found["shape"] = "record"
    elif "shape" not in found:
        found["shape"] = "box" if "." in node.kind else node.kind or "ellipse"
    return found | _said(node.url, node.tooltip) | layers.of(node.layers)


def of_cluster(cluster: Cluster, layers: LayerNames) -> Attributes:
    """Its title, the group that it is, its colours, layers, link and tooltip."""
    found = {"label": text(cluster.label)}
    if cluster.kind and cluster.kind != "generic":
        found["class"] = cluster.kind
    if cluster.side:
        found["labeljust"] = cluster.side[0]
    if cluster.beneath:
        found["labelloc"] = "b"
    found |= _style(cluster.style)
    return found | _said(cluster.url, cluster.tooltip) | layers.of(cluster.layers)


def of_edge(edge: Edge, layers: LayerNames) -> Attributes:
    """Its labels, line, heads, layers, link and what it says of dependence."""
    labels = {
        "label": edge.label,
        "taillabel": edge.tail_label,
        "headlabel": edge.head_label,
        "xlabel": edge.aside,
    }
    found = {name: text(said) for name, said in labels.items() if said}
    found |= _style(edge.style)
    if edge.depends is not None:
        reason = f":{text(edge.depends.reason)}" if edge.depends.reason else ""
        found["depends"] = f"{edge.depends.dependent}{reason}"
    found |= {name: said for name, said in edge.hints.items() if "\n" not in said}
    return found | _said(edge.url, edge.tooltip) | layers.of(edge.layers)


def text(said: str) -> str:
    """A label as Graphviz reads it back: nothing in it is an escape but the ends of lines."""
    return said.replace("\\", "\\\\").replace("\n", "\\n")


def _said(url: str | None, tooltip: str | None) -> Attributes:
    found = {"URL": url} if url else {}
    return found | ({"tooltip": text(tooltip)} if tooltip else {})


def _icon(node: Node) -> str:
    """Never a path of this machine."""
    path = PurePosixPath((node.icon or node.style.image or "").replace("\\", "/"))
    parts = path.parts
    if RESOURCES in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index(RESOURCES) :])
    named = node.style.image or path.name
    return named if not PurePosixPath(named.replace("\\", "/")).is_absolute() else path.name


def _record(fields: Iterable[Field]) -> str:
    said = []
    for field in fields:
        port = f"<{_escaped(field.port)}> " if field.port else ""
        inner = "{" + _record(field.parts) + "}" if field.parts else _escaped(text(field.text))
        said.append(port + inner)
    return "|".join(said)


def _escaped(said: str) -> str:
    for sign in "{}|<>":
        said = said.replace(sign, f"\\{sign}")
    return said


def _style(style: Style) -> Attributes:
    found: Attributes = {}
    styles: list[str] = []
    if style.fill is not None:
        found["fillcolor"] = _stops(style.fill.stops)
        filling = {Filling.LINEAR: "filled", Filling.RADIAL: "radial"}
        styles.append(filling.get(style.fill.filling, style.fill.filling.value))
        if style.fill.angle:
            found["gradientangle"] = _number(style.fill.angle)
    found |= _stroke(style.stroke, styles) | _shape(style.shape, styles)
    if (heads := style.heads) is not None:
        found |= {"arrowhead": heads.head, "arrowtail": heads.tail, "dir": "both"}
        if heads.scale is not None:
            found["arrowsize"] = _number(heads.scale)
    found |= _font(style.font, "") | _font(style.ends, "label")
    return found | ({"style": ",".join(dict.fromkeys(styles))} if styles else {})


def _stroke(stroke: Stroke | None, styles: list[str]) -> Attributes:
    if stroke is None:
        return {}
    if stroke.dash is not None and stroke.dash is not Dash.SOLID:
        styles.append(stroke.dash.value)
    styles += ["bold"] * stroke.bold + ["tapered"] * stroke.tapered
    found = {"color": _stops(stroke.colours)} if stroke.colours else {}
    return found | ({"penwidth": _number(stroke.width)} if stroke.width is not None else {})


def _shape(shape: Shape | None, styles: list[str]) -> Attributes:
    if shape is None:
        return {}
    if shape.corner is not None:
        styles.append(shape.corner.value)
    sizes = {"width": shape.width, "height": shape.height}
    found = {name: _number(size / INCH) for name, size in sizes.items() if size is not None}
    found |= {"shape": shape.name} if shape.name else {}
    found |= {"fixedsize": "true"} if shape.fixed else {}
    return found | ({"peripheries": str(shape.outlines)} if shape.outlines is not None else {})


def _font(font: Font | None, before: str) -> Attributes:
    if font is None:
        return {}
    found = {"fontname": font.family} if font.family else {}
    found |= {"fontsize": _number(font.size)} if font.size is not None else {}
    found |= {"fontcolor": font.colour} if font.colour else {}
    return {before + name: said for name, said in found.items()}


def _stops(stops: Sequence[ColourStop]) -> str:
    return ":".join(s.colour if s.part is None else f"{s.colour};{s.part:.4g}" for s in stops)


def _number(value: float) -> str:
    return f"{value:.4g}"


def listed(attributes: Mapping[str, str]) -> str:
    """`label="Web" shape=box`, quoted where DOT needs it."""
    return " ".join(f"{name}={quoted(said)}" for name, said in attributes.items())


def quoted(said: str) -> str:
    """As a DOT string: https://graphviz.org/doc/info/lang.html. A backslash before its closing quote would be one
    before the quote."""
    inner = said.replace('"', '\\"').replace("\r", "").replace("\n", "\\n").replace("\0", "")
    return f'"{inner} "' if inner.endswith("\\") and not inner.endswith("\\\\") else f'"{inner}"'
