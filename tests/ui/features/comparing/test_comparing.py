"""The window compares a diagram with how it was, as a person does it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.tracing import Way
from app.model.workspace import Workspace
from app.session import tracing, verbs
from app.session.comparing import changes_shown
from app.ui.features.comparing import commands
from app.ui.features.comparing.bar import ChangeBar
from app.ui.features.comparing.reading import ReadBefore, with_commit
from app.ui.shell.window import MainWindow

OLD = "digraph shop { web -> api; api -> db; api -> mail [label=sends] }"
NEW = "digraph shop { web -> api; api -> db [label=reads]; api -> queue; api -> topic }"


DRAWING = """<mxfile><diagram name="shop"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="w" value="web" style="fillColor=#f00" vertex="1" parent="1"><mxGeometry width="60" height="40" as="geometry"/></mxCell>
<mxCell id="a" value="api" vertex="1" parent="1"><mxGeometry x="100" width="60" height="40" as="geometry"/></mxCell>
<mxCell id="m" value="mail" vertex="1" parent="1"><mxGeometry x="200" width="60" height="40" as="geometry"/></mxCell>
<mxCell id="e" edge="1" source="w" target="a" parent="1"><mxGeometry as="geometry"/></mxCell>
</root></mxGraphModel></diagram></mxfile>"""


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, env=os.environ)


@pytest.fixture
def shop(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A diagram in a repository, changed since its only commit."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    (tmp_path / "shop.dot").write_text(OLD)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    (tmp_path / "shop.dot").write_text(NEW)
    (tmp_path / "old.dot").write_text(OLD)
    _open(window, tmp_path / "shop.dot", qtbot)
    return window


def _open(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.jobs.opened, timeout=60_000):
        window.opening.open(path)
    qtbot.waitUntil(lambda: window.store.layout is not None, timeout=60_000)


def _bar(window: MainWindow) -> ChangeBar:
    bar = window.picture_pane.change_bar
    assert bar is not None
    return bar


def _compare(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table["compare_commit"].trigger()
    qtbot.waitUntil(lambda: window.commands.comparing.comparison is not None, timeout=60_000)
    qtbot.waitUntil(lambda: window.store.layout is not None, timeout=60_000)


def test_with_the_last_commit_and_back(shop: MainWindow, qtbot: QtBot) -> None:
    assert shop.actions_table["compare_commit"].isEnabled()
    assert _bar(shop).isHidden()
    _compare(shop, qtbot)
    assert shop.windowTitle().startswith("shop, since the last commit")
    assert _bar(shop).title.accessibleName() == "Since the last commit · 4 added, 1 changed, 2 gone"
    assert "4 added, 1 changed, 2 gone" in shop.status.text.text()
    assert set(shop.store.state.layers) == {"added", "changed", "gone"}
    assert not shop.actions_table["compare_commit"].isEnabled(), "it is one itself"
    qtbot.mouseClick(_bar(shop).leave, Qt.MouseButton.LeftButton)
    assert shop.store.state.diagram == "shop"
    assert _bar(shop).isHidden()
    shop.actions_table["back"].trigger()
    assert shop.commands.comparing.comparison is not None, "one can go there again"


def test_esc_leaves_the_innermost_thing_first(shop: MainWindow, qtbot: QtBot) -> None:
    _compare(shop, qtbot)
    shop.canvas.setFocus()
    qtbot.keyClick(shop.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    queue = shop.store.state.selection
    assert queue is not None
    shop.store.do(tracing.trace, queue, Way.BOTH)
    qtbot.mouseClick(_bar(shop).tour, Qt.MouseButton.LeftButton)
    left = []
    for _ in range(4):
        qtbot.keyClick(shop.canvas, Qt.Key.Key_Escape)
        state = shop.store.state
        left.append((bool(state.tour), state.trace is not None, state.selection is not None))
        assert shop.commands.comparing.comparison is not None or len(left) == 4
    assert left == [
        (False, True, True),
        (False, False, True),
        (False, False, False),
        (False, False, False),
    ]
    assert shop.store.state.diagram == "shop"
    qtbot.keyClick(shop.canvas, Qt.Key.Key_Escape)
    assert shop.store.state.diagram == "shop", "and no further"


def test_from_change_to_change(shop: MainWindow, qtbot: QtBot) -> None:
    _compare(shop, qtbot)
    shop.canvas.setFocus()
    seen = []
    for _ in range(8):
        qtbot.keyClick(shop.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
        seen.append(shop.store.state.selection)
    assert len(set(seen)) == 7
    assert seen[7] == seen[0], "round at the end"
    assert shop.status.text.text().startswith("1 of 7. Added: queue")
    qtbot.keyClick(shop.canvas, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert shop.status.text.text().startswith("7 of 7. Gone: api → mail: sends")


def test_the_list_leads_to_each(shop: MainWindow, qtbot: QtBot) -> None:
    _compare(shop, qtbot)
    shop.store.do(verbs.set_layers, frozenset())
    qtbot.mouseClick(_bar(shop).all, Qt.MouseButton.LeftButton)
    popup = _bar(shop).popup
    assert popup is not None
    rows = [popup.list.item(n).text() for n in range(popup.list.count())]
    assert rows[0] == "queue"
    assert rows[4] == "api → db: reads\nlabel: none → “reads”"
    popup.list.setCurrentRow(5)
    assert shop.store.state.selection == changes_shown(shop.store.session)[5].element
    assert shop.store.state.layers == {"gone"}, "what is gone to is to be seen"
    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _bar(shop).popup is None, timeout=60_000)


def test_a_tour_of_the_changes(shop: MainWindow, qtbot: QtBot) -> None:
    _compare(shop, qtbot)
    qtbot.mouseClick(_bar(shop).tour, Qt.MouseButton.LeftButton)
    tour = shop.store.tour
    assert tour is not None
    assert len(tour.steps) == 4
    shop.store.do(verbs.go_step, 1)
    shop.store.do(verbs.stop_tour)
    assert shop.commands.comparing.comparison is not None


@pytest.fixture
def levels(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A diagram with another inside, in which something has changed since the only commit; one file is too large to be read."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    (tmp_path / "shop.dot").write_text('digraph shop { web -> net; net [URL="net.dot"] }')
    (tmp_path / "net.dot").write_text("digraph net { nat -> igw }")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},vendor")
    _git(tmp_path, "commit", "-q", "-m", "one")
    (tmp_path / "net.dot").write_text("digraph net { nat -> igw; nat -> eip }")
    with qtbot.waitSignal(window.jobs.opened, timeout=60_000):
        window.opening.open(tmp_path)
    shop = next(d for d in window.store.workspace.diagrams if d.filename == "shop")  # type: ignore[union-attr]
    window.store.do(verbs.show, shop.id)
    qtbot.waitUntil(lambda: bool(window.store.session.ways_in), timeout=60_000)
    return window


def test_what_changes_inside(levels: MainWindow, qtbot: QtBot) -> None:
    _compare(levels, qtbot)
    assert _bar(levels).title.accessibleName() == (
        "Since the last commit · nothing differs here · 2 changes in other diagrams · "
        "Not read of the commit: 1 submodule."
    )
    qtbot.mouseClick(_bar(levels).all, Qt.MouseButton.LeftButton)
    popup = _bar(levels).popup
    assert popup is not None
    rows = [popup.list.item(n).text() for n in range(popup.list.count())]
    assert rows == ["eip", "nat → eip"]
    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    assert levels.store.state.diagram == "net since the last commit"
    assert levels.store.state.selection == "ellipse:eip"
    qtbot.waitUntil(lambda: levels.store.layout is not None, timeout=60_000)
    for _ in range(2):
        qtbot.keyClick(levels.canvas, Qt.Key.Key_Escape)
    assert levels.store.state.diagram == "shop since the last commit", "up to where one came in"
    levels.actions_table["previous_change"].trigger()
    assert levels.store.state.diagram == "net since the last commit"


STACK = """Resources:
  Api: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, MemorySize: 128}}
  Table: {Type: AWS::DynamoDB::Table}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17"}
      Policies:
        - PolicyName: p
          PolicyDocument: {Statement: [{Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Table.Arn}]}
