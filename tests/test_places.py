"""What came with the program is read and never written, by no action and wherever it lies."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

import app
from app import atomic
from app.cli import main
from app.errors import EditError, WriteError
from app.model.workspace import Workspace
from app.places import bundled_root, came_with_us, data_folder
from app.sources.coverage import coverage
from app.sources.edits.binding import others, plan
from app.sources.edits.editable import read
from app.sources.edits.edits import Advice, Edit, apply

OURS = ("diagrams/new.py", "diagrams/vpc.py", "resources/notes/x/new.md", "resources/tours/new.md")
# What is written without `atomic`: into folders of its own, none of which a workspace names.
OWN_WAY = {
    "atomic.py",
    "cli.py",  # nowhere, for a reader that stops early
    "cache.py",  # ACETATE_CACHE
    "sealing.py",  # the folder of ACETATE_DATA
    "sources/scripts/fetched_icons.py",  # ACETATE_CACHE
    "report.py",
    "ui/services/settings.py",  # ACETATE_SETTINGS
    "cli_self_test.py",  # nothing that stays
    "study/database.py",  # ACETATE_DATA
    "sources/scripts/running.py",  # a temporary folder
    "sources/scripts/evaluating.py",
    "sources/scripts/replaying.py",  # in the evaluating child, which stands in that
    "scratch.py",
    "sources/scripts/folder.py",  # and ACETATE_CACHE
    "sources/scripts/host.py",
    "sources/scripts/fetching.py",  # in the script's process, as the script would
    "trust/grants.py",  # removes texts of ACETATE_DATA that nobody trusts any more
    "sources/layers/keeping.py",  # removes a file of ACETATE_DATA
    "sources/handed.py",  # a temporary folder
    "sources/committed.py",  # a temporary folder
    "exporters/anki.py",  # a temporary folder
    "render/pictures/door.py",  # a temporary folder
}
WRITES = {"write_text", "write_bytes", "mkdir", "makedirs", "rename", "renames", "unlink", "rmtree"}
WRITES |= {"touch", "symlink_to", "copy2", "copytree", "copyfile", "rmdir"}


def _stamps() -> dict[Path, tuple[int, int]]:
    folders = [bundled_root() / part for part in ("diagrams", "resources")]
    folders.append(Path(app.__file__).parent)
    return {
        file: (now.st_mtime_ns, now.st_size)
        for folder in folders
        for file in folder.rglob("*")
        if "__pycache__" not in file.parts
        for now in [file.stat()]
    }


@pytest.mark.parametrize("name", OURS)
def test_no_file_is_written_among_our_own(name: str, tmp_path: Path) -> None:
    before = _stamps()
    link = tmp_path / "link"
    link.symlink_to(bundled_root() / "resources")
    for path in (bundled_root() / name, link / "notes" / "new.md"):
        assert came_with_us(path)
        with pytest.raises(WriteError, match="Acetate keeps its own files there"):
            atomic.write(path, b"x")
        with pytest.raises(WriteError, match="Acetate keeps its own files there"):
            atomic.make_folder(path.parent / "more")
    assert _stamps() == before


def test_the_program_itself_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(app.__file__).parent
    with pytest.raises(WriteError):
        atomic.write(package / "new.py", b"")
    monkeypatch.chdir(package)
    with pytest.raises(WriteError):
        atomic.write(Path("new.png"), b"")


def test_the_rest_of_a_checkout_and_the_persons_folders_are_written(tmp_path: Path) -> None:
    assert not came_with_us(bundled_root() / "pictures" / "vpc.png")
    assert not came_with_us(tmp_path / "diagrams" / "vpc.py")
    assert not came_with_us(data_folder())
    atomic.write(tmp_path / "resources.md", b"x")


def test_an_installation_is_known_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "app" / "bundled" / "resources" / "notes"
    inside.mkdir(parents=True)
    monkeypatch.setattr("app.__file__", str(tmp_path / "app" / "__init__.py"))
    assert bundled_root() == tmp_path / "app" / "bundled"
    assert came_with_us(inside / "new.md")
    assert not came_with_us(tmp_path / "new.md")


def test_a_binding_on_a_bundled_file_is_a_line_to_write(bundled: Workspace) -> None:
    """Of every gap that there is, and of some that are made."""
    before = _stamps()
    with pytest.raises(EditError, match="never changes its own"):
        read(bundled.root, "diagrams/vpc.py")
    for gap in coverage(bundled):
        for choice in others(bundled, gap)[:3]:
            found = plan(bundled, gap, choice)
            assert isinstance(found, Advice)
            assert found.text
            assert "own files" in found.why or "for you to say" in found.why
    path = bundled_root() / "diagrams" / "vpc.py"
    raw = path.read_bytes()
    with pytest.raises(WriteError):
        apply(Edit(path, "diagrams/vpc.py", 1, raw, raw + b"#", "said"))
    assert _stamps() == before


@pytest.mark.usefixtures("warm_cache")
@pytest.mark.parametrize(
    "words",
    [
        ["export", "--diagram", "vpc", "-o", "{}/diagrams/vpc.png"],
        ["export", "--all", "-o", "{}/resources/pictures/"],
        ["page", "-o", "{}/resources/page.html"],
        ["deck", "commit_to_task", "-o", "{}/diagrams/d.pdf"],
        ["export", "--tour", "commit_to_task", "-o", "{}/resources/steps/"],
        ["study", "--export", "{}/resources/p.json"],
    ],
)
def test_no_command_writes_there(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = _stamps()
    assert main([word.format(bundled_root()) for word in words]) == 1
    assert "Acetate keeps its own files there" in capsys.readouterr().err
    assert _stamps() == before


def test_everything_is_written_through_one_door() -> None:
    folder = Path(app.__file__).parent
    wrong = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for file in folder.rglob("*.py")
        if (name := file.relative_to(folder).as_posix()) not in OWN_WAY
        if any(called in (text := file.read_text(encoding="utf-8")) for called in (*WRITES, "open"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and _writes(node)
    ]
    assert wrong == []


def _writes(call: ast.Call) -> bool:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in {"open", "fdopen"}:
        modes = [
            a.value
            for a in (*call.args, *(k.value for k in call.keywords))[:3]
            if isinstance(a, ast.Constant)
        ]
        return any(isinstance(m, str) and set(m) & set("wax+") and len(m) <= 3 for m in modes)
    return name in WRITES


def test_the_data_folder_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("ACETATE_DATA")
    assert data_folder().name == "acetate" or os.name == "nt"
