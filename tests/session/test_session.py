from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model import problem
from app.model.diagram import Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.drawing import Drawing
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Image, Link, Note, Notebook, Section
from app.model.picture_style import PictureStyle
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.session import answers, changing, preview, verbs
from app.session.changes import Changed, reduce
from app.session.fork import follow, fork
from app.session.history import HISTORY
from tests.session.held import Held


def _diagram(id: DiagramId, layers: tuple[str, ...] = ("iam", "networking")) -> Diagram:
    nodes = tuple(Node(ElementId(f"{id}-{n}"), f"Node {n}") for n in range(3))
    return Diagram(id, id.upper(), id, f"{id}.py", layers=layers, nodes=nodes)


def _section(id: SectionId) -> Section:
    return Section(id, id, id, 1, "notes.md", 1, "")


def _workspace(root: str = "/w", *diagrams: Diagram) -> Workspace:
    shown = diagrams or (_diagram(DiagramId("a")), _diagram(DiagramId("b")))
    sections = tuple(_section(SectionId(f"s{n}")) for n in range(3))
    book = Notebook((Note("notes.md", "Notes", (), sections, ""),))
    links = {
        d.id: {n.id: Link(n.id, SectionId(f"s{i}"), "URL") for i, n in enumerate(d.nodes)}
        for d in shown
    }
    return Workspace(root, "W", False, shown, book, links)


def _held(*diagrams: Diagram) -> Held:
    held = Held()
    held.do(answers.take_workspace, _workspace("/w", *diagrams))
    return held


def test_a_workspace_opens_at_its_first_diagram_with_all_layers() -> None:
    held = _held()
    assert held.state.diagram == "a"
    assert held.state.layers == {"iam", "networking"}


def test_selecting_opens_the_section() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-1"))
    assert held.state.section == "s1"
    held.do(verbs.select, None)
    assert held.state.selection is None
    assert held.state.section == "s1"


def test_the_note_of_a_diagram_opens_beside_it() -> None:
    workspace = _workspace()
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("a"): workspace.links[DiagramId("a")],
        DiagramId("b"): {ElementId("b-2"): Link(ElementId("b-2"), SectionId("s2"), "URL")},
    }
    home = replace(_section(SectionId("s1")), images=(Image("images/b.png", 1),))
    book = Notebook(
        (
            Note(
                "notes.md",
                "Notes",
                (),
                (_section(SectionId("s0")), home, _section(SectionId("s2"))),
                "",
            ),
        )
    )
    held = Held()
    held.do(answers.take_workspace, replace(workspace, links=links, notebook=book))
    held.do(verbs.show, DiagramId("b"))
    assert held.state.section == "s1"
    for left in ("s0", "s1", "s2"):
        held.do(verbs.show, DiagramId("a"))
        held.do(verbs.open_section, SectionId(left))
        held.do(verbs.show, DiagramId("b"))
        assert held.state.section == "s1"
    held.do(verbs.select, ElementId("b-2"))
    held.do(verbs.open_section, SectionId("s0"))
    held.do(verbs.show, DiagramId("a"))
    held.do(verbs.show, DiagramId("b"))  # where b-2 is selected
    assert held.state.section == "s2"


def test_a_workspace_opens_at_its_first_diagrams_section() -> None:
    workspace, held = _workspace(), Held()
    sections = [_section(SectionId(f"s{n}")) for n in range(3)]
    sections[2] = replace(sections[2], images=(Image("a.png", 1),))
    pictured = Notebook((Note("notes.md", "Notes", (), tuple(sections), ""),))
    half = replace(workspace, notebook=Notebook(), links={}, growing=True)
    held.do(answers.take_workspace, half)
    assert held.state.section is None  # the notes are still to come
    held.do(answers.take_workspace, replace(workspace, notebook=pictured))
    assert held.state.section == "s2"
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.select, None)
    assert held.state.section == "s1"


def test_what_is_read_while_notes_come_gives_way_to_the_first_diagrams_section() -> None:
    workspace, held = _workspace(), Held()
    sections = [_section(SectionId(f"s{n}")) for n in range(3)]
    sections[2] = replace(sections[2], images=(Image("a.png", 1),))
    book = Notebook((Note("notes.md", "Notes", (), tuple(sections), ""),))
    half = Notebook((Note("notes.md", "Notes", (), tuple(sections[:1]), ""),))
    held.do(answers.take_workspace, replace(workspace, notebook=half, links={}, growing=True))
    assert held.state.section == "s0"
    held.do(answers.take_workspace, replace(workspace, notebook=book))
    assert held.state.section == "s2"


