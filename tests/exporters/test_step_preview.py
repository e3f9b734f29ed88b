from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from app.exporters.step_preview import preview
from app.model.diagram_layout import DiagramLayout
from app.scene.theme import DARK
from tests.exporters.tours import pair_tour, shots


@pytest.mark.parametrize(
    ("format", "shape"), [("pptx", 16 / 9), ("pdf", 842 / 595), ("gif", None), ("png", None)]
)
@pytest.mark.parametrize("room", [(500, 200), (200, 500)])
def test_it_fits_its_room_and_has_the_formats_shape(
    picture: DiagramLayout, format: str, shape: float | None, room: tuple[int, int]
) -> None:
    made = shots(picture, pair_tour())
    image = preview(made, made[1], format, DARK, room)
    assert image.width() <= room[0] + 1
    assert image.height() <= room[1] + 1
    assert max(image.width() / room[0], image.height() / room[1]) > 0.98
    assert image.pixelColor(0, image.height() - 1) == QColor(DARK.canvas)
    if shape is not None:
        assert image.width() / image.height() == pytest.approx(shape, rel=0.02)
