from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import ExportError
from app.layout.keeping import cached
from app.model.diagram import Diagram
from app.model.ids import DiagramId, SectionId
from app.model.picture_style import PictureStyle
from app.model.problem import NOT_EVALUATED
from app.session import verbs
from app.session.changes import Changed
from app.sources import note_reading
from app.sources.graphs import icon_fetching
from app.sources.scripts.closure import closure_of
from app.trust.grants import trust_scripts
from app.ui.kit.background import Background
from app.ui.services import layouts
from app.ui.services.ahead import AskingAhead
from app.ui.services.jobs import Jobs
from app.ui.services.opening import Event, First, Opening
from app.ui.session.store import Store
from tests.made_engine import engine_that

DOT = 'digraph small { a -> b; layers="x:y"; c [layer="x"]; a -> c }'
SCRIPT = """from diagrams import Diagram
from diagrams.aws.compute import EC2
with Diagram("Mine", filename="mine"):
    EC2("server")
"""


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def jobs(store: Store, warm_cache: Path) -> Iterator[Jobs]:
    made = Jobs(store)
    yield made
    made.close()


def _whole(qtbot: QtBot, jobs: Jobs, path: Path | None) -> None:
    with qtbot.waitSignal(jobs.opened, timeout=30_000):
        jobs.open(path)


def test_the_bundled_workspace_opens_with_all_its_pictures(
    qtbot: QtBot, store: Store, jobs: Jobs
) -> None:
    _whole(qtbot, jobs, None)
    assert store.state.diagram == "vpc"
    assert store.workspace is not None
    assert store.workspace.notebook.notes
    every = {d.id for d in store.workspace.diagrams}
    assert every > {"vpc", "ecs", "glue"}
    qtbot.waitUntil(lambda: set(store.layouts) == every, timeout=120_000)


def test_with_a_warm_cache_the_first_picture_is_there_at_once(
    layouts: object, store: Store, jobs: Jobs
) -> None:
    opening = Opening(None, DiagramId("ecs"))
    opening.wait_first()
    jobs.follow(opening)
    assert store.state.diagram == "ecs"
    assert store.layout is not None
    assert store.workspace is not None
    assert not store.workspace.notebook.notes, "the rest waits for the first frame"
    assert not jobs.layouts.busy, "no process was started"


def test_reload_keeps_what_is_on_screen(qtbot: QtBot, store: Store, jobs: Jobs) -> None:
    _whole(qtbot, jobs, None)
    store.do(verbs.show, DiagramId("glue"))
    assert store.diagram is not None
    store.do(verbs.select, store.diagram.nodes[3].id)
    state = store.state
    with qtbot.waitSignal(jobs.opened, timeout=30_000):
        jobs.reload()
    assert store.state == state


