"""What a script tries that nobody trusts. Run as a program, in a folder that holds the script's own files:

    python restricted_attacks.py USER SECRET ATTACK…

prints as JSON of each what was shown of it (`shown`), what was said (`said`), and whether what it drew before
was there (`before`); and what all of them have left (`left`). SECRET is a file whose text must not be shown. USER is `root`, or another, which it
becomes first.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).resolve().parents[3]
SECONDS, SHORT = 10.0, 0.5  # that each may take, and what has no end by itself
VARIABLE = "ACETATE_A_SECRET"  # of the environment

HEAD = """
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2
from diagrams.custom import Custom
def got(*found):
    for one in found:
        Node(str(one)[:2000])
"""
# SECRET, PORT and MARK stand for the file, the port of a server that hears who calls, and a file that must not
# come to be.
# fmt: off
REACHING = {
    "open": "got(open('SECRET').read())",
    "open by a link": "got(open('link').read())",
    "open a link's goal": "from pathlib import Path\ngot(Path('link').resolve().read_text())",
    "where a link leads": "from pathlib import Path\ngot(Path('link').resolve())\nimport os\ngot(os.path.realpath('link'))",
    "open from above": "got(open('../' * 20 + 'SECRET').read())",
    "open a descriptor": "got(open(0).read())",
    "open a pipe": "got(open('/dev/stdin').read())",
    "open one beside it": "got(open('own.txt').read())",
    "read as a path": "from pathlib import Path\ngot(Path('SECRET').read_text())",
    "read bytes": "from pathlib import Path\ngot(Path('SECRET').read_bytes())",
    "whether it is there": "import os\nassert os.path.exists('SECRET')\nopen('MARK', 'w').write('x')\ngot('it' + 'is')",
    "its size": "import os\ngot(os.stat('SECRET').st_size)",
    "list": "import os\ngot(os.listdir('/'))",
    "list as a path": "from pathlib import Path\ngot(list(Path('/').iterdir()))",
    "write over it": "open('SECRET', 'w').write('x')",
    "add to it": "open('SECRET', 'a').write('x')",
    "remove it": "import os\nos.remove('SECRET')",
    "rename it": "import os\nos.rename('SECRET', 'own')",
    "make a file": "open('MARK', 'w').write('x')",
    "make a file beside it": "open('mark', 'w').write('x')",
    "make a folder": "import os\nos.makedirs('made/deep')",
    "remove one beside it": "import os\nos.remove('own.txt')",
    "link it": "import os\nos.symlink('SECRET', 'mark')",
    "its environment": "got(open('/proc/self/environ').read())",
    "the parent's environment": "import os\ngot(open(f'/proc/{os.getppid()}/environ').read())",
    "its memory": "got(open('/proc/self/mem', 'rb').read(10))",
    "a variable": f"import os\ngot(os.environ['{VARIABLE}'], os.getenv('{VARIABLE}'))",
    "all variables": "import os\ngot(dict(os.environ))",
    "variables in a path": f"import os\ngot(os.path.expandvars('${VARIABLE}'))",
    "a shell": "import os\nos.system('touch MARK')",
    "a program": "import subprocess\nsubprocess.run(['touch', 'MARK'])",
    "a program by asyncio": "import asyncio\nasyncio.run(asyncio.create_subprocess_exec('touch', 'MARK'))",
    "a process": "import os\nos.fork()",
    "another program": "import os\nos.execv('/bin/touch', ['touch', 'MARK'])",
    "signals": "import os\nos.kill(os.getppid(), 9)",
    "a socket": "import socket\nsocket.create_connection(('127.0.0.1', PORT))",
    "an address": "from urllib.request import urlopen\ngot(urlopen('http://127.0.0.1:PORT/').read())",
    "an address into a file": "from urllib.request import urlretrieve\nurlretrieve('http://127.0.0.1:PORT/x.png', 'x.png')\nCustom('x', 'x.png')",
    "an address that is a file": "from urllib.request import urlretrieve\nurlretrieve('file://SECRET', 'x.png')\nCustom('x', 'x.png')",
    "an address over a file": "from urllib.request import urlretrieve\nurlretrieve('http://127.0.0.1:PORT/x.png', 'SECRET')",
    "an address onto a path": "from urllib.request import urlretrieve\nurlretrieve('http://127.0.0.1:PORT/x.png', 'MARK')",
    "a library": "import ctypes\ngot(ctypes.CDLL(None).getpid())",
    "import by a function": "got(__import__('os').listdir('/'))",
    "import by a module": "import importlib\ngot(importlib.import_module('os').listdir('/'))",
    "builtins": "got(__builtins__)",
    "builtins as a module": "import builtins\ngot(builtins.open('SECRET').read())",
    "modules that are loaded": "import sys\ngot(sys.modules['os'].listdir('/'))",
    "pickle": "import pickle\npickle.loads(b'cos\\nsystem\\n(S\\'touch MARK\\'\\ntR.')",
    "marshal": "import marshal\nmarshal.loads(b'')",
    "eval": "got(eval(\"__import__('os').listdir('/')\"))",
    "exec": "exec(\"import os; got(os.listdir('/'))\")",
    "compile": "compile('import os', 'x', 'exec')",
    "globals": "got(globals()['__builtins__'])",
    "a class's children": "got(().__class__.__base__.__subclasses__())",
    "a class's children by a name": "got(getattr(getattr((), '__cla' + 'ss__'), '__base__').__subclasses__())",
    "a text's format": "got('{0.__class__.__base__.__subclasses__}'.format(()))",
    "a function's globals": "got(got.__globals__['__builtins__'])",
    "a function's code": "got.__code__ = (lambda: 0).__code__",
    "an error's frame": "try:\n    1 / 0\nexcept Exception as why:\n    got(why.__traceback__.tb_frame.f_globals)",
    "a node's globals": "got(Node.__init__.__globals__)",
    "a class of the package": "got(EC2.__init__.__globals__['os'].listdir('/'))",
    "a module of the package": "import diagrams\ngot(diagrams.os.listdir('/'))",
    "os out of the package": "from diagrams import os\ngot(os.listdir('/'))",
    "a module by the package": "import diagrams.aws.os",
    "a module of ours": "from app import process\ngot(process.run)",
    "what asks for the rest": "got(_acetate_take.__globals__)",
    "what asks for it, itself": "got(_acetate_take.__self__._fetching)",
    "threads": "import threading\nthreading.Thread(target=print).start()",
    "waste": "import gc\ngot(gc.get_objects())",
}
# What it says to those that do again what it has noted, and of elements.
SAYING = {
    "a note of a class": "_acetate_take([['diagrams.os.system', 1, ['touch MARK'], {'{': []}, 1, 1]])",
    "a note of a module": "_acetate_take([['os.system', 1, ['touch MARK'], {'{': []}, 1, 1]])",
    "a note of Graphviz": "_acetate_take([['diagrams.Digraph', 1, ['g'], {'{': [['filename', 'MARK']]}, 1, 1], ['render', 1, [], {'{': []}, 1, 1]])",
    "a note of a private name": "_acetate_take([['diagrams.Node.__init__', 1, [], {'{': []}, 1, 1]])",
    "a note of a class as a value": "_acetate_take([['diagrams.Node', 1, [{'class': 'subprocess.Popen'}], {'{': []}, 1, 1]])",
    "a note of nothing": "_acetate_take(None)",
    "a note of numbers": "_acetate_take([1, 2])",
    "a note that is short": "_acetate_take([['enter']])",
    "a note of none that is there": "_acetate_take([['enter', 999, [], {'{': []}, 1, 1]])",
    "a note of another's method": "_acetate_take([['__class__', 1, [], {'{': []}, 1, 1]])",
    "a note of odd values": "_acetate_take([['diagrams.Node', {}, {'#': 7}, {'x': 1, 'y': 2}, 'a', None]])",
    "a note of a line that is none": "_acetate_take([['diagrams.Node', 1, ['x'], {'{': []}, -5, 1 << 70]])",
    "a note of a file": "_acetate_take([['fetch', 0, ['file://SECRET', 'x.png'], {'{': []}, 1, 1]])",
    "a note onto a path": "_acetate_take([['fetch', 0, ['https://x.org/x.png', 'MARK'], {'{': []}, 1, 1]])",
    "a note onto a path above": "_acetate_take([['fetch', 0, ['https://x.org/x.png', '../mark.png'], {'{': []}, 1, 1]])",
    "notes of its own": "_acetate_notes.append(['connect', 1, [{'#': 1}, {'{': [['a', 'b']]}], {'{': []}, 1, 1])",
    "no notes": "_acetate_notes = None\nNode('x')",
    "calls of its own": "def _acetate_call(*given): got('mine')\nEC2('x')",
    "a model of its own": "_AcetateNode = _acetate_plain = _acetate_hand_out = None\nNode('x')",
    "lines of its own": "_acetate_here[0] = _acetate_at[0] = 'x'\nNode('x')\n1 / 0",
    "no lines": "_acetate_here = _acetate_at = _acetate_code = None\nexit(3)",
    "what was asked of its own": "_acetate_asked = 'x' * 100000\n_acetate_asked_too = 1",
    "a class that is a node": "class A(Node):\n    _icon_dir = '../../../../../..'\n    _icon = 'SECRET'\n    _provider = 'x'\nA('x')",
    "a class that loads its icon": "class A(EC2):\n    def _load_icon(self): return 'SECRET'\nA('x')",
    "a class with another's methods": "class A(Node):\n    def _rand_id(self): return '../x'\n    def __init__(self): super().__init__('x', nodeid='SECRET')\nA()",
    "a class that is a diagram": "class A(Diagram):\n    def render(self): got(1)\nwith A('y', filename='MARK'):\n    Node('x')",
    "a class of a note": "_acetate_note('derived', 5, ['os', {'__init__': 'x', '_icon': 'SECRET'}], {})\n_acetate_note('diagrams.Node', 5, ['x'], {})",
    "a class of a function": "_acetate_note('derived', 5, ['x', {}], {})\n_acetate_note('diagrams.c4.Person', 5, ['x'], {})",
    "what it caught": "_acetate_note('caught', 0, ['PermissionError', '<img src=x>' * 100000, 'x'], {})",
    "a code of its own": "_acetate_code[0] = [1] * 100\nraise SystemExit()",
    "an icon that is none": "Custom('x', 'SECRET')",
    "an icon from above": "Custom('x', '../../../../../../etc/passwd')",
    "an icon of the environment": "Custom('x', '/proc/self/environ')",
    "an icon that is a device": "Custom('x', '/dev/zero')",
    "an icon by a link": "Custom('x', 'link')",
    "an icon with a NUL": "Custom('x', 'a\\0b')",
    "a picture in a label": "Node('<<IMG SRC=\"SECRET\"/>>')",
    "a picture as an attribute": "Node('x', image='SECRET', shapefile='SECRET', stylesheet='SECRET', imagepath='/etc')",
    "a picture of all": "with Diagram('y', graph_attr={'imagepath': '/etc', 'stylesheet': 'file://SECRET'}):\n    Node('x')",
    "a file to write": "with Diagram('y', filename='MARK', outformat='dot'):\n    Node('x')",
    "a file to write later": "d.render()\nd.dot.render('MARK')",
    "a label that ends": "Node('a\"]; b [image=\"SECRET\"', nodeid='x\"]; y [label=\"z')",
    "a name that ends": "with Cluster('c\" { } } digraph {'):\n    Node('\\\\')",
    "an attribute that ends": "Node('x', **{'a=\"1\"; image': 'SECRET', 'b\\nc': 'd', 'e\\0f': 'g'})",
    "an attribute of ours": "Node('x', acetate_kind='../../x', acetate_sized='y', acetate_cluster='z') >> Edge(acetate_place='9' * 50) >> Node('y', acetate_place='a:b')",
    "an attribute of ours, raw": "d.dot.node('x', acetate_place='9' * 400, acetate_cluster='n', acetate_kind='<b>')\nd.dot.edge('x', 'x', acetate_place='-1:-1')\nNode('y')",
    "NULs and the like": "Node('a\\0b\\x1b[31m\\u202e\\ud800')",
    "markup": "with Cluster('<img src=/dev/zero>'):\n    EC2('<script>x</script><img src=\"file://SECRET\">')",
}
# What has no end, or is too much.
TOO_MUCH = {
    "a loop": "while True: pass",
    "a loop that catches": "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n    finally: pass",
    "a loop at its end": "try:\n    1 / 0\nfinally:\n    while True: pass",
    "a loop where it leaves": "class C:\n    def __enter__(self): pass\n    def __exit__(self, *a):\n        while True: pass\nwith C(): pass",
    "a loop in an order": "class C:\n    def __lt__(self, other):\n        while True: pass\nsorted([C(), C()], key=lambda x: 1 if x < x else 2)",
    "a long list": "x = [0] * 10**9",
    "a long list by steps": "x = [i for i in range(10**9)]",
    "a long text": "x = 'a' * 10**10",
    "a long text by joining": "x = 'a'\nwhile True: x += x",
    "a long text by filling": "x = f'{1:>10000000000}'",
    "a long text by replacing": "x = ('a' * 10**5).replace('a', 'b' * 10**5)",
    "a large number": "x = 9**9**9",
    "a large number by shifts": "x = 1 << (1 << 40)",
    "a large number by reading": "x = int('9' * 10**7)",
    "a large number by writing": "x = str(10**100000)\nfor _ in range(10**6): x = str(10**100000)",
    "an expression": "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    "an expression that is large": "import re\nre.compile('(((a{1,1000}){1,1000}){1,1000})')",
    "deep calls": "def f(n): return f(n + 1)\nf(0)",
    "deep lists": "x = []\nfor _ in range(10**5): x = [x]\nNode(x)",
    "deep lists as attributes": "x = []\nfor _ in range(300): x = [x]\nNode('a', shape=x)",
    "a list in itself": "x = []\nx.append(x)\nNode('a', shape=x)",
    "a dict in itself": "x = {}\nx['a'] = x\nwith Diagram('y', graph_attr=x): Node(str(x))",
    "deep JSON": "import json\njson.loads('[' * 10**6)",
    "nodes": "for i in range(10**5): Node(str(i))",
    "nodes without end": "while True: Node('x')",
    "edges": "a = Node('a')\nfor i in range(10**5): a >> a",
    "diagrams": "while True:\n    with Diagram('y'): Node('x')",
    "clusters": "def f(n):\n    with Cluster(str(n)): f(n + 1)\nf(0)",
    "attributes": "Node('x', **{f'a{i}': 'b' * 100 for i in range(10**5)})",
    "labels": "for i in range(100): Node('x' * 10**6)",
    "a label": "Node('x ' * 10**7)",
    "a label of lines": "Node('x\\n' * 10**6)",
    "what is yielded": "def f():\n    while True: yield Node('x')\nfor one in f(): pass",
    "what is yielded from itself": "def f():\n    yield from f()\nlist(f())",
    "classes": "A = Node\nfor i in range(10**5):\n    class A(A): pass",
    "properties that ask for themselves": "class A:\n    @property\n    def x(self): return self.x\nA().x",
    "printing": "while True: print('x' * 10**4)",
    "printing much": "print('x' * 10**8)",
    "errors of a text": "class C:\n    def __str__(self): raise ValueError('x' * 10**6)\nNode(C())",
    "errors of a text, in an error": "class C:\n    def __repr__(self): return 1 / 0\nraise ValueError(C())",
    "a long error": "raise ValueError('x' * 10**8)",
    "an error of half a sign": "raise ValueError('\\ud800' * 10)",
    "sleep": "import time\ntime.sleep(10**9)",
    "many short sleeps": "import time\nwhile True: time.sleep(0.001)",
    "files": "while True:\n    open('a', 'w').write('x' * 10**6)",
    "many files": "i = 0\nwhile True:\n    i += 1\n    open(str(i), 'w').write('x')",
    "paths": "import os\nos.path.exists('a/' * 10**6)",
    "questions": "import os\nwhile True: os.path.exists('a')",
    "addresses": "from urllib.request import urlretrieve\nfor i in range(10**5): urlretrieve(f'https://example.org/{i}.png', f'{i}.png')",
    "variables": "import os\nfor i in range(10**5): os.environ[str(i)]",
    "errors that are caught": "while True:\n    try: open('/x')\n    except OSError: pass",
    "a line": "x = '" + "a" * 10**6 + "'",
    "a line of calls": "x = 1" + ".real" * 5000,
    "a line of sums": "x = " + "+".join("1" for _ in range(20000)),
    "brackets": "x = " + "(" * 5000 + "1" + ")" * 5000,
    "signs": "x = " + "-" * 50000 + "1",
    "blocks": "\n".join("    " * i + "if 1:" for i in range(150)) + "\n" + "    " * 150 + "pass",
    "a name": "a" * 10**6 + " = 1",
    "decorators": "def f(x): return x\n" + "@f\n" * 3000 + "def g(): pass",
}
# fmt: on
WHOLE = {  # by themselves
    "imports": "import diagrams.aws.compute\n" * 100_000,
    "imports of names": "from diagrams import " + ", ".join(f"A{i}" for i in range(20_000)),
    "imports of modules": "\n".join(f"import diagrams.aws.m{i}" for i in range(20_000)),
    "imports of others": "\n".join(f"import m{i}" for i in range(20_000)),
    "statements": "x = 1\n" * 50_000,
    "a module that imports itself": "import web\nimport web as other\nfrom web import *",
    "no text": "\0",
    "half a text": "with Diagram('x'",
    "no encoding": "# coding: nothing\nx = 1",
    "an encoding that is code": "# coding: unicode_escape\nx = 1",
}
ATTACKS = {
    **{f"reaching: {name}": text for name, text in REACHING.items()},
    **{f"saying: {name}": text for name, text in SAYING.items()},
    **{f"too much: {name}": text for name, text in TOO_MUCH.items()},
    **{f"by itself: {name}": text for name, text in WHOLE.items()},
}


def group(attacks: Sequence[str]) -> list[list[str]]:
    """Those that are tried in one script: what only reaches out leaves the rest as it is."""
    reaching = [one for one in attacks if one.startswith("reaching")]
    others = [[one] for one in attacks if one not in reaching]
    return [reaching[at : at + 12] for at in range(0, len(reaching), 12)] + others


def script_of(attacks: Sequence[str]) -> str:
    """The whole text of a group. Each draws one node before it begins."""
    if attacks[0].startswith("by itself"):
        return ATTACKS[attacks[0]]
    text = HEAD
    for attack in attacks:
        tried = ATTACKS[attack]
        if attack.startswith("reaching"):
            tried = f"try:\n{indent(tried, '    ')}\nexcept BaseException as why:\n    got('failed: ' + type(why).__name__)"
        text += f"with Diagram({attack!r}) as d:\n    EC2('before')\n{indent(tried, '    ')}\n"
    return text


def children() -> list[str]:
    """Commands of processes that are left of ours, after those that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    found = []
    for task in Path("/proc/self/task").iterdir():
        for number in (task / "children").read_text().split():
            with contextlib.suppress(OSError):
                found.append(Path(f"/proc/{number}/cmdline").read_text().replace("\0", " "))
    return [one for one in found if " guard " not in one]  # it sees to it that nothing is left


