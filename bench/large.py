"""Opens large graphs in the window, as a person would: `python bench/large.py [NODES …]`.

A row for each graph and style, with an empty cache: seconds to the first picture and to the one that
stays, against the engine alone; then what frames of pan, zoom, hover and clicks cost (ms, 95 of 100 are
quicker), the longest event of the window's thread (ms of its own processor time) and the memory held then.
Needs no display.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from app.engine import run_engine
from app.model.picture_style import PictureStyle
from app.session import verbs
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from bench.frames import SIZE, drags, moves, p95, play, wheel
from bench.gui_thread import EventClock, as_in_the_program
from bench.large_graphs import GRAPHS

COUNTS = (1000, 10_000)
EVERY = 10  # ms
LIMIT = 600  # s
REST = 800  # ms
MIB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description="Open large graphs and look round in them.")
    parser.add_argument("counts", metavar="NODES", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--graph", choices=GRAPHS, action="append")
    parser.add_argument("--style", choices=list(PictureStyle), action="append")
    asked = parser.parse_args()
    with as_in_the_program() as (clock, folder):
        print(
            "| graph | style | engine, s | first picture, s | whole, s | by | pan | zoom | hover "
            "| click | longest event | memory, MiB |\n" + "| --- " * 12 + "|"
        )
        for count in asked.counts:
            for name in asked.graph or GRAPHS:
                path = Path(folder, f"{name}-{count}.dot")
                path.write_text(GRAPHS[name](count), "utf-8")
                for how in asked.style or PictureStyle:
                    os.environ["ACETATE_CACHE"] = f"{folder}/cache-{name}-{count}-{how}"
                    _row(clock, path, PictureStyle(how))


def _row(clock: EventClock, path: Path, how: PictureStyle) -> None:
    begun = perf_counter()
    run_engine(path.read_text("utf-8"), ("-Tjson",))
    engine = perf_counter() - begun
    store = Store()
    jobs = Jobs(store)
    window = MainWindow(store, jobs, Settings(theme="light"))
    window.resize(*SIZE)
    window.show()
    window.complete()
    QTest.qWait(REST)
    canvas = window.canvas
    clock.times.clear()
    begun = perf_counter()
    jobs.open(path)
    if how is not PictureStyle.WRITTEN:  # in which DOT opens by itself
        _until(lambda: store.diagram is not None)
        store.do(verbs.set_style, how)
    _until(lambda: canvas.shown_layout is not None and canvas.shown_layout.style is how)
    first = perf_counter() - begun
    _until(lambda: not jobs.layouts.waited_for)
    whole = perf_counter() - begun
    QTest.qWait(REST)
    cells = [
        f"{engine:.1f}",
        f"{first:.1f}",
        f"{whole:.1f}",
        store.layout.placer if store.layout else "",
    ]
    longest = [max(clock.times)]
    frames: list[tuple[str, Callable[[], None]]] = [
        ("pan", lambda: play(drags(canvas))),
        ("zoom", lambda: play(wheel(canvas))),
        ("hover", lambda: play(moves(canvas))),
        ("click", partial(_clicks, store)),
    ]
    for _, act in frames:
        clock.times.clear()
        act()
        QTest.qWait(REST)
        cells.append(f"{p95([t for t, kind in clock.times if 'UpdateRequest' in kind]):.1f}")
        longest.append(max(clock.times))
    worst, kind = max(longest)
    cells += [f"{worst:.0f} ({kind})", f"{_memory():.0f}"]
    print("|", " | ".join((path.stem, how, *cells)), "|", flush=True)
    window.close()
    jobs.close()
    QTest.qWait(REST)


def _clicks(store: Store) -> None:
    """On ten components, one after the other."""
    diagram = store.diagram
    for node in diagram.nodes[::37][:10] if diagram else ():
        store.do(verbs.select, node.id)
        QTest.qWait(REST // 4)


def _memory() -> float:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024 / MIB
    return 0.0


def _until(met: Callable[[], bool]) -> None:
    end = perf_counter() + LIMIT
    while not met():
        if perf_counter() > end:
            raise RuntimeError("what was asked for has not come")
        QTest.qWait(EVERY)


if __name__ == "__main__":
    main()
