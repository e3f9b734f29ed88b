"""Where the pictures of notes are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.markdown.picture_files import find


def made(root: Path, *files: str) -> Path:
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return root


@pytest.mark.parametrize("root", [".", "Notes", "Notes/deep"])
@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("../../Images/a%20b.png", "Images/a b.png"),
        ("/img/x.png", "img/x.png"),
        ("img/x.png", "img/x.png"),
        ("attachments/y.png", "Notes/attachments/y.png"),
        ("y.png", "Notes/attachments/y.png"),
        ("Y.PNG", "Notes/attachments/y.png"),
        ("..\\..\\img\\x.png", "img/x.png"),
        ("../../../out.png", ""),
        ("../out.png", ""),
    ],
)
def test_a_vaults_pictures_are_found_from_any_part_of_it(
    tmp_path: Path, root: str, source: str, file: str
) -> None:
    vault = tmp_path / "vault"
    made(vault, ".obsidian/app.json", "Images/a b.png", "img/x.png", "Notes/attachments/y.png")
    made(tmp_path, "out.png")
    note = "Notes/deep/ec2.md".removeprefix(f"{root}/")
    found = find(str(vault / root), note, source)
    assert found == (vault / file if file else None)


def test_a_name_alone_is_that_of_the_nearest_file(tmp_path: Path) -> None:
    made(tmp_path, "a/pic.png", "b/assets/pic.png", "b/note.md", ".trash/other.png")
    assert (
        find(str(tmp_path), "b/note.md", "pic.png", anywhere=True) == tmp_path / "b/assets/pic.png"
    )
    assert (
        find(str(tmp_path), "a/n.md", "assets/pic.png", anywhere=True)
        == tmp_path / "b/assets/pic.png"
    )
    assert find(str(tmp_path), "a/n.md", "other.png", anywhere=True) is None
    made(tmp_path, "c/new.png")
    assert find(str(tmp_path), "b/note.md", "pic.png") is None  # no vault, nothing embedded


def test_beside_notes_without_vault_or_repository_there_are_pictures(tmp_path: Path) -> None:
    made(tmp_path, "Notes/ec2.md", "Images/Pasted image 1.png", "Private/me.png", "me.png")
    root = str(tmp_path / "Notes")
    shown = tmp_path / "Images/Pasted image 1.png"
    assert find(root, "ec2.md", "Pasted image 1.png", anywhere=True) == shown
    assert find(root, "ec2.md", "../Images/Pasted%20image%201.png") == shown
    for source in ("../Private/me.png", "../me.png", "me.png"):
        assert find(root, "ec2.md", source) is None
        assert find(root, "ec2.md", source, anywhere=True) is None
