"""Any name that a system may have is text inside, and the same name again outside."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import complaint, is_file, is_folder, path_of, text_of, told

posix = pytest.mark.skipif(sys.platform == "win32", reason="about names and files of POSIX")


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_any_name_is_text_and_comes_back(name: bytes) -> None:
    path = Path(name.decode("utf-8", "surrogateescape"))
    text = text_of(path)
    assert text.encode().decode() == text
    assert path_of(text) == path
    assert text_of(text) == text


def test_what_is_text_stays_as_it_is() -> None:
    assert text_of("Größe/图 🎉.md") == "Größe/图 🎉.md"
    assert path_of("a/b") == Path("a/b")


def test_a_path_in_a_message_is_short() -> None:
    assert told("a/b.md") == "a/b.md"
    assert len(told("x" * 5000)) < 200


@posix
def test_why_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file.md").touch()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "fifo")
    for path, says in {
        tmp_path: "",
        tmp_path / "file.md": "",
        tmp_path / "none": "There is no file or folder",
        tmp_path / "file.md" / "more": "There is no file or folder",
        tmp_path / ("x" * 300): "the name is too long",
        Path("x/" * 5000): "the name is too long",
        tmp_path / "a\0b": "There is no file or folder",
        tmp_path / "loop": "leads back to itself",
        tmp_path / "fifo": "neither a file nor a folder",
        Path("/dev/null"): "neither a file nor a folder",
    }.items():
        found = complaint(path)
        assert says in found
        assert bool(found) == bool(says)
        assert len(found) < 300
        assert is_file(path) == (path.name == "file.md")
        assert is_folder(path) == (path == tmp_path)


@posix
def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as ours:
        ours.bind("s.md")
        assert not is_file(Path("s.md"))
        assert "neither" in complaint(Path("s.md"))


def test_what_may_not_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refused)
    assert "no permission to enter" in complaint(tmp_path)
    assert not is_file(tmp_path)
    assert not is_folder(tmp_path)
