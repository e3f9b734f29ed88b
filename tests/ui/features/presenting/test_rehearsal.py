"""The whole of a presentation, on a desktop of its own with two monitors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.features.presenting.monitors import HIGH, WIDE, split
from tests.ui.mashing.real_window import Desktop, missing
from tests.ui.own_process import run_module


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_each_bundled_tour_from_its_key_to_escape_with_every_tool(
    tmp_path: Path, warm_cache: Path
) -> None:
    with Desktop(tmp_path, f"{2 * WIDE}x{HIGH}x24") as desktop:
        if not split(desktop.display):
            pytest.skip("two monitors need libX11 and libXrandr")
        desktop.manage()
        kept = {
            "ACETATE_DATA": str(tmp_path / "data"),
            "ACETATE_SETTINGS": str(tmp_path / "settings"),
        }
        done = run_module(
            *("-m", "tests.ui.features.presenting.in_two_monitors"),
            env=desktop.env | kept,
            timeout=240,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stderr == ""
    assert done.stdout.strip() == "done"
