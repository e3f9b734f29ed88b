"""DOT text as Graphviz itself reads it → a source graph: defaults applied, subgraphs nested,
attributes as text."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import msgspec

from app.engine import read_with_engine
from app.engine_answer import documents
from app.errors import LayoutError
from app.model.source_graph import (
    Html,
    SourceCluster,
    SourceEdge,
    SourceEnd,
    SourceGraph,
    SourceNode,
    SourcePlace,
    SourceRank,
)

# `dot_json` is the graph without geometry. osage is the quickest layout to leave unused: Graphviz
# always runs one. Measured at 200 nodes: 20 ms, dot 38 ms; both write the same.
_ARGS = ("-Tdot_json", "-Kosage", "-q")
# Fields of the engine's that are no text.


class Answered(NamedTuple):
    """The graphs of a text, at least one; `complaint` is what the engine said it could not read."""

    graphs: tuple[SourceGraph, ...]
    complaint: str


def read_graphs(
    dot: str,
    place: SourcePlace,
    html: Collection[str] = (),
    engine: str | None = None,
    cancel: threading.Event | None = None,
) -> Answered:
    """Parse DOT text. Each element is given that place; `html` are the texts that stand in angle
    brackets. Raises LayoutError, with the engine's own words, where it cannot be read."""
    answer = read_with_engine(dot, _ARGS, engine=engine, cancel=cancel)
    return Answered(graphs_in(answer.text, place, html), answer.complaint)


def graphs_in(
    answer: str, place: SourcePlace, html: Collection[str] = ()
) -> tuple[SourceGraph, ...]:
    """The graphs of the engine's answer, which is read as what anybody may have written. Raises
    LayoutError."""
    try:
        found = documents(answer)
        for document in msgspec.convert(found, list[_AnsweredGraph]):
            document.check()
        return tuple(_GraphReader(raw, place, html).graph() for raw in found)
    except (ValueError, KeyError) as why:  # msgspec's errors are ValueErrors
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why


class _AnsweredObject(msgspec.Struct, rename={"number": "_gvid"}):
    """A subgraph or a node of the answer: its own fields, which are numbers of others."""

    number: int
    name: str
    style: str = ""
    rank: str = ""
    nodes: tuple[int, ...] = ()
    subgraphs: tuple[int, ...] = ()


class _AnsweredEdge(msgspec.Struct, rename={"number": "_gvid"}):
    number: int
    tail: int
    head: int


class _AnsweredGraph(msgspec.Struct, rename={"count": "_subgraph_cnt"}):
    """What of a document is not text; that it is so is all that is asked here."""

    name: str
    directed: bool
    count: Annotated[int, msgspec.Meta(ge=0)]
    strict: bool = False
    objects: tuple[_AnsweredObject, ...] = ()
    edges: tuple[_AnsweredEdge, ...] = ()

    def check(self) -> None:
        """Raises ValueError where a subgraph holds one that is not numbered after it: the engine
        numbers them from without inwards, so that none can hold itself."""
        for one in self.objects[: self.count]:
            if any(inner <= one.number for inner in one.subgraphs):
                raise ValueError(f"“{one.name[:40]}” holds what is round it")


