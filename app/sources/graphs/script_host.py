"""Runs one diagram script, in a child process, and writes down what it drew.

    acetate --child script SCRIPT RESULT PACKAGES SECONDS

SCRIPT is the script's absolute path; RESULT the file to write; PACKAGES the folder that holds
the `diagrams` package; SECONDS the time after which a trace of where the script stands is
written to RESULT + ".trace". The parent process ends what runs longer or writes too much.

RESULT holds one JSON object a line: for each diagram
`{"diagram": number, "name": str, "filename": str, "dot": DOT source, "line": int|null}` (a later
line with the same number replaces it), and at the end one of `{"end": "done"}`,
`{"end": "raised", "type": str, "text": str, "line": int|null}`,
`{"end": "exited", "code": int|str|null, "line": int|null}` or
`{"end": "printed", "line": int|null}`. No end line: the process was ended from elsewhere.
The DOT carries attributes of ours: `acetate_place` (line, or line:column) on nodes, edges and
clusters; on nodes
`acetate_kind` (the class without its leading package: `aws.compute.EC2`) and, where the script
says the node's own width, `acetate_sized`; on a node that
only stands for a cluster `acetate_cluster`, its name.

Standard library and `diagrams` only: nothing of Acetate is loaded here.
"""

from __future__ import annotations

import faulthandler
import io
import json
import os
import sys
from importlib import import_module
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from importlib.util import decode_source
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any, TextIO

PRINTED = 1 << 20  # characters a script may print
RESULT = 32 << 20  # bytes of any file it may write
MEMORY = 1 << 30  # bytes of address space


class PrintedTooMuch(BaseException):
    """Not an Exception, so that a script does not swallow it."""


class _Printed(io.TextIOBase):
    """Where a script's print goes: counted, not kept."""

    def __init__(self) -> None:
        self._left = PRINTED

    def write(self, text: str) -> int:
        self._left -= len(text)
        if self._left < 0:
            raise PrintedTooMuch
        return len(text)

    def writable(self) -> bool:
        return True


class _NoBytecodeLoader(SourceFileLoader):
    """Imports a script's neighbours without leaving bytecode beside them."""

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        pass


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
    """Stands in for `diagrams`' drawing: records instead of rendering."""

    def __init__(self, script: str, result: TextIO) -> None:
        self._script = script
        self._result = result
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []  # so that no id() is used twice
        self._lines: dict[int, int | None] = {}
        self._clusters: dict[tuple[int, str], int] = {}
        self._positions: dict[int, list[tuple[int | None, int | None]]] = {}
        self.text: list[str] = []  # the script's lines, as far as columns are wanted

    def install(self) -> None:
        """Replace what renders, and add line and class to what is drawn."""
        diagrams: Any = import_module("diagrams")
        diagram, cluster, node = diagrams.Diagram, diagrams.Cluster, diagrams.Node
        edge_class = diagrams.Edge
        begin, connect = diagram.__init__, diagram.connect
        group, place = cluster.__init__, node.__init__

        def diagram_init(drawn: Any, *args: Any, **named: Any) -> None:
            begin(drawn, *args, **named)
            self._kept.append(drawn)
            self._lines[id(drawn)] = self.line()

        def diagram_exit(drawn: Any, kind: type | None, *_: object) -> None:
            if kind is None:
                self.record(drawn)
            diagrams.setdiagram(None)
            diagrams.setcluster(None)

        def diagram_connect(drawn: Any, tail: Any, head: Any, edge: Any) -> None:
            if isinstance(head, cluster):  # Graphviz joins nodes only: one stands in for it
                head = _StandIn(head.dot.name)
                drawn.dot.node(head.nodeid, acetate_cluster=head.cluster)
            connect(drawn, tail, head, _EdgeAttributes({**edge.attrs, **self.marks()}))

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

        def node_init(drawn: Any, *args: Any, **named: Any) -> None:
            marks = {"acetate_kind": _kind(type(drawn)), **self.marks()}
            if "width" in named:
                marks["acetate_sized"] = "true"
            place(drawn, *args, **{**named, **marks})

        diagram.__init__, diagram.__exit__ = diagram_init, diagram_exit
        diagram.connect = diagram_connect
        # Plain functions, so that Python hands them the diagram.
        diagram.render = diagram._repr_png_ = lambda drawn: self.record(drawn)  # noqa: PLW0108
        cluster.__init__, node.__init__ = cluster_init, node_init
        for name, directions in _JOINING.items():
            method = getattr(node, name)
            setattr(node, name, _joining(method, cluster, edge_class, directions))

    def record(self, diagram: Any) -> None:
        """Write a diagram down as it is now."""
        number = self._numbers.setdefault(id(diagram), len(self._numbers))
        self.write(
            diagram=number,
            name=_text(diagram.name),
            filename=_text(diagram.filename),
            dot=_text(diagram.dot.source),
            line=self._lines.get(id(diagram)),
        )

    def write(self, **values: object) -> None:
        """Write a line of the result (JSON) and hand it on at once: what comes after it may
        fail."""
        self._result.write(json.dumps(values) + "\n")
        self._result.flush()

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
            self._positions[id(code)] = [(where[0], where[2]) for where in code.co_positions()]
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


