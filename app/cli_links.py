"""`acetate list --links`: which section each component opens, why, and how sure that is. No Qt."""

from __future__ import annotations

import json
from typing import Any

from app.model.diagram import Cluster, Diagram, Node
from app.model.link_reasons import because
from app.model.notes import Link
from app.model.wording import counted
from app.model.workspace import Workspace


def print_links(workspace: Workspace) -> None:
    """For people; components of one label that open the same are one line."""
    opened = total = 0
    for diagram in workspace.diagrams:
        print(f"{diagram.id}: {diagram.title}")
        told: dict[str, None] = {}
        for component in diagram.components:
            link = workspace.link(diagram.id, component.id)
            if link is not None:
                told[_line(workspace, component, link)] = None
                opened, total = opened + (link.section is not None), total + 1
        print("\n".join(f"  {line}" for line in told) or "  no components")
    print(f"{opened} of {counted(total, 'component')} open a section.")


def print_links_as_json(workspace: Workspace) -> None:
    """One object; sections are named by their ids, and by file and title."""
    links = [one for d in workspace.diagrams for one in _links_as_json(workspace, d)]
    print(json.dumps({"links": links}, indent=1))


def _line(workspace: Workspace, component: Node | Cluster, link: Link) -> str:
    label = " ".join(component.label.split()) or component.id
    section = workspace.notebook.section(link.section)
    if section is not None:
        return f"{label} → {section.file}: {section.title} ({link.certainty}: {because(link)})"
    near = (workspace.notebook.section(id) for id in link.nearest)
    titles = ", ".join(f"“{s.title}”" for s in near if s)
    return f"{label} → nothing: {because(link)}" + (f"; nearest: {titles}" if titles else "")


def _links_as_json(workspace: Workspace, diagram: Diagram) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for component in diagram.components:
        link = workspace.link(diagram.id, component.id)
        if link is None:
            continue
        section = workspace.notebook.section(link.section)
        found.append(
            {
                "diagram": diagram.id,
                "component": component.id,
                "label": component.label,
                "section": section.id if section else None,
                "file": section.file if section else None,
                "title": section.title if section else None,
                "reason": link.reason,
                "why": because(link),
                "certainty": link.certainty if section else None,
                "subject": link.said or None,
                "nearest": link.nearest,
            }
        )
    return found
