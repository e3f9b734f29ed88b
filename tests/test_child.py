"""The program's own children, as a checkout and as a frozen program start them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app import child, survivors
from app.layout.client import LayoutClient, LayoutReply
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin
from app.sources.scripts.closure import closure_of
from app.sources.scripts.running import read_script

ROOT = Path(__file__).parent.parent
WEB = """
from diagrams import Diagram
from diagrams.aws.compute import EC2
from diagrams.aws.network import ELB
import sys
if any(name.partition(".")[0] == "app" for name in sys.modules):
    raise SystemExit("the program is loaded")
with Diagram("web"):
    ELB("lb") >> EC2("web")
"""


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program is one executable, which knows its own command line only; where it notes how it
    was called, two words a line."""
    program, called = tmp_path / "acetate", tmp_path / "called"
    program.write_text(
        f'#!/bin/sh\necho "$1 $2" >> "{called}"\ncd "{ROOT}" && exec "{sys.executable}" -m app "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return called


def _read(tmp_path: Path) -> tuple[list[str], list[str]]:
    script = tmp_path / "web.py"
    script.write_text(WEB)
    origin = DiagramOrigin("web.py", tmp_path, (tmp_path,))
    reading = diagrams_of(read_script(closure_of(script), origin), origin, "web")
    labels = [node.label for diagram in reading.diagrams for node in diagram.nodes]
    return labels, [str(p) for p in reading.problems if "icon" not in str(p)]


def _lay_out() -> LayoutReply:
    replies: list[LayoutReply] = []
    there = threading.Event()

    def take(reply: LayoutReply) -> None:
        replies.append(reply)
        there.set()

    client = LayoutClient(take)
    client.request(
        Diagram(DiagramId("d"), "d", "d", "d.dot", nodes=(Node(ElementId("a"), "a"),)), None
    )
    assert there.wait(30)
    client.close()
    return replies[0]


def test_a_script_runs_with_nothing_of_the_program_around_it(tmp_path: Path) -> None:
    assert _read(tmp_path) == (["lb", "web"], [])


@pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a frozen program is a shell's"
)
def test_a_frozen_program_starts_itself(tmp_path: Path, frozen: Path) -> None:
    labels, problems = _read(tmp_path)
    reply = _lay_out()
    assert labels == ["lb", "web"], problems
    assert reply.error is None
    assert reply.layout is not None
    assert frozen.read_text() == f"{child.ENTRY} script\n{child.ENTRY} layout\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no guard")
def test_a_frozen_programs_guard_ends_its_children(frozen: Path) -> None:
    sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)
    pipes = survivors.guard_of_its_own()
    assert pipes is not None
    os.write(pipes.tell, f"+{sleeper.pid}\n".encode())
    os.close(pipes.tell)  # as when the program has ended
    os.close(pipes.leash)
    assert sleeper.wait(30) < 0
    os.waitpid(-1, 0)  # and it ends with us
    assert frozen.read_text() == f"{child.ENTRY} guard\n"


def test_a_child_of_no_such_name_is_wrong_usage() -> None:
    for words in ([], ["nobody"]):
        command = [sys.executable, "-m", "app", child.ENTRY, *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