def test_who_went_to_another_note_before_the_diagrams_came_reads_on() -> None:
    workspace, held = _workspace(), Held()
    sections = [_section(SectionId(f"s{n}")) for n in range(3)]
    sections[2] = replace(sections[2], images=(Image("a.png", 1),))
    whole = replace(
        workspace, notebook=Notebook((Note("notes.md", "Notes", (), tuple(sections), ""),))
    )
    held.do(answers.take_workspace, replace(whole, diagrams=(), links={}, growing=True))
    for section in ("s0", "s1"):
        held.do(verbs.open_section, SectionId(section))
    held.do(answers.take_workspace, whole)
    assert (held.state.diagram, held.state.section) == ("a", "s1")
    held.do(verbs.go_back)
    assert (held.state.diagram, held.state.section) == ("a", "s0")

    held = Held()
    held.do(answers.take_workspace, replace(whole, diagrams=(), links={}, growing=True))
    held.do(verbs.restore, replace(held.state, section=SectionId("s0")))
    held.do(verbs.read, SectionId("s1"))  # scrolled to
    held.do(answers.take_workspace, whole)
    assert (held.state.section, held.state.reading) == ("s0", "s1")


def test_a_diagrams_own_section_without_a_picture_in_the_notes() -> None:
    workspace = _workspace()
    a, b = DiagramId("a"), DiagramId("b")
    into_b = Link(ElementId("a-2"), SectionId("s2"), "label", diagram=b)
    links = {a: {ElementId("a-0"): workspace.links[a][ElementId("a-0")], into_b.component: into_b}}
    held = Held()
    held.do(answers.take_workspace, replace(workspace, links=links))
    assert held.state.section == "s0"  # its components open it
    held.do(verbs.go_in, ElementId("a-2"))
    assert (held.state.diagram, held.state.section) == ("b", "s2")  # what leads there does
    lent, told = Held(), replace(workspace, links=links, borrowed=True)
    lent.do(
        answers.take_workspace, replace(told, apart=frozenset({a}), subjects={b: SectionId("s1")})
    )
    assert lent.state.section is None  # the notes do not speak of it
    lent.do(verbs.show, b)
    assert lent.state.section == "s1"


def test_back_and_forward_leave_layers_and_tidy_alone() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-0"))
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.toggle_layer, "iam")
    held.do(verbs.go_back)
    assert held.state.selection == "a-0"
    assert held.state.layers == {"networking"}
    held.do(verbs.go_forward)
    assert held.state.selection == "a-1"


def test_back_goes_over_diagrams_and_returns_to_the_viewport() -> None:
    held = _held()
    held.do(verbs.set_viewport, Viewport(1, 2, 3))
    held.do(verbs.show, DiagramId("b"), ElementId("b-2"))
    assert held.state.diagram == "b"
    assert held.state.section == "s2"
    held.do(verbs.go_back)
    assert held.state.diagram == "a"
    assert held.state.viewport == Viewport(1, 2, 3)
    assert not held.session.history.can_go_back


def test_back_takes_no_step_that_changes_nothing() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.select, None)
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.go_back)
    assert held.state.selection is None
    assert held.session.history.can_go_back
    held.do(verbs.go_back)
    assert held.state.section == "s0"  # the diagram's own


def test_a_diagram_comes_back_as_it_was_left() -> None:
    held = _held()
    held.do(verbs.toggle_layer, "iam")
    held.do(verbs.show, DiagramId("b"))
    assert held.state.layers == {"iam", "networking"}
    held.do(verbs.show, DiagramId("a"))
    assert held.state.layers == {"networking"}


