"""What a script that was allowed to run reaches: its own files, and nothing of anybody else's."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import child
from app.confinement.confine import possible
from app.confinement.rights import Held
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin, Reading
from app.sources.scripts.closure import closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun
from tests.confinement.attacks import ROOT

pytestmark = pytest.mark.skipif(
    possible() != (True, True), reason="this system holds nothing back: SECURITY.md says so"
)
DRAWS = """
from diagrams import Diagram, Node
from pathlib import Path
import os, socket, urllib.request
def got():
    {what}
with Diagram("x"):
    try:
        Node(str(got()))
    except OSError as why:
        Node("held")
"""


def told(path: Path, what: str, *, network: bool = False) -> str:
    """What a script at the path could tell of what it got."""
    path.write_text(DRAWS.format(what=what))
    run = ScriptRun(20.0, network=network)
    origin = DiagramOrigin(path.name, path.parent, (path.parent,), run=run)
    reading: Reading = diagrams_of(read_script(closure_of(path), origin), origin, path.stem)
    assert [p.message for p in reading.problems] == []
    ((node,),) = [d.nodes for d in reading.diagrams]
    return node.label


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One of a repository, with a secret outside of it."""
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "repository" / "docs"
    inside.mkdir(parents=True)
    (inside.parent / ".git").mkdir()
    (inside.parent / "names.txt").write_text("from the repository")
    (inside / "beside.txt").write_text("from beside")
    return inside


@pytest.mark.parametrize(
    "what",
    [
        "return Path('{outside}/secret.txt').read_text()",
        "return Path('../../secret.txt').read_text()",
        "os.symlink('{outside}/secret.txt', 'it'); return Path('it').read_text()",
        "return Path('/proc/self/environ').read_bytes()",
        "return Path(f'/proc/{{os.getppid()}}/environ').read_bytes()",
        "return Path('{outside}/new.txt').write_text('x')",
        "return Path('{outside}/repository/docs/beside.txt').write_text('x')",
        "import sys; return Path(sys.prefix, 'pyvenv.cfg').read_text()",
        "import sys; return os.listdir(sys.prefix)",
        "return os.fork()",
        "return os.kill(os.getppid(), 0)",
        "return socket.socket()",
        "return socket.getaddrinfo('localhost', 80) and socket.create_connection(('127.0.0.1', 9))",
    ],
)
def test_what_is_not_its_own_is_out_of_reach(what: str, folder: Path) -> None:
    outside = folder.parents[1]
    assert told(folder / "it.py", what.format(outside=outside)) == "held"
    assert (folder / "beside.txt").read_text() == "from beside"
    assert not (outside / "new.txt").exists()


@pytest.mark.parametrize(
    ("what", "got"),
    [
        ("return Path('beside.txt').read_text()", "from beside"),
        ("return Path('../names.txt').read_text()", "from the repository"),
        ("Path('beside.txt').write_text('mine'); return Path('beside.txt').read_text()", "mine"),
        ("return Path(os.environ['TMPDIR'], 'x').write_text('four')", "4"),
    ],
)
def test_its_own_it_reads_and_what_it_writes_is_thrown_away(
    what: str, got: str, folder: Path
) -> None:
    assert told(folder / "it.py", what) == got
    assert (folder / "beside.txt").read_text() == "from beside"


def test_in_a_home_folder_it_reads_what_lies_beside_it_and_no_deeper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".ssh").mkdir()
    for name in (".ssh/key", ".netrc", "beside.txt"):
        (tmp_path / name).write_text("read")
    for name, got in ((".ssh/key", "held"), (".netrc", "held"), ("beside.txt", "read")):
        assert told(tmp_path / "it.py", f"return Path('{tmp_path}/{name}').read_text()") == got


