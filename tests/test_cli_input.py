"""What a command is given beside a folder or a file: standard input, and several files."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import pytest

from app.cli import main
from app.sources import walking
from app.sources.graphs import dot

pytestmark = pytest.mark.usefixtures("warm_cache")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands are given, beside that in which they put what is handed over."""
    (tmp_path / "handed").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "handed"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def _give(monkeypatch: pytest.MonkeyPatch, text: str, terminal: bool = False) -> None:
    class Stream(io.BytesIO):
        def isatty(self) -> bool:
            return terminal

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Stream(text.encode())))


def test_dot_on_standard_input_becomes_a_picture(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    icon = Path(__file__).parents[1] / "docs" / "ecs_cluster.png"
    (here / "star.png").write_bytes(icon.read_bytes())
    _give(monkeypatch, 'digraph { "größe" [image="star.png"] }')
    assert main(["export", "-", "-o", "x.svg"]) == 0
    assert ">größe<" in (here / "x.svg").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""
    assert [*(here.parent / "handed").iterdir()] == []


def test_what_is_wrong_with_standard_input_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dot, "MOST_BYTES", 1 << 20)
    for text, code, said in (
        ("digraph {\n a -> }", 1, "stdin.dot:2: error: Syntax error in line 2"),
        (" \n", 1, "Nothing came on standard input."),
        (" " * (1 << 20) + "graph {}", 1, "Standard input has more than 1 MiB"),
    ):
        _give(monkeypatch, text)
        assert main(["check", "-"]) == code
        assert said in "".join(capsys.readouterr())
    _give(monkeypatch, "graph { a }", terminal=True)
    assert main(["check", "-"]) == 0
    assert "Type DOT text; Ctrl+" in capsys.readouterr().err
    assert main(["check", "-", "a.dot"]) == 2


def test_several_files_are_opened_together(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "in").mkdir()
    (here / "a.dot").write_text("digraph { x }")
    (here / "in" / "b.gv").write_text("digraph { y }")
    (here / "aside.dot").write_text("digraph { out }")
    (here / "note.md").write_text("# Read")
    assert main(["list", "a.dot", "--json", "in/b.gv", "note.md"]) == 0
    said = capsys.readouterr().out
    assert [name in said for name in ("in/b.gv", "a", "Read", "aside")] == [
        False,
        True,
        True,
        False,
    ]
    assert main(["check", "a.dot", "in/b.gv", "a.dot"]) == 0
    assert capsys.readouterr().out == "No problems in 2 diagrams and 1 note.\n"
    opened: list[str] = []

    def start(path: Path, _tour: str | None, run: object) -> int:
        opened.append(path.name)
        return 0

    monkeypatch.setattr("app.ui.shell.application.start", start)
    assert main(["a.dot", "in/b.gv"]) == 0
    assert main(["a.dot", "a.dot"]) == 0
    assert opened == ["2 files", "a.dot"]


def test_files_that_cannot_go_together(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.dot").write_text("digraph { x }")
    far = tmp_path / "far"
    far.mkdir()
    (far / "b.dot").write_text("digraph { y }")
    for given, said in (
        (["a.dot", "gone.dot"], "There is no file or folder “gone.dot”."),
        (["a.dot", str(far)], "is a folder. Name one folder, or several files."),
        (["a.dot", str(far / "b.dot")], "These files lie too far apart"),
        (["a.dot", "exprot"], "There is no file or folder “exprot”. Did you mean the command"),
    ):
        assert main(given) == 2
        assert said in capsys.readouterr().err


def test_paths_stand_before_and_behind_options(here: Path) -> None:
    (here / "a.dot").write_text('digraph { layers="one:two"; x [layer=one]; y [layer=two] }')
    (here / "-b.dot").write_text("digraph { z }")
    for number, words in enumerate(
        (
            ["deck", "a/layers", "-o", "0.pdf", "a.dot"],
            ["deck", "-o", "1.pdf", "a/layers", "a.dot"],
            ["export", "-o", "2.json", "a.dot", "--layers", "none"],
            ["export", "-o", "3.json", "--", "-b.dot"],
        )
    ):
        assert main(words) == 0
        assert [*here.glob(f"{number}.*")]


def test_the_one_diagram_of_a_file_needs_no_name(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "one.dot").write_text("digraph { x }")
    (here / "two.dot").write_text("digraph a { x } digraph b { y -> }")
    (here / "bad.dot").write_text("digraph {\n x -> }")
    (here / "three.dot").write_text("digraph a { x } digraph b { y }")
    assert main(["export", "one.dot", "-o", "one.json"]) == 0
    assert main(["export", "two.dot", "-o", "two.json"]) == 1
    assert "two.dot, line 1: Syntax error" in capsys.readouterr().err
    assert main(["export", "bad.dot", "-o", "bad.json"]) == 1
    assert "bad.dot, line 2: Syntax error" in capsys.readouterr().err
    assert main(["export", "three.dot", "-o", "three.json"]) == 2
    assert "--all. There are three/a, three/b." in capsys.readouterr().err
    assert main(["export", "-o", "x.png"]) == 2
    assert sorted(p.name for p in here.glob("*.json")) == ["one.json", "two.json"]


def test_an_over_large_folder_is_read_whole_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    monkeypatch.setattr(walking, "MOST", 40)
    inner = here / "deep" / "er"
    inner.mkdir(parents=True)
    (here / "near.dot").write_text("digraph { a }", encoding="utf-8")
    (inner / "far.dot").write_text("digraph { b }", encoding="utf-8")
    for number in range(50):
        (here / "deep" / f"{number}.log").touch()
    assert main(["list", "."]) == 0
    told = capsys.readouterr()
    assert "near" in told.out
    assert "far" not in told.out
    assert "more than 40 files and folders" in told.err
    assert "--read-all" in told.err
    assert main(["list", ".", "--read-all"]) == 0
    told = capsys.readouterr()
    assert "far" in told.out
    assert told.err == ""
