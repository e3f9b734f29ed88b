"""Scripts run in a child; whatever they do, what comes back is diagrams and problems."""

from __future__ import annotations

import sys
import textwrap
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.model.diagram import Diagram
from app.model.problem import NOT_FETCHED, Severity
from app.model.source_graph import SourceCluster, SourceEdge, SourceNode
from app.sources.graphs import icon_fetching
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.graphs.installed import packages
from app.sources.reading import DiagramOrigin, Reading
from app.sources.scripts import fetched_icons
from app.sources.scripts.closure import closure_of
from app.sources.scripts.folder import LINKS, icons_folder
from app.sources.scripts.reply import MOST, End, line_now, reply_of
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun

HEAD = "from diagrams import Cluster, Diagram, Edge\nfrom diagrams.aws.compute import EC2, ECS\n"
GOOD = HEAD + "with Diagram('One', show=False):\n    EC2('a') >> EC2('b')\n"


def read(
    folder: Path,
    script: str,
    timeout: float = 20.0,
    arguments: tuple[str, ...] = (),
    fetch: frozenset[str] = frozenset(),
) -> Reading:
    path, name = folder / "it.py", "it.py"
    path.write_text(textwrap.dedent(script), encoding="utf-8")
    roots = (folder.resolve(), packages().resolve(), icons_folder().resolve())
    origin = DiagramOrigin(name, folder, roots, run=ScriptRun(timeout, arguments, fetch=fetch))
    return diagrams_of(read_script(closure_of(path), origin), origin, path.stem)


def one(reading: Reading) -> Diagram:
    assert reading.problems == ()
    (diagram,) = reading.diagrams
    return diagram


def wrong(reading: Reading) -> tuple[str, int | None]:
    (found,) = reading.problems
    assert found.file == "it.py"
    return found.message, found.line


def test_a_diagram_comes_back_as_data_and_nothing_is_rendered(tmp_path: Path) -> None:
    diagram = one(read(tmp_path, GOOD))
    assert (diagram.id, diagram.title, diagram.filename) == ("it", "One", "one")
    assert [(n.kind, n.label, n.line) for n in diagram.nodes] == [
        ("aws.compute.EC2", "a", 4),
        ("aws.compute.EC2", "b", 4),
    ]
    assert diagram.nodes[0].icon
    assert Path(diagram.nodes[0].icon).is_file()
    (edge,) = diagram.edges
    assert (edge.tail, edge.head, edge.arrows, edge.line) == ("ec2:a", "ec2:b", "forward", 4)
    assert [f.name for f in tmp_path.iterdir()] == ["it.py"]


def test_only_a_node_that_says_its_width_and_has_no_icon_is_a_slab(tmp_path: Path) -> None:
    script = """
        from diagrams import Diagram, Node
        from diagrams.aws.compute import EC2
        with Diagram("Slabs"):
            Node("slab", shape="box", width="5", height="0.6", fixedsize="true")
            Node("plain")
            Node("free", width="5", fixedsize="false")
            EC2("icon", shape="box", width="5", height="0.6", fixedsize="true")
        """
    diagram = one(read(tmp_path, script))
    sizes = {n.label: (n.shape.width, n.shape.height) for n in diagram.nodes if n.shape}
    assert sizes == {
        "slab": pytest.approx((360, 43.2)),
        "plain": (None, None),
        "free": (360, pytest.approx(100.8)),
    }


def test_several_diagrams_and_their_names(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        HEAD
        + "for name in ('../out/pic', 'pic', ''):\n"
        + "    with Diagram('T', filename=name): EC2('a')\n",
    )
    assert [(d.id, d.filename) for d in reading.diagrams] == [
        ("it/pic", "pic"),
        ("it/pic~2", "pic~2"),
        ("it/t", "t"),
    ]


