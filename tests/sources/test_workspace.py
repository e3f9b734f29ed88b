"""What is opened, in which order, and what is not touched."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.cache import Cache
from app.errors import SourceError
from app.model.ids import DiagramId, ElementId
from app.model.problem import NOT_EVALUATED
from app.model.workspace import Workspace
from app.session.reconcile import with_broken
from app.sources.scripts.closure import Closure
from app.sources.scripts.script_run import AS_USUAL
from app.sources.workspace import bundled_root, load, steps

SCRIPT = (
    "from diagrams import Diagram\nfrom diagrams.aws.compute import EC2\n"
    "with Diagram('T'):\n    EC2('Web server')\n"
)


def never(path: Path) -> bool:
    pytest.fail(f"asked for {path}")


def load_all(path: Path) -> Workspace:
    return load(path, allowed=lambda _: AS_USUAL)


def test_the_bundled_workspace(bundled: Workspace) -> None:
    assert bundled.bundled
    assert [d.id for d in bundled.diagrams][:3] == ["vpc", "ecs", "glue"]
    assert [d.source for d in bundled.diagrams][:1] == ["diagrams/vpc.py"]
    assert Path(bundled.root) == bundled_root()
    assert all(n.file.startswith("resources/notes/") for n in bundled.notebook.notes)
    assert bundled.problems == ()
    for diagram in bundled.diagrams:
        assert len(diagram.components) >= 10
        links = bundled.links[diagram.id]
        assert [id for id, made in links.items() if made.section is None] == []


def test_bundled_scripts_are_kept_and_run_again_when_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an installation of its own, whose script draws when it was run."""
    entries = tmp_path / "cache" / "scripts"
    (tmp_path / "app").mkdir()
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "resources").mkdir()
    for known in (bundled_root() / "resources").glob("*.json"):
        (tmp_path / "resources" / known.name).write_bytes(known.read_bytes())
    monkeypatch.setattr("app.__file__", str(tmp_path / "app" / "__init__.py"))
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "diagrams" / "it.py"
    path.write_text(SCRIPT.replace("'Web server'", "str(__import__('time').time_ns())"))
    first, again = (load(tmp_path) for _ in "ab")
    assert first == again
    assert len(first.diagrams) == 1
    path.write_text(path.read_text().replace("'T'", "'U'"))
    changed = load(tmp_path).diagrams[0]
    assert changed.title == "U"
    for entry in entries.iterdir():
        Cache("scripts").put(entry.name, b"not a diagram")
    anew = load(tmp_path).diagrams[0]
    assert anew.title == "U"
    assert len({d.nodes[0].label for d in (first.diagrams[0], changed, anew)}) == 3


