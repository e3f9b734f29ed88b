"""What belongs to a script, and that nothing else of its folder runs or is evaluated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SourceError
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts import closure as closures
from app.sources.scripts.closure import Closure, closure_of
from app.sources.scripts.evaluating import evaluate_script
from app.sources.scripts.running import read_script
from app.sources.scripts.script_run import ScriptRun

DRAWS = "from diagrams import Diagram, Node\n{imports}\nwith Diagram('x'):\n    Node(str({said}))\n"

_BY_PATH = (
    "import importlib.util as u\ns = u.spec_from_file_location('n', '{}')\n"
    "m = u.module_from_spec(s); s.loader.exec_module(m)"
)


def laid(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, of which the first is the script."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / next(iter(files))


def names(closure: Closure) -> set[str]:
    return set(closure.named())


def drawn(closure: Closure) -> SourceReading:
    """What it draws when it runs."""
    folder = closure.script.parent
    return read_script(closure, DiagramOrigin("it.py", folder, (folder,), run=ScriptRun(20.0)))


def labels(reading: SourceReading) -> list[str]:
    return [node.attributes["label"] for graph in reading.graphs for node in graph.nodes]


@pytest.mark.parametrize(
    ("imports", "said", "others"),
    [
        ("import a", "a.x", ["a.py"]),
        ("import os, a; import json", "a.x", ["a.py"]),
        ("from a import (\n    x,\n    y,\n)", "x", ["a.py"]),
        ("from a import \\\n    x", "x", ["a.py"]),
        ("if True: from a import x", "x", ["a.py"]),
        ("import p.q as q", "q.x", ["p/__init__.py", "p/q.py"]),
        ("from p import q", "q.x", ["p/__init__.py", "p/q.py"]),
        ("from p.r import x", "x", ["p/__init__.py", "p/r.py", "p/q.py"]),
        ("from bare import q", "q.x", ["bare/q.py"]),
        ("import sys; sys.path.insert(0, 'lib')\nimport deep", "deep.x", ["lib/deep.py"]),
        (
            "import os, sys\nsys.path.append(os.path.join(os.path.dirname(__file__), 'lib'))\nfrom deep import x",
            "x",
            ["lib/deep.py"],
        ),
        ("import importlib\na = importlib.import_module('a')", "a.x", ["a.py"]),
        (
            _BY_PATH.format("lib/deep.py"),
            "m.x",
            ["lib/deep.py"],
        ),
        ("from größe import x", "x", ["größe.py"]),
    ],
)
def test_what_it_imports_belongs_to_it_and_is_found(
    imports: str, said: str, others: list[str], tmp_path: Path
) -> None:
    script = laid(
        tmp_path,
        {
            "it.py": DRAWS.format(imports=imports, said=said),
            "a.py": "x = y = 'x'",
            "p/__init__.py": "",
            "p/q.py": "x = 'x'",
            "p/r.py": "from .q import x",
            "bare/q.py": "x = 'x'",
            "lib/deep.py": "x = 'x'",
            "größe.py": "x = 'x'",
            "unasked.py": "x = 'x'",
        },
    )
    closure = closure_of(script)
    assert names(closure) == {"it.py", *others}
    reading = drawn(closure)
    assert [str(p) for p in reading.problems] == []
    assert labels(reading) == ["x"]


def test_classes_of_diagrams_are_no_modules_beside_it(tmp_path: Path) -> None:
    text = "from diagrams.aws.network import (\n    VPC,\n)\n"
    script = laid(tmp_path, {"it.py": text, "network.py": "", "VPC.py": "", "aws/x.py": ""})
    assert names(closure_of(script)) == {"it.py"}


def test_modules_above_it_belong_to_it_up_to_its_repository(tmp_path: Path) -> None:
    script = laid(
        tmp_path,
        {
            "r/docs/it.py": "import a, b, c",
            "r/docs/a.py": "",
            "r/b.py": "import d",
            "c.py": "",
            "r/d.py": "",
        },
    )
    (tmp_path / "r/.git").mkdir()
    assert names(closure_of(script)) == {"it.py", "a.py", "../b.py", "../d.py"}


def test_a_link_brings_nothing_from_elsewhere(tmp_path: Path) -> None:
    script = laid(tmp_path / "in", {"it.py": "import secret, there", "there.py": "x = 1"})
    (tmp_path / "out.py").write_text("key = 1")
    (tmp_path / "in/secret.py").symlink_to(tmp_path / "out.py")
    assert names(closure_of(script)) == {"it.py", "there.py"}


def test_one_that_changes_moves_or_comes_in_makes_another_closure(tmp_path: Path) -> None:
    script = laid(tmp_path, {"it.py": "import a, late", "a.py": "x = 1"})
    seen = [closure_of(script).digest]
    for name, text in (("a.py", "x = 2"), ("late.py", ""), ("it.py", "import a, late  #")):
        (tmp_path / name).write_text(text)
        seen.append(closure_of(script).digest)
    (tmp_path / "late.py").unlink()
    seen.append(closure_of(script).digest)
    assert len(set(seen)) == len(seen)
    (tmp_path / "unasked.py").write_text("x")
    assert closure_of(script).digest == seen[-1]


def test_one_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closures, "MOST", 3)
    script = laid(tmp_path, {"it.py": "import a, b, c", "a.py": "", "b.py": "", "c.py": ""})
    with pytest.raises(SourceError, match="more than 3 files"):
        closure_of(script)
    deep = tmp_path / "x" / "/".join(["x"] * 40)
    deep.mkdir(parents=True)
    monkeypatch.setattr(closures, "MOST", 500)
    assert names(closure_of(laid(tmp_path, {"it.py": "import x"}))) == {"it.py"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_of_that_name_holds_nothing_up(tmp_path: Path) -> None:
    script = laid(tmp_path, {"it.py": "import a"})
    os.mkfifo(tmp_path / "a.py")
    assert names(closure_of(script)) == {"it.py"}


@given(st.binary(max_size=300))
def test_any_bytes_have_a_closure(content: bytes) -> None:
    """Made without a folder of their own for each: there is nothing beside them."""
    script = Path(__file__).with_name("nowhere") / "it.py"
    assert Closure(script, {script: content}).digest


SWAPS = [
    ("import a", "a.x"),
    ("import sys; sys.path.insert(0, '.')\nimport a", "a.x"),
    ("import sys; sys.path.insert(0, 'lib')\nimport a", "a.x"),
    (_BY_PATH.format("a.py"), "m.x"),
]


@pytest.mark.parametrize(("imports", "said"), SWAPS)
@pytest.mark.parametrize("evaluated", [False, True])
def test_what_is_swapped_after_it_was_read_does_not_run(
    imports: str, said: str, evaluated: bool, tmp_path: Path
) -> None:
    script = laid(
        tmp_path,
        {
            "it.py": DRAWS.format(imports=imports, said=said),
            "a.py": "x = 'good'",
            "lib/a.py": "x = 'good'",
        },
    )
    closure = closure_of(script)
    for name in ("it.py", "a.py", "lib/a.py"):
        (tmp_path / name).write_text(DRAWS.format(imports="", said="'bad'") + "x = 'bad'")
    if evaluated:
        origin = DiagramOrigin("it.py", tmp_path, (tmp_path,))
        assert "bad" not in labels(evaluate_script(closure, origin))
    else:
        assert labels(drawn(closure)) == ["good"]


@pytest.mark.parametrize(
    "imports",
    [
        "a = __import__('l' + 'ate')",
        "import sys; sys.path.insert(0, '.')\na = __import__('l' + 'ate')",
        "import sys, os; sys.path.insert(0, os.getcwd())\na = __import__('l' + 'ate')",
        "import runpy; runpy.run_path('l' + 'ate.py')",
        "exec(open('l' + 'ate.py').read())",
        "import importlib.machinery as m\nm.SourceFileLoader('n', 'l' + 'ate.py').load_module()",
        "import importlib.machinery as m\nm.SourcelessFileLoader('n', 'l' + 'ate.pyc').load_module()",
    ],
)
def test_a_module_that_was_not_handed_over_does_not_run(imports: str, tmp_path: Path) -> None:
    import py_compile

    script = laid(
        tmp_path,
        {
            "it.py": DRAWS.format(imports=imports, said="'run'"),
            "late.py": "from diagrams import Diagram, Node\nwith Diagram('y'):\n    Node('late')\n",
        },
    )
    py_compile.compile(str(tmp_path / "late.py"), str(tmp_path / "late.pyc"))
    reading = drawn(closure_of(script))
    assert labels(reading) == []
    assert len(reading.problems) == 1


def test_planted_bytecode_does_not_run(tmp_path: Path) -> None:
    import py_compile

    script = laid(
        tmp_path, {"it.py": DRAWS.format(imports="import a", said="a.x"), "a.py": "x = 'bad!'"}
    )
    py_compile.compile(
        str(tmp_path / "a.py"), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    (tmp_path / "a.py").write_text("x = 'good'")
    assert labels(drawn(closure_of(script))) == ["good"]
