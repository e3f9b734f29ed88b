"""Icons at every size."""

from __future__ import annotations

import os
import weakref
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.cache import Cache
from app.render.icons import RETRY, Icons
from app.scene.colours import contrast
from app.scene.theme import DARK, LIGHT


@pytest.fixture
def icons() -> Icons:
    return Icons()


@pytest.mark.parametrize("px", [1, 2, 7, 8, 20, 64, 77, 128, 129, 200, 256])
def test_an_icon_has_the_size_asked_for(icons: Icons, tile: str, px: int) -> None:
    image = icons.icon(tile, px)
    assert image is not None
    assert (image.width(), image.height()) == (px, px)
    assert image.pixelColor(px // 2, px // 2) == QColor("#FF0000")


def test_an_icon_is_never_scaled_up(icons: Icons, tile: str) -> None:
    image = icons.icon(tile, 5000)
    assert image is not None
    assert image.width() == 256


def test_an_oblong_icon_keeps_its_shape_on_a_square_plate(icons: Icons, tmp_path: Path) -> None:
    wide = QImage(300, 100, QImage.Format.Format_RGB32)
    wide.fill(QColor("#00FF00"))
    wide.save(str(tmp_path / "wide.png"))
    image = icons.icon(str(tmp_path / "wide.png"), 60, "#FFFFFF")
    assert image is not None
    assert (image.width(), image.height()) == (60, 60)
    down = [image.pixelColor(30, y) for y in range(60)]
    assert sum(c == QColor("#00FF00") for c in down) in range(12, 18)  # a third of 46
    assert down[10] == down[50] == QColor("#FFFFFF")


def test_a_line_drawing_comes_on_a_plate_that_reaches_every_side(icons: Icons, ink: str) -> None:
    image = icons.icon(ink, 60, "#FFFFFF")
    assert image is not None
    for at in (15, 30, 45):
        for x, y in ((at, 0), (at, 59), (0, at), (59, at)):
            assert image.pixelColor(x, y).alpha() > 100
    assert image.pixelColor(15, 15) == QColor("#FFFFFF")


def test_a_tile_stays_as_it_is(icons: Icons, tile: str) -> None:
    image = icons.icon(tile, 60)
    assert image is not None
    assert image.pixelColor(0, 0) == image.pixelColor(30, 30) == QColor("#FF0000")


def test_what_is_missing_or_no_image_is_none(icons: Icons, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    assert icons.icon(str(tmp_path / "none.png"), 64) is None
    assert icons.icon(str(tmp_path / "text.png"), 64) is None
    assert icons.icon(str(tmp_path), 300) is None
    assert icons.mean(str(tmp_path / "none.png")).alpha() == 0


def test_a_missing_icon_is_looked_for_again(tile: str) -> None:
    now = [100.0]
    icons = Icons(clock=lambda: now[0])
    path = Path(tile)
    path.rename(path.with_name("away.png"))
    assert icons.icon(tile, 64) is None
    path.with_name("away.png").rename(path)
    now[0] += RETRY - 0.1
    assert icons.icon(tile, 64) is None
    now[0] += 0.1
    assert icons.icon(tile, 64) is not None


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder with what is kept of icons on the disk."""
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "icons"


def test_shrunk_pixels_come_back_from_the_disk(tile: str, entries: Path) -> None:
    first = Icons().icon(tile, 50)
    (entry,) = entries.iterdir()
    assert entry.stat().st_size < 70_000
    was = Path(tile).stat()
    Path(tile).write_bytes(b"x" * was.st_size)  # which nobody can decode
    os.utime(tile, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert Icons().icon(tile, 300) is None
    assert Icons().icon(tile, 50) == first


def test_a_damaged_entry_is_made_again(tile: str, entries: Path) -> None:
    first = Icons().icon(tile, 50)
    (entry,) = entries.iterdir()
    for damage in (b"", b"xx", b"\x00\x80\x00\x80short"):
        Cache("icons").put(entry.name, damage)
        assert Icons().icon(tile, 50) == first


def test_dark_lines_are_lighter_on_a_dark_canvas(icons: Icons, ink: str, tile: str) -> None:
    light, dark = icons.icon(ink, 100, LIGHT.canvas), icons.icon(ink, 100, DARK.canvas)
    assert light is not None
    assert dark is not None
    assert light.pixelColor(50, 50).name().upper() == "#232F3E"
    assert contrast(dark.pixelColor(50, 50).name(), DARK.canvas) > 6.5
    assert dark.pixelColor(10, 10).name().upper() == DARK.canvas.upper()  # the plate
    assert icons.icon(tile, 100, DARK.canvas) == icons.icon(tile, 100, LIGHT.canvas)


def test_memory_is_bounded(tile: str) -> None:
    icons, seen = Icons(budget=200_000), list[weakref.ref[QImage]]()
    for px in range(20, 120):
        image = icons.icon(tile, px)
        assert image is not None
        seen.append(weakref.ref(image))
        del image
    kept = [image for made in seen if (image := made()) is not None]
    assert kept
    assert sum(image.sizeInBytes() for image in kept) <= 200_000
    assert icons.icon(tile, 119) is kept[-1]


def test_the_mean_colour(icons: Icons, tile: str) -> None:
    assert icons.mean(tile) == QColor("#FF0000")
