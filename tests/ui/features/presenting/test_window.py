from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId, SectionId, TourId
from app.search.entry import entries
from app.session import answers, verbs
from app.ui.features.presenting.clock import Stopwatch, told
from app.ui.features.presenting.grid import StepGrid
from app.ui.features.presenting.presenter import Presenter
from app.ui.features.presenting.tools import Tool
from app.ui.features.presenting.window import PresenterWindow
from app.ui.kit.keys_sheet import KeysSheet
from app.ui.shell.window import MainWindow
from tests.ui.driving import presenting

Key = Qt.Key
Two = tuple[Presenter, PresenterWindow]
TOUR = "ecs/layers"


@pytest.fixture
def two(qtbot: QtBot, window: MainWindow) -> Two:
    """The audience's window and the presenter's, in a tour."""
    window.actions_table["present"].trigger()
    audience = window.commands.presenting.presenter
    assert audience is not None
    audience.store.do(verbs.start_tour, TourId(TOUR), 1)
    qtbot.keyClick(audience.canvas, Key.Key_V)
    own = audience.presenter_controls.window
    assert isinstance(own, PresenterWindow)
    own.resize(1366, 768)
    qtbot.waitExposed(own)
    return audience, own


def _click(qtbot: QtBot, own: PresenterWindow, button: str) -> None:
    qtbot.mouseClick(own.buttons[button], Qt.MouseButton.LeftButton)


def _mirror(two: Two, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: bool) -> None:
    """On the small picture, at a point of the audience's canvas."""
    audience, own = two
    mirror = own.mirror
    frame = mirror.frame
    scale = frame.width() / audience.canvas.width()
    there = frame.topLeft() + at * scale
    down = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, there, there, button, down, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(mirror, event)


def test_on_one_screen_it_comes_when_it_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table["present"].trigger()
    audience = window.commands.presenting.presenter
    assert audience is not None
    assert audience.isFullScreen()
    assert audience.presenter_controls.window is None, "F5 alone is as it was"
    qtbot.keyClick(audience.canvas, Key.Key_V)
    own = audience.presenter_controls.window
    assert own is not None
    assert own.isVisible()
    assert audience.isVisible()
    assert not audience.isFullScreen(), "a window to be moved to a projector"
    assert not own.buttons["swap"].isEnabled()
    with qtbot.waitSignal(own.closed):
        own.close()
    assert audience.presenter_controls.window is None
    assert audience.isFullScreen()
    audience.close()


