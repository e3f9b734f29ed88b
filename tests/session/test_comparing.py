"""A comparison in a session: one goes into it and out of it, and it follows the files."""

from __future__ import annotations

from dataclasses import replace

from app.model.details import ChangeKind
from app.model.diagram import Diagram, Node
from app.model.difference import compared
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link
from app.model.tour import TourOrigin
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.session.comparing import (
    changes_shown,
    go_to_change,
    leave_comparison,
    places_of_changes,
    show_comparison,
    tour_changes,
)
from app.session.session import Session
from app.sources.tours.plan_tour import by_plan
from app.study.card_generator import cards

WEB, DB = Node(ElementId("web"), "Web"), Node(ElementId("db"), "DB")
SHOP = Diagram(DiagramId("shop"), "Shop", "shop", "shop.dot", nodes=(WEB, DB))
BANK = replace(SHOP, id=DiagramId("bank"), filename="bank", source="bank.dot")
BEFORE = replace(SHOP, nodes=(WEB, Node(ElementId("mail"), "Mail"), Node(ElementId("fax"), "Fax")))
COMPARISON = compared(BEFORE, SHOP, "since the last commit")
LINK = Link(WEB.id, SectionId("web-section"), "its label")


def _session() -> Session:
    links = {SHOP.id: {WEB.id: LINK}}
    workspace = Workspace("/x", "X", False, (BANK, SHOP), links=links)
    session = answers.take_workspace(Session(), workspace)
    return verbs.show(session, SHOP.id)


def test_one_goes_in_and_out() -> None:
    session = show_comparison(_session(), COMPARISON)
    assert session.diagram is COMPARISON.difference.diagram
    assert session.state.layers == frozenset(("added", "gone"))
    assert session.state.trail == ("shop",)
    assert session.workspace is not None
    assert [d.id for d in session.workspace.diagrams] == ["bank", "shop"], "no list has it"
    assert session.workspace.link(COMPARISON.id, WEB.id) == LINK, (
        "its notes are those of the diagram"
    )
    assert verbs.go_back(session).state.diagram == "shop"
    out = leave_comparison(session)
    assert (out.state.diagram, out.state.trail) == ("shop", ())
    assert verbs.go_back(out).state.diagram == COMPARISON.id
    assert leave_comparison(out) is out


def test_what_changes_is_told_and_toured() -> None:
    session = show_comparison(_session(), COMPARISON)
    told = [(c.kind, c.name) for c in changes_shown(session)]
    assert told == [(ChangeKind.ADDED, "DB"), (ChangeKind.GONE, "Mail"), (ChangeKind.GONE, "Fax")]
    toured = tour_changes(session)
    assert toured.tour is not None
    assert toured.tour.origin is TourOrigin.CHANGES
    assert len(toured.tour.steps) == 3
    assert verbs.stop_tour(toured).state.diagram == COMPARISON.id
    assert changes_shown(_session()) == ()
    assert tour_changes(_session()).tour is None


def test_what_changes_inside_is_gone_to_and_toured() -> None:
    inner = replace(SHOP, id=DiagramId("net"), title="Net", filename="net", source="net.dot")
    door = Link(DB.id, None, "URL", diagram=inner.id)
    workspace = Workspace("/x", "X", False, (SHOP, inner), links={SHOP.id: {DB.id: door}})
    session = answers.take_workspace(Session(), workspace)
    since = "since the last commit"
    inside = compared(replace(inner, nodes=(WEB,)), inner, since)
    session = show_comparison(session, compared(SHOP, SHOP, since), (inside,))
    assert session.diagram is not None
    assert [n.inside for n in session.diagram.nodes] == [0, 1]
    assert session.ways_in[DB.id].id == inside.id, "one goes into how that changes"
    (place,) = places_of_changes(session)
    there = go_to_change(session, place)
    assert there.state.diagram == inside.id
    assert there.state.trail == ("shop", session.state.diagram)
    assert there.state.selection == DB.id
    assert places_of_changes(there) == places_of_changes(session), "from wherever one is"
    assert leave_comparison(there).state.diagram == session.state.diagram, "then one further up"
    toured = tour_changes(session)
    assert toured.tour is not None
    assert [s.diagram for s in toured.tour.steps] == [session.state.diagram, *[inside.id] * 2]
    again = answers.take_workspace(session, replace(workspace, diagrams=(SHOP, BANK)))
    assert again.diagram is not None
    assert [n.inside for n in again.diagram.nodes] == [0, 0], "which is not there any more"


def test_it_follows_the_files() -> None:
    session = show_comparison(_session(), COMPARISON)
    assert session.workspace is not None
    fresh = Workspace("/x", "X", False, (BANK, replace(SHOP, nodes=(*SHOP.nodes, BEFORE.nodes[1]))))
    again = answers.take_workspace(session, fresh)
    assert again.state.diagram == COMPARISON.id, "one stays there"
    told = [(c.kind, c.name) for c in changes_shown(again)]
    assert told == [(ChangeKind.CHANGED, "DB")] or told == [
        (ChangeKind.ADDED, "DB"),
        (ChangeKind.GONE, "Fax"),
    ]
    gone = answers.take_workspace(session, Workspace("/x", "X", False, (BANK,)))
    assert gone.state.diagram == "bank"
    assert gone.workspace is not None
    assert gone.workspace.compared == ()
    elsewhere = answers.take_workspace(session, Workspace("/y", "Y", False, (BANK, SHOP)))
    assert elsewhere.workspace is not None
    assert elsewhere.workspace.compared == ()


def test_how_it_is_compared_stays_when_the_files_change() -> None:
    renamed = replace(SHOP, nodes=(replace(WEB, kind="aws.compute.EC2", layers=("a",)), DB))
    fresh = Workspace("/x", "X", False, (BANK, replace(renamed, layers=("a",))))
    loosely = compared(SHOP, SHOP, "compared with shop.drawio", loosely=True)
    again = answers.take_workspace(show_comparison(_session(), loosely), fresh)
    assert again.state.diagram == loosely.id
    assert changes_shown(again) == (), "of files of different kinds looks and layers are not"
    added = compared(None, SHOP, "since the last commit")
    again = answers.take_workspace(show_comparison(_session(), added), fresh)
    assert again.workspace is not None
    (one,) = again.workspace.compared
    assert one.difference.only is ChangeKind.ADDED


def test_it_asks_for_no_cards() -> None:
    session, shown = _session(), show_comparison(_session(), COMPARISON)
    assert session.workspace is not None
    assert tour_changes(shown).workspace is not None
    asked = [c.id for c in cards(tour_changes(shown).workspace or session.workspace)]
    assert asked == [c.id for c in cards(session.workspace)]


def test_what_a_plan_says_is_told_without_any_comparison() -> None:
    plan = replace(SHOP, nodes=(replace(WEB, change=ChangeKind.ADDED), DB))
    session = answers.take_workspace(Session(), Workspace("/x", "X", False, (plan,)))
    assert [c.name for c in changes_shown(session)] == ["Web"]
    assert tour_changes(session).tour is not None
    assert session.workspace is not None
    own = by_plan(plan)
    assert own is not None
    with_own = replace(session.workspace, tours=(own,))
    assert tour_changes(answers.take_workspace(Session(), with_own)).tour is own
