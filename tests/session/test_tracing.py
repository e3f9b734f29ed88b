"""Tracing, as what is done to a session."""

from __future__ import annotations

from dataclasses import replace

from app.model.ids import ElementId
from app.model.tracing import Trace, Way
from app.session import answers, tracing, verbs
from app.session.session import Session
from tests.ui.views.canvas.shop import DIAGRAM, shop_store

USER, WEB, DB, ROLE = map(ElementId, ("user", "web", "db", "role"))


def begun() -> Session:
    return shop_store().session


def test_the_same_trace_again_ends_it() -> None:
    session = tracing.trace(begun(), DB, Way.TO)
    assert (session.state.trace, session.state.selection) == (Trace(DB, Way.TO), DB)
    assert tracing.traced(session).components == {DB, WEB, USER, ROLE}
    assert tracing.trace(session, DB, Way.TO).state.trace is None
    assert tracing.trace(session, DB, Way.FROM).state.trace == Trace(DB, Way.FROM)


def test_steps_go_from_all_the_way_to_one_and_back() -> None:
    session = tracing.trace(begun(), DB, Way.TO)
    one = tracing.trace_further(session, -1)
    assert one.state.trace == Trace(DB, Way.TO, 1)
    assert tracing.trace_further(one, -1).state.trace == Trace(DB, Way.TO, 1)
    assert tracing.traced(one).components == {DB, WEB}
    assert tracing.trace_further(one).state.trace == Trace(DB, Way.TO)  # there are no more than two


def test_paths_begin_where_the_trace_does_or_at_the_selection() -> None:
    session = tracing.trace_paths(verbs.select(begun(), USER), DB)
    assert session.state.trace == Trace(USER, Way.FROM, None, DB)
    assert session.state.selection == USER
    assert tracing.trace_paths(session, DB).state.trace == Trace(USER, Way.FROM, None, DB, True)
    assert tracing.trace_paths(verbs.select(session, ROLE), ROLE).state.trace == Trace(
        USER, Way.ANY, None, ROLE
    )


def test_it_goes_along_what_shows() -> None:
    session = tracing.trace(verbs.toggle_layer(begun(), "iam"), DB, Way.TO)
    assert tracing.traced(session).components == {DB, WEB, USER}


def test_it_stays_when_files_are_read_again_while_its_ends_are_there() -> None:
    session = tracing.trace(begun(), DB, Way.TO)
    workspace = session.workspace
    assert workspace is not None
    fewer = replace(DIAGRAM, nodes=tuple(n for n in DIAGRAM.nodes if n.id != DB), edges=())
    others = workspace.diagrams[1:]
    same = replace(workspace, diagrams=(replace(DIAGRAM, title="Store"), *others))
    gone = replace(workspace, diagrams=(fewer, *others))
    assert answers.take_workspace(session, same).state.trace == Trace(DB, Way.TO)
    assert answers.take_workspace(session, gone).state.trace is None
