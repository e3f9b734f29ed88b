"""DOT text as Graphviz itself reads it: defaults applied, subgraphs nested, attributes as text."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from app.engine import read_with_engine
from app.errors import LayoutError

Attrs = dict[str, str]

# `dot_json` is the graph without geometry. osage is the quickest layout to leave unused: Graphviz
# always runs one. Measured at 200 nodes: 20 ms, dot 38 ms; both write the same.
_ARGS = ("-Tdot_json", "-Kosage", "-q")
# Fields of the engine's that are no text.
_OWN = frozenset(
    {"_gvid", "_subgraph_cnt", "directed", "strict", "objects", "subgraphs", "nodes", "edges"}
    | {"tail", "head"}
)


@dataclass(frozen=True, slots=True)
class RawNode:
    """`cluster` is an index into the graph's clusters."""

    name: str
    attrs: Attrs
    cluster: int | None


@dataclass(frozen=True, slots=True)
class RawCluster:
    name: str
    attrs: Attrs
    parent: int | None


class End(NamedTuple):
    """What an edge ends at: an index into the graph's nodes, or into its clusters."""

    number: int
    is_cluster: bool = False


@dataclass(frozen=True, slots=True)
class RawEdge:
    tail: End
    head: End
    attrs: Attrs


@dataclass(frozen=True, slots=True)
class Graph:
    """`ranks` is how many subgraphs say a `rank`; `others` are the names of the graphs that
    follow in the file; `complaint` is what the engine said it could not read."""

    name: str
    directed: bool
    attrs: Attrs
    nodes: tuple[RawNode, ...]
    clusters: tuple[RawCluster, ...]
    edges: tuple[RawEdge, ...]
    ranks: int = 0
    others: tuple[str, ...] = ()
    complaint: str = ""

    def name_of(self, end: End) -> str:
        return (self.clusters if end.is_cluster else self.nodes)[end.number].name


def read_graph(dot: str, engine: str | None = None, cancel: threading.Event | None = None) -> Graph:
    """Parse DOT text: its first graph. Raises LayoutError, with the engine's own words, where it
    cannot."""
    answer = read_with_engine(dot, _ARGS, engine=engine, cancel=cancel)
    first, *others = _documents(answer.text)
    try:
        graph = _graph(first)
    except (KeyError, TypeError, AttributeError) as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why!r}.") from why
    return replace(graph, others=tuple(map(_name, others)), complaint=answer.complaint)


def _graph(raw: dict[str, Any]) -> Graph:
    objects: list[dict[str, Any]] = raw.get("objects", [])
    groups, rest = objects[: raw["_subgraph_cnt"]], objects[raw["_subgraph_cnt"] :]
    nodes = [o for o in rest if not o.get("acetate_cluster")]
    stand_ins = [o for o in rest if o.get("acetate_cluster")]
    by_id = {o["_gvid"]: o for o in groups}
    parent_of = {child: o["_gvid"] for o in groups for child in o.get("subgraphs", ())}
    clusters = [o for o in groups if o["name"].startswith("cluster") and not invisible(o)]
    index = {o["_gvid"]: i for i, o in enumerate(clusters)}

    def enclosing(gvid: int) -> int | None:
        """The nearest cluster round a subgraph."""
        while (outer := parent_of.get(gvid)) is not None:
            if outer in index:
                return index[outer]
            gvid = outer
        return None

    parents = [enclosing(o["_gvid"]) for o in clusters]
    holder: dict[int, int] = {}
    for i, cluster in enumerate(clusters):
        for node in cluster.get("nodes", ()):
            # Deeper clusters come after those that hold them; of two side by side, the first.
            if holder.get(node) == parents[i]:
                holder[node] = i
    ends = {o["_gvid"]: End(i) for i, o in enumerate(nodes)}
    by_name = {o["name"]: End(i, is_cluster=True) for i, o in enumerate(clusters)}
    ends |= {o["_gvid"]: by_name[x] for o in stand_ins if (x := o["acetate_cluster"]) in by_name}
    # fdp joins an edge to a cluster by its name. One that is no box is the first node in it.
    for group in groups:
        at = index.get(group["_gvid"])
        inside = next((ends[n] for n in group.get("nodes", ()) if n in ends), None)
        end = inside if at is None else End(at, is_cluster=True)
        if end is not None:
            ends.setdefault(group["_gvid"], end)
    return Graph(
        name=_name(raw),
        directed=bool(raw["directed"]),
        attrs=_attrs(raw),
        nodes=tuple(RawNode(o["name"], _attrs(o), holder.get(o["_gvid"])) for o in nodes),
        clusters=tuple(
            RawCluster(o["name"], _attrs(o), parent)
            for o, parent in zip(clusters, parents, strict=True)
        ),
        edges=tuple(
            RawEdge(ends[o["tail"]], ends[o["head"]], _attrs(o))
            for o in raw.get("edges", ())
            if o["tail"] in ends and o["head"] in ends
        ),
        ranks=sum(
            "rank" in o and o["rank"] != by_id.get(parent_of.get(o["_gvid"], -1), raw).get("rank")
            for o in groups
        ),
    )


def _documents(text: str) -> list[dict[str, Any]]:
    """The engine's answer, a document for each graph of the file; at least one."""
    # Graphviz escapes no control characters.
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_fields)
    found: list[dict[str, Any]] = []
    at = 0
    try:
        while at < len(text):
            one, at = decoder.raw_decode(text, at)
            found.append(one)
            while at < len(text) and text[at].isspace():
                at += 1
    except (ValueError, RecursionError) as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why
    return found


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the answer: the engine's own fields and the file's attributes, which may be
    called alike. Attributes are text, and a name comes first."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if isinstance(value, str) and (key in found or key in _OWN):
            continue
        found[key] = value
    return found


def _name(raw: dict[str, Any]) -> str:
    return "" if raw["name"].startswith("%") else raw["name"]


def invisible(attrs: Mapping[str, Any]) -> bool:
    """Whether `style` says `invis`."""
    return "invis" in re.split(r"[,\s]+", attrs.get("style", ""))


def _attrs(raw: dict[str, Any]) -> Attrs:
    return {k: v for k, v in raw.items() if isinstance(v, str) and v and k != "name"}
