"""What lies among fetched icons answers for its address only where we have fetched it from there."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.bounded import beginning
from app.sources.scripts import fetched_icons
from app.sources.scripts.fetched_icons import keep, kept, sound_folder

HERE, THERE = "https://a.example/logo.png", "https://b.example/logo.png"


def test_what_was_fetched_is_kept_by_its_address() -> None:
    keep(HERE, b"one")
    keep(HERE, b"two")
    path = kept(HERE)
    assert path is not None
    assert path.read_bytes() == b"two"
    assert path.parent == sound_folder()
    assert kept(THERE) is None


def test_what_somebody_else_put_there_does_not_answer() -> None:
    keep(HERE, b"ours")
    keep(THERE, b"of another place")
    ours, theirs = kept(HERE), kept(THERE)
    assert ours
    assert theirs
    ours.write_bytes(b"planted")
    assert kept(HERE) is None
    ours.write_bytes(theirs.read_bytes())
    assert kept(HERE) is None
    assert [path.name for path in sound_folder().iterdir()] == [theirs.name]


def test_they_are_not_read_again_for_each_script(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counted(path: Path, most: int) -> bytes:
        read.append(path)
        return beginning(path, most)

    monkeypatch.setattr(fetched_icons, "beginning", counted)
    for number in range(3):
        keep(f"https://a.example/{number}.png", b"ours")
    for _ in range(1000):  # what has just been written is looked at again
        read.clear()
        folder = sound_folder()
        if not read:
            break
        time.sleep(0.01)
    assert len(list(folder.iterdir())) == 3
    assert not read
    next(folder.iterdir()).write_bytes(b"else")
    assert len(list(sound_folder().iterdir())) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_among_them_holds_nobody_up() -> None:
    keep(HERE, b"ours")
    path = kept(HERE)
    assert path is not None
    path.unlink()
    os.mkfifo(path)
    assert kept(HERE) is None
    assert list(sound_folder().iterdir()) == []
