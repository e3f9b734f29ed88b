"""The rooms keep apart: import contracts, and what a start really loads."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent


def test_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert _circles("app") == []


def test_imports_in_functions_and_for_types_close_a_circle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "house_of_circles"
    house.mkdir()
    texts = {
        "__init__": "",
        "door": "from house_of_circles import hall, yard\n",
        "hall": "def enter():\n    from house_of_circles.stairs import climb\n",
        "stairs": "if TYPE_CHECKING:\n    from house_of_circles.hall import enter\n",
        "yard": "import house_of_circles.hall\n",
    }
    for name, text in texts.items():
        (house / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert _circles(house.name) == [[f"{house.name}.hall", f"{house.name}.stairs"]]


def test_only_the_ui_room_imports_widgets() -> None:
    # The import contracts see packages outside `app` as a whole; this one needs a submodule.
    guilty = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "app").rglob("*.py")
        if "ui" not in file.relative_to(ROOT / "app").parts[:1]
        and "QtWidgets" in file.read_text(encoding="utf-8")
        and "QtWidgets" in _imports(file)
    ]
    assert guilty == []


def test_the_command_line_reaches_the_window_through_one_door() -> None:
    doors = {
        name
        for file in (ROOT / "app").glob("cli*.py")
        for name in _imports(file)
        if name.startswith("app.ui")
    }
    assert doors == {"app.ui.shell.application"}


def test_no_expression_is_possessive_or_atomic() -> None:
    # CPython 3.11 matches those wrongly before 3.11.5, and Debian 12 has 3.11.2.
    guilty = []
    for file in (ROOT / "app").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if not re.search(r"^\s*import re$", text, re.MULTILINE):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", node.value, flags=re.DOTALL)
                if re.search(r"[*+?}]\+|\(\?>", plain):
                    guilty.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert guilty == []


def test_no_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for file in sorted((ROOT / "app").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for name in re.findall(r"^class _*(\w+)", text, re.MULTILINE):
            places.setdefault(name, []).append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_a_class_has_at_most_25_methods_or_tells_why() -> None:
    guilty = []
    for file in sorted((ROOT / "app").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if text.count(" def ") > 25 else ():
            if isinstance(node, ast.ClassDef):
                methods = [m for m in node.body if isinstance(m, ast.FunctionDef)]
                if len(methods) > 25 and "Many methods:" not in (ast.get_docstring(node) or ""):
                    guilty.append(f"{node.name}: {len(methods)}")
    assert guilty == []


# Of Python's own library, or public whatever they are called.
NOT_PRIVATE = {"_DummyThread", "_NamedFuncPointer", "_replace"}


def test_tests_touch_nothing_private() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line} {name}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for line, name in _touched(file)
        if name.startswith("_") and not name.startswith("__") and name not in NOT_PRIVATE
    ]
    assert found == []


def test_data_folders_are_no_packages() -> None:
    # With an __init__.py they would hide the `diagrams` package and its icons.
    assert not list((ROOT / "diagrams").rglob("__init__.py"))
    assert not list((ROOT / "resources").rglob("__init__.py"))


@pytest.mark.usefixtures("warm_cache")
@pytest.mark.parametrize(
    "code",
    [
        "from app.cli import main; main(['list', '--json'])",
        "from app.cli import main; main(['check', '--json'])",
        "from app.cli import main; main(['search', 'gateway'])",
        "from app.cli import main; main(['study', '--json'])",
        "from app.cli import main; main(['trace', 'nat gateway', '--diagram', 'vpc'])",
        "import app.scene.theme",
    ],
)
def test_no_qt_is_loaded_by(code: str) -> None:
    spy = "import sys; print([m for m in sys.modules if m.startswith('PySide6')], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {spy}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines()[-1] == "[]", done.stderr


def test_a_window_is_there_before_what_lays_out_and_what_frames_tours() -> None:
    late = (
        "app.layout.layout",
        "app.layout.router",
        "app.render.camera",
        "app.svg",
        "app.exporters",
    )
    spy = f"import sys; print([m for m in sys.modules if m.startswith({late})], file=sys.stderr)"
    code = f"import app.ui.shell.window, app.layout.keeping; {spy}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]", done.stderr


def _circles(package: str) -> list[list[str]]:
    """The largest sets of modules of a package each of which leads to each by its imports, those in
    functions and for types included."""
    graph = grimp.build_graph(package, cache_dir=None)
    found: list[list[str]] = []
    number: dict[str, int] = {}  # in which order a module was come to
    open_: list[str] = []  # those whose circle is not known yet

    def visit(module: str) -> int:
        """The least number that is reached from a module among those that are open."""
        least = number[module] = len(number)
        open_.append(module)
        for other in sorted(graph.find_modules_directly_imported_by(module)):
            if other not in number:
                least = min(least, visit(other))
            elif other in open_:
                least = min(least, number[other])
        if least == number[module]:
            at = open_.index(module)
            if len(open_) - at > 1:
                found.append(sorted(open_[at:]))
            del open_[at:]
        return least

    for module in sorted(graph.modules):
        if module not in number:
            visit(module)
    return found


def test_the_sheet_of_keys_loads_no_mode() -> None:
    late = ("presenting.presenter", "study.room", "tours.editor")
    spy = f"import sys; print([m for m in sys.modules if m.endswith({late})], file=sys.stderr)"
    code = f"from app.ui.shell.all_keys import modes; modes(); {spy}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]", done.stderr


def _touched(file: Path) -> Iterator[tuple[int, str]]:
    """Line and name of each attribute of another object, and of each name imported from `app`."""
    text = file.read_text(encoding="utf-8")
    if not re.search(r"(?<!self)\._[a-zA-Z]|import .*\b_[a-zA-Z]", text):  # quicker to see
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") not in ("self", "cls"):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("app"):
            yield from ((node.lineno, name.name) for name in node.names)


def _imports(file: Path) -> set[str]:
    """Names of the modules a file imports anywhere in it, and the names taken from them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(alias.name for alias in node.names)
    return {part for name in found for part in (name, name.rpartition(".")[2])}
