"""Scripts that nobody trusts: what they draw, told without running them, is what they draw when run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.model import problem
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts.closure import Closure, closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun

HEAD = """
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2, Lambda
from diagrams.aws.database import RDS
from diagrams.aws.network import ELB
"""
EVERYTHING = """
import os
import sys
import diagrams.onprem.database
import diagrams.gcp.compute as gc
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws import compute, network as net
from diagrams.aws.database import RDS, Nonexistent
from diagrams.c4 import Container, Person, Relationship, SystemBoundary
from diagrams.custom import Custom
from diagrams.k8s.network import *
from urllib.request import urlretrieve
from parts import KINDS, make

class Web(compute.EC2):
    pass

import parts as more

here = os.path.dirname(os.path.abspath(__file__))
title = os.environ["TITLE"] + os.environ.get("OTHER", "o") + sys.argv[1]
urlretrieve("https://example.org/queue.png", "queue.png")
with Diagram(title, show=False, filename="out", graph_attr={"pad": "0.5"}) as d:
    xs = []
    xs.append(compute.EC2("one"))
    xs.append(Web("ours"))
    b = compute.ECS("b")
    with Cluster("C ü"):
        x = [RDS(f"db{i}") for i in range(3)]
        é = net.ELB("lb"); z = é >> Edge(label="x", color="red") >> x
        for kind in (gc.GCE, Ing, compute.EC2):
            k = kind("k")
            b -= k
        with Cluster("inner", graph_attr={"bgcolor": "red"}) as inner:
            Nonexistent("ne")
            diagrams.onprem.database.PostgreSQL("pg") << xs
    (xs
        >> Edge()
        << k)
    é >> inner
    make("made", é)
    more.make("second", k)
    with SystemBoundary("sys"):
        c = Container("nm", technology="t", description="some long " * 10)
        p = Person("pp")
        p >> Relationship("uses a thing & more") >> c
    KINDS["ec2"]("from a dict")
    n = Node("plain", shape="box", style="filled")
    d.dot.edge(n.nodeid, c.nodeid, label="raw")
    d.dot.graph_attr["nodesep"] = "2"
    [x[0], x[1]] << Edge(color="blue") << n
    x - Edge(style="dotted") - n
    Custom("queue", "queue.png")
    del n
if __name__ == "__main__":
    undefined_function(
        d)
"""
PARTS = """
from diagrams import Edge
from diagrams.aws.compute import EC2, Lambda

KINDS = {"ec2": EC2, "l": Lambda}
COUNT = 0

def make(label, to):
    global COUNT
    COUNT += 1
    it = Lambda(label + str(COUNT))
    it >> Edge(label="m") >> to
    return it