def test_a_folder_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    for name in ("b.dot", "diagrams/a.gv", "elsewhere/c.dot", ".hidden.dot"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("digraph { a }")
    for name in ("one.md", "notes/two.md", "resources/notes/three.md", "elsewhere/four.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("# A\n")
    workspace = load(tmp_path)
    assert [d.source for d in workspace.diagrams] == ["b.dot", "diagrams/a.gv", "elsewhere/c.dot"]
    assert [n.file for n in workspace.notebook.notes] == [
        "elsewhere/four.md",
        "notes/two.md",
        "one.md",
        "resources/notes/three.md",
    ]
    assert (workspace.title, workspace.bundled) == (tmp_path.name, False)


def test_each_script_is_asked_about_and_evaluated_where_it_may_not_run(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(SCRIPT + "import subprocess\n")
    (tmp_path / "it.md").write_text("# Web server\n")
    asked: list[Path] = []

    def refuse(closure: Closure) -> None:
        asked.append(closure.script)

    workspace = load(tmp_path, allowed=refuse)
    assert asked == [tmp_path / "a.py", tmp_path / "b.py"]
    assert workspace.restricted == ("a.py", "b.py")
    assert [(p.file, p.kind) for p in workspace.problems] == [
        ("a.py", NOT_EVALUATED),
        ("b.py", NOT_EVALUATED),
    ]
    run = load_all(tmp_path)
    assert (run.restricted, run.problems) == ((), ())
    assert [d.nodes for d in run.diagrams] == [d.nodes for d in workspace.diagrams]
    for found in (workspace, run):
        link = found.link(DiagramId("a"), ElementId("ec2:web-server"))
        assert link is not None
        assert (link.section, link.reason) == ("web-server", "label")


def test_a_file_alone(tmp_path: Path, warm_cache: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/n.md").write_text("# A\n")
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams/a.dot").write_text("digraph { a }")
    (tmp_path / "diagrams/b.dot").write_text("digraph { b }")
    workspace = load(tmp_path / "diagrams/a.dot")
    assert [d.source for d in workspace.diagrams] == ["diagrams/a.dot"]
    assert [n.file for n in workspace.notebook.notes] == ["notes/n.md"]
    workspace = load(tmp_path / "notes/n.md")
    assert workspace.borrowed
    assert len(workspace.notebook.notes) == 1


def test_one_of_ours_alone_is_still_ours(warm_cache: Path) -> None:
    workspace = load(bundled_root() / "diagrams" / "vpc.py")
    assert workspace.bundled
    assert [d.id for d in workspace.diagrams] == ["vpc"]
    assert workspace.notebook.notes


def test_one_stem_twice_makes_two_ids(tmp_path: Path) -> None:
    for name in ("a.dot", "a.gv"):
        (tmp_path / name).write_text("digraph { a }")
    assert [d.id for d in load_all(tmp_path).diagrams] == ["a", "a.gv/a"]


def test_missing_odd_and_empty(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file or folder"):
        load_all(tmp_path / "none")
    (tmp_path / "x.rst").touch()
    with pytest.raises(SourceError, match="is not a diagram or a note"):
        load_all(tmp_path / "x.rst")
    (told,) = load_all(tmp_path).problems
    assert "no diagrams here" in told.message


def test_links_out_of_the_workspace_are_left_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
    (outside / "secret.md").write_text("# Secret\n")
    try:
        (inside / "a.md").symlink_to(outside / "secret.md")
        (inside / "notes").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    workspace = load_all(inside)
    assert workspace.notebook.notes == ()
    assert [p.file for p in workspace.problems] == ["notes", "a.md"]


def test_unreadable_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.dot").write_text("digraph {")
    (tmp_path / "b.py").write_text("import diagrams\nraise ValueError('x')")
    (tmp_path / "c.dot").write_text("digraph { c }")
    workspace = load_all(tmp_path)
    assert [d.id for d in workspace.diagrams] == ["c"]
    assert [p.file for p in workspace.problems] == ["a.dot", "b.py"]


def test_it_grows_and_can_be_cancelled(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.dot").write_text("digraph { a }")
    (tmp_path / "n.md").write_text("# A\n")
    told: list[tuple[int, int, str]] = []
    grown = list(steps(tmp_path, on_progress=lambda *t: told.append(t)))
    assert [len(w.diagrams) for w in grown] == [1, 2, 3, 3]
    assert [len(w.notebook.notes) for w in grown] == [0, 0, 0, 1]
    assert [w.growing for w in grown] == [True, True, True, False]
    assert told == [(0, 4, "a.dot"), (1, 4, "b.dot"), (2, 4, "c.dot"), (3, 4, "n.md")]
    cancel = threading.Event()
    growing = steps(tmp_path, cancel=cancel)
    next(growing)
    cancel.set()
    assert [len(w.diagrams) for w in growing] == [1]


def test_plain_text_is_a_note_where_there_is_nothing_else(tmp_path: Path, warm_cache: Path) -> None:
    (tmp_path / "study.txt").write_text("# S3\nBuckets.\n")
    for path in (tmp_path, tmp_path / "study.txt"):
        workspace = load(path)
        assert [s.title for s in workspace.notebook.sections] == ["S3"]
        assert workspace.borrowed
    (tmp_path / "n.markdown").write_text("# A\n")
    assert [n.file for n in load(tmp_path).notebook.notes] == ["n.markdown"]


def test_a_broken_graph_stays_as_it_was_beside_the_others_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "two.gv"
    file.write_text("graph a { x }\ngraph b { y }\n")
    before = load(file)
    file.write_text("graph a { x; new }\ngraph b { y -- }\n")
    now = with_broken(load(file), before)
    assert [(d.id, [n.label for n in d.nodes]) for d in now.diagrams] == [
        ("two/a", ["x", "new"]),
        ("two/b", ["y"]),
    ]
    assert now.outdated == {"two/b"}
    assert [(p.file, p.line) for p in now.problems] == [("two.gv", 2)]
