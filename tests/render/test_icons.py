"""Icons at every size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.render import icons
from app.scene.colours import contrast
from app.scene.theme import DARK, LIGHT


@pytest.fixture(autouse=True)
def _empty_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "_kept", icons._Kept())
    monkeypatch.setattr(icons, "_missing", {})


def stored(folder: str) -> list[Path]:
    return list(Path(folder, "icons").iterdir())


@pytest.mark.parametrize("px", [1, 2, 7, 8, 20, 64, 77, 128, 129, 200, 256])
def test_an_icon_has_the_size_asked_for(tile: str, px: int) -> None:
    image = icons.icon(tile, px)
    assert image is not None
    assert (image.width(), image.height()) == (px, px)
    assert image.pixelColor(px // 2, px // 2) == QColor("#FF0000")


def test_an_icon_is_never_scaled_up(tile: str) -> None:
    image = icons.icon(tile, 5000)
    assert image is not None
    assert image.width() == 256


def test_an_oblong_icon_keeps_its_shape_on_a_square_plate(tmp_path: Path) -> None:
    wide = QImage(300, 100, QImage.Format.Format_RGB32)
    wide.fill(QColor("#00FF00"))
    wide.save(str(tmp_path / "wide.png"))
    image = icons.icon(str(tmp_path / "wide.png"), 60, "#FFFFFF")
    assert image is not None
    assert (image.width(), image.height()) == (60, 60)
    down = [image.pixelColor(30, y) for y in range(60)]
    assert sum(c == QColor("#00FF00") for c in down) in range(12, 18)  # a third of 46
    assert down[10] == down[50] == QColor("#FFFFFF")


def test_a_line_drawing_comes_on_a_plate_that_reaches_every_side(ink: str) -> None:
    image = icons.icon(ink, 60, "#FFFFFF")
    assert image is not None
    for at in (15, 30, 45):
        for x, y in ((at, 0), (at, 59), (0, at), (59, at)):
            assert image.pixelColor(x, y).alpha() > 100
    assert image.pixelColor(15, 15) == QColor("#FFFFFF")


def test_a_tile_stays_as_it_is(tile: str) -> None:
    image = icons.icon(tile, 60)
    assert image is not None
    assert image.pixelColor(0, 0) == image.pixelColor(30, 30) == QColor("#FF0000")


def test_what_is_missing_or_no_image_is_none(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    assert icons.icon(str(tmp_path / "none.png"), 64) is None
    assert icons.icon(str(tmp_path / "text.png"), 64) is None
    assert icons.icon(str(tmp_path), 300) is None
    assert icons.mean(str(tmp_path / "none.png")).alpha() == 0


def test_a_missing_icon_is_looked_for_again(tile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(tile)
    path.rename(path.with_name("away.png"))
    assert icons.icon(tile, 64) is None
    path.with_name("away.png").rename(path)
    assert icons.icon(tile, 64) is None
    monkeypatch.setattr(icons, "_RETRY", 0.0)
    assert icons.icon(tile, 64) is not None


def test_shrunk_pixels_come_back_from_the_disk(
    tile: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path / "cache"))
    first = icons.icon(tile, 50)
    (entry,) = stored(str(tmp_path / "cache"))
    monkeypatch.setattr(icons, "_kept", icons._Kept())
    monkeypatch.setattr(icons, "_decoded", lambda path: pytest.fail("decoded again"))
    assert icons.icon(tile, 50) == first
    assert entry.stat().st_size < 70_000


def test_a_damaged_entry_is_made_again(
    tile: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path / "cache"))
    first = icons.icon(tile, 50)
    for damage in (b"", b"xx", b"\x00\x80\x00\x80short"):
        monkeypatch.setattr(icons._disk, "get", lambda key, damage=damage: damage)
        monkeypatch.setattr(icons, "_kept", icons._Kept())
        assert icons.icon(tile, 50) == first


def test_dark_lines_are_lighter_on_a_dark_canvas(ink: str, tile: str) -> None:
    light, dark = icons.icon(ink, 100, LIGHT.canvas), icons.icon(ink, 100, DARK.canvas)
    assert light is not None
    assert dark is not None
    assert light.pixelColor(50, 50).name().upper() == "#232F3E"
    assert contrast(dark.pixelColor(50, 50).name(), DARK.canvas) > 6.5
    assert dark.pixelColor(10, 10).name().upper() == DARK.canvas.upper()  # the plate
    assert icons.icon(tile, 100, DARK.canvas) == icons.icon(tile, 100, LIGHT.canvas)


def test_memory_is_bounded(tile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "_BUDGET", 200_000)
    for px in range(20, 120):
        icons.icon(tile, px)
    assert icons._kept._spent <= 200_000
    assert icons._kept._spent == sum(i.sizeInBytes() for i in icons._kept._images.values())


def test_the_mean_colour(tile: str) -> None:
    assert icons.mean(tile) == QColor("#FF0000")