def test_scripts_of_a_folder_run_only_when_they_are_trusted(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text(SCRIPT + "import subprocess\n")
    _whole(qtbot, jobs, tmp_path)
    assert store.workspace is not None
    assert [d.id for d in store.workspace.diagrams] == ["mine"]
    assert store.workspace.restricted == ("mine.py",)
    assert [p.kind for p in store.workspace.problems] == [NOT_EVALUATED]
    trust_scripts([closure_of(mine)])
    with qtbot.waitSignal(jobs.opened, timeout=20_000):
        jobs.renew()
        jobs.go_on()
    again = store.workspace
    assert not again.restricted
    assert not again.problems
    assert [s.trusted for s in jobs.scripts] == [True]


def test_the_rest_is_read_after_the_picture_that_is_waited_for(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACETATE_CACHE", str(tmp_path / "cold"))
    opening = Opening(None)
    assert opening.is_cold()
    jobs.follow(opening)
    qtbot.waitUntil(lambda: store.workspace is not None, timeout=10_000)
    jobs.go_on()
    qtbot.waitUntil(lambda: store.layout is not None, timeout=60_000)
    assert store.workspace is not None
    assert len(store.workspace.diagrams) == 1
    with qtbot.waitSignal(jobs.opened, timeout=30_000):
        pass
    assert len(store.workspace.diagrams) > 3
    opening.close()
    second = Opening(None)
    assert not second.is_cold(), "the next start has its first picture"
    second.close()


def test_a_note_can_be_read_before_the_diagrams_that_are_borrowed_for_it(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "ec2.md").write_text("# EC2\n\nVirtual machines.\n", encoding="utf-8")
    seen: list[tuple[str, bool]] = []

    def see() -> None:
        assert store.workspace is not None
        notes = store.workspace.notebook.notes
        seen.append((notes[0].title, bool(store.workspace.diagrams)))

    jobs.grown.connect(see)
    _whole(qtbot, jobs, tmp_path)
    assert seen[0] == ("EC2", False)
    assert store.diagram is not None


def test_an_opening_that_began_before_the_window_tells_it_of_its_scripts(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "mine.py").write_text(SCRIPT)
    opening = Opening(tmp_path)
    opening.wait_first()
    jobs.follow(opening)  # the window is made after this
    with qtbot.waitSignal(jobs.opened, timeout=10_000):
        jobs.go_on()
    assert [(s.path, s.trusted, s.changed) for s in jobs.scripts] == [
        (tmp_path / "mine.py", False, False)
    ]


def test_a_picture_is_laid_out_before_there_is_a_window_to_ask_for_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "small.dot").write_text(DOT.replace("{", '{ "Asked ahead"; ', 1))
    ahead = AskingAhead()
    opening = Opening(tmp_path, ahead=ahead)
    found: list[Diagram] = []

    def hear(_: Opening, event: Event) -> None:
        if isinstance(event, First):
            found.extend(event.workspace.diagrams)

    opening.listen(hear)
    try:
        qtbot.waitUntil(lambda: bool(found) and cached(found[0]) is not None, timeout=30_000)
    finally:
        opening.close()
        ahead.close()


def test_dot_files_need_no_question(qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "small.dot").write_text(DOT)
    _whole(qtbot, jobs, tmp_path)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)


def test_what_cannot_be_opened_leaves_the_screen_alone(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "small.dot").write_text(DOT)
    _whole(qtbot, jobs, tmp_path)
    with qtbot.waitSignal(jobs.open_failed) as failed:
        jobs.open(tmp_path / "gone")
    assert failed.args is not None
    assert "gone" in failed.args[0]
    assert store.diagram is not None
    assert jobs.path == tmp_path
    assert "gone" in store.problems[-1].message


def test_a_later_opening_takes_the_place_of_an_earlier(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "small.dot").write_text(DOT)
    jobs.open(None)
    _whole(qtbot, jobs, tmp_path)
    assert store.workspace is not None
    assert [d.id for d in store.workspace.diagrams] == ["small"]


def test_what_takes_long_is_told_and_can_be_cancelled(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "endless.py").write_text("import diagrams\nwhile True:\n    pass\n")
    with qtbot.waitSignal(jobs.open_failed) as failed:
        jobs.open(tmp_path / "endless.py")
        jobs.cancel()
    assert failed.args == ["Opening endless.py was cancelled. Reload opens it."]
    assert jobs.path == tmp_path / "endless.py"
    (tmp_path / "before.dot").write_text(DOT)
    with qtbot.waitSignal(jobs.busy_changed, timeout=5000) as told:
        jobs.open(tmp_path)
        jobs.go_on()
    assert told.args is not None
    assert "endless.py" in told.args[0]
    with qtbot.waitSignal(jobs.busy_changed) as over:
        jobs.cancel()
    assert over.args == [""]
    assert store.workspace is not None
    assert not store.workspace.growing


