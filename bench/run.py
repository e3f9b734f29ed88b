"""Measures what `docs/measured.md` says: `python bench/run.py [--json]`.

Needs no display. Times are wall clock on this machine; nothing else should run beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

COUNTS = (100, 1000)

# key, what it is, unit, goal
ROWS = (
    ("startup_ratio_warm", "Launch to first picture, against an empty window", "×", "≤ 1.5"),
    ("startup_ratio_live", "Launch to a picture that answers", "×", "≤ 2.5"),
    ("startup_ratio_whole", "Launch to a window with all its panels", "×", ""),
    ("startup_ratio_cold", "Launch to first picture with an empty cache", "×", "≤ 2"),
    ("startup_rss_mib", "Memory of that window", "MiB", "≤ 120"),
    ("export_speedup", "Export of all pictures, against `diagrams` with `dot`", "×", "≥ 5"),
    ("pan_p95_ms", "Pan, a frame", "ms", "≤ 16.7"),
    ("zoom_p95_ms", "Zoom, a frame", "ms", "≤ 16.7"),
    ("toggle_p95_ms", "Layer toggle, a frame", "ms", "≤ 16.7"),
    ("hover_ms", "Hit test", "ms", "≤ 1"),
    ("hover_frame_p95_ms", "Hover, a frame", "ms", "≤ 16.7"),
    ("tidy_first_frame_ms", "Tidy to the first moving frame", "ms", "≤ 50"),
    ("search_p95_ms", "Search, a keystroke", "ms", "≤ 30"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure Acetate on this machine.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args().json
    found = measure()
    if as_json:
        print(json.dumps(found, indent=1))
        return
    print("| what | measured | goal |\n| --- | --- | --- |")
    for key, what, unit, goal in ROWS:
        for label, value in _cells(what, found[key]):
            aim = f"{goal} {unit}" if goal else "–"
            print(f"| {label} | {_number(value)} {unit} | {aim} |")
    if not shutil.which("dot"):
        print("\nNo `dot` on PATH: nothing to compare the export with.")


def measure() -> dict[str, Any]:
    from bench import exports, frames, searching, startup, tidy

    found: dict[str, Any] = dict(startup.run())
    found |= exports.run()
    found |= frames.run(COUNTS)
    found |= tidy.run()
    found |= searching.run()
    return found


def _cells(what: str, value: Any) -> list[tuple[str, float | None]]:
    if isinstance(value, dict):
        of = "sections" if what.startswith("Search") else "nodes"
        return [(f"{what}, {int(n):,} {of}", v) for n, v in value.items()]
    return [(what, value)]


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 10 else f"{value:.1f}"


if __name__ == "__main__":
    main()
