from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model import problem
from app.model.diagram import Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.notes import Image, Link, Note, Notebook, Section
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.session.history import HISTORY
from app.ui.session.store import Store


def _diagram(id: str, layers: tuple[str, ...] = ("iam", "networking")) -> Diagram:
    nodes = tuple(Node(f"{id}-{n}", f"Node {n}") for n in range(3))
    return Diagram(id, id.upper(), id, f"{id}.py", layers=layers, nodes=nodes)


def _section(id: str) -> Section:
    return Section(id, id, id, 1, "notes.md", 1, "")


def _workspace(root: str = "/w", *diagrams: Diagram) -> Workspace:
    shown = diagrams or (_diagram("a"), _diagram("b"))
    sections = tuple(_section(f"s{n}") for n in range(3))
    book = Notebook((Note("notes.md", "Notes", (), sections, ""),))
    links = {d.id: {n.id: Link(n.id, f"s{i}", "URL") for i, n in enumerate(d.nodes)} for d in shown}
    return Workspace(root, "W", False, shown, book, links)


def _store(*diagrams: Diagram) -> Store:
    store = Store()
    store.set_workspace(_workspace("/w", *diagrams))
    return store


def test_a_workspace_opens_at_its_first_diagram_with_all_layers() -> None:
    store = _store()
    assert store.state.diagram == "a"
    assert store.state.layers == {"iam", "networking"}


def test_selecting_opens_the_section() -> None:
    store = _store()
    store.select("a-1")
    assert store.state.section == "s1"
    store.select(None)
    assert store.state.selection is None
    assert store.state.section == "s1"


def test_the_note_of_a_diagram_opens_beside_it() -> None:
    workspace = _workspace()
    links = {"a": workspace.links["a"], "b": {"b-2": Link("b-2", "s2", "URL")}}
    home = replace(_section("s1"), images=(Image("images/b.png", 1),))
    book = Notebook((Note("notes.md", "Notes", (), (_section("s0"), home, _section("s2")), ""),))
    store = Store()
    store.set_workspace(replace(workspace, links=links, notebook=book))
    store.show("b")
    assert store.state.section is None  # nothing was open
    for left, there in (("s0", "s1"), ("s1", "s1"), ("s2", "s2")):
        store.show("a")
        store.open_section(left)
        store.show("b")
        assert store.state.section == there
    for read, there in (("s0", "s1"), ("s2", "s2")):
        store.open_section(read)  # beside b, which does not show s0
        store.show("a")
        store.open_section("s0")
        store.show("b")
        assert store.state.section == there


def test_back_and_forward_leave_layers_and_tidy_alone() -> None:
    store = _store()
    store.select("a-0")
    store.select("a-1")
    store.toggle_layer("iam")
    store.go_back()
    assert store.state.selection == "a-0"
    assert store.state.layers == {"networking"}
    store.go_forward()
    assert store.state.selection == "a-1"


def test_back_goes_over_diagrams_and_returns_to_the_viewport() -> None:
    store = _store()
    store.set_viewport(Viewport(1, 2, 3))
    store.show("b", "b-2")
    assert store.state.diagram == "b"
    assert store.state.section == "s2"
    store.go_back()
    assert store.state.diagram == "a"
    assert store.state.viewport == Viewport(1, 2, 3)
    assert not store.can_go_back


def test_back_takes_no_step_that_changes_nothing() -> None:
    store = _store()
    store.select("a-0")
    store.select(None)
    store.select("a-0")
    store.go_back()
    assert store.state.selection is None
    assert store.can_go_back
    store.go_back()
    assert store.state.section is None


def test_a_diagram_comes_back_as_it_was_left() -> None:
    store = _store()
    store.toggle_layer("iam")
    store.show("b")
    assert store.state.layers == {"iam", "networking"}
    store.show("a")
    assert store.state.layers == {"networking"}


def test_reload_keeps_what_still_exists() -> None:
    store = _store()
    store.select("a-1")
    store.toggle_layer("iam")
    store.set_viewport(Viewport(5, 6, 2))
    store.set_workspace(_workspace("/w", _diagram("b"), _diagram("a", ("iam", "networking", "x"))))
    assert store.state.diagram == "a"
    assert store.state.selection == "a-1"
    assert store.state.viewport == Viewport(5, 6, 2)
    assert store.state.layers == {"networking", "x"}, "a layer that is new in the file is on"
    assert store.can_go_back


def test_reload_drops_what_is_gone() -> None:
    store = _store()
    store.select("a-1")
    store.show("b")
    bare = replace(_diagram("b"), nodes=())
    store.set_workspace(_workspace("/w", bare))
    assert store.state.diagram == "b"
    assert not store.can_go_back


