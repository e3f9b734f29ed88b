from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.dropping import Dropping, dropped, refusal, wanted
from app.ui.shell.window import MainWindow

DOT = "digraph small { a -> b }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"a.md": "", "b.dot": DOT, "c.py": "import diagrams\n", "d.png": ""}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "inner").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "inner" / "e.gv").write_text(DOT)
    (tmp_path / "other" / "f.gv").write_text(DOT)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "opened"),
    [
        (["a.md"], ["a.md"]),
        (["c.py"], ["c.py"]),
        (["inner"], ["inner"]),
        (["inner/e.gv"], ["inner/e.gv"]),
        (["d.png"], []),
        (["gone.md"], []),
        ([], []),
        (["d.png", "a.md"], ["a.md"]),
        (["a.md", "d.png", "b.dot"], ["a.md", "b.dot"]),
        (["a.md", "inner/e.gv"], ["a.md", "inner/e.gv"]),
        (["inner/e.gv", "other/f.gv"], ["inner/e.gv"]),  # which lie apart
        (["inner", "a.md"], ["inner"]),
    ],
)
def test_what_of_several_is_opened(folder: Path, names: list[str], opened: list[str]) -> None:
    found = wanted([folder / name for name in names])
    assert found == tuple(folder / name for name in opened)


def _data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    return data


def test_links(folder: Path) -> None:
    link = folder / "link.md"
    link.symlink_to(folder / "a.md")
    assert dropped(_data(link)) == (link,)
    text = QMimeData()
    text.setText(f"{QUrl.fromLocalFile(str(folder / 'a.md')).toString()}\n")
    assert dropped(text) == (folder / "a.md",)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.md")])
    assert dropped(web) == ()
    words = QMimeData()
    words.setText("some words")
    assert dropped(words) == ()


Drag = Callable[[QWidget, QMimeData], QDragEnterEvent]
COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def _enter(widget: QWidget, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NONE)
    event.setAccepted(False)
    QApplication.sendEvent(widget, event)
    return event


def _dropping(window: MainWindow) -> Dropping:
    (found,) = window.findChildren(Dropping)
    assert isinstance(found, Dropping)
    return found


def test_a_file_that_is_dropped_opens(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    data = _data(folder / "b.dot")
    assert _enter(window, data).isAccepted()
    frame = _dropping(window).frame
    assert frame is not None
    assert frame.isVisible()
    assert frame.rect() == window.rect()
    assert "b.dot" in frame.accessibleName()
    QApplication.sendEvent(window, QDragLeaveEvent())  # onto the frame
    assert _enter(frame, data).isAccepted()
    qtbot.wait(150)
    assert _dropping(window).frame is frame
    drop = QDropEvent(QPointF(300, 300), COPY, data, LEFT, NONE)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        QApplication.sendEvent(frame, drop)
    assert drop.isAccepted()
    assert _dropping(window).frame is None
    assert window.store.state.diagram == "b"
    data = _data(folder / "b.dot", folder / "inner/e.gv")
    assert _enter(window, data).isAccepted()
    frame = _dropping(window).frame
    assert frame is not None
    assert frame.accessibleName() == "Drop to open 2 files"
    drop = QDropEvent(QPointF(300, 300), COPY, data, LEFT, NONE)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        QApplication.sendEvent(window, drop)
    assert window.store.workspace is not None
    assert [d.id for d in window.store.workspace.diagrams] == ["b", "e"]


def test_what_is_dragged_away_again_leaves_no_frame(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    _enter(window, _data(folder))
    QApplication.sendEvent(window, QDragLeaveEvent())
    qtbot.waitUntil(lambda: _dropping(window).frame is None)


def test_what_cannot_be_opened_is_refused(window: MainWindow, folder: Path) -> None:
    assert not _enter(window, _data(folder / "d.png")).isAccepted()
    assert _dropping(window).frame is None
    assert window.status.text.text() == refusal()


def test_scripts_that_are_dropped_are_restricted(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    data = _data(folder / "c.py")
    _enter(window, data)
    drop = QDropEvent(QPointF(300, 300), COPY, data, LEFT, NONE)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        QApplication.sendEvent(window, drop)
    assert window.store.workspace is not None
    assert window.store.workspace.restricted == ("c.py",)
    assert window.trusting.question is None
