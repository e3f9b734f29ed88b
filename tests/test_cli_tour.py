"""`acetate deck` and `acetate export --tour` as a person or a script meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from app.cli import main
from app.model.ids import TourId
from app.model.workspace import Workspace

pytestmark = pytest.mark.usefixtures("warm_cache")

TOUR = """\
---
title: Mine
diagram: {diagram}
---
## One
<!-- show: focus={focus}; seconds=1 -->
Say this.
## Two
<!-- show: style=flow -->
Then that.
"""


def _tour(path: Path, diagram: str = "vpc", focus: str = "Internet") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(TOUR.format(diagram=diagram, focus=focus))
    return path


def test_a_deck_of_a_diagrams_own_tour(tmp_path: Path, bundled: Workspace) -> None:
    tour = bundled.tour(TourId("ecs/layers"))
    assert tour is not None
    path = tmp_path / "deck.pptx"
    assert main(["deck", "ecs/layers", "-o", str(path), "--theme", "dark"]) == 0
    slides = list(Presentation(str(path)).slides)
    assert slides.pop(0).shapes.title.text_frame.text == tour.title
    assert [s.shapes.title.text_frame.text for s in slides] == [s.title for s in tour.steps]
    assert slides[1].notes_slide.notes_text_frame.text == tour.steps[1].text


def test_a_handout_of_a_file_about_bundled_diagrams(tmp_path: Path) -> None:
    tour, path = _tour(tmp_path / "mine.md"), tmp_path / "deck.pdf"
    assert main(["deck", str(tour), "--frame", "step", "-o", str(path)]) == 0
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]
    assert len(pages) == 3
    assert "Mine" in pages[0]
    assert "Say this." in pages[1]


def test_a_file_in_a_workspace_is_about_its_diagrams(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pair.dot").write_text('digraph "pair" { a -> b }')
    path = tmp_path / "deck.pdf"
    tour = _tour(tmp_path / "tours" / "mine.md", "pair", "a, c")
    assert main(["deck", str(tour), "-o", str(path)]) == 0
    assert "mine.md, line 6: In “pair”, nothing is called “c”" in capsys.readouterr().err
    assert main(["deck", "mine", str(tmp_path), "--no-title-page", "-o", str(path)]) == 0
    assert len(PdfReader(path).pages) == 2


def test_a_folder_of_tours_alone_is_about_the_bundled_diagrams(tmp_path: Path) -> None:
    tour = _tour(tmp_path / "tours" / "mine.md")
    assert main(["export", "--tour", str(tour), "--width", "300", "-o", f"{tmp_path}/x/"]) == 0
    assert sorted(f.name for f in (tmp_path / "x").iterdir()) == ["01.png", "02.png"]


def test_a_tour_as_a_gif_and_as_pictures(tmp_path: Path) -> None:
    gif, folder = tmp_path / "build.GIF", tmp_path / "stills"
    words = ["export", "--tour", "ecr/edges"]
    assert main([*words, "-o", str(gif), "--width", "400", "--seconds", "0.5"]) == 0
    with Image.open(gif) as moving:
        assert moving.width == 400
        assert getattr(moving, "n_frames", 1) > 4, "the title page, three steps, and ways between"
        assert moving.info["duration"] == 500
    assert main([*words, "-o", str(folder), "--no-title", "--no-legend"]) == 0
    with Image.open(folder / "03.png") as still:
        assert still.width == 1920


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["deck", "ecs/layer", "-o", "x.pdf"], "“ecs/layer”. Did you mean ecs/layers"),
        (["deck", "ecs/layers", "-o", "x.odp"], ".pptx (slides with speaker notes), .pdf"),
        (["deck", "no.md", "-o", "x.pdf"], "There is no file “no.md”"),
        (["export", "--tour", "ecs/layer", "-o", "x.gif"], "Did you mean ecs/layers"),
        (["export", "--tour", "ecs/layers", "-o", "x.odp"], ".gif (animated gif), or in /"),
        (
            ["export", "--tour", "ecs/layers", "-o", "x.gif", "--layers", "iam"],
            "--layers cannot go",
        ),
        (["export", "--tour", "ecs/layers", "-o", "x.gif", "--scale", "3"], "--width"),
        (["export", "--tour", "ecs/layers", "-o", "x.gif", "--format", "png"], "--format"),
        (["export", "--diagram", "ecs", "-o", "x.png", "--width", "300"], "only with --tour"),
        (["export", "--diagram", "ecs", "-o", "x.png", "--no-title-page"], "only with --tour"),
        (["deck", "ecs/layers", "nowhere", "-o", "x.pdf"], "There is no file or folder"),
    ],
)
def test_wrong_use_says_what_to_do(
    words: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_steps_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tour = _tour(tmp_path / "mine.md", "vcp")
    assert main(["deck", str(tour), "-o", str(tmp_path / "x.pdf")]) == 1
    error = capsys.readouterr().err
    assert "There is no diagram “vcp”" in error
    assert "no steps" in error


def test_a_tour_that_has_problems_is_no_riddle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pair.dot").write_text('digraph "pair" { a -> b }')
    _tour(tmp_path / "tours" / "mine.md", "piar")
    assert main(["deck", "mine", str(tmp_path), "-o", str(tmp_path / "x.pdf")]) == 2
    error = capsys.readouterr().err
    assert "There is no diagram “piar”" in error
    assert "There is no tour “mine”" in error
