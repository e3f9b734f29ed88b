"""Tours in the held: they move what is seen, and leave no trace when they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model import problem
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.notes import Note, Notebook, Section
from app.model.tour import Step, Tour
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.session import answers, changing, preview, verbs
from tests.session.held import Held

ALL = frozenset({"iam", "networking"})


def _diagram(id: DiagramId, layers: tuple[str, ...] = ("iam", "networking")) -> Diagram:
    nodes = tuple(Node(ElementId(f"{id}-{n}"), f"Node {n}") for n in range(3))
    return Diagram(id, id.upper(), id, f"{id}.py", layers=layers, nodes=nodes)


def _step(diagram: DiagramId, layers: frozenset[str], *focus: ElementId) -> Step:
    return Step("Step", "", diagram, layers, focus)


TOUR = Tour(
    TourId("t"),
    "T",
    (
        _step(DiagramId("a"), frozenset()),
        _step(DiagramId("a"), frozenset({"iam"}), ElementId("a-0")),
        _step(DiagramId("b"), frozenset({"networking"}), ElementId("b-1")),
        _step(DiagramId("a"), ALL, ElementId("a-2")),
    ),
)
SHORT = Tour(TourId("s"), "S", (_step(DiagramId("b"), ALL, ElementId("b-0")),))


def _workspace(*tours: Tour, root: str = "/w", diagrams: str = "ab") -> Workspace:
    sections = tuple(
        Section(SectionId(f"s{n}"), f"s{n}", f"s{n}", 1, "n.md", 1, "") for n in range(3)
    )
    book = Notebook((Note("n.md", "Notes", (), sections, ""),))
    shown = tuple(_diagram(DiagramId(d)) for d in diagrams)
    return Workspace(root, "W", False, shown, book, tours=tours)


def _held() -> Held:
    held = Held()
    held.do(answers.take_workspace, _workspace(TOUR, SHORT))
    return held


def test_steps_go_through_diagrams_and_layers() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"))
    assert (held.state.diagram, held.state.layers) == ("a", frozenset())
    held.do(verbs.go_step, 2)
    assert held.state.diagram == "b"
    assert held.state.layers == {"networking"}
    assert held.session.step is TOUR.steps[2]
    held.do(verbs.go_step, 9)
    assert held.state.step == 2, "there is none"
    assert not held.session.history.can_go_back


def test_layers_that_were_switched_hold_until_the_diagram_changes() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"))
    held.do(verbs.toggle_layer, "networking")
    held.do(verbs.go_step, 1)
    assert held.state.layers == ALL
    held.do(verbs.toggle_layer, "iam")
    held.do(verbs.go_step, 0)
    assert held.state.layers == {"networking"}
    held.do(verbs.go_step, 2)
    assert held.state.layers == {"networking"}
    held.do(verbs.go_step, 3)
    assert held.state.layers == ALL


def test_a_look_elsewhere_keeps_the_tour() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 1)
    held.do(verbs.show, DiagramId("b"), ElementId("b-2"))
    assert held.session.tour is TOUR
    held.do(verbs.go_back)
    assert (held.state.diagram, held.state.tour, held.state.step) == ("a", "t", 1)
    held.do(verbs.show, DiagramId("b"))
    held.do(verbs.go_step, 1)
    assert held.state.diagram == "a"


def test_a_preview_keeps_the_tour() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 1)
    before = held.state
    held.do(preview.begin)
    held.do(preview.look, held.session.state_of(DiagramId("b")))
    assert held.session.tour is TOUR
    held.do(preview.roll_back)
    assert held.state == before


def test_another_tour_leads_back_to_before_the_first() -> None:
    held = _held()
    before = held.state
    held.do(verbs.start_tour, TourId("t"), 2)
    held.do(verbs.start_tour, TourId("s"))
    assert held.session.tour is SHORT
    held.do(verbs.stop_tour)
    assert held.state == before


def test_an_unknown_tour_does_not_start() -> None:
    held = _held()
    before = held.state
    held.do(verbs.start_tour, TourId("?"))
    held.do(verbs.start_tour, TourId("t"), 4)
    held.do(verbs.stop_tour)
    assert held.state == before


_VERBS: dict[str, Callable[[Held], None]] = {
    "step 0": lambda s: s.do(verbs.go_step, 0),
    "step 1": lambda s: s.do(verbs.go_step, 1),
    "step 2": lambda s: s.do(verbs.go_step, 2),
    "step 3": lambda s: s.do(verbs.go_step, 3),
    "show a": lambda s: s.do(verbs.show, DiagramId("a")),
    "show b": lambda s: s.do(verbs.show, DiagramId("b")),
    "select": lambda s: s.do(verbs.select, ElementId(f"{s.state.diagram}-0")),
    "select nothing": lambda s: s.do(verbs.select, None),
    "section": lambda s: s.do(verbs.open_section, SectionId("s1")),
    "toggle": lambda s: s.do(verbs.toggle_layer, "iam"),
    "hide": lambda s: s.do(verbs.hide, [ElementId(f"{s.state.diagram}-2")]),
    "undo": lambda s: s.do(changing.undo),
    "tidy": lambda s: s.do(verbs.set_tidy, not s.state.tidy),
    "port": lambda s: s.do(verbs.set_viewport, Viewport(1, 2, 3)),
    "back": lambda s: s.do(verbs.go_back),
    "forward": lambda s: s.do(verbs.go_forward),
    "read again": lambda s: s.do(answers.take_workspace, _workspace(TOUR, SHORT)),
    "other tour": lambda s: s.do(verbs.start_tour, TourId("s")),
}
_DO = st.lists(st.sampled_from(sorted(_VERBS)), max_size=30)


def _walk(held: Held, steps: Iterable[str]) -> None:
    for step in steps:
        _VERBS[step](held)


def _all(held: Held) -> object:
    """All that a person could tell apart."""
    return (
        held.state,
        held.session.state_of(DiagramId("a")),
        held.session.state_of(DiagramId("b")),
        held.session.history.can_undo,
        held.session.history,
    )


@given(_DO, _DO, st.integers(0, 3))
def test_a_tour_leaves_no_trace(before: list[str], during: list[str], step: int) -> None:
    held = _held()
    _walk(held, (x for x in before if x != "other tour"))
    assert held.session.tour is None
    was = _all(held)
    held.do(verbs.start_tour, TourId("t"), step)
    _walk(held, during)
    lasting = held.session.lasting
    held.do(verbs.stop_tour)
    assert _all(held) == was
    assert lasting is not None
    assert lasting.state == held.state
    assert held.session.lasting_state_of(DiagramId("b")) == held.session.state_of(DiagramId("b"))


@given(_DO)
def test_no_step_is_part_of_the_history(steps: list[str]) -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"))
    _walk(held, (x for x in steps if x.startswith(("step", "toggle", "port", "tidy", "read"))))
    assert not held.session.history.can_go_back
    assert not held.session.history.can_go_forward


# Files read again


def test_a_tour_goes_on_when_files_are_read_again() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 1)
    held.do(verbs.toggle_layer, "networking")
    held.do(answers.take_workspace, _workspace(TOUR))
    assert (held.session.tour, held.state.step) == (TOUR, 1)
    assert held.state.layers == ALL


def test_a_step_that_was_written_anew_shows_what_it_says_now() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 1)
    held.do(verbs.toggle_layer, "networking")
    changed = replace(
        TOUR,
        steps=(
            TOUR.steps[0],
            _step(DiagramId("a"), frozenset(), ElementId("a-1")),
            *TOUR.steps[2:],
        ),
    )
    held.do(answers.take_workspace, _workspace(changed))
    assert held.state.layers == {"networking"}
    moved = replace(
        TOUR,
        steps=(
            TOUR.steps[0],
            _step(DiagramId("b"), frozenset(), ElementId("b-1")),
            *TOUR.steps[2:],
        ),
    )
    held.do(answers.take_workspace, _workspace(moved))
    assert (held.state.diagram, held.state.layers) == ("b", frozenset())


def test_of_a_tour_that_is_shorter_now_the_last_step_shows() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 3)
    held.do(answers.take_workspace, _workspace(replace(TOUR, steps=TOUR.steps[:3])))
    assert (held.state.step, held.state.diagram) == (2, "b")


def test_a_tour_that_has_gone_ends() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.toggle_layer, "iam")
    before = held.state
    held.do(verbs.start_tour, TourId("t"), 2)
    held.do(verbs.select, ElementId("b-0"))
    held.do(answers.take_workspace, _workspace(SHORT))
    assert held.state == before
    assert held.session.tour is None
    assert held.session.state_of(DiagramId("b")).layers == ALL
    held.do(verbs.go_back)
    assert held.state.selection is None
    assert not held.session.history.can_go_back


def test_what_comes_back_is_as_the_files_are_now() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-2"))
    held.do(verbs.start_tour, TourId("t"), 2)
    less = replace(_diagram(DiagramId("a")), nodes=_diagram(DiagramId("a")).nodes[:2])
    held.do(
        answers.take_workspace, replace(_workspace(TOUR), diagrams=(less, _diagram(DiagramId("b"))))
    )
    held.do(verbs.stop_tour)
    assert (held.state.diagram, held.state.selection) == ("a", None)


def test_a_file_that_is_broken_for_a_moment_ends_no_tour() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 1)
    broken = (problem.error("Wrong", "a.py", 3),)
    held.do(answers.take_workspace, replace(_workspace(SHORT, diagrams="b"), problems=broken))
    assert held.session.tour == TOUR
    assert held.state.diagram == "a"


def test_another_workspace_ends_it() -> None:
    held = _held()
    held.do(verbs.start_tour, TourId("t"), 1)
    held.do(answers.take_workspace, _workspace(TOUR, root="/other"))
    assert held.session.tour is None
    held.do(verbs.stop_tour)
    assert (held.state.diagram, held.state.layers) == ("a", ALL)
