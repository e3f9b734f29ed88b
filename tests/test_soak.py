"""What is opened, switched, read again and exported many times in one window leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_ten_rounds_leave_no_objects_threads_descriptors_and_children() -> None:
    bench = Path(__file__).parent.parent / "bench" / "soak.py"
    ran = subprocess.run(
        [sys.executable, bench, "--rounds", "21", "--warm", "10", "--counts"],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "more: nothing" in ran.stdout
