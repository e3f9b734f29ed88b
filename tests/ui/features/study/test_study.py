"""Studying in the window, as a person does it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import box_of
from app.model.geometry import Point
from app.model.ids import CardId, DiagramId, ElementId
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.render.recall import Recall, RecallOptions
from app.scene.appearance import Mask
from app.session import answers, verbs
from app.study.card import Card, CardKind
from app.study.progress import Progress
from app.study.schedule import Grade
from app.ui.features.study.options import StudyOptions
from app.ui.features.study.room import StudyRoom
from app.ui.features.study.steps import ROW
from app.ui.services import settings as kept
from app.ui.shell.window import MainWindow
from tests.ui.features.study.broken import lose_table
from tests.ui.features.study.made import cards
from tests.ui.features.study.reading import wait_until_read as _read

Key = Qt.Key
Room = Callable[[], StudyRoom]


def _card(workspace: Workspace, kind: CardKind, part: str = "", diagram: str = "vpc") -> Card:
    found = [c for c in cards(workspace) if c.kind is kind and c.diagram == diagram]
    return next(c for c in found if part in c.answer or part in c.question)


def _focused() -> object:
    return QApplication.focusWidget()


def _click(qtbot: QtBot, room: StudyRoom, component: ElementId) -> None:
    assert room.canvas.shown_layout is not None
    place = room.canvas.shown_layout.nodes[component].icon.center
    at = room.canvas.looking.camera.to_view(Point(*place), room.canvas.looking.size)
    qtbot.mouseClick(room.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x), round(at.y)))


def test_leaving_finds_all_as_it_was(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    store = window.store
    assert store.diagram is not None
    store.do(verbs.select, store.diagram.nodes[2].id)
    store.do(verbs.toggle_layer, store.diagram.layers[0])
    store.do(verbs.set_viewport, Viewport(100, 100, 1.5))
    state, camera, history = (
        store.state,
        window.canvas.looking.camera,
        store.session.history.can_go_back,
    )
    made = room()
    made.study(
        (_card(store.workspace or Workspace("", "", False), CardKind.NAME, "NAT"),), RecallOptions()
    )
    qtbot.keyClicks(_focused(), "something")
    qtbot.keyClick(_focused(), Key.Key_Return)
    for key in (Key.Key_Space, Key.Key_1, Key.Key_Space):
        qtbot.keyClick(_focused(), key)
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert made.session is None
    _read(qtbot, made)
    with qtbot.waitSignal(made.closed):
        qtbot.keyClick(_focused(), Key.Key_Escape)
    assert window.commands.studying.room is None
    assert store.state == state
    assert window.canvas.looking.camera == camera
    assert store.session.history.can_go_back == history
    qtbot.waitUntil(window.canvas.hasFocus)


def test_a_name_is_typed_forgivingly(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = _card(bundled, CardKind.NAME, "NAT gateway")
    made.study((card,), RecallOptions())
    assert made.canvas.viewport.appearance.masked.keys() > {card.hidden}, (
        "and a table that has the NAT's id"
    )
    assert _focused() is made.bar.field
    qtbot.keyClicks(made.bar.field, "internet gateway")
    qtbot.keyClick(made.bar.field, Key.Key_Return)
    assert made.bar.told.text().startswith("Not “internet gateway”.")
    assert not made.session or not made.session.revealed
    qtbot.keyClicks(made.bar.field, "nat gatway")
    qtbot.keyClick(made.bar.field, Key.Key_Return)
    assert made.bar.told.text() == f"Right. {card.answer}"
    assert made.canvas.viewport.appearance.masked == {}
    assert made.bar.grades[Grade.HARD].isDefault(), "it was not right at once"
    qtbot.keyClick(_focused(), Key.Key_4)
    _read(qtbot, made)
    assert made.start.said.text().startswith("Done: 1 learned")
    with Progress() as progress:
        assert [(r.card, r.grade) for r in progress.reviews()] == [(card.id, Grade.EASY)]


def test_space_reveals_and_numbers_grade(
    qtbot: QtBot, window: MainWindow, bundled: Workspace, room: Room
) -> None:
    made = room()
    two = (
        _card(bundled, CardKind.NAME, "Router"),
        _card(bundled, CardKind.NAME, "Internet gateway"),
    )
    made.study(two, RecallOptions())
    assert made.bar.place.text() == "1 of 2"
    qtbot.keyClick(_focused(), Key.Key_1)
    assert made.bar.field.text() == "1", "before the answer a number is typed"
    made.bar.field.clear()
    layers = window.store.state.layers
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert made.session is not None
    assert made.session.revealed
    qtbot.keyClick(_focused(), Key.Key_4)
    assert made.bar.place.text() == "2 of 2"
    assert made.bar.question.text() == "Which component is this?"
    assert window.store.state.layers == layers, "1–9 switch no layers meanwhile"
    qtbot.keyClick(made.bar.field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert made.bar.place.text() == "1 of 2"
    assert made.session.card is two[0]
    with Progress() as progress:
        assert progress.reviews() == ()
    for _ in range(2):
        qtbot.keyClick(_focused(), Key.Key_Space)
        qtbot.keyClick(_focused(), Key.Key_Space)
    with Progress() as progress:
        assert [r.grade for r in progress.reviews()] == [Grade.AGAIN, Grade.AGAIN]


def test_a_click_answers(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = next(
        c
        for c in cards(bundled)
        if c.kind is CardKind.CONNECTION and c.diagram == "vpc" and c.targets
        and c.about == ("internetalt1:internet",)
    )  # fmt: skip
    made.study((card,), RecallOptions())
    assert card.hidden not in made.canvas.viewport.appearance.opacity, "the line is hidden"
    wrong = next(
        n.id
        for n in made.store.diagram.nodes  # type: ignore[union-attr]
        if n.id not in card.targets and n.id not in card.about and "router" in n.id
    )
    _click(qtbot, made, wrong)
    assert made.bar.told.text().startswith("Not that one.")
    _click(qtbot, made, next(iter(card.targets)))
    assert made.session is not None
    assert made.session.revealed
    assert made.session.judged() == dict.fromkeys(card.targets, "right")
    assert made.canvas.viewport.appearance.opacity[card.hidden] == 1


def test_a_place_is_clicked(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = _card(bundled, CardKind.PLACE, "Router")
    made.study((card,), RecallOptions())
    assert len(made.canvas.viewport.appearance.masked) > 20, (
        "all names, or the one without would be it"
    )
    assert made.bar.field.isHidden()
    _click(qtbot, made, card.hidden)
    assert made.session is not None
    assert made.session.verdict == "Right."
    assert made.canvas.viewport.appearance.masked == {}


def test_what_stops_working_is_picked(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    shown = bundled.diagram(DiagramId("iam"))
    assert shown is not None
    gone, *lost = (n.id for n in shown.nodes[:3])
    card = Card(
        CardId("reach|iam|x"), CardKind.REACH, DiagramId("iam"), "What stops?", "-", about=(gone,)
    )
    card = replace(card, targets=frozenset(lost), layers=frozenset(shown.layers))
    made.study((card,), RecallOptions())
    session = made.session
    assert session is not None
    target = min(card.targets)
    _click(qtbot, made, target)
    _click(qtbot, made, target)
    assert session.picked == (), "a second click takes it back"
    qtbot.keyClicks(
        made.bar.field, ", ".join(_label(bundled, card.diagram, id) for id in card.targets)
    )
    qtbot.keyClick(made.bar.field, Key.Key_Return)
    assert set(session.picked) == card.targets
    qtbot.keyClick(made.bar.field, Key.Key_Return)
    assert session.revealed
    assert session.verdict == "Right."


def _label(workspace: Workspace, diagram: DiagramId, id: ElementId) -> str:
    found = workspace.diagram(diagram)
    component = found.index.component(id) if found else None
    return " ".join(component.label.split()) if component else ""


def test_steps_are_put_in_order_by_keys(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = _card(bundled, CardKind.ORDER, "", "spot")
    made.study((card,), RecallOptions())
    session, steps = made.session, made.steps
    assert steps.sizeHint().height() >= 4 * ROW, "or a low window would hide those at the end"
    assert session is not None
    assert steps.steps() != card.steps
    assert set(made.canvas.viewport.appearance.masked.values()) == {Mask.LABEL}, "numbers on lines"
    qtbot.keyClick(steps, Key.Key_Return)
    assert "In the right place: " in made.bar.told.text()
    for at, wanted in enumerate(card.steps):  # each is brought up to its place
        row = steps.steps().index(wanted)
        steps.setCurrentRow(row)
        for _ in range(row - at):
            qtbot.keyClick(steps, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert steps.steps() == card.steps
    qtbot.keyClick(steps, Key.Key_Return)
    assert session.revealed
    assert session.suggested is Grade.HARD


def test_steps_that_nobody_put_in_order_are_not_judged(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    card = next(c for c in cards(bundled) if c.kind is CardKind.ORDER)
    made.study((card,), RecallOptions())
    qtbot.keyClick(made.steps, Key.Key_Space)
    assert made.steps.steps() == card.steps
    shown = [made.steps.item(n).text() for n in range(made.steps.count())]
    assert not any(text.endswith(("✓", "✗")) for text in shown)
    assert made.bar.told.text() == "This is the order."


def test_a_question_of_the_notes(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = _card(bundled, CardKind.NOTE, "", "vpc")
    made.study((card,), RecallOptions())
    assert not made.canvas.isHidden(), "the diagram that it is about"
    assert made.canvas.viewport.appearance.masked
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert not made.canvas.viewport.appearance.masked
    assert made.bar.told.text() == card.answer


def test_hide_all_reveal_one(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = _card(bundled, CardKind.NAME, "Router")
    made.start.options.recall.setCurrentIndex(1)
    made.start.options.icons.setChecked(True)
    assert made.start.way == RecallOptions(Recall.ALL_ONE, icons=True)
    made.study((card,), made.start.way)
    diagram = bundled.diagram(DiagramId("vpc"))
    assert diagram is not None
    assert len(made.canvas.viewport.appearance.masked) == len(diagram.components)
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert set(made.canvas.viewport.appearance.masked) == {c.id for c in diagram.components} - {
        card.hidden
    }


def test_nothing_tells_what_is_hidden(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = _card(bundled, CardKind.NAME, "Router")
    made.study((card,), RecallOptions())
    told: list[str] = []
    made.canvas.hovered.connect(told.append)
    assert made.canvas.shown_layout is not None
    box = box_of(made.canvas.shown_layout, card.hidden)
    assert box is not None
    at = made.canvas.looking.camera.to_view(box.center, made.canvas.looking.size)
    qtbot.mouseMove(made.canvas, QPoint(round(at.x), round(at.y)))
    made.canvas.keyboard.focus_on(card.hidden)
    spoken = [made.canvas.accessibleDescription(), made.canvas.accessibleName(), *told]
    assert not any("Router" in text for text in spoken)
    assert made.bar.told.text() == ""


def test_the_start_page_says_what_is_due(
    qtbot: QtBot, window: MainWindow, bundled: Workspace, room: Room
) -> None:
    now = datetime.now(UTC)
    known = [c for c in cards(bundled) if c.diagram == "ecs"][:6]
    with Progress() as progress:
        for day in (9, 6):
            for n, card in enumerate(known):
                progress.review(card.id, Grade.GOOD, now - timedelta(days=day, minutes=-n))
        for n, card in enumerate(known):
            progress.review(card.id, Grade.AGAIN if n else Grade.EASY, now - timedelta(days=2))
    made = room()
    rows = made.start.rows
    assert made.start.head.text() == "5 due today, 20 new"
    texts = {
        (item.text(0), item.text(1), item.text(3))
        for n in range(rows.topLevelItemCount())
        if (item := rows.topLevelItem(n)) is not None
    }
    assert ("ECS cluster on EC2 and Fargate", "5", "6") in texts
    assert made.start.kept.accessibleDescription().startswith("58% of 12 in 30 days")
    assert "5" in made.start.coming.accessibleDescription()
    made.start.options.kinds[CardKind.NAME].setChecked(False)
    assert all(c.kind is not CardKind.NAME for c in made.start.today.cards)
    first = rows.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Unchecked)
    assert {c.diagram for c in made.start.today.cards} == {"ecs"}
    assert window.store.workspace is bundled


def test_what_a_reload_takes_away_is_not_asked(
    qtbot: QtBot, window: MainWindow, bundled: Workspace, room: Room
) -> None:
    made = room()
    gone, stays = (
        _card(bundled, CardKind.NAME, "Router"),
        _card(bundled, CardKind.NAME, "Users", "ecs"),
    )
    made.study((gone, stays), RecallOptions())
    less = tuple(d for d in bundled.diagrams if d.id != "vpc")
    window.store.do(answers.take_workspace, replace(bundled, diagrams=less))
    _read(qtbot, made)
    assert made.session is not None
    assert made.session.card == stays
    assert made.bar.place.text() == "1 of 1"


def test_progress_that_cannot_be_read_is_told_of(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path))
    (tmp_path / "progress.sqlite").write_text("not a database " * 100)
    made = room()
    assert "progress.sqlite cannot be read" in made.start.said.text()
    assert not made.start.start.isEnabled()


def test_a_grade_that_cannot_be_kept_is_told_of(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    made.study((_card(bundled, CardKind.NAME, "Router"),), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_Space)
    lose_table("reviews")
    qtbot.keyClick(_focused(), Key.Key_3)
    assert "cannot be used right now" in made.bar.told.text()
    assert made.session is not None
    assert made.session.revealed, "and can be graded again"


def test_export_and_import(qtbot: QtBot, bundled: Workspace, room: Room, tmp_path: Path) -> None:
    made, file = room(), tmp_path / "p.json"
    card = _card(bundled, CardKind.NAME, "Router")
    with Progress() as progress:
        progress.review(card.id, Grade.GOOD)
    with qtbot.waitSignal(made.files.said):
        made.files.write(file)
    assert "on 1 card to" in made.start.said.text()
    with qtbot.waitSignal(made.files.said):
        made.files.merge(file)
    _read(qtbot, made)
    file.write_text("{}")
    with qtbot.waitSignal(made.files.said):
        made.files.merge(file)
    assert "is not a progress file" in made.start.said.text()


def test_what_is_written_when_one_has_left_is_told_in_the_window(
    qtbot: QtBot, window: MainWindow, room: Room, tmp_path: Path
) -> None:
    made, file = room(), tmp_path / "p.json"
    made.files.write(file)
    made.close()
    made.close()
    assert window.commands.studying.room is None
    qtbot.waitUntil(lambda: str(file) in window.status.text.text(), timeout=10_000)
    assert room().files is made.files


def test_cards_go_to_anki(
    qtbot: QtBot, bundled: Workspace, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, file = room(), tmp_path / "vpc.apkg"
    made.files.write_anki((_card(bundled, CardKind.NAME, "Router"),), RecallOptions(), file)
    qtbot.waitUntil(file.exists, timeout=10_000)
    qtbot.waitUntil(lambda: made.start.said.text().startswith("Wrote 1 card to"))
    monkeypatch.setitem(sys.modules, "genanki", None)
    made.files.to_anki((), RecallOptions())
    assert "pip install 'acetate[anki]'" in made.start.said.text()


def test_drawing_cards_for_anki_can_be_cancelled(
    qtbot: QtBot, bundled: Workspace, room: Room, tmp_path: Path
) -> None:
    made, file = room(), tmp_path / "all.apkg"
    made.files.write_anki(cards(bundled), RecallOptions(), file)
    assert made.start.stop.isVisible()
    qtbot.mouseClick(made.start.stop, Qt.MouseButton.LeftButton)
    assert made.start.said.text() == "The export was cancelled."
    assert made.start.stop.isHidden()
    _read(qtbot, made)
    assert list(tmp_path.iterdir()) == []


def test_closing_the_window_closes_it_all(
    qtbot: QtBot, window: MainWindow, bundled: Workspace, room: Room
) -> None:
    made = room()
    made.study_together((_card(bundled, CardKind.NAME, "Router"),), RecallOptions())
    window.close()
    assert window.commands.studying.room is None
    assert made.round.audience is None


def test_what_is_asked_and_hidden_is_kept(window: MainWindow, room: Room) -> None:
    start = room().start
    start.options.kinds[CardKind.ORDER].click()
    start.options.recall.setCurrentIndex(1)
    start.options.lines.click()
    chosen = start.options.choices
    assert chosen.unasked == ["order"]
    window.close()
    found = msgspec.json.decode(kept.encoded(window.settings), type=kept.Settings)
    assert found.asking == chosen
    other = StudyOptions(window.store.theme)
    other.take_choices(found.asking)
    assert other.choices == chosen
    other.take_choices(kept.StudySettings(["gone"], "gone"))
    assert other.way.recall is Recall.ALL_ONE, "what is not known changes nothing"
    other.deleteLater()


def test_the_cards_are_made_once_for_all_that_follows(qtbot: QtBot, room: Room) -> None:
    made = room()
    assert made.known is not None
    before = made.known
    made.show_start()
    qtbot.waitUntil(lambda: made.known is not before)
    assert made.known is not None
    assert made.known.made is before.made