def test_icons_are_fetched_that_somebody_has_agreed_to(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://pictures.example/a.png"
    asked: list[list[str]] = []

    def fetch(addresses: list[str], _cancel: object) -> dict[str, str]:
        asked.append(addresses)
        return dict.fromkeys(addresses, "it is no picture")

    monkeypatch.setattr(icon_fetching, "fetch", fetch)
    (tmp_path / "it.py").write_text(
        "from urllib.request import urlretrieve\n"
        "from diagrams import Diagram, Node\n"
        f"urlretrieve('{address}', 'a.png')\n"
        "with Diagram('It'):\n    Node('a', image='a.png')\n"
    )
    with qtbot.waitSignal(jobs.opened, timeout=10_000):
        jobs.open(tmp_path)
        jobs.go_on()
    assert store.workspace is not None
    assert (store.workspace.wanted, asked) == ((address,), [])
    with qtbot.waitSignal(jobs.opened, timeout=10_000):
        assert jobs.fetch(store.workspace.wanted)
    assert (store.workspace.wanted, asked) == ((), [[address]])
    with qtbot.waitSignal(jobs.opened, timeout=10_000):
        jobs.renew()
    assert (store.workspace.wanted, asked) == ((address,), [[address]])  # it was for once


def test_closing_stops_a_running_script(qtbot: QtBot, store: Store, tmp_path: Path) -> None:
    """What is left is found by the suite's own check."""
    (tmp_path / "endless.py").write_text("import diagrams\nwhile True:\n    pass\n")
    jobs = Jobs(store)
    jobs.open(tmp_path)
    qtbot.wait(300)
    jobs.close()


def test_closing_stops_a_running_layout(qtbot: QtBot, store: Store, tmp_path: Path) -> None:
    edges = ";".join(f"n{i} -> n{i * 7 % 400}" for i in range(1, 800))
    (tmp_path / "large.dot").write_text(f"digraph {{ {edges} }}")
    jobs = Jobs(store)
    _whole(qtbot, jobs, tmp_path)
    qtbot.waitUntil(lambda: jobs.layouts.busy, timeout=10_000)
    jobs.close()
    assert not jobs.layouts.busy


def test_a_failing_engine_is_a_problem_and_the_last_picture_stays(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "small.dot"
    file.write_text(DOT)
    _whole(qtbot, jobs, tmp_path)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    layout = store.layout
    jobs.layouts.close()  # the next process sees the changed environment
    monkeypatch.setenv("ACETATE_ENGINE", str(tmp_path / "no-engine"))
    file.write_text(DOT.replace("a -> b", "a -> b -> d"))
    with qtbot.waitSignal(jobs.opened, timeout=10_000):
        jobs.reload()
    qtbot.waitUntil(lambda: bool(store.problems), timeout=10_000)
    assert store.layout is layout


def test_tidy_lays_out_what_is_visible(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "small.dot").write_text(DOT)
    _whole(qtbot, jobs, tmp_path)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    store.do(verbs.set_style, PictureStyle.HOUSE)
    store.do(verbs.set_layers, frozenset())
    store.do(verbs.set_tidy, True)
    qtbot.waitUntil(lambda: not store.session.tidying, timeout=10_000)
    assert store.layout is not None
    labels = {n.label for n in store.layout.diagram.nodes if n.id in store.layout.nodes}
    assert "c" not in labels
    qtbot.waitUntil(lambda: not jobs.layouts.busy, timeout=10_000)
    store.do(verbs.set_tidy, False)
    assert store.layout is store.layouts[DiagramId("small")]


def test_a_style_comes_with_its_picture(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "small.dot").write_text(DOT)
    _whole(qtbot, jobs, tmp_path)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    assert store.layout is not None
    assert store.layout.style is PictureStyle.WRITTEN
    for style in (PictureStyle.HOUSE, PictureStyle.WRITTEN):
        store.do(verbs.set_style, style)

        def there(style: PictureStyle = style) -> bool:
            return store.layout is not None and store.layout.style is style

        qtbot.waitUntil(there, timeout=10_000)


def test_tidy_leaves_out_what_is_hidden(
    qtbot: QtBot, store: Store, jobs: Jobs, warm_cache: Path
) -> None:
    jobs.open(None)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    assert store.diagram is not None
    gone = store.diagram.nodes[0].id
    store.do(verbs.hide, [gone])
    store.do(verbs.set_tidy, True)
    qtbot.waitUntil(lambda: not store.session.tidying, timeout=20_000)
    assert store.layout is not None
    assert gone not in store.layout.nodes
    assert store.layout.diagram == store.diagram, "it is the same diagram"
    store.do(verbs.unhide_all)
    qtbot.waitUntil(lambda: store.layout is not None and gone in store.layout.nodes, timeout=20_000)


def test_a_tidy_that_was_overtaken_is_dropped(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "small.dot").write_text(DOT)
    _whole(qtbot, jobs, tmp_path)
    store.do(verbs.set_style, PictureStyle.HOUSE)
    store.do(verbs.set_tidy, True)
    for layers in ({"x"}, {"y"}, set(), {"x", "y"}, {"x"}):
        store.do(verbs.set_layers, frozenset(layers))
    qtbot.waitUntil(lambda: not store.session.tidying and not jobs.layouts.busy, timeout=10_000)
    assert store.layout is not None
    labels = {n.label for n in store.layout.diagram.nodes if n.id in store.layout.nodes}
    assert "c" in labels


def test_a_layout_that_takes_too_long_is_stopped(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small.dot").write_text(DOT.replace("small", "slow"))
    jobs.layouts.set_timeout(1)
    _whole(qtbot, jobs, tmp_path)
    qtbot.waitUntil(lambda: bool(store.problems), timeout=10_000)
    assert "longer" in store.problems[0].message
    assert layouts.TIMEOUT > 1


def test_background_work_answers_on_this_thread(qtbot: QtBot) -> None:
    background = Background()
    here = threading.current_thread()
    seen: list[object] = []
    background.start(
        lambda _: threading.current_thread(),
        lambda thread: seen.extend((thread, threading.current_thread())),
        seen.append,
    )
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] is not here
    assert seen[1] is here
    background.close()


def test_background_errors_are_sentences(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    said: list[str] = []

    def refuse(_: object) -> None:
        raise ExportError("The disk is full.")

    background.start(refuse, lambda _: None, said.append)
    qtbot.waitUntil(lambda: said == ["The disk is full."])
    background.close()


def test_cancelled_background_work_is_not_heard_of(qtbot: QtBot) -> None:
    background = Background()
    said: list[object] = []
    go = threading.Event()
    work = background.start(lambda _: go.wait(5), said.append, said.append)
    work.cancel()
    go.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert not said
    background.close()


def test_whose_owner_is_gone_is_not_heard_of(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    said: list[object] = []
    go = threading.Event()
    work = background.start(lambda _: go.wait(5), said.append, said.append, owner)
    assert not work.cancelled.is_set()
    shiboken6.delete(owner)
    assert work.cancelled.is_set()
    go.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert not said
    background.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")
def test_what_is_told_to_go_on_follows_from_reading_to_laying_out(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "small.dot"
    file.write_text(DOT, "utf-8")
    reads = 'case "$*" in *-Kosage*) sleep 2; exec $ENGINE "$@";; esac'
    monkeypatch.setenv("ACETATE_ENGINE", engine_that(tmp_path, f"{reads}\nexec sleep 60"))
    said: list[str] = []
    jobs.busy_changed.connect(said.append)
    jobs.open(file)
    qtbot.waitUntil(lambda: said[-1:] == ["Laying out"], timeout=30_000)
    assert said[0].startswith("Reading small.dot")
    jobs.cancel()
    assert said[-1] == ""


def test_of_many_notes_the_first_can_be_read_before_the_rest_is_there(
    qtbot: QtBot, store: Store, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.md").write_text(f"# Note {number}\n")
    (tmp_path / "net.dot").write_text(DOT)
    monkeypatch.setattr(note_reading, "SOON", 1e-9)
    seen: list[tuple[bool, int, SectionId | None]] = []

    def note() -> None:
        workspace = store.workspace
        if workspace is not None:
            count = len(workspace.notebook.notes)
            seen.append((workspace.growing, count, store.state.section))

    store.on(Changed.WORKSPACE, note)
    _whole(qtbot, jobs, tmp_path)
    assert (True, 1, "note-0") in seen
    assert seen[-1] == (False, 30, "note-0")
