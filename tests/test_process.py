"""A child is bounded in time, output and memory, and nothing of it is left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app import process, survivors

MIB = 1 << 20


def python(code: str, **given: object) -> process.Outcome:
    settings: dict[str, object] = {"timeout": 20.0, "limit": MIB, **given}
    return process.run([sys.executable, "-I", "-S", "-c", code], **settings)  # type: ignore[arg-type]


def gone(pid: int) -> bool:
    """Whether a process has ended; a zombie that init has yet to reap has."""
    for _ in range(500):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_output_input_and_code_come_through() -> None:
    outcome = python(
        "import sys; print(sys.stdin.read()[::-1]); print('no', file=sys.stderr); sys.exit(3)",
        input=b"abc",
    )
    assert outcome == process.Outcome(3, b"cba\n", b"no\n", "exited")


def test_large_input_and_output_do_not_block_each_other() -> None:
    data = b"x" * (2 * MIB)
    outcome = python(
        "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())", input=data, limit=3 * MIB
    )
    assert outcome.out == data


def test_unread_input_is_no_error() -> None:
    assert python("pass", input=b"x" * MIB).ended == "exited"


def test_too_long_is_ended() -> None:
    start = time.monotonic()
    assert python("while True: pass", timeout=0.3).ended == "timeout"
    assert time.monotonic() - start < 5


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is set from outside on Linux only")
def test_processor_time_is_capped_and_waiting_is_none() -> None:
    assert python("while True: pass", processor=0.1).ended == "spent"
    assert python("import time; time.sleep(1.5)", processor=0.5).ended == "exited"


def test_flood_is_ended_and_kept_up_to_the_limit() -> None:
    outcome = python("while True: print('x' * 1000)", limit=5000)
    assert outcome.ended == "flood"
    assert len(outcome.out) + len(outcome.err) == 5000


def test_cancel_before_and_while_it_runs() -> None:
    cancel = threading.Event()
    timer = threading.Timer(0.2, cancel.set)
    timer.start()
    assert python("import time; time.sleep(60)", cancel=cancel).ended == "cancelled"
    timer.join()
    assert python("print(1)", cancel=cancel) == process.Outcome(-1, b"", b"", "cancelled")


def test_missing_program() -> None:
    outcome = process.run(["no-such-program"], timeout=1, limit=1)
    assert outcome.ended == "missing"
    assert b"no-such-program" in outcome.err


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is set from outside on Linux only")
def test_memory_is_capped() -> None:
    outcome = python("import time; time.sleep(0.2); x = bytearray(1 << 29)", memory=1 << 28)
    assert outcome.code != 0
    assert b"MemoryError" in outcome.err


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
@pytest.mark.parametrize("timeout", [0.5, 20.0])
def test_its_own_children_end_too(timeout: float) -> None:
    wait = "time.sleep(60)" if timeout < 1 else "pass"
    outcome = python(
        "import os, sys, time\n"
        "pid = os.fork()\n"
        "if not pid: time.sleep(60)\n"
        f"print(pid, flush=True); {wait}",
        timeout=timeout,
    )
    assert outcome.ended == ("timeout" if timeout < 1 else "exited")
    assert gone(int(outcome.out))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc")
def test_no_pipe_is_left_open() -> None:
    python("print(1)", input=b"x")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - iterdir holds one open itself
    for _ in range(3):
        python("print(1)", input=b"x")
        python("while True: print(1)", limit=10, input=b"x" * MIB)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_an_environment_replaces_ours() -> None:
    outcome = python("import os; print(sorted(os.environ))", env={"ONE": "1"})
    assert b"ONE" in outcome.out
    assert b"HOME" not in outcome.out


RUNS = """
import sys
from app import process, survivors
process.run([sys.executable, "-c", sys.argv[1]], timeout=60, limit=1000)
"""
WAITS = """
import os, sys, time
if not os.fork(): time.sleep(60)
with open({path!r} + ".new", "w") as file: file.write(f"{{os.getpid()}} ")
os.rename({path!r} + ".new", {path!r})
time.sleep(60)
"""
LAYS_OUT = """
import sys, time
from app.layout.client import LayoutClient
from app.model.diagram import Diagram, Node
LayoutClient(print).request(Diagram("x", "X", "x", "x.dot", nodes=(Node("a", "A"),)), None)
time.sleep(60)
"""
ENGINE = """#!/bin/sh
echo $$ $PPID > "$PIDS.new"
mv "$PIDS.new" "$PIDS"
sleep 60
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
@pytest.mark.parametrize("what", ["child", "layout"])
def test_what_runs_ends_with_a_program_that_is_killed(tmp_path: Path, what: str) -> None:
    pids, engine = tmp_path / "pids", tmp_path / "engine"
    engine.write_text(ENGINE)
    engine.chmod(0o755)
    code = [RUNS, WAITS.format(path=str(pids))] if what == "child" else [LAYS_OUT]
    program = subprocess.Popen(
        [sys.executable, "-c", *code],
        env=os.environ | {"PIDS": str(pids), "ACETATE_ENGINE": str(engine)},
        cwd=Path(__file__).parent.parent,
    )
    try:
        deadline = time.monotonic() + 30
        while not pids.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        running = [int(pid) for pid in pids.read_text().split()]
        assert not any(Path(f"/proc/{pid}/stat").read_text().count(" Z ") for pid in running)
    finally:
        program.kill()
        program.wait()
    assert all(gone(pid) for pid in running)
    said = f"PIDS={pids}".encode()
    deadline = time.monotonic() + 10
    while left := [e for e in Path("/proc").glob("[0-9]*/environ") if said in _bytes(e)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.01)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


