"""A tour as a GIF, or as a PNG a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from app.errors import WriteError
from app.exporters.moving import Options, write_gif, write_pictures
from app.exporters.steps import StepPicture
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
    for number, frame in enumerate(frames, 1):
        with Image.open(tmp_path / "stills" / f"{number:02}.png") as still:
            exact = sum(
                a == b
                for a, b in zip(frame.get_flattened_data(), still.get_flattened_data(), strict=True)
            )
            assert exact > 0.98 * frame.width * frame.height
        red, green, blue = (int(theme.canvas[i : i + 2], 16) for i in (1, 3, 5))
        assert frame.getpixel((0, frame.height - 1)) == (red, green, blue)


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


def test_what_cannot_be_written_is_told(picture: LaidOutDiagram, tmp_path: Path) -> None:
    made, file = shots(picture, pair_tour()), tmp_path / "file"
    file.write_bytes(b"old")
    with pytest.raises(WriteError, match="is a file"):
        write_pictures(made, file, Options(LIGHT, 200), _nobody)
    with pytest.raises(WriteError, match="does not exist"):
        write_gif(made, tmp_path / "no" / "a.gif", Options(LIGHT, 200), _nobody)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