@pytest.fixture
def server() -> Iterator[int]:
    """A port of this machine that says something to who connects."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            while True:
                try:
                    with listening.accept()[0] as made:
                        made.sendall(b"hello")
                except OSError:
                    return

        thread = threading.Thread(target=greet)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize(("network", "got"), [(True, "hello"), (False, "held")])
def test_the_network_is_there_where_it_was_allowed(
    network: bool, got: str, folder: Path, server: int
) -> None:
    what = f"return socket.create_connection(('127.0.0.1', {server})).recv(9).decode()"
    assert told(folder / "it.py", what, network=network) == got


@pytest.mark.parametrize("how", ["a.sendto(b'x', '{path}')", "a.connect('{path}'); a.send(b'x')"])
def test_the_network_is_no_way_to_the_programs_of_this_machine(how: str, folder: Path) -> None:
    path = folder.parents[1] / "socket"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(path))
        listening.setblocking(False)
        what = (
            f"a, b = socket.socketpair(type=socket.SOCK_DGRAM); {how.format(path=path)}; return 1"
        )
        assert told(folder / "it.py", what, network=True) == "held"
        with pytest.raises(BlockingIOError):
            listening.recv(9)


def test_with_the_network_a_loop_of_asyncio_runs(folder: Path) -> None:
    what = "import asyncio; return asyncio.run(asyncio.sleep(0, 'slept'))"
    assert told(folder / "it.py", what, network=True) == "slept"


def test_that_it_was_confined_is_told_whatever_the_script_says(folder: Path) -> None:
    path = folder / "it.py"
    says = "import os\nfor n in range(3, 9):\n    try: os.write(n, b'{\"confined\": false}\\n')\n"
    path.write_text(f"{says}    except OSError: pass\nopen('/etc/passwd')\n")
    origin = DiagramOrigin("it.py", folder, (folder,))
    assert read_script(closure_of(path), origin).confined is True
    assert evaluate_script(closure_of(path), origin).confined is True


def test_a_script_that_is_not_held_back_as_was_said_does_not_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from app.confinement import confine, rights\n"
        "confine.confine = lambda _: rights.Held(files=True, calls=False)\n"
        "from app.sources.scripts import host\n"
        "host.main(sys.argv[1:])\n"
    )
    monkeypatch.setattr(child, "command", lambda *_, **__: [sys.executable, "-I", "-c", loose])
    path = folder / "it.py"
    path.write_text(f"open({str(folder / 'new.txt')!r}, 'w')")
    origin = DiagramOrigin("it.py", folder, (folder,))
    reading = read_script(closure_of(path), origin)
    assert not (folder / "new.txt").exists()
    assert reading.confined is False
    assert reading.problems[0].message.startswith("The script was not run")
    # Where nothing was promised it runs.
    monkeypatch.setattr("app.sources.scripts.reach.possible", lambda: Held(files=True, calls=False))
    assert read_script(closure_of(path), origin).confined is False
    assert (folder / "new.txt").exists()


def test_what_evaluates_a_script_is_confined_and_so_is_its_worker(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder.parent))
    path = folder / "it.py"
    path.write_text("while True:\n    pass\n")
    found: dict[str, str] = {}
    over = threading.Event()

    def look() -> None:
        while not over.is_set() and len(found) < 2:
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    words = (status.parent / "cmdline").read_bytes().split(b"\0")
                    inside = os.readlink(status.parent / "cwd").startswith(str(folder.parent))  # noqa: PTH115
                    if inside and words[-2] in (b"evaluate", b"subprocess"):
                        text = status.read_text()
                        if "Seccomp:\t2" in text and "NoNewPrivs:\t1" in text:
                            found[words[-2].decode()] = text
                except (OSError, IndexError):
                    continue
            time.sleep(0.01)

    thread = threading.Thread(target=look)
    thread.start()
    origin = DiagramOrigin("it.py", folder, (folder,), run=ScriptRun(4.0))
    evaluate_script(closure_of(path), origin)
    over.set()
    thread.join()
    assert set(found) == {"evaluate", "subprocess"}


def test_a_script_that_fails_for_it_is_told_why(folder: Path) -> None:
    path = folder / "it.py"
    path.write_text("import os\nos.fork()\n")
    origin = DiagramOrigin("it.py", folder, (folder,))
    (problem,) = read_script(closure_of(path), origin).problems
    assert problem.line == 2
    assert "starts no programs" in problem.message
