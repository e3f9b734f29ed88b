"""Files that others wrote are read through one door: what is no regular file, or is too large,
is said and holds nobody up, whoever reads it."""

from __future__ import annotations

import ast
import os
import re
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

import app
from app.bounded import beginning, read_whole
from app.errors import AcetateError
from app.layout.images import image_size
from app.render import note_images
from app.sources.graphs.dot import read_dot
from app.sources.ignoring import ignored_in
from app.sources.infrastructure.cloudformation.reading import read_template
from app.sources.infrastructure.terraform.reading import read_terraform
from app.sources.markdown.note import read_note
from app.sources.reading import DiagramOrigin


def _of_terraform(path: Path) -> str:
    """What is said of it."""
    read = read_terraform(path, DiagramOrigin(path.name, path.parent, (Path("/"),)))
    return " ".join(problem.message for problem in read.problems)


_READERS: dict[str, Callable[[Path], object]] = {
    "x.dot": lambda path: read_dot(path, DiagramOrigin(path.name, path.parent, ())),
    "x.tf": _of_terraform,
    "x.yaml": lambda path: read_template(path, DiagramOrigin(path.name, path.parent, ())).problems,
    "x.md": lambda path: read_note(path, path.name),
    "x.png": lambda path: note_images.read(path, 100, None, 1.0),
    "y.png": lambda path: image_size(str(path)),
    ".gitignore": lambda path: ignored_in(str(path.parent), None),
}
_SPARSE = 30 << 30  # bytes; takes no room on the disk


def _answer(read: Callable[[Path], object], path: Path) -> object:
    """What it comes back with: nothing, or one sentence."""
    said: list[object] = []

    def run() -> None:
        try:
            said.append(read(path))
        except (AcetateError, OSError) as why:
            said.append(str(why))

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    assert said, "it hangs"
    return said[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize("name", _READERS)
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_regular_file_is_not_opened_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    path = tmp_path / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(name)
    answer = _answer(_READERS[name], path)
    assert answer is None or kind in str(answer)


@pytest.mark.parametrize("name", ["x.dot", "x.tf", "x.yaml", "x.md", "x.png"])
def test_a_sparse_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        try:
            file.truncate(_SPARSE)
        except OSError:
            pytest.skip("no sparse files here")
    answer = _answer(_READERS[name], path)
    assert answer is None or "larg" in str(answer)


def test_a_regular_file_is_read_as_far_as_it_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a\r\nb")
    assert (beginning(path, 2), read_whole(path, 4)) == (b"a\r", b"a\r\nb")
    with pytest.raises(OSError, match="folder"):
        beginning(tmp_path, 1)


# What else opens files, and whose they are. Whoever is to read what others wrote does not join them.
_OTHERS = {
    "atomic.py": "what is written",
    "bounded.py": "the door",
    "catalogue.py": "ours",
    "sources/infrastructure/table.py": "ours",
    "cli.py": "the null device",
    "confinement/landlock.py": "what a child is let at, to name it",
    "exporters/anki.py": "what was just made",
    "layout/maze.py": "ours",
    "libraries.py": "the system's",
    "page/page.py": "ours",
    "search/synonyms.py": "ours",
    "scratch.py": "folders of ours",
    "sources/drawio/kinds.py": "a package's",
    "sources/edits/copying.py": "ours",
    "sources/graphs/classes.py": "a package's",
    "sources/graphs/colours.py": "ours",
    "sources/graphs/kept.py": "ours",
    "sources/markdown/signs.py": "ours",
    "sources/infrastructure/cloudformation/serverless_policies.py": "ours",
    "sources/scripts/evaluating.py": "ours",
    "sources/scripts/neighbours.py": "a script's, in its own process",
    "sources/scripts/fetching.py": "within a script's child",
    "sources/scripts/folder.py": "a script's folder, with a check of its own",
    "sources/scripts/names.py": "a package's",
    "stencils.py": "ours",
    "subjects.py": "ours",
    "ui/services/first_picture.py": "ours",
    "ui/services/settings.py": "the person's",
}


def _opens(call: ast.Call) -> bool:
    named = call.func
    first = call.args[0] if call.args else None
    if isinstance(named, ast.Name):
        return named.id == "open" or (named.id in {"QImage", "QFile"} and _named_file(first))
    if not isinstance(named, ast.Attribute):
        return False
    if named.attr in {"read_bytes", "read_text"}:
        return True
    owner = named.value.id if isinstance(named.value, ast.Name) else ""
    if named.attr == "open":
        mode = first.value if isinstance(first, ast.Constant) else None
        by_mode = isinstance(mode, str) and re.fullmatch("[rwab+t]+", mode)
        return (
            owner in {"os", "io"}
            or bool(by_mode)
            or any(k.arg == "encoding" for k in call.keywords)
        )
    return False


def _named_file(first: ast.expr | None) -> bool:
    """Whether an image or a file is made of a name."""
    return isinstance(first, ast.Name) and first.id in {"path", "file", "name"}


def test_nothing_else_opens_files_that_others_wrote() -> None:
    ours = Path(app.__file__).parent
    found = {
        path.relative_to(ours).as_posix()
        for path in ours.rglob("*.py")
        if re.search("open|QImage|QFile|read_text|read_bytes", text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and _opens(node)
    }
    assert found == set(_OTHERS)
