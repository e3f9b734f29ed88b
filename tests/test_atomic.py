"""Whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import atomic
from app.errors import WriteError


def no_space(*args: object, **kwargs: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_new_file_and_a_replaced_one(target: Path) -> None:
    atomic.write(target, b"new")
    atomic.write(target.with_name("other.png"), b"")
    assert target.read_bytes() == b"new"
    assert sorted(p.name for p in target.parent.iterdir()) == ["other.png", "pair.png"]


def test_the_old_files_mode_stays(target: Path) -> None:
    target.chmod(0o640)
    atomic.write(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_is_followed(target: Path) -> None:
    link = target.with_name("link.png")
    link.symlink_to(target)
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_short_write_goes_on(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    atomic.write(target, b"0123456789")
    assert target.read_bytes() == b"0123456789"


def test_a_disk_that_fills_up(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, calls = os.write, 0

    def fills(file: int, data: bytes) -> int:
        nonlocal calls
        calls += 1
        return write(file, data[:2]) if calls == 1 else no_space()

    monkeypatch.setattr(os, "write", fills)
    with pytest.raises(WriteError, match=r"pair\.png was not written: no space left on device\."):
        atomic.write(target, b"0123456789")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("owner", "name"), [(os, "fsync"), (os, "open"), (Path, "replace"), (Path, "chmod")]
)
def test_whatever_fails_the_old_file_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(owner, name, refuse)
    with pytest.raises(WriteError, match=r"pair\.png was not written: read-only file system\."):
        atomic.write(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (lambda old: old.parent, "is a folder. Name a file in it"),
        (lambda old: old.parent / "no" / "a.png", "the folder .*no does not exist"),
        (lambda old: old / "a.png", "pair.png is not a folder"),
    ],
)
def test_places_that_cannot_be_written(
    target: Path, place: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(WriteError, match=said) as told:
        atomic.write(place(target), b"new")
    assert target.read_bytes() == b"old"
    with pytest.raises(WriteError, match=said) as before:
        atomic.expect(place(target))
    assert str(before.value) == str(told.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_device_is_written_to_and_stays_a_device() -> None:
    with pytest.raises(WriteError, match=r"/dev/full was not written: no space left"):
        atomic.write(Path("/dev/full"), b"new")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    atomic.write(Path("/dev/null"), b"new")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_a_pipe_that_nobody_reads_from_holds_nobody_up(target: Path) -> None:
    pipe = target.with_name("pipe.png")
    os.mkfifo(pipe)
    with pytest.raises(WriteError, match=r"pipe that nobody reads from\."):
        atomic.write(pipe, b"new")
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    atomic.write(pipe, b"new")
    assert os.read(reading, 9) == b"new"
    os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_nor_one_that_is_opened_and_never_read(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = target.with_name("pipe.png")
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setattr(atomic, "PATIENCE", 0.05)
    with pytest.raises(WriteError, match="nobody takes it"):
        atomic.write(pipe, bytes(10_000_000))
    os.close(reading)


def test_what_a_killed_run_has_left_goes_with_the_next_file(target: Path) -> None:
    old, young, other = (
        target.with_name(name)
        for name in (".acetate-0123456789ab.tmp", ".acetate-0123456789ac.tmp", ".acetate-mine.tmp")
    )
    for path in (old, young, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (1, 1))
    atomic.write(target, b"new")
    assert {p.name for p in target.parent.iterdir()} == {target.name, young.name, other.name}


@pytest.mark.skipif(sys.platform == "win32", reason="fcntl")
def test_what_another_run_is_writing_stays_however_old(target: Path) -> None:
    import fcntl

    held = target.with_name(".acetate-0123456789ab.tmp")
    with held.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.utime(held, (1, 1))
        atomic.write(target, b"new")
        assert held.exists()


def test_a_new_file_never_takes_the_place_of_another(target: Path) -> None:
    fresh = target.with_name("fresh.md")
    assert atomic.create(fresh, b"mine")
    assert not atomic.create(fresh, b"theirs")
    assert fresh.read_bytes() == b"mine"
    assert {p.name for p in target.parent.iterdir()} == {target.name, fresh.name}