def test_a_file_that_broke_keeps_its_last_good_diagram() -> None:
    store = _store()
    store.select("a-1")
    broken = replace(_workspace("/w", _diagram("b")), problems=(problem.error("Wrong", "a.py", 3),))
    store.set_workspace(broken)
    assert store.workspace is not None
    assert [d.id for d in store.workspace.diagrams] == ["a", "b"]
    assert store.state.selection == "a-1"
    assert store.state.section == "s1"
    assert store.problems


def test_another_workspace_starts_anew() -> None:
    store = _store()
    store.toggle_layer("iam")
    store.select("a-1")
    heard: list[str] = []
    store.picture_changed.connect(lambda: heard.append("picture"))
    store.set_workspace(_workspace("/other", _diagram("a")))
    assert store.state.layers == {"iam", "networking"}
    assert store.state.selection is None
    assert not store.can_go_back
    assert heard


def test_an_empty_workspace_shows_nothing() -> None:
    store = _store()
    store.set_workspace(Workspace("/empty", "Empty", False))
    assert store.diagram is None
    assert store.state.diagram == ""


def test_a_selection_made_before_the_notes_came_opens_its_section_then() -> None:
    whole = _workspace()
    store = Store()
    store.set_workspace(replace(whole, notebook=Notebook(), links={}))
    store.select("a-2")
    assert store.state.section is None
    store.set_workspace(whole)
    assert store.state.section == "s2"


def test_what_is_hidden_stays_on_the_way_back_and_is_remembered_by_diagram() -> None:
    store = _store()
    store.select("a-0")
    store.hide(["a-1"])
    store.show("b")
    assert not store.state.hidden
    store.go_back()
    assert store.state.hidden == {"a-1"}
    store.go_back()
    assert store.state.selection is None
    assert store.state.hidden == {"a-1"}


def test_hiding_is_undone_step_by_step_in_its_diagram() -> None:
    store = _store()
    store.hide(["a-1"])
    store.hide(["a-2"])
    store.show("b")
    assert not store.can_undo_hiding
    store.undo_hiding()
    store.show("a")
    store.undo_hiding()
    assert store.state.hidden == {"a-1"}
    store.undo_hiding()
    assert not store.state.hidden
    assert not store.can_undo_hiding


def test_reload_forgets_what_was_hidden_and_is_gone() -> None:
    store = _store()
    store.hide(["a-1", "a-2"])
    store.hide(["a-0"])
    less = _diagram("a")
    store.set_workspace(_workspace("/w", replace(less, nodes=less.nodes[:2]), _diagram("b")))
    assert store.state.hidden == {"a-0", "a-1"}
    store.undo_hiding()
    assert store.state.hidden == {"a-1"}


def test_a_tidied_picture_of_what_was_shown_before_is_dropped() -> None:
    store = _store()
    store.set_tidy(True)
    before = store.state
    store.hide(["a-1"])
    assert store.diagram is not None
    store.set_tidied(before, DiagramLayout(store.diagram, 1, 1, {}, {}, {}))
    assert store.picture is None
    store.set_tidied(store.state, DiagramLayout(store.diagram, 1, 1, {}, {}, {}))
    assert store.picture is not None


def test_an_edge_can_be_selected_and_leaves_the_section_open() -> None:
    ends = ("a-0", "a-1")
    joined = replace(_diagram("a"), edges=(Edge("e", *ends, ends),))
    store = _store(joined)
    store.select("a-0")
    store.select("e")
    assert (store.state.selection, store.state.section) == ("e", "s0")
    store.set_workspace(_workspace("/w", joined))
    assert store.state.selection == "e"


def test_reports_are_kept_beside_the_problems_of_files() -> None:
    store = _store()
    store.report(problem.error("Broken"))
    store.set_layout_problem("a", problem.error("No layout"))
    assert [p.message for p in store.problems] == ["No layout", "Broken"]


# Diagrams in diagrams: a-1 has b, b-2 has c, c-0 has a.


def _nested() -> Store:
    diagrams = tuple(_diagram(id) for id in "abc")
    workspace = _workspace("/w", *diagrams)
    inside = {"a-1": "b", "b-2": "c", "c-0": "a"}
    links = {
        d: {n: replace(link, diagram=inside.get(n)) for n, link in of.items()}
        for d, of in workspace.links.items()
    }
    store = Store()
    store.set_workspace(replace(workspace, links=links))
    return store


def _where(store: Store) -> tuple[str, tuple[str, ...]]:
    return store.state.diagram, store.state.trail


