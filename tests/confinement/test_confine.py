"""What a process has given up is out of its reach, as root and as another user; what it does for its work goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.confinement.confine import possible
from tests import another_user
from tests.confinement.attacks import ATTACKS, ROOT, WORK

pytestmark = pytest.mark.skipif(
    possible() != (True, True), reason="this system holds nothing back: SECURITY.md says so"
)
USERS = (
    ["root", another_user.NAME] if another_user.possible() else ["root"]
)  # else as who runs the tests
HARMLESS = (
    *("read a file", "read it through a link", "read it in a thread", "list a folder", "UDP"),
    *("read the passwords", "make a pipe", "netlink", "run a program", "shared memory"),
)


def attacked(user: str, folder: Path, *attacks: str) -> dict[str, str]:
    """What each came to, and what is left of the folder that they were after."""
    outside, here = folder / "outside", folder / "here"
    for made in (folder, outside, here):
        made.mkdir(exist_ok=True)
        made.chmod(0o777)
    secret, readable = outside / "secret.txt", folder / "readable.txt"
    for file in (secret, readable):
        file.write_text("kept")
        file.chmod(0o666)
    (folder / "tree" / "in").mkdir(parents=True, exist_ok=True)
    (folder / "tree" / "in" / "it.txt").write_text("it")
    program = ROOT / "tests" / "confinement" / "attacks.py"
    done = subprocess.run(
        [sys.executable, "-I", "-B", program, user, secret, readable, *attacks],
        cwd=here,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found | {"left": str({f.name: f.read_text() for f in (*outside.iterdir(), readable)})}


@pytest.fixture(scope="module", params=USERS)
def came_to(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Of all of them, once."""
    with tempfile.TemporaryDirectory() as folder:
        yield attacked(request.param, Path(folder))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_to_nothing(attack: str, came_to: dict[str, str]) -> None:
    assert not came_to[attack].startswith("got"), came_to[attack]


@pytest.mark.parametrize("work", WORK)
def test_work_goes_on(work: str, came_to: dict[str, str]) -> None:
    assert came_to[work].startswith("got"), came_to[work]


def test_all_is_held_and_nothing_outside_has_changed(came_to: dict[str, str]) -> None:
    assert came_to["held"] == "[True, True]"
    assert came_to["left"] == str({"secret.txt": "kept", "readable.txt": "kept"})


def test_without_that_they_get_through(tmp_path: Path) -> None:
    came_to = attacked("root", tmp_path, *HARMLESS)
    assert [name for name in HARMLESS if not came_to[name].startswith("got")] == []
