"""Keys in any order, faster than windows come and go: nothing ends the program or is left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.mashing.real_window import Desktop, missing
from tests.ui.mashing.sequences import FILES, KNOWN, ROUNDS, TOUR, mashed
from tests.ui.own_process import run_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of two diagrams, notes, a tour, and something to study."""
    made = tmp_path / "workspace"
    (made / "tours").mkdir(parents=True)
    for name, text in FILES.items():
        (made / name).write_text(text)
    (made / "tours" / "way.md").write_text(TOUR)
    return made


def test_every_action_after_every_other(folder: Path, warm_cache: Path, tmp_path: Path) -> None:
    for seed in range(ROUNDS):
        done = run_module(
            *("-W", "error", "-m", "tests.ui.mashing.in_a_process", str(folder), str(seed)),
            env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
            timeout=120,
        )
        assert done.returncode == 0, f"seed {seed}: {done.stderr[-3000:]}"
        assert done.stderr == "", f"seed {seed}"
        assert done.stdout.strip() == "done"


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_in_a_real_window(folder: Path, warm_cache: Path, tmp_path: Path) -> None:
    with Desktop(tmp_path) as desktop:
        desktop.manage()
        for seed in range(ROUNDS):
            desktop.start(folder)
            for pause, keys in (*KNOWN, *mashed(seed)):
                desktop.press(keys, pause)
                desktop.calm(f"seed {seed}, {pause} ms: {' '.join(keys)}")
            desktop.presents()
            desktop.quit()
