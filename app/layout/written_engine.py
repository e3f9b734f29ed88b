"""Graphviz asked to draw a graph as its file says it: another way where it gives up, and by a quicker
method where it comes to no end."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.engine import DEFAULT, find, read_with_engine
from app.errors import GaveUpError
from app.layout.port_names import PlainPorts
from app.layout.stand_ins import LetterStandIns
from app.model.written import WrittenGraph
from app.paths import is_folder, path_of

INSTALLED = "dot"
# What the engine says where merging edges, as `concentrate` asks, has lost its nodes; it draws nothing then.
_LOST = "vlists"
_MERGING = re.compile(r'(\bconcentrate"?\s*=\s*)"?(?:true|yes|1)\b"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenEngine:
    """`method` is one of METHODS, empty for the one that the file asks for; `engine` as `find` takes
    it. Without `merging` each edge is drawn by itself, whatever the file says."""

    engine: str | None = None
    method: str = ""
    cancel: threading.Event | None = None
    merging: bool = True

    @property
    def name(self) -> str:
        """`dot` or `graphviz-pure`."""
        return Path(find(self.engine)).stem

    def ask(self, graph: WrittenGraph, *args: str) -> str:
        """What it answers to arguments as `-Tjson`. Raises LayoutError."""
        try:
            return self._answered(graph, args)
        except GaveUpError as why:
            try:  # its newer ranking seldom gives up on what the usual one does
                return self._answered(graph, (*args, "-Gnewrank=true"))
            except GaveUpError:
                raise why from None

    def _answered(self, graph: WrittenGraph, args: tuple[str, ...]) -> str:
        folder = path_of(graph.folder)
        dot = graph.dot if self.merging else _MERGING.sub(r"\1false", graph.dot)
        ports = PlainPorts(dot)
        others = LetterStandIns(ports.dot) if self.name == DEFAULT else None
        answer = read_with_engine(
            others.dot if others else ports.dot,
            (*args, *((f"-Glayout={self.method}",) if self.method else ())),
            engine=self.engine,
            cancel=self.cancel,
            folder=folder if graph.folder and is_folder(folder) else None,
        )
        if self.merging and _LOST in answer.complaint:
            raise GaveUpError(f"{self.name} could not merge edges, as concentrate asks.")
        return ports.taken_back(others.taken_back(answer.text) if others else answer.text)

    @property
    def remark(self) -> str:
        """What a person is told where this one drew what the usual one did not."""
        if not self.merging:
            return "Drawn with each edge by itself."
        return f"Drawn by Graphviz’s {self.method}, as the layout engine came to no end."

    def others(self, dot: str, clustered: bool) -> Iterator[WrittenEngine]:
        """What may come to an end with DOT text where this one does not, the better picture first: without
        merging edges; sfdp, by an installed Graphviz if there is one, which takes a tenth of the time;
        then the quickest."""
        if _MERGING.search(dot):
            yield replace(self, merging=False)
        if not clustered:  # sfdp draws no clusters
            installed = INSTALLED if shutil.which(INSTALLED) else self.engine
            yield replace(self, engine=installed, method="sfdp")
        yield self.quickest(clustered)

    def quickest(self, clustered: bool) -> WrittenEngine:
        """The quickest that there is, for a first picture: it takes a second where dot takes a
        minute."""
        return replace(self, method="osage" if clustered else "twopi")
