"""Where nodes and clusters stand: Graphviz's `dot` is asked with boxes of the sizes that will
be painted, and its answer is read. Routes come later (`router`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from random import Random
from typing import TypeVar

from app.catalogue import catalogue
from app.layout import fonts, records, rich, shapes, text
from app.layout.grid import PITCH
from app.layout.loops import loops_of, room_for_ears, room_for_handles
from app.layout.ports import MeasuredTexts, Placement, Spacing
from app.layout.text import Text
from app.model.arrangement import Rank
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.rich_text import RichText
from app.model.style import BOXES, Font

ICON = 60.0
ICON_TOP = 3.0  # from the top of its slot
LOOP_AIR = 6.0  # pt round a node's loops
LABEL_GAP = 7.0  # leaves room for the selection outline
LABEL_WRAP = 112.0
SHAPE_WRAP = 160.0  # of a label inside a shape
SHAPE_AIR = 10.0  # pt more between shapes: none says where it is to stand to the point
BOX_PAD = 8.0
POINT = 6.0  # across
JOINT = 2 * PITCH  # kept free round a point or a blank, so that lines can come from all sides
STACKED = (20.0, 10.0)  # pt between nodes and between ranks where no edge is drawn
EDGE_WRAP = 120.0
GROUP_ICON = 24.0
GROUP_GAP = 8.0
GROUP_WRAP = 420.0
T = TypeVar("T")
FONT = {"fontname": "DejaVu Sans", "fontsize": "10"}


def measure(diagram: Diagram) -> MeasuredTexts:
    """Wrap and measure every text with the font that paints it."""

    def sized(label: str, wrap: float, font: Font | None, size: float, bold: bool) -> Text:
        face = fonts.face_of(font)
        bold |= face.bold
        lines = text.wrap(label, wrap, size, bold, even=face.even) if label else ()
        wide = (text.text_width(line, size, bold, face.even) for line in lines)
        width = max(wide, default=0.0)
        return Text(lines, width, len(lines) * text.line_height(size), size)

    def looking(
        found: RichText,
        label: str,
        font: Font | None,
        size: float,
        bold: bool,
        wrap: float | None = None,
    ) -> Text:
        """Of what is more than plain text the size: each piece is written in its place."""
        lines = tuple(label.split("\n")) if label else ()
        looks = rich.label_font(font, size, bold, found)
        if wrap is not None:
            found = rich.wrapped(found, looks, wrap)
        return Text(lines, *rich.size_of(found, looks), size)

    def labelled(node: Node, part: float) -> Text:
        """Of a record nothing but its size: each field is written in its place."""
        size = text.LABEL * part
        if node.shape is not None and node.fields:
            return Text((), *records.size_of(node, size), size)
        if node.rich is not None and not node.joint:
            wrap = None if node.boxed else _label_wrap(node, part)
            return looking(node.rich, node.label, node.style.font, size, True, wrap)
        return sized(node.label, _label_wrap(node, part), node.style.font, size, True)

    def titled(cluster: Cluster, part: float) -> Text:
        size = text.GROUP * part
        if cluster.rich is not None:
            return looking(cluster.rich, cluster.label, cluster.style.font, size, True)
        return sized(cluster.label, GROUP_WRAP, cluster.style.font, size, True)

    labels = list(_edge_labels(diagram))
    parts = fonts.proportions(edge.style.lettering(end) for edge, end, _ in labels)
    edges: dict[ElementId, dict[str, Text]] = {e.id: {"": Text()} for e in diagram.edges}
    for (edge, end, label), part in zip(labels, parts, strict=True):
        size, found = text.EDGE * part, edge.rich.get(end)
        if found is not None:
            edges[edge.id][end] = looking(found, label, edge.style.lettering(end), size, False)
        else:
            font = edge.style.lettering(end)
            edges[edge.id][end] = sized(label, EDGE_WRAP * part, font, size, False)
    own = {id: found.pop("") for id, found in edges.items()}
    nodes, clusters = diagram.nodes, diagram.clusters
    named = zip(nodes, fonts.proportions(n.style.font for n in nodes), strict=True)
    groups = zip(clusters, fonts.proportions(c.style.font for c in clusters), strict=True)
    return MeasuredTexts(
        {n.id: labelled(n, part) for n, part in named},
        {c.id: titled(c, part) for c, part in groups},
        own,
        {id: tuple(own[e.id] for e in found) for id, found in loops_of(diagram).items()},
        {id: found for id, found in edges.items() if found},
    )


def _edge_labels(diagram: Diagram) -> Iterator[tuple[Edge, str, str]]:
    """The labels of edges, each with whether it is that of an end (`tail`, `head`), or `aside`."""
    for edge in diagram.edges:
        said = {
            "": edge.label,
            "tail": edge.tail_label,
            "head": edge.head_label,
            "aside": edge.aside,
        }
        yield from ((edge, end, label) for end, label in said.items() if label)


def _label_wrap(node: Node, part: float) -> float:
    """`part` is by how much larger its font is than the house's."""
    shape = node.shape
    if shape is None:
        return LABEL_WRAP * part
    if shape.fixed and shape.width and shape.name in BOXES:
        return max(shape.width - 2 * BOX_PAD, text.LABEL)
    return max(SHAPE_WRAP * part, shape.width or 0.0)


