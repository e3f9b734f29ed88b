"""From launch to a whole picture on the screen, beside xdot's: `python bench/against_xdot.py`.

Each program is started with an empty cache on one display of its own (Xvfb), one after the other. A
picture is whole when what is in the middle of its window has last changed. Needs `xdot` and `Xvfb`.
"""

from __future__ import annotations

import argparse
import mmap
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from zlib import crc32

sys.path.insert(0, str(Path(__file__).parent.parent))

from app.model.ids import DiagramId
from app.sources.workspace import load
from bench.large_graphs import clustered

WIDE, HIGH, DEPTH = 1600, 1000, 4  # px, px, bytes a px
HEAD = 4096  # bytes, at least, before the pixels of Xvfb's file
EVERY = 0.01  # s
LIMIT = 120.0  # s
ROUNDS = 3
COUNTS = (1000, 3000)
# Where each has its picture: left, top, right, bottom (px). xdot's window stands top left.
OURS, THEIRS = (500, 250, 1100, 700), (20, 100, 480, 480)
DISPLAY = ":87"


def main() -> None:
    parser = argparse.ArgumentParser(description="Launch to a whole picture, beside xdot.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    if not (shutil.which("xdot") and shutil.which("Xvfb")):
        sys.exit("xdot and Xvfb are needed.")
    with TemporaryDirectory() as name, _display(Path(name)) as pixels:
        folder = Path(name)
        files = [("VPC", _bundled(folder))]
        files += [(f"{count:,} nodes", _made(folder, count)) for count in COUNTS]
        print("| picture | Acetate, s | xdot, s |\n| --- | --- | --- |")
        for what, file in files:
            ours, theirs = [], []
            for number in range(rounds + 1):
                command = [sys.executable, "main.py", "open", str(file)]
                ours.append(_whole(command, pixels, OURS, folder / f"{what}{number}"))
                theirs.append(_whole(["xdot", str(file)], pixels, THEIRS, folder))
            del ours[0], theirs[0]  # what the system keeps of programs is there by then
            cells = (f"{statistics.median(found):.2f}" for found in (ours, theirs))
            print(f"| {what} | {' | '.join(cells)} |", flush=True)


def _bundled(folder: Path) -> Path:
    """The VPC as its script draws it, as DOT."""
    found = load(None).diagram(DiagramId("vpc"))
    written = found.written if found else None
    file = folder / "vpc.dot"
    file.write_text(written.dot if written else "", "utf-8")
    return file


def _made(folder: Path, count: int) -> Path:
    file = folder / f"made-{count}.dot"
    file.write_text(clustered(count), "utf-8")
    return file


@contextmanager
def _display(folder: Path) -> Iterator[mmap.mmap]:
    """A display; what is on it, as bytes."""
    screen = f"{WIDE}x{HIGH}x24"
    with subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", screen, "-fbdir", str(folder)],
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            file = folder / "Xvfb_screen0"
            while not file.exists() or file.stat().st_size < WIDE * HIGH * DEPTH:
                sleep(EVERY)
            with file.open("rb") as opened:
                yield mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        finally:
            server.terminate()


def _whole(
    command: Sequence[str], pixels: mmap.mmap, where: tuple[int, int, int, int], own: Path
) -> float:
    """Seconds until nothing changes there any more, for as long as it has taken and two more."""
    empty = last = _seen(pixels, where)
    changed = 0.0
    start = perf_counter()
    with subprocess.Popen(command, env=_environment(own), stderr=subprocess.DEVNULL) as child:
        try:
            while True:
                sleep(EVERY)
                now = perf_counter() - start
                found = _seen(pixels, where)
                if found != last:
                    last, changed = found, now
                if changed and now > 2 * changed + 2:
                    return changed
                if now > LIMIT:
                    raise RuntimeError(f"{command} shows nothing")
        finally:
            child.terminate()
            child.wait()
            while _seen(pixels, where) != empty:
                sleep(EVERY)


def _seen(pixels: mmap.mmap, where: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = where
    start = len(pixels) - WIDE * HIGH * DEPTH
    found = 0
    for row in range(top, bottom, 3):
        at = start + (row * WIDE + left) * DEPTH
        found = crc32(pixels[at : at + (right - left) * DEPTH], found)
    return found


def _environment(own: Path) -> dict[str, str]:
    found = os.environ | {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
    for name in ("CACHE", "DATA", "SETTINGS"):
        found[f"ACETATE_{name}"] = str(own / name.lower())
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


if __name__ == "__main__":
    main()
