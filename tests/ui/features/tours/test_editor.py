"""Recording and editing a tour, as a person does it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Tour, TourStyle
from app.places import bundled_root, own_tours
from app.session import verbs
from app.ui.features.tours.choice import TourChoice
from app.ui.features.tours.editor import TourEditor
from app.ui.features.tours.question import Question
from app.ui.features.tours.step_list import PICTURE
from app.ui.shell.window import MainWindow
from tests.ui.driving import window_on
from tests.ui.features.tours.folders import tour_folder

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
DOT = """digraph shop {
  layers="iam:data";
  till [label="Till"];
  store [label="Stock room"];
  role [label="Role", layer="iam"];
  ledger [label="Ledger", layer="data"];
  till -> store [label="1 ask"];
  store -> till [label="2 answer"];
  role -> till [layer="iam"];
}
"""
WAY = """---
title: The way
tags: [mine]
diagram: shop
---

## First

<!-- show: layers=none; focus=Till -->

Here it begins.

## Second

<!-- show: focus=Stock room; style=flow -->
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tour_folder(tmp_path, DOT, WAY)


@pytest.fixture
def window(qtbot: QtBot, folder: Path, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, folder) as made:
        yield made
        editor = made.commands.tours.editor
        if editor is not None and editor.draft is not None:
            editor.draft.stack.setClean()


def editor(window: MainWindow) -> TourEditor:
    assert window.commands.tours.editor is not None
    return window.commands.tours.editor


def begin(qtbot: QtBot, window: MainWindow, action: str = "new_tour") -> TourEditor:
    window.actions_table[action].trigger()
    qtbot.waitUntil(editor(window).isActiveWindow)
    return editor(window)


def edit(qtbot: QtBot, window: MainWindow, id: TourId) -> TourEditor:
    window.commands.tours.edit(id)
    qtbot.waitUntil(editor(window).isActiveWindow)
    return editor(window)


def titles(panel: TourEditor) -> list[str]:
    shown = [panel.page.steps.item(row).text() for row in range(panel.page.steps.count())]
    assert panel.draft is not None
    assert shown == [s.title for s in panel.draft.content.steps]
    return shown


