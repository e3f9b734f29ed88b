"""Tours in the window: chosen, played, left, presented, and come back to after a kill."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.tour import Step, Tour, TourOrigin, TourStyle
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.places import settings_folder
from app.search.entry import Entry, EntryKind
from app.session import answers, verbs
from app.sources.tours.tours import parse_tour
from app.ui.features.tours.bar import TourBar
from app.ui.features.tours.groups import details, groups
from app.ui.features.tours.tour_list import ID_ROLE
from app.ui.services import settings as kept
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.steps.playing import TourPlayer
from tests.ui.driving import presenting

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton

TEXT = """---
title: A push becomes a task
diagram: ecs
---

## The developer pushes

<!-- show: layers=cicd; focus=Developer, CodeCommit; seconds=0.2 -->

Nothing else is done **by hand**.

## An image is built

<!-- show: focus=CodePipeline, CodeBuild; seconds=8 -->

## The registry keeps it

<!-- show: focus=ECR; style=flow -->

## All of it

<!-- show: layers=all; focus=none; style=build -->
"""


def with_tour(workspace: Workspace) -> Workspace:
    """The bundled workspace with one tour of a file, before the automatic ones."""
    tour, problems = parse_tour(TEXT, "tours/push.md", workspace)
    assert not problems
    others = tuple(t for t in workspace.tours if t.origin is not TourOrigin.FILE)
    return replace(workspace, tours=(tour, *others))


@pytest.fixture
def toured(window: MainWindow, bundled: Workspace) -> MainWindow:
    """The window with the tour, at the diagram it begins at."""
    window.store.do(answers.take_workspace, with_tour(bundled))
    window.store.do(verbs.show, DiagramId("ecs"))
    window.canvas.setFocus()
    return window


def bar(window: MainWindow) -> TourBar:
    assert window.picture_pane.tour_bar is not None
    return window.picture_pane.tour_bar


def press(qtbot: QtBot, widget: object, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(widget, key)


# Choosing


def test_file_tours_come_first_then_those_of_this_diagram(bundled: Workspace) -> None:
    found = groups(with_tour(bundled), DiagramId("spot"))
    assert [(g.title, g.folds) for g in found] == [
        ("Tours", False),
        ("Generated for this diagram", True),
        ("Generated for other diagrams", True),
    ]
    assert [t.id for t in found[0].tours] == ["push"]
    assert {t.id for t in found[1].tours} == {"spot/layers", "spot/edges"}
    assert details(found[0].tours[0]) == "4 steps"
    assert details(found[1].tours[0]) == "4 steps, through the layers"


def test_the_list_starts_a_tour_by_key_and_by_click(qtbot: QtBot, toured: MainWindow) -> None:
    toured.actions_table["tours"].trigger()
    side = toured.side
    assert side is not None
    panel = side.tours
    assert panel.isVisible()
    assert panel.list.hasFocus()
    assert panel.list.currentItem().data(ID_ROLE) == "push"
    press(qtbot, panel.list, Key.Key_Return)
    assert toured.store.state.tour == "push"
    assert toured.canvas.hasFocus()
    heading = panel.list.item(2)
    assert heading.text() == "Generated for this diagram"
    at = panel.list.visualItemRect(heading).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=at)
    second = panel.list.row_of(id=TourId("ecs/layers"))
    assert second is not None
    at = panel.list.visualItemRect(second).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=at)
    assert toured.store.state.tour == "ecs/layers"


def test_the_list_can_be_filtered_and_says_when_nothing_is_left(
    qtbot: QtBot, toured: MainWindow
) -> None:
    toured.actions_table["tours"].trigger()
    assert toured.side is not None
    panel = toured.side.tours
    qtbot.keyClicks(panel.filter, "becomes")
    assert [panel.list.item(n).text() for n in range(panel.list.count())] == [
        "Tours",
        "A push becomes a task",
    ]
    qtbot.keyClicks(panel.filter, "xyz")
    assert panel.nothing.isVisible()
    assert "No title" in panel.nothing.text()
    panel.filter.clear()
    qtbot.keyClicks(panel.filter, "becomes")
    press(qtbot, panel.filter, Key.Key_Return)
    assert toured.store.state.tour == "push"


def test_a_tour_is_found_by_the_search(qtbot: QtBot, toured: MainWindow) -> None:
    qtbot.keyClick(toured.canvas, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = toured.searching.box
    assert box is not None
    qtbot.waitUntil(lambda: box.results.rowCount() > 0)
    qtbot.keyClicks(box.field, "push becomes")
    assert box.results.row(0).said.startswith("A push becomes a task, tour, ECS cluster")
    before = toured.store.state
    press(qtbot, box.field, Key.Key_Down, Key.Key_Up)
    assert toured.store.state == before, "there is nothing to look at"
    press(qtbot, box.field, Key.Key_Return)
    assert toured.store.state.tour == "push"
    assert not box.isVisible()


# In the window


def test_keys_play_it_and_escape_leaves_no_trace(qtbot: QtBot, toured: MainWindow) -> None:
    store, canvas = toured.store, toured.canvas
    store.do(verbs.set_viewport, Viewport(500, 300, 1.25))
    store.do(verbs.toggle_layer, "iam")
    state, camera, size = store.state, canvas.looking.camera, canvas.size()
    toured.commands.tours.start(TourId("push"))
    shown = bar(toured)
    assert shown.isVisible()
    assert canvas.y() >= shown.geometry().bottom()
    assert shown.place.text() == "1 / 4"
    assert "The developer pushes" in shown.title.text()
    steps = []
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_PageDown, Key.Key_Right, Key.Key_Left):
        press(qtbot, canvas, key)
        steps.append(store.state.step)
    press(qtbot, canvas, Key.Key_Home)
    steps.append(store.state.step)
    press(qtbot, canvas, Key.Key_End)
    steps.append(store.state.step)
    assert steps == [1, 2, 3, 3, 2, 0, 3]
    press(qtbot, canvas, Key.Key_Escape)
    assert store.state == state
    assert canvas.looking.camera == camera
    assert canvas.size() == size
    assert not shown.isVisible()


def test_where_one_looked_a_moment_ago_is_where_it_leads_back_to(
    qtbot: QtBot, toured: MainWindow
) -> None:
    toured.canvas.looking.zoom_by(3)
    camera = toured.canvas.looking.camera
    toured.commands.tours.start(TourId("push"))
    press(qtbot, toured.canvas, Key.Key_Right, Key.Key_Escape)
    assert toured.canvas.looking.camera == camera


def test_escape_first_lets_go_of_a_selection(qtbot: QtBot, toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"), 3)
    assert toured.store.diagram is not None
    toured.store.do(verbs.select, toured.store.diagram.nodes[0].id)
    press(qtbot, toured.canvas, Key.Key_Escape)
    assert toured.store.state.selection is None
    assert toured.store.tour is not None
    press(qtbot, toured.canvas, Key.Key_Escape)
    assert toured.store.tour is None


def test_the_bar_has_buttons_with_names(qtbot: QtBot, toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"))
    shown = bar(toured)
    buttons = (shown.back, shown.next, shown.play, shown.wordy, shown.close_button)
    assert [b.accessibleName() for b in buttons] == [
        "Previous step",
        "Next step",
        "Play automatically",
        "The step's words",
        "Leave the tour",
    ]
    assert not shown.back.isEnabled()
    qtbot.mouseClick(shown.next, LEFT)
    assert toured.store.state.step == 1
    assert shown.place.accessibleName() == "Step 2 of 4: An image is built"
    shown.close_button.setFocus()
    qtbot.mouseClick(shown.close_button, LEFT)
    assert toured.store.tour is None
    assert toured.canvas.hasFocus(), "the keyboard is not lost with the bar"


def test_the_bar_presents_from_the_start_and_from_here(toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"), 2)
    menu = bar(toured).present.menu()
    assert [a.text() for a in menu.actions()] == [
        "Present the tour from its start",
        "Present the tour from here",
    ]
    for action, step in zip(menu.actions(), (0, 2), strict=True):
        action.trigger()
        presenter = toured.commands.presenting.presenter
        assert presenter is not None
        assert (presenter.store.state.tour, presenter.store.state.step) == ("push", step)
        presenter.close()


def test_a_title_that_does_not_fit_stands_over_the_words(toured: MainWindow) -> None:
    toured.panels.show_right(False)
    toured.commands.tours.start(TourId("push"), 0)
    shown = bar(toured)
    assert "The developer pushes" in shown.title.text()
    toured.picture_pane.resize(300, 600)
    assert shown.title.text() == ""
    assert shown.words.view.toPlainText().startswith("The developer pushes")


def test_the_buttons_say_their_names_where_there_is_room(qtbot: QtBot, toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"))
    shown = bar(toured)
    kinds = Qt.ToolButtonStyle
    for wide, kind in (
        (1000, kinds.ToolButtonTextBesideIcon),
        (500, kinds.ToolButtonTextOnly),
        (300, kinds.ToolButtonIconOnly),
        (1000, kinds.ToolButtonTextBesideIcon),
    ):
        toured.picture_pane.resize(wide, 600)
        assert shown.next.toolButtonStyle() is kind
    assert (shown.next.text(), shown.next.toolTip()) == ("Next", "Next step (→ or Space)")
    press(qtbot, toured.canvas, Key.Key_A)
    assert (shown.play.text(), shown.play.toolTip()) == ("Pause", "Pause (A)")


def test_the_notes_follow_the_steps(qtbot: QtBot, toured: MainWindow) -> None:
    assert toured.notes is not None
    before = toured.store.state.section
    toured.commands.tours.start(TourId("push"))
    sections = [toured.store.state.section]
    for _ in range(3):
        press(qtbot, toured.canvas, Key.Key_Space)
        sections.append(toured.store.state.section)
    assert sections[:3] == ["developer", "codepipeline", "ecr"]
    book = toured.store.workspace.notebook if toured.store.workspace else None
    home = book.section(sections[3] or SectionId("")) if book else None
    assert home is not None
    assert any(image.stem == "ecs_cluster" for image in home.images), "of a step about all of it"
    qtbot.waitUntil(lambda: toured.notes is not None and toured.notes.showing.file == home.file)
    press(qtbot, toured.canvas, Key.Key_Escape)
    assert toured.store.state.section == before


def test_the_notes_show_the_words_of_a_step(qtbot: QtBot, toured: MainWindow) -> None:
    assert toured.notes is not None
    card, shown = toured.notes.step, bar(toured)
    assert card.isHidden()
    toured.commands.tours.start(TourId("push"))
    assert card.isVisible()
    assert card.view.toPlainText().split("\n") == [
        "The developer pushes",
        "Nothing else is done by hand.",
    ]
    assert shown.words.isHidden()
    assert card.height() >= card.view.document().size().height()
    press(qtbot, toured.canvas, Key.Key_W)
    assert shown.words.isVisible(), "where they are wanted"
    toured.panels.show_right(False)
    assert shown.words.isVisible()
    toured.panels.show_right(True)
    assert shown.words.isHidden()
    press(qtbot, toured.canvas, Key.Key_Escape)
    assert card.isHidden()


def test_the_words_are_shown_under_the_bar(qtbot: QtBot, toured: MainWindow) -> None:
    toured.panels.show_right(False)
    toured.commands.tours.start(TourId("push"))
    shown, low = bar(toured), toured.canvas.height()
    assert shown.words.view.toPlainText().strip() == "Nothing else is done by hand."
    press(qtbot, toured.canvas, Key.Key_W)
    assert toured.canvas.height() > low
    press(qtbot, toured.canvas, Key.Key_W)
    assert toured.canvas.height() == low
    space, tour = toured.store.workspace, toured.store.tour
    assert space is not None
    assert tour is not None
    steps = (replace(tour.steps[0], text=""), *tour.steps[1:])
    toured.store.do(
        answers.take_workspace,
        replace(space, tours=(replace(tour, id=TourId("mute"), steps=steps),)),
    )
    toured.commands.tours.start(TourId("mute"))
    assert shown.words.isHidden(), "it has no words"


def test_past_the_end_it_says_so_and_stays(qtbot: QtBot, toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"), 3)
    said: list[str] = []
    bar(toured).player.said.connect(said.append)
    press(qtbot, toured.canvas, Key.Key_Space)
    assert toured.store.state.step == 3
    assert said == ["That was the last step. Esc leaves the tour."]


# Autoplay


def _player(store: Store) -> TourPlayer:
    return TourPlayer(store)


def _quick(steps: int) -> Store:
    """A store in a tour of steps of 0.15 s, of a diagram without a picture."""
    from app.model.diagram import Diagram, Node

    diagram = Diagram(DiagramId("d"), "D", "d", "d.py", nodes=(Node(ElementId("n"), "N"),))
    made = tuple(
        Step(f"{n}", "", DiagramId("d"), frozenset(), (ElementId("n"),), TourStyle.FLOW, 0.15)
        for n in range(steps)
    )
    store = Store()
    store.do(
        answers.take_workspace,
        Workspace("/w", "W", False, (diagram,), tours=(Tour(TourId("t"), "T", made),)),
    )
    store.do(verbs.start_tour, TourId("t"))
    return store


def _press(player: TourPlayer, key: Key) -> bool:
    none = Qt.KeyboardModifier.NoModifier
    return player.key(QKeyEvent(QEvent.Type.KeyPress, key, none))


def test_autoplay_goes_to_the_end_and_rests(qtbot: QtBot) -> None:
    store = _quick(3)
    player = _player(store)
    parts: list[float] = []
    player.progressed.connect(parts.append)
    assert _press(player, Key.Key_A)
    qtbot.waitUntil(lambda: store.state.step == 2)
    qtbot.waitUntil(lambda: not player.playing)
    assert parts[0] == 0
    assert parts[-1] == 1
    assert max(parts) <= 1
    player.toggle()
    assert store.state.step == 0, "from the end it starts over"
    player.close()


def test_any_other_key_pauses(qtbot: QtBot) -> None:
    store = _quick(3)
    player = _player(store)
    player.toggle()
    assert not _press(player, Key.Key_1), "that key is somebody else's"
    assert not player.playing
    player.toggle()
    assert _press(player, Key.Key_Right)
    assert not player.playing
    assert store.state.step == 1


def test_pace_keys_change_the_pace_while_it_plays(qtbot: QtBot) -> None:
    store = _quick(3)
    player = _player(store)
    said: list[str] = []
    player.said.connect(said.append)
    assert not _press(player, Key.Key_Plus), "it zooms"
    player.toggle()
    for key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus):
        assert _press(player, key)
    assert player.playing
    assert said[0] == "Speed × 1.5, 0.1 s per step."
    assert said[-1] == said[0]
    for _ in range(20):
        player.change_pace(-1)
    assert said[-1].startswith("Speed × 0.25")
    player.close()


def test_autoplay_ends_with_the_tour(qtbot: QtBot) -> None:
    store = _quick(3)
    player = _player(store)
    player.toggle()
    store.do(verbs.stop_tour)
    assert not player.playing
    assert not _press(player, Key.Key_A)
    store.do(verbs.start_tour, TourId("t"))
    player.toggle()
    assert store.workspace is not None
    store.do(answers.take_workspace, replace(store.workspace, tours=()))
    assert not player.playing


def test_going_back_to_the_step_from_a_look_elsewhere(toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"), 1)
    toured.store.do(verbs.show, DiagramId("vpc"))
    bar(toured).player.turn(1)
    assert (toured.store.state.diagram, toured.store.state.step) == ("ecs", 1)


# Presenting


def test_shift_f5_presents_the_diagrams_tour_and_offers_to_go_on(
    qtbot: QtBot, toured: MainWindow
) -> None:
    before = toured.store.state
    presenter = presenting(qtbot, toured, "present_tour")
    assert presenter.store.state.tour == "push"
    assert presenter.signs.badge.text() == "1 / 4"
    assert presenter.signs.caption.text() == "The developer pushes"
    assert presenter.canvas.framing.framed
    keys = (Key.Key_Space, Key.Key_Down, Key.Key_PageDown, Key.Key_Space)
    seen = []
    for key in keys:
        press(qtbot, presenter.canvas, key)
        seen.append(presenter.signs.badge.text())
    assert seen == ["2 / 4", "3 / 4", "4 / 4", "4 / 4"]
    assert presenter.signs.toast.isVisible()
    assert "last step" in presenter.signs.toast.text()
    press(qtbot, presenter.canvas, Key.Key_Up)
    assert presenter.signs.badge.text() == "3 / 4"
    qtbot.keyClicks(presenter.canvas, "2")
    assert "Enter goes there" in presenter.signs.toast.text()
    press(qtbot, presenter.canvas, Key.Key_Return)
    assert presenter.signs.badge.text() == "2 / 4"
    with qtbot.waitSignal(presenter.closed):
        press(qtbot, presenter.canvas, Key.Key_Escape)
    assert toured.store.state == before
    assert toured.status.offered.text() == "Go on presenting at step 2 of 4"
    toured.status.offered.click()
    again = toured.commands.presenting.presenter
    assert again is not None
    assert again.store.state.step == 1
    assert toured.status.offered.isHidden()
    again.close()


def test_without_a_tour_of_its_own_a_diagram_is_presented_as_ever(
    qtbot: QtBot, toured: MainWindow
) -> None:
    toured.store.do(verbs.show, DiagramId("vpc"))
    presenter = presenting(qtbot, toured)
    assert presenter.store.tour is None
    press(qtbot, presenter.canvas, Key.Key_Space)
    assert presenter.store.state.diagram == "ecs"
    assert presenter.store.tour is None, "turning the pages starts none"
    presenter.close()


def test_presenting_takes_up_the_windows_tour(qtbot: QtBot, toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"), 1)
    toured.store.do(verbs.toggle_layer, "iam")
    presenter = presenting(qtbot, toured)
    assert presenter.signs.badge.text() == "2 / 4"
    assert "iam" in presenter.store.state.layers
    press(qtbot, presenter.canvas, Key.Key_Escape)
    assert toured.commands.presenting.presenter is None
    assert toured.store.state.step == 1
    assert toured.status.offered.isHidden(), "the window is at that step"


def test_layers_hold_from_step_to_step(qtbot: QtBot, toured: MainWindow) -> None:
    presenter = presenting(qtbot, toured, "present_tour")
    diagram = presenter.store.diagram
    assert diagram is not None
    digit = diagram.layers.index("iam")
    qtbot.keyClick(presenter.canvas, Key(Key.Key_1 + digit), Qt.KeyboardModifier.ControlModifier)
    press(qtbot, presenter.canvas, Key.Key_Space)
    assert presenter.store.state.layers == {"iam", "cicd"}
    presenter.close()


def test_the_steps_words_stand_over_the_picture(qtbot: QtBot, toured: MainWindow) -> None:
    presenter = presenting(qtbot, toured, "present_tour")
    press(qtbot, presenter.canvas, Key.Key_W)
    assert presenter.texts.words.isVisible()
    assert "by hand" in presenter.texts.words.view.toPlainText()
    assert presenter.texts.words.geometry().bottom() < presenter.height()
    assert presenter.signs.caption.isHidden(), "the words say the title"
    press(qtbot, presenter.canvas, Key.Key_Space)
    assert "An image is built" in presenter.texts.words.view.toPlainText()
    press(qtbot, presenter.canvas, Key.Key_W)
    assert not presenter.texts.words.isVisible()
    press(qtbot, presenter.canvas, Key.Key_T, Key.Key_W)
    assert not presenter.texts.words.isVisible()
    assert "No tour is running" in presenter.signs.toast.text()
    presenter.close()


def test_autoplay_shows_how_far_it_is(qtbot: QtBot, toured: MainWindow) -> None:
    presenter = presenting(qtbot, toured, "present_tour")
    press(qtbot, presenter.canvas, Key.Key_A)
    assert presenter.signs.line.isVisible()
    qtbot.waitUntil(lambda: presenter.store.state.step >= 1)
    qtbot.keyClick(presenter.canvas, Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert "Speed × 1.5" in presenter.signs.toast.text()
    assert presenter.presentation.player.playing
    press(qtbot, presenter.canvas, Key.Key_N)
    assert not presenter.presentation.player.playing
    assert not presenter.signs.line.isVisible()
    presenter.close()


# Come back


def test_a_program_that_was_killed_comes_back_to_the_step(
    qtbot: QtBot,
    toured: MainWindow,
    bundled: Workspace,
    layouts: dict[DiagramId, DiagramLayout],
) -> None:
    toured.opening.opened()  # as when a workspace has been read
    before = toured.store.state
    toured.commands.tours.start(TourId("push"))
    press(qtbot, toured.canvas, Key.Key_Space, Key.Key_Space)
    qtbot.waitUntil(lambda: kept.load().step == 2)
    found = kept.load()
    assert found.tour == "push"
    assert found.diagram == before.diagram
    as_left = next(s for s in found.states() if s.diagram == "ecs")
    assert as_left.layers == before.layers, "what is kept is as it was before the tour"
    qtbot.waitUntil(lambda: not toured.jobs.background.busy)

    store = Store()  # the next start
    store.do(verbs.restore, as_left, found.states())
    store.do(answers.take_workspace, with_tour(bundled))
    for id, layout in layouts.items():
        store.do(answers.take_layout, DiagramId(id), layout)
    again = MainWindow(store, Jobs(store), found)
    qtbot.addWidget(again)
    again.complete()
    again.resuming.remember()
    assert found.tour == "push", "closed before all was read, it is still known"
    again.show()
    again.opening.opened()
    assert (store.state.tour, store.state.step) == ("push", 2)
    store.do(verbs.stop_tour)
    assert replace(store.state, viewport=None) == replace(before, viewport=None)
    again.close()
    assert kept.load().tour == ""


def test_presenting_is_remembered_too(qtbot: QtBot, toured: MainWindow) -> None:
    toured.opening.opened()
    presenter = presenting(qtbot, toured, "present_tour")
    press(qtbot, presenter.canvas, Key.Key_Space)
    qtbot.waitUntil(lambda: kept.load().step == 1)
    assert kept.load().tour == "push"
    presenter.close()
    qtbot.waitUntil(lambda: kept.load().tour == "")
    qtbot.waitUntil(lambda: not toured.jobs.background.busy)


def test_away_for_a_question_is_remembered_as_where_the_tour_waits(
    qtbot: QtBot, toured: MainWindow
) -> None:
    toured.opening.opened()
    presenter = presenting(qtbot, toured, "present_tour")
    press(qtbot, presenter.canvas, Key.Key_Space)
    presenter.presenter_controls.jumping.go(
        Entry(EntryKind.DIAGRAM, "glue", "Glue", "", DiagramId("glue"))
    )
    assert presenter.store.state.diagram == "glue"
    presenter.store.do(verbs.toggle_layer, "iam")
    qtbot.waitUntil(lambda: kept.load().step == 1)
    toured.resuming.remember()
    assert (toured.settings.tour, toured.settings.step) == ("push", 1)
    presenter.close()
    qtbot.waitUntil(lambda: not toured.jobs.background.busy)


def test_a_tour_that_is_gone_at_the_next_start_is_forgotten(toured: MainWindow) -> None:
    toured.settings.tour, toured.settings.step = "gone", 3
    toured.opening.opened()
    assert toured.store.tour is None


def test_another_workspace_has_no_tour_under_way() -> None:
    settings = Settings(workspace="/a", tour="t", step=4)
    settings.enter("/a")
    assert (settings.tour, settings.step) == ("t", 4)
    settings.enter("/b")
    assert (settings.tour, settings.step) == ("", 0)


def test_what_is_written_of_a_tour_is_whole(tmp_path: Path) -> None:
    kept.save(Settings(tour="t", step=2))
    assert kept.load().step == 2
    assert [p.name for p in settings_folder().iterdir()] == [kept.FILE]


def test_the_pointer_over_an_edge_leads_to_its_step(qtbot: QtBot, toured: MainWindow) -> None:
    toured.commands.tours.start(TourId("push"), 3)
    layout, diagram = toured.canvas.shown_layout, toured.store.diagram
    assert layout is not None
    assert diagram is not None
    names = {c.id: c.label for c in diagram.components}
    edge = next(
        e for e in diagram.edges if (names[e.tail], names[e.head]) == ("Developer", "CodeCommit")
    )
    points = layout.edges[edge.id].points
    at = toured.canvas.looking.camera.to_view(
        type(points[0])((points[0].x * 3 + points[1].x) / 4, points[0].y),
        toured.canvas.looking.size,
    )
    qtbot.mouseClick(toured.canvas, LEFT, pos=QPoint(round(at.x), round(at.y)))
    assert toured.store.state.step == 0
