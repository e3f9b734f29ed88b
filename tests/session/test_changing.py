"""Layers that a person gives a diagram, and undo."""

from __future__ import annotations

from app.model import choosing
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer_choice import NOTHING_CHOSEN
from app.model.workspace import Workspace
from app.session import answers, changing, verbs
from tests.session.held import Held


def _named(held: Held) -> tuple[str, ...]:
    return held.session.diagram.named_layers if held.session.diagram else ()


def test_layers_that_a_person_gives_a_diagram_are_on_and_taken_back() -> None:
    nodes = tuple(Node(ElementId(id), id) for id in "ab")
    plain = Diagram(DiagramId("p"), "P", "p", "p.dot", nodes=nodes, choice=NOTHING_CHOSEN)
    held = Held()
    held.do(answers.take_workspace, Workspace("/w", "W", False, (plain,)))
    on_a = choosing.put(plain, "Front", (ElementId("a"),))
    held.do(changing.choose_layers, on_a)
    assert (set(held.state.layers), _named(held)) == ({"Front"}, ("Front",))
    held.do(verbs.toggle_layer, "Front")
    held.do(changing.choose_layers, choosing.renamed(on_a, "Front", "Back"))
    assert (len(held.state.layers), _named(held)) == (0, ("Back",)), "it stays off"
    held.do(verbs.hide, (ElementId("b"),))
    held.do(changing.undo)
    assert (len(held.state.hidden), _named(held)) == (0, ("Back",))
    held.do(changing.undo)
    held.do(changing.undo)
    assert (held.session.diagram, held.session.history.can_undo) == (plain, False)
