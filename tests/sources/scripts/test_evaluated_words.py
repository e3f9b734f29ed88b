"""Scripts that nobody trusts: classes and generators of their own draw what they draw when run."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model import problem
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts.closure import Closure, closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun

CLASSES = """
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2
from diagrams.custom import Custom

class Cloud(Node):
    _provider = "custom"
    _icon_dir = "a/" + "b"
    _icon = "cloud.png"
    fontcolor = "white"

class Big(EC2):
    'Doc'
    _height = 3
    size = 4
    def __init__(self, label, *more, **named):
        super().__init__(label.upper() + str(self.size), **{"fontsize": "20", **named})
        self.more = more
    def links(self, *others):
        for o in others:
            self >> Edge(color="red") >> o
        return self

class Bigger(Big):
    size = 5
    def links(self, *others):
        return super().links(*others)
    @property
    def shown(self): return self.label + "!"
    @staticmethod
    def twice(x): return x * 2
    @classmethod
    def of(cls, x): return cls(cls.twice(x))

class Zone(Cluster):
    def __init__(self, name, color="red"):
        super().__init__(f"zone {name}", graph_attr={"bgcolor": color})
class Logo(Custom):
    def __init__(self, label):
        Custom.__init__(self, label, "logo.png")
class Thin(Edge):
    def __init__(self, **k):
        super().__init__(style="dotted", **k)
class Drawn(Diagram):
    def __init__(self, name):
        super().__init__(name, show=False, direction="TB")
class Part(ABC):
    kinds = {}
    for i in range(2):
        kinds[i] = i
    def __init__(self, label): self.label = label
    @abstractmethod
    def node(self): ...
    class Inner:
        x = 3
class Server(Part):
    def node(self): return EC2(self.label)
class Color(Enum):
    RED = "red"
    BLUE = "blue"
    def up(self): return self.value.upper()
class Num(Enum):
    A = auto()
    B = auto()
class P(NamedTuple):
    x: int
    y: str = "q"
@dataclass
class D:
    a: str
    b: int = 2
    def node(self): return Node(f"{self.a}{self.b}")
class MyError(Exception):
    pass
with Drawn("classes"):
    c = Cloud("c")
    b = Big("b", 1)
    e = Bigger.of("e")
    with Zone("z", color="blue"):
        e.links(b, c)
        l = Logo("logo")
        Node(e.shown + Bigger.twice("t") + e.twice("u"))
    b >> Thin(color="green") >> [c, l]
    s = Server("server").node()
    Node(" ".join(str(x) for x in (isinstance(b, EC2), isinstance(e, Big), isinstance(b, Bigger), isinstance(b, Node), isinstance(s, EC2), isinstance("a", (str, int)), isinstance(b, (str, Node)), issubclass(Bigger, Big))))
    Node(f"{Color.RED} {Color.BLUE.value} {Color.RED.up()} {[c.name for c in Color]} {Color('red') is Color.RED} {Num.B.value}")
    Node(f"{P(1)} {P(2, 'z').y} {type(s).__name__} {type(b).__name__} {s.__class__.__name__} {Part.kinds} {Part.Inner.x} {b} {s}")
    D("d").node() - s
    try:
        raise MyError("x")
    except MyError as why:
        Node(str(why))
with Diagram("auto", autolabel=True):
    Big("x") >> Cloud("y")
"""
GENERATORS = """
from contextlib import contextmanager
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2
def workers(n):
    while n:
        n -= 1
        yield EC2(f"w{n}")
def names():
    yield "a"
    x = yield "b"
    yield from ["c", "d"]
class Many:
    def __iter__(self):
        for i in range(3):
            yield i
@contextmanager
def zone(name, color="red"):
    label = f"zone {name}"
    with Cluster(label, graph_attr={"bgcolor": color}) as c, Cluster("inner"):
        first = Node("first")
        try:
            yield c, first
        finally:
            Node("last")
    Node("after " + label)
@contextmanager
def plain():
    yield
with Diagram("g"):
    Node("".join(names()) + str(list(Many())) + str(max(Many())) + next(names()))
    lb = Node("lb")
    lb >> list(workers(3))
    with zone("z", color="blue") as (c, first):
        EC2("in it") >> first
    with plain():
        Node("q")
    pair = dict(zip(names(), Many()))
    Node(str(pair))
"""
IN_TURN = """
from diagrams import Cluster, Diagram, Edge, Node
def workers():
    for i in range(3):
        yield Node(f"w{i}")
def forever():
    n = 0
    while True:
        n += 1
        yield n
with Diagram("g"):
    lb = Node("lb")
    for w in workers():
        lb >> w
    for i in forever():
        if i > 3: break
        Node(str(i))
