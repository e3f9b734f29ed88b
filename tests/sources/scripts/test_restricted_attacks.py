"""Nothing that a script tries that nobody trusts gets through, as root and as another user, and none of it is
without an end or a crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import another_user
from tests.sources.scripts.restricted_attacks import ATTACKS, ROOT, VARIABLE, group

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="it looks for what is left in /proc"
)
TOGETHER = 8  # scripts that are evaluated one after the other
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
    # What it loads is compiled once, where the environment keeps that somewhere.
    compiled = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else ["-B"]
    done = subprocess.run(
        [sys.executable, "-I", *compiled, program, user, secret, *attacks],
        cwd=here,
        capture_output=True,
        check=False,
        text=True,
        env={"PATH": os.defpath, "HOME": str(folder), VARIABLE: SECRET},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"secret": secret.read_text()}


def batches(attacks: list[str]) -> list[list[str]]:
    """Some scripts' worth of them each: what is tried together is evaluated once, by whichever worker asks."""
    groups = group(attacks)
    return [
        [one for some in groups[at : at + TOGETHER] for one in some]
        for at in range(0, len(groups), TOGETHER)
    ]


@cache
def came_to(user: str, batch: int) -> dict[str, Any]:
    """What a batch of them came to, and left."""
    attacks = batches(list(ATTACKS) if user == "root" else FREE)[batch]
    with tempfile.TemporaryDirectory() as folder:
        return attacked(user, Path(folder), attacks)


def numbered(attacks: list[str]) -> list[tuple[int, str]]:
    """Each with its batch."""
    return [(n, attack) for n, batch in enumerate(batches(attacks)) for attack in batch]


def held(attack: str, came: dict[str, Any]) -> None:
    """It got nothing and left nothing, and what comes of it is a picture or a sentence. What was drawn before is
    shown, but where no Python reads the text, or what is drawn later is what Graphviz cannot read."""
    found = came[attack]
    said = "\n".join(found["said"])
    assert SECRET not in found["shown"] + said
    assert "ended with code" not in said, said
    told = said or found["failed"] or attack in SILENT
    assert told or not attack.startswith("reaching"), found
    assert found["before"] or not attack.startswith("reaching")
    assert came["left"] == []
    assert came["secret"] == SECRET


@pytest.mark.parametrize(("batch", "attack"), numbered(list(ATTACKS)))
def test_an_attack_comes_to_nothing(batch: int, attack: str) -> None:
    held(attack, came_to("root", batch))


@pytest.mark.parametrize(("batch", "attack"), numbered(FREE))
def test_an_attack_comes_to_nothing_as_another_user(batch: int, attack: str) -> None:
    if not another_user.possible():
        pytest.skip("only root becomes another, who must be able to read where Python lies")
    held(attack, came_to(another_user.NAME, batch))
