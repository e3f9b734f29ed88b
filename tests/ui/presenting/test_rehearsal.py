"""The whole of a presentation, on a desktop of its own with two monitors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.mashing.real_window import missing
from tests.ui.presenting.monitors import HIGH, WIDE, split


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_each_bundled_tour_from_its_key_to_escape_with_every_tool(
    tmp_path: Path, warm_cache: Path
) -> None:
    reads, writes = os.pipe()
    size = f"{2 * WIDE}x{HIGH}x24"  # kept between two clients, as a desktop is
    options = ("-noreset", "-screen", "0", size, "-nolisten", "tcp", "-displayfd", str(writes))
    void = subprocess.DEVNULL
    started = [subprocess.Popen(["Xvfb", *options], stdout=void, stderr=void, pass_fds=(writes,))]
    try:
        os.close(writes)
        with os.fdopen(reads) as said:
            display = f":{said.readline().strip()}"
        if not split(display):
            pytest.skip("two monitors need libX11 and libXrandr")
        env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "ACETATE_DATA": str(tmp_path / "data"),
            "ACETATE_SETTINGS": str(tmp_path / "settings"),
        }
        started.append(subprocess.Popen(["openbox"], env=env, stdout=void, stderr=void))
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.presenting.in_two_monitors"],
            cwd=Path(__file__).parents[3],
            env=env,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stderr == ""
    assert done.stdout.strip() == "done"
