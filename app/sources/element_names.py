"""What people call the elements of a diagram, and which ones a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.workspace import Workspace

_ARROW = re.compile(r"\s*(?:->|→|--)\s*")


class ElementNames:
    """Names are labels (whole, or their first line), ids, and sections of the notes (`#anchor`, or
    a title) for what opens them; `A -> B` are the edges between. Case and spacing do not count."""

    def __init__(self, diagram: Diagram, workspace: Workspace) -> None:
        self._diagram = diagram
        self._by_id: dict[str, Node | Cluster | Edge] = {e.id: e for e in diagram.edges}
        self._by_id |= {c.id: c for c in diagram.components}
        self._by_name: dict[str, list[str]] = {}
        self._by_section: dict[str, list[str]] = {}
        for component in diagram.components:
            for name in dict.fromkeys((_key(component.label), _key(_first(component.label)))):
                self._by_name.setdefault(name, []).append(component.id)
        for id, link in workspace.links.get(diagram.id, {}).items():
            section = workspace.notebook.section(link.section or "")
            if section is not None:
                for name in dict.fromkeys(
                    (f"#{section.id}", f"#{section.anchor}", _key(section.title))
                ):
                    self._by_section.setdefault(name.casefold(), []).append(id)

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that a name means; none where it means nothing here."""
        if name in self._by_id:
            return (name,)
        found = self._by_name.get(_key(name)) or self._by_section.get(_key(name))
        if found:
            return tuple(found)
        ends = _ARROW.split(name)
        if len(ends) != 2 or not all(ends):
            return ()
        tails, heads = (set(self.find(end)) for end in ends)
        return tuple(
            e.id
            for e in self._diagram.edges
            if e.tail in tails and e.head in heads and not e.invisible
        )

    def name(self, id: str) -> str:
        """A name that means this element and no other; its id where there is none."""
        element = self._by_id.get(id)
        if isinstance(element, Edge):
            name = f"{self.name(element.tail)} -> {self.name(element.head)}"
        elif element is not None:
            name = " ".join(element.label.split())
            if self.find(_first(element.label)) == (id,):
                name = _first(element.label)
        else:
            return id
        return name if '"' not in name and self.find(name) == (id,) else id

    def names(self, ids: Iterable[str]) -> list[str]:
        return [self.name(id) for id in ids]

    def nearest(self, name: str) -> str:
        """“ Did you mean …?”, or nothing."""
        labels = [" ".join(c.label.split()) for c in self._diagram.components]
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