def test_titles_keep_their_lines_in_the_picture_and_may_be_said_otherwise(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        HEAD + "for more in ({}, {'label': 'said\\nso'}):\n"
        "    with Diagram('a\\nb', graph_attr=more, filename='x'): EC2('a')\n",
    )
    assert [(d.title, d.heading) for d in reading.diagrams] == [
        ("a b", ("a", "b")),
        ("said so", ("said", "so")),
    ]
    unnamed = one(read(tmp_path, HEAD + "with Diagram(filename='out/x'): EC2('a')\n"))
    assert (unnamed.title, unnamed.title_lines) == ("x", ())  # as `diagrams` shows none


def test_empty_clusters_are_left_out_unless_they_are_meant(tmp_path: Path) -> None:
    diagram = one(
        read(
            tmp_path,
            HEAD + "with Diagram('T'):\n"
            "    with Cluster('empty'):\n"
            "        with Cluster('in it'): pass\n"
            "    with Cluster('outer'):\n"
            "        with Cluster('an end') as end: pass\n"
            "        with Cluster('left'): pass\n"
            "        with Cluster('a group', graph_attr={'class': 'vpc'}): pass\n"
            "    with Cluster('full'): a = EC2('a')\n"
            "    a >> end\n",
        )
    )
    assert [c.label for c in diagram.clusters] == ["outer", "an end", "a group", "full"]


def test_directions_of_arrows(tmp_path: Path) -> None:
    diagram = one(
        read(
            tmp_path,
            HEAD + "with Diagram(''):\n"
            "    a, b = EC2('a'), EC2('b')\n"
            "    a >> b\n    a << b\n    a - b\n    a >> Edge(reverse=True) >> b\n",
        )
    )
    assert [e.arrows for e in diagram.edges] == ["forward", "back", "none", "both"]
    assert [e.line for e in diagram.edges] == [5, 6, 7, 8]
    assert len({e.id for e in diagram.edges}) == 4


def test_clusters_of_one_name_stay_apart(tmp_path: Path) -> None:
    diagram = one(
        read(
            tmp_path,
            HEAD + "with Diagram('', graph_attr={'compound': 'true'}):\n"
            "    with Cluster('zone', graph_attr={'class': 'vpc', 'URL': '#u'}):\n"
            "        with Cluster('subnet'): a = EC2('a')\n"
            "    with Cluster('zone'):\n"
            "        with Cluster('subnet'): b = EC2('a')\n"
            "    a >> Edge(lhead='cluster_zone') >> b\n",
        )
    )
    assert [(c.id, c.kind, c.url) for c in diagram.clusters] == [
        ("zone", "vpc", "#u"),
        ("zone/subnet", "generic", None),
        ("zone~2", "generic", None),
        ("zone~2/subnet", "generic", None),
    ]
    assert [n.id for n in diagram.nodes] == ["zone/subnet/ec2:a", "zone~2/subnet/ec2:a"]
    (edge,) = diagram.edges
    assert edge.head == "zone"
    assert edge.via == ("zone/subnet/ec2:a", "zone~2/subnet/ec2:a")


def test_ids_last_though_node_names_are_random(tmp_path: Path) -> None:
    script = (
        HEAD + "with Diagram('T'):\n"
        "    with Cluster('c'): same = [EC2('x') for _ in range(5)]\n"
        "    same[0] >> same[1:]\n    same[1] >> same[0]\n    same[0] >> same[1]\n"
    )
    first, second = one(read(tmp_path, script)), one(read(tmp_path, script))
    assert first == second
    ids = [x.id for group in (first.nodes, first.edges, first.clusters) for x in group]
    assert len(ids) == len(set(ids))


def test_a_class_of_the_scripts_own_is_what_it_is_made_from(tmp_path: Path) -> None:
    diagram = one(read(tmp_path, HEAD + "class Web(ECS): pass\nwith Diagram('T'):\n    Web('w')\n"))
    assert diagram.nodes[0].kind == "aws.compute.ElasticContainerService"


