"""The window as it was left, which the next start shows while it makes the window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.tracing import Way
from app.model.workspace import Workspace
from app.places import SESSION, settings_folder
from app.session import answers, tracing, verbs
from app.ui.services import settings as kept_settings
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store
from app.ui.shell import snapshot
from app.ui.shell.snapshot import Snapshot
from app.ui.shell.window import MainWindow

# What a start has loaded of ours when one sees the window.
SPY = """
import os, sys
from app.ui.shell import window
show = window.MainWindow.show_as_left

def show_and_tell(self, left):
    show(self, left)
    print(self.cover.painted, *sorted(m for m in sys.modules if m.partition(".")[0] in ("app", "msgspec")))
    sys.stdout.flush()
    os._exit(0)

window.MainWindow.show_as_left = show_and_tell
from app.cli import main
main([])
"""


@pytest.fixture
def left(window: MainWindow) -> Snapshot:
    """The window was shown and closed."""
    window.close()
    found = snapshot.kept(None)
    assert found is not None
    return found


@pytest.fixture
def again(
    qtbot: QtBot, left: Snapshot, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> Iterator[tuple[MainWindow, Callable[..., Store]]]:
    """The next start's window, bare; and what furnishes it."""
    bare = MainWindow()
    qtbot.addWidget(bare)
    bare.show_as_left(left)

    def furnish(picture_alone: bool = False) -> Store:
        store, settings = Store(), kept_settings.load()
        states = settings.states()
        store.do(verbs.restore, next(s for s in states if s.diagram == settings.diagram), states)
        store.do(answers.take_workspace, bundled)
        bare.furnish(store, Jobs(store), settings)
        if not picture_alone:
            bare.complete()
        return store

    yield bare, furnish
    bare.close()


def test_the_picture_is_handed_over_before_the_panels_are_made(
    qtbot: QtBot,
    again: tuple[MainWindow, Callable[..., Store]],
    layouts: dict[DiagramId, DiagramLayout],
) -> None:
    window, furnish = again
    store, cover = furnish(picture_alone=True), window.cover
    assert cover is not None
    store.do(answers.take_layout, store.state.diagram, layouts[store.state.diagram])
    next(window.completing())
    qtbot.waitUntil(lambda: not cover.mask().isEmpty())
    assert window.side is None
    assert window.notes is None
    window.complete()
    assert window.notes is not None


def test_it_shows_at_once_and_nothing_moves_when_the_window_is_there(
    qtbot: QtBot,
    left: Snapshot,
    again: tuple[MainWindow, Callable[..., Store]],
    layouts: dict[DiagramId, DiagramLayout],
) -> None:
    window, furnish = again
    image = left.image().toImage()
    cover = window.cover
    assert cover is not None
    assert cover.painted
    assert window.grab().toImage() == image
    assert window.windowTitle() == left.title

    store = furnish()
    centre = QPoint(window.width() // 2, window.height() // 2)
    for _ in range(2):  # what is done to an image does nothing
        qtbot.mouseClick(cover, Qt.MouseButton.LeftButton, pos=centre)
        qtbot.keyClick(cover, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert store.state.selection is None
    assert window.searching.box is None
    assert cover.hasFocus() or not window.isActiveWindow()

    diagram = store.state.diagram
    store.do(answers.take_layout, diagram, layouts[diagram])
    corner = window.canvas.mapTo(window, QPoint(1, 1))
    qtbot.waitUntil(lambda: not cover.mask().isEmpty())
    assert not cover.mask().contains(corner), "the picture is handed over"
    assert cover.mask().contains(QPoint(1, corner.y())), "the rest is not yet"
    with qtbot.waitSignal(cover.lifted):
        window.jobs.opened.emit()
    picture = QRect(window.canvas.mapTo(window, QPoint(0, 0)), window.canvas.size())
    qtbot.waitUntil(lambda: _same(window.grab(picture).toImage(), image.copy(picture)))


def test_what_was_traced_is_traced_again(
    qtbot: QtBot, window: MainWindow, request: pytest.FixtureRequest
) -> None:
    diagram = window.store.diagram
    assert diagram is not None
    start = next(n.id for n in diagram.nodes if not n.joint)
    window.store.do(tracing.trace, start, Way.BOTH, 1)
    trace = window.store.state.trace
    assert trace is not None
    left: Snapshot = request.getfixturevalue("left")
    image = left.image().toImage()
    again, furnish = request.getfixturevalue("again")
    store = furnish()
    layouts = request.getfixturevalue("layouts")
    store.do(answers.take_layout, store.state.diagram, layouts[store.state.diagram])
    again.jobs.opened.emit()
    assert store.state.trace == trace
    bar = again.picture_pane.trace_bar
    assert bar is not None
    qtbot.waitUntil(bar.isVisible)
    shown = QRect(again.canvas.mapTo(again, QPoint(0, 0)), again.canvas.size())
    qtbot.waitUntil(lambda: _same(again.grab(shown).toImage(), image.copy(shown)))


def test_it_gives_way_to_what_went_wrong(
    qtbot: QtBot, again: tuple[MainWindow, Callable[..., Store]]
) -> None:
    window, furnish = again
    furnish()
    assert window.cover is not None
    with qtbot.waitSignal(window.cover.lifted):
        window.jobs.open_failed.emit("There is no such folder.")


def test_it_counts_for_that_session_only(left: Snapshot, tmp_path: Path) -> None:
    assert left.fits()
    assert snapshot.kept(tmp_path) is None
    assert not left._replace(screens="another").fits()
    session = settings_folder() / SESSION
    session.write_bytes(session.read_bytes().replace(b"light", b"dark"))
    assert snapshot.kept(None) is None


def test_another_session_that_shares_the_cache_has_its_own(
    left: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setenv("ACETATE_SETTINGS", str(tmp_path))
        assert snapshot.kept(None) is None
        snapshot.drop()
    assert snapshot.kept(None) == left


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_a_pipe_in_the_place_of_the_session_holds_nobody_up(left: Snapshot) -> None:
    assert left.fits()
    session = settings_folder() / SESSION
    session.unlink()
    os.mkfifo(session)
    assert snapshot.kept(None) is None


def test_in_a_theme_of_the_system_it_has_its_colours(left: Snapshot) -> None:
    assert left.colours == "", "a light theme was chosen"
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert left._replace(colours="Dark").fits() == dark


def test_what_would_not_come_back_is_not_shown(window: MainWindow) -> None:
    assert window.side is not None
    window.side.tabs.setCurrentIndex(1)
    window.close()
    assert snapshot.kept(None) is None


def test_until_it_shows_next_to_nothing_is_loaded(left: Snapshot) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPY],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    painted, *loaded = done.stdout.split()
    assert painted == "True", done.stderr
    assert len(loaded) < 30, loaded
    assert not [m for m in loaded if m.startswith(("app.model.d", "app.scene", "msgspec"))]


def _same(one: QImage, other: QImage) -> bool:
    """But for the minimap, which comes a little later."""
    assert one.size() == other.size()
    places = [(x, y) for y in range(0, one.height(), 4) for x in range(0, one.width(), 4)]
    return sum(one.pixel(*at) != other.pixel(*at) for at in places) < len(places) / 100
