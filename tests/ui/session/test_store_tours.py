"""Tours in the store: they move what is seen, and leave no trace when they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model import problem
from app.model.diagram import Diagram, Node
from app.model.notes import Note, Notebook, Section
from app.model.tour import Step, Tour
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.ui.session.store import Store

ALL = frozenset({"iam", "networking"})


def _diagram(id: str, layers: tuple[str, ...] = ("iam", "networking")) -> Diagram:
    nodes = tuple(Node(f"{id}-{n}", f"Node {n}") for n in range(3))
    return Diagram(id, id.upper(), id, f"{id}.py", layers=layers, nodes=nodes)


def _step(diagram: str, layers: frozenset[str], *focus: str) -> Step:
    return Step("Step", "", diagram, layers, focus)


TOUR = Tour(
    "t",
    "T",
    (
        _step("a", frozenset()),
        _step("a", frozenset({"iam"}), "a-0"),
        _step("b", frozenset({"networking"}), "b-1"),
        _step("a", ALL, "a-2"),
    ),
)
SHORT = Tour("s", "S", (_step("b", ALL, "b-0"),))


def _workspace(*tours: Tour, root: str = "/w", diagrams: str = "ab") -> Workspace:
    sections = tuple(Section(f"s{n}", f"s{n}", f"s{n}", 1, "n.md", 1, "") for n in range(3))
    book = Notebook((Note("n.md", "Notes", (), sections, ""),))
    shown = tuple(_diagram(d) for d in diagrams)
    return Workspace(root, "W", False, shown, book, tours=tours)


def _store() -> Store:
    store = Store()
    store.set_workspace(_workspace(TOUR, SHORT))
    return store


def test_steps_go_through_diagrams_and_layers() -> None:
    store = _store()
    store.start_tour("t")
    assert (store.state.diagram, store.state.layers) == ("a", frozenset())
    store.go_step(2)
    assert store.state.diagram == "b"
    assert store.state.layers == {"networking"}
    assert store.step is TOUR.steps[2]
    store.go_step(9)
    assert store.state.step == 2, "there is none"
    assert not store.can_go_back


def test_layers_that_were_switched_hold_until_the_diagram_changes() -> None:
    store = _store()
    store.start_tour("t")
    store.toggle_layer("networking")
    store.go_step(1)
    assert store.state.layers == ALL
    store.toggle_layer("iam")
    store.go_step(0)
    assert store.state.layers == {"networking"}
    store.go_step(2)
    assert store.state.layers == {"networking"}
    store.go_step(3)
    assert store.state.layers == ALL


def test_a_look_elsewhere_keeps_the_tour() -> None:
    store = _store()
    store.start_tour("t", 1)
    store.show("b", "b-2")
    assert store.tour is TOUR
    store.go_back()
    assert (store.state.diagram, store.state.tour, store.state.step) == ("a", "t", 1)
    store.show("b")
    store.go_step(1)
    assert store.state.diagram == "a"


def test_a_preview_keeps_the_tour() -> None:
    store = _store()
    store.start_tour("t", 1)
    before, kept = store.state, store.keep()
    assert kept is not None
    store.preview(kept, kept.state_of(_diagram("b")))
    assert store.tour is TOUR
    store.preview(kept, kept.state)
    assert store.state == before


def test_another_tour_leads_back_to_before_the_first() -> None:
    store = _store()
    before = store.state
    store.start_tour("t", 2)
    store.start_tour("s")
    assert store.tour is SHORT
    store.stop_tour()
    assert store.state == before


def test_an_unknown_tour_does_not_start() -> None:
    store = _store()
    before = store.state
    store.start_tour("?")
    store.start_tour("t", 4)
    store.stop_tour()
    assert store.state == before


_VERBS: dict[str, Callable[[Store], None]] = {
    "step 0": lambda s: s.go_step(0),
    "step 1": lambda s: s.go_step(1),
    "step 2": lambda s: s.go_step(2),
    "step 3": lambda s: s.go_step(3),
    "show a": lambda s: s.show("a"),
    "show b": lambda s: s.show("b"),
    "select": lambda s: s.select(f"{s.state.diagram}-0"),
    "select nothing": lambda s: s.select(None),
    "section": lambda s: s.open_section("s1"),
    "toggle": lambda s: s.toggle_layer("iam"),
    "hide": lambda s: s.hide([f"{s.state.diagram}-2"]),
    "undo": lambda s: s.undo_hiding(),
    "tidy": lambda s: s.set_tidy(not s.state.tidy),
    "port": lambda s: s.set_viewport(Viewport(1, 2, 3)),
    "back": lambda s: s.go_back(),
    "forward": lambda s: s.go_forward(),
    "read again": lambda s: s.set_workspace(_workspace(TOUR, SHORT)),
    "other tour": lambda s: s.start_tour("s"),
}
_DO = st.lists(st.sampled_from(sorted(_VERBS)), max_size=30)


def _walk(store: Store, steps: Iterable[str]) -> None:
    for step in steps:
        _VERBS[step](store)


def _all(store: Store) -> object:
    """All that a person could tell apart."""
    return (
        store.state,
        store.state_of("a"),
        store.state_of("b"),
        store.can_undo_hiding,
        store._walk,
    )


@given(_DO, _DO, st.integers(0, 3))
def test_a_tour_leaves_no_trace(before: list[str], during: list[str], step: int) -> None:
    store = _store()
    _walk(store, (x for x in before if x != "other tour"))
    assert store.tour is None
    was = _all(store)
    store.start_tour("t", step)
    _walk(store, during)
    lasting = store.lasting
    store.stop_tour()
    assert _all(store) == was
    assert lasting is not None
    assert lasting.state == store.state
    assert store.lasting_state_of("b") == store.state_of("b")


@given(_DO)
def test_no_step_is_part_of_the_history(steps: list[str]) -> None:
    store = _store()
    store.start_tour("t")
    _walk(store, (x for x in steps if x.startswith(("step", "toggle", "port", "tidy", "read"))))
    assert not store.can_go_back
    assert not store.can_go_forward


@given(_DO)
def test_every_signal_comes_after_the_state(steps: list[str]) -> None:
    store = _store()
    seen: list[bool] = []
    store.state_changed.connect(lambda old, new: seen.append(store.state is new and old != new))
    store.start_tour("t")
    _walk(store, steps)
    store.stop_tour()
    assert all(seen)


# Files read again


def test_a_tour_goes_on_when_files_are_read_again() -> None:
    store = _store()
    store.start_tour("t", 1)
    store.toggle_layer("networking")
    store.set_workspace(_workspace(TOUR))
    assert (store.tour, store.state.step) == (TOUR, 1)
    assert store.state.layers == ALL


def test_a_step_that_was_written_anew_shows_what_it_says_now() -> None:
    store = _store()
    store.start_tour("t", 1)
    store.toggle_layer("networking")
    changed = replace(TOUR, steps=(TOUR.steps[0], _step("a", frozenset(), "a-1"), *TOUR.steps[2:]))
    store.set_workspace(_workspace(changed))
    assert store.state.layers == {"networking"}
    moved = replace(TOUR, steps=(TOUR.steps[0], _step("b", frozenset(), "b-1"), *TOUR.steps[2:]))
    store.set_workspace(_workspace(moved))
    assert (store.state.diagram, store.state.layers) == ("b", frozenset())


def test_of_a_tour_that_is_shorter_now_the_last_step_shows() -> None:
    store = _store()
    store.start_tour("t", 3)
    store.set_workspace(_workspace(replace(TOUR, steps=TOUR.steps[:3])))
    assert (store.state.step, store.state.diagram) == (2, "b")


def test_a_tour_that_has_gone_ends() -> None:
    store = _store()
    store.select("a-1")
    store.toggle_layer("iam")
    before = store.state
    store.start_tour("t", 2)
    store.select("b-0")
    store.set_workspace(_workspace(SHORT))
    assert store.state == before
    assert store.tour is None
    assert store.state_of("b").layers == ALL
    store.go_back()
    assert store.state.selection is None
    assert not store.can_go_back


def test_what_comes_back_is_as_the_files_are_now() -> None:
    store = _store()
    store.select("a-2")
    store.start_tour("t", 2)
    less = replace(_diagram("a"), nodes=_diagram("a").nodes[:2])
    store.set_workspace(replace(_workspace(TOUR), diagrams=(less, _diagram("b"))))
    store.stop_tour()
    assert (store.state.diagram, store.state.selection) == ("a", None)


def test_a_file_that_is_broken_for_a_moment_ends_no_tour() -> None:
    store = _store()
    store.start_tour("t", 1)
    broken = (problem.error("Wrong", "a.py", 3),)
    store.set_workspace(replace(_workspace(SHORT, diagrams="b"), problems=broken))
    assert store.tour == TOUR
    assert store.state.diagram == "a"


def test_another_workspace_ends_it() -> None:
    store = _store()
    store.start_tour("t", 1)
    store.set_workspace(_workspace(TOUR, root="/other"))
    assert store.tour is None
    store.stop_tour()
    assert (store.state.diagram, store.state.layers) == ("a", ALL)
