"""The cache gives back what it was given, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cache import MOST, Cache, digest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path))
    return tmp_path / "kind"


def test_kept_and_replaced(folder: Path) -> None:
    cache = Cache("kind")
    assert cache.get("k") is None
    cache.put("k", b"one")
    cache.put("k", b"two")
    assert cache.get("k") == b"two"
    assert [f.name for f in folder.iterdir()] == ["k"]


@pytest.mark.parametrize("damage", [b"", b"abc", b"\0" * 32 + b"three"])
def test_damaged_entries_are_missing_and_written_anew(folder: Path, damage: bytes) -> None:
    cache = Cache("kind")
    cache.put("k", b"three")
    (folder / "k").write_bytes(damage)
    assert cache.get("k") is None
    cache.put("k", b"three")
    assert cache.get("k") == b"three"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
@pytest.mark.parametrize("what", ["pipe", "device", "folder", "sparse"])
def test_what_is_no_entry_at_all_holds_nobody_up(folder: Path, what: str) -> None:
    folder.mkdir()
    if what == "pipe":
        os.mkfifo(folder / "k")
    elif what == "device":
        (folder / "k").symlink_to("/dev/zero")
    elif what == "folder":
        (folder / "k").mkdir()
    else:
        with (folder / "k").open("wb") as file:
            file.truncate(64 << 30)
    cache = Cache("kind")
    assert cache.get("k") is None
    if what != "folder":
        cache.put("k", b"anew")
        assert cache.get("k") == b"anew"


def test_nowhere_to_write_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("ACETATE_CACHE", str(blocked))
    Cache("kind").put("k", b"x")
    assert Cache("kind").get("k") is None


def test_the_oldest_go(folder: Path) -> None:
    cache = Cache("kind")
    folder.mkdir()
    for number in range(MOST):
        entry = folder / f"old{number}"
        entry.write_bytes(b"")
        os.utime(entry, (number, number))
    cache.put("k", b"x")
    left = {f.name for f in folder.iterdir()}
    assert len(left) == MOST // 2
    assert {"k", f"old{MOST - 1}"} <= left


PARTS = st.lists(st.sampled_from(["", "a", "ab", "b"]))


@given(PARTS, PARTS)
def test_keys_differ_where_parts_do(a: list[str], b: list[str]) -> None:
    assert (digest(*a) == digest(*b)) == (a == b)
