"""The folder of a script goes away, whatever is in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.scratch import scratch, sweep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes links and modes")


def test_it_is_gone_with_deep_and_forbidden_folders_and_links(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    with scratch() as folder:
        (folder / "work").mkdir()
        (folder / "out").symlink_to(outside)
        (folder / "work" / "circle").symlink_to(folder)
        closed = folder / "work" / "closed" / "inner"
        closed.mkdir(parents=True)
        (closed / "file").write_text("x")
        closed.chmod(0)
        closed.parent.chmod(0o500)
        here = os.open(folder / "work", os.O_RDONLY)
        for _ in range(3000):  # deeper than a path can be long
            os.mkdir("down", dir_fd=here)
            there = os.open("down", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = there
        os.close(here)
    assert not folder.exists()
    assert (outside / "kept").read_text() == "x"


def test_it_is_gone_after_an_error() -> None:
    with pytest.raises(KeyError), scratch() as folder:
        raise KeyError
    assert not folder.exists()


RUN = """
from app.scratch import scratch
with scratch() as folder:
    (folder / "work").mkdir()
    print(folder, flush=True)
    input()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where such folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def run(temporary: Path) -> tuple[subprocess.Popen[str], Path]:
    """Another one that has a folder, which looks old."""
    made = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    folder = Path(made.stdout.readline().strip())
    os.utime(folder, (1, 1))
    return made, folder


def kill(made: subprocess.Popen[str]) -> None:
    made.send_signal(signal.SIGKILL)
    made.communicate()


def test_what_a_killed_run_has_left_goes_when_another_begins(temporary: Path) -> None:
    made, folder = run(temporary)
    kill(made)
    assert folder.is_dir()
    sweep()
    assert list(temporary.iterdir()) == []


def test_what_another_run_is_using_stays_however_old(temporary: Path) -> None:
    made, folder = run(temporary)
    sweep()
    assert (folder / "work").is_dir()
    with scratch() as own:
        assert set(temporary.iterdir()) == {folder, own}
    kill(made)


def test_what_is_young_or_of_another_name_or_a_link_stays(temporary: Path, tmp_path: Path) -> None:
    young, other, target = (
        temporary / name for name in ("acetate-scratch-abcdefgh", "acetate-abcdefgh", "mine")
    )
    for folder in (young, other, target):
        folder.mkdir()
    link = temporary / "acetate-scratch-linklink"
    link.symlink_to(target)
    for folder in (other, target):
        os.utime(folder, (1, 1))
    sweep()
    assert set(temporary.iterdir()) == {young, other, target, link}
