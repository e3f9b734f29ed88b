"""What of a scene shows: the one answer that every backend draws."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.view_state import ViewState
from app.scene.appearance import DIMMED, Appearance, Mask, appearance
from app.scene.house import made
from app.scene.items import ImageItem, PathItem, RectItem, TextItem
from app.scene.paint import Behind
from app.scene.shot import Shot, Sign
from app.scene.theme import LIGHT
from app.scene.walk import HIGHLIGHT, SOME, Painting, lifted, runs, single, walk

BOTH = frozenset({"networking", "iam"})


def look(layout: DiagramLayout, selection: ElementId | None = None) -> Appearance:
    return appearance(layout, ViewState(DiagramId("sample"), BOTH, selection=selection), LIGHT)


def seen(
    layout: DiagramLayout, appearance: Appearance, scale: float = 1.0, clip: Box | None = None
) -> list[Painting]:
    return list(walk(made(layout), appearance, scale, clip))


def parts(paintings: list[Painting], element: str) -> list[str]:
    return [item.part for item, _, _ in paintings if item.element == element]


def test_clusters_lie_under_edges_and_edges_under_nodes(layout: DiagramLayout) -> None:
    drawn = [item.element for item, _, _ in seen(layout, look(layout))]
    firsts = [drawn.index(ElementId(id)) for id in ("outer", "inner", "in", "web")]
    assert firsts == sorted(firsts)
    assert parts(seen(layout, look(layout)), "web") == ["icon", "label"]
    assert parts(seen(layout, look(layout)), "ask") == ["line", "head", "halo", "label"]


@pytest.mark.parametrize(
    ("scale", "web", "ask"),
    [
        (1.0, ["icon", "label"], ["line", "head", "halo", "label"]),
        (0.23, ["icon"], ["line", "head"]),
        (0.2, ["icon"], ["line"]),
        (0.1, ["icon"], ["line"]),
        (0.02, ["block"], ["line"]),
    ],
)
def test_what_nobody_could_see_is_left_out(
    layout: DiagramLayout, scale: float, web: list[str], ask: list[str]
) -> None:
    shown = seen(layout, look(layout), scale)
    assert parts(shown, "web") == web
    assert parts(shown, "ask") == ask


def test_the_lines_of_an_edge_on_two_layers_are_those_of_the_first_that_is_on(
    layout: DiagramLayout,
) -> None:
    for on, paint in ((BOTH, "layer:iam"), (frozenset({"networking"}), "layer:networking")):
        shown = seen(layout, replace(look(layout), layers=on))
        (line,) = [i for i, _, _ in shown if i.element == "may" and i.part == "line"]
        assert isinstance(line, PathItem)
        assert line.stroke is not None
        assert line.stroke.paint == paint


def test_a_selection_is_outlined_and_the_rest_is_weak(layout: DiagramLayout) -> None:
    shown = seen(layout, look(layout, ElementId("db")))
    outlined = [(i.element, o) for i, o, _ in shown if i.part == "outline"]
    assert outlined == [("db", 1.0)]
    strengths = {i.element: o for i, o, _ in shown if i.part in ("icon", "line")}
    assert (strengths[ElementId("db")], strengths[ElementId("user")]) == (1.0, DIMMED)
    thick = {i.element: t for i, _, t in shown if i.part == "line"}
    assert (thick[ElementId("ask")], thick[ElementId("in")]) == (HIGHLIGHT, 0.0)
    drawn = [i.element for i, _, _ in shown if i.part == "icon"]
    assert drawn.index(ElementId("user")) < drawn.index(
        ElementId("db")
    )  # what is weak lies under what is not


def test_a_masked_name_is_nowhere_in_what_is_drawn(layout: DiagramLayout) -> None:
    masked = {
        ElementId("web"): Mask.LABEL | Mask.ICON,
        ElementId("ask"): Mask.LABEL,
        ElementId("outer"): Mask.LABEL,
    }
    shown = seen(layout, replace(look(layout), masked=masked))
    said = [line for i, _, _ in shown if isinstance(i, TextItem) for line in i.lines]
    assert sorted(said) == ["?", "?", "?", "?", "Database", "Inner", "Key", "User"]
    assert not [i for i, _, _ in shown if isinstance(i, ImageItem) and i.element == "web"]
    assert "halo" not in parts(shown, "ask")


def test_a_halo_is_as_strong_as_can_be_and_knows_what_is_behind(layout: DiagramLayout) -> None:
    weak = replace(look(layout), opacity=dict.fromkeys(look(layout).opacity, 0.3))
    ((halo, opacity, _),) = [p for p in seen(layout, weak) if p[0].part == "halo"]
    assert opacity == 1.0
    assert isinstance(halo, RectItem)
    assert halo.fill == Behind(((ElementId("outer"), "tint:public-subnet"),))


def test_what_is_done_has_a_tick_over_all_else(layout: DiagramLayout) -> None:
    shown = seen(layout, replace(look(layout), done=frozenset({ElementId("web")})))
    assert [i.part for i, _, _ in shown[-2:]] == ["tick", "tick"]
    assert shown[-1][0].element == "web"


def test_a_shot_moves_titles_and_says_where_lines_lead(layout: DiagramLayout) -> None:
    sign = Sign(ElementId("may"), "to Inner", Box(400, 300, 60, 20), 12.0)
    shot = Shot(
        Box(0, 0, 400, 400),
        1.0,
        whole=False,
        unlabelled=frozenset({"ask"}),
        titles={ElementId("outer"): (30.0, 40.0)},
        signs=(sign,),
    )
    shown = seen(layout, replace(look(layout), shot=shot))
    titles = [i for i, _, _ in shown if isinstance(i, TextItem) and i.lines == ("Outer",)]
    assert [t.box for t in titles] == [layout.clusters[ElementId("outer")].label_box.moved(30, 40)]
    assert parts(shown, "ask") == ["line", "head"]
    assert isinstance(shown[-1][0], TextItem)
    assert shown[-1][0].lines == ("to Inner",)


def test_what_lies_outside_is_left_out(layout: DiagramLayout) -> None:
    drawn = {i.element for i, _, _ in seen(layout, look(layout), clip=Box(0, 90, 100, 60))}
    assert drawn == {"user", "in"}


def test_under_the_pointer_an_edge_is_brighter_and_a_component_outlined(
    layout: DiagramLayout,
) -> None:
    scene = made(layout)
    lit = [(i.part, t) for i, _, t in single(lifted(scene, look(layout), 1.0, ElementId("ask")))]
    assert lit == [("line", HIGHLIGHT), ("head", 0.0), ("halo", 0.0), ("label", 0.0)]
    ((items, opacity, _),) = lifted(scene, look(layout), 1.0, ElementId("web"))
    assert items[0].part == "outline"
    assert opacity < 1
    assert not list(lifted(scene, look(layout, ElementId("web")), 1.0, ElementId("web")))


def test_who_paints_can_pause_also_while_nothing_is_found_to_show(layout: DiagramLayout) -> None:
    scene = made(layout)
    nodes, many = scene.tiers[-1], 20
    crowd = nodes.elements[:1] * (many * SOME)
    crowded = replace(scene, tiers=(*scene.tiers[:-1], replace(nodes, elements=crowd)))
    assert sum(1 for _ in runs(crowded, Appearance(LIGHT, {}), 1.0)) >= many
