"""Nothing that a script tries that nobody trusts gets through, as root and as another user, and none of it is
without an end or a crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sources.scripts.restricted_attacks import ATTACKS, ROOT, VARIABLE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="it looks for what is left in /proc"
)
SECRET = "a text that is nobody's"  # noqa: S105
FREE = [name for name in ATTACKS if name.startswith(("reaching", "saying"))]
# What draws only what a script knows by itself, or is thrown away, is not spoken of.
SILENT = {
    f"reaching: {name}"
    for name in ("where a link leads", "make a file beside it", "make a folder", "an address over a file")
} | {"reaching: a module by the package"}  # fmt: skip


def attacked(user: str, folder: Path, attacks: list[str]) -> dict[str, Any]:
    """What each came to, and what all have left."""
    outside, here = folder / "outside", folder / "here"
    for made in (folder, outside, here):
        made.mkdir(exist_ok=True)
        made.chmod(0o777)
    secret = outside / "secret.txt"
    secret.write_text(SECRET)
    secret.chmod(0o666)
    (here / "own.txt").write_text(SECRET)
    (here / "link").symlink_to(secret)
    program = ROOT / "tests" / "sources" / "scripts" / "restricted_attacks.py"
    done = subprocess.run(
        [sys.executable, "-I", "-B", program, user, secret, *attacks],
        cwd=here,
        capture_output=True,
        check=False,
        text=True,
        env={"PATH": os.defpath, "HOME": str(folder), VARIABLE: SECRET},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"secret": secret.read_text()}


@pytest.fixture(scope="module")
def came_to() -> Iterator[dict[str, Any]]:
    """Of all of them, once."""
    with tempfile.TemporaryDirectory() as folder:
        yield attacked("root", Path(folder), list(ATTACKS))


@pytest.fixture(scope="module")
def came_to_another() -> Iterator[dict[str, Any]]:
    """Of those for which it may count who one is."""
    base = Path(sys.base_prefix)
    if os.getuid() or not all(part.stat().st_mode & 0o001 for part in (base, *base.parents, ROOT)):
        pytest.skip("only root becomes another, who must be able to read where Python lies")
    with tempfile.TemporaryDirectory() as folder:
        yield attacked("nobody", Path(folder), FREE)


def held(attack: str, came_to: dict[str, Any]) -> None:
    """It got nothing, and what comes of it is a picture or a sentence."""
    found = came_to[attack]
    said = "\n".join(found["said"])
    assert SECRET not in found["shown"] + said
    assert "ended with code" not in said, said
    told = said or found["failed"] or attack in SILENT
    assert told or not attack.startswith("reaching"), found


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_to_nothing(attack: str, came_to: dict[str, Any]) -> None:
    held(attack, came_to)


@pytest.mark.parametrize("attack", FREE)
def test_an_attack_comes_to_nothing_as_another_user(
    attack: str, came_to_another: dict[str, Any]
) -> None:
    held(attack, came_to_another)


def test_nothing_is_left_of_them(came_to: dict[str, Any], came_to_another: dict[str, Any]) -> None:
    for found in (came_to, came_to_another):
        assert found["left"] == []
        assert found["secret"] == SECRET


def test_what_was_drawn_before_is_shown(came_to: dict[str, Any]) -> None:
    """But where no Python reads the text, or what is drawn later is what Graphviz cannot read."""
    without = [name for name in FREE if name.startswith("reaching") and not came_to[name]["before"]]
    assert without == []