def test_reload_keeps_what_still_exists() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.toggle_layer, "iam")
    held.do(verbs.set_viewport, Viewport(5, 6, 2))
    held.do(
        answers.take_workspace,
        _workspace(
            "/w", _diagram(DiagramId("b")), _diagram(DiagramId("a"), ("iam", "networking", "x"))
        ),
    )
    assert held.state.diagram == "a"
    assert held.state.selection == "a-1"
    assert held.state.viewport == Viewport(5, 6, 2)
    assert held.state.layers == {"networking", "x"}, "a layer that is new in the file is on"
    assert held.session.history.can_go_back


def test_reload_drops_what_is_gone() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.show, DiagramId("b"))
    bare = replace(_diagram(DiagramId("b")), nodes=())
    held.do(answers.take_workspace, _workspace("/w", bare))
    assert held.state.diagram == "b"
    assert not held.session.history.can_go_back


def test_a_file_that_broke_keeps_its_last_good_diagram() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-1"))
    broken = replace(
        _workspace("/w", _diagram(DiagramId("b"))), problems=(problem.error("Wrong", "a.py", 3),)
    )
    held.do(answers.take_workspace, broken)
    assert held.session.workspace is not None
    assert [d.id for d in held.session.workspace.diagrams] == ["a", "b"]
    assert held.state.selection == "a-1"
    assert held.state.section == "s1"
    assert held.session.problems


def test_half_a_diagram_replaces_no_whole_one() -> None:
    held = _held()
    whole = _diagram(DiagramId("a"))
    half = replace(whole, nodes=whole.nodes[:1], unfinished=True)
    broken = replace(
        _workspace("/w", half, _diagram(DiagramId("b"))),
        problems=(problem.error("Wrong", "a.py", 3),),
    )
    held.do(answers.take_workspace, broken)
    workspace = held.session.workspace
    assert workspace is not None
    assert [d.unfinished for d in workspace.diagrams] == [False, False]
    assert workspace.outdated == {"a"}
    held.do(answers.take_workspace, _workspace("/new", half))  # where there is no other
    held.do(answers.take_workspace, _workspace("/new", replace(half, nodes=())))
    workspace = held.session.workspace
    assert workspace is not None
    assert workspace.diagrams[0].nodes == ()


def test_another_workspace_starts_anew() -> None:
    held = _held()
    held.do(verbs.toggle_layer, "iam")
    held.do(verbs.select, ElementId("a-1"))
    held.do(answers.take_workspace, _workspace("/other", _diagram(DiagramId("a"))))
    assert held.state.layers == {"iam", "networking"}
    assert held.state.selection is None
    assert not held.session.history.can_go_back
    assert not held.session.layouts


def test_an_empty_workspace_shows_nothing() -> None:
    held = _held()
    held.do(answers.take_workspace, Workspace("/empty", "Empty", False))
    assert held.session.diagram is None
    assert held.state.diagram == ""


def test_a_selection_made_before_the_notes_came_opens_its_section_then() -> None:
    whole = _workspace()
    held = Held()
    held.do(answers.take_workspace, replace(whole, notebook=Notebook(), links={}))
    held.do(verbs.select, ElementId("a-2"))
    assert held.state.section is None
    held.do(answers.take_workspace, whole)
    assert held.state.section == "s2"


def test_what_is_hidden_stays_on_the_way_back_and_is_remembered_by_diagram() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-0"))
    held.do(verbs.hide, [ElementId("a-1")])
    held.do(verbs.show, DiagramId("b"))
    assert not held.state.hidden
    held.do(verbs.go_back)
    assert held.state.hidden == {"a-1"}
    held.do(verbs.go_back)
    assert held.state.selection is None
    assert held.state.hidden == {"a-1"}


def test_hiding_is_undone_step_by_step_in_its_diagram() -> None:
    held = _held()
    held.do(verbs.hide, [ElementId("a-1")])
    held.do(verbs.hide, [ElementId("a-2")])
    held.do(verbs.show, DiagramId("b"))
    assert not held.session.history.can_undo
    held.do(changing.undo)
    held.do(verbs.show, DiagramId("a"))
    held.do(changing.undo)
    assert held.state.hidden == {"a-1"}
    held.do(changing.undo)
    assert not held.state.hidden
    assert not held.session.history.can_undo