def icon_size(node: Node, label: Text) -> tuple[float, float]:
    """Of a node with its label inside the size of its shape, to the grid so that they stand evenly,
    and large enough for its label; of a blank the label's."""
    if node.joint:
        across = POINT if node.form == "point" else 0.0
        return across, across
    if not node.boxed:
        side = _icon_side(node)
        return side, side
    shape = node.shape
    if shape is not None and not (shape.fixed and shape.name in BOXES):
        wide, high = shapes.size_of(shape, label.width, label.height)
        if node.fields or node.table:
            least = shapes.least_of(shape)
            wide, high = max(label.width, least[0]), max(label.height, least[1])
        return PITCH * ceil(wide / PITCH), PITCH * ceil(high / PITCH)
    width, height = shapes.least_of(shape) if shape is not None else (0.0, 0.0)

    def snapped(said: float, least: float) -> float:
        return PITCH * max(round(said / PITCH), ceil(least / PITCH))

    return snapped(width, label.width + BOX_PAD), snapped(height, label.height + BOX_PAD / 2)


def node_size(node: Node, label: Text) -> tuple[float, float]:
    """Width and height of the slot a node stands in; one height for labels of up to two
    lines, so that icons of a row stand level."""
    if node.joint:
        return JOINT, JOINT
    if node.boxed:
        wide, high = icon_size(node, label)
        free = 0.0 if node.shape is None or node.shape.fixed else SHAPE_AIR
        return wide + free, high + free
    high = max(label.height, 2 * text.line_height(text.LABEL))
    side = _icon_side(node)
    return max(side, label.width) + 12, side + LABEL_GAP + high + 4


def _icon_side(node: Node) -> float:
    """Its middle and its sides stand on the grid."""
    return 2 * PITCH * round(ICON * node.magnified / (2 * PITCH))


def slot_size(node: Node, texts: MeasuredTexts) -> tuple[float, float]:
    """A node's slot with room for its loops: to the right, and above and below alike, so that
    it stays level with its neighbours."""
    label = texts.nodes[node.id]
    width, height = node_size(node, label)
    loops = texts.loops.get(node.id)
    if not loops:
        return width, height
    wide, high = icon_size(node, label)
    right, up = room_for_ears(wide, high, loops)
    above = (height - high) / 2 if node.boxed else ICON_TOP
    return (
        width + max(0.0, right + LOOP_AIR - (width - wide) / 2),
        height + 2 * max(0.0, up + LOOP_AIR - above),
    )


