"""Whatever a downloaded repository is made of: to compare with its last commit runs nothing, reads no other repository, and ends
in time and memory with files of it or with a sentence; as root and as another user."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.confinement.confine import possible
from tests import another_user
from tests.sources.attacked_repository import SECRET, THEN
from tests.sources.committed_attacks import ATTACKS, ENDLESS, ROOT, SECONDS

pytestmark = pytest.mark.skipif(
    possible() != (True, True) or shutil.which("git") is None,
    reason="git is not held back here, or there is none",
)
PARTS = 4  # in each of which attacks are tried one after the other
ENOUGH = 1 << 20  # KiB of memory
STILL = {  # what is read of the commit all the same
    *("alternates in a circle", "alternates that are devices", "tags of tags", "a submodule", "a graph of garbage"),
    *("many packs of garbage", "a config with another folder", "a config of programs", "links", "names that lead elsewhere"),
}  # fmt: skip


@cache
def came_to(user: str, part: int) -> dict[str, Any]:
    """What a part of them came to."""
    program = ROOT / "tests" / "sources" / "committed_attacks.py"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        done = subprocess.run(
            [sys.executable, "-I", "-B", program, user, *list(ATTACKS)[part::PARTS]],
            cwd=folder,
            capture_output=True,
            check=False,
            text=True,
            env={"PATH": os.environ["PATH"], "HOME": folder, "TMPDIR": folder},
        )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def held(attack: str, came: dict[str, Any]) -> None:
    """It came to nothing that it was after."""
    found = came[attack]
    assert not found["ran"]
    assert SECRET not in str(found)
    assert "root:" not in str(found)
    assert found["seconds"] < SECONDS
    assert came["memory"] < ENOUGH
    assert all(
        text in (THEN, THEN[:3]) or name == ".gitmodules" for name, text in found["read"].items()
    )
    assert bool(found["read"].get("web/shop.dot")) == (attack in STILL or "small" in attack), found
    assert found["read"] or len(found["said"]) == 1
    assert attack in ENDLESS or "took longer" not in str(found)
    assert all("\n" not in said and not said.endswith("nothing") for said in found["said"])


def numbered() -> list[tuple[int, str]]:
    """Each with its part."""
    return [(number % PARTS, attack) for number, attack in enumerate(ATTACKS)]


@pytest.mark.parametrize(("part", "attack"), numbered())
def test_an_attack_comes_to_nothing(part: int, attack: str) -> None:
    held(attack, came_to("root", part))


@pytest.mark.parametrize(("part", "attack"), numbered())
def test_an_attack_comes_to_nothing_as_another_user(part: int, attack: str) -> None:
    if not another_user.possible():
        pytest.skip("only root becomes another, who must be able to read where Python lies")
    held(attack, came_to(another_user.NAME, part))


def test_a_repository_that_knows_its_files_elsewhere_is_read(tmp_path: Path) -> None:
    """A submodule, and a repository whose folder has another name."""
    from app.sources.committed import as_committed

    root, own = tmp_path / "shop", tmp_path / "modules"
    root.mkdir()
    (root / "shop.dot").write_text(THEN)
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    for words in (
        ("init", "-q", f"--separate-git-dir={own}"),
        ("config", "core.worktree", str(root)),
        ("add", "-A"),
        ("commit", "-qm", "one"),
    ):
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)
    with as_committed(root / "shop.dot") as then:
        assert then.path.read_text() == THEN
