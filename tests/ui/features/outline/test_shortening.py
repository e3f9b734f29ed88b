"""Rows that begin alike, in little room."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.features.outline.shortening import Part, parts_of, shortened

NAMES = (
    "Database servers A MySQL",
    "Database servers B MySQL",
    "Database",
    "Public subnet A 10.0.0.0/24",
    "Public subnet A 10.0.2.0/24",
    "arn:aws:iam::123456789012:role/reader",
    "arn:aws:iam::123456789012:role/writer",
    "Router",
    "",
)


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    return QFontMetrics(QFont(qapp.font()))


def test_what_has_the_room_is_whole(metrics: QFontMetrics) -> None:
    for part in parts_of(NAMES).values():
        assert shortened((part,), 2000, metrics) == part.text


@pytest.mark.parametrize("letters", [14, 18, 24])
def test_no_two_names_read_alike_in_little_room(metrics: QFontMetrics, letters: int) -> None:
    room = letters * metrics.averageCharWidth()
    short = [shortened((part,), room, metrics) for part in parts_of(NAMES).values()]
    assert len(set(short)) == len(NAMES)
    assert all(metrics.horizontalAdvance(text) <= room for text in short)


def test_edges_keep_something_of_both_ends_and_their_arrow(metrics: QFontMetrics) -> None:
    parts = parts_of(NAMES)
    room = 30 * metrics.averageCharWidth()
    ends = [(a, b) for a, b in product(NAMES[:3], repeat=2) if a != b]
    short = [shortened((parts[a], Part(" → "), parts[b]), room, metrics) for a, b in ends]
    assert len(set(short)) == len(ends)
    assert all(" → " in text for text in short)
    assert all(metrics.horizontalAdvance(text) <= room for text in short)