def test_reload_forgets_what_was_hidden_and_is_gone() -> None:
    held = _held()
    held.do(verbs.hide, [ElementId("a-1"), ElementId("a-2")])
    held.do(verbs.hide, [ElementId("a-0")])
    less = _diagram(DiagramId("a"))
    held.do(
        answers.take_workspace,
        _workspace("/w", replace(less, nodes=less.nodes[:2]), _diagram(DiagramId("b"))),
    )
    assert held.state.hidden == {"a-0", "a-1"}
    held.do(changing.undo)
    assert held.state.hidden == {"a-1"}


def test_a_tidied_picture_of_what_was_shown_before_is_dropped() -> None:
    held = _held()
    held.do(verbs.set_tidy, True)
    before = held.state
    held.do(verbs.hide, [ElementId("a-1")])
    assert held.session.diagram is not None
    held.do(answers.take_tidied, before, DiagramLayout(held.session.diagram, 1, 1, {}, {}, {}))
    assert held.session.layout is None
    held.do(answers.take_tidied, held.state, DiagramLayout(held.session.diagram, 1, 1, {}, {}, {}))
    assert held.session.layout is not None


def test_a_diagram_s_style_is_its_own_and_waits_for_its_picture() -> None:
    held = _held()
    diagram = held.session.diagram
    assert diagram is not None
    house = DiagramLayout(diagram, 1, 1, {}, {}, {})
    written = replace(house, drawing=Drawing())
    held.do(answers.take_layout, diagram.id, house)
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.set_tidy, True)
    held.do(verbs.set_style, PictureStyle.WRITTEN)
    assert held.told[-1] == Changed.STYLE
    assert held.session.layout is house
    held.do(answers.take_tidied, held.state, house)  # asked for before
    assert held.session.tidying
    held.do(answers.take_layout, diagram.id, house)
    held.do(answers.take_layout, diagram.id, written)
    assert held.session.layout is written
    held.do(answers.take_layout, diagram.id, house)  # asked for before
    assert held.session.layout is written
    assert held.state.selection == "a-1"
    held.do(verbs.show, DiagramId("b"))
    assert held.session.style == "house"
    held.do(verbs.go_back)
    assert held.session.style == "written"
    held.do(verbs.set_recolour, False)
    assert held.told[-1] == Changed.STYLE | Changed.LAYOUTS | Changed.LAYOUT
    assert held.session.layout.drawing == Drawing(recolour=False)
    held.do(verbs.set_method, "circo")
    held.do(answers.take_layout, diagram.id, written)  # laid out as the file says
    assert held.session.layout.drawing == Drawing(recolour=False)
    round_about = replace(house, drawing=Drawing(method="circo"))
    held.do(answers.take_layout, diagram.id, round_about)
    assert held.session.layout.drawing == Drawing(method="circo", recolour=False)
    held.do(verbs.set_style, PictureStyle.HOUSE)
    assert held.state.style is None, "its own again, whatever that is to be"
    lost = problem.warning("not drawn: rank", diagram.source, kind=problem.NOT_DRAWN)
    drawn = replace(diagram, own_style=PictureStyle.WRITTEN)
    held.do(answers.take_workspace, replace(_workspace("/w", drawn), problems=(lost,)))
    assert (held.session.style, held.session.problems) == ("written", ())
    held.do(verbs.set_style, PictureStyle.HOUSE)
    assert held.session.problems == (lost,)
    assert held.told[-1] == Changed.STYLE | Changed.PROBLEMS


def test_an_edge_can_be_selected_and_leaves_the_section_open() -> None:
    ends = (ElementId("a-0"), ElementId("a-1"))
    joined = replace(_diagram(DiagramId("a")), edges=(Edge(ElementId("e"), *ends, ends),))
    held = _held(joined)
    held.do(verbs.select, ElementId("a-0"))
    held.do(verbs.select, ElementId("e"))
    assert (held.state.selection, held.state.section) == ("e", "s0")
    held.do(answers.take_workspace, _workspace("/w", joined))
    assert held.state.selection == "e"


def test_reports_are_kept_beside_the_problems_of_files() -> None:
    held = _held()
    held.do(answers.report, problem.error("Broken"))
    held.do(answers.layout_failed, DiagramId("a"), problem.error("No layout"))
    assert [p.message for p in held.session.problems] == ["No layout", "Broken"]


# Diagrams in diagrams: a-1 has b, b-2 has c, c-0 has a.