"""


def test_of_an_overview_all_resources_are_compared_too(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "now.yaml").write_text(STACK.replace("2012-10-17", "2008-10-17"))
    (tmp_path / "then.yaml").write_text(STACK)
    _open(window, tmp_path / "now.yaml", qtbot)
    assert window.store.diagram is not None
    assert window.store.diagram.level == "overview"
    window.commands.comparing.with_file(tmp_path / "then.yaml")
    qtbot.waitUntil(lambda: window.commands.comparing.comparison is not None, timeout=60_000)
    assert "nothing differs in the overview; in all resources 1 changed" in (
        window.status.text.text()
    )
    bar = window.picture_pane.level_bar
    assert bar is not None
    assert bar.levels["all"].isChecked()
    qtbot.mouseClick(bar.levels["overview"], Qt.MouseButton.LeftButton)
    assert window.store.diagram.level == "overview"
    assert window.commands.comparing.comparison is not None, "it is compared, too"


def test_it_follows_the_file(shop: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    _compare(shop, qtbot)
    (tmp_path / "shop.dot").write_text(OLD)
    with qtbot.waitSignal(shop.jobs.opened, timeout=60_000):
        shop.jobs.reload()
    assert shop.commands.comparing.comparison is not None
    assert _bar(shop).title.accessibleName() == "Since the last commit · nothing differs any more"
    assert not _bar(shop).next.isEnabled()


def test_with_another_file(
    shop: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "old.dot"), ""))
    shop.actions_table["compare_file"].trigger()
    qtbot.waitUntil(lambda: shop.commands.comparing.comparison is not None, timeout=60_000)
    assert shop.windowTitle().startswith("shop, compared with old.dot")
    kinds = {change.kind for change in changes_shown(shop.store.session)}
    assert kinds >= {ChangeKind.ADDED, ChangeKind.GONE}


def test_with_a_file_of_another_kind(shop: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "shop.drawio").write_text(DRAWING)
    shop.commands.comparing.with_file(tmp_path / "shop.drawio")
    qtbot.waitUntil(lambda: shop.commands.comparing.comparison is not None, timeout=60_000)
    assert "They are of different kinds of files" in _bar(shop).title.accessibleName()
    told = {(c.kind, c.name, c.words) for c in changes_shown(shop.store.session)}
    assert (ChangeKind.GONE, "mail", ()) in told
    assert (ChangeKind.ADDED, "queue", ()) in told
    assert not any(words for _, _, words in told), "nothing of how they look"


def test_what_is_equal_or_cannot_be_read_is_said(
    shop: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    comparing, said = shop.commands.comparing, shop.status.text
    comparing.with_file(tmp_path / "shop.dot")
    qtbot.waitUntil(lambda: "Nothing differs" in said.text(), timeout=60_000)
    (tmp_path / "broken.dot").write_text("digraph { a -> ")
    comparing.with_file(tmp_path / "broken.dot")
    qtbot.waitUntil(
        lambda: "broken.dot" in said.text() and "Reading" not in said.text(), timeout=60_000
    )
    assert comparing.comparison is None
    (tmp_path / "note.md").write_text("# VPC\n\nA network.\n")
    comparing.with_file(tmp_path / "note.md")
    qtbot.waitUntil(
        lambda: "There is no diagram like “shop” in note.md." in said.text(), timeout=60_000
    )


def test_it_can_be_cancelled(
    shop: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(_file: Path, _diagram: object, _of: object, cancelled: object) -> ReadBefore:
        cancelled.wait(30)  # type: ignore[attr-defined]
        raise OSError("cancelled")

    monkeypatch.setattr(commands, "with_commit", waits)
    shop.actions_table["compare_commit"].trigger()
    assert shop.status.offered.text() == "Cancel"
    qtbot.mouseClick(shop.status.offered, Qt.MouseButton.LeftButton)
    assert shop.status.text.text() == "Comparing was cancelled."
    assert shop.status.offered.isHidden()
    qtbot.waitUntil(lambda: not shop.jobs.background.busy, timeout=60_000)
    assert shop.commands.comparing.comparison is None


def test_what_lies_in_no_repository(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "alone.dot").write_text(OLD)
    _open(window, tmp_path / "alone.dot", qtbot)
    assert not window.actions_table["compare_commit"].isEnabled()
    assert window.actions_table["compare_file"].isEnabled()
    assert not window.actions_table["next_change"].isEnabled()


def test_files_of_a_commit_are_kept_as_long_as_a_comparison_needs_them(
    shop: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, gone = with_commit, list[int]()

    def counted(file: Path, diagram: Diagram, of: Workspace, stop: threading.Event) -> ReadBefore:
        read, number = real(file, diagram, of, stop), len(made)
        made.append(read)
        read.kept.callback(lambda: gone.append(number))
        return read

    made: list[ReadBefore] = []
    monkeypatch.setattr(commands, "with_commit", counted)
    for _ in range(3):
        _compare(shop, qtbot)
        shop.actions_table["leave_comparison"].trigger()
    qtbot.waitUntil(lambda: len(gone) == 2)
    assert sorted(gone) == [0, 1]
