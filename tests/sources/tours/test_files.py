"""Where tours are written, and what of a file stays."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from app.errors import EditError, WriteError
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour
from app.model.workspace import Workspace
from app.places import bundled_root, own_tours
from app.sources.markdown.front_matter import other_lines
from app.sources.tours import files as tour_files
from app.sources.tours.files import ChangedMeanwhileError
from app.sources.workspace import load

TOUR = Tour(TourId("new"), "My Tour: é", (Step("One", "Words.", DiagramId("d"), frozenset()),))
TEXT = '---\ntitle: "My Tour: é"\ndiagram: "d"\n---\n\n## One\n\nWords.\n'


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    shown = Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=(Node(ElementId("a"), "A"),))
    return Workspace(str(tmp_path), "W", False, (shown,))


def test_new_ones_stand_in_tours_and_never_on_another(space: Workspace, tmp_path: Path) -> None:
    folder = tour_files.home(space)
    assert folder == tmp_path / "tours"
    made = [tour_files.create(folder, TOUR, space) for _ in "ab"]
    assert [path.name for path, _ in made] == ["my_tour_é.md", "my_tour_é_2.md"]
    assert made[0][0].read_text(encoding="utf-8") == TEXT
    assert made[0][1] == TEXT.encode()
    assert tour_files.file_stem(" ?! ") == "tour"


def test_there_is_no_home_where_it_would_not_last(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "tours").write_text("a file")
    assert tour_files.home(space) is None
    (tmp_path / "tours").unlink()
    (tmp_path / "tours").symlink_to(tmp_path.parent)
    assert tour_files.home(space) is None
    (tmp_path / "tours").unlink()
    ours = Workspace(str(bundled_root() / "resources"), "W", bundled=False)
    assert tour_files.home(ours) is None


def test_tours_through_the_bundled_diagrams_have_a_folder_of_the_persons(
    bundled: Workspace, warm_cache: Path
) -> None:
    folder = tour_files.home(bundled)
    assert folder == own_tours() == Path(os.environ["ACETATE_DATA"]) / "tours"
    step = Step("One", "Words.", DiagramId("vpc"), frozenset())
    tour = Tour(TourId("new"), "Commit to task", (step,))
    made, _ = tour_files.create(folder, tour, bundled)
    assert made == folder / "commit_to_task_2.md", "not the id of a bundled one"
    again = load(None)
    found = again.tour(TourId("commit_to_task_2"))
    assert found is not None
    assert found.title == "Commit to task"
    assert found.file == made.as_posix()
    assert tour_files.root_of(again, found) == folder
    assert [t.id for t in again.tours if t.id in {"commit_to_task", found.id}] == [
        "commit_to_task",
        found.id,
    ]
    raw = tour_files.read(made)
    tour_files.save(made, replace(tour, title="Other"), again, raw)
    assert load(None).tour(found.id) != found
    (folder / "bad.md").write_text("---\ndiagram: nowhere\n---\n# One\n")
    problems = load(None).problems
    assert any(p.file == (folder / "bad.md").as_posix() for p in problems)


def test_where_nothing_can_be_made_a_person_must_say(
    bundled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", bundled_root() / "resources"):
        monkeypatch.setenv("ACETATE_DATA", str(place))
        assert tour_files.home(bundled) is None


def test_a_folder_that_cannot_be_made_is_told(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "tours").write_text("a file")
    with pytest.raises(WriteError, match="cannot be created"):
        tour_files.create(tmp_path / "tours", TOUR, space)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_line_ends_and_other_front_matter_stay(
    space: Workspace, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "it.md"
    path.write_bytes("---\r\ntitle: Old\r\ntags:\r\n  - x\r\n---\r\n# S\r\n".encode(encoding))
    raw = tour_files.read(path)
    after = tour_files.save(path, TOUR, space, raw)
    assert after == path.read_bytes()
    assert after[:2] == raw[:2]
    assert after.decode(encoding).startswith(
        '---\r\ntitle: "My Tour: é"\r\ndiagram: "d"\r\ntags:\r\n  - x\r\n---\r\n\r\n## One'
    )


def test_what_somebody_else_wrote_stays(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_text("theirs")
    with pytest.raises(ChangedMeanwhileError):
        tour_files.save(path, TOUR, space, b"ours")
    assert path.read_text() == "theirs"
    tour_files.save(path, TOUR, space, None)
    assert path.read_text(encoding="utf-8") == TEXT
    path.chmod(0o444)
    with pytest.raises(EditError, match="read-only"):
        tour_files.read(path)


def test_a_file_is_named_from_the_workspace_or_from_ours(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "way.md").write_text(TEXT)
    assert tour_files.root_of(space, Tour(TourId("way"), "W", (), file="way.md")) == tmp_path
    lent = Tour(TourId("who_may"), "W", (), file="resources/tours/who_may.md")
    assert tour_files.root_of(space, lent) is None
    borrowed = Workspace(str(tmp_path), "W", bundled=False, borrowed=True)
    assert tour_files.root_of(borrowed, lent) is not None
    assert tour_files.root_of(space, TOUR) is None


def test_other_lines_of_front_matter() -> None:
    text = "---\n# mine\ntitle: T\naliases: [a]\ndiagram:\n  - d\ndate: 1\n  more\n---\ntext\n"
    assert other_lines(text) == ["# mine", "aliases: [a]", "date: 1", "  more"]
    assert other_lines("no front matter") == []


def test_of_windows_that_write_one_tour_at_once_the_others_are_told(
    space: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "t.md"
    for _ in range(5):
        read = tour_files.write(path, TOUR, space)
        told: list[object] = []

        def save(title: str, read: bytes = read, told: list[object] = told) -> None:
            try:
                told.append(tour_files.save(path, replace(TOUR, title=title), space, read))
            except ChangedMeanwhileError as why:
                told.append(why)

        windows = [Thread(target=save, args=(f"Of {n}",)) for n in range(4)]
        for window in windows:
            window.start()
        for window in windows:
            window.join()
        assert len(told) == len(windows)
        kept = [one for one in told if isinstance(one, bytes)]
        assert kept == [path.read_bytes()]


def test_windows_that_make_a_tour_of_one_name_at_once_make_one_each(
    space: Workspace, tmp_path: Path
) -> None:
    made: list[Path] = []
    windows = [
        Thread(target=lambda: made.append(tour_files.create(tmp_path, TOUR, space)[0]))
        for _ in range(8)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(set(made)) == 8