def test_it_is_main_with_its_file_and_neighbours(tmp_path: Path) -> None:
    (tmp_path / "near.py").write_text("LABEL = 'from near'\n")
    (tmp_path / "diagrams").mkdir()  # does not hide the package
    diagram = one(
        read(
            tmp_path,
            HEAD + "import near, os, sys\n"
            "assert __name__ == '__main__' and os.path.samefile(__file__, sys.argv[0])\n"
            "assert os.listdir(os.environ['HOME']) == []\n"
            "with Diagram(near.LABEL):\n    EC2('a')\n",
        )
    )
    assert diagram.title == "from near"
    assert sorted(f.name for f in tmp_path.iterdir()) == ["diagrams", "it.py", "near.py"]


def test_secrets_of_the_environment_stay_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    title = one(
        read(tmp_path, HEAD + "import os\nwith Diagram(' '.join(os.environ)):\n    EC2('a')\n")
    ).title
    assert "HOME" in title
    assert "SECRET" not in title
    assert "PYTHON" not in title


# Bad input


def test_odd_text_comes_through(tmp_path: Path) -> None:
    label = '\\ud800 \\x01\\t \\" \\\\ é <b 日本'
    diagram = one(read(tmp_path, HEAD + f'with Diagram("{label}"):\n    EC2("{label}")\n'))
    assert diagram.title == '? \x01\t " \\ é <b 日本'
    assert "é <b 日本" in diagram.nodes[0].label


@pytest.mark.parametrize(
    ("script", "message", "line"),
    [
        (HEAD + "raise ValueError('no such zone')\n", "failed: ValueError: no such zone", 3),
        (HEAD + "def f():\n    1 / 0\nf()\n", "failed: ZeroDivisionError: division by zero", 4),
        (HEAD + "EC2('x', 1, 2)\n", "failed: TypeError", 3),
        ("import nothing_like_it\n", "failed: ModuleNotFoundError", 1),
        ("x = (\n", "failed: SyntaxError: '(' was never closed", 1),
        ("import sys\nsys.exit()\n", "exited before it drew a diagram", 2),
        ("raise SystemExit('bye')\n", "exited with “bye” before it drew a diagram", 1),
        ("import os\nos._exit(7)\n", "process ended with code 7 before it drew a diagram", None),
        ("while True: print('x' * 999)\n", "printed more than 1 MiB", 1),
        ("x = []\nwhile True: x.append(bytes(1 << 24))\n", "failed: MemoryError", 2),
    ],
)
def test_failures_name_file_and_line(
    tmp_path: Path, script: str, message: str, line: int | None
) -> None:
    if "MemoryError" in message and sys.platform != "linux":
        pytest.skip("memory is capped on Linux")
    reading = read(tmp_path, script)
    assert reading.diagrams == ()
    said, where = wrong(reading)
    assert message in said
    assert where == line
    assert reading.problems[0].severity is Severity.ERROR


def test_a_flood_past_python_is_stopped_from_outside(tmp_path: Path) -> None:
    reading = read(tmp_path, "import os\nwhile True: os.write(1, b'x' * 9999)\n")
    assert "printed more than 1 MiB" in wrong(reading)[0]


def test_a_script_that_never_ends_is_stopped_where_it_stands(tmp_path: Path) -> None:
    reading = read(tmp_path, HEAD + "def f():\n    while True: pass\nf()\n", timeout=1.0)
    said, line = wrong(reading)
    assert said.startswith("The script was stopped: it was still running after 1 s. The time limit")
    assert line == 4