class _GraphReader:
    """Reads one document of the engine's answer."""

    def __init__(self, raw: dict[str, Any], place: SourcePlace, html: Collection[str]) -> None:
        self._raw, self._place, self._html = raw, place, html
        objects: list[dict[str, Any]] = raw.get("objects", [])
        self._groups = objects[: raw["_subgraph_cnt"]]
        self._nodes = objects[raw["_subgraph_cnt"] :]
        self._around = {child: o for o in self._groups for child in o.get("subgraphs", ())}
        self._clusters = {o["_gvid"]: o for o in self._groups if _is_cluster(o)}
        self._ids = _unique({gvid: o["name"] for gvid, o in self._clusters.items()})
        self._parents = {gvid: self._outer(gvid) for gvid in self._clusters}

    def graph(self) -> SourceGraph:
        raw, holder = self._raw, self._holders()
        ends = self._ends()
        return SourceGraph(
            place=self._place,
            name=_name(raw),
            directed=bool(raw["directed"]),
            strict=bool(raw.get("strict")),
            attributes=self._attributes(raw),
            nodes=tuple(
                SourceNode(
                    o["name"],
                    self._place,
                    self._attributes(o),
                    holder.get(o["_gvid"]),
                    number=o["_gvid"],
                )
                for o in self._nodes
            ),
            clusters=tuple(
                SourceCluster(
                    id=self._ids[gvid],
                    name=o["name"],
                    place=self._place,
                    attributes=self._attributes(o),
                    parent=None if (outer := self._parents[gvid]) is None else self._ids[outer],
                    number=gvid,
                )
                for gvid, o in self._clusters.items()
            ),
            edges=tuple(
                self._edge(o, ends)
                for o in raw.get("edges", ())
                if o["tail"] in ends and o["head"] in ends
            ),
            ranks=tuple(
                SourceRank(o["rank"], tuple(ends[n].id for n in o.get("nodes", ())))
                for o in self._groups
                if "rank" in o and o["rank"] != self._around.get(o["_gvid"], raw).get("rank")
            ),
        )

    def _outer(self, gvid: int) -> int | None:
        """The nearest cluster round a subgraph."""
        while (outer := self._around.get(gvid)) is not None:
            gvid = outer["_gvid"]
            if gvid in self._clusters:
                return gvid
        return None

    def _holders(self) -> dict[int, str]:
        """By a node's number the cluster it is in. Of two side by side it is the first, and rather
        one that is seen."""
        order = sorted(self._clusters, key=lambda g: invisible(self._clusters[g]))
        within: dict[int, list[int]] = {}
        for gvid in order:
            for node in self._clusters[gvid].get("nodes", ()):
                within.setdefault(node, []).append(gvid)
        return {node: self._ids[self._innermost(held)] for node, held in within.items()}

    def _innermost(self, held: list[int]) -> int:
        """Of the clusters that hold a node: down from the first that none of them is round."""
        at = next(gvid for gvid in held if self._parents[gvid] not in held)
        for gvid in sorted(held):  # deeper ones come after those that hold them
            if self._parents[gvid] == at:
                at = gvid
        return at

    def _ends(self) -> dict[int, SourceEnd]:
        """By an object's number. fdp joins an edge to a cluster by its name; one to a subgraph that
        is none is one to its first node."""
        ends = {o["_gvid"]: SourceEnd(o["name"]) for o in self._nodes}
        for group in self._groups:
            inside = next((ends[n] for n in group.get("nodes", ())), None)
            id = self._ids.get(group["_gvid"])
            end = inside if id is None else SourceEnd(id, is_cluster=True)
            if end is not None:
                ends.setdefault(group["_gvid"], end)
        return ends

    def _edge(self, raw: dict[str, Any], ends: Mapping[int, SourceEnd]) -> SourceEdge:
        said = self._attributes(raw)
        tail, head = ends[raw["tail"]], ends[raw["head"]]
        if port := said.pop("tailport", ""):
            tail = replace(tail, port=port)
        if port := said.pop("headport", ""):
            head = replace(head, port=port)
        return SourceEdge(tail, head, self._place, said, raw["_gvid"])

    def _attributes(self, raw: dict[str, Any]) -> dict[str, str]:
        """The text of an object's attributes. Only a label says something by being empty."""
        return {
            name: Html(value) if value in self._html else value
            for name, value in raw.items()
            if isinstance(value, str) and name != "name" and (value or name == "label")
        }


def _is_cluster(raw: dict[str, Any]) -> bool:
    """Whether a subgraph is one, by its name or as it says."""
    said = str(raw.get("cluster", "")).strip().lower()
    told = said in ("true", "yes") or (said.isdigit() and bool(said.strip("0")))
    return told or raw["name"].lower().startswith("cluster")


def _unique(names: Mapping[int, str]) -> dict[int, str]:
    """The names by number; one that came before gets a number of its own."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for number, name in names.items():
        free = f"{name}~{number}" if name in taken else name
        while free in taken:
            free += "~"
        taken.add(free)
        found[number] = free
    return found


def _name(raw: dict[str, Any]) -> str:
    return "" if raw["name"].startswith("%") else raw["name"]


def invisible(attributes: Mapping[str, Any]) -> bool:
    """Whether `style` says `invis`."""
    style = attributes.get("style", "")
    return "invis" in style and "invis" in re.split(r"[,\s]+", style)