def main() -> None:
    """Become the user, and try."""
    sys.path.insert(0, str(ROOT))
    user, secret, *attacks = sys.argv[1:]
    if user != "root":
        from tests.another_user import become

        become(user)
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # what its children leave comes to it
    from app import engine
    from app.sources.reading import DiagramOrigin
    from app.sources.scripts.closure import Closure
    from app.sources.scripts.evaluating import evaluate_script
    from app.sources.scripts.script_run import ScriptRun

    engine.SECONDS = engine.MOST = 1.0  # what a large graph may take is tried elsewhere
    here, outside = Path.cwd(), Path(secret).parent
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)

    def tried(attacks: list[str]) -> dict[str, object]:
        text = script_of(attacks).replace("SECRET", secret).replace("MARK", str(outside / "mark"))
        text = text.replace("PORT", str(server.getsockname()[1]))
        begins = [text.find(f"with Diagram({attack!r})") for attack in attacks]
        lines = [text.count("\n", 0, max(at, 0)) + 1 for at in begins] + [1 << 30]
        files = {here / "web.py": text.encode("utf-8", "surrogatepass")}
        seconds = SHORT if attacks[0].startswith(("too much", "by itself")) else SECONDS
        origin = DiagramOrigin("web.py", here, (here,), run=ScriptRun(seconds=seconds))
        reading = evaluate_script(Closure(here / "web.py", files), origin)
        came: dict[str, object] = {}
        for at, attack in enumerate(attacks):
            graphs = [g for g in reading.graphs if len(attacks) == 1 or g.title == attack]
            own = range(lines[at], lines[at + 1])
            came[attack] = {
                "shown": "".join(f"{graph!r}"[: 1 << 20] for graph in graphs),
                "said": [
                    str(one)[:300]
                    for one in reading.problems
                    if len(attacks) == 1 or one.line is None or one.line in own
                ],
                "before": any(n.kind == "aws.compute.EC2" for g in graphs for n in g.nodes),
                "failed": any("failed" in n.attributes["label"] for g in graphs for n in g.nodes),
            }
        return came

    with ThreadPoolExecutor(2) as pool:
        came_to = {
            name: one for came in pool.map(tried, group(attacks)) for name, one in came.items()
        }
    left = children()
    with contextlib.suppress(BlockingIOError):
        server.accept()
        left.append("a connection")
    files = (*outside.iterdir(), *here.rglob("*"))
    left += [str(path) for path in files if path.name not in ("secret.txt", "own.txt", "link")]
    print(json.dumps({**came_to, "left": left}))


if __name__ == "__main__":
    main()
