"""From launch to the first painted picture, against an empty PySide6 window in the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.children import environment

HERE = Path(__file__).parent
ROUNDS = 9


def run() -> dict[str, float | None]:
    """Medians. Ratios compare each launch with the empty one just before it."""
    empty, warm, cold, memory = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for script in ("window_empty.py", "window_explorer.py"):  # bytecode and cache are made
            _launch(script, base, "warm")
        for i in range(ROUNDS):
            empty.append(_launch("window_empty.py", base, "warm")[0])
            seconds, kib = _launch("window_explorer.py", base, "warm")
            warm.append(seconds)
            memory.append(kib)
            cold.append(_launch("window_explorer.py", base, f"cold{i}")[0])
    resident = statistics.median(memory) / 1024
    return {
        "startup_empty_s": statistics.median(empty),
        "startup_warm_s": statistics.median(warm),
        "startup_cold_s": statistics.median(cold),
        "startup_ratio_warm": _ratio(warm, empty),
        "startup_ratio_cold": _ratio(cold, empty),
        "startup_rss_mib": resident or None,
    }


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def _launch(script: str, folder: Path, own: str) -> tuple[float, float]:
    """Seconds until the script says `painted`, and the KiB that it tells."""
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, str(HERE / script)],
        env=environment(folder, own),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        words = child.stdout.readline().split()
        seconds = perf_counter() - start
        errors = child.communicate(timeout=60)[1]
    if not words:
        raise RuntimeError(f"{script} painted nothing: {errors}")
    return seconds, float(words[1]) if len(words) > 1 else 0.0
