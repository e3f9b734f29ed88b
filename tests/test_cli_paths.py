"""Names, folders and files as they come: no command ends in an error that nobody foresaw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.sources.formats import registered
from app.sources.reading import DiagramOrigin, SourceReading
from tests import arrows

pytestmark = [
    pytest.mark.usefixtures("warm_cache"),
    pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux"),
]
ROOT = Path(__file__).parents[1]
ODD = os.fsdecode(b"d\xe9j\xe0")  # Latin-1, and no UTF-8


@pytest.fixture(params=["whole", ODD])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace with names that are no text, in a folder whose name is text, or is not."""
    root = tmp_path / str(request.param)
    (root / "tours").mkdir(parents=True)
    (root / f"{ODD}.dot").write_text('digraph { layers="red"; a -> b [layer="red"] }')
    (root / f"{ODD}.md").write_text(f"# A\n\nSee ![](déjà.png), ![]({'x' * 300}.png).\n## B\n")
    (root / "other.md").write_text("# A\n")
    return root


COMMANDS = [
    ["list"],
    ["list", "--json"],
    ["check", "--coverage"],
    ["search", "a"],
    ["study"],
    ["export", "--all", "-o", "out/"],
    ["export", "--all", "--format", "json", "-o", "out/"],
    ["page", "-o", "out.html"],
    ["deck", f"{ODD}/layers", "-o", "out.pptx"],
    ["export", "--tour", f"{ODD}/layers", "--width", "200", "-o", "out.gif"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]).replace(ODD, ""))
def test_names_that_are_no_text(
    words: list[str],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    named = words[:2] if words[0] == "deck" else words
    assert main([*named, str(folder), *words[len(named) :]]) == 0, capsys.readouterr().err
    if "out/" in words:
        suffix = "json" if "json" in words else "png"
        assert [f.name for f in (tmp_path / "out").iterdir()] == [f"{ODD}.{suffix}"]


def test_a_file_whose_name_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", str(folder / f"{ODD}.dot"), "--json"]) == 0
    (diagram,) = json.loads(capsys.readouterr().out)["diagrams"]
    target = folder / f"{ODD}.png"
    words = ["export", str(folder / f"{ODD}.dot"), "--diagram", ODD, "-o", str(target)]
    assert main(words) == 0
    assert target.exists()
    diagram["id"].encode()  # it is text by now


@pytest.mark.parametrize("words", [["list"], ["check"], ["study"], ["page", "-o", "out.html"]])
def test_a_terminal_that_knows_ascii_only(folder: Path, words: list[str]) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words, str(folder)],
        env={**os.environ, **plain},
        capture_output=True,
        check=False,
        cwd=folder.parent,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_folder_that_may_be_listed_but_not_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "a.dot").write_text("digraph { a }")
    (locked / "n.md").write_text("# A\n")
    right = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.parent == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return right(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)  # who runs the tests may be allowed everything
    for words in (["list"], ["search", "a"], ["check"], ["page", "-o", str(tmp_path / "x.html")]):
        assert main([*words, str(locked)]) == 1
    said = capsys.readouterr()
    assert "a.dot: It cannot be read: you have no permission to enter its folder." in said.err
    assert "n.md: error: It cannot be read" in said.out
    assert main(["list", str(locked / "a.dot")]) == 2
    assert "you have no permission to enter its folder" in capsys.readouterr().err


def test_what_is_no_plain_file_is_left_out_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "fifo.dot")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "gone.dot").symlink_to("nowhere")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "good.dot").write_text("digraph { a }")
    assert main(["list", str(tmp_path)]) == 1
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    for file in ("fifo.dot", "device.md"):
        assert f"{file}: warning: It was left out: it is not a regular file." in said
    assert "gone.dot: warning: It was left out: it is a link that leads nowhere." in said
    assert "loop.md: error: It cannot be read: too many levels" in said
    assert "folder.md" not in said
    assert main(["export", str(tmp_path), "--all", "--format", "json", "-o", f"{tmp_path}/x/"]) == 1
    assert (tmp_path / "x" / "good.json").exists()


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "loop", "fifo", "\0"])
def test_a_path_that_cannot_be(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "fifo")
    path = f"{tmp_path}/{name}"
    for words in (["list"], ["check"], ["search", "a"], ["page", "-o", "x.html"], []):
        assert main([*words, path]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err) < 1200
    assert main(["export", "--diagram", "vpc", "-o", f"{path}/x.png"]) == 1
    assert "was not written" in capsys.readouterr().err


def test_a_file_that_goes_while_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.arrows", "b.dot", "c.dot", "n.md"):
        (tmp_path / name).write_text("digraph { a }")

    def read(path: Path, origin: DiagramOrigin) -> SourceReading:
        (tmp_path / "b.dot").unlink()
        (tmp_path / "n.md").unlink()
        return arrows.read(path, origin)

    with registered(arrows.FORMAT._replace(read=read)):
        assert main(["list", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "c: " in said.out
    assert "b.dot: It cannot be read: No such file" in said.err


@pytest.mark.parametrize("name", ["web.gv.txt", "web.txt", "web"])
def test_dot_text_by_any_name_is_a_diagram(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("// a comment\ndigraph { a -> b }")
    for path in (tmp_path / name, tmp_path):
        target = tmp_path / "out"
        words = ["export", str(path), "--all", "--format", "json", "-o", str(target)]
        assert main(words) == 0
        assert [f.name for f in target.iterdir()] == ["web.json"]
        (target / "web.json").unlink()


@pytest.mark.parametrize(
    ("name", "content", "says", "code"),
    [
        ("a.json", "{}", "“{path}” is not a diagram or a note.", 1),
        ("a.txt", "words", "There is no diagram in {path}.", 1),
        ("a.dot", "", "a.dot: The file is empty", 1),
        ("a.dot", "// a comment", "a.dot: There is no graph in it", 1),
        ("a.dot", "digraph {\n a -> -> b }", "a.dot, line 2: ", 1),
        ("a.py", "import diagrams", "a.py: It defines no diagram.", 1),
        ("run.py", "import diagrams", "run.py: It defines no diagram.", 1),
        ("x.py", "print(1)", "x.py: It defines no diagram: it does not import `diagrams`.", 1),
        ("empty/", "", "There is no diagram in {path}.", 1),
    ],
)
def test_nothing_stands_in_for_what_is_no_diagram(
    name: str,
    content: str,
    says: str,
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, target = tmp_path / name, tmp_path / "out"
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_text(content)
    allowed = ["--run-scripts"] if name == "run.py" else []
    assert main(["export", str(path), "--all", *allowed, "-o", f"{target}/"]) == code
    assert says.format(path=path) in capsys.readouterr().err
    assert not target.exists()
