"""From launch to the first picture, to the picture that answers, and to all panels, against an empty PySide6 window in the
same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bench.children import environment

HERE = Path(__file__).parent
ROUNDS = 9


def run() -> dict[str, float | None]:
    """Medians. Ratios compare each launch with the empty one just before it. Warm, the first picture is the
    image of how the window was left."""
    empty, warm, live, whole, cold, memory = [], [], [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        # Bytecode, cache and the image of the window are made.
        for words in (["window_empty.py"], ["window_explorer.py", "leave"]):
            _launch(words, base, "warm")
        for i in range(ROUNDS):
            empty.append(_launch(["window_empty.py"], base, "warm").first)
            start = _launch(["window_explorer.py"], base, "warm")
            warm.append(start.first)
            live.append(start.told["answers"])
            whole.append(start.told["whole"])
            memory.append(start.memory)
            cold.append(_launch(["window_explorer.py"], base, f"cold{i}").first)
    resident = statistics.median(memory) / 1024
    return {
        "startup_empty_s": statistics.median(empty),
        "startup_warm_s": statistics.median(warm),
        "startup_cold_s": statistics.median(cold),
        "startup_live_s": statistics.median(live),
        "startup_whole_s": statistics.median(whole),
        "startup_ratio_warm": _ratio(warm, empty),
        "startup_ratio_live": _ratio(live, empty),
        "startup_ratio_whole": _ratio(whole, empty),
        "startup_ratio_cold": _ratio(cold, empty),
        "startup_rss_mib": resident or None,
    }


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


class Launch(NamedTuple):
    """Seconds until the script says its first word, and each, and the KiB of memory that it tells."""

    first: float
    told: dict[str, float]
    memory: float


def _launch(words: list[str], folder: Path, own: str) -> Launch:
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, str(HERE / words[0]), *words[1:]],
        env=environment(folder, own),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        told = [(perf_counter() - start, line) for line in child.stdout]
        errors = child.communicate(timeout=60)[1]
    if not told and words[1:] != ["leave"]:
        raise RuntimeError(f"{words[0]} painted nothing: {errors}")
    if not told:
        return Launch(0.0, {}, 0.0)
    said = told[-1][1].split()
    when_told = {line.split()[0]: when for when, line in told}
    return Launch(told[0][0], when_told, float(said[1]) if len(said) > 1 else 0.0)