def test_what_was_drawn_before_a_failure_is_kept(tmp_path: Path) -> None:
    for rest, line in (
        ("raise ValueError('x')\n", 5),
        ("import os\nos._exit(1)\n", None),
        ("with Diagram('Two'):\n    1 / 0\n", 6),  # nothing yet
    ):
        reading = read(tmp_path, GOOD + rest)
        assert [d.title for d in reading.diagrams] == ["One"]
        assert wrong(reading)[1] == line


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("1 / 0", "The script failed: ZeroDivisionError: division by zero. What"),
        ("raise SystemExit(3)", "The script exited with “3” before it was done. What"),
        ("while True: pass", "lasts"),
        ("import time; time.sleep(60)", "lasts"),
    ],
)
def test_a_diagram_shows_what_was_drawn_until_an_error(
    tmp_path: Path, rest: str, message: str
) -> None:
    if message == "lasts":
        if sys.platform == "win32":
            pytest.skip("it has no clock that ends a script by an exception")
        message = "The script was stopped: it was still running after 0.3 s."
    script = HEAD + (
        "with Diagram('Half'):\n"
        "    with Cluster('outer'):\n"
        "        with Cluster('inner'):\n"
        "            EC2('a') >> EC2('b')\n"
        f"            {rest}\n"
    )
    reading = read(tmp_path, script, timeout=0.3 if "stopped" in message else 20.0)
    (diagram,) = reading.diagrams
    assert [n.id for n in diagram.nodes] == ["outer/inner/ec2:a", "outer/inner/ec2:b"]
    assert len(diagram.edges) == 1
    said, line = wrong(reading)
    assert said.startswith(message)
    assert said.endswith("What it had drawn by then is shown.")
    assert line == 7


def test_an_error_that_the_script_passes_over_is_told(tmp_path: Path) -> None:
    script = HEAD + "try:\n    with Diagram('T'):\n        EC2('a'); 1 / 0\nexcept ValueError: 0\n"
    script = script.replace("ValueError", "ArithmeticError")
    reading = read(tmp_path, script)
    assert wrong(reading) == ("“T” was left before its end; it shows what it had by then.", 4)
    assert len(reading.diagrams) == 1


# The script's own world


def test_it_reads_what_lies_beside_it_and_writes_nothing_there(tmp_path: Path) -> None:
    folder = tmp_path / "site/docs"
    (folder / "data/deep").mkdir(parents=True)
    (tmp_path / "site/.git").mkdir()
    (tmp_path / "site/top.txt").write_text("top")
    (tmp_path / "site/shared").mkdir()
    (tmp_path / "site/shared/more.py").write_text("NAME = 'a module above'")
    (folder / "names.json").write_text('["x", "y"]')
    (folder / "data/deep/z.txt").write_text("z")
    script = HEAD + (
        "import json, os, pathlib\n"
        "names = json.load(open('names.json'))\n"
        "names += [p.read_text() for p in sorted(pathlib.Path('.').rglob('*.txt'))]\n"
        "from shared.more import NAME\n"
        "names += [open('../top.txt').read(), NAME]\n"
        "open('names.json', 'a').write('spoilt')\n"
        "pathlib.Path('data/deep/z.txt').write_text('spoilt')\n"
        "os.remove('../top.txt')\n"
        "open('new', 'w').write(open('names.json').read())\n"
        "with Diagram(open('new').read()):\n    [EC2(n) for n in names]\n"
    )
    diagram = one(read(folder, script))
    assert [n.label for n in diagram.nodes] == ["x", "y", "z", "top", "a module above"]
    assert diagram.title == '["x", "y"]spoilt'
    assert (folder / "names.json").read_text() == '["x", "y"]'
    assert (folder / "data/deep/z.txt").read_text() == "z"
    assert (tmp_path / "site/top.txt").exists()
    assert not (folder / "new").exists()


def test_of_folders_that_hold_very_much_it_gets_its_own(tmp_path: Path) -> None:
    for number in range(LINKS):
        (tmp_path / f"{number}").touch()
    script = HEAD + "import os\nwith Diagram('T'):\n    EC2(os.getcwd())\n"
    assert one(read(tmp_path, script)).nodes[0].label == str(tmp_path)


def test_what_lies_beside_its_folder_does_not_cost_it_a_copy(tmp_path: Path) -> None:
    for number in range(LINKS):
        (tmp_path / f"{number}").touch()
    folder = tmp_path / "site"
    folder.mkdir()
    script = HEAD + "open('new', 'w').close()\nwith Diagram('T'):\n    EC2('a')\n"
    assert one(read(folder, script)).nodes[0].label == "a"
    assert not (folder / "new").exists()


