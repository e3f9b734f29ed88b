"""A card's question and answer as pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.exporters.card_picture import ROOM, card_pictures
from app.model.diagram_layout import DiagramLayout
from app.model.ids import CardId, DiagramId, ElementId
from app.render import fonts
from app.render.recall import RecallOptions
from app.scene.theme import LIGHT
from app.study.card import Card, CardKind

NAME = Card(
    CardId("name|pair|a"),
    CardKind.NAME,
    DiagramId("pair"),
    "Which one?",
    "A",
    about=(ElementId("a"),),
    hidden=ElementId("a"),
)
LINE = Card(
    CardId("connection|pair|a-b"),
    CardKind.CONNECTION,
    DiagramId("pair"),
    "What?",
    "asks",
    about=(ElementId("a"), ElementId("b")),
    hidden=ElementId("a-b"),
    layers=frozenset({"iam"}),
)


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


@pytest.fixture
def large(layout: DiagramLayout) -> DiagramLayout:
    """With much blank sheet round the pair."""
    return replace(layout, width=4000.0, height=3000.0)


def _ringed(image: QImage) -> bool:
    accent = QColor(LIGHT.accent).rgb()
    xs, ys = range(image.width()), range(0, image.height(), 7)
    return any(image.pixel(x, y) == accent for x in xs for y in ys)


@pytest.mark.parametrize("card", [NAME, LINE])
def test_question_and_answer_share_one_frame(large: DiagramLayout, card: Card) -> None:
    asking, answering = card_pictures(large, card, RecallOptions())
    assert asking != answering
    assert asking.size() == answering.size()
    assert (asking.width(), asking.height()) == pytest.approx(ROOM.size, abs=1), "near"
    assert _ringed(asking)


def test_where_something_stands_is_asked_of_the_whole(large: DiagramLayout) -> None:
    card = replace(NAME, kind=CardKind.PLACE, about=(), targets=frozenset({ElementId("a")}))
    asking, answering = card_pictures(large, card, RecallOptions())
    assert asking.width() / asking.height() == pytest.approx(4000 / 3000, rel=0.02)
    assert not _ringed(asking)
    assert _ringed(answering)
