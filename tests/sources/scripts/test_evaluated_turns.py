"""Scripts that nobody trusts: what gives its values one by one does so in turn with what is done with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model import problem
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts.closure import Closure, closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun

HEAD = "from diagrams import Cluster, Diagram, Edge, Node\n"
LEFT = """
def zones():
    for i in range(3):
        with Cluster(f"z{i}"):
            yield Node(f"n{i}")
def tidied():
    try:
        yield from zones()
    finally:
        Node("last")
class Many:
    def __iter__(self):
        yield from tidied()
def first():
    for n in tidied():
        return n
def few(most):
    for i, n in enumerate(Many()):
        if i == most: break
        with Cluster("in it"): Node(n.label)
    else:
        Node("all")
with Diagram("d"):
    for n in zones():
        break
    Node("after") >> n >> first()
    few(1)
    few(5)
    for a in zones():
        for b in tidied():
            if b.label == "n1": continue
            a >> b
            if b.label == a.label: break
        else:
            Node("through")
"""
SHARED = """
n, left = 0, [1]
def counted():
    global n
    while n < 5:
        yield n
        n += 1
def growing():
    for one in left:
        yield one
def told():
    x = yield from counted()
    return 7
def tells():
    Node(str((yield from told())))
    yield 1
def forever():
    at = 0
    while True:
        at += 1
        yield at
def inner():
    most = 0
    def deeper():
        nonlocal most
        for one in growing():
            most = max(most, one)
            last = one
        return last
    return deeper() + most
with Diagram("d"):
    for i in counted():
        n += 1
        Node(f"{i} {n}")
    for i in growing():
        if len(left) < 4: left.append(i + 1)
        Node(str(i))
    n = 3
    for i in tells(): Node(str(i))
    for i in forever():
        if i > 6000: break
    Node(f"{i} {inner()}")
"""
ASKED = """
with Diagram("d"):
    waiting = (Node(f"g{i}") for i in range(3))
    mapped = map(Node, ["m0", "m1"])
    kept = filter(lambda i: Node(f"f{i}") and i % 2, range(3))
    Node("before")
    Node(str(list(kept)))
    numbered = enumerate(Node(f"e{i}") for i in range(2))
    for n, e in numbered:
        Node("with") >> e
    list(waiting)
    for m in mapped:
        Node("with") >> m
    for g in (Node(str(i)) for i in range(3)):
        Node("with") >> g
    any(Node(f"any{i}") for i in range(3))
    next(Node(f"next{i}") for i in range(3))
    Node(str(sum(len(x) for x in ["a", "bc"])) + ",".join(str(x) for x in range(3)))
"""
FAILS = """
def careful():
    for i in range(3):
        try:
            yield i
        except KeyError:
            Node("caught")
with Diagram("d"):
    for i in careful():
        Node("n")
        x = {}["k"]
"""


def _origin(folder: Path) -> DiagramOrigin:
    return DiagramOrigin("web.py", folder, (folder,), run=ScriptRun())


def _evaluated(folder: Path, text: str) -> SourceReading:
    script = folder / "web.py"
    return evaluate_script(Closure(script, {script: text.encode()}), _origin(folder))


@pytest.mark.parametrize("text", [LEFT, SHARED, ASKED, FAILS])
def test_values_come_in_turn_with_what_is_done_with_them(text: str, tmp_path: Path) -> None:
    (tmp_path / "web.py").write_text(HEAD + text)
    run = read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path))
    assert run.graphs
    assert _evaluated(tmp_path, HEAD + text) == run


def test_a_generator_that_is_left_in_a_cluster_by_who_asks_for_one_value_is_told_of(
    tmp_path: Path,
) -> None:
    text = 'def f():\n    with Cluster("c"):\n        yield Node("a")\n        yield Node("b")\n'
    reading = _evaluated(
        tmp_path, f'{HEAD}{text}with Diagram("d"):\n    next(f())\n    Node("c")\n'
    )
    (found,) = reading.problems
    assert (found.kind, found.line) == (problem.NOT_EVALUATED, 2)
    assert found.message.startswith("It uses a generator that is left before its end, ")