def test_icons_that_it_makes_are_kept(tmp_path: Path) -> None:
    (tmp_path / "source.png").write_bytes(b"a picture")
    script = HEAD + (
        "import os, tempfile, shutil\n"
        "from diagrams.custom import Custom\n"
        "temporary = os.path.join(tempfile.mkdtemp(), 'made.png')\n"
        "shutil.copy('source.png', 'beside.png')\n"
        "shutil.copy('source.png', temporary)\n"
        "with Diagram('T'):\n"
        "    Custom('a', 'beside.png'); Custom('b', temporary)\n"
        "    Custom('c', os.path.join(os.getcwd(), 'source.png'))\n"
    )
    made, other, own = one(read(tmp_path, script)).nodes
    assert made.icon
    assert made.icon == other.icon
    assert Path(made.icon).parent == icons_folder()
    assert Path(made.icon).read_bytes() == b"a picture"
    assert own.icon
    assert Path(own.icon).samefile(tmp_path / "source.png")
    assert [f.name for f in sorted(tmp_path.iterdir())] == ["it.py", "source.png"]


def test_an_icon_is_fetched_once_somebody_has_agreed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = HEAD + (
        "import urllib.request, requests\n"
        "from diagrams.custom import Custom\n"
        "urllib.request.urlretrieve('https://a.example/one?x=1', 'one.png')\n"
        "open('two.png', 'wb').write(urllib.request.urlopen('https://a.example/two.png').read())\n"
        "with open('three.png', 'wb') as file:\n"
        "    answer = requests.get('http://b.example/three.png', timeout=3)\n"
        "    answer.raise_for_status()\n"
        "    file.writelines(answer.iter_content(100))\n"
        "urllib.request.urlretrieve('https://a.example/kept.png', 'kept.png')\n"
        "where = 'https://github.com/mingrammer/diagrams/raw/master/resources/gcp/gcp.png'\n"
        "urllib.request.urlretrieve(where, 'own.png')\n"
        "with Diagram('T'):\n"
        "    for name in ('one', 'two', 'three', 'kept', 'own'):\n"
        "        Custom(name, f'{name}.png')\n"
    )
    picture = Path(packages() / "resources/aws/aws.png").read_bytes()
    tmp_path.joinpath("kept.png").write_bytes(picture)
    reading = read(tmp_path, script)
    said = (
        "3 icons from a.example and b.example were not fetched: Acetate asks you first. Fetch "
        "them from the list of problems, or with --fetch-icons."
    )
    assert [(p.message, p.kind) for p in reading.problems] == [(said, NOT_FETCHED)]
    assert [n.label for n in reading.diagrams[0].nodes if n.icon] == ["kept", "own"]
    assert reading.wanted == (
        "https://a.example/one?x=1",
        "https://a.example/two.png",
        "http://b.example/three.png",
    )

    def fetched(addresses: list[str], _cancel: object) -> dict[str, str]:
        for address in addresses[1:]:
            fetched_icons.keep(address, picture)
        return {addresses[0]: "it is no picture"}

    monkeypatch.setattr(icon_fetching, "fetch", fetched)
    reading = read(tmp_path, script, fetch=frozenset(reading.wanted))
    assert [p.message for p in reading.problems] == [
        "The icon https://a.example/one?x=1 was not fetched: it is no picture."
    ]
    assert [n.label for n in reading.diagrams[0].nodes if n.icon] == [
        *("two", "three", "kept", "own")
    ]
    assert reading.wanted == ()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["it.py", "kept.png"]


