"""The built wheel runs outside the checkout, and every way to start is the same program."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel in its site-packages, beside the `diagrams` package. What the
    wheel needs is lent from this environment, so that nothing is downloaded."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, symlinks=os.name != "nt", with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # A fact of the folder's layout, asked of the new environment itself.
    site = Path(_run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    lent = Path(sysconfig.get_path("purelib"))
    for package in ("diagrams", "resources"):
        (site / package).symlink_to(lent / package, target_is_directory=True)
    (site / "lent.pth").write_text(f"{lent}\n")
    return python


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Folders in which what the wheel has read and laid out once is kept for the next test."""
    folder = tmp_path_factory.mktemp("kept")
    return {f"ACETATE_{name}": str(folder / name) for name in ("CACHE", "DATA")}


def test_wheel_holds_one_package_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entry_points = next(n for n in names if n.endswith("/entry_points.txt"))
        config = ConfigParser()
        config.read_string(archive.read(entry_points).decode())
    info = f"acetate-{app.__version__}.dist-info"
    assert {n.split("/")[0] for n in names} == {"app", info}
    assert not [n for n in names if n.endswith(".pyc")]
    for folder in ("diagrams", "resources"):
        for file in (ROOT / folder).rglob("*.*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert f"app/bundled/{file.relative_to(ROOT).as_posix()}" in names
    assert config["console_scripts"]["acetate"] == "app.cli:main"


def test_wheel_runs_outside_the_checkout(
    installed: Path, kept: dict[str, str], tmp_path: Path
) -> None:
    listing = json.loads(_run([str(installed), "-m", "app", "list", "--json"], tmp_path, kept))
    scripts = {d["id"].partition("/")[0] for d in listing["diagrams"]}
    assert sorted(scripts) == _bundled_scripts()
    notes = {s["file"] for s in listing["sections"]}
    assert {Path(n).name for n in notes} == {f.name for f in (ROOT / "resources/notes").iterdir()}
    sections = {s["id"] for s in listing["sections"]}
    for diagram in listing["diagrams"]:
        assert {c["section"] for c in diagram["components"]} <= sections


def test_wheel_paints_outside_the_checkout(
    installed: Path, kept: dict[str, str], tmp_path: Path
) -> None:
    words = ["export", "--diagram", "vpc", "-o", "vpc.png"]
    _run([str(installed), "-m", "app", *words], tmp_path, kept)
    assert (tmp_path / "vpc.png").read_bytes().startswith(b"\x89PNG")


def test_the_wheel_has_the_picture_of_the_very_first_start_as_its_script_makes_it(
    installed: Path, tmp_path: Path
) -> None:
    code = """
from pathlib import Path
from app.layout.layout import lay_out
from app.model.diagram_layout import same
from app.places import bundled_root
from app.ui.services import first_picture
from app.sources.graphs.installed import packages
first = first_picture.kept("")
lent = str((packages() / "resources").readlink().parent)  # what is lent are links
made = first_picture.to_ship().decode().replace(lent, "@packages@")
print(made == (bundled_root() / first_picture.SHIPPED).read_text("utf-8"))
print(all(Path(node.icon).is_file() for node in first.layout.diagram.nodes if node.icon))
print(same(lay_out(first.workspace.diagrams[0]), first.layout))
"""
    folders = {"ACETATE_CACHE": str(tmp_path / "cache")}
    assert _run([str(installed), "-c", code], tmp_path, folders).split() == ["True"] * 3


def test_the_wheel_finds_nothing_amiss_in_its_installation(
    installed: Path, kept: dict[str, str], tmp_path: Path
) -> None:
    folders = kept | {"ACETATE_SETTINGS": str(tmp_path / "settings")}
    said = _run([str(installed), "-m", "app", "self-test"], tmp_path, folders).splitlines()
    assert [line.partition(":")[0] for line in said[1:-1]] == [
        "ok  layout engine",
        "ok  fonts",
        "ok  icons",
        "ok  a script",
        "ok  a picture",
        "ok  a window",
        "ok  cache folder",
        "ok  data folder",
        "ok  settings folder",
    ]
    assert said[-1] == "All 9 parts work."


@pytest.mark.usefixtures("warm_cache")
@pytest.mark.parametrize("words", [["--version"], ["list"]])
def test_every_way_to_start_is_the_same_program(words: list[str]) -> None:
    console = "import sys; from app.cli import main; sys.exit(main())"
    outputs = {
        _run([sys.executable, *start, *words], ROOT)
        for start in (["main.py"], ["-m", "app"], ["-c", console])
    }
    assert len(outputs) == 1
    assert outputs != {""}


@pytest.mark.parametrize(
    "code", ["import sys; sys.version_info = (3, 9, 2)", "NEEDED = ['nowhere']"]
)
def test_a_python_that_cannot_start_it_is_told_the_line(code: str, tmp_path: Path) -> None:
    text = (ROOT / "main.py").read_text()
    text = text.replace("if __name__", f"{code}\nif __name__")
    (tmp_path / "main.py").write_text(text)
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    line = done.stderr.partition("Start it with: ")[2].strip()
    assert line.endswith("run main.py")
    assert f"\n{line}\n" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_any_python_can_parse_the_start() -> None:
    ast.parse((ROOT / "main.py").read_text(), feature_version=(3, 6))


def _bundled_scripts() -> list[str]:
    return sorted(f.stem for f in (ROOT / "diagrams").glob("*.py"))


def _run(
    command: list[str], cwd: Path | None = None, variables: dict[str, str] | None = None
) -> str:
    """What it prints. The scripts folder of this environment is on PATH: the engine is there."""
    paths = [sysconfig.get_path("scripts"), os.environ.get("PATH", "")]
    environment = os.environ | {"PATH": os.pathsep.join(paths)} | (variables or {})
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
