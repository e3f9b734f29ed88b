from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import delete

from app.model.diagram import Diagram, Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.scene.theme import DARK
from app.session import answers, verbs
from app.session.changes import Change, Changed
from app.ui.session.store import Store

A, B = (
    Diagram(
        DiagramId(id),
        id.upper(),
        id,
        f"{id}.py",
        layers=("iam",),
        nodes=(Node(ElementId(f"{id}-0"), "N"),),
    )
    for id in "ab"
)


def _store() -> Store:
    store = Store()
    store.do(answers.take_workspace, Workspace("/w", "W", False, (A, B)))
    return store


class Ear(QObject):
    def __init__(self, store: Store, what: Changed) -> None:
        super().__init__()
        self.heard: list[Change] = []
        store.on(what, self.hear)

    def hear(self, change: Change) -> None:
        self.heard.append(change)


def test_one_hears_only_of_what_concerns_one_and_once() -> None:
    store = _store()
    layers, rest = Ear(store, Changed.LAYERS), Ear(store, Changed.STATE & ~Changed.LAYERS)
    store.do(verbs.toggle_layer, "iam")
    assert (len(layers.heard), len(rest.heard)) == (1, 0)
    store.do(verbs.show, DiagramId("b"), ElementId("b-0"))
    assert (len(layers.heard), len(rest.heard)) == (2, 1)
    store.do(verbs.select, ElementId("b-0"))
    assert (len(layers.heard), len(rest.heard)) == (2, 1)


def test_who_hears_finds_the_session_in_place() -> None:
    store = _store()
    ear = Ear(store, Changed.SELECTION)
    seen: list[object] = []
    store.on(Changed.SELECTION, lambda change: seen.append(store.session is change.new))
    store.do(verbs.select, ElementId("a-0"))
    assert seen == [True]
    assert ear.heard[0].old.state.selection is None


def test_who_is_destroyed_hears_nothing() -> None:
    store = _store()
    ear = Ear(store, Changed.SELECTION)
    delete(ear)
    store.do(verbs.select, ElementId("a-0"))
    assert not ear.heard


def test_files_are_told_before_what_is_seen_of_them_and_layouts_after() -> None:
    store = _store()
    order: list[str] = []
    for name in ("LAYOUT", "SELECTION", "DIAGRAM", "WORKSPACE"):
        store.on(Changed[name], lambda _, name=name: order.append(name))
    layout = DiagramLayout(A, 10, 10, {}, {}, {})
    store.do(verbs.select, ElementId("a-0"))
    store.do(answers.take_layout, DiagramId("a"), layout)
    order.clear()
    store.do(answers.take_workspace, Workspace("/v", "V", False, (B,)))
    assert order == ["WORKSPACE", "SELECTION", "DIAGRAM", "LAYOUT"]


def test_a_fork_follows_its_base_until_it_leaves() -> None:
    store = _store()
    fork = Store(base=store)
    layout = DiagramLayout(A, 10, 10, {}, {}, {})
    store.do(answers.take_layout, DiagramId("a"), layout)
    store.set_theme(DARK)
    assert fork.layout is layout
    assert fork.theme is DARK
    fork.do(verbs.show, DiagramId("b"))
    assert store.state.diagram == "a"
    fork.leave_base()
    store.do(answers.take_workspace, Workspace("/w", "W", False, (A,)))
    assert fork.state.diagram == "b"
