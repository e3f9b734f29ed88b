"""A tour as step pictures: one size for all steps, and what is framed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from app.exporters import step_painter
from app.exporters.steps import step_pictures
from app.layout.frame import MARGIN
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.tour import Step, TourStyle
from app.render import fonts
from app.scene.theme import DARK, LIGHT, Theme
from tests.exporters.tours import pair_tour, shots


@pytest.fixture(autouse=True)
def _canvas_font(qapp: object) -> None:
    fonts.load()


def test_steps_of_a_diagram_have_one_size_whatever_their_layers(layout: DiagramLayout) -> None:
    made = shots(layout, pair_tour())
    assert [s.number for s in made] == ["1 / 3", "2 / 3", "3 / 3"]
    assert [(s.state.tour, s.state.step) for s in made] == [("pair-tour", n) for n in range(3)]
    assert len({s.whole for s in made}) == 1
    assert len({s.region for s in made}) == 1
    assert [len(s.sheet.legend) for s in made] == [0, 0, 1]
    bare = list(step_pictures(pair_tour(), {DiagramId("pair"): layout}, legend=False))
    assert bare[2].whole.height < made[2].whole.height


def test_near_frames_what_the_step_lights(layout: DiagramLayout) -> None:
    wide = replace(layout, width=2000.0, height=1000.0)
    whole, one, edge = shots(wide, pair_tour(), near=True)
    origin = whole.sheet.picture
    assert whole.region == Box(*origin, 2000, 1000).inflated(MARGIN)
    for shot, ids in ((one, ["a"]), (edge, ["a", "b"])):
        assert shot.region.width < 2000
        for id in ids:
            box = layout.nodes[ElementId(id)].box.moved(*origin)
            assert shot.region.x <= box.x
            assert box.right <= shot.region.right
            assert shot.region.y <= box.y
            assert box.bottom <= shot.region.bottom


def test_a_focus_that_no_layer_shows_frames_the_whole(layout: DiagramLayout) -> None:
    tour = pair_tour(Step("B", "", DiagramId("pair"), frozenset(), (ElementId("b"),)))
    (near,), (whole,) = shots(layout, tour, near=True), shots(layout, tour)
    assert near.region == whole.region.inflated(MARGIN)


@pytest.mark.parametrize("chosen", [LIGHT, DARK])
@pytest.mark.parametrize("near", [False, True])
def test_painting_stays_in_its_box(layout: DiagramLayout, chosen: Theme, near: bool) -> None:
    images = [step_painter.image(s, 600, 300, chosen) for s in shots(layout, pair_tour(), near)]
    assert len({bytes(i.constBits()) for i in images}) > 1
    assert all(i.pixelColor(0, 0) == QColor(chosen.canvas) for i in images)


def test_what_is_absent_is_not_painted(layout: DiagramLayout) -> None:
    def inked(*focus: ElementId) -> int:
        step = Step("x", "", DiagramId("pair"), frozenset({"iam"}), focus, TourStyle.BUILD)
        (shot,) = list(step_pictures(pair_tour(step), {DiagramId("pair"): layout}, legend=False))
        image = step_painter.image(shot, 300, 150, LIGHT)
        return sum(
            image.pixelColor(x, y) != QColor(LIGHT.canvas) for x in range(300) for y in range(150)
        )

    assert (
        0 < inked(ElementId("b")) < min(inked(ElementId("a-b")), inked())
    )  # what is named is drawn stronger


def test_a_step_that_folds_has_a_layout_of_its_own(layout: DiagramLayout) -> None:
    box, steps = ElementId("box"), pair_tour().steps
    tour = pair_tour(steps[0], replace(steps[1], folded=frozenset({box})))
    plain, folded = shots(layout, tour, near=True)
    assert plain.layout is layout
    assert box in folded.layout.nodes
    assert folded.state.folded == {box}
    place = folded.layout.nodes[box].box.moved(*folded.sheet.picture)
    assert folded.region.x <= place.x
    assert place.right <= folded.region.right
