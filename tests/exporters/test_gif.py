"""A tour as a GIF, or as a PNG a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageSequence
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from app.errors import WriteError
from app.exporters.moving import (
    HEAD,
    WORDS,
    Options,
    column,
    frame,
    write_gif,
    write_pictures,
)
from app.exporters.steps import StepPicture
from app.exporters.text_column import PITCH, SIZE
from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step
from app.render import fonts
from app.render.theme import DARK, LIGHT, Theme
from tests.exporters.tours import pair_tour, shots


@pytest.fixture(autouse=True)
def _canvas_font(qapp: object) -> None:
    fonts.load()


def _nobody(_: StepPicture) -> None: ...


def test_a_frame_a_step_with_its_seconds_for_ever(picture: LaidOutDiagram, tmp_path: Path) -> None:
    path, told = tmp_path / "a.gif", list[str]()
    made = shots(picture, pair_tour())
    write_gif(made, path, Options(LIGHT, 640), lambda shot: told.append(shot.number))
    assert told == ["1 / 3", "2 / 3", "3 / 3"]
    with Image.open(path) as moving:
        assert moving.width == 640
        assert moving.info["loop"] == 0
        frames = [f.info["duration"] for f in ImageSequence.Iterator(moving)]
    assert frames == [1000, 2000, 3500]
    write_gif(made, path, Options(LIGHT, 640, seconds=0.5), _nobody)
    with Image.open(path) as moving:
        assert [f.info["duration"] for f in ImageSequence.Iterator(moving)] == [500] * 3


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_flat_colours_stay_as_they_are(
    picture: LaidOutDiagram, tmp_path: Path, theme: Theme
) -> None:
    path, options = tmp_path / "a.gif", Options(theme, 640)
    made = shots(picture, pair_tour())
    write_gif(made, path, options, _nobody)
    write_pictures(made, tmp_path / "stills", options, _nobody)
    with Image.open(path) as moving:
        frames = [f.convert("RGB") for f in ImageSequence.Iterator(moving)]
    for number, shown in enumerate(frames, 1):
        with Image.open(tmp_path / "stills" / f"{number:02}.png") as still:
            exact = sum(
                a == b
                for a, b in zip(shown.get_flattened_data(), still.get_flattened_data(), strict=True)
            )
            assert exact > 0.98 * shown.width * shown.height
        red, green, blue = (int(theme.canvas[i : i + 2], 16) for i in (1, 3, 5))
        assert shown.getpixel((0, shown.height - 1)) == (red, green, blue)


def test_pictures_are_numbered_so_that_they_sort(picture: LaidOutDiagram, tmp_path: Path) -> None:
    folder = tmp_path / "x" / "y"
    steps = [Step(f"Step {n}", "", "pair", frozenset(), ("a",)) for n in range(100)]
    write_pictures(shots(picture, pair_tour(*steps)), folder, Options(LIGHT, 160), _nobody)
    names = sorted(f.name for f in folder.iterdir())
    assert (names[0], names[-1], len(names)) == ("001.png", "100.png", 100)


def test_a_tour_through_flat_and_tall_diagrams_has_one_size(
    picture: LaidOutDiagram, tmp_path: Path
) -> None:
    from dataclasses import replace

    from app.exporters.steps import step_pictures

    tall = replace(picture, diagram=replace(picture.diagram, id="tall"), height=2000.0)
    steps = [Step(id, "", id, frozenset()) for id in ("pair", "tall")]
    made = list(step_pictures(pair_tour(*steps), {"pair": picture, "tall": tall}))
    write_pictures(made, tmp_path, Options(LIGHT, 400, title=False), _nobody)
    sizes = set()
    for file in tmp_path.iterdir():
        with Image.open(file) as still:
            sizes.add(still.size)
    assert sizes == {(400, 419)}


def _rows(image: QImage, above: int, below: int) -> set[int]:
    """The rows between these two on which there is ink."""
    canvas = QColor(LIGHT.canvas)
    columns = range(image.width() // 2)
    return {
        y for y in range(above, below) if any(image.pixelColor(x, y) != canvas for x in columns)
    }


@pytest.mark.parametrize("near", [False, True])
def test_the_words_stand_over_the_picture_and_never_on_it(
    picture: LaidOutDiagram, near: bool
) -> None:
    steps = [Step("One", words, "pair", frozenset(), ("a",)) for words in ("It " * 60, "")]
    made, options = shots(picture, pair_tour(*steps), near), Options(LIGHT, 640)
    (told, silent), width = (frame(made, shot, options) for shot in made), options.width
    head = round(width * HEAD)
    low = head + round(2 * PITCH * width * WORDS / SIZE)
    assert _rows(told, head, low)
    assert not _rows(silent, head, low), "what stands there at one step is left free at all"
    under = QRect(0, low + 2, width, told.height() - low - 2)
    assert told.copy(under) == silent.copy(under), "the picture is the same"
    if near:
        assert (told.width(), told.height()) == (640, 360)


def test_words_that_find_no_room_are_left_out_by_paragraphs(picture: LaidOutDiagram) -> None:
    long = "word " * 400
    assert not column(long, LIGHT)
    both = column(f"It is short.\n\n{long}", LIGHT)
    assert len(both) == 1
    two = column("word " * 28, LIGHT)
    assert len(two) == 2
    ends = [line.set.naturalTextWidth() for line in two]
    assert min(ends) > 0.6 * max(ends), "no line has a word alone"


def test_what_cannot_be_written_is_told(picture: LaidOutDiagram, tmp_path: Path) -> None:
    made, file = shots(picture, pair_tour()), tmp_path / "file"
    file.write_bytes(b"old")
    with pytest.raises(WriteError, match="is a file"):
        write_pictures(made, file, Options(LIGHT, 200), _nobody)
    with pytest.raises(WriteError, match="does not exist"):
        write_gif(made, tmp_path / "no" / "a.gif", Options(LIGHT, 200), _nobody)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
