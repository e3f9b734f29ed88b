"""Folding in a session: undo, history, files read again, and whose layout is shown."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram_layout import DiagramLayout
from app.model.folding import folded
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
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
    return DiagramLayout(folded(DIAGRAM, frozenset(clusters)), 10, 10, {}, {}, {})


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
    gone = replace(DIAGRAM, clusters=DIAGRAM.clusters[2:], nodes=DIAGRAM.nodes[3:], edges=())
    held.do(answers.take_workspace, Workspace("root", "root", False, (gone, OTHER)))
    assert held.state.folded == frozenset()


def test_hiding_a_merged_edge_hides_all_that_it_stands_for() -> None:
    held = _held()
    held.do(verbs_of_folding.fold, (OUTER,))
    held.do(answers.take_tidied, held.state, _layout(OUTER))
    held.do(verbs.hide, (ElementId("a-dasks"),))
    assert held.state.hidden == {"a-dasks", "b-dtells"}
