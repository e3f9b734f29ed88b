"""Text on the canvas."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.layout.canvas_font import is_ours
from app.layout.runs import runs
from app.layout.text import text_width
from app.model.geometry import Box
from app.render import lettering
from app.render.fonts import UNITS
from app.scene.items import TextItem, written
from tests.tiny_font import write_font


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize(
    "line", ["Internet gateway", "0.0.0.0/0 → nat-gateway-id", "AVATo 10.0.0.5–.7"]
)
def test_painted_text_is_as_wide_as_layout_thinks(line: str, bold: bool) -> None:
    width = lettering.width(line, 14.0, 600 if bold else 400)
    assert width == pytest.approx(text_width(line, 14.0, bold), abs=0.5)


def test_of_a_line_that_nobody_reads_the_beginning_is_painted() -> None:
    begun, whole = (lettering.width("a" * count, 14.0, 400) for count in (20_000, 900_000))
    assert begun == whole > 20_000


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "注文受付网关 API", "オーダー、サービス", "주문 처리 서비스", "आदेश प्रसंस्करण सेवा", "خدمة معالجة (v2) API",
        "שירות עיבוד הזמנות", "🚀 deploy 👩‍💻 🇯🇵 ⚙️", "บริการสั่งซื้อ", "✓ ☁ ⚙",
    ],
)  # fmt: skip
def test_other_scripts_are_as_wide_as_layout_thinks(
    line: str, bold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACETATE_FONTS")
    lacking = any(r.font is None for r in runs(line, bold) if not is_ours(line[r.start : r.end]))
    if lacking:  # no font of this system has it: text keeps to its box
        text = TextItem(part="label", lines=(line,), box=Box(20, 10, 40, 17), size=14.0, keep=40.0)
        columns, _ = inked(painted(text))
        assert not columns or max(columns) - min(columns) <= 44
    else:
        width = lettering.width(line, 14.0, 600 if bold else 400)
        assert width == pytest.approx(text_width(line, 14.0, bold), abs=0.5)


def test_a_font_that_qt_does_not_know_paints_what_was_measured_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_font(tmp_path / "tiny.ttf", "Tiny Painted", {"\ue120": "W", "\ue121": "i"})
    monkeypatch.setenv("ACETATE_FONTS", str(tmp_path))
    for line in ("\ue120\ue121\ue120", "to \ue121 and on"):
        width = lettering.width(line, 14.0, 400)
        assert width == pytest.approx(text_width(line, 14.0, False), abs=0.5)
    alone = written(("\ue120",), Box(20, 10, 160, 16.8), 14.0)
    ours = written(("W",), Box(20, 10, 160, 16.8), 14.0)
    assert inked(painted(alone))[0] == inked(painted(ours))[0]


def test_what_a_files_font_lacks_is_painted_in_the_same_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_font(tmp_path / "tiny.ttf", "Tiny Written", {"\ue140": "W"})
    monkeypatch.setenv("ACETATE_FONTS", str(tmp_path))
    box = Box(20, 10, 160, 16.8)
    said = TextItem(part="drawn", lines=("\ue140",), box=box, size=14.0, family="Times New Roman")
    ours = TextItem(part="drawn", lines=("W",), box=box, size=14.0)
    assert inked(painted(said))[0] == inked(painted(ours))[0]


def test_a_line_in_another_font_stands_on_the_same_base_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACETATE_FONTS")
    box = Box(20, 10, 160, 16.8)
    _, alone = inked(painted(written(("HI",), box, 14.0, align="left")))
    _, beside = inked(painted(written(("HI \u3000\N{NO-BREAK SPACE}",), box, 14.0, align="left")))
    assert (min(beside), max(beside)) == (min(alone), max(alone))


def painted(text: TextItem) -> QImage:
    image = QImage(200, 60, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / UNITS, 1 / UNITS)
    lettering.draw(painter, text)
    painter.end()
    return image


def inked(image: QImage) -> tuple[list[int], list[int]]:
    """The columns and rows that hold ink."""
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).red() < 200
    ]
    return [x for x, _ in found], [y for _, y in found]


def test_lines_stand_in_the_middle_of_their_box() -> None:
    text = written(("HHH", "HHHHHH"), Box(20, 10, 160, 33.6), 14.0, True, "center")
    columns, rows = inked(painted(text))
    assert (min(columns) + max(columns)) / 2 == pytest.approx(100, abs=1)
    assert (min(rows) + max(rows)) / 2 == pytest.approx(10 + 33.6 / 2, abs=1.5)


def test_a_title_starts_at_its_box() -> None:
    columns, _ = inked(painted(written(("HHH",), Box(20, 10, 160, 16.8), 14.0, True)))
    assert min(columns) == pytest.approx(21, abs=1)


def test_what_is_turned_reads_upwards() -> None:
    lying = TextItem(
        part="label", lines=("HHHI",), box=Box(20, 10, 40, 14), size=12.0, baseline=22.0
    )
    box = Box(10, 10, 14, 40)
    turned = TextItem(part="label", lines=("HHHI",), box=box, size=12.0, baseline=22.0, turned=True)
    (across, down), (columns, rows) = inked(painted(lying)), inked(painted(turned))
    assert max(columns) == pytest.approx(max(down), abs=1)
    assert max(rows) - min(rows) == pytest.approx(max(across) - min(across), abs=1)
    assert max(rows) == pytest.approx(50 - (min(across) - 20), abs=2)


def test_another_thread_paints_the_same() -> None:
    # It shapes for itself: glyphs belong to the thread that made them.
    text = written(("Thread",), Box(20, 10, 160, 16.8), 14.0, True)
    here = painted(text)
    for _ in range(3):
        with ThreadPoolExecutor(2) as pool:
            assert all(image == here for image in pool.map(painted, [text] * 4))
    assert painted(text) == here


def test_a_script_that_the_font_lacks_does_no_harm() -> None:
    painted(written(("日本語 🙂",), Box(20, 10, 160, 16.8), 14.0, True))
