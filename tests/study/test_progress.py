"""The file with the progress: killed windows, two windows, old and broken files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import ProgressError
from app.model.ids import CardId, DiagramId, ElementId
from app.study.database import VERSION
from app.study.progress import Progress, default_path
from app.study.schedule import Grade
from tests.study import old_files

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CHILD = """
import sys
from pathlib import Path
from app.study.progress import Progress
from app.study.schedule import Grade
progress = Progress(Path(sys.argv[1]))
most = int(sys.argv[3])
print("open", flush=True)
for n in range(most):
    progress.review(f"name|{sys.argv[2]}|{n % 7}", Grade.GOOD)
    print(n, flush=True)
progress.close()
"""


def _child(path: Path, name: str, most: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), name, str(most)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_who_is_killed_loses_no_review_that_was_made(path: Path) -> None:
    told = 0
    for round in range(6):
        child = _child(path, f"k{round}", 10**6)
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        for _ in range(3 + round):
            child.stdout.readline()
        time.sleep(0.0015 * round)  # somewhere in a review
        os.kill(child.pid, signal.SIGKILL)
        told += 3 + round
        told += len(child.stdout.read().split("\n")) - 1
        child.stdout.close()
        assert child.wait() == -signal.SIGKILL
        with Progress(path) as progress:
            reviews, memories = progress.reviews(), progress.memories()
            # What was told was committed before; one more may have been, before it was told.
            assert told <= len(reviews) <= told + round + 1
            assert {r.card for r in reviews} == set(memories), "a review and its card, or neither"
            for card, memory in memories.items():
                assert max(r.at for r in reviews if r.card == card) == memory.last
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()
    assert told > 30


def test_two_windows_at_once(path: Path) -> None:
    children = [_child(path, "same", 60) for _ in range(2)]
    for child in children:
        assert child.wait(60) == 0
        assert child.stdout is not None
        child.stdout.close()
    with Progress(path) as progress:
        assert len(progress.reviews()) == 120
        assert len(progress.memories()) == 7


def test_many_windows_make_the_file_together(path: Path) -> None:
    failed: list[Exception] = []

    def open_it() -> None:
        try:
            with Progress(path) as progress:
                progress.review(CardId("name|d|x"), Grade.GOOD)
        except ProgressError as why:
            failed.append(why)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Progress(path) as progress:
        assert len(progress.reviews()) == 8


def test_a_window_sees_what_another_has_graded(progress: Progress) -> None:
    with Progress(progress.path) as other:
        first, _ = other.review(CardId("name|d|x"), Grade.GOOD, NOW)
        assert progress.memory(CardId("name|d|x")) == first
        second, _ = progress.review(CardId("name|d|x"), Grade.GOOD, NOW + timedelta(minutes=10))
        assert second.state == 2, "the second learning step, not the first again"
        assert other.memory(CardId("name|d|x")) == second


def test_a_clock_that_goes_back_makes_no_review_before_another(progress: Progress) -> None:
    progress.review(CardId("name|d|x"), Grade.GOOD, NOW)
    memory, undo = progress.review(CardId("name|d|x"), Grade.GOOD, NOW - timedelta(hours=1))
    assert [r.at for r in progress.reviews()] == [memory.last - 1, memory.last]
    assert progress.undo(undo)
    assert len(progress.reviews()) == 1


@pytest.mark.parametrize("version", old_files.VERSIONS)
def test_a_file_of_an_earlier_version_is_taken_further(path: Path, version: int) -> None:
    old_files.write(path, version, "name|d|x")
    with Progress(path) as progress:
        assert progress.memories()[CardId("name|d|x")].stability == 3.5
        assert (
            progress.follow(
                "/r", {DiagramId("d"): frozenset({ElementId("x")})}, lambda gone, new: {}
            )
            == 0
        )
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA user_version").fetchone() == (VERSION,)
    check.close()


def test_a_newer_file_is_left_alone(path: Path) -> None:
    Progress(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    with pytest.raises(ProgressError, match="newer Acetate"):
        Progress(path)


def test_what_is_no_such_file_is_told_of_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("something of mine " * 200)
    with pytest.raises(ProgressError, match=r"progress\.sqlite cannot be read"):
        Progress(path)
    assert path.read_text().startswith("something of mine")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProgressError, match="cannot be made"):
        Progress(tmp_path / "file" / "progress.sqlite")


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path))
    assert default_path() == tmp_path / "progress.sqlite"
    monkeypatch.delenv("ACETATE_DATA")
    assert default_path().name == "progress.sqlite"
    assert "acetate" in default_path().parts


def test_what_is_damaged_in_the_file_is_left_out_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    with Progress(path) as progress:
        progress.review(CardId("name|d|good"), Grade.GOOD)
        (good,) = progress.memories().items()
        (review,) = progress.reviews()
    wrong: list[tuple[object, ...]] = [
        (2, None, 1.0, 5.0, 2**62, 0),
        (2, None, 1.0, 5.0, -(2**62), 0),
        (9, 0, 1.0, 5.0, 0, 0),
        (2, 3, 1.0, 5.0, 0, 0),
        (2, None, "much", 5.0, 0, 0),
        (2, None, float("inf"), 5.0, 0, 0),
        (2, None, 1.0, None, 0, 0),
        ("\0", None, 1.0, 5.0, "soon", b"x"),
    ]
    with sqlite3.connect(path) as file:
        for number, fields in enumerate(wrong):
            values = (f"name|d|{number}", *fields)
            file.execute("INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        for at, grade in ((2**62, 1), (5, 9), (6, "good"), ("\0", 1)):
            file.execute("INSERT INTO reviews (card, at, grade) VALUES ('c', ?, ?)", (at, grade))
    file.close()
    with Progress(path) as progress:
        assert progress.memories() == dict([good])
        assert progress.reviews() == (review,)
        after, _ = progress.review(CardId("name|d|0"), Grade.GOOD)
        assert progress.memories()[CardId("name|d|0")] == after, "it is asked as one that never was"