def _nested() -> Held:
    diagrams = tuple(_diagram(DiagramId(id)) for id in "abc")
    workspace = _workspace("/w", *diagrams)
    inside = {"a-1": DiagramId("b"), "b-2": DiagramId("c"), "c-0": DiagramId("a")}
    links = {
        d: {n: replace(link, diagram=inside.get(n)) for n, link in of.items()}
        for d, of in workspace.links.items()
    }
    held = Held()
    held.do(answers.take_workspace, replace(workspace, links=links))
    return held


def _where(held: Held) -> tuple[str, tuple[str, ...]]:
    return held.state.diagram, held.state.trail


def test_going_in_and_up_again() -> None:
    held = _nested()
    view = Viewport(10, 20, 2)
    held.do(verbs.select, ElementId("a-1"))
    held.do(verbs.set_viewport, view)
    held.do(verbs.go_in, ElementId("a-1"))
    assert _where(held) == ("b", ("a",))
    assert held.state.section == "s1"
    held.do(verbs.go_in, ElementId("b-0"))  # has none
    held.do(verbs.go_in, ElementId("b-2"))
    assert _where(held) == ("c", ("a", "b"))
    held.do(verbs.open_section, SectionId("s0"))
    held.do(verbs.go_up, DiagramId("a"))
    assert _where(held) == ("a", ())
    assert (held.state.selection, held.state.viewport, held.state.section) == ("a-1", view, "s1")
    held.do(verbs.go_back)
    assert _where(held) == ("c", ("a", "b"))
    held.do(verbs.go_up)
    assert _where(held) == ("b", ("a",))
    held.do(verbs.go_up, DiagramId("c"))  # is no way out of here
    assert _where(held) == ("b", ("a",))


def test_going_round_in_a_circle_makes_no_longer_way() -> None:
    held = _nested()
    for component in ("a-1", "b-2", "c-0"):
        held.do(verbs.go_in, ElementId(component))
    assert _where(held) == ("a", ())


def test_another_way_to_a_diagram_is_no_way_in() -> None:
    held = _nested()
    held.do(verbs.go_in, ElementId("a-1"))
    held.do(verbs.show, DiagramId("c"))
    assert _where(held) == ("c", ())


def test_a_diagram_that_is_gone_leaves_the_trail() -> None:
    held = _nested()
    held.do(verbs.go_in, ElementId("a-1"))
    held.do(verbs.go_in, ElementId("b-2"))
    held.do(
        answers.take_workspace, _workspace("/w", _diagram(DiagramId("a")), _diagram(DiagramId("c")))
    )
    assert _where(held) == ("c", ("a",))


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
            "style written",
            "style house",
        ]
    ),
    max_size=40,
)


def _walk(held: Held, steps: list[str]) -> None:
    for step in steps:
        verb, _, what = step.partition(" ")
        if verb == "show":
            held.do(verbs.show, DiagramId(what))
        elif verb == "select":
            held.do(
                verbs.select, None if what == "-" else ElementId(f"{held.state.diagram}-{what}")
            )
        elif verb == "section":
            held.do(verbs.open_section, SectionId(f"s{what}"))
        elif verb == "toggle":
            held.do(verbs.toggle_layer, "iam")
        elif verb == "hide":
            held.do(
                verbs.unhide if held.state.hidden else verbs.hide,
                [ElementId(f"{held.state.diagram}-2")],
            )
        elif verb == "style":
            held.do(verbs.set_style, PictureStyle(what))
        else:
            held.do(verbs.set_tidy, not held.state.tidy)


@given(_STEPS, st.integers(1, 12))
def test_forward_undoes_back(steps: list[str], back: int) -> None:
    held = _held()
    _walk(held, steps)
    places = [_place(held)]
    for _ in range(back):
        if not held.session.history.can_go_back:
            break
        held.do(verbs.go_back)
        places.append(_place(held))
    assert all(a != b for a, b in itertools.pairwise(places)), "each step shows"
    for place in reversed(places[:-1]):
        held.do(verbs.go_forward)
        assert _place(held) == place
    assert not held.session.history.can_go_forward


@given(_STEPS)
def test_walking_back_ends_at_the_start(steps: list[str]) -> None:
    held = _held()
    start = _place(held)
    _walk(held, steps)
    for _ in range(HISTORY + 1):
        held.do(verbs.go_back)
    assert not held.session.history.can_go_back
    assert _place(held) == start


