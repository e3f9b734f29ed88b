"""What becomes of an element is seen: by colour, dashes and a sign, in every theme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.layout.layout import lay_out
from app.model.details import ChangeKind
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.folding import FoldState, folded
from app.model.geometry import Point
from app.model.ids import DiagramId, ElementId
from app.model.style import ColourStop, Stroke, Style
from app.model.view_state import ViewState
from app.scene.appearance import appearance
from app.scene.changed import GONE, SAME, colour, pen, sign
from app.scene.colours import contrast
from app.scene.inks import Inks
from app.scene.items import EllipseItem, Item, PathItem, RectItem
from app.scene.producing import scene_of
from app.scene.theme import DARK, LIGHT, Theme

RED = Style(stroke=Stroke((ColourStop("#ff0000"),)))


def _edge(tail: str, head: str, change: ChangeKind | None, style: Style = RED) -> Edge:
    ends = ElementId(tail), ElementId(head)
    layers = (change.value,) if change else ()
    return Edge(
        ElementId(f"{tail}-{head}"), *ends, ends, "says", layers, style=style, change=change
    )


DIAGRAM = Diagram(
    DiagramId("shop"),
    "Shop",
    "shop",
    "shop.dot",
    layers=("added", "gone"),
    nodes=(
        Node(ElementId("stays"), "Stays"),
        Node(ElementId("new"), "New", "", ElementId("home"), ("added",), change=ChangeKind.ADDED),
        Node(ElementId("old"), "Old", layers=("gone",), change=ChangeKind.GONE),
    ),
    clusters=(Cluster(ElementId("home"), "Home"),),
    edges=(
        _edge("stays", "new", ChangeKind.ADDED),
        _edge("stays", "old", ChangeKind.GONE),
        _edge("old", "stays", None),
    ),
)


@pytest.fixture(scope="module")
def laid_out() -> DiagramLayout:
    return lay_out(DIAGRAM)


def _marks(layout: DiagramLayout, id: str) -> list[Item]:
    return [item for item in scene_of(layout).by_id[ElementId(id)].items if item.part == "change"]


def test_a_component_has_a_line_round_it_and_a_sign(laid_out: DiagramLayout) -> None:
    line, disc, strokes = _marks(laid_out, "old")
    assert isinstance(line, RectItem)
    assert line.stroke == pen(ChangeKind.GONE)
    assert line.stroke.dashes, "not by colour alone"
    assert isinstance(disc, EllipseItem)
    assert disc.fill == "layer:gone"
    assert isinstance(strokes, PathItem)
    assert _marks(laid_out, "stays") == []
    new = _marks(laid_out, "new")[0]
    assert isinstance(new, RectItem)
    assert new.stroke is not None
    assert new.stroke.dashes == ()


def test_each_change_has_a_sign_of_its_own() -> None:
    drawn = [tuple(sign(ElementId("x"), kind, Point(0, 0), 12))[1] for kind in ChangeKind]
    assert len({item.data.points for item in drawn if isinstance(item, PathItem)}) == 4


def test_an_edge_that_changes_has_the_colour_of_that_and_not_its_author_s(
    laid_out: DiagramLayout,
) -> None:
    items = list(scene_of(laid_out).by_id[ElementId("stays-old")].items)
    lines = [i for i in items if isinstance(i, PathItem) and i.part == "line" and i.stroke]
    assert {i.stroke.paint for i in lines if i.stroke} == {"layer:gone"}
    assert any(i.stroke.dashes for i in lines if i.stroke)
    assert len([i for i in items if i.part == "change"]) == 2
    kept = [i for i in scene_of(laid_out).by_id[ElementId("old-stays")].items if i.part == "line"]
    assert all(isinstance(i, PathItem) and i.stroke and i.stroke.paint != "edge" for i in kept)
    assert not laid_out.diagram.index.colour_key, "one edge is none that a legend explains"


def test_a_cluster_that_changes_has_that_border(laid_out: DiagramLayout) -> None:
    gone = replace(DIAGRAM.clusters[0], layers=("gone",), change=ChangeKind.GONE)
    diagram = replace(DIAGRAM, clusters=(gone,))
    items = list(scene_of(replace(laid_out, diagram=diagram)).by_id[ElementId("home")].items)
    borders = [i.stroke for i in items if isinstance(i, PathItem) and i.part == "border"]
    assert all(stroke and stroke.paint == "layer:gone" and stroke.dashes for stroke in borders[:2])
    assert [i for i in items if i.part == "change"]


def test_a_folded_cluster_says_that_something_in_it_changes() -> None:
    made = folded(DIAGRAM, FoldState(frozenset({ElementId("home")})))
    (home,) = (n for n in made.nodes if n.id == "home")
    assert home.change is ChangeKind.CHANGED


def test_what_has_not_changed_steps_back(laid_out: DiagramLayout) -> None:
    state = ViewState(DIAGRAM.id, frozenset(DIAGRAM.layers))
    seen = appearance(laid_out, state, LIGHT).opacity
    assert (
        seen[ElementId("stays")] == seen[ElementId("home")] == seen[ElementId("old-stays")] == SAME
    )
    assert seen[ElementId("old")] == seen[ElementId("stays-old")] == GONE
    assert seen[ElementId("new")] == 1.0
    plain = replace(DIAGRAM, nodes=DIAGRAM.nodes[:1], edges=(), clusters=())
    seen = appearance(replace(laid_out, diagram=plain), state, LIGHT).opacity
    assert seen == {"stays": 1.0}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_their_colours_can_be_read_and_told_apart(theme: Theme, laid_out: DiagramLayout) -> None:
    inks = Inks(appearance(laid_out, ViewState(DIAGRAM.id), theme))
    found = [inks.solid(colour(kind))[0] for kind in ChangeKind]
    assert len(set(found)) == 4
    assert all(contrast(one, theme.canvas) >= (7.0 if theme.dark else 4.5) for one in found)
