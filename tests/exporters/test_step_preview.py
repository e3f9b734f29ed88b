from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from app.exporters import exporter
from app.exporters.exporter import TourExporter
from app.model.diagram_layout import DiagramLayout
from app.scene.theme import DARK
from tests.exporters.tours import pair_tour, shots


@pytest.mark.parametrize(
    ("format", "shape"),
    [("slides", 16 / 9), ("handout", 842 / 595), ("gif", None), ("stills", None)],
)
@pytest.mark.parametrize("room", [(500, 200), (200, 500)])
def test_it_fits_its_room_and_has_the_formats_shape(
    layout: DiagramLayout, format: str, shape: float | None, room: tuple[int, int]
) -> None:
    made = shots(layout, pair_tour())
    into = exporter(TourExporter, format)
    assert into is not None
    image = into.preview(made, made[1], DARK, room)
    assert image.width() <= room[0] + 1
    assert image.height() <= room[1] + 1
    assert max(image.width() / room[0], image.height() / room[1]) > 0.98
    assert image.pixelColor(0, image.height() - 1) == QColor(DARK.canvas)
    if shape is not None:
        assert image.width() / image.height() == pytest.approx(shape, rel=0.02)