"""


def _origin(folder: Path, run: ScriptRun | None = None) -> DiagramOrigin:
    return DiagramOrigin("web.py", folder, (folder,), run=run or ScriptRun())


def _evaluated(folder: Path, text: str, run: ScriptRun | None = None) -> SourceReading:
    script = folder / "web.py"
    return evaluate_script(Closure(script, {script: text.encode()}), _origin(folder, run))


def test_all_that_a_script_may_say_of_a_diagram_is_as_when_it_is_run(tmp_path: Path) -> None:
    script, parts = tmp_path / "web.py", tmp_path / "parts.py"
    script.write_text(EVERYTHING)
    parts.write_text(PARTS)
    origin = _origin(tmp_path, ScriptRun(arguments=("said",)))
    closure = closure_of(script)
    assert set(closure.files) == {script, parts}
    evaluated, run = evaluate_script(closure, origin), read_script(closure, origin)
    assert evaluated.graphs == run.graphs
    assert evaluated.wanted == run.wanted
    assert [str(p) for p in evaluated.problems] == [str(p) for p in run.problems]


def _made(seed: int) -> str:
    """A diagram by chance: clusters in each other, loops, lists, edges of all kinds."""
    chance = random.Random(seed)  # noqa: S311
    lines = [f'with Diagram("d{seed}", direction="{chance.choice(("LR", "TB"))}"):']
    known: list[str] = []
    indent = "    "
    for number in range(chance.randint(5, 25)):
        kind = chance.choice(("EC2", "Lambda", "RDS", "ELB", "Node"))
        what = chance.randrange(8)
        if what == 0 and len(indent) < 16:
            lines.append(f'{indent}with Cluster("c{chance.randrange(4)}"):')
            indent += "    "
        elif what == 1 and len(indent) > 4 and not lines[-1].endswith(":"):
            indent = indent[4:]
        elif what < 4 or len(known) < 2:
            many = chance.random() < 0.3
            made = f'{kind}("l{number}\\nü")'
            lines.append(f"{indent}n{number} = {f'[{made} for _ in range(2)]' if many else made}")
            if not many:
                known.append(f"n{number}")
        else:
            one, other = chance.choice(known), chance.choice(known)
            sign, back = chance.choice((">>", "<<", "-")), chance.choice((">>", "<<", "-"))
            edge = f'Edge(label="{number}", style="{chance.choice(("", "dashed"))}")'
            ends = chance.choice((other, f"[{other}, {one}]"))
            joined = chance.choice((f"{one} {sign} {ends}", f"({one} {sign} {edge}) {back} {ends}"))
            lines.append(indent + joined)
    if lines[-1].endswith(":"):
        lines.append(f"{indent}pass")
    return "\n".join(lines)


def test_scripts_made_by_chance_draw_what_they_draw_when_run(tmp_path: Path) -> None:
    text = HEAD + "\n".join(_made(seed) for seed in range(120))
    (tmp_path / "web.py").write_text(text)
    evaluated, run = (
        _evaluated(tmp_path, text),
        read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path)),
    )
    assert len(run.graphs) == 120
    assert evaluated == run


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("open('/etc/passwd').read()", "files"),
        ("import subprocess", "the module subprocess"),
        ("import socket", "the module socket"),
        ("import requests", "the module requests"),
        ("import ctypes", "the module ctypes"),
        ("__import__('os')", "__import__()"),
        ("import os; os.listdir('/')", "files"),
        ("from pathlib import Path; Path('/etc/passwd').read_text()", "files"),
        ("from pathlib import Path; Path('x').write_text('x')", "files"),
        ("import os; os.system('true')", "os.system"),
    ],
)
def test_what_reaches_out_is_named_with_its_line_and_the_picture_shows(
    what: str, said: str, tmp_path: Path
) -> None:
    reading = _evaluated(
        tmp_path, f'{HEAD}{what}\nwith Diagram("web"):\n    EC2("a") >> EC2("b")\n'
    )
    assert [len(graph.nodes) for graph in reading.graphs] == [2]
    (found,) = reading.problems
    assert (found.line, found.kind) == (6, problem.NOT_EVALUATED)
    assert found.message.startswith(f"It uses {said}, "), found.message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "while True: pass",
        "x = 'a' * (1 << 40)",
        "x = []\nwhile True: x.append('a' * 1000000)",
        "while True: print('x' * 100000)",
        "while True: Node('x')",
        "Node('x' * 20000000)",
        "def f(n): f(n + 1)\nf(0)",
        "x = []\nfor _ in range(500): x = [x]\nNode('a', shape=x)",
        "import time\ntime.sleep(100)",
        f"x = {'(' * 5000}1{')' * 5000}",
        f"x = {'-' * 50000}1",
    ],
)
def test_what_would_have_no_end_has_one_and_the_picture_so_far_shows(
    text: str, tmp_path: Path
) -> None:
    whole = f'{HEAD}with Diagram("first"):\n    EC2("a")\nwith Diagram("web"):\n    EC2("b")\n    '
    whole += text.replace("\n", "\n    ")
    reading = _evaluated(tmp_path, whole, ScriptRun(seconds=2))
    assert reading.problems
    if "((" not in text and "--" not in text:  # those no Python reads
        assert reading.graphs
        assert len(reading.graphs[0].nodes) == 1


def test_a_note_that_a_script_writes_itself_makes_elements_only(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    named = [["filename", str(planted)], ["directory", str(tmp_path)]]
    notes = [
        ["diagrams.Digraph", 1, ["g"], {"{": named}, 1, 1],
        ["render", 1, [], {"{": []}, 1, 1],
    ]
    reading = _evaluated(tmp_path, f"{HEAD}_acetate_take({notes!r})")
    assert "makes no element" in str(reading.problems[0])
    assert not list(tmp_path.iterdir())