def test_another_python_runs_it(tmp_path: Path) -> None:
    path = tmp_path / "it.py"
    path.write_text(HEAD + "import sys\nwith Diagram(sys.executable):\n    EC2('a')\n")
    other = tmp_path / "python"
    other.symlink_to(Path(sys.executable).resolve())
    for python, message in (
        (other, None),
        (tmp_path / "none", "Python could not be started: [Errno 2] No such file or directory"),
    ):
        run = ScriptRun(20.0, python=str(python))
        reading = read_script(closure_of(path), DiagramOrigin("it.py", tmp_path, (), run=run))
        assert [p.message.partition(": '")[0] for p in reading.problems] == (
            [message] if message else []
        )
        assert [g.title for g in reading.graphs] == ([] if message else [str(python)])


def test_arguments_reach_it(tmp_path: Path) -> None:
    script = HEAD + (
        "import argparse\n"
        "parser = argparse.ArgumentParser()\n"
        "parser.add_argument('--env', required=True)\n"
        "with Diagram(parser.parse_args().env):\n    EC2('a')\n"
    )
    assert one(read(tmp_path, script, arguments=("--env", "prod"))).title == "prod"
    said, line = wrong(read(tmp_path, script))
    assert said.endswith(
        "it.py: error: the following arguments are required: --env. Its arguments can follow “--”."
    )
    assert line == 6


def test_it_looks_into_an_environment_without_yours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGE", "secret")
    script = HEAD + (
        "import os\n"
        "assert os.environ.get('STAGE') is None and 'STAGE' not in os.environ\n"
        "assert os.getenv('STAGE', 'x') == 'x'\n"
        "with Diagram('T'):\n    EC2('in ' + os.environ['STAGE'])\n"
    )
    reading = read(tmp_path, script)
    assert [n.label for n in reading.diagrams[0].nodes] == ["in "]
    said, _ = wrong(reading)
    assert said == "It looks up STAGE in the environment, where a script finds nothing of yours."


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("import diagrams.aws.compute as c; c.ec2", "no attribute 'ec2'"),
        ("from diagrams import Node; Node('a')", "made inside a “with Diagram(…):” block."),
        ("EC2('a')", "“EC2” is not imported. Did you mean diagrams.aws.compute.EC2?"),
        ("import boto3_of_nobody.ec2", "install what gives “boto3_of_nobody” there, or"),
    ],
)
def test_what_cannot_be_found_comes_with_advice(tmp_path: Path, line: str, advice: str) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").touch()
    said, where = wrong(read(tmp_path, line + "\n"))
    assert advice in said
    assert where == 1
    assert (f"another Python, as {tmp_path / '.venv/bin/python'}," in said) == ("boto3" in line)


def test_what_diagrams_does_not_have_is_told_and_stood_in_for(tmp_path: Path) -> None:
    tmp_path.joinpath("mine.py").write_text("from diagrams.gcp.iot import IOTCore\n")
    script = """
        from diagrams import Diagram
        import diagrams.aws.network as network
        from mine import IOTCore
        from diagrams.aws.compute import Ec2, EC3
        from diagrams.oci.edge import Cdn
        try:
            from diagrams.aws.compute import S3
        except ImportError:
            from diagrams.aws.storage import S3
        with Diagram("First"):
            S3("first")
        with Diagram("Second"):
            IOTCore("a") >> Ec2("b") >> EC3("one more", "extra", size=3) >> Cdn("d") >> network.WAF("e")
        """
    reading = read(tmp_path, script)
    assert [d.title for d in reading.diagrams] == ["First", "Second"]
    assert [(n.kind, n.label, bool(n.icon)) for d in reading.diagrams for n in d.nodes] == [
        ("aws.storage.SimpleStorageServiceS3", "first", True),
        ("gcp.iot.IotCore", "a", True),
        ("aws.compute.EC2", "b", True),
        ("aws.compute.EC3", "one more", False),
        ("oci.connectivity.CDN", "d", True),
        ("aws.security.WAF", "e", True),
    ]
    assert {p.line: p.message for p in reading.problems} == {
        4: "diagrams.gcp.iot has no “IOTCore”. Did you mean IotCore? It is drawn as that.",
        5: "diagrams.aws.compute has no “EC3”. Did you mean ECS, ECR or EC2? "
        "It is drawn without an icon.",
        6: "diagrams.oci.edge has no “Cdn”. Did you mean diagrams.oci.connectivity.CDN? "
        "It is drawn as that.",
        14: "diagrams.aws.network has no “WAF”. Did you mean diagrams.aws.security.WAF? "
        "It is drawn as that.",
    }


