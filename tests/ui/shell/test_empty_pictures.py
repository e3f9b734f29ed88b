"""A picture without extent: an empty diagram is shown everywhere, as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.exporters import exporter
from app.exporters.exporter import TourExporter, TourOptions
from app.exporters.steps import step_pictures
from app.exporters.stills import Stills
from app.model.geometry import fitting
from app.model.ids import DiagramId, TourId
from app.model.picture_style import PictureStyle
from app.model.view_state import ViewState
from app.scene.theme import LIGHT
from app.session import verbs
from app.ui.features.diagrams.thumbnails import thumbnail
from app.ui.shell.window import MainWindow
from app.ui.views.notes import pages
from tests.ui.driving import presenting, window_on
from tests.ui.features.study.reading import wait_until_read

TOUR = """---
title: Nothing
diagram: bare
---

## Nothing yet

## Something

<!-- show: diagram=dots -->
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bare.dot").write_text('digraph { label="Nothing yet" }')
    (tmp_path / "dots.dot").write_text("digraph { a [shape=point]; b [style=invis] }")
    (tmp_path / "unseen.dot").write_text("digraph { a [style=invis] }")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "bare.md").write_text("# Bare\n\n![](bare.png)\n\nText.\n")
    (tmp_path / "tours").mkdir()
    (tmp_path / "tours" / "nothing.md").write_text(TOUR)
    return tmp_path


@pytest.fixture
def window(qtbot: QtBot, folder: Path, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, folder) as made:
        qtbot.waitExposed(made)
        workspace = made.store.workspace
        assert workspace is not None
        qtbot.waitUntil(lambda: len(made.store.layouts) == len(workspace.diagrams), timeout=10_000)
        for diagram in workspace.diagrams:  # as written there is the title, and room around
            made.store.do(verbs.show, diagram.id)
            made.store.do(verbs.set_style, PictureStyle.HOUSE)
        qtbot.waitUntil(
            lambda: all(p.style == "house" for p in made.store.layouts.values()), timeout=10_000
        )
        yield made


@given(st.tuples(*[st.floats(0, 1e6)] * 2), st.tuples(*[st.floats(-10, 1e5)] * 2))
def test_everything_fits_at_some_scale(
    size: tuple[float, float], room: tuple[float, float]
) -> None:
    scale = fitting(size, room)
    assert scale > 0
    for own, there in zip(size, room, strict=True):
        assert own * scale <= max(there, 1e-3) * (1 + 1e-9) or own <= 1e-3


def test_the_picture_of_an_empty_diagram_has_no_extent(window: MainWindow) -> None:
    assert any(p.width == 0 and p.height == 0 for p in window.store.layouts.values())


def test_thumbnails_and_pictures_in_notes(window: MainWindow) -> None:
    for id, layout in window.store.layouts.items():
        *_, made = thumbnail(layout, ViewState(DiagramId(id)), window.store, 1.0)
        assert made is not None
        assert not made.isNull()
        size = pages.size(layout, 300)
        assert not pages.draw(layout, frozenset(), *size, 2.0, LIGHT).isNull()


def test_canvas_tidy_presenting_and_the_presenters_window(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.store.workspace
    assert workspace is not None
    for diagram in workspace.diagrams:
        window.store.do(verbs.show, diagram.id)
        window.canvas.looking.fit()
        window.actions_table["tidy"].trigger()
        window.grab()
        window.actions_table["tidy"].trigger()
    window.store.do(verbs.show, DiagramId("bare"))
    presenter = presenting(qtbot, window)
    presenter.presenter_controls.placing.toggle_window()
    assert presenter.presenter_controls.window is not None
    for screen in (presenter, presenter.presenter_controls.window):
        screen.resize(400, 300)
        screen.grab()
    presenter.close()


def test_studying(qtbot: QtBot, window: MainWindow) -> None:
    window.store.do(verbs.show, DiagramId("bare"))
    window.actions_table["study"].trigger()
    room = window.commands.studying.room
    assert room is not None
    wait_until_read(qtbot, room)
    room.start.start.click()
    room.grab()
    room.close()


@pytest.mark.parametrize("format", ["slides", "handout", "gif"])
@pytest.mark.parametrize("near", [False, True])
def test_a_tour_through_it(window: MainWindow, format: str, near: bool) -> None:
    workspace = window.store.workspace
    assert workspace is not None
    tour = workspace.tour(TourId("nothing"))
    assert tour is not None
    shots = list(step_pictures(tour, window.store.layouts, near))
    into = exporter(TourExporter, format)
    assert into is not None
    for shot in shots:
        image = into.preview(shots, shot, LIGHT, (300, 200))
        assert not image.isNull()
        assert not Stills(shots, TourOptions(LIGHT, 200)).step(shot).isNull()
