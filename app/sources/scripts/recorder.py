"""Stands in for what `diagrams` renders: records what a script draws. Loaded in the script's process
only, by any Python from 3.9 on."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from app.sources.scripts.reply_lines import ReplyLines


class _EdgeAttributes:
    """An edge as `Diagram.connect` wants it: attributes only."""

    def __init__(self, attrs: dict[str, str]) -> None:
        self.attrs = attrs


class _StandIn:
    """A node that edges to a cluster end at, as `Diagram.connect` wants it."""

    def __init__(self, cluster: str) -> None:
        self.cluster = cluster
        self.nodeid = f"acetate {cluster}"


class Recorder:
    """Writes down each diagram of a script, as `host` describes it."""

    def __init__(self, script: str, reply: ReplyLines) -> None:
        self._script = script
        self._reply = reply
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []  # so that no id() is used twice
        self._lines: dict[int, int | None] = {}
        self._open: dict[int, Any] = {}  # diagrams that are being drawn
        self._begun: set[int] = set()  # those with a node
        self._clusters: dict[tuple[int, str], int] = {}
        self._positions: dict[int, list[tuple[int | None, int | None]]] = {}
        self.writing = False  # a line that is not to be left half written
        self.text: list[str] = []  # the script's lines, as far as columns are wanted

    def install(self) -> Path:
        """Replace what renders, and add line and class to what is drawn. The folder that `diagrams`
        lies in."""
        diagrams: Any = import_module("diagrams")
        self._replace_diagram(diagrams, diagrams.Diagram)
        self._replace_cluster(diagrams, diagrams.Cluster)
        self._replace_node(diagrams, diagrams.Node)
        return Path(diagrams.__file__).parent.parent

    def begin_again(self) -> None:
        """The script is run anew: forget what it drew."""
        diagrams: Any = import_module("diagrams")
        diagrams.setdiagram(None)
        diagrams.setcluster(None)
        for known in (self._numbers, self._lines, self._open, self._begun, self._clusters):
            known.clear()
        self._reply.write(again=True)

    def _replace_diagram(self, diagrams: Any, diagram: Any) -> None:
        begin, enter, connect = diagram.__init__, diagram.__enter__, diagram.connect

        def diagram_init(drawn: Any, *args: Any, **named: Any) -> None:
            begin(drawn, *args, **named)
            self._kept.append(drawn)
            self._lines[id(drawn)] = self.line()

        def diagram_enter(drawn: Any) -> Any:
            self._open[id(drawn)] = drawn
            return enter(drawn)

        def diagram_exit(drawn: Any, kind: type | None, *_: object) -> None:
            self._open.pop(id(drawn), None)
            if kind is None or id(drawn) in self._begun:
                self.record(drawn, unfinished=kind is not None)
            diagrams.setdiagram(None)
            diagrams.setcluster(None)

        def diagram_connect(drawn: Any, tail: Any, head: Any, edge: Any) -> None:
            if isinstance(head, diagrams.Cluster):  # Graphviz joins nodes: one stands in for it
                head = _StandIn(head.dot.name)
                drawn.dot.node(head.nodeid, acetate_cluster=head.cluster)
            connect(drawn, tail, head, _EdgeAttributes({**edge.attrs, **self.marks()}))

        diagram.__init__, diagram.connect = diagram_init, diagram_connect
        diagram.__enter__, diagram.__exit__ = diagram_enter, diagram_exit
        # Plain functions, so that Python hands them the diagram.
        diagram.render = diagram._repr_png_ = lambda drawn: self.record(drawn)  # noqa: PLW0108

    def _replace_cluster(self, diagrams: Any, cluster: Any) -> None:
        group = cluster.__init__

        def cluster_init(drawn: Any, *args: Any, **named: Any) -> None:
            group(drawn, *args, **named)
            # Graphviz merges subgraphs of one name; the first keeps the name that `ltail` and
            # `lhead` use.
            key = (id(diagrams.getdiagram()), drawn.name)
            nth = self._clusters[key] = self._clusters.get(key, 0) + 1
            if nth > 1:
                drawn.name = drawn.dot.name = f"{drawn.name}~{nth}"
            # A subgraph inherits what it does not say itself; these are not meant to be.
            for name in ("class", "URL", "href", "tooltip"):
                drawn.dot.graph_attr.setdefault(name, "")
            drawn.dot.graph_attr.update(self.marks())

        cluster.__init__ = cluster_init

    def _replace_node(self, diagrams: Any, node: Any) -> None:
        place = node.__init__

        def node_init(drawn: Any, *args: Any, **named: Any) -> None:
            marks = {"acetate_kind": _kind(type(drawn)), **self.marks()}
            if "width" in named:
                marks["acetate_sized"] = "true"
            place(drawn, *args, **{**named, **marks})
            self._begun.add(id(diagrams.getdiagram()))

        node.__init__ = node_init
        for name, directions in _JOINING.items():
            method = getattr(node, name)
            setattr(node, name, _joining(method, diagrams.Cluster, diagrams.Edge, directions))

    def record(self, diagram: Any, *, unfinished: bool = False) -> None:
        """Write a diagram down as it is now."""
        number = self._numbers.setdefault(id(diagram), len(self._numbers))
        before, self.writing = self.writing, True
        try:
            self._reply.write(
                diagram=number,
                name=as_text(diagram.name),
                filename=as_text(diagram.filename),
                dot=as_text(diagram.dot.source),
                line=self._lines.get(id(diagram)),
                unfinished=unfinished,
            )
        finally:
            self.writing = before

    def write_end(self, **values: object) -> None:
        """Write down what is still being drawn, and how the script ended."""
        self.writing = True  # nothing is to come in between any more
        for number, drawn in self._open.items():
            if number in self._begun:
                self.record(drawn, unfinished=True)
        self._reply.write(**values)

    def marks(self) -> dict[str, str]:
        """Attributes that say where in the script the call stands that makes an element now."""
        frame = self._frame()
        if frame is None:
            return {}
        column = self._column(frame)
        return {"acetate_place": f"{frame.f_lineno}:{column}" if column else str(frame.f_lineno)}

    def line(self) -> int | None:
        """The line of the script that is running now."""
        frame = self._frame()
        return frame.f_lineno if frame else None

    def _frame(self) -> FrameType | None:
        """Where the script stands now."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the documented way to it is slow
        while frame is not None and frame.f_code.co_filename != self._script:
            frame = frame.f_back
        return frame

    def _column(self, frame: FrameType) -> int | None:
        """The column (from 1, in characters) at which the expression begins that is being
        evaluated, where Python knows it on the line that it names."""
        code = frame.f_code
        if id(code) not in self._positions:
            self._kept.append(code)
            known = code.co_positions() if hasattr(code, "co_positions") else ()  # 3.11
            self._positions[id(code)] = [(where[0], where[2]) for where in known]
        positions, at = self._positions[id(code)], frame.f_lasti // 2
        line, offset = positions[at] if at < len(positions) else (None, None)
        if line is None or offset is None:
            return None
        if line != frame.f_lineno or not 0 < line <= len(self.text):
            return None
        before = self.text[line - 1].encode("utf-8", "replace")[:offset]
        return len(before.decode("utf-8", "replace")) + 1

    def line_of(self, trace: TracebackType | None) -> int | None:
        """The script's innermost line in a traceback."""
        line = None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._script:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line


# Node's operators, and how the edge points that they make.
_JOINING: dict[str, dict[str, bool]] = {
    "__rshift__": {"forward": True},
    "__lshift__": {"reverse": True},
    "__sub__": {},
}


def _joining(method: Any, cluster: type, edge: Any, directions: dict[str, bool]) -> Any:
    """A node's operator that takes a cluster, too: `diagrams` says nothing and draws nothing."""

    def join(self: Any, other: Any) -> Any:
        if isinstance(other, cluster):
            return self.connect(other, edge(self, **directions))
        return method(self, other)

    return join


def as_text(value: object) -> str:
    """As text that UTF-8 can hold: a script may make half a surrogate pair."""
    return str(value).encode("utf-8", "replace").decode()


def _kind(drawn: type) -> str:
    """`aws.compute.EC2`; for a class of the script's own, the one that it is made from."""
    for known in drawn.__mro__:
        if known.__module__.partition(".")[0] == "diagrams":
            return f"{known.__module__}.{known.__name__}".removeprefix("diagrams.")
    return drawn.__name__
