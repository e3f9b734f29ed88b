"""What a person does to layers that no file names."""

from __future__ import annotations

import pytest

from app.model import choosing
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer_choice import NOTHING_CHOSEN, ChosenLayer, LayerChoice, LayerProposal


def ids(text: str) -> tuple[ElementId, ...]:
    return tuple(map(ElementId, text.split()))


A, B, INNER, OUTER, AB = ids("a b inner outer a->b")
BARE = Diagram(
    DiagramId("d"),
    "D",
    "d",
    "d.py",
    nodes=(Node(A, "A", cluster=INNER), Node(B, "B", cluster=OUTER), Node(ElementId("c"), "C")),
    clusters=(Cluster(OUTER, "Outer"), Cluster(INNER, "Inner", parent=OUTER)),
    edges=(Edge(AB, A, B, (A, B)),),
    choice=NOTHING_CHOSEN,
)
LOGS = LayerProposal("monitoring", ids("outer"), "for the cluster “Outer”")


def layers(diagram: Diagram) -> dict[str, tuple[str, ...]]:
    return {id: e.layers for id, e in diagram.index.elements.items() if e.layers}


def given(choice: LayerChoice) -> Diagram:
    return choosing.chosen(BARE, choice)


def test_a_cluster_hands_its_layer_to_what_it_holds_but_what_is_on_another() -> None:
    choice = choosing.accepted(NOTHING_CHOSEN, LOGS)
    assert layers(given(choice)) == dict.fromkeys(("outer", "inner", "a", "b"), ("monitoring",))
    moved = choosing.put(given(choice), "Front", (A,))
    assert layers(given(moved))["a"] == ("Front",)
    assert choice.settled == {"monitoring"}
    assert choosing.unlayered(given(moved)) == BARE


def test_one_component_is_taken_off_the_layer_of_its_cluster() -> None:
    on = given(choosing.accepted(NOTHING_CHOSEN, LOGS))
    left = choosing.taken_off(on, (A,))
    assert layers(given(left)) == {"b": ("monitoring",)}
    assert choosing.taken_off(on, (OUTER,)).layers == ()


def test_a_cluster_that_is_put_on_a_layer_takes_what_it_holds_with_it() -> None:
    on = given(choosing.put(BARE, "Front", (A, AB)))
    assert layers(on) == {"a": ("Front",), "a->b": ("Front",)}
    moved = given(choosing.put(on, "Back", (OUTER,)))
    assert set(layers(moved).values()) == {("Back",), ("Front",)}
    assert layers(moved)["a"] == ("Back",)


def test_layers_are_renamed_removed_and_proposals_turned_off_and_offered_again() -> None:
    choice = choosing.accepted(NOTHING_CHOSEN, LOGS, "Logs")
    assert choosing.renamed(choice, "Logs", "Watch").layers[0] == ChosenLayer(
        "Watch", (OUTER,), "monitoring"
    )
    assert choosing.removed(choice, "Logs") == NOTHING_CHOSEN
    off = choosing.turned_off(NOTHING_CHOSEN, "monitoring")
    assert off.settled == {"monitoring"}
    assert choosing.offered_again(off) == NOTHING_CHOSEN


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Logs 2", ""),
        (" ", "Type a name."),
        ("a,b", "none of"),
        ("ALL", "which layers are shown"),
        ("logs", "already"),
        ("x" * 61, "at most"),
        ("a\nb", "none of"),
    ],
)
def test_a_name_can_be_said_wherever_layers_are_named(name: str, wrong: str) -> None:
    found = choosing.complaint(choosing.put(BARE, "Logs", (A,)), name)
    assert wrong in found if wrong else not found
    assert choosing.id_of("ci/cd") == "cicd"
    assert choosing.id_of("web  tier") == "Web tier"
