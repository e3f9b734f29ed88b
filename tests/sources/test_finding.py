"""Which files of a folder are read, and in which order."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.cli import main
from app.model.left_out import BUILT, IGNORED, NO_DIAGRAM, NO_NOTES, OTHER, told
from app.model.natural_order import path_key
from app.sources import walking
from app.sources.finding import find
from app.sources.scripts.closure import Closure
from app.sources.workspace import load

SCRIPT = "from diagrams import Diagram\nwith Diagram():\n    pass\n"


def made(root: Path, *files: str, **texts: str) -> Path:
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts.get(file.stem, SCRIPT if file.suffix == ".py" else "# A\n\nWords.\n"))
    return root


def notes(root: Path) -> list[str]:
    found = find(root)
    return [found.name(path) for path in found.notes]


def test_folders_are_read_to_any_depth_in_natural_order(tmp_path: Path) -> None:
    made(
        tmp_path,
        "10-S3/notes.md",
        "02_vpc.md",
        "README.md",
        "🚀 1 - Start/a.md",
        "🚀 1 - Start/b/c/d/deep.md",
        "appendix.md",
        "diagrams/net.dot",
        "week/1/tours/way.md",
        "week/1/tours/of Rome.md",
        way="---\ndiagram: net\n---\n# One\n",
        net="digraph { a }",
    )
    found = find(tmp_path)
    assert [found.name(path) for path in found.notes] == [
        "README.md",
        "🚀 1 - Start/a.md",
        "🚀 1 - Start/b/c/d/deep.md",
        "02_vpc.md",
        "10-S3/notes.md",
        "appendix.md",
        "week/1/tours/of Rome.md",
    ]
    assert [found.name(path) for path in found.tours] == ["week/1/tours/way.md"]
    assert [found.name(path) for path in found.diagrams] == ["diagrams/net.dot"]


def test_names_are_ordered_as_people_mean_them() -> None:
    meant = ["1️⃣ One", "02_two", "3. Three", "3.2 Three", "3.10 Three", "🪣 Buckets", "S3", "s3 b"]
    names = [f"{name}.md" for name in meant]
    backwards = names[::-1]
    assert sorted(backwards, key=path_key) == names


def test_what_is_no_persons_is_left_out(tmp_path: Path) -> None:
    made(
        tmp_path,
        "a.md",
        ".obsidian/plugin.md",
        "web/node_modules/lib/README.md",
        "web/package.json",
        "web/dist/out.md",
        "notes/dist/kept.md",
        "env/pyvenv.cfg",
        "env/lib/x.md",
        "drafts/secret.md",
        "drafts/shared.md",
        "b/drafts/kept.md",
    )
    (tmp_path / ".gitignore").write_text("/drafts/*\n!shared.md\n")
    assert notes(tmp_path) == ["a.md", "b/drafts/kept.md", "drafts/shared.md", "notes/dist/kept.md"]
    # What somebody opens is not ignored.
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("drafts\nb.md\n")
    assert notes(tmp_path / "drafts") == ["secret.md", "shared.md"]


def test_what_is_left_out_is_told_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path, "a.md", "sum.py", "img/x.PNG", "paper.pdf", "web/node_modules/lib/README.md")
    made(tmp_path, "requirements.txt", "draft.md", "drafts/b.md", ".obsidian/p.md", "LICENSE")
    (tmp_path / "sum.py").write_text("print(1)\n")
    (tmp_path / "requirements.txt").write_text("boto3==1.35\n")
    (tmp_path / ".gitignore").write_text("draft*\n")
    found = find(tmp_path)
    assert [(group.why, group.names) for group in found.left_out] == [
        (NO_DIAGRAM, ("sum.py",)),
        (NO_NOTES, ("requirements.txt",)),
        (OTHER, ("LICENSE", "paper.pdf")),
        (IGNORED, ("draft.md",)),
        (IGNORED, ("drafts/",)),
        (BUILT, ("web/node_modules/",)),
    ]
    assert told(found.left_out) == "5 files and 2 folders left out"
    assert main(["list", str(tmp_path)]) == 0
    assert "5 files and 2 folders left out:\n  Scripts without a diagram: sum.py\n" in (
        capsys.readouterr().out
    )


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    inside = made(tmp_path / "in", "a/a.md")
    outside = made(tmp_path / "out", "b.md")
    try:
        (inside / "a" / "round").symlink_to(inside)
        (inside / "away").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    found = find(inside)
    assert [found.name(path) for path in found.notes] == ["a/a.md"]
    assert [told.file for told in found.problems] == ["away"]


def test_a_script_without_diagrams_is_no_diagram(tmp_path: Path, warm_cache: Path) -> None:
    made(
        tmp_path,
        "ec2.md",
        "count.py",
        "helper.py",
        count="import os\nfrom the_diagrams import x\n# import diagrams\n",
        helper="from app.diagrams import Model\n",
    )
    asked: list[Path] = []

    def refuse(closure: Closure) -> None:
        asked.append(closure.script)

    workspace = load(tmp_path, allowed=refuse)
    assert asked == []
    assert workspace.borrowed
    assert workspace.problems == ()
    (told,) = load(tmp_path / "count.py").problems
    assert "does not import" in told.message
    made(
        tmp_path,
        "house.py",
        "sub/uses.py",
        "sub/dynamic.py",
        "sub/deep.py",
        house="import os, diagrams.aws as aws\n",
        uses="from house import *\n",
        dynamic="import importlib\nimportlib.import_module('diagrams.aws')\n",
        deep="if True:\n    from . import uses\n",
    )
    found = find(tmp_path)
    assert sorted(path.stem for path in found.diagrams) == ["deep", "dynamic", "house", "uses"]


def test_text_files_that_read_like_notes_are_notes(tmp_path: Path) -> None:
    made(
        tmp_path,
        "README.md",
        "ec2.txt",
        "s3.txt",
        "vpc.txt",
        "requirements.txt",
        "LICENSE.txt",
        "run.txt",
        "table.txt",
        ec2="EC2\n===\n\nVirtual machines.\n",
        s3="A bucket holds objects, each of up to five terabytes.\n- versioning\n- replication\n",
        vpc="# VPC\n\nA network of one's own in the cloud.\n",
        requirements="# what it needs\nboto3==1.2\n",
        run="2024-01-01 10:00:00 INFO the server has been started by somebody\n" * 3,
        table="a,b,c\n1,2,3\n",
    )
    assert notes(tmp_path) == ["README.md", "ec2.txt", "s3.txt", "vpc.txt"]


def test_of_an_over_large_tree_only_what_is_near_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "a.md", "notes/b.md", "deep/er/c.md", *(f"deep/{n}.log" for n in range(50)))
    assert len(find(tmp_path).notes) == 3
    monkeypatch.setattr(walking, "MOST", 40)
    found = find(tmp_path)
    assert [found.name(path) for path in found.notes] == ["a.md", "notes/b.md"]
    assert found.too_many > 40
    assert "more than" in found.problems[0].message
    assert len(find(tmp_path, all_of_it=True).notes) == 3


def test_the_whole_is_the_vault_or_the_repository(tmp_path: Path) -> None:
    made(tmp_path, "vault/Notes/ec2/a.md", "repository/docs/b.md", "vault/.obsidian/app.json")
    (tmp_path / "repository" / ".git").mkdir()
    assert find(tmp_path / "vault" / "Notes" / "ec2").whole == tmp_path / "vault"
    assert find(tmp_path / "vault" / "Notes" / "ec2" / "a.md").whole == tmp_path / "vault"
    assert find(tmp_path / "repository" / "docs").whole == tmp_path / "repository"
    assert find(tmp_path).whole == tmp_path


def test_the_root_of_the_file_system_takes_a_second() -> None:
    began = time.process_time()
    find(Path("/"))
    assert time.process_time() - began < 3 * walking.PATIENCE


def test_a_tree_that_was_walked_is_walked_again_where_a_folder_changed(tmp_path: Path) -> None:
    made(tmp_path, "a/one.md", "b/two.md")
    (tmp_path / "b" / ".gitignore").write_text("x.md\n")
    for at in (tmp_path, tmp_path / "a", tmp_path / "b", tmp_path / "b" / ".gitignore"):
        os.utime(at, (1, 1))
    time.sleep(0.15)  # no longer than a tick ago
    assert notes(tmp_path) == notes(tmp_path) == ["a/one.md", "b/two.md"]
    made(tmp_path, "a/new.md")
    assert notes(tmp_path) == ["a/new.md", "a/one.md", "b/two.md"]
    (tmp_path / "a" / "new.md").rename(tmp_path / "b" / "moved.md")
    assert notes(tmp_path) == ["a/one.md", "b/moved.md", "b/two.md"]
    (tmp_path / "b" / ".gitignore").write_text("two.md\n")
    assert notes(tmp_path) == ["a/one.md", "b/moved.md"]
