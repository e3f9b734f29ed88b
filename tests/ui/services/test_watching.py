"""Files on disk change as editors change them; what is on screen stays."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Section
from app.model.view_state import Viewport
from app.session import verbs
from app.session.changes import Changed
from app.sources.scripts.closure import closure_of
from app.trust.grants import trust_folder, trust_scripts
from app.ui.kit import motion
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.services.watching import WatchDelays, Watching
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from tests.ui.driving import without_image

DOT = """digraph net {
  layers="iam:net";
  gateway [label="Gateway"];
  router [label="Router", layer="net"];
  role [label="Role", layer="iam"];
  gateway -> router; gateway -> role;
}
"""
SCRIPT = """from diagrams import Diagram
from diagrams.aws.compute import EC2
with Diagram("Mine", filename="mine"):
    EC2("server") >> EC2("worker")
"""
LONG = "".join(f"\n## Part {n}\n\n" + "Words that fill the page. " * 40 + "\n" for n in range(1, 9))
NOTE = "# Router\n\nIt routes.\n" + LONG
NOBODY = 65534
SECOND = 1200  # ms: what a reload takes at most, and some for a busy machine

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def pace() -> WatchDelays:
    """In haste, where a test does not ask for another."""
    return WatchDelays(settle=30, away=60, poll=100)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "study"
    (made / "notes").mkdir(parents=True)
    (made / "net.dot").write_text(DOT)
    (made / "notes" / "router.md").write_text(NOTE)
    return made


@pytest.fixture
def window(qtbot: QtBot, folder: Path, pace: WatchDelays, warm_cache: Path) -> Iterator[MainWindow]:
    """A window on the folder."""
    store = Store()
    made = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    qtbot.addWidget(made, before_close_func=without_image)
    made.resize(1280, 800)
    made.complete()
    assert made.watching is not None
    made.watching.pace = pace
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.jobs.opened, timeout=20_000):
        made.jobs.open(folder)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=20_000)
    yield made
    made.close()
    motion.set_reduced(None)


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    def wait(what: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(what()), timeout=10_000)

    return wait


def _labels(store: Store) -> set[str]:
    return {n.label for n in store.layout.diagram.nodes} if store.layout else set()


def _save_by_rename(file: Path, text: str) -> None:
    """As vim and VS Code do."""
    fresh = file.with_name(f".{file.name}.swp")
    fresh.write_text(text)
    fresh.replace(file)


def _shown(store: Store, id: str) -> Diagram | None:
    return store.workspace.diagram(DiagramId(id)) if store.workspace else None


def _title(store: Store, id: str) -> str:
    diagram = _shown(store, id)
    return diagram.title if diagram else ""


def _drawn(store: Store, id: str) -> set[str]:
    diagram = _shown(store, id)
    return {n.label for n in diagram.nodes} if diagram else set()


def _component(store: Store, label: str) -> str:
    assert store.diagram is not None
    return next(n.id for n in store.diagram.nodes if n.label == label)


# Finding out


@pytest.mark.parametrize("pace", [WatchDelays()])
def test_a_change_is_on_screen_within_a_second(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    store = window.store
    began = time.monotonic()
    (folder / "net.dot").write_text(DOT.replace('"Gateway"', '"Front door"'))
    qtbot.waitUntil(lambda: "Front door" in _labels(store), timeout=10_000)
    # The layout of it comes last; its process has to start on a busy machine.
    assert time.monotonic() - began < 5 * SECOND / 1000


def test_saving_by_rename_again_and_again(window: MainWindow, folder: Path, until: Until) -> None:
    for word in ("one", "two", "three"):
        _save_by_rename(folder / "net.dot", DOT.replace('"Gateway"', f'"{word}"'))
        until(lambda w=word: w in _labels(window.store))  # type: ignore[misc]


def test_a_file_in_a_folder_that_is_made_later(
    window: MainWindow, folder: Path, until: Until
) -> None:
    (folder / "diagrams").mkdir()
    (folder / "diagrams" / "more.gv").write_text("digraph { x -> y }")
    until(lambda: window.store.workspace and window.store.workspace.diagram(DiagramId("more")))
    (folder / "diagrams" / "more.gv").write_text("digraph { x -> z }")
    until(lambda: _drawn(window.store, "more") == {"x", "z"})


def test_what_the_system_does_not_tell_is_found(
    window: MainWindow, folder: Path, until: Until
) -> None:
    assert window.watching is not None
    system = window.watching.findChild(QFileSystemWatcher)
    assert system is not None
    until(system.files)
    system.blockSignals(True)
    (folder / "net.dot").write_text(DOT.replace('"Gateway"', '"Quiet"'))
    until(lambda: "Quiet" in _labels(window.store))


@pytest.mark.parametrize("pace", [WatchDelays(settle=30, away=300)])
def test_a_file_that_is_away_for_a_moment_stays(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    file = folder / "net.dot"
    ids: list[str] = []
    window.store.on(Changed.STATE, lambda change: ids.append(change.new.state.diagram))
    window.store.do(verbs.select, ElementId(_component(window.store, "Role")))
    file.unlink()
    qtbot.wait(200)
    file.write_text(DOT.replace('"Gateway"', '"Back again"'))
    until(lambda: "Back again" in _labels(window.store))
    assert set(ids) == {"net"}
    assert window.store.state.selection is not None


def test_touching_a_file_reads_nothing_twice(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    """A script draws when it was run."""
    trust_folder(folder)

    def drawn() -> list[str]:
        found = window.store.workspace and window.store.workspace.diagram(DiagramId("mine"))
        return [n.label for n in found.nodes] if found else []

    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        (folder / "mine.py").write_text(
            SCRIPT.replace('"server"', 'str(__import__("time").time_ns())')
        )
    first = drawn()
    assert len(first) == 2
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        os.utime(folder / "mine.py")
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        (folder / "notes" / "router.md").write_text(NOTE + "\nMore.\n")
    assert drawn() == first


def test_a_script_runs_again_when_what_it_imports_changes(
    window: MainWindow, folder: Path, until: Until
) -> None:
    (folder / "shared.py").write_text('NAME = "first"\n')
    (folder / "mine.py").write_text(
        SCRIPT.replace("with", "import shared\nwith").replace('"server"', "shared.NAME")
    )

    def drawn() -> set[str]:
        found = window.store.workspace and window.store.workspace.diagram(DiagramId("mine"))
        return {n.label for n in found.nodes} if found else set()

    until(lambda: "first" in drawn())
    (folder / "shared.py").write_text('NAME = "second"\n')
    until(lambda: "second" in drawn())


def test_a_second_change_while_the_first_is_read(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    slow = SCRIPT.replace("with", "import time; time.sleep(1)\nwith")
    (folder / "mine.py").write_text(slow)
    qtbot.wait(700)
    (folder / "mine.py").write_text(SCRIPT.replace("server", "last word"))
    until(lambda: window.store.workspace and window.store.workspace.diagram(DiagramId("mine")))
    found = window.store.workspace and window.store.workspace.diagram(DiagramId("mine"))
    assert found
    assert "last word" in {n.label for n in found.nodes}


def test_closing_stops_watching(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """What is left is found by the suite's own check."""
    window.close()
    (folder / "net.dot").write_text("digraph { late }")
    qtbot.wait(400)
    assert "late" not in _labels(window.store)


