"""What the outline, and through it a screen reader, says of an element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from app.catalogue import catalogue
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.hiding import Shows
from app.model.ids import DiagramId, ElementId
from app.model.layer import layer_name
from app.model.tracing import Traced, Way
from app.model.wording import counted, in_sentences
from app.model.workspace import Workspace
from app.ui.services import describe

Element = Node | Cluster | Edge
JOINS = {"forward": "to", "back": "back to", "both": "and back to", "none": "and"}
SIDES = {Way.TO: "before", Way.FROM: "after", Way.ANY: "away"}
# Between the words of a class name, as in NATGateway and EC2AutoScaling.
WORDS = r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"


def text(element: Element, names: Mapping[ElementId, str]) -> str:
    """What a row reads: its name, or what an edge joins and is called. `names` are those of the
    components by id."""
    label = " ".join(element.label.split())
    if not isinstance(element, Edge):
        return label or "Unnamed"
    joined = " ".join(ends(element, names))
    return f"{joined}, {label}" if label else joined


def ends(edge: Edge, names: Mapping[ElementId, str]) -> tuple[str, str, str]:
    """Its tail, an arrow, its head."""
    return names[edge.tail], describe.ARROWS[edge.arrows], names[edge.head]


def kind(element: Element) -> str:
    """What it is: `EC2 Auto Scaling`, `public subnet cluster`, `edge`."""
    if isinstance(element, Edge):
        return "edge"
    if isinstance(element, Cluster):
        name = catalogue().group(element.kind).name
        return name if name.endswith("cluster") else f"{name} cluster".lstrip()
    return _class_words(element.kind)


def first_lines(
    elements: Mapping[ElementId, Element], names: Mapping[ElementId, str]
) -> dict[ElementId, str]:
    """Names by id, those of several lines as their first one where no other element has it."""
    first = {id: " ".join(e.label.strip().partition("\n")[0].split()) for id, e in elements.items()}
    count = Counter([*first.values(), *names.values()])
    own = {id: text for id, text in first.items() if text and count[text] == 1}
    return {**names, **own}


@cache  # few classes, many elements
def _class_words(kind: str) -> str:
    _, dot, last = kind.rpartition(".")
    return re.sub(WORDS, " ", last) if dot else "component"  # a Graphviz shape says nothing


def spoken(diagram: Diagram, element: Element) -> str:
    """Its name with its kind, in words."""
    if not isinstance(element, Edge):
        name, what = describe.name(diagram, element.id) or "Unnamed", kind(element)
        return name if name.casefold() == what.casefold() else f"{name}, {what}"
    tail, head = describe.name(diagram, element.tail), describe.name(diagram, element.head)
    said = [f"Edge from {tail} {JOINS[element.arrows]} {head}", element.label, element.aside]
    at_ends = ((element.tail_label, tail), (element.head_label, head))
    said += [f"{label} at {end}" for label, end in at_ends if label]
    return ", ".join(" ".join(one.split()) for one in said if one)


def shown_words(shows: Shows, visible: bool) -> str:
    """Whether it is in the picture, and if not, why."""
    if shows is Shows.WHOLE and not visible:
        return "layer off"
    return shows.value


def steps(found: Traced) -> dict[ElementId, str]:
    """By component how far it is from what is traced: `2 before`; of a path, which stop it is."""
    said: dict[ElementId, str] = {}
    for reach in found.reaches:
        for id, number in reach.steps.items():
            said[id] = f"{number} {SIDES[reach.way]}" if number else "traced"
    for path in reversed(found.paths):
        said |= {id: f"stop {number}" for number, id in enumerate(path.stops, 1)}
    return said


def step_spoken(step: str) -> str:
    """The same as a screen reader says it: `2 steps before what is traced`."""
    number, _, side = step.partition(" ")
    side = "away from" if side == "away" else side
    return f"{counted(int(number), 'step')} {side} what is traced" if number.isdigit() else step


def details(workspace: Workspace, diagram: Diagram, element: Element, state: str) -> str:
    """Its state, layers and note, and what is said of it, as sentences."""
    around = element.parent if isinstance(element, Cluster) else None
    around = element.cluster if isinstance(element, Node) else around
    layers = [layer_name(x) for x in element.layers if x in diagram.named_layers]
    said = [state.capitalize()]
    if around:
        said.append(f"In {describe.name(diagram, around)}")
    if layers:
        said.append(f"Layer{'s' if len(layers) > 1 else ''} {' and '.join(layers)}")
    if isinstance(element, Cluster):
        index = diagram.index
        count = sum(index.component(id) is not None for id in index.children(element.id))
        said.append(f"Holds {counted(count, 'component')}")
    if not isinstance(element, Edge):
        link = workspace.link(diagram.id, element.id)
        section = workspace.notebook.section(link.section) if link and link.section else None
        said.append(f"Note: {section.title}" if section else "No note")
        inside = workspace.diagram(workspace.inside(diagram.id, element.id) or DiagramId(""))
        if inside is not None:
            said.append(f"Has a diagram of its own: {inside.title}")
    if element.tooltip:
        said.append(" ".join(element.tooltip.split()))
    return in_sentences(said)
