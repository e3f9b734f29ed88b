from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app.places import bundled_root
from app.ui.services.editor import command, edit

FILE = Path("/w/notes/e c s.md")


def _everywhere(name: str) -> str:
    return name if "/" in name else f"/usr/bin/{name}"


@pytest.mark.parametrize(
    ("named", "arguments"),
    [
        ("code", ["-g", f"{FILE}:41"]),
        ("code --wait --new-window", ["--new-window", "-g", f"{FILE}:41"]),
        ("codium -w", ["-g", f"{FILE}:41"]),
        ("subl", [f"{FILE}:41"]),
        ("zed", [f"{FILE}:41"]),
        ("kate", ["-l", "41", str(FILE)]),
        ("gedit", ["+41", str(FILE)]),
        ("gvim -f", ["+41", str(FILE)]),
        ("emacs", ["+41", str(FILE)]),
        ("emacsclient -c", ["-c", "-n", "+41", str(FILE)]),
        ("notepad++.exe", ["-n41", str(FILE)]),
        ("idea", ["--line", "41", str(FILE)]),
        ("pycharm", ["--line", "41", str(FILE)]),
        ("/opt/my\\ tools/code", ["-g", f"{FILE}:41"]),
    ],
)
def test_editors_that_take_a_line(named: str, arguments: list[str]) -> None:
    found = command({"VISUAL": named, "EDITOR": "vim"}, FILE, 41, _everywhere)
    assert found is not None
    assert found[1:] == arguments
    assert found[0].startswith("/")


@pytest.mark.parametrize(
    "named",
    ["", "vim", "nano", "vi", "emacs -nw", "emacsclient -t", "unheard-of", "code '", "rm -rf /"],
)
def test_what_runs_in_a_terminal_or_is_not_known_is_left_to_the_desktop(named: str) -> None:
    assert command({"EDITOR": named}, FILE, 41, _everywhere) is None


def test_what_is_not_installed_and_batch_files_are_left_to_the_desktop() -> None:
    assert command({"VISUAL": "code"}, FILE, 41, lambda _: None) is None
    assert command({"VISUAL": "code"}, FILE, 41, lambda _: r"C:\VS Code\bin\code.CMD") is None


def test_visual_goes_before_editor() -> None:
    found = command({"VISUAL": "", "EDITOR": "kate"}, FILE, 1, _everywhere)
    assert found == ["/usr/bin/kate", "-l", "1", str(FILE)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shebang")
def test_the_editor_is_started_with_the_file_as_one_word(
    qtbot: QtBot, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is left is found by the suite's own check."""
    program, said = tmp_path / "kate", tmp_path / "said"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{said}.new"; mv "{said}.new" "{said}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    (tmp_path / "a $(touch oops); b.md").write_text("# A\n")
    assert edit(str(tmp_path), "a $(touch oops); b.md", 7, "the section").startswith("Opened ")
    qtbot.waitUntil(said.exists)
    assert said.read_text() == f"-l|7|{tmp_path}/a $(touch oops); b.md|"
    assert not asked
    assert not (tmp_path / "oops").exists()


def test_the_desktop_opens_it_and_the_line_is_told(asked: list[str], tmp_path: Path) -> None:
    (tmp_path / "ecs.md").write_text("# ECS\n")
    said = edit(str(tmp_path), "ecs.md", 41, "the section")
    assert said == "Opened ecs.md; the section is on line 41."
    assert asked == [str(tmp_path / "ecs.md")]


def test_what_is_gone_outside_or_cannot_be_opened_is_told(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "w"
    root.mkdir()
    assert "no longer there" in edit(str(root), "ecs.md", 1, "")
    (tmp_path / "secret.md").write_text("")
    assert "outside" in edit(str(root), "../secret.md", 1, "")
    if hasattr(os, "symlink"):
        (root / "link.md").symlink_to(tmp_path / "secret.md")
        assert "outside" in edit(str(root), "link.md", 1, "")
    assert not asked
    (root / "ecs.md").write_text("")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    assert "VISUAL" in edit(str(root), "ecs.md", 1, "")


def test_a_file_that_cannot_be_saved_is_said_to_be_so(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ecs.md").write_text("")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "only be read" in edit(str(tmp_path), "ecs.md", None, "")


def test_what_came_with_the_program_is_said_to_be_so(asked: list[str]) -> None:
    said = edit(str(bundled_root()), "resources/notes/ecs.md", None, "")
    assert "came with Acetate" in said
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("system", "program"), [("darwin", "/usr/bin/open"), ("win32", "notepad.exe")]
)
def test_a_script_is_never_run_by_being_opened(
    asked: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    program: str,
) -> None:
    started: list[tuple[str, list[str]]] = []

    def start(name: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((name, arguments))
        return True, 1

    start_detached: Callable[..., object] = start
    monkeypatch.setattr(QProcess, "startDetached", start_detached)
    monkeypatch.setattr(sys, "platform", system)
    (tmp_path / "vpc.py").write_text("")
    edit(str(tmp_path), "vpc.py", 3, "“VPC”")
    assert started[0][0] == program
    assert not asked
