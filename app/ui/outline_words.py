"""What the outline, and through it a screen reader, says of an element."""

from __future__ import annotations

import re

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.hiding import Shows
from app.model.layer import layer_name
from app.model.workspace import Workspace
from app.ui import describe

Element = Node | Cluster | Edge
JOINS = {"forward": "to", "back": "back to", "both": "and back to", "none": "and"}
CAPITALS = {"vpc": "VPC", "aws": "AWS", "ecs": "ECS"}


def text(diagram: Diagram, element: Element) -> str:
    """What a row reads: a label, or what an edge joins and is called."""
    name = describe.name(diagram, element.id)
    label = " ".join(element.label.split()) if isinstance(element, Edge) else ""
    return f"{name}, {label}" if label else name or "Without a name"


def kind(element: Element) -> str:
    """What it is: `EC2 Auto Scaling`, `public subnet cluster`, `edge`."""
    if isinstance(element, Edge):
        return "edge"
    if isinstance(element, Cluster):
        words = [CAPITALS.get(w, w) for w in element.kind.split("-")]
        return "cluster" if element.kind == "generic" else f"{' '.join(words)} cluster"
    last = element.kind.rpartition(".")
    if not last[1]:  # a Graphviz shape says nothing
        return "component"
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", last[2])


def spoken(diagram: Diagram, element: Element) -> str:
    """Its name with its kind, in words."""
    if not isinstance(element, Edge):
        name, what = text(diagram, element), kind(element)
        return name if name.casefold() == what.casefold() else f"{name}, {what}"
    tail, head = describe.name(diagram, element.tail), describe.name(diagram, element.head)
    label = " ".join(element.label.split())
    said = f"Edge from {tail} {JOINS[element.arrows]} {head}"
    return f"{said}, {label}" if label else said


def shown_words(shows: Shows, visible: bool) -> str:
    """Whether it is in the picture, and if not, why."""
    if shows is Shows.WHOLE and not visible:
        return "layer off"
    return shows.value


def details(workspace: Workspace, diagram: Diagram, element: Element, state: str) -> str:
    """Its state, layers and note, and what is said of it, as sentences."""
    inside = element.parent if isinstance(element, Cluster) else None
    inside = element.cluster if isinstance(element, Node) else inside
    layers = [layer_name(layer) for layer in element.layers]
    said = [state.capitalize()]
    if inside:
        said.append(f"In {describe.name(diagram, inside)}")
    if layers:
        said.append(f"Layer{'s' if len(layers) > 1 else ''} {' and '.join(layers)}")
    if isinstance(element, Cluster):
        count = sum(n.cluster == element.id for n in diagram.nodes)
        count += sum(c.parent == element.id for c in diagram.clusters)
        said.append("Holds 1 component" if count == 1 else f"Holds {count} components")
    if not isinstance(element, Edge):
        link = workspace.link(diagram.id, element.id)
        section = workspace.notebook.section(link.section) if link and link.section else None
        said.append(f"Note: {section.title}" if section else "No note")
    if element.tooltip:
        said.append(" ".join(element.tooltip.split()))
    return ". ".join(said)
