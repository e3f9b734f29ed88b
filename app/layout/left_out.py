"""DOT text of a part of a graph: what is left out takes no room in it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.engine import read_with_engine
from app.engine_answer import OWN, documents
from app.errors import LayoutError
from app.model.diagram import Diagram
from app.model.written import WrittenGraph

MARK = "acetate_number"  # the attribute of each element: its number in the whole graph
# The graph without geometry, by the quickest of the engine's layouts.
_ARGS = ("-Tdot_json", "-Kosage", "-q")
_Fields = Mapping[str, Any]


def part_of(
    diagram: Diagram,
    graph: WrittenGraph,
    engine: str | None = None,
    cancel: threading.Event | None = None,
) -> WrittenGraph:
    """The graph without what the diagram has not; the same where it has all. Raises LayoutError."""
    index = diagram.index
    gone = {n for n, id in graph.elements.items() if id not in index.elements}
    edges = {n for n, id in graph.edges.items() if id not in index.edges}
    if not gone and not edges:
        return graph
    return replace(graph, dot=without(graph, gone, edges, engine, cancel), number=0)


def without(
    graph: WrittenGraph,
    elements: Collection[int],
    edges: Collection[int],
    engine: str | None = None,
    cancel: threading.Event | None = None,
) -> str:
    """DOT text of the graph without the elements and edges of these numbers. Of those that stay
    each says its own. Raises LayoutError."""
    answer = read_with_engine(graph.dot, _ARGS, engine=engine, cancel=cancel).text
    try:
        raw = documents(answer)[graph.number]
        return "\n".join(_Writer(raw, graph.html, elements, edges).lines())
    except (IndexError, KeyError, TypeError, RecursionError) as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why


class _Writer:
    """Writes one document of the engine's answer as DOT."""

    def __init__(
        self, raw: _Fields, html: frozenset[str], elements: Collection[int], edges: Collection[int]
    ) -> None:
        self._raw, self._html = raw, html
        self._gone, self._edges_gone = elements, edges
        objects: list[_Fields] = raw.get("objects", [])
        count = raw["_subgraph_cnt"]
        self._groups = {o["_gvid"]: o for o in objects[:count]}
        self._nodes = {o["_gvid"]: o for o in objects[count:]}
        self._inherited = dict.fromkeys(self._said(raw), "")

    def lines(self) -> Iterator[str]:
        """The text: nodes in their order, subgraphs with what they hold, edges in theirs."""
        raw = self._raw
        strict, kind = ("strict " * bool(raw.get("strict")), "di" * bool(raw["directed"]))
        name = "" if raw["name"].startswith("%") else _quoted(raw["name"])
        yield f"{strict}{kind}graph {name} {{"
        yield f"graph [{self._listed(self._said(raw))}];"
        for number, node in self._nodes.items():
            if number not in self._gone:
                yield f"{_quoted(node['name'])} [{self._marked(node, number)}];"
        inner = {child for group in self._groups.values() for child in group.get("subgraphs", ())}
        for number in self._groups:
            if number not in inner:
                yield from self._group(number, frozenset())
        line = "->" if raw["directed"] else "--"
        for edge in raw.get("edges", ()):
            if edge["_gvid"] not in self._edges_gone and self._joins(edge):
                tail, head = (_quoted(self._name(edge[end])) for end in ("tail", "head"))
                yield f"{tail} {line} {head} [{self._marked(edge, edge['_gvid'])}];"
        yield "}"

    def _group(self, number: int, around: frozenset[int]) -> Iterator[str]:
        """A subgraph with those in it. One that is left out leaves what it holds where it stood."""
        group, seen = self._groups[number], number not in self._gone
        if number in around:
            return
        if seen:
            name = "" if group["name"].startswith("%") else _quoted(group["name"])
            yield f"subgraph {name} {{"
            yield f"graph [{self._marked(group, number, self._inherited)}];"
        for node in group.get("nodes", ()):
            if node not in self._gone:
                yield f"{_quoted(self._name(node))};"
        for child in group.get("subgraphs", ()):
            yield from self._group(child, around | {number})
        if seen:
            yield "}"

    def _joins(self, edge: _Fields) -> bool:
        return edge["tail"] not in self._gone and edge["head"] not in self._gone

    def _name(self, number: int) -> str:
        name: str = (self._nodes.get(number) or self._groups[number])["name"]
        return name

    def _said(self, raw: _Fields) -> dict[str, str]:
        return {k: v for k, v in raw.items() if isinstance(v, str) and k not in (*OWN, "name")}

    def _marked(self, raw: _Fields, number: int, usual: Mapping[str, str] | None = None) -> str:
        return self._listed({**(usual or {}), **self._said(raw), MARK: str(number)})

    def _listed(self, said: Mapping[str, str]) -> str:
        pairs = (
            f"{_quoted(k)}={f'<{v}>' if v in self._html else _quoted(v)}" for k, v in said.items()
        )
        return ", ".join(pairs)


def _quoted(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'
