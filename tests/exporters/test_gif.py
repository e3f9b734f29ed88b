"""A tour as a GIF, or as a PNG a step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageSequence
from PIL.ImageQt import ImageQt
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from app.errors import WriteError
from app.exporters import export_tour
from app.exporters.exporter import TourOptions
from app.exporters.film import FADE, GLIDE, MOST, TICK, between, film
from app.exporters.moving import LARGEST, encode_gif
from app.exporters.steps import ROOM, StepPicture
from app.exporters.stills import HEAD, MARGIN, WORDS, Stills, column
from app.exporters.text_column import PITCH, SIZE
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.tour import Step, TourStyle
from app.render import fonts
from app.scene.theme import DARK, LIGHT, Theme
from tests.exporters.tours import pair_tour, shots


@pytest.fixture(autouse=True)
def _canvas_font(qapp: object) -> None:
    fonts.load()


def _nobody(_: StepPicture) -> None: ...


def _frames(path: Path) -> list[tuple[QImage, int]]:
    """Each as it is seen, and for how many ms."""
    with Image.open(path) as moving:
        return [
            (ImageQt(f.convert("RGB")).copy(), f.info["duration"])
            for f in ImageSequence.Iterator(moving)
        ]


def test_a_title_page_then_each_step_with_its_seconds_for_ever(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    path, told = tmp_path / "a.gif", list[str]()
    made = shots(layout, pair_tour())
    export_tour(made, path, TourOptions(LIGHT, 320), lambda shot: told.append(shot.number))
    assert told == ["1 / 3", "2 / 3", "3 / 3"]
    with Image.open(path) as moving:
        assert moving.width == 320
        assert moving.info["loop"] == 0
        assert b"A asks B. A pair \xc2\xb7 3 steps. 1. The base sheet." in moving.info["comment"]
    stays = [ms for _, ms in _frames(path) if ms > TICK]
    unchanged = FADE * TICK  # the second step adds nothing to the first
    assert stays == [4000, 1000, unchanged + 2000, 3500]
    bare = TourOptions(LIGHT, 320, title_page=False, seconds=0.5)
    export_tour(made, path, bare, _nobody)
    assert [ms for _, ms in _frames(path) if ms > TICK] == [500, unchanged + 500, 500]


def test_it_moves_to_the_next_step_and_what_is_new_fades_in(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    far = {id: replace(p, box=p.box.moved(500, 100)) for id, p in layout.nodes.items()}
    nodes = {**layout.nodes, ElementId("b"): far[ElementId("b")]}
    large = replace(layout, nodes=nodes, width=3000.0, height=1500.0)
    steps = [
        Step(id, "", DiagramId("pair"), frozenset({"iam"}), (ElementId(id),), TourStyle.FLOW)
        for id in "ab"
    ]
    one, other = shots(large, pair_tour(*steps), near=True)
    moments = list(film([one, other], title_page=False))
    assert [m.milliseconds for m in moments] == [8000, *[TICK] * (GLIDE + FADE), 8000]
    on_the_way = [m.painted for m in moments[1 : GLIDE + 1]]
    assert all(m.state == one.state for m in on_the_way if m), "as the last step showed it"
    assert one.shot is not None
    assert not any(m.shot for m in on_the_way if m), "and nothing is left out that comes by"
    assert on_the_way[-1] is not None
    assert on_the_way[-1].region == pytest.approx(other.region), "it ends where it stays"
    assert [m.part for m in moments[GLIDE + 1 : -1]] == sorted(
        m.part for m in moments[GLIDE + 1 : -1]
    )
    export_tour(
        [one, other], tmp_path / "a.gif", TourOptions(LIGHT, 320, title_page=False), _nobody
    )
    seen = [bytes(image.constBits()) for image, _ in _frames(tmp_path / "a.gif")]
    assert len(set(seen)) == len(seen) == len(moments), "no frame stands there twice"


def test_the_way_stays_between_its_ends() -> None:
    one, other = Box(0, 0, 1000, 500), Box(700, 200, 100, 50)
    for way in ((one, other), (other, one), (one, one.moved(90, 0))):
        assert between(*way, 0) == pytest.approx(way[0])
        assert between(*way, 1) == pytest.approx(way[1])
        middle = between(*way, 0.5)
        assert min(w.x for w in way) <= middle.x
        assert middle.right <= max(w.right for w in way)


@pytest.mark.parametrize("count", [2, 30, 200, 500])
def test_a_long_tour_makes_no_endless_film(layout: DiagramLayout, count: int) -> None:
    steps = [
        Step(str(n), "", DiagramId("pair"), frozenset(), (ElementId("ab"[n % 2]),))
        for n in range(count)
    ]
    moments = list(film(shots(layout, pair_tour(*steps), near=True)))
    assert len(moments) <= max(MOST, count + 1)
    assert sum(m.last for m in moments) == count + 1


def test_a_film_that_would_be_too_large_moves_less(layout: DiagramLayout, tmp_path: Path) -> None:
    steps = [
        Step(str(n), "", DiagramId("pair"), frozenset(), (ElementId("ab"[n % 2]),))
        for n in range(3)
    ]
    made, counts = shots(layout, pair_tour(*steps), near=True), list[int]()
    for largest in (LARGEST, 12_000, 1):
        film = encode_gif(made, TourOptions(LIGHT, 320), _nobody, largest)
        (tmp_path / "a.gif").write_bytes(film)
        counts.append(len(_frames(tmp_path / "a.gif")))
        assert largest == 1 or len(film) <= largest
    assert counts[0] > counts[1] > counts[2] == 4


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_flat_colours_stay_as_they_are(layout: DiagramLayout, tmp_path: Path, theme: Theme) -> None:
    path, options = tmp_path / "a.gif", TourOptions(theme, 640, title_page=False)
    made = shots(layout, pair_tour())
    export_tour(made, path, options, _nobody)
    export_tour(made, tmp_path / "stills", options, _nobody)
    with Image.open(path) as moving:
        every = [(f.convert("RGB"), f.info["duration"]) for f in ImageSequence.Iterator(moving)]
    frames = [frame for frame, milliseconds in every if milliseconds > TICK]
    for number, shown in enumerate(frames, 1):
        with Image.open(tmp_path / "stills" / f"{number:02}.png") as still:
            exact = sum(
                a == b
                for a, b in zip(shown.get_flattened_data(), still.get_flattened_data(), strict=True)
            )
            assert exact > 0.98 * shown.width * shown.height
        red, green, blue = (int(theme.canvas[i : i + 2], 16) for i in (1, 3, 5))
        assert shown.getpixel((0, shown.height - 1)) == (red, green, blue)


def test_pictures_are_numbered_so_that_they_sort(layout: DiagramLayout, tmp_path: Path) -> None:
    folder = tmp_path / "x" / "y"
    steps = [
        Step(f"Step {n}", "", DiagramId("pair"), frozenset(), (ElementId("a"),)) for n in range(100)
    ]
    export_tour(shots(layout, pair_tour(*steps)), folder, TourOptions(LIGHT, 160), _nobody)
    names = sorted(f.name for f in folder.iterdir())
    assert (names[0], names[-1], len(names)) == ("001.png", "100.png", 100)


def test_a_tour_through_flat_and_tall_diagrams_has_one_size(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    from app.exporters.steps import step_pictures

    tall = replace(layout, diagram=replace(layout.diagram, id=DiagramId("tall")), height=2000.0)
    steps = [Step(id, "", DiagramId(id), frozenset()) for id in ("pair", "tall")]
    made = list(
        step_pictures(pair_tour(*steps), {DiagramId("pair"): layout, DiagramId("tall"): tall})
    )
    export_tour(made, tmp_path, TourOptions(LIGHT, 400, title=False), _nobody)
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
    layout: DiagramLayout, near: bool
) -> None:
    steps = [
        Step("One", words, DiagramId("pair"), frozenset(), (ElementId("a"),))
        for words in ("It " * 60, "")
    ]
    made, width = shots(layout, pair_tour(*steps), near), 640
    stills = Stills(made, TourOptions(LIGHT, width))
    told, silent = (stills.step(shot) for shot in made)
    head = round(width * HEAD)
    low = head + round(2 * PITCH * width * WORDS / SIZE)
    assert _rows(told, head, low)
    assert not _rows(silent, head, low), "what stands there at one step is left free at all"
    under = QRect(0, low + 2, width, told.height() - low - 2)
    assert told.copy(under) == silent.copy(under), "the picture is the same"
    if near:
        assert told.height() == low + round(width * ROOM.height / ROOM.width) + round(
            width * MARGIN / 2
        )


def test_words_that_find_no_room_are_left_out_by_paragraphs(layout: DiagramLayout) -> None:
    long = "word " * 400
    assert not column(long, LIGHT)
    both = column(f"It is short.\n\n{long}", LIGHT)
    assert len(both) == 1
    two = column("word " * 28, LIGHT)
    assert len(two) == 2
    ends = [line.set.naturalTextWidth() for line in two]
    assert min(ends) > 0.6 * max(ends), "no line has a word alone"


def test_what_cannot_be_written_is_told(layout: DiagramLayout, tmp_path: Path) -> None:
    made, file = shots(layout, pair_tour()), tmp_path / "file"
    file.write_bytes(b"old")
    with pytest.raises(WriteError, match="is a file"):
        export_tour(made, file, TourOptions(LIGHT, 200), _nobody)
    with pytest.raises(WriteError, match="does not exist"):
        export_tour(made, tmp_path / "no" / "a.gif", TourOptions(LIGHT, 200), _nobody)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
