"""Ordinary Python in scripts that nobody trusts: it comes to the same as when it is run, or it is said that it may not."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from app.model import problem
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts.closure import Closure, closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun

HEAD = """
import sys
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2, ECS
from diagrams.aws.database import RDS
def out(*said):
    Node(" ".join([str(one) for one in said]))
"""
PIECES = Path(__file__).with_name("ordinary_python.txt").read_text().split("\n---\n")


def _origin(folder: Path) -> DiagramOrigin:
    return DiagramOrigin("web.py", folder, (folder,), run=ScriptRun(60.0))


def _evaluated(folder: Path, text: str) -> SourceReading:
    script = folder / "web.py"
    return evaluate_script(Closure(script, {script: text.encode()}), _origin(folder))


def _run(folder: Path, text: str) -> SourceReading:
    (folder / "web.py").write_text(text)
    return read_script(closure_of(folder / "web.py"), _origin(folder))


@pytest.mark.parametrize("part", range(2))
def test_it_comes_to_what_it_comes_to_when_it_is_run(part: int, tmp_path: Path) -> None:
    assert len(PIECES) > 120
    text = HEAD + "".join(
        f'with Diagram("piece {number}"):\n{indent(piece.rstrip(), "    ")}\n'
        for number, piece in list(enumerate(PIECES))[part::2]
    )
    evaluated, run = _evaluated(tmp_path, text), _run(tmp_path, text)
    assert not run.problems
    for ours, theirs in zip(evaluated.graphs, run.graphs, strict=True):
        assert ours == theirs
    assert not evaluated.problems


CHANCE = {
    "for x in {'a', 'b'}: out(x)": "the order of a set",
    "s = set('ab'); out(*s)": "the order of a set",
    "s = set('ab'); out(', '.join(s))": "the order of a set",
    "s = frozenset('ab'); out([x for x in s])": "the order of a set",
    "out(list(dict(a=1, b=2).keys() & {'a', 'b'}))": "the order of a set",
    "s = {3, 1}; out(s.pop())": "the order of a set",
    "s = {3, 1}; a, b = s": "the order of a set",
    "s = {3, 1}; out(f'{s}')": "the order of a set",
    "out(hash('a'))": "the hash of a text",
    "out.calls = 1": "attributes of a function",
}


def test_what_is_by_chance_when_it_is_run_is_told_of(tmp_path: Path) -> None:
    before = HEAD.count("\n")
    text = HEAD + "".join(f"{one}\n" for one in CHANCE)
    text = text.replace("    Node(", "    print(")
    found = _evaluated(tmp_path, text).problems
    said = [(one.kind, one.line, one.message.partition(",")[0]) for one in found]
    assert said == [
        (problem.NOT_EVALUATED, before + number, f"It uses {what}")
        for number, what in enumerate(CHANCE.values(), 1)
    ]


def test_of_a_set_whose_order_shows_nowhere_nothing_is_told(tmp_path: Path) -> None:
    text = (
        HEAD
        + """
with Diagram("d"):
    kinds = {"web", "db"} | set("x")
    for kind in sorted(kinds): out(kind)
    out(len(kinds), "web" in kinds, max(kinds), sum(len(k) for k in kinds), {k.upper() for k in kinds} == {"WEB", "DB", "X"})
    for one in {"alone"}: out(one)
    out(sorted({*kinds, "y"}), all(k for k in kinds), kinds >= {"db"})
"""
    )
    assert _evaluated(tmp_path, text) == _run(tmp_path, text)


def test_which_python_it_is_is_the_one_that_would_run_it(tmp_path: Path) -> None:
    text = (
        HEAD
        + """
from sys import version_info
with Diagram("d"):
    out(version_info[:2], version_info >= (3, 9), version_info.minor)
    out(sys.version, sys.hexversion)
"""
    )
    assert _evaluated(tmp_path, text) == _run(tmp_path, text)
    script = tmp_path / "web.py"
    run = ScriptRun(python="/elsewhere/python")
    other = DiagramOrigin("web.py", tmp_path, (tmp_path,), run=run)
    found = evaluate_script(Closure(script, {script: text.encode()}), other).problems
    last = len(text.splitlines())
    assert [one.line for one in found] == [last - 3, last]
    assert all(one.message.startswith("It uses the version of Python, ") for one in found)
