"""The folder that a person would call the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.around import project_round, whole_round


def inner(tmp_path: Path) -> Path:
    folder = tmp_path / "shop" / "environments" / "production"
    folder.mkdir(parents=True)
    return folder


def test_a_project_is_its_repository(tmp_path: Path) -> None:
    folder = inner(tmp_path)
    (tmp_path / "shop" / ".git").mkdir()
    (tmp_path / ".gitignore").touch()
    assert project_round(folder) == whole_round(folder) == tmp_path / "shop"


@pytest.mark.parametrize("name", [".gitignore", "LICENSE", ".github"])
def test_a_project_that_came_without_its_repository_begins_as_one(
    tmp_path: Path, name: str
) -> None:
    folder = inner(tmp_path)
    (folder / ".gitignore").touch()
    (tmp_path / "shop" / name).touch()
    assert project_round(folder) == tmp_path / "shop"
    assert whole_round(folder) == folder


def test_a_project_is_never_all_that_a_person_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = inner(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "shop"))
    (tmp_path / "shop" / ".gitignore").touch()
    assert project_round(folder) == folder
