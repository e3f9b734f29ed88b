"""Folding in a session: undo, history, files read again, and whose layout is shown."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram_layout import DiagramLayout
from app.model.folding import FoldState, folded
from app.model.ids import DiagramId, ElementId, TourId
from app.model.picture_style import PictureStyle
from app.model.tour import Step, Tour
from app.model.workspace import Workspace
from app.scene.appearance import DIMMED, appearance
from app.scene.theme import LIGHT
from app.session import answers, changing, verbs
from app.session import folding as verbs_of_folding
from app.session.changes import Changed
from tests.model.test_folding import DIAGRAM
from tests.session.held import Held

OTHER = replace(DIAGRAM, id=DiagramId("y"))
OUTER, INNER = ElementId("outer"), ElementId("inner")


def _held() -> Held:
    held = Held()
    held.do(answers.take_workspace, Workspace("root", "root", False, (DIAGRAM, OTHER)))
    held.do(verbs.show, DIAGRAM.id)
    held.do(answers.take_layout, DIAGRAM.id, _layout())
    return held


def _layout(*clusters: ElementId) -> DiagramLayout:
    return DiagramLayout(folded(DIAGRAM, FoldState(frozenset(clusters))), 10, 10, {}, {}, {})


def test_what_is_folded_is_laid_out_by_itself_and_undone_by_the_same_key() -> None:
    held = _held()
    held.do(verbs_of_folding.turn, OUTER)
    assert held.told[-1] & Changed.FOLDED
    assert held.session.tidying
    assert held.session.layout == _layout()  # until the other has come
    held.do(answers.take_tidied, held.state, _layout(OUTER))
    assert held.session.layout == _layout(OUTER)
    held.do(verbs_of_folding.fold, (INNER,))
    assert held.session.layout == _layout(OUTER)
    held.do(verbs_of_folding.turn, INNER)  # it is in a folded one: both open
    assert held.state.folded == frozenset()
    assert held.session.layout == _layout()
    for before in ({OUTER, INNER}, {OUTER}, set()):
        held.do(changing.undo)
        assert held.state.folded == before


def test_what_is_gone_to_is_there_itself() -> None:
    held = _held()
    held.do(verbs_of_folding.fold_to, 0)
    every = held.state.folded
    held.do(verbs_of_folding.reveal, ElementId("d"))
    assert held.state.folded == every
    held.do(verbs_of_folding.reveal, INNER)
    assert held.state.folded == every - {OUTER}
    held.do(verbs_of_folding.reveal, ElementId("a"))
    assert held.state.folded == every - {OUTER, INNER}


def test_an_answer_to_another_question_is_dropped() -> None:
    held = _held()
    held.do(verbs_of_folding.fold_to, 0)
    asked = held.state
    held.do(verbs_of_folding.unfold, (OUTER,))
    held.do(answers.take_tidied, asked, _layout(OUTER))
    assert held.session.layout == _layout()


def test_a_diagram_stays_folded_as_it_was_left() -> None:
    held = _held()
    held.do(verbs_of_folding.fold, (OUTER,))
    held.do(verbs.show, OTHER.id)
    assert held.state.folded == frozenset()
    held.do(verbs.go_back)
    assert held.state.folded == {OUTER}
    renamed = replace(DIAGRAM.clusters[0], id=ElementId("new"), label="New")
    clusters = (renamed, replace(DIAGRAM.clusters[1], parent=renamed.id), DIAGRAM.clusters[2])
    files = Workspace("root", "root", False, (replace(DIAGRAM, clusters=clusters), OTHER))
    held.do(answers.take_workspace, files)
    assert held.state.folded == {"new"}  # it stands on the same line
    gone = replace(DIAGRAM, clusters=DIAGRAM.clusters[2:], nodes=DIAGRAM.nodes[3:], edges=())
    held.do(answers.take_workspace, Workspace("root", "root", False, (gone, OTHER)))
    assert held.state.folded == frozenset()


def test_hiding_a_merged_edge_hides_all_that_it_stands_for() -> None:
    held = _held()
    held.do(verbs_of_folding.fold, (OUTER,))
    held.do(answers.take_tidied, held.state, _layout(OUTER))
    held.do(verbs.hide, (ElementId("a-dasks"),))
    assert held.state.hidden == {"a-dasks", "b-dtells"}


def test_a_tour_folds_what_its_steps_say_and_leaves_no_trace() -> None:
    every = frozenset(DIAGRAM.layers)
    steps = (
        Step("All", "", DIAGRAM.id, every),
        Step("Folded", "", DIAGRAM.id, every, (ElementId("a"),), folded=frozenset({OUTER})),
        Step("Still", "", DIAGRAM.id, every, (ElementId("d"),), folded=frozenset({OUTER})),
    )
    tour = Tour(TourId("t"), "T", steps)
    held = Held()
    files = Workspace("root", "root", False, (DIAGRAM, OTHER), tours=(tour,))
    held.do(answers.take_workspace, files)
    held.do(verbs_of_folding.fold, (INNER,))
    held.do(verbs.start_tour, tour.id)
    assert held.state.folded == frozenset()
    held.do(verbs.go_step, 1)
    assert held.state.folded == {OUTER}
    held.do(answers.take_layout, DIAGRAM.id, _layout())
    held.do(answers.take_tidied, held.state, _layout(OUTER))
    assert held.session.layout == _layout(OUTER)
    seen = appearance(_layout(OUTER), held.state, LIGHT, tour=tour)
    assert seen.opacity[OUTER] == 1.0  # it holds what the step is about
    assert "d" not in seen.opacity or seen.opacity[ElementId("d")] == DIMMED
    held.do(verbs_of_folding.turn, OUTER)  # by hand: it stays open at the next step
    held.do(verbs.go_step, 2)
    assert held.state.folded == frozenset()
    held.do(verbs.stop_tour)
    assert held.state.folded == {INNER}


def test_parallel_edges_are_merged_by_default_in_our_own_style_only() -> None:
    first = DIAGRAM.edges[3]
    several = [
        replace(first, id=ElementId(f"e{n}"), tail_label="", head_label="") for n in range(4)
    ]
    diagram = replace(DIAGRAM, edges=tuple(several))
    held = Held()
    held.do(answers.take_workspace, Workspace("root", "root", False, (diagram,)))
    assert held.session.tidying
    held.do(verbs_of_folding.turn, ElementId("e2"))
    assert held.state.spread == {"e0"}
    assert not held.session.apart
    held.do(changing.undo)
    assert held.session.apart
    held.do(verbs_of_folding.set_merge, False)
    assert not held.session.apart
    held.do(verbs_of_folding.set_merge, True)
    assert (held.state.merge, held.session.apart) == (None, True)
    held.do(verbs.set_style, PictureStyle.WRITTEN)
    assert not held.session.apart
