"""Blocks of code in notes that say a diagram: Mermaid's flowcharts and DOT."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from app.errors import SourceError
from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.problem import Severity
from app.model.wording import counted
from app.paths import path_of

if TYPE_CHECKING:
    from app.model.source_graph import SourceGraph
    from app.sources.reading import DiagramOrigin

LONGEST = 20_000  # characters of a block that is drawn
NODES, EDGES = 150, 300  # of one at most: it stands in a column of text
READABLE = 0.7  # px per pt; one that would be smaller in its column scrolls there instead
_LANGUAGES: dict[str, Literal["mermaid", "dot"]] = {
    "mermaid": "mermaid",
    "dot": "dot",
    "gv": "dot",
    "graphviz": "dot",
}
_MENTION = re.compile(r"(?:```|~~~)[ \t]*\{?\.?(?:mermaid|dot|gv|graphviz)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DiagramBlock:
    """Its language and its text, with the folder of its note, in the workspace or whole, as far as
    that matters: a file that DOT names as an icon may be another one elsewhere."""

    language: Literal["mermaid", "dot"]
    text: str
    folder: str = ""


def mentioned(markdown: str) -> bool:
    """Whether such a block may be in it."""
    return _MENTION.search(markdown) is not None


def block_of(info: str, text: str, note: str) -> DiagramBlock | None:
    """The block of that text if the words after its fence call it a diagram; `note` is its note's
    path, whole or in the workspace."""
    words = info.split()
    language = _LANGUAGES.get(words[0].strip("{}.").lower()) if words else None
    if language is None or not text.strip():
        return None
    return DiagramBlock(
        language, text, str(PurePosixPath(note).parent) if language == "dot" else ""
    )


def read_block(block: DiagramBlock, root: str, cancel: threading.Event | None = None) -> Diagram:
    """The diagram that it says, in a workspace at `root`; what a file of DOT may not reach it does not
    reach either. Raises SourceError, which says in a few words why there is none."""
    from app.sources.graphs.building import build
    from app.sources.reading import DiagramOrigin

    if len(block.text) > LONGEST:
        raise SourceError(f"it is longer than {LONGEST} characters")
    inside = path_of(root).resolve()
    origin = DiagramOrigin("", inside / path_of(block.folder), (inside,), cancel=cancel)
    graph = _flowchart(block.text) if block.language == "mermaid" else _dot(block.text, origin)
    if not graph.nodes:
        raise SourceError("it has no nodes")
    if len(graph.nodes) > NODES or len(graph.edges) > EDGES:
        raise SourceError(
            f"more than {counted(NODES, 'node')} or {counted(EDGES, 'edge')} are too many for a note"
        )
    name = sha256(repr(block).encode("utf-8", "replace")).hexdigest()[:16]
    (diagram,) = build(graph, origin, id=DiagramId(f"block/{name}"), filename="").diagrams
    return replace(diagram, title=graph.title)


def _flowchart(text: str) -> SourceGraph:
    from app.model.source_graph import SourcePlace
    from app.sources.graphs.mermaid import read_flowchart

    return read_flowchart(text, SourcePlace("", 1))


def _dot(text: str, origin: DiagramOrigin) -> SourceGraph:
    from app.sources.graphs.dot import read_dot_text

    read = read_dot_text(text, origin)
    if wrong := next((p for p in read.problems if p.severity is Severity.ERROR), None):
        raise SourceError(f"the DOT cannot be read ({wrong.message.rstrip('.')})")
    if len(read.graphs) != 1:
        raise SourceError(f"it holds {counted(len(read.graphs), 'graph')}")
    return read.graphs[0]
