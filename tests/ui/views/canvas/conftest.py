"""A canvas that shows the small picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit import motion
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import shop_store, shown


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Movements are over at once, except where a test wants to see them."""
    motion.set_reduced(True)
    yield
    motion.set_reduced(None)


@pytest.fixture
def store(qapp: QApplication) -> Store:
    return shop_store()


@pytest.fixture
def canvas(qtbot: QtBot, store: Store) -> Canvas:
    return shown(qtbot, Canvas(store))
