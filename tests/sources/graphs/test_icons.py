"""An icon is found where its author may have meant it, and only where pictures may be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.graphs.icons import IconFinder, repository
from app.sources.graphs.installed import packages
from app.sources.workspace import load


def put(*at: str | Path) -> Path:
    path = Path(*at)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a picture")
    return path


def finder(folder: Path, root: Path, output: str = "") -> IconFinder:
    return IconFinder(folder, output, (root.resolve(),))


@pytest.mark.parametrize(
    "name",
    [
        "/opt/py/site-packages/resources/aws/compute/ec2.png",
        "C:\\\\Python311\\\\Lib\\\\site-packages\\\\resources\\\\aws\\\\compute\\\\ec2.png",
        "C:\\Python311\\Lib\\site-packages\\resources\\aws\\compute\\ec2.png",
        "D:/venv/resources/AWS/compute/EC2.png",
        "\\\\server\\share\\resources\\aws\\compute\\ec2.png",
        "/resources/of/mine/resources/aws/compute/ec2.png",
    ],
)
def test_icons_of_diagrams_are_found_by_anybodys_path(tmp_path: Path, name: str) -> None:
    found = finder(tmp_path, tmp_path).find(name)
    assert found == packages().resolve() / "resources/aws/compute/ec2.png"


@pytest.mark.parametrize(
    "name",
    [
        "/opt/resources/aws/compute/no such thing.png",
        "/opt/resources/aws/../compute/ec2.png",
        "/opt/resources/ec2.png",
        "/opt/resources/aws/compute/../../../diagrams/__init__.py",
        "/opt/resources",
        "",
        "/",
        "x\0.png",
        "x" * 5000,
        "//server/share/logo.png",
    ],
)
def test_what_is_none_of_these_is_missing(tmp_path: Path, name: str) -> None:
    assert finder(tmp_path, tmp_path).find(name) is None


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("logo.png", "docs/draw/logo.png"),
        ("./icons/logo.png", "docs/draw/icons/logo.png"),
        ("../logo.png", "docs/logo.png"),
        ("docs/logo.png", "docs/logo.png"),
        ("icons\\\\logo.png", "docs/draw/icons/logo.png"),
        ("Icons/LOGO.png", "docs/draw/icons/logo.png"),
        ("../shared/logo.png", "docs/shared/logo.png"),
        ("beside.png", "docs/draw/out/beside.png"),
        ("beside.png", "out/beside.png"),
        ("/home/bob/site/docs/draw/icons/logo.png", "docs/draw/icons/logo.png"),
        ("C:\\work\\site\\docs\\logo.png", "docs/logo.png"),
        ("C:/Work/Docs/Logo.png", "docs/logo.png"),
    ],
)
def test_icons_are_looked_for_where_people_put_them(tmp_path: Path, name: str, at: str) -> None:
    made = put(tmp_path, at)
    folder = tmp_path / "docs/draw"
    folder.mkdir(exist_ok=True, parents=True)
    found = finder(folder, tmp_path, "out/picture").find(name)
    assert found is not None
    assert found.samefile(made)


def test_the_nearest_counts_and_its_own_spelling_first(tmp_path: Path) -> None:
    folder = tmp_path / "draw"
    near, _ = put(folder, "logo.png"), put(tmp_path, "logo.png")
    assert finder(folder, tmp_path).find("logo.png") == near
    other = put(folder, "resources/aws/compute/ec2.png")
    assert finder(folder, tmp_path).find("resources/aws/compute/ec2.png") == other


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    out, root = put(tmp_path, "secret.png"), tmp_path / "root"
    root.mkdir()
    (root / "link.png").symlink_to(out)
    for name in (str(out), "../secret.png", "link.png"):
        with pytest.raises(PermissionError):
            finder(root, root).find(name)


def test_a_repository_is_the_nearest_and_never_ones_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "a/b/c"
    inner.mkdir(parents=True)
    (tmp_path / "a/.git").write_text("gitdir: elsewhere")
    (tmp_path / ".git").mkdir()
    assert repository(inner) == tmp_path / "a"
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "a")
    assert repository(inner) is None


def test_icons_from_the_repositorys_root_are_shown(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, "icons/logo.png")
    folder = tmp_path / "docs/diagrams"
    folder.mkdir(parents=True)
    (folder / "web.dot").write_text('digraph { a [image="icons/logo.png" shape=none] }')
    workspace = load(folder)
    assert [n.icon for n in workspace.diagrams[0].nodes] == [str(tmp_path / "icons/logo.png")]
    assert workspace.problems == ()
