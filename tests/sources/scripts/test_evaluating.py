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
    text = HEAD + "\n".join(_made(seed) for seed in range(60))
    (tmp_path / "web.py").write_text(text)
    evaluated, run = (
        _evaluated(tmp_path, text),
        read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path)),
    )
    assert len(run.graphs) == 60
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
        ("from pathlib import Path; Path('/x').write_text('x')", "files"),
        ("open('web.py').read()", "files"),
        ("import os; os.path.exists('/etc/passwd')", "files"),
        ("import os; os.path.exists('../../etc/passwd')", "files"),
        ("from pathlib import Path; list(Path('.').iterdir())", "files"),
        ("try: import subprocess\nexcept ImportError: pass", "the module subprocess"),
        ("try: import subprocess\nexcept: pass", "the module subprocess"),
        ("try: open('/etc/passwd')\nexcept Exception as e: pass", "files"),
        ("try: input()\nexcept NameError: pass", "input()"),
        ("from pathlib import Path; Path('a').match('*')", "“match” of a PosixPath"),
        ("'a'.translate(str.maketrans('a', 'b'))", "“maketrans” of a str"),
        ("from diagrams import Digraph; Digraph('g')", "diagrams.Digraph"),
        ("from collections import ChainMap", "collections.ChainMap"),
        ("import os; os.system('true')", "os.system"),
    ],
)
def test_what_reaches_out_is_named_with_its_line_and_the_picture_shows(
    what: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "web.py").touch()
    reading = _evaluated(
        tmp_path, f'{HEAD}{what}\nwith Diagram("web"):\n    EC2("a") >> EC2("b")\n'
    )
    (tmp_path / "web.py").unlink()
    assert [len(graph.nodes) for graph in reading.graphs] == [2]
    (found,) = reading.problems
    assert (found.line, found.kind) == (6, problem.NOT_EVALUATED)
    assert found.message.startswith(f"It uses {said}, "), found.message
    assert not list(tmp_path.iterdir())


WORDS = """
from math import *
from typing import *
T = TypeVar("T")
Many = Dict[str, List[T]]
import os, random, sys, json, re
import argparse, logging, string, textwrap, urllib, warnings
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import ExitStack, nullcontext, suppress
from operator import attrgetter, itemgetter
from diagrams import Digraph, getcluster, getdiagram
from functools import wraps
from pathlib import Path, PurePath
try:
    import a_module_that_nobody_has
except ImportError:
    a_module_that_nobody_has = None
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ["PATH"] += os.pathsep + "x"
sys.stdout.write("told")
random.seed(4)
def shown(function):
    @wraps(function)
    def inner(*given, **named):
        return function(*given, **named)
    return inner
@shown
def made(label, *rest, kind=EC2, **named):
    return kind(f"{label!r:>8} {len(rest):02d}", **named)
logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)
log.info("a %s", 1)
warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description="d")
parser.add_argument("--out", "-o", default="o", help="h")
parser.add_argument("--many", type=int, choices=[1, 2])
parser.add_argument("-v", action="store_true")
parser.add_argument("rest", nargs="*")
arguments = parser.parse_args(["-o", "p", "--many=2", "a", "b"])
here = Path(__file__).resolve()
with Diagram(f"{random.randint(1, 9)}") as d:
    kept = {"a": 1, "b": [1, 2, 3, 4]}
    del kept["a"], kept["b"][0], kept["b"][1:2]
    made(str(kept), 1, 2, kind=RDS, fontsize="9")
    made(floor(2.5), sys.platform, cast(str, "cast"))
    made(str(list(OrderedDict(a=1))), callable(made), callable(1), os.path.exists("web.py"))
    made(here.parents[0].name == here.parent.name, Path("nothing").exists(), os.path.isfile("web.py"))
    for k, (n, *m) in enumerate([(1, 2), (3, 4, 5)]):
        match m:
            case [one]:
                made(one)
            case [one, *_] if (both := one + k):
                made(both)
    try:
        json.loads("{")
    except (ValueError, KeyError) as why:
        made(type(why).__name__ != "")
    else:
        made("else")
    finally:
        made("finally")
    with Cluster("a") as a, Cluster("b"):
        made(getcluster() is a, getdiagram() is d)
    made(re.sub("[aeiou]", "", "some words"), {x: y for x, y in zip("ab", "cd")})
    made(round(2.675, 2), str(EC2), re.sub(r"(\\w+)-(\\w+)", r"\\2_\\1", "ab-cd"))
    made(next((i for i in [1, 2] if i > 1), None), sum(i for i in range(3)))
    with suppress(KeyError):
        made(kept["none"])
    with nullcontext(3) as n, ExitStack() as stack:
        stack.enter_context(Cluster("stacked"))
        made(n, textwrap.dedent("  a\\n    b"), textwrap.fill("some words that go on", 9))
    for one in sorted([{"k": 2}, {"k": 1}], key=itemgetter("k")):
        made(one, string.ascii_letters)
    made(f"{arguments.out} {arguments.many} {arguments.v} {arguments.rest}")
    os.environ.setdefault("AN", "other"); made(os.environ["AN"] + os.environ.get("NONE", "-"))
"""


