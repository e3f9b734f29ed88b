"""The layout engine reaches what it is made of and the pictures that a graph names, and nothing else."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from app.confinement.confine import possible
from app.engine import find, read_with_engine, run_engine
from app.engine_reach import engine_rights
from app.errors import LayoutError
from app.sources.scripts.fetching import EMPTY

pytestmark = pytest.mark.skipif(
    not all(possible()), reason="this system holds nothing back: SECURITY.md says so"
)
TRIED = """
import os, socket, subprocess, sys
folder = sys.argv[1]
def got():
    {what}
try:
    print("got", got())
except OSError as why:
    print("held", why)
"""


PYTHON = os.path.realpath(sys.executable)  # it stands in for an engine: it does as it is told


def tried(folder: Path, what: str) -> str:
    (folder / "secret.txt").write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        what = what.replace("port", "int(sys.argv[2])")
        words = ("-I", "-S", "-c", TRIED.format(what=what), str(folder))
        port = str(listening.getsockname()[1])
        return run_engine("digraph {}", (*words, port), engine=PYTHON)


@pytest.mark.parametrize(
    "what",
    [
        "return open(folder + '/secret.txt').read()",
        "return open(folder + '/new.txt', 'w')",
        "return os.listdir(folder)",
        "return open('/proc/self/environ').read()",
        "return os.listdir(os.path.expanduser('~'))",
        "return socket.create_connection(('127.0.0.1', port))",
        "return socket.socket(socket.AF_UNIX)",
        "return subprocess.run(['/bin/true'])",
        "return os.execv('/bin/sh', ['sh', '-c', 'echo got'])",
        "return os.fork()",
        "return os.kill(os.getppid(), 0)",
    ],
)
def test_what_it_is_not_made_of_is_out_of_its_reach(what: str, tmp_path: Path) -> None:
    assert tried(tmp_path, what).startswith("held"), what
    assert os.listdir(tmp_path) == ["secret.txt"]  # noqa: PTH208


def test_what_it_is_made_of_it_reads(tmp_path: Path) -> None:
    assert tried(tmp_path, "return len(open(os.__file__).read()) > 0") == "got True\n"
    assert tried(tmp_path, "return sys.stdin.read()") == "got digraph {}\n"


@pytest.mark.parametrize("named", ["{at}/a.png", "a.png", "./b/../a.png"])
def test_it_measures_the_pictures_that_a_graph_names(named: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(EMPTY)
    (tmp_path / "b").mkdir()
    picture = named.format(at=tmp_path)
    text = f'digraph {{ a [label=<<TABLE><TR><TD><IMG SRC="{picture}"/></TD></TR></TABLE>>] }}'
    assert read_with_engine(text, ("-Tjson",), folder=tmp_path).complaint == ""


def test_an_engine_that_starts_another_program_is_let_be(tmp_path: Path) -> None:
    engine = tmp_path / "wrapper"
    engine.write_text("#!/bin/sh\ncat\n")
    engine.chmod(0o755)
    assert run_engine("digraph {}", (), engine=str(engine)) == "digraph {}"


def test_so_many_pictures_take_time_by_their_number() -> None:
    text = 'digraph { a [image="' + "x" * 100_000 + "'" * 100_000 + '"] }'
    rights = engine_rights(find(), text, None)
    assert rights is not None
    assert not any(path.startswith("x") for path in rights.read)


@pytest.mark.parametrize("rest", [b"", b"\x02" + b"\xff" * 100, b"\x02" + bytes(100)])
def test_an_engine_that_is_no_program_is_a_sentence(rest: bytes, tmp_path: Path) -> None:
    (tmp_path / "engine").write_bytes(b"\x7fELF" + rest)
    (tmp_path / "engine").chmod(0o755)
    with pytest.raises(LayoutError, match="engine could not be started"):
        run_engine("digraph {}", (), engine=str(tmp_path / "engine"))