def to_dot(
    diagram: Diagram, texts: MeasuredTexts, spacing: Spacing, splines: str = "none", **more: str
) -> str:
    """The DOT that the engine lays out; `more` are attributes of the graph. Names are n0, n1, … and
    edge ids e0, e1, …: of what the file says only sizes and checked hints get in."""
    from graphviz import Digraph

    members: dict[str | None, list[tuple[str, Node]]] = {}
    for i, node in _shuffled(diagram.nodes, spacing):
        members.setdefault(node.cluster, []).append((f"n{i}", node))
    children: dict[str | None, list[tuple[int, Cluster]]] = {}
    for i, cluster in _shuffled(diagram.clusters, spacing):
        children.setdefault(cluster.parent, []).append((i, cluster))
    names = {n.id: f"n{i}" for i, n in enumerate(diagram.nodes)}
    levels = _levels(diagram, names)
    said = enumerate(diagram.arrangement.groups)
    groups = {id: {"group": f"g{i}"} for i, group in said for id in group}
    dot = Digraph(
        graph_attr={"splines": splines, **_graph_attributes(diagram, spacing), **more},
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "margin": "0"},
        edge_attr=FONT,
    )

    def emit(into: Digraph, parent: str | None) -> None:
        for i, cluster in children.get(parent, ()):
            with into.subgraph(name=f"cluster_{i}") as inside:
                inside.attr("graph", **_title_room(cluster, i, texts, spacing))
                emit(inside, cluster.id)
                if cluster.id not in members and cluster.id not in children:
                    names[cluster.id] = f"empty_{i}"
                    inside.node(names[cluster.id], style="invis", width="1", height="0.6")
        for name, node in members.get(parent, ()):
            width, height = slot_size(node, texts)
            size = {"width": f"{width / 72:.4f}", "height": f"{height / 72:.4f}"}
            into.node(name, **size, **groups.get(node.id, {}))
        for kind, together in levels.get(parent, ()):
            with into.subgraph() as level:
                level.attr("graph", rank=kind)
                for name in together:
                    level.node(name)

    emit(dot, None)
    for i, edge in _shuffled(diagram.edges, spacing):
        if edge.via[0] != edge.via[1]:
            loop = edge.tail == edge.head
            label = Text() if loop else _labels_room(edge, texts, spacing.direction)
            tail, head = (names[end] for end in edge.via)
            dot.edge(tail, head, **_edge_attributes(edge, i, label))
    return str(dot.source)


def _shuffled(elements: Sequence[T], spacing: Spacing) -> list[tuple[int, T]]:
    """With their numbers in the file, in the order in which the placer gets them: it breaks ties by
    that."""
    found = list(enumerate(elements))
    if spacing.shuffle:
        Random(spacing.shuffle).shuffle(found)  # noqa: S311
    return found


def _graph_attributes(diagram: Diagram, spacing: Spacing) -> dict[str, str]:
    said, drawn = diagram.arrangement, any(not edge.invisible for edge in diagram.edges)
    apart, ranks = (spacing.nodesep, spacing.ranksep) if drawn else STACKED
    return {
        "rankdir": spacing.direction,
        "compound": "true",
        "nodesep": f"{max(apart, said.nodesep or 0.0) / 72:.3f}",
        "ranksep": f"{max(ranks, said.ranksep or 0.0) / 72:.3f}",
        **({"ordering": said.ordering} if said.ordering else {}),
        **FONT,
    }


def _levels(
    diagram: Diagram, names: Mapping[ElementId, str]
) -> dict[str | None, list[tuple[str, list[str]]]]:
    """The ranks that the file sets, by the cluster that they are said in: each with its nodes'
    names."""
    levels: dict[str | None, list[tuple[str, list[str]]]] = {}
    for rank in diagram.arrangement.ranks:
        home, together = one_home(diagram, rank), [names[id] for id in rank.nodes if id in names]
        levels.setdefault(home[0] if home else None, []).append((rank.kind, together))
    return levels


def one_home(diagram: Diagram, rank: Rank) -> tuple[ElementId | None] | None:
    """The cluster that all nodes of a rank stand in, or none round any; None where they differ."""
    parents = diagram.index.parents
    homes = {parents[id] for id in rank.nodes if id in parents}
    return (homes.pop(),) if len(homes) == 1 else None


def titled_beneath(cluster: Cluster) -> bool:
    """Whether its title stands at its foot, which it does not beside an icon."""
    return cluster.beneath and not catalogue().group(cluster.kind).icon


def _title_room(cluster: Cluster, i: int, texts: MeasuredTexts, spacing: Spacing) -> dict[str, str]:
    """A cluster's attributes, with room for its title, its icon and its handles."""
    width, height = title_size(cluster, texts)
    return {
        "id": f"c{i}",
        "labeljust": "l",
        **({"labelloc": "b"} if titled_beneath(cluster) else {}),
        "margin": f"{spacing.margin:.0f}",
        "label": _spacer(width, height - 4),
    }