def test_what_scripts_say_in_python_is_as_when_they_are_run(tmp_path: Path) -> None:
    (tmp_path / "web.py").write_text(HEAD + WORDS)
    evaluated = _evaluated(tmp_path, HEAD + WORDS)
    run = read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path))
    assert len(run.graphs[0].nodes) == 17
    assert evaluated == run


def test_what_a_script_writes_is_there_for_it_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    text = """
import os, json
from pathlib import Path
out = Path(__file__).parent / "out" / "deep"
out.mkdir(parents=True, exist_ok=True)
os.makedirs("out", exist_ok=True)
(out / "a.txt").write_text("one")
with open("there/b.json", "w") as file:
    json.dump({"k": "two"}, file)
with open(out / "a.txt", "a") as file:
    file.write(" more")
with open("there/b.json") as file:
    said = json.load(file)
with Diagram("web"):
    Node((out / "a.txt").read_text() + said["k"] + str(os.path.isdir("out")))
try:
    os.mkdir("nowhere/deep")
except FileNotFoundError:
    with Diagram("other"):
        Node("x")
"""
    reading = _evaluated(tmp_path, HEAD + text)
    assert [g.nodes[0].attributes["label"] for g in reading.graphs] == ["one moretwoTrue", "x"]
    assert not reading.problems
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("with Diagram('a'):\n    Node('b')\n    x = {}['k']\n    Node('c')", 8),
        ("with Diagram('a'):\n    for _ in [1]:\n        with Cluster('c'):\n            1 / 0\n            Node('c')", 9),
        ("def f():\n    with Diagram('a'):\n        Node('b')\n        while True:\n            pass\nf()\nx = 1", 10),
        ("def f():\n    return [x for x in range(10**12)\n      if x < 0]\nNone\nf()", 7),
        ("x = 1\nwhile x:\n    x += 1", 8),
        ("def f(x):\n    return x.y\nf(1)\nx = 1", 7),
    ],
)  # fmt: skip
def test_an_error_and_what_never_ends_are_told_of_their_line(
    text: str, line: int, tmp_path: Path
) -> None:
    reading = _evaluated(tmp_path, HEAD + text, ScriptRun(seconds=1))
    assert reading.problems[0].line == line, reading.problems


def test_a_module_that_cannot_be_evaluated_is_told_of_where_it_is_imported(tmp_path: Path) -> None:
    text = 'import parts\nfrom parts import a\nwith Diagram("web"):\n    Node("a")\n'
    script, parts = tmp_path / "web.py", tmp_path / "parts.py"
    files = {script: (HEAD + text).encode(), parts: b"import subprocess\na = subprocess.run"}
    reading = evaluate_script(Closure(script, files), _origin(tmp_path))
    assert [(p.line, p.kind) for p in reading.problems] == [(6, problem.NOT_EVALUATED)]
    assert len(reading.graphs) == 1


def test_icons_that_lie_there_are_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "icon.png").write_bytes(b"x")
    text = """
from urllib.request import urlretrieve
from diagrams.custom import Custom
import os
urlretrieve("https://example.org/icon.png", "icon.png")
if not os.path.exists("other.png"):
    urlretrieve("https://example.org/other.png", "other.png")
with Diagram("web"):
    Custom(str(os.path.exists("other.png")), "icon.png")
"""
    (tmp_path / "web.py").write_text(HEAD + text)
    reading = _evaluated(tmp_path, HEAD + text)
    assert reading == read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path))
    assert reading.wanted == ("https://example.org/other.png",)


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


def test_what_the_engine_takes_for_all_diagrams_together_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.engine.IN_SUM", 0.0)
    text = "".join(f'with Diagram("d{n}"):\n    Node("n")\n' for n in range(9))
    reading = _evaluated(tmp_path, HEAD + text)
    assert [graph.title for graph in reading.graphs] == ["d0"]
    (found,) = reading.problems
    assert (found.file, found.line) == ("web.py", 8)
    assert "before “d1”, “d2”, “d3”, “d4”, “d5” and 3 more, which are left out." in found.message


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
