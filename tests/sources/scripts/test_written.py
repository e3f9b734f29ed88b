"""What a script writes in all is bounded, however it does so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.sources.reading import DiagramOrigin
from app.sources.scripts.closure import closure_of
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun
from app.sources.scripts.written import ENTRIES, WrittenFiles

SCRIPT = """
from diagrams import Diagram, Node
import os
with Diagram("One"):
    Node("a")
kept, n = [], 0
open("b", "w").close()
while True:
    n += 1
    {more}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is not removed there")
@pytest.mark.parametrize(
    "more",
    [
        "with open(str(n), 'wb') as file: file.write(bytes(31 << 20))",
        "kept.append(open('x', 'wb')); os.unlink('x'); kept[-1].write(bytes(31 << 20))",
        "open(str(n), 'w').close()",
        "os.symlink('x', str(n))",
        "os.link('b', str(n)); n < 20_000 or os._exit(7)",
        "os.mkdir('down'); os.chdir('down')",
    ],
)
def test_a_script_that_writes_too_much_in_all_is_stopped(tmp_path: Path, more: str) -> None:
    path = tmp_path / "it.py"
    path.write_text(SCRIPT.format(more=more))
    origin = DiagramOrigin("it.py", tmp_path, (tmp_path,), run=ScriptRun(40.0))
    reading = read_script(closure_of(path), origin)
    assert [g.title for g in reading.graphs] == ["One"]
    (problem,) = reading.problems
    assert problem.message == "The script was stopped: it wrote more than 256 MiB, or 10,000 files."


@pytest.mark.parametrize("ends", ["", "os._exit(7)"])
def test_what_a_script_writes_right_before_its_end_counts_too(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "it.py"
    more = f"os.link('b', str(n))\n    if n > {ENTRIES}: break\n{ends}"
    path.write_text(SCRIPT.format(more=more))
    origin = DiagramOrigin("it.py", tmp_path, (tmp_path,), run=ScriptRun(40.0))
    reading = read_script(closure_of(path), origin)
    assert [g.title for g in reading.graphs] == ["One"]
    (problem,) = reading.problems
    assert problem.message.endswith("it wrote more than 256 MiB, or 10,000 files.")


def test_what_was_there_before_does_not_count(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / str(number)).symlink_to("nowhere")
    files = WrittenFiles(tmp_path)
    for number in range(ENTRIES):
        (tmp_path / f"more{number}").touch()
    assert not files.too_much(os.getpid())
    (tmp_path / "one more").touch()
    assert any(files.too_much(os.getpid()) for _ in range(10**7))  # it does not look each time