def zones():
    for i in range(2):
        with Cluster(f"z{i}"):
            yield Node(f"w{i}")
            Node("after")
with Diagram("h"):
    for w in zones():
        w >> Node("in")
"""


MADE_OF_OTHERS = """
import dataclasses as dc
from dataclasses import dataclass, field, asdict, replace
from enum import Enum, StrEnum, IntEnum, auto
from diagrams import Diagram, Node
class Color(str, Enum):
    RED = "red"
    BLUE = "deep blue"
class Zone(StrEnum):
    WEB = auto()
    DATA = "data"
class Level(IntEnum):
    LOW = 1
    HIGH = 2
class Planet(Enum):
    EARTH = ("earth", 3)
    MARS = ("mars", 4)
    def __init__(self, label, place):
        self.label = label
        self.place = place
@dataclass
class Part:
    name: str
    tags: list = field(default_factory=list)
    def node(self): return Node(f"{self.name} {self.tags}")
@dataclass(frozen=True)
class Point:
    x: int
    y: int = 2
    def __post_init__(self): Node("made")
    @property
    def both(self): return self.x + self.y
@dataclass
class Server(Part):
    size: int = 3
    kinds = ["a"]
    def node(self): return super().node() >> Node(str(self.size))
    @classmethod
    def large(cls, name): return cls(name, size=9)
class Box:
    def __init__(self): self.width = 1
    @property
    def width(self): return self._width
    @width.setter
    def width(self, value): self._width = value * 2
with Diagram("made"):
    Node(f"{Color.RED.value} {Color.RED.upper()} {Color.RED == 'red'} {'x' + Color.BLUE} {isinstance(Color.RED, str)}")
    Node(f"{str(Zone.WEB)} {Zone('data').name} {Zone.DATA} {Level.LOW + 1} {Level.HIGH.value}")
    Node(Zone.WEB)
    Node(f"{Planet.MARS.label} {Planet.EARTH.place} {list(Planet.__members__)} {Planet.MARS}")
    server = Server.large("s")
    server.tags.append("t")
    server.node()
    Node(f"{server} {server == Server('s', ['t'], 9)} {asdict(server)} {isinstance(server, Part)}")
    Node(f"{replace(Point(1), y=5)} {Point(1).both} {[one.name for one in dc.fields(Point)]}")
    box = Box()
    box.width = 4
    box.width += 1
    Node(f"{box.width} {box._width}")
    try:
        Server()
    except TypeError:
        Node("wrong")
"""


def _origin(folder: Path) -> DiagramOrigin:
    return DiagramOrigin("web.py", folder, (folder,), run=ScriptRun())


def _evaluated(folder: Path, text: str) -> SourceReading:
    script = folder / "web.py"
    return evaluate_script(Closure(script, {script: text.encode()}), _origin(folder))


ORDERED = """
from collections import OrderedDict
from diagrams import Diagram, Node
one, other = OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)
with Diagram("d"):
    Node(f"{one == other} {one != other} {one == dict(other)} {one == OrderedDict(one)} {1 == 1}")
"""


ONCE = """
from diagrams import Diagram, Node
with Diagram("d"):
    pairs = zip([1, 2], [3, 4])
    Node(f"{next(pairs)} {dict(pairs)} {list(pairs)}")
    pairs = zip([1, 2], [3, 4])
    for one, other in pairs: Node(f"{one} {other}")
    said = map(str, [1, 2])
    Node(f"{','.join(said)} {list(said)}")
    back = reversed([1, 2])
    some = filter(None, [0, 1])
    numbered = enumerate("ab")
    Node(f"{next(back)} {[*back]} {sorted(some)} {list(some)} {[n for n in numbered]} {list(numbered)}")
    first, last = zip([1, 2], [3, 4])
    Node(f"{first} {last}")
