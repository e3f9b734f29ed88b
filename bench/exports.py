"""`acetate export --all` against the bundled scripts run with `diagrams` and a real `dot`."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.children import ROOT, environment

ROUNDS = 5


def run() -> dict[str, float | None]:
    """Median seconds for the three pictures with as many pixels, and how many times faster.
    Without a `dot` on PATH there is nothing to compare with: None."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        _export(base, 1.0)
        ours_at_1 = _pixels(base)
        theirs, scale = [], 2.0
        if shutil.which("dot"):
            _scripts(base / "theirs")  # bytecode is made
            theirs = [_scripts(base / "theirs") for _ in range(ROUNDS)]
            scale = (_pixels(base / "theirs") / ours_at_1) ** 0.5
        ours = [_export(base, scale) for _ in range(ROUNDS)]
    seconds = statistics.median(ours)
    slow = statistics.median(theirs) if theirs else None
    return {
        "export_s": seconds,
        "export_diagrams_s": slow,
        "export_speedup": slow / seconds if slow else None,
    }


def _export(folder: Path, scale: float) -> float:
    words = ["export", "--all", "--scale", f"{scale:.4f}", "-o", str(folder)]
    start = perf_counter()
    subprocess.run(
        [sys.executable, "main.py", *words], cwd=ROOT, env=environment(folder), check=True
    )
    return perf_counter() - start


def _scripts(folder: Path) -> float:
    folder.mkdir(exist_ok=True)
    known = environment(folder.parent)
    start = perf_counter()
    for script in sorted((ROOT / "diagrams").glob("*.py")):
        subprocess.run([sys.executable, str(script)], cwd=folder, env=known, check=True)
    return perf_counter() - start


def _pixels(folder: Path) -> int:
    """Of all PNG files in a folder: a PNG has its size in bytes 16 to 24."""
    heads = [f.read_bytes()[16:24] for f in folder.glob("*.png")]
    return sum(int.from_bytes(h[:4], "big") * int.from_bytes(h[4:], "big") for h in heads)
