"""Qt with the canvas font, and a small picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.model.diagram_layout import DiagramLayout
from app.render import fonts
from tests.scene.sample import sample


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


@pytest.fixture
def tile(tmp_path: Path) -> str:
    """An icon: a red tile of 256 px."""
    image = QImage(256, 256, QImage.Format.Format_ARGB32)
    image.fill(QColor("#FF0000"))
    path = tmp_path / "tile.png"
    assert image.save(str(path))
    return str(path)


@pytest.fixture
def ink(tmp_path: Path) -> str:
    """An icon: dark lines on nothing, 200 px."""
    image = QImage(200, 200, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.fillRect(0, 90, 200, 20, QColor("#232F3E"))
    painter.fillRect(90, 0, 20, 200, QColor("#232F3E"))
    painter.end()
    path = tmp_path / "ink.png"
    assert image.save(str(path))
    return str(path)


@pytest.fixture
def layout(tile: str) -> DiagramLayout:
    return sample(tile)
