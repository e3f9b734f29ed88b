"""What people call the elements of a diagram, and which ones a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import ElementId
from app.model.workspace import Workspace

_ARROW = re.compile(r"\s*(?:->|→|--)\s*")


class ElementNames:
    """Names are labels (whole, or their first line), ids, and sections of the notes (`#anchor`, or
    a title) for what opens them; `A -> B` are the edges that are drawn so. Case and spacing do not
    count."""

    def __init__(self, diagram: Diagram, workspace: Workspace) -> None:
        self._diagram = diagram
        self._index = diagram.index
        self._by_name: dict[str, list[ElementId]] = {}
        self._by_section: dict[str, list[ElementId]] = {}
        for component in diagram.components:
            for name in dict.fromkeys((_key(component.label), _key(_first(component.label)))):
                self._by_name.setdefault(name, []).append(component.id)
        for id, link in workspace.links.get(diagram.id, {}).items():
            section = workspace.notebook.section(link.section)
            if section is not None:
                for name in dict.fromkeys(
                    (f"#{section.id}", f"#{section.anchor}", _key(section.title))
                ):
                    self._by_section.setdefault(name.casefold(), []).append(id)

    def find(self, name: str) -> tuple[ElementId, ...]:
        """The ids that a name means; none where it means nothing here."""
        if components := self._component(name):
            return components
        for arrow in _ARROW.finditer(name):  # a label may have arrows of its own
            before, after = name[: arrow.start()], name[arrow.end() :]
            found = self._between(before, after) if before and after else []
            if found:
                return tuple(found)
        return ()

    def _between(self, before: str, after: str) -> list[ElementId]:
        """The edges that are drawn from the one to the other; both ways where they have two
        arrowheads or none."""
        first, second = set(self._component(before)), set(self._component(after))
        found = []
        for edge in self._diagram.edges:
            start, end = edge.way
            there = start in first and end in second
            back = edge.arrows in {"both", "none"} and end in first and start in second
            if (there or back) and not edge.invisible:
                found.append(edge.id)
        return found

    def _element(self, id: ElementId) -> Node | Cluster | Edge | None:
        return self._index.component(id) or self._index.edges.get(id)

    def _component(self, name: str) -> tuple[ElementId, ...]:
        """As `find`, without edges."""
        id = ElementId(name)
        if self._element(id) is not None:
            return (id,)
        return tuple(self._by_name.get(_key(name)) or self._by_section.get(_key(name)) or ())

    def name(self, id: ElementId) -> str:
        """A name that means this element and no other; its id where there is none."""
        element = self._element(id)
        if isinstance(element, Edge):
            name = " -> ".join(self.name(end) for end in element.way)
        elif element is not None:
            name = " ".join(element.label.split())
            if self.find(_first(element.label)) == (id,):
                name = _first(element.label)
        else:
            return id
        usable = name and '"' not in name and "-->" not in name
        return name if usable and self.find(name) == (id,) else id

    def names(self, ids: Iterable[ElementId]) -> list[str]:
        """By which a tour can name each of these ids."""
        return [self.name(id) for id in ids]

    def nearest(self, name: str) -> str:
        """“ Did you mean …?”, or nothing."""
        labels = [" ".join(c.label.split()) for c in self._diagram.components]
        if name.startswith("#"):
            return nearest(name, (n for n in self._by_section if n.startswith("#")))
        ends = _ARROW.split(name)
        if len(ends) == 2 and all(ends):
            strange = [end for end in ends if not self._component(end)]
            if not strange:
                return " Both are there, but no edge leads from the first to the second."
            return "".join(f" “{end}” is unknown.{nearest(end, labels)}" for end in strange)
        return nearest(name, labels)


def nearest(name: str, known: Iterable[str]) -> str:
    """“ Did you mean “ECR” or “ECS”?”, or nothing."""
    by_key = {_key(k): k for k in known}
    near = get_close_matches(_key(name), by_key, n=3, cutoff=0.5)
    said = " or ".join(f"“{by_key[k]}”" for k in near)
    return f" Did you mean {said}?" if said else ""


def _first(label: str) -> str:
    return " ".join(label.partition("\n")[0].split())


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
