"""A diagram as a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html. No Qt.

Mermaid has no word for layers, icons and tooltips: they are left out, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.exporters.exporter import Encoded, PictureJob
from app.exporters.shown_graph import ShownGraph, shown_graph
from app.model.diagram import Cluster, Edge, Node
from app.model.elements import Element, link_of
from app.model.style import Corner, Dash
from app.model.web_address import web_address
from app.model.wording import listed

_SHAPES = {
    **dict.fromkeys(("ellipse", "oval", "egg"), ("([", "])")),
    **dict.fromkeys(("circle", "Mcircle", "point"), ("((", "))")),
    "doublecircle": ("(((", ")))"),
    **dict.fromkeys(("diamond", "Mdiamond"), ("{", "}")),
    "hexagon": ("{{", "}}"),
    "cylinder": ("[(", ")]"),
    "parallelogram": ("[/", "/]"),
    "trapezium": ("[/", "\\]"),
    "invtrapezium": ("[\\", "/]"),
}
_LINES = {False: ("<-->", "-->", "---"), True: ("<-.->", "-.->", "-.-")}
_BOLD = ("<==>", "==>", "===")
_DEEPEST = 20  # subgraphs in one another


def encode(job: PictureJob) -> Encoded:
    """UTF-8 text of a flowchart."""
    graph = shown_graph(job)
    content = "\n".join(_MermaidWriter(graph).lines()) + "\n"
    return Encoded(content.encode(), _lost(graph))


def _lost(graph: ShownGraph) -> str:
    every: tuple[Element, ...] = (*graph.nodes, *graph.clusters, *graph.edges)
    lost = {
        "layers": any(one.layers for one in every),
        "icons": any(node.icon for node in graph.nodes),
        "tooltips": any(one.tooltip for one in every),
    }
    names = [name for name, said in lost.items() if said]
    return f"Mermaid has no word for {listed(names)}: left out." if names else ""


class _MermaidWriter:
    def __init__(self, graph: ShownGraph) -> None:
        self._graph = graph
        self._names = {node.id: f"n{n}" for n, node in enumerate(graph.nodes, 1)}
        self._names |= {c.id: f"c{n}" for n, c in enumerate(graph.clusters, 1)}

    def lines(self) -> Iterator[str]:
        diagram = self._graph.diagram
        if diagram.title:
            yield from ("---", f"title: {_yaml(diagram.title)}", "---")
        yield f"flowchart {diagram.direction}"
        yield from self._inside()
        edges = [e for e in self._graph.edges if e.tail in self._names and e.head in self._names]
        yield from (f"  {self._edge(edge)}" for edge in edges)
        for number, edge in enumerate(edges):
            if look := _look(edge, fill=False):
                yield f"  linkStyle {number} {look}"
        components: tuple[Node | Cluster, ...] = (*self._graph.nodes, *self._graph.clusters)
        for one in components:
            if look := _look(one):
                yield f"  style {self._names[one.id]} {look}"
            if isinstance(one, Node) and (address := web_address(link_of(one))):
                yield f'  click {self._names[one.id]} "{address.replace(chr(34), "%22")}"'

    def _inside(self) -> Iterator[str]:
        for one, depth in self._graph.nested():
            indent = "  " * min(depth + 1, _DEEPEST)
            if one is None:
                yield f"{indent}end"
            elif isinstance(one, Node):
                yield f"{indent}{self._node(one)}"
            else:
                yield f'{indent}subgraph {self._names[one.id]}["{_text(one.label) or " "}"]'

    def _node(self, node: Node) -> str:
        shape = node.style.shape.name if node.style.shape else node.kind
        begin, end = _SHAPES.get(shape, ("[", "]")) if not node.icon else ("[", "]")
        rounded = node.style.shape is not None and node.style.shape.corner is Corner.ROUNDED
        if (begin, end) == ("[", "]") and rounded:
            begin, end = "(", ")"
        return f'{self._names[node.id]}{begin}"{_text(node.label) or " "}"{end}'

    def _edge(self, edge: Edge) -> str:
        tail, head = self._names[edge.tail], self._names[edge.head]
        arrows = edge.arrows
        if arrows == "back":
            tail, head, arrows = head, tail, "forward"
        dashed = edge.style.dash in (Dash.DASHED, Dash.DOTTED)
        forms = _BOLD if edge.style.bold and not dashed else _LINES[dashed]
        line = forms[("both", "forward", "none").index(arrows)]
        labels = (edge.tail_label, edge.label, edge.aside, edge.head_label)
        label = _text("\n".join(filter(None, labels)))
        return f'{tail} {line}|"{label}"| {head}' if label else f"{tail} {line} {head}"


def _look(one: Element, fill: bool = True) -> str:
    """In CSS, as `style` and `linkStyle` take it."""
    style, found = one.style, []
    if fill and style.fill is not None:
        found.append(f"fill:{style.fill.stops[0].colour}")
    if style.stroke is not None:
        if style.stroke.colours:
            found.append(f"stroke:{style.stroke.colours[0].colour}")
        if style.stroke.width is not None:
            found.append(f"stroke-width:{style.stroke.width:.4g}px")
        if fill and style.stroke.dash in (Dash.DASHED, Dash.DOTTED):
            found.append("stroke-dasharray:5 5")
    if style.font is not None and style.font.colour:
        found.append(f"color:{style.font.colour}")
    return ",".join(found)


def _text(said: str) -> str:
    """A label between quotes: its signs as entities, its lines with breaks."""
    for sign, name in (
        ("#", "35"),
        ("&", "amp"),
        ('"', "quot"),
        ("<", "lt"),
        (">", "gt"),
        ("`", "96"),
    ):
        said = said.replace(sign, f"\0{name};")
    return "<br>".join(said.replace("\0", "#").strip().splitlines())


def _yaml(said: str) -> str:
    """A title between quotes, on one line."""
    one = " ".join(said.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{one}"'
