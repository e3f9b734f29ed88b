"""Fit fits, and what is said of the zoom is what is painted."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.model.ids import ElementId
from app.session import answers, filtering, verbs
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell import first_window
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import PICTURE

SIZES = ((700, 500), (160, 120), (2600, 240))
STRIP, TOWER, SHEET = (120_000.0, 3_600.0), (900.0, 90_000.0), (60_000.0, 40_000.0)


@pytest.mark.parametrize("room", [STRIP, TOWER, SHEET])
@pytest.mark.parametrize("bare", [False, True])
def test_a_picture_of_any_size_fits(
    canvas: Canvas, store: Store, room: tuple[float, float], bare: bool
) -> None:
    canvas.viewport.set_bare(bare)
    large = replace(PICTURE, width=room[0], height=room[1])
    store.do(answers.take_layout, large.diagram.id, large)
    for size in SIZES:
        canvas.resize(*size)
        canvas.looking.fit()
        seen = canvas.looking.camera.view(canvas.looking.size)
        assert seen.x <= 0
        assert seen.y <= 0
        assert seen.right >= room[0]
        assert seen.bottom >= room[1]


def test_one_zooms_out_from_a_large_picture_until_all_of_it_is_in_view(
    canvas: Canvas, store: Store
) -> None:
    large = replace(PICTURE, width=STRIP[0], height=STRIP[1])
    store.do(answers.take_layout, large.diagram.id, large)
    canvas.looking.actual_size()
    for _ in range(60):
        canvas.looking.zoom_out()
    assert canvas.looking.visible_region().width == pytest.approx(canvas.looking.sheet().width)


def test_fit_fits_what_filters_leave_where_that_is_little(canvas: Canvas, store: Store) -> None:
    large = replace(PICTURE, width=SHEET[0], height=SHEET[1])
    store.do(answers.take_layout, large.diagram.id, large)
    looking, vpc = canvas.looking, large.clusters[ElementId("vpc")].box
    looking.fit()
    whole = looking.camera
    store.do(filtering.only, ElementId("vpc"))
    assert looking.camera.view(looking.size).holds(vpc)
    assert looking.scale > 20 * whole.scale, "who looked at all there was looks at all that is left"
    near = looking.camera
    looking.zoom_by(3, glide=False)
    looking.fit(glide=False)
    assert looking.camera == near
    assert looking.least < whole.scale, "one can step back as far as before"
    store.do(verbs.unhide_all)
    assert looking.camera == whole


def test_the_zoom_of_a_large_picture_is_told_in_parts_of_one_per_cent(window: MainWindow) -> None:
    zoom, looking = window.picture_pane.zoom, window.canvas.looking
    for scale, said in ((0.005213, "0.52%"), (0.0312, "3.1%"), (0.21, "21%"), (1.25, "125%")):
        looking.look_at(Camera(0, 0, scale), glide=False)
        assert zoom.percent.text() == said


def test_no_zoom_is_told_while_there_is_no_picture(qtbot: QtBot) -> None:
    store = Store()
    made = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    qtbot.addWidget(made)
    assert made.picture_pane.zoom.percent.text() == "–"
    made.close()


def test_a_window_that_filled_another_screen_is_not_as_small_as_can_be_on_this_one(
    qtbot: QtBot, window: MainWindow, filled: Store
) -> None:
    """As after the display was scaled otherwise: Qt then restores nothing."""
    window.showMaximized()
    left = bytearray(window.saveGeometry().data())
    wide = slice(46, 50)  # of the screen, behind version, three numbers of places and two flags
    assert int.from_bytes(left[wide]) == window.screen().geometry().width()
    left[wide] = (window.screen().geometry().width() * 2).to_bytes(4)
    settings = Settings(theme="light", geometry=b64encode(left).decode())
    again = MainWindow(filled, Jobs(filled), settings)
    qtbot.addWidget(again)
    first_window.show(again)
    assert again.isMaximized() or again.width() > window.screen().geometry().width() * 0.7
    again.close()


def test_where_one_looks_comes_back_also_when_one_leaves_at_once(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.canvas.looking.zoom_by(1.7)
    camera = window.canvas.looking.camera
    window.close()
    left = {s.diagram: s for s in window.settings.states()}[window.store.state.diagram]
    assert left.viewport is not None
    assert left.viewport.scale == pytest.approx(camera.scale)
