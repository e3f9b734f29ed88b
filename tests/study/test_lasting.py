"""Cards whose element was renamed, moved or removed."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Diagram
from app.model.ids import CardId, DiagramId, ElementId
from app.model.lasting import elements, renamed
from app.model.workspace import Workspace
from app.study.card_generator import cards
from app.study.progress import Progress
from app.study.schedule import Grade


def _ids(*texts: str) -> frozenset[ElementId]:
    return frozenset(map(ElementId, texts))


def test_only_a_sure_pair_counts() -> None:
    gone, new = _ids("vpc/ec2:web"), _ids("vpc/ec2:front")
    assert renamed(gone, new) == {"vpc/ec2:web": "vpc/ec2:front"}
    assert renamed(gone, new | _ids("vpc/ec2:back")) == {}, "which of the two is it?"
    assert renamed(gone, _ids("vpc/rds:db")) == {}, "another kind"
    assert renamed(gone, _ids("ec2:web")) == {"vpc/ec2:web": "ec2:web"}, "moved out"
    assert renamed(frozenset(), new) == {}


def test_what_a_renamed_cluster_holds_and_its_edges_follow() -> None:
    gone = _ids("vpc", "vpc/ec2:web", "vpc/ec2:web~2", "vpc/ec2:web->vpc/ec2:web~2")
    new = _ids("main", "main/ec2:web", "main/ec2:web~2", "main/ec2:web->main/ec2:web~2")
    assert renamed(gone, new) == {id: id.replace("vpc", "main") for id in gone}


def test_the_second_edge_between_two_follows() -> None:
    gone = _ids("ec2:a", "ec2:a->rds:b", "ec2:a->rds:b~2")
    new = _ids("ec2:c", "ec2:c->rds:b", "ec2:c->rds:b~2")
    assert renamed(gone, new) == {id: id.replace("ec2:a", "ec2:c") for id in gone}


def _study(workspace: Workspace, progress: Progress) -> dict[str, str]:
    """All ids of cards, each by whether it has begun."""
    progress.follow(workspace.root, elements(workspace), renamed)
    begun = progress.memories()
    return {c.id: "begun" if c.id in begun else "new" for c in cards(workspace)}


def test_a_label_is_edited_and_its_cards_go_on(workspace: Workspace, progress: Progress) -> None:
    _study(workspace, progress)
    web = "name|shop|vpc/ec2:web"
    memory, _ = progress.review(CardId(web), Grade.GOOD)
    line = "connection|shop|vpc/ec2:web->vpc/rds:db"
    progress.review(CardId(line), Grade.EASY)
    other = _renamed(workspace, "vpc/ec2:web", ElementId("vpc/ec2:front-end"))
    found = _study(other, progress)
    assert found["name|shop|vpc/ec2:front-end"] == "begun"
    assert found[line.replace("ec2:web", "ec2:front-end")] == "begun"
    assert progress.memory(CardId("name|shop|vpc/ec2:front-end")) == memory
    assert web not in found, "it is not asked"
    assert progress.memory(CardId(web)) == memory, "and what was known of it is kept"
    assert _study(workspace, progress)[web] == "begun", "for when it comes back"


def test_a_card_that_has_gone_is_kept_and_not_asked(
    workspace: Workspace, shop: Diagram, progress: Progress
) -> None:
    _study(workspace, progress)
    progress.review(CardId("name|shop|vpc/rds:db"), Grade.GOOD)
    nodes = tuple(n for n in shop.nodes if n.id != "vpc/rds:db")
    edges = tuple(e for e in shop.edges if "vpc/rds:db" not in (e.tail, e.head))
    less = replace(workspace, diagrams=(replace(shop, nodes=nodes, edges=edges),))
    assert "name|shop|vpc/rds:db" not in _study(less, progress)
    assert "name|shop|vpc/rds:db" in progress.memories()


def test_two_workspaces_with_a_diagram_of_one_name_do_not_mix_up(
    workspace: Workspace, progress: Progress
) -> None:
    _study(workspace, progress)
    progress.review(CardId("name|shop|vpc/ec2:web"), Grade.GOOD)
    elsewhere = replace(
        _renamed(workspace, "vpc/ec2:web", ElementId("vpc/ec2:other")), root="/elsewhere"
    )
    assert _study(elsewhere, progress)["name|shop|vpc/ec2:other"] == "new"


def test_a_like_pattern_in_an_id_is_no_pattern(progress: Progress) -> None:
    progress.follow("/r", {DiagramId("d_"): frozenset({ElementId("a_b")})}, renamed)
    progress.review(CardId("name|dx|a_b"), Grade.GOOD)
    progress.follow(
        "/r",
        {DiagramId("d_"): frozenset({ElementId("cxb")})},
        lambda gone, new: {ElementId("a_b"): ElementId("cxb")},
    )
    assert set(progress.memories()) == {"name|dx|a_b"}


def _renamed(workspace: Workspace, old: str, new: ElementId) -> Workspace:
    (diagram,) = workspace.diagrams
    nodes = tuple(replace(n, id=new) if n.id == old else n for n in diagram.nodes)
    edges = tuple(
        replace(
            e,
            id=ElementId(e.id.replace(old, new)),
            tail=ElementId(e.tail.replace(old, new)),
            head=ElementId(e.head.replace(old, new)),
        )
        for e in diagram.edges
    )
    return replace(workspace, diagrams=(replace(diagram, nodes=nodes, edges=edges),))