"""


@pytest.mark.parametrize("text", [CLASSES, GENERATORS, IN_TURN, MADE_OF_OTHERS, ORDERED, ONCE])
def test_classes_and_generators_of_its_own_are_as_when_they_are_run(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "web.py").write_text(text)
    run = read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path))
    assert run.graphs
    assert _evaluated(tmp_path, text) == run


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("class A(dict):\n    x = 1", "a class of its own that is made from dict", 2),
        ("A = 1\nclass B(A): x = 1", "a class that is made from another one", 3),
        ("class A(metaclass=print): pass", "metaclasses and keywords of classes", 2),
        ("import contextlib\n@contextlib.contextmanager\ndef f(x):\n    if x:\n        yield", "a context of a", 4),
        ("def f():\n    while True: yield 1\nx = list(f())", "a generator that gives more", 4),
        ("from collections import OrderedDict\nx = f'{OrderedDict(a=1)}'", "an OrderedDict as text", 3),
        ("from collections import OrderedDict\nOrderedDict(a=1).move_to_end('a')", "“move_to_end” of a dict", 3),
        ("class A:\n    def __bool__(self): return False", "“__bool__” of a class of its own", 3),
        ("class A:\n    x = 1\n    def __new__(cls): return 1", "“__new__” of a class of its own", 4),
        ("from enum import Enum\nE = Enum('E', 'A B')", "an Enum that is made by a call", 3),
        ("from dataclasses import dataclass\n@dataclass(order=True)\nclass A: x: int", "a dataclass that says", 4),
        ("class A: pass\nsorted([A(), A()])", "the order of a class of its own", 3),
        ("class A: pass\nx = A.__mro__", "“__mro__”", 3),
        ("print('x', file=open('a', 'w'))", "print() into a file", 2),
        ("from typing import *\nfrom tkinter import *", "Wildcard imports", 3),
    ],
)  # fmt: skip
def test_what_of_them_cannot_be_evaluated_is_told_of(
    text: str, said: str, line: int, tmp_path: Path
) -> None:
    whole = f"from diagrams import Diagram, Node\n{text}\nwith Diagram('d'):\n    Node('n')\n"
    reading = _evaluated(tmp_path, whole)
    (found,) = reading.problems
    assert (found.kind, found.line) == (problem.NOT_EVALUATED, line), found
    assert found.message.startswith(f"It uses {said}")
    assert len(reading.graphs) == 1


def test_a_class_that_says_what_an_element_is_says_nothing_else(tmp_path: Path) -> None:
    """Values only, of names that `diagrams` reads; what a script does with notes of its own comes to no more."""
    text = """
from diagrams import Diagram, Node
with Diagram("d"):
    said = {"_icon": "x.png", "_icon_dir": "../../../etc", "__init__": 1, "_diagram": 2, "_height": [1]}
    _acetate_note("derived", 77, ["a b", said], {})
    _acetate_note("diagrams.Node", 77, ["n"], {})
"""
    (graph,) = _evaluated(tmp_path, text).graphs
    assert [node.attributes["label"] for node in graph.nodes] == ["n"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("import time\nx = time.time()", "946684800.0"),
        ("from time import time\nx = time()", "946684800.0"),
        ("import datetime as d\nx = d.datetime.now().year", "2000"),
        ("from datetime import datetime, date\nx = date.today()", "2000-01-01"),
        ("import time\ndef f(): return time.strftime('%d.%m.%Y')\nx = f()", "01.01.2000"),
        ("import time\nx = time.monotonic() - time.perf_counter()", "0.0"),
    ],
)
def test_the_clock_stands_still_and_that_is_told(text: str, shown: str, tmp_path: Path) -> None:
    whole = f"from diagrams import Diagram, Node\n{text}\nwith Diagram('d'):\n    Node(str(x))\n"
    reading = _evaluated(tmp_path, whole)
    assert [node.attributes["label"] for node in reading.graphs[0].nodes] == [shown]
    (found,) = reading.problems
    assert (found.kind, found.line) == (problem.NOT_EVALUATED, 3)
    assert found.message.startswith("It uses the clock, ")


def test_names_made_by_chance_are_told_of_and_temporary_files_are_kept_in_memory(
    tmp_path: Path,
) -> None:
    text = """
import tempfile, uuid
from diagrams import Diagram, Node
with tempfile.TemporaryDirectory() as folder, Diagram("d", filename=folder + "/d"):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write("said")
    a, b = Node(open(file.name).read(), nodeid=uuid.uuid4().hex), Node("b", nodeid=str(uuid.uuid4()))
    a >> b
"""
    reading = _evaluated(tmp_path, text)
    (graph,) = reading.graphs
    assert [node.attributes["label"] for node in graph.nodes] == ["said", "b"]
    assert len(graph.edges) == 1
    (found,) = reading.problems
    assert (found.line, found.message[:16]) == (7, "It uses chance, ")
    assert not list(tmp_path.iterdir())


def test_chance_is_told_of_but_where_it_is_said_what_it_gives(tmp_path: Path) -> None:
    text = """
import random
from diagrams import Diagram, Node
random.seed(4)
with Diagram("d"):
    Node(str(random.randint(1, 999)))
"""
    (tmp_path / "web.py").write_text(text)
    run = read_script(closure_of(tmp_path / "web.py"), _origin(tmp_path))
    assert _evaluated(tmp_path, text) == run
    (found,) = _evaluated(tmp_path, text.replace("random.seed(4)", "")).problems
    assert (found.kind, found.line) == (problem.NOT_EVALUATED, 6)
    assert found.message.startswith("It uses chance, ")
