"""What is kept between runs answers only to who has the person's key, and under its own name."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.cache import LARGEST, Cache
from app.sealing import KEY, sealed, unsealed


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path) -> Path:
    """A file of the cache, which holds `good`."""
    assert not data.exists()
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path / "cache"))
    Cache("kind").put("k", b"good")
    return tmp_path / "cache" / "kind" / "k"


def _get() -> bytes | None:
    return Cache("kind").get("k")


def test_what_is_sealed_comes_back(entry: Path) -> None:
    assert _get() == b"good"
    assert entry.is_file()


def test_what_another_key_sealed_does_not_answer(
    entry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path / "of a stranger"))
    entry.write_bytes(sealed("kind/k", b"planted"))
    assert _get() == b"planted"
    monkeypatch.setenv("ACETATE_DATA", str(data))
    assert _get() is None
    Cache("kind").put("k", b"good")
    assert _get() == b"good"


def test_an_entry_does_not_answer_under_another_name(entry: Path) -> None:
    other = Cache("kind")
    other.put("l", b"of another's file")
    entry.write_bytes(entry.with_name("l").read_bytes())
    assert _get() is None
    Cache("another kind").put("k", b"of another kind")
    entry.write_bytes((entry.parents[1] / "another kind" / "k").read_bytes())
    assert _get() is None


def test_what_was_changed_or_cut_off_does_not_answer(entry: Path) -> None:
    whole = entry.read_bytes()
    for number in range(len(whole)):
        entry.write_bytes(whole[:number])
        assert _get() is None
        entry.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        assert _get() is None
    entry.write_bytes(whole + b"x")
    assert _get() is None


def test_an_entry_of_the_version_before_does_not_answer(entry: Path) -> None:
    from zlib import crc32

    entry.write_bytes(crc32(b"planted").to_bytes(4, "big") + b"planted")
    assert _get() is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize("kind", ["pipe", "device", "sparse", "folder", "loop"])
def test_an_odd_file_does_not_answer_and_holds_nobody_up(entry: Path, kind: str) -> None:
    entry.unlink()
    if kind == "pipe":
        os.mkfifo(entry)
    elif kind == "device":
        entry.symlink_to("/dev/zero")
    elif kind == "folder":
        entry.mkdir()
    elif kind == "loop":
        entry.symlink_to(entry)
    else:
        with entry.open("wb") as file:
            file.truncate(LARGEST + 1)
    assert _get() is None
    Cache("kind").put("k", b"good")
    assert _get() == (None if kind == "folder" else b"good")


# The key


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_nobody_else_can_read_the_key(entry: Path, data: Path) -> None:
    found = (data / KEY).stat()
    assert (stat.S_IMODE(found.st_mode), found.st_size) == (0o600, 32)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert entry.is_file()


def _told(code: str, data: Path) -> str:
    """What another process says, which has that data folder."""
    return subprocess.run(
        [sys.executable, "-c", f"from app.sealing import *; {code}"],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "ACETATE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("odd", [b"", b"short", b"x" * 33, b"x" * 100_000])
def test_a_key_that_is_none_is_made_anew(data: Path, odd: bytes) -> None:
    data.mkdir()
    (data / KEY).write_bytes(odd)
    sealing = "print(sealed('a', b'b').hex())"
    first, second = (_told(sealing, data) for _ in range(2))
    assert first == second
    assert len((data / KEY).read_bytes()) == 32


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_key_that_is_a_pipe_holds_nobody_up(data: Path) -> None:
    data.mkdir()
    os.mkfifo(data / KEY)
    assert unsealed("a", sealed("a", b"b")) == b"b"
    assert (data / KEY).is_file()


@pytest.mark.parametrize("blocked", ["file", "folder"])
def test_where_no_key_can_be_kept_it_lasts_as_long_as_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blocked: str
) -> None:
    data = tmp_path / "data"
    if blocked == "file":
        data.write_text("")
    else:
        (data / KEY).mkdir(parents=True)
    monkeypatch.setenv("ACETATE_DATA", str(data))
    content = sealed("a", b"b")
    assert unsealed("a", content) == b"b"
    assert _told(f"print(unsealed('a', bytes.fromhex('{content.hex()}')))", data) == "None\n"


def test_two_programs_that_begin_at_once_have_one_key(data: Path) -> None:
    code = "from app.sealing import sealed; print(sealed('a', b'b').hex())"
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[1],
            env={**os.environ, "ACETATE_DATA": str(data)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    assert len({one.communicate()[0] for one in begun}) == 1
