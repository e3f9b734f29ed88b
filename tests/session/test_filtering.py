"""Filters of what a person looks at: set, taken back in any order, kept when files change."""

from __future__ import annotations

from dataclasses import replace

from app.model.filtering import Hide, described, near
from app.model.ids import ElementId, TourId
from app.model.layer import visible
from app.model.tour import Step, Tour
from app.model.tracing import Way
from app.session import answers, changing, filtering, tracing, verbs
from app.session.session import Session
from tests.ui.views.canvas.shop import DIAGRAM, shop_store

USER, WEB, DB, ROLE, FAR, VPC = map(ElementId, ("user", "web", "db", "role", "far", "vpc"))


def begun() -> Session:
    return shop_store().session


def shown(session: Session) -> set[str]:
    """Nodes and clusters that show."""
    seen = visible(DIAGRAM, session.state.layers, session.state.hidden)
    return {*seen.nodes, *seen.clusters}


def words(session: Session) -> list[str]:
    return [described(DIAGRAM, one) for one in session.state.filters]


def test_each_filter_can_be_taken_back_in_any_order() -> None:
    session = verbs.hide(filtering.near(begun(), WEB), (ROLE,))
    assert words(session) == ["Only near “Web server”", "Without “Task role”"]
    assert shown(session) == {"user", "web", "db", "vpc"}
    assert shown(filtering.take_back(session, 0)) == {"user", "web", "db", "vpc", "far"}
    assert shown(filtering.take_back(session, 1)) == {"user", "web", "db", "vpc", "role"}
    assert shown(verbs.unhide_all(session)) == shown(begun())
    assert shown(changing.undo(session)) == shown(filtering.take_back(session, 1))


def test_only_this_holds_what_it_holds_and_a_filter_goes_with_the_layers() -> None:
    session = filtering.only(begun(), VPC)
    assert shown(session) == {"vpc", "web", "db"}
    near = filtering.near(begun(), WEB)
    off = verbs.toggle_layer(near, "networking")  # of the edge from the customer
    assert shown(off) == {"web", "db", "vpc", "role"}
    assert shown(verbs.toggle_layer(off, "networking")) == shown(near)


def test_only_what_is_traced_leaves_the_trace() -> None:
    session = filtering.only_traced(tracing.trace(begun(), DB, Way.TO))
    assert (session.state.trace, session.state.selection) == (None, None)
    assert shown(session) == {"user", "web", "db", "vpc", "role"}
    assert words(session) == ["Only what leads to “Database”"]
    path = filtering.only_traced(tracing.trace_paths(verbs.select(begun(), USER), DB))
    assert shown(path) == {"user", "web", "db", "vpc"}


def test_what_is_shown_again_comes_back_whichever_filter_left_it_out() -> None:
    session = verbs.hide(filtering.near(begun(), WEB), (DB,))
    session = verbs.unhide(session, (FAR, DB))
    assert shown(session) == {"user", "web", "db", "vpc", "role", "far"}
    assert words(session) == ["Only near “Web server”, and 1 more"]


def test_filters_stay_while_what_they_are_of_is_there() -> None:
    session = verbs.hide(filtering.near(begun(), WEB), (FAR,))
    workspace = session.workspace
    assert workspace is not None
    others = workspace.diagrams[1:]
    more = replace(DIAGRAM, nodes=(*DIAGRAM.nodes, replace(DIAGRAM.nodes[0], id=ElementId("new"))))
    read = answers.take_workspace(session, replace(workspace, diagrams=(more, *others)))
    assert read.state.filters == session.state.filters
    assert "new" in read.state.hidden
    fewer = replace(DIAGRAM, nodes=tuple(n for n in DIAGRAM.nodes if n.id != FAR))
    read = answers.take_workspace(session, replace(workspace, diagrams=(fewer, *others)))
    assert read.state.filters == session.state.filters[:1]


def test_the_same_again_adds_nothing() -> None:
    session = verbs.hide(begun(), (DB,))
    assert verbs.hide(session, (DB,)).state.filters == (Hide(frozenset({DB})),)
    near = filtering.near(begun(), WEB)
    assert filtering.near(near, WEB) is near
    assert near.state.selection == WEB


def test_steps_of_a_tour_leave_out_what_they_say_and_what_the_person_does() -> None:
    session = begun()
    workspace = session.workspace
    assert workspace is not None
    on = frozenset(DIAGRAM.layers)
    steps = [Step("one", "", DIAGRAM.id, on), Step("two", "", DIAGRAM.id, on)]
    steps[1] = steps[1].filtered((near(WEB),))
    tour = Tour(TourId("t"), "T", tuple(steps))
    known = replace(session, workspace=replace(workspace, tours=(tour,)))
    session = verbs.start_tour(verbs.hide(known, (ROLE,)), TourId("t"))
    assert shown(session) == {"user", "web", "db", "vpc", "far"}
    session = verbs.go_step(session, 1)
    assert shown(session) == {"user", "web", "db", "vpc"}
    session = verbs.go_step(session, 0)
    assert shown(session) == {"user", "web", "db", "vpc", "far"}
    assert shown(verbs.stop_tour(session)) == {"user", "web", "db", "vpc", "far"}