def test_it_shows_the_step_its_words_and_what_comes_next(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    tour = audience.store.tour
    assert tour is not None
    assert own.where.text() == f"2 / {len(tour.steps)}"
    assert own.title.text() == tour.steps[1].title
    assert tour.steps[1].text in own.words.view.toPlainText()
    assert own.coming.text() == f"Next: {tour.steps[2].title}"
    own.next.renew()
    assert own.next.ahead.step == tour.steps[2]
    shape = audience.canvas.width() / audience.canvas.height()
    assert own.next.width() / own.next.height() > shape - 0.05, "no strip above or below is blank"
    announced = own.next.viewport.appearance.shot
    audience.presentation.turn(1)
    assert audience.canvas.viewport.appearance.shot == announced, "they see what was said to come"
    audience.store.do(verbs.go_step, len(tour.steps) - 1)
    assert own.coming.text() == "This is the last step."
    assert own.next.isHidden()


def test_without_a_tour_the_steps_are_the_diagrams(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    audience.store.do(verbs.stop_tour)
    workspace = audience.store.workspace
    assert workspace is not None
    first, second, third = workspace.diagrams[:3]
    audience.store.do(verbs.show, first.id)
    assert own.where.text() == f"1 / {len(workspace.diagrams)}"
    assert own.title.text() == first.title
    own.next.renew()
    assert own.next.ahead.state.diagram == second.id
    for key in (Key.Key_Right, Key.Key_PageDown):
        qtbot.keyClick(own, key)
    assert audience.store.state.diagram == third.id
    _click(qtbot, own, "previous")
    assert audience.store.state.diagram == second.id


def test_steps_go_on_whatever_button_has_the_keyboard(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    audience.store.do(verbs.stop_tour)
    audience.store.do(verbs.show, DiagramId("vpc"))
    own.buttons["laser"].setFocus()
    qtbot.keyClick(own.buttons["laser"], Key.Key_Right)
    assert audience.store.state.diagram == "ecs"
    own.words.view.setFocus()
    qtbot.keyClick(own.words.view, Key.Key_PageUp)
    assert audience.store.state.diagram == "vpc"


def test_every_tool_by_its_button(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    tools = audience.presenter_controls.tools
    for tool in Tool:
        _click(qtbot, own, tool)
        assert tools.tool is tool
        assert [t for t in Tool if own.buttons[t].isChecked()] == [tool]
    _click(qtbot, own, Tool.MAGNIFIER)
    assert tools.tool is None
    for cover in ("black", "white"):
        _click(qtbot, own, cover)
        assert audience.presenter_controls.covered == cover
        assert own.buttons[cover].isChecked()
        assert own.mirror.covered, "the presenter is told"
    _click(qtbot, own, "white")
    assert audience.presenter_controls.covered == ""
    assert not own.mirror.covered


def test_keys_work_in_either_window(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    qtbot.keyClick(own, Key.Key_L)
    assert audience.presenter_controls.tools.tool is Tool.LASER
    assert not audience.signs.toast.isVisible(), "the audience is not bothered"
    qtbot.keyClick(own, Key.Key_Escape)
    assert audience.presenter_controls.tools.tool is None
    on = audience.store.state.layers
    qtbot.keyClick(own, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert audience.store.state.layers != on
    qtbot.keyClick(own, Key.Key_3)
    assert own.title.text().startswith("Step 3: ")
    assert not audience.signs.toast.isVisible(), "the audience sees nothing of it"
    qtbot.keyClick(own, Key.Key_Enter)
    assert audience.store.state.step == 2
    qtbot.keyClick(own, Key.Key_Escape)
    assert audience.store.tour is None, "out of the tour"
    with qtbot.waitSignal(audience.closed):
        qtbot.keyClick(own, Key.Key_Escape)


def test_layers_are_switched_for_both(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    chip = own.layers.chips[0]
    on = chip.layer in audience.store.state.layers
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert (chip.layer in audience.store.state.layers) is not on


def test_what_the_pointer_does_on_the_small_picture_the_audience_sees(
    qtbot: QtBot, two: Two
) -> None:
    audience, own = two
    tools, kinds = audience.presenter_controls.tools, QEvent.Type
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    at = QPointF(audience.canvas.width() * 0.4, audience.canvas.height() * 0.6)
    _mirror(two, kinds.MouseMove, at, none, held=False)
    assert tools.at is None, "no tool, no pointer"
    _click(qtbot, own, "laser")
    _mirror(two, kinds.MouseMove, at, none, held=False)
    assert tools.at is not None
    assert (tools.at - at).manhattanLength() < 2
    QApplication.sendEvent(own.mirror, QEvent(kinds.Leave))
    assert tools.at is None
    _click(qtbot, own, "pen")
    _mirror(two, kinds.MouseButtonPress, at, left, held=True)
    _mirror(two, kinds.MouseMove, at + QPointF(60, 0), none, held=True)
    _mirror(two, kinds.MouseButtonRelease, at + QPointF(60, 0), left, held=False)
    assert len(tools.strokes) == 1
    own.mirror.grab()
    _click(qtbot, own, "undo")
    assert not tools.strokes
    assert not own.buttons["clear"].isEnabled()


def test_the_small_picture_is_what_the_audience_sees(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    audience.canvas.looking.fit(glide=False)
    before = own.mirror.grab().toImage()
    audience.canvas.looking.zoom_by(2.0, glide=False)
    qtbot.waitUntil(lambda: own.mirror.grab().toImage() != before)
    shape = own.mirror.frame.width() / own.mirror.frame.height()
    assert shape == pytest.approx(audience.canvas.width() / audience.canvas.height(), rel=0.01)


def test_a_jump_for_a_question_and_back(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    before = audience.store.state
    _click(qtbot, own, "jump")
    box = own.jump_box
    assert box.isVisible()
    qtbot.waitUntil(lambda: box.results.rowCount() > 0, timeout=10_000)
    qtbot.keyClicks(box.field, "container instance A")
    assert audience.store.state == before, "the audience sees nothing of the search"
    qtbot.keyClick(box.field, Key.Key_Return)
    now = audience.store.state
    assert not box.isVisible()
    assert now.selection is not None
    assert own.title.text() == "Question: Container instance A"
    assert own.buttons["return"].isVisible()
    _click(qtbot, own, "jump")
    qtbot.keyClicks(box.field, "ECR")
    qtbot.keyClick(box.field, Key.Key_Return)
    assert audience.store.state != now
    _click(qtbot, own, "return")
    assert audience.store.state == before, "to where one was before the first jump"
    assert not own.buttons["return"].isVisible()


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Escape, Key.Key_PageUp])
def test_a_step_or_escape_comes_back_from_a_jump(qtbot: QtBot, two: Two, key: Qt.Key) -> None:
    audience, own = two
    before = audience.store.state
    qtbot.keyClick(own, Key.Key_J)
    qtbot.waitUntil(lambda: own.jump_box.results.rowCount() > 0, timeout=10_000)
    qtbot.keyClicks(own.jump_box.field, "@glue")
    qtbot.keyClick(own.jump_box.field, Key.Key_Return)
    assert audience.store.state.diagram == "glue"
    qtbot.keyClick(own, key)
    assert audience.store.state == before
    assert audience.isVisible()


def test_a_section_is_shown_where_its_components_are(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    workspace = audience.store.workspace
    assert workspace is not None
    section = next(
        s
        for s in workspace.notebook.sections
        if workspace.about(DiagramId("vpc"), s.id) and s.title
    )
    entry = next(e for e in entries(workspace) if e.id == section.id and e.kind == "section")
    audience.presenter_controls.jumping.go(entry)
    state = audience.store.state
    assert workspace.about(state.diagram, section.id)
    assert state.reading == section.id
    assert section.title in own.words.view.toPlainText()


def test_without_a_window_the_search_opens_over_the_picture(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_table["present"].trigger()
    audience = window.commands.presenting.presenter
    assert audience is not None
    qtbot.keyClick(audience.canvas, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = audience.presenter_controls.jump_box
    assert box is not None
    qtbot.waitUntil(lambda: box.results.rowCount() > 0, timeout=10_000)
    before = audience.store.state
    qtbot.keyClick(box.field, Key.Key_PageDown)
    assert audience.store.state == before
    qtbot.keyClicks(box.field, "@glue")
    qtbot.keyClick(box.field, Key.Key_Return)
    assert audience.store.state.diagram == "glue"
    qtbot.keyClick(audience, Key.Key_Escape)
    assert audience.store.state == before
    audience.close()


def test_words_over_the_audiences_picture_if_wanted(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    _click(qtbot, own, "words")
    assert audience.texts.words.isVisible()
    assert own.buttons["words"].isChecked()
    qtbot.keyClick(own, Key.Key_W)
    assert not audience.texts.words.isVisible()
    assert not own.buttons["words"].isChecked()
    audience.store.do(verbs.stop_tour)
    assert not own.buttons["words"].isEnabled()


def test_the_words_can_be_made_larger(qtbot: QtBot, two: Two) -> None:
    _, own = two
    zoom = own.words.zoom
    _click(qtbot, own, "larger")
    assert own.words.zoom > zoom
    qtbot.keyClick(own, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert own.words.zoom == pytest.approx(zoom)


def test_a_selected_component_brings_its_note(two: Two) -> None:
    audience, own = two
    workspace = audience.store.workspace
    diagram = audience.store.diagram
    assert workspace is not None
    assert diagram is not None
    node = next(
        n.id
        for n in diagram.nodes
        if (link := workspace.link(DiagramId("ecs"), n.id)) and link.section
    )
    audience.store.do(verbs.select, node)
    section = workspace.notebook.section(audience.store.state.section or SectionId(""))
    assert section is not None
    assert section.title in own.words.view.toPlainText()
    audience.store.do(verbs.select, None)
    assert audience.store.step is not None
    assert audience.store.step.text in own.words.view.toPlainText()


def test_the_timer_runs_pauses_and_starts_anew() -> None:
    now = [100.0]
    watch = Stopwatch(lambda: now[0])
    assert (watch.running, watch.seconds) == (False, 0)
    watch.start()
    now[0] += 65
    assert told(watch.seconds) == "01:05"
    watch.pause()
    now[0] += 1000
    assert watch.seconds == 65
    watch.start()
    now[0] += 3600
    assert told(watch.seconds) == "1:01:05"
    watch.reset()
    now[0] += 2
    assert told(watch.seconds) == "00:02"


def test_clock_and_timer_in_the_window(qtbot: QtBot, two: Two) -> None:
    _, own = two
    clock = own.clock
    assert clock.watch.running
    assert clock.clock.text()
    qtbot.mouseClick(clock.toggle, Qt.MouseButton.LeftButton)
    assert not clock.watch.running
    assert clock.toggle.accessibleName() == "Start the timer"
    qtbot.mouseClick(clock.reset, Qt.MouseButton.LeftButton)
    assert clock.timer.text() == "00:00"


def test_the_timer_and_what_is_recorded_go_on_without_the_window(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    qtbot.keyClick(own, Key.Key_R)
    watch = own.clock.watch
    qtbot.keyClick(own, Key.Key_V)
    assert audience.presenter_controls.window is None
    assert watch.running
    qtbot.keyClick(audience.canvas, Key.Key_V)
    again = audience.presenter_controls.window
    assert again is not None
    assert again.clock.watch is watch
    assert again.buttons["rehearse"].isChecked()


def test_all_is_named_and_reached_by_keyboard(qtbot: QtBot, two: Two) -> None:
    _, own = two
    buttons = [b for b in own.findChildren(QAbstractButton) if b.isVisible()]
    assert all(b.accessibleName() for b in buttons)
    assert own.words.view.accessibleName()
    reached: set[QWidget] = set()
    own.activateWindow()
    own.setFocus()
    for _n in range(60):
        focus = QApplication.focusWidget()
        if focus is not None:
            reached.add(focus)
        own.focusNextPrevChild(True)
    assert {b for b in buttons if b.isEnabled()} <= reached
    assert own.words.view in reached


@pytest.mark.parametrize("size", [(720, 520), (1366, 768), (1920, 1080), (3840, 2160)])
def test_everything_has_its_place(two: Two, size: tuple[int, int]) -> None:
    _, own = two
    own.resize(*size)
    QApplication.processEvents()
    for button in own.buttons.values():
        if button.isVisible():
            place = button.mapTo(own, button.rect().bottomRight())
            assert own.rect().contains(place), button.text()
    below = own.buttons["next"].mapTo(own, QPoint(0, 0)).y()
    assert own.mirror.mapTo(own, own.mirror.rect().bottomLeft()).y() < below
    assert own.mirror.frame.width() > size[0] * 0.25


def test_the_theme_follows(window: MainWindow, two: Two) -> None:
    audience, own = two
    window.actions_table["theme:dark"].trigger()
    assert own.next.viewport.theme.dark
    dark = own.mirror.grab().toImage().pixelColor(own.mirror.rect().center())
    window.actions_table["theme:light"].trigger()
    light = own.mirror.grab().toImage().pixelColor(own.mirror.rect().center())
    assert light.lightness() > dark.lightness()
    assert not audience.store.theme.dark


def test_a_workspace_read_again_is_followed(window: MainWindow, two: Two) -> None:
    _, own = two
    workspace = window.store.workspace
    assert workspace is not None
    window.store.do(answers.take_workspace, replace(workspace, problems=()))
    assert own.next.ahead.workspace is not None
    assert own.title.text()


def test_the_audiences_picture_is_frozen_while_one_looks_elsewhere(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    seen = audience.seen().toImage()
    _click(qtbot, own, "frozen")
    assert own.sign.isVisible()
    assert own.buttons["frozen"].isChecked()
    qtbot.keyClick(own, Key.Key_Right)
    assert audience.store.state.step == 2
    assert audience.seen().toImage() == seen
    qtbot.keyClick(own, Key.Key_Z)
    assert own.sign.isHidden()
    assert audience.seen().toImage() != seen
    audience.close()


def test_without_a_window_to_look_elsewhere_in_nothing_is_frozen(
    qtbot: QtBot, window: MainWindow
) -> None:
    audience = presenting(qtbot, window)
    qtbot.keyClick(audience.canvas, Key.Key_Z)
    assert audience.presenter_controls.frozen.isHidden()
    assert "V opens it" in audience.signs.toast.text()
    legend = audience.texts.bands[1]
    assert audience.signs.toast.geometry().bottom() < audience.height() - legend
    audience.close()


def test_the_audiences_window_can_be_shared_in_a_call(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    own.close()
    placing = audience.presenter_controls.placing
    assert audience.isFullScreen()
    qtbot.keyClick(audience.canvas, Key.Key_F11)
    assert not audience.isFullScreen()
    assert placing.choice == ""
    qtbot.keyClick(audience.canvas, Key.Key_F11)
    assert audience.isFullScreen()
    assert placing.choice == placing.choices[0][0]
    assert not audience.windowIcon().isNull()
    audience.close()


def test_controls_come_with_the_pointer_and_go_when_it_rests(
    qtbot: QtBot, window: MainWindow
) -> None:
    audience = presenting(qtbot, window)
    controls = audience.controls
    assert controls.isHidden()
    _move(audience, 300)
    assert controls.isVisible()
    assert controls.geometry().bottom() < audience.height() - audience.texts.bands[1]
    first = audience.store.state.diagram
    qtbot.mouseClick(controls.buttons["forward"], Qt.MouseButton.LeftButton)
    assert audience.store.state.diagram != first
    controls.layers.aboutToShow.emit()
    on = audience.store.state.layers
    controls.layers.actions()[0].trigger()
    assert audience.store.state.layers != on
    _move(audience, 340)
    audience.pointer.hide()
    assert controls.isHidden()
    qtbot.keyClick(audience.canvas, Key.Key_Question)
    sheet = audience.findChild(KeysSheet)
    assert sheet is not None
    assert sheet.isVisible()
    audience.resize(1000, 560)
    scrolled = sheet.area.verticalScrollBar()
    assert scrolled.maximum() == 0, "all keys at a glance"
    audience.resize(640, 360)
    assert sheet.hint.isVisible()
    qtbot.keyClick(sheet, Key.Key_PageDown)
    assert scrolled.value() > 0
    qtbot.keyClick(sheet, Key.Key_Escape)
    assert sheet.isHidden()
    assert audience.isVisible(), "Esc put the keys away alone"
    audience.close()


def _left_free(rows: QListWidget) -> int:
    """Beside the first row, px; nothing where all stand in it."""
    places = [rows.visualItemRect(rows.item(n)) for n in range(rows.count())]
    first = [place for place in places if place.top() == places[0].top()]
    return rows.viewport().width() - first[-1].right() if len(first) < len(places) else 0


def test_all_steps_at_a_glance(qtbot: QtBot, two: Two) -> None:
    audience, own = two
    tour = audience.store.tour
    assert tour is not None
    qtbot.keyClick(own, Key.Key_G)
    grid = own.findChild(StepGrid)
    assert grid is not None
    assert audience.findChild(StepGrid) is None, "the audience sees nothing of it"
    assert [grid.list.item(n).text() for n in range(grid.list.count())] == [
        f"{n}  {step.title}" for n, step in enumerate(tour.steps, 1)
    ]
    assert grid.list.currentRow() == 1
    rows = grid.list
    for size in ((1920, 1080), (1366, 768), (1000, 500)):
        own.resize(*size)
        qtbot.waitUntil(lambda: _left_free(rows) < 40)
    qtbot.keyClick(grid.list, Key.Key_3)
    qtbot.keyClick(grid.list, Key.Key_Return)
    assert audience.store.state.step == 2
    assert own.findChild(StepGrid) is None
    qtbot.keyClick(own, Key.Key_T)
    qtbot.keyClick(own, Key.Key_G)
    grid = own.findChild(StepGrid)
    assert grid is not None
    qtbot.waitUntil(lambda: not grid.pictures.busy, timeout=10_000)
    item = grid.list.visualItemRect(grid.list.item(1)).center()
    qtbot.mouseClick(grid.list.viewport(), Qt.MouseButton.LeftButton, pos=item)
    assert audience.store.workspace is not None
    assert audience.store.state.diagram == audience.store.workspace.diagrams[1].id
    qtbot.keyClick(own, Key.Key_G)
    audience.close()


def test_a_small_picture_is_the_same_wherever_one_stands(qtbot: QtBot, two: Two) -> None:
    store = two[0].store
    store.do(verbs.stop_tour)
    assert store.workspace is not None
    made: list[QImage] = []
    for diagram in store.workspace.diagrams[:2]:
        store.do(verbs.show, diagram.id)
        qtbot.keyClick(two[1], Key.Key_G)
        grid = two[1].findChild(StepGrid)
        assert grid is not None
        qtbot.waitUntil(partial(_made, grid))
        made.append(grid.list.item(0).icon().pixmap(240, 135).toImage())
        qtbot.keyClick(grid.list, Key.Key_Escape)
    assert made[0] == made[1]


def _made(grid: StepGrid) -> bool:
    return not grid.pictures.busy


def _move(audience: Presenter, x: int) -> None:
    """The system's pointer over the audience's picture."""
    handle = audience.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, QPoint(x, 200))
    QApplication.processEvents()