def press(qtbot: QtBot, panel: TourEditor, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(panel.page.steps, key)


def saved(qtbot: QtBot, panel: TourEditor) -> Path:
    with qtbot.waitSignal(panel.saving.saved, timeout=5_000) as found:
        qtbot.keyClick(panel, KEY.Key_S, CTRL)
    path = (found.args or [None])[0]
    assert isinstance(path, Path)
    return path


def question(panel: TourEditor) -> Question:
    found = [q for q in panel.findChildren(Question) if q.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_tour_is_recorded_from_the_screen_and_saved(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    store = window.store
    panel = begin(qtbot, window)
    assert panel.focusWidget() is panel.page.title
    assert panel.page.empty.isVisible()
    assert not panel.unsaved
    qtbot.keyClicks(panel.page.title, "Buying: a tour")
    store.do(verbs.set_layers, frozenset())
    store.do(
        verbs.select, ElementId("node:till") if store.diagram is None else store.diagram.nodes[0].id
    )
    window.actions_table["add_step"].trigger()
    store.do(verbs.set_layers, frozenset({"iam"}))
    store.do(verbs.select, None)
    qtbot.keyClick(panel, KEY.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert titles(panel) == ["Till", "IAM"]
    qtbot.keyClicks(panel.page.form.words, "Here one pays.")
    assert panel.windowTitle() == "Buying: a tour[*] – Tour"
    assert panel.isWindowModified()
    assert panel.page.save.text() == "&Save as Markdown"
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):  # it reloads by itself
        path = saved(qtbot, panel)
    assert path == folder / "tours" / "buying_a_tour.md"
    assert path.read_text() == (
        '---\ntitle: "Buying: a tour"\ndiagram: "shop"\n---\n\n## Till\n\n'
        "<!-- show: layers=none; focus=Till, Stock room, Till -> Stock room, "
        "Stock room -> Till -->\n\n## IAM\n\n<!-- show: layers=iam; focus=none -->\n\n"
        "Here one pays.\n"
    )
    assert not panel.unsaved
    assert panel.page.said.text().replace("\u200b", "") == f"Saved as {path}."
    assert store.workspace is not None
    assert store.workspace.tour(TourId("buying_a_tour")) is not None
    assert panel.page.undo.isEnabled()  # saving takes nothing away


def test_the_selection_alone_may_be_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    panel = begin(qtbot, window)
    panel.page.focus_box.setCurrentIndex(1)
    assert window.store.diagram is not None
    window.store.do(verbs.select, window.store.diagram.nodes[0].id)
    panel.page.add.click()
    assert panel.draft is not None
    assert panel.draft.content.steps[0].focus == (window.store.diagram.nodes[0].id,)
    assert "In focus: Till." in panel.page.form.shows.text()


def test_add_step_begins_a_new_tour_where_none_is_edited(qtbot: QtBot, window: MainWindow) -> None:
    panel = begin(qtbot, window, "add_step")
    assert titles(panel) == ["shop"]
    assert panel.isVisible()


def test_steps_are_moved_renamed_and_deleted_by_keys_and_it_is_all_taken_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = edit(qtbot, window, TourId("way"))
    assert panel.page.steps.hasFocus()
    qtbot.keyClick(panel.page.steps, KEY.Key_Down, ALT)
    assert titles(panel) == ["Second", "First"]
    assert panel.page.steps.currentRow() == 1
    qtbot.keyClick(panel.page.steps, KEY.Key_Down, ALT)  # no further
    press(qtbot, panel, KEY.Key_F2)
    field = panel.page.steps.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClick(field, KEY.Key_A, CTRL)
    qtbot.keyClicks(field, "Begin here")
    qtbot.keyClick(field, KEY.Key_Return)  # the view takes it in a moment later
    qtbot.waitUntil(lambda: titles(panel) == ["Second", "Begin here"])
    press(qtbot, panel, KEY.Key_Delete)
    assert titles(panel) == ["Second"]
    assert panel.page.form.words.toPlainText() == ""
    for expected in (["Second", "Begin here"], ["Second", "First"], ["First", "Second"]):
        qtbot.keyClick(panel, KEY.Key_Z, CTRL)
        assert titles(panel) == expected
    assert not panel.unsaved
    assert not panel.page.undo.isEnabled()
    panel.page.redo.click()
    assert titles(panel) == ["Second", "First"]


def test_a_step_is_dragged_to_another_place(qtbot: QtBot, window: MainWindow) -> None:
    panel = begin(qtbot, window, "add_step")
    panel.page.add.click()
    panel.page.add.click()
    for row, name in enumerate("ABC"):
        panel.page.steps.item(row).setText(name)
    panel.page.steps.setCurrentRow(0)

    def middle(row: int) -> QPoint:
        return panel.page.steps.visualItemRect(panel.page.steps.item(row)).center()

    for place, expected in (
        (middle(1) + QPoint(0, 6), ["B", "A", "C"]),
        (middle(2) + QPoint(0, 200), ["B", "C", "A"]),
        (middle(0) - QPoint(0, 6), ["A", "B", "C"]),
        (middle(0), ["A", "B", "C"]),
    ):
        panel.page.steps.drop(place)
        assert titles(panel) == expected


def test_buttons_move_a_step_and_what_was_said_is_gone_with_the_next_act(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = begin(qtbot, window, "add_step")
    page = panel.page
    assert page.said.text() == "Added “shop”."
    page.add.click()
    page.steps.item(0).setText("First")
    assert page.said.text() == ""
    assert (page.up.isEnabled(), page.down.isEnabled()) == (False, True)
    qtbot.mouseClick(page.down, LEFT)
    assert titles(panel) == ["shop", "First"]
    assert (page.up.isEnabled(), page.down.isEnabled()) == (True, False)
    qtbot.mouseClick(page.up, LEFT)
    assert titles(panel) == ["First", "shop"]
    for act in (
        page.undo.click,
        lambda: qtbot.keyClicks(page.title, "x"),
        lambda: qtbot.keyClick(page.steps, KEY.Key_Up),
        lambda: qtbot.keyClick(page.steps, KEY.Key_Return),
    ):
        page.say("Something.")
        act()
        assert page.said.text() == ""


def _picture(panel: TourEditor, row: int) -> QImage:
    found = panel.page.steps.item(row).data(PICTURE)
    return found.toImage() if found else QImage()


def test_each_step_has_a_picture_that_follows_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.store.layout is not None, timeout=10_000)
    panel = edit(qtbot, window, TourId("way"))
    qtbot.waitUntil(lambda: not (_picture(panel, 0).isNull() or _picture(panel, 1).isNull()))
    first, second = _picture(panel, 0), _picture(panel, 1)
    assert first != second
    panel.page.down.click()
    qtbot.waitUntil(lambda: _picture(panel, 1) == first, timeout=2_000)
    panel.page.undo.click()
    qtbot.waitUntil(lambda: (_picture(panel, 0), _picture(panel, 1)) == (first, second))


def test_a_step_is_seen_as_the_audience_will_see_it(qtbot: QtBot, window: MainWindow) -> None:
    panel = edit(qtbot, window, TourId("way"))
    form = panel.page.form
    form.tabs.setCurrentIndex(1)
    assert form.preview.words.toPlainText() == "Here it begins."
    qtbot.waitUntil(lambda: panel.pictures.large is not None)
    before = panel.pictures.large
    press(qtbot, panel, KEY.Key_Down)
    assert form.preview.words.toPlainText() == "This step has no words yet."
    qtbot.waitUntil(lambda: panel.pictures.large not in (None, before))
    panel.resize(900, 480)
    assert panel.page.parts.orientation() is Qt.Orientation.Horizontal
    assert panel.height() == 480, "it fits on a low screen"


def test_words_are_typed_and_taken_back_at_once(qtbot: QtBot, window: MainWindow) -> None:
    panel = edit(qtbot, window, TourId("way"))
    words = panel.page.form.words
    assert words.toPlainText() == "Here it begins."
    words.setFocus()
    words.moveCursor(words.textCursor().MoveOperation.End)
    qtbot.keyClicks(words, " And so on.")
    assert words.toPlainText() == "Here it begins. And so on."
    assert words.textCursor().atEnd()  # the cursor stays
    qtbot.keyClick(words, KEY.Key_Z, CTRL)
    assert words.toPlainText() == "Here it begins."
    press(qtbot, panel, KEY.Key_Down)
    assert words.toPlainText() == ""
    panel.page.form.style_box.setCurrentIndex(0)
    panel.page.form.style_box.activated.emit(0)
    panel.page.form.seconds.setValue(3.5)
    assert panel.draft is not None
    assert panel.draft.step is not None
    assert (panel.draft.step.style, panel.draft.step.seconds) == (TourStyle.BUILD, 3.5)


def test_a_step_takes_layers_or_focus_from_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    panel = edit(qtbot, window, TourId("way"))
    store = window.store
    assert store.diagram is not None
    store.do(verbs.set_layers, frozenset({"iam"}))
    store.do(verbs.select, store.diagram.nodes[2].id)
    both, layers, focus = panel.page.takes.actions()
    assert panel.draft is not None
    first = panel.draft.content.steps[0]
    layers.trigger()
    assert panel.draft.step is not None
    assert (sorted(panel.draft.step.layers), panel.draft.step.focus) == (["iam"], first.focus)
    panel.page.undo.click()
    focus.trigger()
    assert panel.draft.step.layers == first.layers
    assert panel.draft.step.focus[0] == store.diagram.nodes[2].id
    panel.page.undo.click()
    both.trigger()
    assert panel.draft.step.layers == {"iam"}
    assert panel.draft.step.text == "Here it begins."


def test_an_existing_file_keeps_what_else_it_says(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    path = folder / "tours" / "way.md"
    path.write_bytes(WAY.replace("\n", "\r\n").encode())
    panel = edit(qtbot, window, TourId("way"))
    assert panel.page.save.text() == "&Save"
    assert not panel.page.save.isEnabled()
    qtbot.keyClicks(panel.page.title, "!")
    assert saved(qtbot, panel) == path
    text = path.read_bytes().decode()
    assert text.startswith('---\r\ntitle: "The way!"\r\ndiagram: "shop"\r\ntags: [mine]\r\n---\r\n')
    assert "\n" not in text.replace("\r\n", "")


def test_what_another_program_wrote_is_not_overwritten_unasked(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    path = folder / "tours" / "way.md"
    panel = edit(qtbot, window, TourId("way"))
    qtbot.keyClicks(panel.page.title, "!")
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        path.write_text(WAY.replace("First", "Theirs"))
    assert titles(panel) == ["First", "Second"]  # what is unsaved stays
    qtbot.keyClick(panel, KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(panel.findChildren(Question)))
    asked = question(panel)
    assert "Theirs" in path.read_text()
    with qtbot.waitSignal(panel.saving.saved):
        qtbot.mouseClick(asked.no, LEFT)
    assert "## First" in path.read_text()


def test_a_change_of_the_file_is_taken_over_where_nothing_is_unsaved(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    panel = edit(qtbot, window, TourId("way"))
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        (folder / "tours" / "way.md").write_text(WAY.replace("First", "Theirs"))
    qtbot.waitUntil(lambda: titles(panel) == ["Theirs", "Second"])
    assert not panel.unsaved


def test_automatic_tours_are_saved_as_markdown(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    panel = edit(qtbot, window, TourId("shop/edges"))
    assert titles(panel) == ["Ask", "Answer"]
    assert panel.page.save.text() == "&Save as Markdown"
    assert not panel.unsaved
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        assert saved(qtbot, panel) == folder / "tours" / "shop_step_by_step.md"
    assert panel.draft is not None
    assert panel.draft.id == "shop_step_by_step"
    assert window.store.workspace is not None
    assert window.store.workspace.tour(TourId("shop/edges")) is not None


def test_unsaved_changes_are_asked_about(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    panel = edit(qtbot, window, TourId("way"))
    qtbot.keyClicks(panel.page.title, "!")
    qtbot.keyClick(panel.page.steps, KEY.Key_Escape)
    assert panel.isVisible()
    for _ in range(2):
        qtbot.keyClick(question(panel), KEY.Key_Escape)  # no answer: it stays
        qtbot.waitUntil(lambda: not panel.findChildren(Question))
        assert panel.isVisible()
        qtbot.keyClick(panel.page.steps, KEY.Key_Escape)  # and is asked again
    qtbot.keyClick(question(panel), KEY.Key_Escape)
    assert panel.unsaved
    panel.close()
    with qtbot.waitSignal(panel.left):
        qtbot.mouseClick(question(panel).yes, LEFT)
    assert not panel.isVisible()
    assert "The way!" in (folder / "tours" / "way.md").read_text()
    edit(qtbot, window, TourId("way"))
    assert panel.page.title.text() in {"The way", "The way!"}


def test_discarding_leaves_the_file(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    panel = edit(qtbot, window, TourId("way"))
    qtbot.keyClicks(panel.page.title, "!")
    window.commands.tours.edit(TourId("shop/edges"))
    qtbot.mouseClick(question(panel).no, LEFT)
    assert titles(panel) == ["Ask", "Answer"]
    assert (folder / "tours" / "way.md").read_text() == WAY


def test_the_window_closes_only_once_nothing_is_unsaved(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    panel = edit(qtbot, window, TourId("way"))
    qtbot.keyClicks(panel.page.title, "!")
    window.close()
    assert window.isVisible()
    qtbot.mouseClick(question(panel).yes, LEFT)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert "The way!" in (folder / "tours" / "way.md").read_text()


def test_where_nothing_may_be_written_a_file_is_asked_for(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path_factory.mktemp("other") / "mine"
    answers = iter([("", ""), (str(other), "")])
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: next(answers))
    panel = edit(qtbot, window, TourId("shop/edges"))
    panel.page.save.click()
    assert panel.page.save.isEnabled()  # nobody said where
    assert saved(qtbot, panel) == other.with_suffix(".md")
    assert (
        panel.page.said.text()
        .replace("\u200b", "")
        .startswith(f"Saved as {other}.md. It is outside the workspace")
    )


def test_a_failure_is_said_and_the_work_stays(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    panel = edit(qtbot, window, TourId("way"))
    qtbot.keyClicks(panel.page.title, "!")
    (folder / "tours" / "way.md").chmod(0o444)
    with qtbot.waitSignal(panel.saving.failed):
        panel.page.save.click()
    assert panel.page.said.text() == "The file is read-only."
    assert panel.unsaved
    assert panel.page.save.isEnabled()


def test_without_title_or_steps_it_says_what_is_missing(qtbot: QtBot, window: MainWindow) -> None:
    panel = begin(qtbot, window)
    qtbot.keyClick(panel, KEY.Key_S, CTRL)
    assert panel.page.said.text().startswith("A tour needs a step")
    panel.page.add.click()
    qtbot.keyClick(panel, KEY.Key_S, CTRL)
    assert panel.page.said.text() == "Give the tour a title first."
    assert panel.focusWidget() is panel.page.title


def test_a_step_is_shown_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    panel = edit(qtbot, window, TourId("way"))
    press(qtbot, panel, KEY.Key_Down, KEY.Key_Return)
    assert (window.store.state.tour, window.store.state.step) == ("way", 1)
    qtbot.keyClicks(panel.page.title, "!")
    press(qtbot, panel, KEY.Key_Up, KEY.Key_Return)  # what is not saved cannot be played
    assert window.store.state.tour == ""
    assert window.store.state.layers == frozenset()
    assert window.store.diagram is not None
    assert window.store.state.selection == window.store.diagram.nodes[0].id


def test_a_tour_is_chosen_behind_a_filter(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table["edit_tour"].trigger()
    dialog = window.findChild(TourChoice)
    assert dialog is not None
    qtbot.keyClicks(dialog.filter, "nowhere")
    assert dialog.nothing.isVisible()
    assert not dialog.go.isEnabled()
    dialog.filter.clear()
    qtbot.keyClicks(dialog.filter, "step by")
    qtbot.keyClick(dialog.filter, KEY.Key_Return)
    assert titles(editor(window)) == ["Ask", "Answer"]


def test_the_tour_under_way_is_edited_and_its_file_opened_at_the_step(
    window: MainWindow, folder: Path, asked: list[str]
) -> None:
    status = window.status.text
    assert not window.actions_table["edit_tour_file"].isEnabled()
    window.store.do(verbs.start_tour, TourId("way"), 1)
    window.actions_table["edit_tour_file"].trigger()
    assert status.text() == "Opened way.md; the step is on line 13."
    window.actions_table["edit_tour"].trigger()
    panel = editor(window)
    assert titles(panel) == ["First", "Second"]
    assert panel.page.steps.currentRow() == 1
    panel.page.steps.setCurrentRow(0)
    panel.page.text.click()
    assert status.text() == "Opened way.md; the step is on line 7."
    assert asked == [str(folder / "tours" / "way.md")] * 2


def test_another_folder_ends_recording_but_keeps_what_is_unsaved(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    panel = edit(qtbot, window, TourId("way"))
    qtbot.keyClicks(panel.page.title, "!")
    other = tmp_path_factory.mktemp("other")
    (other / "b.dot").write_text("digraph { x }")
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        window.opening.open(other)
    assert not panel.page.add.isEnabled()
    assert not panel.page.take.isEnabled()
    assert saved(qtbot, panel) == folder / "tours" / "way.md"
    assert "The way!" in (folder / "tours" / "way.md").read_text()


# In the bundled workspace


@pytest.fixture
def on_bundled(qtbot: QtBot, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, None) as made:
        qtbot.waitExposed(made)
        yield made


def _came_back(qtbot: QtBot, window: MainWindow, title: str) -> Tour:
    """The tour of that title, once the window has read it."""

    def found() -> Tour | None:
        assert window.store.workspace is not None
        return next((t for t in window.store.workspace.tours if t.title == title), None)

    qtbot.waitUntil(lambda: found() is not None, timeout=10_000)
    tour = found()
    assert tour is not None
    return tour


def test_a_tour_recorded_in_the_bundled_workspace_is_the_persons(
    qtbot: QtBot, on_bundled: MainWindow
) -> None:
    window = on_bundled
    window.store.do(verbs.show, DiagramId("vpc"))
    window.actions_table["add_step"].trigger()
    editor = window.commands.tours.editor
    assert editor is not None
    assert editor.draft is not None
    qtbot.keyClicks(editor.page.title, "Mine")
    editor.save_tour()
    qtbot.waitUntil(lambda: not editor.unsaved)
    path = own_tours() / "mine.md"
    assert path.is_file()
    assert str(path) in editor.page.said.text().replace("\u200b", "")
    assert "your own folder" in editor.page.said.text()
    tour = _came_back(qtbot, window, "Mine")
    assert (tour.id, tour.file) == ("mine", path.as_posix())
    editor.page.title.selectAll()
    qtbot.keyClicks(editor.page.title, "Still mine")
    editor.save_tour()
    qtbot.waitUntil(lambda: not editor.unsaved)
    assert _came_back(qtbot, window, "Still mine").id == "mine"
    assert [p.name for p in own_tours().iterdir()] == ["mine.md"]


def test_a_bundled_tour_that_is_edited_becomes_one_of_the_persons(
    qtbot: QtBot, on_bundled: MainWindow
) -> None:
    window, theirs = on_bundled, bundled_root() / "resources" / "tours" / "commit_to_task.md"
    before = theirs.read_bytes()
    window.commands.tours.edit(TourId("commit_to_task"))
    editor = window.commands.tours.editor
    assert editor is not None
    editor.page.title.selectAll()
    qtbot.keyClicks(editor.page.title, "Commit to task")
    editor.save_tour()
    qtbot.waitUntil(lambda: not editor.unsaved)
    tour = _came_back(qtbot, window, "Commit to task")
    assert (tour.id, Path(tour.file)) == ("commit_to_task_2", own_tours() / "commit_to_task_2.md")
    assert theirs.read_bytes() == before
    assert window.store.workspace is not None
    assert window.store.workspace.tour(TourId("commit_to_task")) is not None


def test_the_file_of_ones_own_tour_opens_in_the_editor(
    qtbot: QtBot, on_bundled: MainWindow, asked: list[str]
) -> None:
    own_tours().mkdir(parents=True)
    (own_tours() / "own.md").write_text("---\ntitle: Own\ndiagram: vpc\n---\n\n## One\n")
    _came_back(qtbot, on_bundled, "Own")
    on_bundled.commands.tours.start(TourId("own"))
    on_bundled.commands.tours.edit_file()
    assert asked == [str(own_tours() / "own.md")]
    assert "Opened own.md" in on_bundled.status.text.text()
