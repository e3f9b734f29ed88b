"""Notes of large folders come a part at a time."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from app.sources import note_reading
from app.sources.finding import find
from app.sources.note_reading import read_notes
from app.sources.readings import Readings
from app.sources.workspace import steps


def made(root: Path, count: int) -> Path:
    for number in range(count):
        (root / f"{number}.md").write_text(f"# Note {number}\n")
    return root


def test_the_first_notes_come_before_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm_cache: Path
) -> None:
    made(tmp_path, 12)
    monkeypatch.setattr(note_reading, "SOON", 1e-9)
    first, whole = [w for w in steps(tmp_path) if w.notebook.notes]
    assert (first.growing, whole.growing) == (True, False)
    assert [note.file for note in first.notebook.notes] == ["0.md"]
    assert not first.diagrams  # which of ours comes first, all notes say
    assert whole.diagrams
    assert len(whole.notebook.notes) == 12


def test_reading_notes_can_be_cancelled(tmp_path: Path) -> None:
    cancel = threading.Event()
    told: list[str] = []

    def tell(number: int, file: str) -> None:
        told.append(file)
        cancel.set()

    *_, read = read_notes(find(made(tmp_path, 9)), tell, cancel=cancel)
    assert told == ["0.md"]
    assert len(read.notes) == 1


def test_a_note_is_opened_again_only_where_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, 3)
    found, readings = find(tmp_path), Readings()
    *_, before = read_notes(found, readings=readings)
    (tmp_path / "1.md").write_text("# Another\n")
    os.utime(tmp_path / "2.md")
    opened: list[str] = []
    right = Path.open

    def open_(path: Path, mode: str = "r") -> object:
        opened.append(path.name)
        return right(path, mode)

    monkeypatch.setattr(Path, "open", open_)
    *_, after = read_notes(found, readings=readings)
    assert "0.md" not in opened
    assert [note.title for note in after.notes] == ["Note 0", "Another", "Note 2"]
    assert after.notes[2] is before.notes[2]  # the same text
