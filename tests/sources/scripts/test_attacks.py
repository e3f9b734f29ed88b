"""What a script tries, at both levels: one that was allowed to run, and one that is evaluated."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from app.confinement.confine import possible
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin
from app.sources.scripts.closure import closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun
from tests.confinement.attacks import ATTACKS, ROOT

TRIES = """
import sys
from diagrams import Diagram, Node
import attacks
with Diagram("tried"):
    for name, attack in attacks.ATTACKS.items():
        try:
            got = f"got {str(attack())[:60]!r}"
        except Exception as why:
            got = f"{type(why).__name__}: {why}"
        Node(f"{name} = {got}")
"""
# Each is a statement of its own, so that what cannot be evaluated ends nothing but itself.
EVALUATED = """
got = open(SECRET).read()
got = open(0).read()
import pathlib; got = pathlib.Path(SECRET).read_text()
got = pathlib.Path(SECRET).write_text("x")
import io; got = io.open(SECRET).read()
import os; got = os.listdir(OUTSIDE)
got = os.open(SECRET, os.O_RDONLY)
got = os.system("touch " + OUTSIDE + "/new")
got = os.popen("id").read()
got = os.environ["SECRET_OF_TESTS"] or None
got = os.environ.get("SECRET_OF_TESTS")
got = os.getpid()
got = os.kill(1, 0)
got = os.fork()
got = os.symlink(SECRET, "it")
got = os.remove(SECRET)
got = os.getcwd() and os.scandir(OUTSIDE)
import subprocess; got = subprocess.run(["id"])
import socket; got = socket.create_connection(("127.0.0.1", PORT))
import urllib.request; got = urllib.request.urlopen("http://127.0.0.1:%d/x" % PORT).read()
got = urllib.request.urlopen("http://127.0.0.1:%d/x.png" % PORT).read()
got = urllib.request.urlopen("file://" + SECRET).read()
from urllib.request import urlretrieve; got = open(urlretrieve("file://" + SECRET, OUTSIDE + "/new")[0]).read()
import shutil; got = shutil.copy(SECRET, "x")
import ctypes; got = ctypes.CDLL(None)
import sys; got = sys.modules["os"]
got = sys._getframe()
import importlib; got = importlib.import_module("os")
got = __import__("os").listdir("/")
got = eval("open(SECRET)")
exec("got = open(SECRET)")
got = compile("1", "x", "eval")
got = globals()["__builtins__"]
got = ().__class__.__base__.__subclasses__()
got = (lambda: 0).__globals__
got = (lambda: 0).__code__
got = "{0.__class__.__mro__}".format(1)
got = type("X", (object,), {})
got = getattr(Node, "__init__").__globals__
got = Node.__subclasses__()
got = _acetate_take.__globals__
got = _acetate_take.__self__
import pickle; got = pickle.loads(b"")
import tempfile; got = open(tempfile.mkdtemp() + "/../../outside/secret.txt").read()
import tempfile; got = tempfile.NamedTemporaryFile(dir=OUTSIDE).name
import multiprocessing; got = multiprocessing.Process
import threading; got = threading.Thread
import signal; got = signal.alarm(1)
import marshal; got = marshal.loads(b"")
import gc; got = gc.get_objects()
import inspect; got = inspect.stack()
import builtins; got = builtins.open(SECRET)
import webbrowser; got = webbrowser.open("http://127.0.0.1")
import glob; got = glob.glob("/*")
import sqlite3; got = sqlite3.connect(SECRET)
"""
# What they get who get nothing; in an environment without yours names are empty.
HARMLESS = ("None", "''")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a secret, beside that of the script."""
    monkeypatch.setenv("SECRET_OF_TESTS", "secret")
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text("kept")
    (tmp_path / "own").mkdir()
    return folder


@pytest.mark.skipif(
    not all(possible()), reason="this system holds nothing back: SECURITY.md says so"
)
def test_what_a_script_that_runs_tries_comes_to_nothing(outside: Path) -> None:
    path = outside.parent / "own" / "it.py"
    path.write_text(TRIES)
    (path.parent / "attacks.py").write_bytes((ROOT / "tests/confinement/attacks.py").read_bytes())
    words = ("root", str(outside / "secret.txt"), str(path))
    origin = DiagramOrigin("it.py", path.parent, (), run=ScriptRun(60.0, words))
    reading = read_script(closure_of(path), origin)
    assert [str(problem) for problem in reading.problems] == []
    came_to = dict(
        n.label.split(" = ", 1) for n in diagrams_of(reading, origin, "x").diagrams[0].nodes
    )
    assert set(came_to) == set(ATTACKS)
    assert {name: got for name, got in came_to.items() if got.startswith("got")} == {}
    assert _left(outside) == {"secret.txt": "kept"}
    assert set(os.listdir(path.parent)) == {"it.py", "attacks.py"}  # noqa: PTH208


def test_what_a_script_that_is_evaluated_tries_comes_to_nothing(outside: Path) -> None:
    path = outside.parent / "own" / "it.py"
    tried = EVALUATED.strip().splitlines()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        lines = ["from diagrams import Diagram, Node", "d = Diagram('tried')", "d.__enter__()"]
        lines += [f"PORT = {listening.getsockname()[1]}"]
        lines += [f"SECRET, OUTSIDE = {str(outside / 'secret.txt')!r}, {str(outside)!r}"]
        for number, line in enumerate(tried):
            lines += ["got = None", "try:", f"    {line}", "except Exception:", "    got = None"]
            lines += [f"Node('{number} ' + repr(got))"]
        path.write_text("\n".join(lines))
        origin = DiagramOrigin("it.py", path.parent, (), run=ScriptRun(30.0))
        reading = evaluate_script(closure_of(path), origin)
        with pytest.raises(BlockingIOError):
            listening.accept()
    labels = [n.label for d in diagrams_of(reading, origin, "x").diagrams for n in d.nodes]
    got = {tried[int(n)]: said for n, _, said in (label.partition(" ") for label in labels)}
    assert len(got) > len(tried) / 2
    assert {line: said for line, said in got.items() if said not in HARMLESS} == {}
    assert _left(outside) == {"secret.txt": "kept"}
    assert os.listdir(path.parent) == ["it.py"]  # noqa: PTH208


def _left(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}