@given(_STEPS)
def test_what_has_changed_is_told_and_nothing_else(steps: list[str]) -> None:
    held = _held()
    parts = ("diagram", "layers", "hidden", "selection", "section", "reading", "tidy", "style")
    for step in steps:
        before = held.state
        _walk(held, [step])
        for part in parts:
            told = Changed[part.upper()] in held.told[-1]
            assert told == (getattr(before, part) != getattr(held.state, part))


def _place(held: Held) -> tuple[str, str | None, str | None]:
    state = held.state
    return state.diagram, state.selection, state.section


def test_a_preview_leaves_no_trace() -> None:
    held = _held()
    held.do(verbs.show, DiagramId("b"))
    held.do(verbs.select, ElementId("b-1"))
    held.do(verbs.show, DiagramId("a"))
    before, left = held.session, held.session.state_of(DiagramId("b"))
    held.do(preview.begin)
    held.do(preview.look, replace(left, selection=ElementId("b-2"), section=None))
    assert held.state.selection == "b-2"
    assert held.session.state_of(DiagramId("a")) == before.state
    held.do(preview.roll_back)
    assert held.session == before
    held.do(verbs.go_back)
    assert held.state.selection == "b-1"


def test_a_preview_that_is_taken_up_is_one_step() -> None:
    held = _held()
    before, there = held.state, held.session.state_of(DiagramId("b"))
    held.do(preview.begin)
    for component in ("b-0", "b-1", "b-2"):
        held.do(preview.look, replace(there, selection=ElementId(component)))
    held.do(preview.commit)
    assert held.session.state_of(DiagramId("a")) == before
    held.do(verbs.go_back)
    assert held.state.diagram == "a"
    assert not held.session.history.can_go_back
    held.do(verbs.go_forward)
    assert held.state.selection == "b-2"


def test_a_preview_ends_with_its_workspace() -> None:
    held = _held()
    held.do(preview.begin)
    held.do(answers.take_workspace, _workspace("/other"))
    before = held.session
    held.do(preview.look, replace(held.state, selection=ElementId("a-1")))
    held.do(preview.roll_back)
    assert held.session == before


def test_files_that_are_read_again_in_a_preview_are_there_when_it_is_left() -> None:
    held = _held()
    held.do(verbs.select, ElementId("a-2"))
    there = held.session.state_of(DiagramId("b"))
    held.do(preview.begin)
    held.do(preview.look, there)
    less = _diagram(DiagramId("a"))
    less = replace(less, nodes=less.nodes[:2])
    held.do(answers.take_workspace, _workspace("/w", less, _diagram(DiagramId("b"))))
    held.do(preview.roll_back)
    assert held.session.diagram == less
    assert held.state.selection is None


def test_a_fork_shows_the_same_with_nothing_selected_and_goes_its_own_way() -> None:
    held = _held()
    held.do(verbs.toggle_layer, "iam")
    held.do(verbs.select, ElementId("a-1"))
    side = fork(held.session)
    assert side.state.layers == {"networking"}
    assert (side.state.section, side.state.selection) == ("s1", None)
    moved, _ = reduce(side, verbs.show, DiagramId("b"))
    assert (moved.state.diagram, held.state.diagram) == ("b", "a")


def test_a_fork_goes_on_with_files_layouts_and_problems() -> None:
    held = _held()
    side, _ = reduce(fork(held.session), verbs.show, DiagramId("b"))
    layout = DiagramLayout(_diagram(DiagramId("a")), 10, 10, {}, {}, {})
    held.do(answers.take_layout, DiagramId("a"), layout)
    held.do(answers.layout_failed, DiagramId("b"), problem.error("No way", "b.py"))
    side, what = reduce(side, follow, held.session)
    assert side.layouts == {"a": layout}
    assert side.problems == held.session.problems
    assert what == Changed.LAYOUTS | Changed.PROBLEMS
    held.do(answers.take_workspace, _workspace("/w", _diagram(DiagramId("a"))))
    side, what = reduce(side, follow, held.session)
    assert side.state.diagram == "a"
    assert Changed.WORKSPACE | Changed.DIAGRAM in what
