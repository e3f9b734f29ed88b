"""Who is killed in the middle of writing leaves nothing torn, and nothing lost that was told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="it has no fork")
def test_kills_while_all_kinds_of_files_are_written() -> None:
    bench = Path(__file__).parent.parent / "bench" / "kills.py"
    ran = subprocess.run(
        [sys.executable, bench, "--kills", "36"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 torn, 0 lost" in ran.stdout