def test_a_quiet_exit_after_drawing_is_fine(tmp_path: Path) -> None:
    assert one(read(tmp_path, GOOD + "import sys\nsys.exit(0)\n")).title == "One"


def test_no_diagram_and_no_nodes_are_warnings(tmp_path: Path) -> None:
    assert wrong(read(tmp_path, "x = 1\n")) == ("It defines no diagram.", None)
    reading = read(tmp_path, HEAD + "with Diagram('Empty'): pass\n")
    assert wrong(reading)[0] == "The diagram “Empty” has no nodes."
    assert len(reading.diagrams) == 1


def test_an_edge_to_a_cluster_object_ends_at_the_cluster(tmp_path: Path) -> None:
    script = HEAD + (
        "with Diagram('To a group', show=False, strict=True):\n"
        "    web = EC2('web')\n"
        "    with Cluster('one') as one:\n"
        "        ECS('a')\n"
        "    with Cluster('two') as two:\n"
        "        b = ECS('b')\n"
        "    web >> one\n"
        "    web >> Edge(label='x') >> two\n"
        "    web << one\n"
        "    web - [two, b]\n"
    )
    diagram = one(read(tmp_path, script))
    assert [n.label for n in diagram.nodes] == ["web", "a", "b"]
    b = "two/elasticcontainerservice:b"
    assert sorted(e.head for e in diagram.edges) == ["one", "two", b]  # strict merges the rest
    loose = [(e.head, e.arrows) for e in one(read(tmp_path, script.replace("True", "False"))).edges]
    assert loose == [
        ("one", "forward"),
        ("two", "forward"),
        ("one", "back"),
        ("two", "none"),
        (b, "none"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        '{"diagram": 0}',
        '{"diagram": {}, "name": "x", "filename": "x", "dot": "digraph {}"}',
        '{"diagram": 0, "name": [], "filename": "x", "dot": "digraph {}", "line": "1"}',
        '{"diagram": 0, "name": "x", "filename": "x", "dot": 5}',
        '{"end": "raised", "type": {}, "text": []}',
        '{"end": ["done"]}',
        '{"end": "raised", "line": -1}',
        '{"x": ' + "[" * 100_000,
        "[]",
        "null",
        "not at all",
        "\\xff",
    ],
)
def test_a_reply_is_read_up_to_what_the_host_does_not_write(line: str) -> None:
    good = '{"diagram": 7, "name": "x", "filename": "x", "dot": "d", "line": 1}'
    reply = reply_of(f'{good}\n{line}\n{{"end": "done"}}\n'.encode())
    assert [d.diagram for d in reply.drawn] == [7]
    assert (reply.end, reply.whole) == (None, False)


@pytest.mark.parametrize(
    "said", ["b'[' * 100_000", r"b'\xff\n' * 3", """b'{"end": 5}\\n'""", r"b'\n' * 200_000"]
)
def test_a_script_that_writes_into_the_reply_is_told(tmp_path: Path, said: str) -> None:
    script = f"""{GOOD}
import os
for descriptor in range(3, 30):
    try:
        os.write(descriptor, {said})
    except OSError:
        pass
"""
    reading = read(tmp_path, script)
    assert [d.title for d in reading.diagrams] == ["One"]
    assert wrong(reading)[0].startswith("What the script drew cannot be read")


def test_what_it_writes_to_stdout_is_no_reply(tmp_path: Path) -> None:
    script = GOOD + 'import os\nos.write(1, b\'{"diagram": 1, "name": "", "dot": ""}\\n{\')\n'
    assert one(read(tmp_path, script)).title == "One"


