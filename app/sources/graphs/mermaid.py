"""A Mermaid flowchart → a source graph: https://mermaid.js.org/syntax/flowchart.html.

What only a browser does (clicks, themes, animation) is passed over; a line that is not understood ends
the reading, so that no picture leaves out what its text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.errors import SourceError
from app.model.source_graph import (
    SourceCluster,
    SourceEdge,
    SourceEnd,
    SourceGraph,
    SourceNode,
    SourcePlace,
)
from app.sources.graphs.mermaid_styles import attributes, properties
from app.sources.graphs.mermaid_text import FlowchartText, LinkText, NodeText

MOST = 2000  # edges; `A & B --> C & D` multiplies
DEEPEST = 20  # subgraphs in one another

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n[ \t]*---[ \t]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*%%(?!\{).*$", re.MULTILINE)
_HEADER = re.compile(r"\s*(?:graph|flowchart(?:-elk)?)\b[ \t]*(TB|TD|BT|LR|RL|[<>^v](?=\s|;|$))?")
_KIND = re.compile(r"\s*([A-Za-z][\w-]*)")
_WORD = re.compile(
    r"(subgraph|end|direction|style|classDef|class|linkStyle|click|accTitle|accDescr)(?=[\s;:{]|$)"
)
_DESCRIBED = re.compile(r"\s*\{[^{}]*\}")
_DIRECTIONS = {"TD": "TB", ">": "LR", "<": "RL", "^": "BT", "v": "TB", "": "TB"}
_HEADS = {">": "normal", "<": "normal", "x": "tee", "o": "dot", "": "none"}
_LINES = {"solid": [], "dotted": ["dashed"], "thick": ["bold"], "none": ["invis"]}
_OTHERS = {
    "sequenceDiagram": "sequence diagram",
    "classDiagram": "class diagram",
    "stateDiagram": "state diagram",
    "stateDiagram-v2": "state diagram",
    "erDiagram": "entity relationship diagram",
    "gantt": "Gantt chart",
    "pie": "pie chart",
    "mindmap": "mind map",
    "timeline": "timeline",
    "gitGraph": "Git graph",
    "journey": "user journey",
    "quadrantChart": "quadrant chart",
    "architecture-beta": "architecture diagram",
    "block-beta": "block diagram",
}


def read_flowchart(text: str, place: SourcePlace) -> SourceGraph:
    """What the text of a flowchart says. `place` is where its first line stands, to which lines are
    counted. Raises SourceError, which says in a few words why not, as part of a sentence."""
    front = _FRONT.match(text)
    title = _TITLE.search(front[1]) if front else None
    # Lines stay lines, so that what is said of them is true.
    body = _blank(text, front.span()) if front else text
    body = _COMMENT.sub("", _without_directives(body))
    scan = FlowchartText(body)
    header = scan.take(_HEADER)
    if header is None:
        kind = _KIND.match(body)
        name = _OTHERS.get(kind[1], "") if kind else ""
        raise SourceError(
            f"of Mermaid’s diagrams only flowcharts are drawn{f', and this is a {name}' if name else ''}"
        )
    said = header[1] or ""
    reader = _FlowchartReader(scan, place, _DIRECTIONS.get(said, said))
    return reader.graph(title[1].strip(" \"'") if title else "")


def _without_directives(text: str) -> str:
    """`%%{init: …}%%`"""
    kept, done = list[str](), 0
    while (at := text.find("%%{", done)) >= 0 and (end := text.find("}%%", at)) >= 0:
        kept += [text[done:at], "\n" * text.count("\n", at, end)]
        done = end + 3
    return "".join([*kept, text[done:]])


def _blank(text: str, span: tuple[int, int]) -> str:
    return "\n" * text.count("\n", *span) + text[span[1] :]


@dataclass
class _Subgraph:
    """A subgraph that is being read, or was."""

    id: str
    title: str
    line: int
    parent: str | None
    mentions: dict[str, None] = field(default_factory=dict)


class _FlowchartReader:
    """Collects what the statements say."""

    def __init__(self, scan: FlowchartText, place: SourcePlace, direction: str) -> None:
        self._scan, self._place, self._direction = scan, place, direction
        self._nodes: dict[str, tuple[NodeText, int]] = {}
        self._links: list[tuple[str, str, LinkText, int]] = []
        self._groups: dict[str, _Subgraph] = {}
        self._open: list[_Subgraph] = []
        self._holder: dict[str, str] = {}
        self._classes: dict[str, dict[str, str]] = {}
        self._classed: dict[str, list[str]] = {}
        self._styled: dict[str, dict[str, str]] = {}
        self._link_styles: dict[str, dict[str, str]] = {}

    def graph(self, title: str) -> SourceGraph:
        """Raises SourceError."""
        scan = self._scan
        while True:
            scan.skip(" \t\r\n;")
            if scan.over:
                break
            word = scan.take(_WORD)
            if word is not None:
                self._keyword(word[1])
            else:
                self._chain()
            scan.skip(" \t\r")
            if not (scan.over or scan.text.startswith(("\n", ";"), scan.at)):
                raise self._wrong()
        while self._open:
            self._close()
        return self._made(title)

    def _wrong(self) -> SourceError:
        return SourceError(f"line {self._scan.line} of this flowchart cannot be read")

    # Statements

    def _keyword(self, word: str) -> None:
        if word == "subgraph":
            self._begin(self._scan.rest())
        elif word == "end":
            if not self._open:
                raise self._wrong()
            self._close()
        elif word == "accDescr" and self._scan.take(_DESCRIBED):
            pass
        else:
            self._look(word, self._scan.rest())

    def _look(self, word: str, rest: str) -> None:
        names, _, said = rest.partition(" ")
        if word == "classDef":
            for name in names.split(","):
                self._classes.setdefault(name, {}).update(properties(said))
        elif word == "class":
            for id in names.split(","):
                self._classed.setdefault(id.strip(), []).append(said.strip())
        elif word == "style":
            for id in names.split(","):
                self._styled.setdefault(id, {}).update(properties(said))
        elif word == "linkStyle":
            for number in names.split(","):
                self._link_styles.setdefault(number, {}).update(properties(said))

    def _begin(self, rest: str) -> None:
        if len(self._open) >= DEEPEST:
            raise SourceError(f"more than {DEEPEST} subgraphs stand in one another")
        line = self._line()
        scan = FlowchartText(rest)
        node = scan.node()
        scan.skip()
        if node is not None and node.label is None and scan.text.startswith("[", scan.at):
            node = FlowchartText(node.id + rest[scan.at :]).node()
            scan.at = len(rest)
        if node is not None and scan.over:
            id, title = node.id, node.id if node.label is None else node.label
        else:
            id = title = rest.strip('" ')
        if not id or id in self._groups:
            id = f"{id}~{len(self._groups)}"
        parent = self._open[-1].id if self._open else None
        group = _Subgraph(id, title, line, parent)
        self._groups[id] = group
        self._open.append(group)

    def _close(self) -> None:
        """What it spoke of and no subgraph inside it did is in it."""
        group = self._open.pop()
        for id in group.mentions:
            self._holder.setdefault(id, group.id)

    def _chain(self) -> None:
        """`A & B --> C --> D`"""
        before = self._several()
        while link := self._scan.link():
            after = self._several()
            if len(self._links) + len(before) * len(after) > MOST:
                raise SourceError(f"it has more than {MOST} links")
            for tail in before:
                for head in after:
                    self._links.append((tail, head, link, self._line()))
            before = after

    def _several(self) -> list[str]:
        found = [self._node()]
        while True:
            at = self._scan.at
            self._scan.skip()
            if not self._scan.text.startswith("&", self._scan.at):
                self._scan.at = at
                return found
            self._scan.at += 1
            self._scan.skip(" \t\r\n")
            found.append(self._node())

    def _node(self) -> str:
        line, node = self._line(), self._scan.node()
        if node is None:
            raise self._wrong()
        if any(node.id == link.id for *_, link, _ in self._links[-1:] if link.id):
            return node.id  # what is said of a link by its id
        before = self._nodes.get(node.id)
        if before is None or node.label is not None or node.shape is not None:
            kept, at = before or (node, line)
            label = node.label if node.label is not None else kept.label
            merged = NodeText(node.id, label, node.shape or kept.shape)
            self._nodes[node.id] = (merged, at)
        if node.style:
            self._classed.setdefault(node.id, []).append(node.style)
        for group in self._open[-1:]:
            group.mentions[node.id] = None
        return node.id

    def _line(self) -> int:
        return self._scan.line + (self._place.line or 1) - 1

    # What became of them

    def _made(self, title: str) -> SourceGraph:
        filled = {*self._holder.values()}
        for group in reversed(self._groups.values()):  # the inner ones come later
            if group.id in filled and group.parent:
                filled.add(group.parent)
        groups = [g for g in self._groups.values() if g.id in filled]
        empty = [g for g in self._groups.values() if g.id not in filled]
        nodes = [
            self._made_node(n, line) for n, line in self._nodes.values() if n.id not in self._groups
        ]
        nodes += [self._made_node(NodeText(g.id, g.title), g.line, g.parent) for g in empty]
        clusters = [
            SourceCluster(
                g.id, f"cluster_{g.id}", self._at(g.line), self._cluster_look(g), g.parent, n
            )
            for n, g in enumerate(groups)
        ]
        edges = [
            SourceEdge(
                SourceEnd(tail, is_cluster=tail in filled),
                SourceEnd(head, is_cluster=head in filled),
                self._at(line),
                self._edge_look(link, n),
                n,
            )
            for n, (tail, head, link, line) in enumerate(self._links)
        ]
        return SourceGraph(
            self._place,
            title=title,
            attributes={"rankdir": self._direction},
            nodes=tuple(nodes),
            clusters=tuple(clusters),
            edges=tuple(edges),
        )

    def _at(self, line: int) -> SourcePlace:
        return SourcePlace(self._place.file, line)

    def _made_node(self, node: NodeText, line: int, holder: str | None = None) -> SourceNode:
        shape = node.shape or "box"
        said = {"label": _escaped(node.id if node.label is None else node.label)}
        styles = ["rounded"] if shape == "rounded" else []
        if shape == "framed":
            said["peripheries"] = "2"
        said["shape"] = "box" if shape in ("rounded", "framed") else shape
        said |= attributes(self._said_of(node.id), styles)
        return SourceNode(node.id, self._at(line), said, holder or self._holder.get(node.id))

    def _cluster_look(self, group: _Subgraph) -> dict[str, str]:
        return {
            "label": _escaped(group.title),
            **attributes(self._said_of(group.id, of_all=False), []),
        }

    def _said_of(self, id: str, *, of_all: bool = True) -> dict[str, str]:
        names: Iterable[str] = (*(["default"] if of_all else []), *self._classed.get(id, ()))
        found: dict[str, str] = {}
        for name in names:
            found |= self._classes.get(name, {})
        return found | self._styled.get(id, {})

    def _edge_look(self, link: LinkText, number: int) -> dict[str, str]:
        said = {
            "dir": "both",
            "arrowtail": _HEADS[link.tail],
            "arrowhead": _HEADS[link.head],
            "minlen": str(link.length),
        }
        if not link.tail:
            said["dir"] = "forward" if link.head else "none"
        if link.label:
            said["label"] = _escaped(link.label)
        looks = self._link_styles.get("default", {}) | self._link_styles.get(str(number), {})
        looks.pop("fill", None)  # of the curve, which has no inside here
        return said | attributes(looks, list(_LINES[link.line]))


def _escaped(label: str) -> str:
    """As DOT has it: nothing in it is one of Graphviz's escapes but the ends of its lines."""
    return label.replace("\\", "\\\\").replace("\n", "\\n")