def test_going_in_and_up_again() -> None:
    store = _nested()
    view = Viewport(10, 20, 2)
    store.select("a-1")
    store.set_viewport(view)
    store.go_in("a-1")
    assert _where(store) == ("b", ("a",))
    assert store.state.section == "s1"
    store.go_in("b-0")  # has none
    store.go_in("b-2")
    assert _where(store) == ("c", ("a", "b"))
    store.open_section("s0")
    store.go_up("a")
    assert _where(store) == ("a", ())
    assert (store.state.selection, store.state.viewport, store.state.section) == ("a-1", view, "s1")
    store.go_back()
    assert _where(store) == ("c", ("a", "b"))
    store.go_up()
    assert _where(store) == ("b", ("a",))
    store.go_up("c")  # is no way out of here
    assert _where(store) == ("b", ("a",))


def test_going_round_in_a_circle_makes_no_longer_way() -> None:
    store = _nested()
    for component in ("a-1", "b-2", "c-0"):
        store.go_in(component)
    assert _where(store) == ("a", ())


def test_another_way_to_a_diagram_is_no_way_in() -> None:
    store = _nested()
    store.go_in("a-1")
    store.show("c")
    assert _where(store) == ("c", ())


def test_a_diagram_that_is_gone_leaves_the_trail() -> None:
    store = _nested()
    store.go_in("a-1")
    store.go_in("b-2")
    store.set_workspace(_workspace("/w", _diagram("a"), _diagram("c")))
    assert _where(store) == ("c", ("a",))


_STEPS = st.lists(
    st.sampled_from(
        [
            "show a",
            "show b",
            "select 0",
            "select 1",
            "select -",
            "section 2",
            "toggle",
            "hide",
            "tidy",
        ]
    ),
    max_size=40,
)


def _walk(store: Store, steps: list[str]) -> None:
    for step in steps:
        verb, _, what = step.partition(" ")
        if verb == "show":
            store.show(what)
        elif verb == "select":
            store.select(None if what == "-" else f"{store.state.diagram}-{what}")
        elif verb == "section":
            store.open_section(f"s{what}")
        elif verb == "toggle":
            store.toggle_layer("iam")
        elif verb == "hide":
            (store.unhide if store.state.hidden else store.hide)([f"{store.state.diagram}-2"])
        else:
            store.set_tidy(not store.state.tidy)


@given(_STEPS, st.integers(1, 12))
def test_forward_undoes_back(steps: list[str], back: int) -> None:
    store = _store()
    _walk(store, steps)
    places = [_place(store)]
    for _ in range(back):
        if not store.can_go_back:
            break
        store.go_back()
        places.append(_place(store))
    assert all(a != b for a, b in itertools.pairwise(places)), "each step shows"
    for place in reversed(places[:-1]):
        store.go_forward()
        assert _place(store) == place
    assert not store.can_go_forward


@given(_STEPS)
def test_walking_back_ends_at_the_start(steps: list[str]) -> None:
    store = _store()
    start = _place(store)
    _walk(store, steps)
    for _ in range(HISTORY + 1):
        store.go_back()
    assert not store.can_go_back
    assert _place(store) == start


@given(_STEPS, st.booleans())
def test_every_signal_comes_after_the_state(steps: list[str], reload: bool) -> None:
    store = _store()
    seen: list[bool] = []
    store.state_changed.connect(lambda old, new: seen.append(store.state is new and old != new))
    _walk(store, steps)
    if reload:
        store.set_workspace(_workspace("/w", _diagram("b")))
    assert all(seen)


def _place(store: Store) -> tuple[str, str | None, str | None]:
    state = store.state
    return state.diagram, state.selection, state.section


def test_a_preview_leaves_no_trace() -> None:
    store = _store()
    store.show("b")
    store.select("b-1")
    store.show("a")
    before, left = store.state, store.state_of("b")
    kept = store.keep()
    assert kept is not None
    store.preview(kept, replace(kept.state_of(_diagram("b")), selection="b-2", section=None))
    assert store.state.selection == "b-2"
    assert store.state_of("a") == before
    store.preview(kept, kept.state)
    assert store.state == before
    assert store.state_of("b") == left
    store.go_back()
    assert store.state.selection == "b-1"


def test_a_preview_that_is_settled_is_one_step() -> None:
    store = _store()
    before = store.state
    kept = store.keep()
    assert kept is not None
    for component in ("b-0", "b-1", "b-2"):
        store.preview(kept, replace(kept.state_of(_diagram("b")), selection=component))
    store.settle(kept)
    assert store.state_of("a") == before
    store.go_back()
    assert store.state.diagram == "a"
    assert not store.can_go_back
    store.go_forward()
    assert store.state.selection == "b-2"


def test_nothing_is_previewed_of_another_workspace() -> None:
    store = _store()
    kept = store.keep()
    assert kept is not None
    store.set_workspace(_workspace("/other"))
    before = store.state
    store.preview(kept, replace(kept.state, selection="a-1"))
    assert store.state == before