NEVER_ENDS = """
import ctypes, os
for escape in (os.setsid, os.fork, lambda: ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)):
    try:
        escape()
    except OSError:
        pass
while True:
    pass
"""
READS = """
import sys
from pathlib import Path
from app.sources.reading import DiagramOrigin
from app.sources.scripts.closure import closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
path = Path(sys.argv[1])
read = {"run": read_script, "evaluated": evaluate_script}[sys.argv[2]]
print("begun", flush=True)
read(closure_of(path), DiagramOrigin(path.name, path.parent, (path.parent,)))
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="looks into /proc; elsewhere there is a guard only"
)
@pytest.mark.parametrize("how", ["run", "evaluated"])
@pytest.mark.parametrize(
    ("first", "by"), [(0, signal.SIGTERM), (1, signal.SIGHUP), (2, signal.SIGKILL)]
)
def test_no_script_outlives_a_program_that_is_ended_at_any_moment(
    tmp_path: Path, first: int, by: int, how: str
) -> None:
    script = tmp_path / "it.py"
    script.write_text(NEVER_ENDS if how == "run" else "while True:\n    pass\n")
    for after in range(first, 12, 2):
        with subprocess.Popen(
            [sys.executable, "-c", READS, str(script), how],
            cwd=Path(__file__).parent.parent,
            stdout=subprocess.PIPE,
            env=os.environ | {"TMPDIR": str(tmp_path)},
        ) as program:
            assert program.stdout is not None
            program.stdout.readline()
            time.sleep(after * 0.05)
            program.send_signal(by)
        assert all(gone(pid) for pid in _within(tmp_path))
    assert not _within(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is to be told")
def test_the_guard_finds_what_it_was_not_told_of() -> None:
    pipes = survivors.guard_of_its_own()
    assert pipes is not None
    command = ["sleep", "60"]
    sleeper = subprocess.Popen(command, start_new_session=True, pass_fds=[pipes.leash])
    for descriptor in pipes:
        os.close(descriptor)
    assert sleeper.wait(30) < 0
    os.waitpid(-1, 0)  # it ends, too


def _within(folder: Path) -> list[int]:
    """Processes that stand in a folder, or below; one that has ended stands nowhere."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if link.readlink().is_relative_to(folder):
                found.append(int(link.parent.name))
    return found
