"""The diagrams of a workspace by what points to them: a `URL`, or a note that shows a picture."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from app.model.diagram import Diagram
from app.model.notes import Notebook, Section
from app.sources.file_formats import names_diagram


class DiagramIndex:
    """`URL="ecs.py"` is the first diagram of that file, `URL="ec2.py#vm"` the one of it whose
    `filename` is vm."""

    def __init__(self, diagrams: Iterable[Diagram], notebook: Notebook) -> None:
        self._diagrams = tuple(diagrams)
        self._by_filename: dict[str, Diagram] = {}
        self._by_source: dict[str, list[Diagram]] = {}
        for diagram in self._diagrams:
            self._by_filename.setdefault(diagram.filename, diagram)
            self._by_source.setdefault(diagram.source, []).append(diagram)
        self._homes: dict[str, list[Section]] = {}
        self._shown: dict[str, list[Diagram]] = {}
        for section in notebook.sections:
            for image in section.images:
                found = None if image.own else self._by_filename.get(image.stem)
                if found is not None:
                    self._homes.setdefault(found.id, []).append(section)
                    self._shown.setdefault(section.id, []).append(found)

    def by_url(self, url: str, source: str) -> list[Diagram] | None:
        """The diagrams that a URL in the file `source` names; None for other URLs."""
        if not url:
            return None
        path, _, filename = unquote(url).partition("#")
        if re.match(r"[a-zA-Z][\w+.-]*:", url):
            return None
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        there = self._by_source.get(beside, [])  # whatever its name ends in
        if not (there or names_diagram(path)):
            return None
        name = posixpath.basename(path)
        found = there or [d for d in self._diagrams if posixpath.basename(d.source) == name]
        return [d for d in found if filename in {"", d.filename}]

    def home(self, diagram: Diagram) -> Section | None:
        """The first section in which its picture stands."""
        return next(iter(self._homes.get(diagram.id, [])), None)

    def of_section(self, section: Section) -> Diagram | None:
        """Of the diagrams whose pictures stand in a section the one that is called as the
        section is, else the first."""
        shown = self._shown.get(section.id, [])
        return next((d for d in shown if d.id == section.anchor), shown[0] if shown else None)
