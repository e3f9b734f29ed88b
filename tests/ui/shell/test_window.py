from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.model import problem
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, SectionId
from app.model.picture_style import PictureStyle
from app.model.problem import NOT_EVALUATED
from app.model.workspace import Workspace
from app.places import bundled_root, settings_folder
from app.scene.theme import DARK, LIGHT
from app.session import answers, verbs
from app.sources.workspace import load
from app.ui.kit.command import RULE
from app.ui.services import settings as kept
from app.ui.services.jobs import Jobs
from app.ui.services.recents import RecentMenu
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.about import About
from app.ui.shell.all_keys import commands
from app.ui.shell.menus import MENUS
from app.ui.shell.shortcuts_sheet import ShortcutsSheet
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.menu import picture_menu
from tests.ui.driving import drag_border


def _press(
    qtbot: QtBot,
    widget: QWidget,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.keyClick(widget, key, held)


def test_every_command_of_the_window_stands_in_one_menu() -> None:
    listed = [id for ids in MENUS.values() for id in ids.split() if id != RULE]
    assert sorted(listed) == sorted(commands())
    assert all(command.run for command in commands().values())


def test_as_written_a_picture_is_graphviz_s_and_the_selection_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    store, switch = window.store, window.actions_table["as_written"]
    assert store.layout is not None
    node = next(iter(store.layout.nodes))
    store.do(verbs.select, node)
    switch.trigger()

    def written() -> bool:
        return store.layout is not None and store.layout.style is PictureStyle.WRITTEN

    qtbot.waitUntil(written, timeout=10_000)
    assert switch.isChecked()
    assert store.state.selection == node
    assert window.actions_table["tidy"].isEnabled()
    assert window.canvas.viewport.layout is store.layout
    switch.trigger()
    qtbot.waitUntil(lambda: not written(), timeout=10_000)


def test_no_two_commands_of_the_window_share_a_key() -> None:
    keys = [k for command in commands().values() for k in (*command.keys, *command.also)]
    assert len(keys) == len(set(keys))


def test_the_title_names_what_is_shown(window: MainWindow) -> None:
    diagram = window.store.diagram
    assert diagram is not None
    assert diagram.title in window.windowTitle()


def test_all_controls_have_names(window: MainWindow) -> None:
    unnamed = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert not unnamed
    unnamed_fields = [
        f for f in window.findChildren(QLineEdit) if f.isVisible() and not f.accessibleName()
    ]
    assert not unnamed_fields


def test_digits_toggle_layers_but_not_while_one_types(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    assert store.diagram is not None
    assert window.left is not None
    first = store.diagram.layers[0]
    _press(qtbot, window.canvas, Qt.Key.Key_1)
    assert first not in store.state.layers
    _press(qtbot, window.canvas, Qt.Key.Key_1)
    assert first in store.state.layers
    field = window.left.filter
    field.setFocus()
    _press(qtbot, field, Qt.Key.Key_1)
    assert field.text() == "1"
    assert first in store.state.layers


def test_back_and_forward_by_keys_and_buttons(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    first = store.state.diagram
    window.actions_table["next_diagram"].trigger()
    second = store.state.diagram
    assert second != first
    alt = Qt.KeyboardModifier.AltModifier
    _press(qtbot, window.canvas, Qt.Key.Key_Left, alt)
    assert store.state.diagram == first
    _press(qtbot, window.canvas, Qt.Key.Key_Right, alt)
    assert store.state.diagram == second
    qtbot.mouseClick(window.status, Qt.MouseButton.BackButton)
    assert store.state.diagram == first
    qtbot.mouseClick(window.canvas, Qt.MouseButton.ForwardButton, pos=QPoint(3, 3))
    assert store.state.diagram == second


def test_panels_hide_and_come_back_as_wide_as_they_were(qtbot: QtBot, window: MainWindow) -> None:
    drag_border(qtbot, window, "left", 60)
    drag_border(qtbot, window, "right", -30)
    before = window.splitter.sizes()
    for action in ("left_panel", "right_panel"):
        window.actions_table[action].trigger()
    assert window.splitter.sizes()[0] == 0
    assert window.splitter.sizes()[2] == 0
    for action in ("left_panel", "right_panel"):
        window.actions_table[action].trigger()
    assert window.splitter.sizes() == before


def test_the_session_comes_back(
    qtbot: QtBot,
    window: MainWindow,
    bundled: Workspace,
    layouts: dict[DiagramId, DiagramLayout],
) -> None:
    store = window.store
    window.resize(780, 700)  # the offscreen screen is 800 px wide
    window.actions_table["right_panel"].trigger()
    drag_border(qtbot, window, "left", 40)
    left = window.splitter.sizes()[0]
    window.actions_table["theme:dark"].trigger()
    assert store.diagram is not None
    component = store.diagram.nodes[0].id
    store.do(verbs.toggle_layer, store.diagram.layers[0])
    store.do(verbs.select, component)
    window.close()

    found = kept.load()
    states = found.states()
    again = Store()
    now = next(s for s in states if s.diagram == found.diagram)
    again.do(verbs.restore, now, states)
    again.do(answers.take_workspace, bundled)
    again.do(answers.take_layout, DiagramId("vpc"), layouts[DiagramId("vpc")])
    other = MainWindow(again, Jobs(again), found)
    qtbot.addWidget(other)
    other.complete()
    other.show()
    assert again.state.selection == component
    assert again.state.layers == store.state.layers
    assert other.size() == window.size()
    assert other.splitter.sizes()[0] == left
    assert not other.actions_table["right_panel"].isChecked()
    assert found.theme == "dark"
    other.close()


def test_the_theme_can_be_set_and_follows_the_system_again(window: MainWindow) -> None:
    window.actions_table["theme:dark"].trigger()
    assert window.store.theme is DARK
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().window().color().name().upper() == DARK.panel
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Light)
    assert window.store.theme is DARK, "the system does not overrule a choice"
    window.actions_table["theme:light"].trigger()
    assert window.store.theme is LIGHT
    window.actions_table["theme:system"].trigger()
    assert window.settings.theme == "system"
    assert window.store.theme in (LIGHT, DARK)


def test_shortcut_sheet_and_about_open_and_close(qtbot: QtBot, window: MainWindow) -> None:
    for action, kind in (("shortcuts", ShortcutsSheet), ("about", About)):
        window.actions_table[action].trigger()
        dialog = window.findChild(kind)
        assert isinstance(dialog, QDialog)
        assert dialog.isVisible()
        _press(qtbot, dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda d=dialog: window.findChild(type(d)) is None)  # type: ignore[misc]


def test_enter_on_a_component_brings_its_note_to_the_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_table["right_panel"].trigger()
    assert window.notes is not None
    assert not window.notes.isVisible()
    window.canvas.setFocus()
    _press(qtbot, window.canvas, Qt.Key.Key_Tab)
    _press(qtbot, window.canvas, Qt.Key.Key_Return)
    assert window.notes.isVisible()
    assert window.store.state.selection is not None


def test_copying_the_picture_and_the_name(qtbot: QtBot, window: MainWindow) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    window.actions_table["copy_picture"].trigger()
    qtbot.waitUntil(lambda: not clipboard.image().isNull())
    layout = window.store.layout
    assert layout is not None
    assert clipboard.image().width() > layout.width
    assert not window.actions_table["copy_name"].isEnabled()
    node = layout.diagram.nodes[0]
    window.store.do(verbs.select, node.id)
    window.actions_table["copy_name"].trigger()
    assert clipboard.text() == " ".join(node.label.split())


def test_an_empty_workspace_says_what_to_do(window: MainWindow, tmp_path: Path) -> None:
    window.store.do(answers.take_workspace, Workspace(str(tmp_path), "Nothing", False))
    assert window.picture_pane.card is not None
    assert window.picture_pane.card.isVisible()
    assert not window.actions_table["present"].isEnabled()
    labels = [b.text() for b in window.picture_pane.card.findChildren(QAbstractButton)]
    assert "Open folder…" in labels


def test_closing_leaves_nothing_behind(qtbot: QtBot, filled: Store, warm_cache: Path) -> None:
    """What is left is found by the suite's own check."""
    jobs = Jobs(filled)
    made = MainWindow(filled, jobs, Settings(theme="light"))
    qtbot.addWidget(made)
    made.complete()
    made.show()
    jobs.reload()
    made.commands.exporting.copy_picture()
    made.close()


def test_problems_can_be_read_and_copied(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    store.do(answers.report, problem.error("No component is called Taskk.", "diagrams/ecs.py", 41))
    store.do(answers.report, problem.warning("An alias is used twice.", "notes/iam.md", 3))
    button = window.status.problems
    assert button.text() == "2 problems"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    listed = window.status.popup
    assert listed is not None
    assert listed.list.count() == 2
    assert listed.list.item(0).text() == "No component is called Taskk.\necs.py, line 41"
    listed.list.setCurrentRow(1)
    assert listed.text.toPlainText() == "notes/iam.md, line 3: An alias is used twice."
    listed.copy_all()
    assert "diagrams/ecs.py, line 41" in QGuiApplication.clipboard().text()
    listed.close()


def test_a_message_stays_under_the_hover_text(window: MainWindow) -> None:
    window.status.say("Exported.")
    window.status.show_hover("Router")
    assert window.status.text.text() == "Router"
    window.status.show_hover("")
    assert window.status.text.text() == "Exported."


# Opening


NOTE = "Words first.\n\n# Notes\n\nText.\n\n## Part 2\n\nMore.\n"
DOT = "digraph net { gateway [label=Gateway]; router [label=Router]; gateway -> router }"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = tmp_path / "study"
    made.mkdir()
    (made / "net.dot").write_text(DOT)
    (made / "wan.dot").write_text("digraph wan { x -> y }")
    (made / "notes.md").write_text(NOTE + "\n## Gateway\n\nA gateway.\n")
    return made


def _opened(qtbot: QtBot, window: MainWindow, path: Path | None) -> None:
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        window.opening.open(path)


def test_a_note_that_is_opened_is_shown_at_its_start(
    qtbot: QtBot, window: MainWindow, study: Path, asked: list[str]
) -> None:
    window.panels.show_right(False)
    _opened(qtbot, window, study / "notes.md")
    notes = window.notes
    assert notes is not None
    qtbot.waitUntil(lambda: "Words first." in notes.view.toPlainText())
    assert notes.isVisible()
    assert notes.view.verticalScrollBar().value() == 0
    assert window.windowTitle().endswith(" – notes.md")
    assert window.actions_table["edit_note"].isEnabled()
    window.actions_table["edit_script"].trigger()
    assert Path(asked[-1]).is_relative_to(bundled_root()), "of the diagrams that it borrows"
    window.panels.show_right(False)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        window.jobs.reload()
    assert not notes.isVisible(), "only opening shows the panel"


def test_the_only_note_of_a_folder_without_diagrams_is_shown_at_once(
    qtbot: QtBot, window: MainWindow, study: Path
) -> None:
    for file in study.glob("*.dot"):
        file.unlink()
    _opened(qtbot, window, study)
    notes = window.notes
    assert notes is not None
    qtbot.waitUntil(lambda: "Words first." in notes.view.toPlainText())
    assert notes.header.title.text().startswith("Notes")


def test_a_workspace_comes_back_as_it_was_left(
    qtbot: QtBot, window: MainWindow, study: Path
) -> None:
    store = window.store
    store.do(verbs.toggle_layer, "iam")
    bundled = store.state
    _opened(qtbot, window, study)
    assert store.state.diagram == "net"
    store.do(verbs.show, DiagramId("wan"))
    store.do(verbs.select, store.diagram.nodes[1].id if store.diagram else None)
    left = store.state
    _opened(qtbot, window, None)
    assert store.state.diagram == bundled.diagram
    assert store.state.layers == bundled.layers
    _opened(qtbot, window, study / "notes.md")
    _opened(qtbot, window, study)
    assert store.state.diagram == "wan"
    assert store.state.selection == left.selection
    window.close()
    found = kept.load()
    assert found.workspace == str(study)
    assert found.diagram == "wan"
    assert found.recent_paths() == [str(study), str(study / "notes.md")]


def _recent_menu(window: MainWindow) -> RecentMenu:
    (found,) = window.findChildren(RecentMenu)
    assert isinstance(found, RecentMenu)
    found.aboutToShow.emit()
    return found


def test_recent_workspaces_are_in_the_menu(qtbot: QtBot, window: MainWindow, study: Path) -> None:
    _opened(qtbot, window, study)
    _opened(qtbot, window, study / "notes.md")
    _opened(qtbot, window, None)
    (study / "notes.md").unlink()
    menu = _recent_menu(window)
    texts = [a.text() for a in menu.actions() if a.text()]
    assert texts[0] == "Bundled diagrams"
    assert texts[1].startswith("notes.md – ")
    assert texts[2].startswith("study – ")
    assert texts[3] == "Clear list"
    gone = menu.actions()[2]
    qtbot.waitUntil(lambda: not gone.isEnabled())
    assert "no longer there" in gone.text()
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        menu.actions()[3].trigger()
    assert window.jobs.path == study
    menu.actions()[-1].trigger()
    assert not window.settings.recent_paths()
    assert not _recent_menu(window).actions()[-1].isEnabled()


def test_an_empty_folder_offers_recent_workspaces(
    qtbot: QtBot, window: MainWindow, study: Path, tmp_path: Path
) -> None:
    _opened(qtbot, window, study)
    empty = tmp_path / "empty"
    empty.mkdir()
    _opened(qtbot, window, empty)
    card = window.picture_pane.card
    assert card is not None
    offered = [b for b in card.findChildren(QAbstractButton) if b.text().startswith("study")]
    assert len(offered) == 1
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    assert window.store.state.diagram == "net"


def test_what_cannot_be_opened_is_not_recent(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    before = window.store.state
    with qtbot.waitSignal(window.jobs.open_failed, timeout=20_000):
        window.opening.open(tmp_path / "gone")
    assert str(tmp_path / "gone") not in window.settings.recent_paths()
    assert window.store.state == before


# Editing


def test_the_note_is_edited_at_its_section_and_the_script_at_the_component(
    qtbot: QtBot, window: MainWindow, asked: list[str]
) -> None:
    store, note = window.store, window.actions_table["edit_note"]
    status = window.status.text
    assert store.diagram is not None
    assert store.workspace is not None
    assert note.isEnabled()  # the diagram's own section is open
    node = next(n for n in store.diagram.nodes if n.line)
    store.do(verbs.select, node.id)
    section = store.workspace.notebook.section(store.state.section or SectionId(""))
    assert section is not None
    note_file, script = (bundled_root() / name for name in (section.file, store.diagram.source))
    _press(qtbot, window, Qt.Key.Key_F4)
    assert f"Opened {note_file.name}; the section is on line {section.line}." in status.text()
    _press(qtbot, window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    label = " ".join(node.label.split())
    there = f"Opened {script.name}; “{label}” is on line {node.line}."
    assert there in status.text()
    window.status.say("")
    menu = picture_menu(window.canvas.surface, store.diagram, node.id)
    next(a for a in menu.actions() if a.text() == "Edit script").trigger()
    assert there in status.text()
    assert asked == [str(note_file), str(script), str(script)]
    menu.deleteLater()


def test_the_menu_of_a_note_edits_the_section_that_was_clicked(
    qtbot: QtBot, window: MainWindow, study: Path, asked: list[str]
) -> None:
    _opened(qtbot, window, study / "notes.md")
    notes = window.notes
    assert notes is not None
    qtbot.waitUntil(lambda: "Words first." in notes.view.toPlainText())
    at = notes.view.cursorRect(notes.view.document().find("More.")).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, notes.view.mapToGlobal(at), Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(notes.view.viewport(), event)
    menu = next(m for m in notes.view.findChildren(QMenu) if m.isVisible())
    menu.actions()[-1].trigger()
    assert asked == [str(study / "notes.md")]
    assert window.status.text.text() == "Opened notes.md; the section is on line 7."
    menu.close()


def test_settings_that_are_all_wrong_keep_no_window_from_opening(
    qtbot: QtBot, filled: Store, warm_cache: Path
) -> None:
    folder = settings_folder()
    folder.mkdir(parents=True)
    wrong: dict[str, object] = {f.name: 2**40 for f in msgspec.structs.fields(Settings)}
    wrong |= {"workspace": "a\0b", "geometry": "AdnQywAD" + "/" * 80, "right_width": 320}
    (folder / kept.FILE).write_text(json.dumps(wrong) + "\0")
    made = MainWindow(filled, Jobs(filled), kept.load())
    qtbot.addWidget(made)
    made.complete()
    made.show()
    qtbot.waitExposed(made)
    assert made.settings.workspace is None
    assert made.settings.right_width == 320
    assert made.width() < 4000
    made.close()


def test_keys_that_come_when_it_is_closed_open_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.close()
    window.close()
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F1):
        qtbot.keyClick(window.canvas, key)
    assert window.commands.presenting.presenter is None
    assert window.commands.studying.room is None
    assert not window.findChildren(QDialog)


def test_the_bundled_diagrams_are_copied_to_be_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "copy"))
    with qtbot.waitSignal(window.jobs.opened, timeout=60_000):
        window.actions_table["copy_bundled"].trigger()
    assert window.jobs.path == tmp_path / "copy"
    assert (tmp_path / "copy" / "diagrams" / "vpc.py").is_file()
    workspace, ours = window.store.workspace, load(None)
    assert workspace is not None
    assert set(workspace.restricted) == {d.source for d in ours.diagrams}
    assert not [p for p in workspace.problems if p.kind == NOT_EVALUATED]
    assert {d.id for d in workspace.diagrams} == {d.id for d in ours.diagrams}