def _text(value: object) -> str:
    """As text that UTF-8 can hold: a script may make half a surrogate pair."""
    return str(value).encode("utf-8", "replace").decode()


def _kind(drawn: type) -> str:
    """`aws.compute.EC2`; for a class of the script's own, the one that it is made from."""
    for known in drawn.__mro__:
        if known.__module__.partition(".")[0] == "diagrams":
            return f"{known.__module__}.{known.__name__}".removeprefix("diagrams.")
    return drawn.__name__


def limit(seconds: float) -> None:
    """What the system can hold back by itself; the parent holds back the rest."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (resource.RLIMIT_FSIZE, RESULT),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # a lower limit is already set, or none of the kind
            continue


def find_neighbours(folder: str) -> None:
    """Let a script import the modules beside it, after everything that is installed. What is
    elsewhere is not found (ImportError), as Python asks of a hook."""

    def hook(path: str) -> FileFinder:
        if path != folder and not path.startswith(folder + os.sep):
            raise ImportError
        return FileFinder(path, (_NoBytecodeLoader, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, hook)
    sys.path.append(folder)


def run(script: str, recorder: Recorder) -> None:
    """Run the script as `__main__` and write how it ended."""
    module = ModuleType("__main__")
    module.__dict__.update(__file__=script, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    sys.argv = [script]
    try:
        content = Path(script).read_bytes()
        code = compile(content, script, "exec")
        recorder.text = decode_source(content).split("\n")
        exec(code, module.__dict__)  # noqa: S102
    except PrintedTooMuch as why:
        recorder.write(end="printed", line=recorder.line_of(why.__traceback__))
    except SystemExit as why:
        known = why.code if isinstance(why.code, int | None) else str(why.code)
        recorder.write(end="exited", code=known, line=recorder.line_of(why.__traceback__))
    except BaseException as why:  # noqa: BLE001 - whatever a script throws is a report
        line = recorder.line_of(why.__traceback__)
        if line is None and isinstance(why, SyntaxError) and why.filename == script:
            line = why.lineno
        text = _text(why.msg if isinstance(why, SyntaxError) else why)
        recorder.write(end="raised", type=type(why).__name__, text=text[:2000], line=line)
    else:
        recorder.write(end="done")


def main(arguments: list[str]) -> None:
    """Run the script that the arguments name."""
    script, result, packages, seconds = arguments
    limit(float(seconds))
    if packages not in sys.path:
        sys.path.append(packages)
    find_neighbours(str(Path(script).parent))
    trace_file = Path(f"{result}.trace")
    with Path(result).open("w", encoding="utf-8") as file, trace_file.open("w") as trace:
        faulthandler.dump_traceback_later(float(seconds), file=trace)
        recorder = Recorder(script, file)
        recorder.install()
        sys.stdout = sys.stderr = _Printed()
        run(script, recorder)
    # Threads that the script left and exit handlers that it set are not waited for.
    os._exit(0)
