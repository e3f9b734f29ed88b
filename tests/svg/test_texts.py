"""Text of an SVG stands as it was measured, is read the way it runs, and stays one label."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.layout.text import text_width, wrap
from app.model.geometry import Box
from app.scene.items import ImageItem, TextItem
from app.scene.paint import Paint, Pen
from app.svg.fonts import stylesheet
from app.svg.markup import number
from app.svg.shapes import Attributes, Symbol, drawn
from tests.tiny_font import write_font


class _Black:
    def fill(self, paint: Paint) -> Attributes:
        return {}

    def stroke(self, stroke: Pen) -> Attributes:
        return {}

    def image(self, item: ImageItem) -> Symbol | None:
        return None


def written(*lines: str) -> str:
    return as_svg(TextItem(part="label", lines=lines, box=Box(0, 0, 300, 20), size=14.0))


def as_svg(item: TextItem) -> str:
    return "".join(drawn(item, _Black()))


def letters(markup: str) -> str:
    return re.sub("<[^>]*>", "", markup)


def test_a_line_that_is_read_leftward_says_so_where_it_matters() -> None:
    assert (
        letters(written("שלום API"))
        == "\N{RIGHT-TO-LEFT ISOLATE}שלום API\N{POP DIRECTIONAL ISOLATE}"
    )
    assert letters(written("שלום עולם")) == "שלום עולם"
    assert letters(written("API שלום")) == "API שלום"


def test_a_name_that_is_broken_at_a_joint_can_be_found() -> None:
    assert letters(written(*wrap("the OrderProcessingStateMachine", 100, 14))) == (
        "the OrderProcessingStateMachine"
    )


@pytest.mark.parametrize(("line", "told"), [("Latin", True), ("บริการ", False), ("注文" * 20, True)])
def test_letters_that_an_engine_does_not_know_are_not_stretched(line: str, told: bool) -> None:
    box = Box(0, 0, 250, 20)
    item = TextItem(
        part="drawn",
        lines=(line,),
        box=box,
        size=14.0,
        family="Times New Roman",
        baseline=12,
        keep=250,
    )
    assert ('textLength="250"' in as_svg(item)) is told


def test_letters_of_other_fonts_are_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_font(tmp_path / "tiny.ttf", "Tiny Embedded", {"\ue130": "W"})
    monkeypatch.setenv("ACETATE_FONTS", str(tmp_path))
    rules = stylesheet(("a \ue130 b",))
    assert rules.count("unicode-range:U+E130;") == 2
    assert rules.count("@font-face") == 4
    assert stylesheet(("a b",)).count("@font-face") == 2
    wide = number(text_width("\ue130", 14, bold=False))
    assert f'textLength="{wide}"' in written("\ue130")
