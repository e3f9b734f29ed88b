"""What the canvas says of an element, in one line and as a tooltip."""

from __future__ import annotations

from collections import Counter

from app.model.diagram import Diagram, Edge, Node
from app.model.folding import stand_in, stood_for, title, whole
from app.model.ids import ElementId
from app.model.layer import Visible, layer_name
from app.model.view_state import ViewState
from app.model.wording import counted
from app.session.session import Session
from app.ui.kit import plain
from app.ui.services.links import MOST, address_of, addresses_of

JOINTS = {"point": "a point", "blank": "a blank"}  # what an edge may end at besides components
LISTED = 8  # edges that a tooltip names
NEW_LINE = "\n"
ARROWS = {"forward": "→", "back": "←", "both": "↔", "none": "–"}


def name(diagram: Diagram, element: ElementId) -> str:
    """The label on one line; for an edge, what it joins. Empty for an unknown id."""
    found = diagram.index.component(element)
    if found is not None:
        return " ".join(title(found).split())
    edge = diagram.index.elements.get(element)
    if isinstance(edge, Node):
        return JOINTS[edge.form]
    if not isinstance(edge, Edge):
        return ""
    return f"{name(diagram, edge.tail)} {ARROWS[edge.arrows]} {name(diagram, edge.head)}"


def _more(diagram: Diagram, element: ElementId) -> list[str]:
    index = diagram.index
    found = index.component(element) or index.edges.get(element)
    if found is None:
        return []
    label = " ".join(found.label.split()) if isinstance(found, Edge) else ""
    if isinstance(found, Node) and found.folds:
        label = f"{found.label.rpartition(NEW_LINE)[2]}, folded"
    layers = " and ".join(layer_name(x) for x in found.layers if x in diagram.named_layers)
    inside = 0 if isinstance(found, Edge) else found.inside
    changes = f"{counted(inside, 'change')} inside" if inside else ""
    return [x for x in (label, " ".join((found.tooltip or "").split()), layers, changes) if x]


def line(diagram: Diagram, element: ElementId) -> str:
    """For the status line: name, where it leads, what is said of it, its layers."""
    address = plain.line(address_of(diagram, element))
    parts = [name(diagram, element), address, *_more(diagram, element)]
    return "  ·  ".join([parts[0], *filter(None, parts[1:])])


def merged(diagram: Diagram, element: ElementId) -> list[str]:
    """The edges that a line stands for, where it is more than one."""
    found = stood_for(diagram, element)
    if len(found) < 2:
        return []
    base = whole(diagram)
    alike = Counter(_edge(base, id) for id in found)
    said = [f"{edge} ×{count}" if count > 1 else edge for edge, count in alike.items()]
    return [*said[:LISTED], f"and {len(said) - LISTED} more"] if len(said) > LISTED else said


def _edge(diagram: Diagram, element: ElementId) -> str:
    edge = diagram.index.edges[element]
    label = " ".join(edge.label.split())
    return f"{name(diagram, element)}: {label}" if label else name(diagram, element)


def tooltip(diagram: Diagram, element: ElementId, opens: str = "", part: str = "") -> str:
    """The same as rich text; what comes from a file is escaped. `opens` says how the first address
    is opened, which is that of the `part` that is meant, where it has one."""
    own = addresses_of(diagram, element)[:MOST]
    first, *others = map(plain.line, dict.fromkeys((part, *own) if part else own or ("",)))
    link = [x for x in (first, opens) if x] if first else []
    more = [f"In the menu: {address}" for address in others]
    said = [*link, *more, *_more(diagram, element), *merged(diagram, element)]
    return plain.titled_tip(name(diagram, element), "\n".join(said))


def entrance(session: Session, component: ElementId) -> str:
    """What its menu calls the way into its own diagram; nothing where it has none."""
    inside = session.inside(component)
    return f"Go into “{inside.title}”" if inside is not None else ""


def picture(diagram: Diagram, shown: Visible, state: ViewState) -> str:
    """Of a whole picture: what is selected, how much of it shows, which layers are on."""
    said = []
    if state.selection:
        selected = stand_in(diagram, state.selection) or state.selection
        gone = selected not in shown.nodes | shown.clusters | shown.edges
        said.append(f"{name(diagram, selected)} is selected{' and not shown' * gone}")
    components = [c.id for c in diagram.components]
    count = len((shown.nodes | shown.clusters).intersection(components))
    said.append(f"{count} of {len(components)} components shown")
    if diagram.named_layers:
        on = [layer_name(layer) for layer in diagram.named_layers if layer in state.layers]
        said.append(f"Layers on: {', '.join(on) or 'none'}")
    return ". ".join(said)
