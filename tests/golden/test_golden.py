"""The bundled diagrams stand and look as the golden files say."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff
from itertools import islice

import pytest
from PySide6.QtGui import QColor, QImage

from app.model.diagram_layout import DiagramLayout
from app.render.offscreen import ensure_application
from tests.golden.files import fresh, golden, name_of, names
from tests.golden.page import page
from tests.golden.recorder import alike, look_of

HOW = "`python -m tests.golden` shows old beside new; `python -m tests.golden accept` takes the new ones."


@pytest.mark.parametrize("name", names())
def test_a_picture_is_what_its_golden_files_say(
    layouts: Mapping[str, DiagramLayout], name: str
) -> None:
    ensure_application()
    layout = next((p for id, p in layouts.items() if name_of(id) == name), None)
    assert layout is not None, f"There is no such diagram any more. {HOW}"
    old, new = golden(name), fresh(layout)
    for path, text in new.items():
        before, now = old[path].splitlines(), text.splitlines()
        if len(before) == len(now) and all(map(alike, before, now)):
            continue
        lines = unified_diff(before, now, path, "now", n=0, lineterm="")
        if told := "\n".join(islice(lines, 24)):
            pytest.fail(f"{told}\n{HOW}", pytrace=False)


def test_what_an_image_looks_like_is_the_same_within_two_steps() -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(QColor(100, 150, 200, 250))
    near, far = QImage(image), QImage(image)
    near.fill(QColor(101, 149, 200, 249))
    far.fill(QColor(104, 150, 200, 250))
    old = f"both image a.png 8x8 {look_of(image)} 1 2 3 4"
    assert alike(old, old.replace(look_of(image), look_of(near)))
    assert not alike(old, old.replace(look_of(image), look_of(far)))
    assert not alike(old, old.replace("1 2", "1 3"))
    image.setPixelColor(0, 0, QColor("black"))
    assert look_of(image) != look_of(near)


def test_each_bundled_diagram_has_golden_files(layouts: Mapping[str, DiagramLayout]) -> None:
    assert sorted(map(name_of, layouts)) == names(), HOW


def test_the_page_shows_what_changed_of_a_picture(layouts: Mapping[str, DiagramLayout]) -> None:
    old = golden("vpc")
    new = {path: text.replace("NAT gateway", "Way out") for path, text in old.items()}
    shown = page(old, new)
    assert shown.count("<svg") == 8  # two themes, all layers and none, old and new
    assert ">Way out</text>" in shown
    assert ">NAT gateway</text>" in shown
    assert page(old, old).count("<svg") == 0
