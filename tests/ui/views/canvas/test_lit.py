"""The canvas shows what the section in view is about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import box_of
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link, Note, Notebook, Section
from app.render.painter import DIMMED, draw, draw_highlighted
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas
from bench.actions import Calls
from tests.ui.views.canvas.shop import layout, on


@pytest.fixture
def store(store: Store) -> Store:
    """“Data” is about the database and the archive."""
    assert store.workspace is not None
    sections = tuple(
        Section(SectionId(s), s, s, 1, "n.md", n, "") for n, s in enumerate(("data", "web"), 1)
    )
    book = Notebook((Note("n.md", "N", (), sections, ""),))
    links = {id: Link(id, SectionId("data"), "label") for id in map(ElementId, ("db", "far"))}
    store.do(
        answers.take_workspace,
        replace(store.workspace, notebook=book, links={DiagramId("shop"): links}),
    )
    return store


def test_what_is_read_is_lit_and_nothing_moves(canvas: Canvas, store: Store) -> None:
    canvas.looking.look_at(Camera(400, 250, 1.0), glide=False)
    camera, dark = canvas.looking.camera, canvas.grab().toImage()
    store.do(verbs.read, SectionId("data"))
    highlighted = canvas.grab().toImage()
    assert highlighted.pixel(on(canvas, ElementId("db"))) != dark.pixel(on(canvas, ElementId("db")))
    assert highlighted.pixel(on(canvas, ElementId("web"))) == dark.pixel(
        on(canvas, ElementId("web"))
    )
    assert canvas.looking.camera == camera
    store.do(verbs.read, SectionId("web"))
    assert canvas.grab().toImage() == dark


def test_lighting_leaves_the_kept_frame_alone(canvas: Canvas, store: Store) -> None:
    canvas.grab()
    with Calls() as calls:
        for section in ("data", "web", "data"):
            store.do(verbs.read, SectionId(section))
            canvas.grab()
    assert store.session.highlighted == {"db", "far"}
    assert draw_highlighted.__code__ in calls.of
    assert draw.__code__ not in calls.of


def test_it_shows_through_a_selection(canvas: Canvas, store: Store) -> None:
    store.do(verbs.select, ElementId("user"))
    assert canvas.viewport.appearance.opacity[ElementId("db")] == DIMMED
    store.do(verbs.read, SectionId("data"))
    assert canvas.viewport.appearance.opacity[ElementId("db")] == 1
    store.do(verbs.select, ElementId("web"))
    assert store.session.highlighted == frozenset()


def test_an_opened_section_comes_into_view(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    store.do(verbs.open_section, SectionId("web"))
    canvas.looking.look_at(Camera(300, 200, 1.5), glide=False)
    store.do(verbs.open_section, SectionId("data"))
    for id in ("db", "far"):
        box = box_of(layout(), ElementId(id))
        assert box is not None
        assert canvas.looking.camera.view(canvas.looking.size).contains(*box.center)