def test_a_script_that_draws_without_end_is_stopped(tmp_path: Path) -> None:
    script = HEAD + "with Diagram('x') as d:\n    EC2('a' * 100_000)\n    while True: d.render()\n"
    reading = read(tmp_path, script)
    assert [len(d.nodes) for d in reading.diagrams] == [1]
    assert "it draws more than 32 MiB" in wrong(reading)[0]


def test_what_was_drawn_before_it_began_again_does_not_count() -> None:
    drawn = '{"diagram": %d, "name": "x", "filename": "x", "dot": "d"}'
    lines = [drawn % 0, drawn % 1, '{"again": true}', drawn % 0, '{"end": "done"}']
    assert [d.diagram for d in reply_of("\n".join(lines).encode()).drawn] == [0]


def test_where_it_stands_is_the_last_line_that_was_said() -> None:
    good = '{"at": 3}\n{"diagram": 7, "name": "x", "filename": "x", "dot": "d", "line": 1}\n'
    for said, at in [("", 3), ('{"at": 5}\n', 5), ('{"at": 12', None), ('{"at": []}', None)]:
        assert line_now(bytearray((good + said).encode())) == at
    assert reply_of(good.encode()).whole
    assert line_now(b"") is None


def test_of_very_many_diagrams_the_first_are_shown_and_the_rest_is_told() -> None:
    drawn = '{"diagram": %d, "name": "x", "filename": "x", "dot": "d"}'
    lines = [drawn % n for n in range(MOST + 7)] + [drawn % 0, '{"end": "done"}']
    reply = reply_of("\n".join(lines).encode())
    assert (len(reply.drawn), reply.more, reply.whole) == (MOST, 7, True)
    assert reply.end == End("done")


def test_a_missing_icon_is_a_warning_with_its_line(tmp_path: Path) -> None:
    script = (
        "from diagrams import Diagram\nfrom diagrams.custom import Custom\n"
        "with Diagram('T'):\n    Custom('Mine', './none.png')\n    Custom('Out', '/etc/hostname')\n"
    )
    (tmp_path / "other.py").touch()
    reading = read(tmp_path, script)
    assert [p.line for p in reading.problems] == [4, 5]
    assert "./none.png of “Mine” is missing" in reading.problems[0].message
    assert [n.icon for n in reading.diagrams[0].nodes] == [None, None]
    (tmp_path / "none.png").touch()
    assert read(tmp_path, script).diagrams[0].nodes[0].icon == str(tmp_path / "none.png")


def test_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "it.py"
    path.write_text(GOOD)
    cancel = threading.Event()
    cancel.set()
    reading = read_script(closure_of(path), DiagramOrigin("it.py", tmp_path, (), cancel=cancel))
    assert [p.message for p in reading.problems] == ["Reading it was cancelled."]


def test_each_element_has_its_place(tmp_path: Path) -> None:
    script = (
        HEAD + "with Diagram('One'):\n"
        "    größe = EC2('ö'); b = EC2(\n        'b')\n"
        "    with Cluster('C'): ECS('c')\n"
        "    größe >> b; größe >> Edge() >> b\n"
        "    [EC2(name) for name in 'x']\n"
        "def made():\n    return EC2('in a function')\n"
        "with Diagram('Two'): made()\n"
    )
    path = tmp_path / "it.py"
    path.write_text(script, encoding="utf-8")
    one, two = read_script(closure_of(path), DiagramOrigin("it.py", tmp_path, ())).graphs

    def where(elements: Iterable[SourceNode | SourceCluster | SourceEdge]) -> list[object]:
        return [(e.place.line, e.place.column) for e in elements]

    assert where(one.nodes) == [(4, 13), (4, 27), (6, 24), (8, 6)]
    assert where(one.clusters) == [(6, 10)]
    assert where(one.edges) == [(7, 5), (7, 17)]
    assert where(two.nodes) == [(10, 12)]
    assert one.nodes[0].attributes.keys().isdisjoint({"acetate_place", "acetate_kind", "width"})
    assert one.nodes[0].kind == "aws.compute.EC2"