def title_size(cluster: Cluster, texts: MeasuredTexts) -> tuple[float, float]:
    """What a cluster's title takes, with its icon and its handles."""
    title = texts.clusters[cluster.id]
    more, high = room_for_handles(texts.loops.get(cluster.id, ()))
    width = GROUP_ICON + GROUP_GAP + title.width + 12 + more
    return width, max(GROUP_ICON, title.height, high)


def _edge_attributes(edge: Edge, i: int, label: Text) -> dict[str, str]:
    attributes = {"id": f"e{i}"}
    for key in ("weight", "minlen", "constraint"):
        value = edge.hints.get(key)
        if value is not None and re.fullmatch(r"[0-9.]+|true|false", value):
            attributes[key] = value
    if edge.invisible:
        attributes["style"] = "invis"
    elif label.lines:
        attributes["label"] = _spacer(label.width + 14, label.height)
    if edge.arrows == "back":
        attributes["dir"] = "back"
    return attributes


def _labels_room(edge: Edge, texts: MeasuredTexts, direction: str) -> Text:
    """What its labels take, those of its ends before and after its own."""
    label, ends = texts.edges[edge.id], texts.ends.get(edge.id)
    if not ends:
        return label
    along = [label, *(ends[end] for end in ("tail", "head") if end in ends)]
    widths, heights = [one.width for one in along], [one.height for one in along]
    if direction in ("LR", "RL"):
        return Text(("",), sum(widths), max(heights))
    return Text(("",), max(widths), sum(heights))


def _spacer(width: float, height: float) -> str:
    return (
        f'<<TABLE BORDER="0" CELLPADDING="0" CELLSPACING="0" CELLBORDER="0" FIXEDSIZE="TRUE" '
        f'WIDTH="{max(1, round(width))}" HEIGHT="{max(1, round(height))}"><TR><TD></TD></TR></TABLE>>'
    )


def read_reply(reply: str, diagram: Diagram, texts: MeasuredTexts) -> Placement:
    """Read the engine's `-Tjson -y` answer. Raises ValueError when it is not one."""
    try:
        data = json.loads(reply)
        objects = data.get("objects", [])
        by_name = {o["name"]: o for o in objects}
        icons: dict[str, Point] = {}
        for i, node in enumerate(diagram.nodes):
            found = by_name[f"n{i}"]
            icons[node.id] = icon_in_slot(node, texts, _point(found["pos"]))
        clusters: dict[ElementId, Box] = {}
        for i, cluster in enumerate(diagram.clusters):
            x0, y0, x1, y1 = map(float, by_name[f"cluster_{i}"]["bb"].split(","))
            clusters[cluster.id] = Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        drawn = [e for e in data.get("edges", []) if str(e.get("id", "")).startswith("e")]
        ids = {e["id"]: diagram.edges[int(e["id"][1:])].id for e in drawn}
        curves = {ids[e["id"]]: _curve(e["pos"]) for e in drawn if "pos" in e}
        labels = {ids[e["id"]]: _point(e["lp"]) for e in drawn if "lp" in e}
    except (KeyError, TypeError, IndexError) as problem:
        raise ValueError(f"the layout engine's answer could not be read: {problem}") from problem
    return Placement(icons, clusters, curves, labels)


def icon_in_slot(node: Node, texts: MeasuredTexts, middle: Point) -> Point:
    """The centre of its icon or shape, of the node whose slot has that middle."""
    wide, high = node_size(node, texts.nodes[node.id])
    x = middle.x - (slot_size(node, texts)[0] - wide) / 2
    top = middle.y - high / 2 + ICON_TOP
    return Point(x, middle.y if node.boxed else top + _icon_side(node) / 2)


def _point(pos: str) -> Point:
    x, y = pos.split(",")
    return Point(float(x), float(y))


def _curve(pos: str) -> tuple[Point, ...]:
    """Edge `pos` (Graphviz splineType): optional `s,` and `e,` points, then 1 + 3n controls."""
    start = end = None
    points: list[Point] = []
    for part in pos.split(";", maxsplit=1)[0].split():
        if part[0] in "se":
            mark, x, y = part.split(",")
            if mark == "s":
                start = Point(float(x), float(y))
            else:
                end = Point(float(x), float(y))
        else:
            points.append(_point(part))
    if start is not None and points:
        points[0] = start
    if end is not None and points:
        points[-1] = end
    return tuple(points)
