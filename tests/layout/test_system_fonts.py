"""Letters that the canvas font lacks are measured in the font that paints them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.layout.keeping import key_of
from app.layout.runs import language_of, runs
from app.layout.text import text_width
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from tests.tiny_font import write_font

LETTERS = {"\ue110": "W", "\ue111": "i", "\u0905": "m"}


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one font, among files that are none."""
    folder = tmp_path / "fonts"
    (folder / "deeper").mkdir(parents=True)
    write_font(folder / "deeper" / "tiny.ttf", "Tiny Measured", LETTERS)
    (folder / "broken.ttf").write_bytes(b"no font")
    (folder / "gone.otf").symlink_to(folder / "nowhere")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    monkeypatch.setenv("ACETATE_FONTS", os.pathsep.join([str(tmp_path / "missing"), str(folder)]))
    return folder


def test_a_letter_is_as_wide_as_in_the_font_that_has_it(fonts: Path) -> None:
    wide = sum(text_width(letter, 20, bold=False) for letter in ("a ", "Wi", " b"))
    assert text_width("a \ue110\ue111 b", 20, bold=False) == pytest.approx(wide, abs=0.3)
    found = runs("a\ue110\u0905", False)
    assert [(run.start, run.end, run.font and run.font.family) for run in found] == [
        (0, 1, None),
        (1, 2, "Tiny Measured"),
        (2, 3, "Tiny Measured"),
    ]
    assert runs("\ue112", False)[0].font is None


def test_a_layout_is_another_with_another_font(
    fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys(label: str) -> set[str]:
        node = Node(ElementId("n"), label, "n")
        diagram = Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=(node,))
        found = {key_of(diagram, None)}
        with monkeypatch.context() as patch:
            patch.setenv("ACETATE_FONTS", "")
            found.add(key_of(diagram, None))
        return found

    assert len(keys("\ue110 Größe")) == 2
    assert len(keys("Größe → Сервер")) == 1


def test_ideographs_are_those_of_the_language_that_other_letters_tell() -> None:
    assert language_of(("注文サーバー",)) == language_of(("注文", "サーバー")) == "ja"
    assert language_of(("주문 注文",)) == "ko"