def test_without_a_window_nothing_is_open_yet(qtbot: QtBot, folder: Path) -> None:
    jobs = Jobs(Store())
    made = Watching(jobs, dict)
    made.look()
    made.close()
    jobs.close()


# What stays


def test_a_changed_diagram_keeps_layers_selection_and_viewport(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    store = window.store
    store.do(verbs.toggle_layer, "net")
    store.do(verbs.select, ElementId(_component(store, "Role")))
    store.do(verbs.set_viewport, Viewport(40, 30, 1.5))
    state = store.state
    text = DOT.replace('"Gateway"', '"Front door"')
    text = text.replace("iam:net", "iam:net:data").replace(
        "gateway ->", 'db [label="DB", layer="data"]; gateway -> db; gateway ->', 1
    )
    (folder / "net.dot").write_text(text)
    until(lambda: {"Front door", "DB"} <= _labels(store))
    qtbot.wait(300)  # the canvas has told where it looks
    now = store.state
    assert now.selection == state.selection
    assert now.section == state.section
    assert now.layers == {"iam", "data"}, "what is new is shown, what was off stays off"
    assert now.viewport is not None
    assert now.viewport.scale == 1.5


def test_the_selected_component_keeps_its_selection_under_a_new_name(
    window: MainWindow, folder: Path, until: Until
) -> None:
    store = window.store
    store.do(verbs.select, ElementId(_component(store, "Role")))
    (folder / "net.dot").write_text(DOT.replace('"Role"', '"Task role"'))
    until(lambda: "Task role" in _labels(store))
    assert store.state.selection == _component(store, "Task role")


def _top(window: MainWindow) -> str:
    """The text at the top of the note."""
    assert window.notes is not None
    view = window.notes.view
    return view.document().findBlock(view.place()[0]).text()


def test_a_changed_note_stays_where_it_is_read(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    notes = window.notes
    assert notes is not None
    window.store.do(verbs.open_section, SectionId("router"))
    until(lambda: "Part 8" in notes.view.toPlainText())
    bar = notes.view.verticalScrollBar()
    heading = notes.view.document().find("Part 5")
    bar.setValue(bar.value() + notes.view.cursorRect(heading).top())
    qtbot.waitUntil(lambda: _top(window) == "Part 5")
    file = folder / "notes" / "router.md"
    more = NOTE.replace("It routes.", "It routes.\n\nA word more. 🙂\n\n" + "Much more. " * 200)
    file.write_text(more)
    until(lambda: "Much more." in notes.view.toPlainText())
    assert _top(window) == "Part 5"
    file.write_text(more.replace("# Router", "# The router").replace("## Part 8", "## The end"))
    until(lambda: "The end" in notes.view.toPlainText())
    assert _top(window) == "Part 5"
    assert window.store.state.section == "the-router"


def test_notes_in_deep_folders_come_are_renamed_and_go(
    window: MainWindow, folder: Path, until: Until
) -> None:
    store = window.store

    def files() -> list[str]:
        return [note.file for note in store.workspace.notebook.notes] if store.workspace else []

    deep = folder / "week 1" / "day 2"
    deep.mkdir(parents=True)
    (deep / "queue.md").write_text("# Queues\n\nFirst in.\n\n## Part 8\n\nLeft over.\n")
    until(lambda: "week 1/day 2/queue.md" in files())
    store.do(verbs.open_section, SectionId("queue/part-8"))
    (deep / "queue.md").rename(deep / "line.md")
    until(lambda: "week 1/day 2/line.md" in files())
    assert store.state.section == "line/part-8"
    deep.rename(folder / "week 1" / "Day 10")
    until(lambda: "week 1/Day 10/line.md" in files())
    assert store.state.section == "line/part-8"
    shutil.rmtree(folder / "week 1")
    until(lambda: files() == ["notes/router.md"])


def test_a_note_that_did_not_change_is_not_put_up_again(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    notes = window.notes
    assert notes is not None
    window.store.do(verbs.open_section, SectionId("part-3"))
    until(lambda: "Part 8" in notes.view.toPlainText())
    notes.find_bar.open_bar()
    notes.find_bar.field.setText("page")
    notes.find_bar.search()
    notes.find_bar.step(1)
    count, document = notes.find_bar.count.text(), notes.view.document()
    (folder / "net.dot").write_text(DOT.replace('"Gateway"', '"Front door"'))
    until(lambda: "Front door" in _labels(window.store))
    qtbot.wait(200)
    assert notes.view.document() is document
    assert notes.find_bar.count.text() == count


def test_history_stays(window: MainWindow, folder: Path, until: Until) -> None:
    store = window.store
    store.do(verbs.select, ElementId(_component(store, "Role")))
    store.do(verbs.select, ElementId(_component(store, "Router")))
    (folder / "net.dot").write_text(DOT.replace('"Gateway"', '"Front door"'))
    until(lambda: "Front door" in _labels(store))
    store.do(verbs.go_back)
    assert store.state.selection == _component(store, "Role")


def test_a_picture_in_a_note_is_shown_when_it_is_there_and_anew_when_it_changes(
    window: MainWindow, folder: Path, until: Until
) -> None:
    notes = window.notes
    assert notes is not None
    (folder / "notes" / "router.md").write_text("# Router\n\n![A plan](plan.png)\n")
    until(
        lambda: window.store.workspace and "plan" in window.store.workspace.notebook.notes[0].text
    )
    window.store.do(verbs.open_section, SectionId("router"))
    until(lambda: "not found" in notes.view.toPlainText())

    def shows(colour: QColor) -> bool:
        seen = notes.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return colour.rgb() in memoryview(seen.constBits()).cast("I")

    for name in ("#ff0000", "#00ff00"):
        image, colour = QImage(20, 20, QImage.Format.Format_RGB32), QColor(name)
        image.fill(colour)
        assert image.save(str(folder / "notes" / "plan.png"))
        until(lambda c=colour: shows(c))  # type: ignore[misc]


# What is broken


def test_a_broken_script_keeps_its_last_picture_until_it_is_repaired(
    window: MainWindow, folder: Path, until: Until
) -> None:
    store = window.store
    file = folder / "mine.py"
    file.write_text(SCRIPT)
    until(lambda: store.workspace and store.workspace.diagram(DiagramId("mine")))
    store.do(verbs.show, DiagramId("mine"))
    until(lambda: store.layout is not None)
    layout = store.layout
    file.write_text(SCRIPT.replace('EC2("server")', 'EC2("server"'))
    until(lambda: store.problems)
    (wrong,) = store.problems
    assert "SyntaxError" in wrong.message
    assert (wrong.file, wrong.line) == ("mine.py", 4)
    assert window.status.problems.isVisible()
    assert window.status.text.text().startswith("mine.py, line 4: ")
    assert store.layout is layout
    strip = window.picture_pane.last_good
    assert strip.isVisible()
    assert strip.text.text().startswith("Last good picture. mine.py, line 4: ")
    file.write_text(SCRIPT.replace("server", "repaired"))
    until(lambda: "repaired" in _labels(store))
    assert not store.problems
    assert not window.status.problems.isVisible()
    assert not strip.isVisible()


def test_a_broken_dot_file_names_its_line(window: MainWindow, folder: Path, until: Until) -> None:
    store = window.store
    layout = store.layout
    (folder / "net.dot").write_text(DOT.replace("gateway -> role;", "gateway -> -> role;"))
    until(lambda: store.problems)
    assert store.problems[0].line == 6
    assert store.layout is layout
    (folder / "net.dot").write_text(DOT)
    until(lambda: not store.problems)


def test_a_note_that_cannot_be_read_stays_with_its_problem(
    window: MainWindow, folder: Path, until: Until
) -> None:
    store, notes = window.store, window.notes
    assert notes is not None
    store.do(verbs.select, ElementId(_component(store, "Router")))
    until(lambda: "Part 8" in notes.view.toPlainText())
    file = folder / "notes" / "router.md"
    file.write_bytes(b"# Router\n" + b"x" * (9 << 20))  # larger than a note may be
    until(lambda: store.problems)
    assert "larger" in store.problems[0].message
    assert store.state.section == "router"
    assert "Part 8" in notes.view.toPlainText()
    file.write_text(NOTE)
    until(lambda: not store.problems)


def test_deleting_adding_and_renaming(window: MainWindow, folder: Path, until: Until) -> None:
    store = window.store

    def ids() -> list[str]:
        return [d.id for d in store.workspace.diagrams] if store.workspace else []

    (folder / "other.dot").write_text("digraph { p -> q }")
    until(lambda: ids() == ["net", "other"])
    assert store.state.diagram == "net"
    (folder / "net.dot").unlink()
    until(lambda: ids() == ["other"])
    assert store.state.diagram == "other"
    (folder / "other.dot").rename(folder / "renamed.dot")
    until(lambda: ids() == ["renamed"])
    (folder / "renamed.dot").unlink()
    until(lambda: store.workspace and store.workspace.borrowed)
    (folder / "net.dot").write_text(DOT)
    until(lambda: ids() == ["net"] and store.layout is not None)


@contextmanager
def _somebody(tree: Path) -> Iterator[None]:
    """As a person whose folder it is; root may read all."""
    if os.geteuid() == 0:
        for path in (tree, *tree.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for above in tree.parents:
            above.chmod(above.stat().st_mode | 0o111)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(os.getuid())


def _moved(folder: Path) -> Callable[[], object]:
    away = folder.rename(folder.with_name("away"))
    return lambda: away.rename(folder)


def _a_file_instead(folder: Path) -> Callable[[], object]:
    away = folder.rename(folder.with_name("away"))
    folder.write_text("a file")

    def back() -> None:
        folder.unlink()
        away.rename(folder)

    return back


def _emptied(folder: Path) -> Callable[[], object]:
    """As where a disk was that was taken out."""
    away = folder.rename(folder.with_name("away"))
    folder.mkdir()
    return lambda: away.replace(folder)


def _forbidden(mode: int) -> Callable[[Path], Callable[[], object]]:
    def forbid(folder: Path) -> Callable[[], object]:
        folder.chmod(mode)
        return lambda: folder.chmod(0o700)

    return forbid


LEAVES = {
    "moved": _moved,
    "a file instead": _a_file_instead,
    "emptied": _emptied,
    "forbidden": _forbidden(0),
    "not to be listed": _forbidden(0o300),
    "not to be entered": _forbidden(0o600),
}


@pytest.mark.skipif(
    sys.platform == "win32", reason="it has other rights, and holds what is watched"
)
@pytest.mark.parametrize("how", LEAVES)
def test_a_folder_that_goes_and_comes_back(
    window: MainWindow, folder: Path, until: Until, how: str
) -> None:
    store = window.store
    layout = store.layout
    assert store.workspace is not None
    with _somebody(folder.parent):
        back = LEAVES[how](folder)
        until(lambda: store.problems)
        assert len(store.problems) == (2 if how == "not to be entered" else 1)  # of each file
        assert "\n" not in store.problems[0].message
        assert store.layout is layout
        assert "net" in store.workspace.outdated
        assert not window.picture_pane.last_good.isHidden()
        back()
        until(lambda: not store.problems)
        assert window.picture_pane.last_good.isHidden()
        (folder / "net.dot").write_text(DOT.replace("Router", "Hub"))
        until(lambda: "Hub" in _labels(store))


@pytest.mark.parametrize("written", [-(10**9), 0, 10**10])  # before 1970, then, and in the future
def test_when_a_file_was_written_is_not_believed(
    window: MainWindow, folder: Path, until: Until, written: int
) -> None:
    """One that has the time and the length of the one before, in its place, is read all the same."""
    file = folder / "net.dot"
    os.utime(file, (written, written))
    until(lambda: window.jobs.stamps.get(file, (0,))[0] == written * 10**9)
    file.write_text(DOT.replace("Router", "Bridge"))
    os.utime(file, (written, written))
    until(lambda: "Bridge" in _labels(window.store))


RUNS = SCRIPT + "import subprocess\n"  # which only a trusted script may


def _restricted(store: Store) -> tuple[str, ...]:
    return store.workspace.restricted if store.workspace is not None else ()


def test_a_script_that_is_added_is_restricted_and_follows_its_file(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        window.jobs.open(folder)
    store = window.store
    store.do(verbs.select, ElementId(_component(store, "Role")))
    (folder / "mine.py").write_text(SCRIPT)
    until(lambda: store.workspace and store.workspace.diagram(DiagramId("mine")))
    assert _restricted(store) == ("mine.py",)
    assert store.state.diagram == "net"
    assert store.state.selection == _component(store, "Role")
    (folder / "mine.py").write_text(SCRIPT.replace("Mine", "Mine too"))
    until(lambda: _title(store, "mine") == "Mine too")
    assert not window.findChildren(QDialog)


def test_a_trusted_script_that_changes_is_restricted_again(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    mine, store = folder / "mine.py", window.store
    mine.write_text(RUNS)
    trust_scripts([closure_of(mine)])
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        window.jobs.open(folder)
    assert (_restricted(store), store.problems) == ((), ())
    mine.write_text(RUNS.replace("Mine", "Mine too"))
    until(lambda: _title(store, "mine") == "Mine too")
    assert _restricted(store) == ("mine.py",)
    assert "has changed since you trusted it" in window.status.text.text()
    mine.write_text(RUNS)
    until(lambda: not _restricted(store))


def test_in_a_folder_that_is_always_trusted_what_comes_runs(
    qtbot: QtBot, window: MainWindow, folder: Path, until: Until
) -> None:
    trust_folder(folder)
    store = window.store
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        window.jobs.open(folder)
    (folder / "theirs.py").write_text(RUNS.replace("Mine", "Theirs"))
    until(lambda: _title(store, "theirs") == "Theirs")
    assert (_restricted(store), store.problems) == ((), ())


def test_sections_that_stay(folder: Path) -> None:
    from app.model.notes import Note, Notebook
    from app.session.reconcile import same_section

    def book(*anchors: str, file: str = "a.md") -> Notebook:
        sections = tuple(
            Section(SectionId(a), a, a, 2, file, n, "") for n, a in enumerate(anchors, 1)
        )
        return Notebook((Note(file, "A", (), sections, ""),))

    old = book("one", "two", "three")
    assert same_section(SectionId("two"), old, book("one", "two", "three", "four")) == "two"
    assert same_section(SectionId("two"), old, book("one", "zwei", "three")) == "zwei"
    assert same_section(SectionId("three"), old, book("new", "one", "two", "drei")) == "drei"
    assert same_section(SectionId("three"), old, book("one")) == "one"
    assert same_section(SectionId("three"), old, book("one", file="b.md")) is None
    assert same_section(SectionId("none"), old, old) is None
