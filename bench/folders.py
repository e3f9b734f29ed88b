"""How long folders of notes take: to find, to open, to read again after one file has changed.

    python -m bench.folders [FOLDER…]

Without a folder, of made notes: 107 files of 1,402 sections, 260 of 2,600, and 5,000 files in 250
folders. Times are processor time in ms of one process, but for the first note, which is wall time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.sources.finding import find
from app.sources.readings import Readings
from app.sources.stamps import stamps
from app.sources.workspace import steps

SIZES = ((107, 1402), (260, 2600), (5000, 15000))  # files, sections
WORDS = [
    "network",
    "subnet",
    "bucket",
    "role",
    "policy",
    "queue",
    "table",
    "stream",
    "cluster",
    "task",
    "image",
    "key",
]


def made(root: Path, files: int, sections: int) -> Path:
    """Notes in folders of twenty, with about so many sections."""
    for number in range(files):
        folder = root / f"{number // 20:02d} - Part" / f"{number % 3}"
        folder.mkdir(parents=True, exist_ok=True)
        parts = []
        for part in range(sections * (number + 1) // files - sections * number // files):
            about = WORDS[(number + part) % len(WORDS)]
            text = " ".join(WORDS[(number * part + n) % len(WORDS)] for n in range(60))
            parts.append(
                f"## {about.title()} {number}.{part}\n\n{text.capitalize()}.\n\n- one\n- two\n"
            )
        (folder / f"{number}. {WORDS[number % len(WORDS)]}.md").write_text("\n".join(parts))
    return root


def measure(folder: Path) -> None:
    """Print a line of figures for a folder."""
    began = time.process_time()
    found = find(folder)
    finding = time.process_time() - began
    again = _took(lambda: find(folder))
    looking = _took(lambda: stamps(folder))
    readings = Readings()

    def read() -> int:
        *_, whole = steps(folder, readings=readings)
        return len(whole.notebook.sections)

    wall = time.perf_counter()
    growing = steps(folder)
    first = next((w for w in growing if w.notebook.notes), None)
    first_note = time.perf_counter() - wall
    began = time.process_time()
    count = read()
    opening = time.process_time() - began
    unchanged = _took(read)
    with _changed(found.notes[len(found.notes) // 2]):
        reload = _took(read)
    print(
        f"{len(found.notes):5} notes {count:6} sections · find {finding * 1000:4.0f}, again {again * 1000:4.0f}"
        f" · look {looking * 1000:4.0f} · first note {first_note * 1000:5.0f}{'' if first else ' (none)'}"
        f" · open {opening * 1000:5.0f} · again {unchanged * 1000:5.0f} · one changed {reload * 1000:5.0f}"
        f"  {folder.name}"
    )


@contextmanager
def _changed(file: Path) -> Iterator[None]:
    before = file.read_bytes()
    file.write_bytes(before + b"\nOne more line.\n")
    try:
        yield
    finally:
        file.write_bytes(before)


def _took(what: Callable[[], object]) -> float:
    began = time.process_time()
    what()
    return time.process_time() - began


def main(folders: list[str]) -> None:
    """Measure these folders, which are left as they were, or made ones."""
    for folder in folders:
        measure(Path(folder))
    if not folders:
        for files, sections in SIZES:
            with tempfile.TemporaryDirectory() as scratch:
                measure(made(Path(scratch).resolve(), files, sections))


if __name__ == "__main__":
    main(sys.argv[1:])
