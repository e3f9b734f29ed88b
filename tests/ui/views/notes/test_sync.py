"""The notes light the canvas: what is read, or clicked, is about components."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Image, Notebook
from app.scene.theme import LIGHT
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.views.notes.document import Document
from app.ui.views.notes.panel import NotesPanel
from app.ui.views.notes.view import NotesView
from tests.ui.views.notes.network import Reads, marked


def wheel(panel: NotesPanel, notches: int) -> None:
    at = QPointF(200, 300)
    event = QWheelEvent(
        at,
        panel.view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.view.viewport(), event)


def click_on(panel: NotesPanel, heading: str) -> None:
    document = panel.view.document()
    found = document.find(heading)
    panel.view.setTextCursor(QTextCursor(found.block().next()))  # brings it into view
    at = panel.view.cursorRect(QTextCursor(found.block().next())).center() + QPoint(30, 0)
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_scrolling_lights_the_components_of_the_section_in_view(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
    qtbot: QtBot,
) -> None:
    store.do(verbs.open_section, SectionId("part-1"))
    reads("Part 5")
    history = store.session.history.can_go_back
    for _ in range(60):
        wheel(panel, 1)
        if store.state.reading == "part-3":
            break
    assert store.session.highlighted == {"gateway"}
    assert "Part 3" in panel.footer.label.text()
    assert "1 component highlighted" in panel.footer.label.text()
    assert (store.state.section, store.session.history.can_go_back) == ("part-1", history)
    for _ in range(60):
        wheel(panel, 1)
    assert store.state.reading == "part-5"
    assert store.session.highlighted == frozenset()
    assert "no diagram shows this section" in panel.footer.label.text()


def test_our_own_scrolling_lights_nothing(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
    qtbot: QtBot,
) -> None:
    store.do(verbs.select, ElementId("gateway"))
    reads("Part 5")
    qtbot.waitUntil(lambda: panel.view.verticalScrollBar().value() > 0)
    assert (store.state.section, store.state.reading) == ("part-3", None)
    assert panel.footer.isHidden()


def test_a_click_opens_the_section_and_moves_no_text(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
    qtbot: QtBot,
) -> None:
    store.do(verbs.open_section, SectionId("part-1"))
    reads("Part 5")
    click_on(panel, "Part 3")
    assert (store.state.section, store.state.reading) == ("part-3", "part-3")
    assert marked(panel)[0] == "Part 3"
    before = panel.view.verticalScrollBar().value()
    qtbot.wait(50)
    assert panel.view.verticalScrollBar().value() == before
    store.do(verbs.go_back)
    assert store.state.section == "part-1"


def test_what_is_clicked_stays_though_links_come_or_go_above_it(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
) -> None:
    store.do(verbs.open_section, SectionId("part-3"))
    reads("Shown in")
    for heading in ("Part 4", "Part 3", "Part 4"):
        words = QTextCursor(panel.view.document().find(heading).block().next())
        while "Words" not in words.block().text():  # past the links
            words.movePosition(QTextCursor.MoveOperation.NextBlock)
        panel.view.setTextCursor(words)
        before = panel.view.cursorRect(words).top()
        at = panel.view.cursorRect(words).center() + QPoint(30, 0)
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert marked(panel)[0] == heading
        assert panel.view.cursorRect(words).top() == before


def test_back_lights_the_section_that_the_notes_go_back_to(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
) -> None:
    store.do(verbs.open_section, SectionId("part-1"))
    reads("Part 5")
    store.do(verbs.read, SectionId("part-3"))  # scrolled to, and then clicked
    store.do(verbs.open_section, SectionId("part-3"))
    store.do(verbs.go_back)
    assert (store.state.section, store.state.reading) == ("part-1", "part-1")
    assert "Part 1" in panel.footer.label.text()


def test_a_section_that_this_diagram_does_not_show_offers_those_that_do(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
) -> None:
    store.do(verbs.show, DiagramId("ecs"))
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    assert "not in this diagram" in panel.footer.label.text()
    panel.footer.label.linkActivated.emit("diagram:vpc?web")
    assert (store.state.diagram, store.state.selection) == ("vpc", "web")


def test_a_section_whose_picture_is_on_the_canvas_is_not_elsewhere(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
) -> None:
    workspace = store.workspace
    assert workspace is not None
    vpc = workspace.notebook.notes[0]
    picture = Image("images/vpc.png", 5)
    top = replace(vpc.sections[0], images=(picture,))
    book = Notebook((replace(vpc, sections=(top, *vpc.sections[1:])), workspace.notebook.notes[1]))
    store.do(answers.take_workspace, replace(workspace, notebook=book))
    store.do(verbs.open_section, SectionId("vpc"))
    reads("A network of")
    assert panel.footer.label.text() == "<b>VPC</b> · this diagram is its picture"
    store.do(verbs.show, DiagramId("ecs"))
    store.do(verbs.open_section, SectionId("vpc"))
    assert "not in this diagram. Shown in" in panel.footer.label.text()


def test_a_drag_selects_text_and_opens_nothing(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
    qtbot: QtBot,
) -> None:
    store.do(verbs.open_section, SectionId("part-1"))
    reads("Part 5")
    view = panel.view.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(40, 200))
    QTest.mouseMove(view, QPoint(200, 400))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 400))
    assert store.state.section == "part-1"


def test_home_and_end_go_to_the_ends_with_ctrl_too(
    panel: NotesPanel,
    store: Store,
    reads: Reads,
) -> None:
    store.do(verbs.open_section, SectionId("part-1"))
    reads("Part 5")
    bar, control = panel.view.verticalScrollBar(), Qt.KeyboardModifier.ControlModifier
    for held in (Qt.KeyboardModifier.NoModifier, control):
        QTest.keyClick(panel.view, Qt.Key.Key_End, held)
        assert bar.value() == bar.maximum() > 0
        assert store.state.reading == "part-5"
        QTest.keyClick(panel.view, Qt.Key.Key_Home, held)
        assert bar.value() == 0


def test_at_its_top_a_note_is_read_from_its_first_heading(qtbot: QtBot) -> None:
    html = '<h1><a name="line-1"></a>One</h1><h2><a name="line-3"></a>Two</h2>'
    view = NotesView(lambda _: "")
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    seen: list[int] = []
    view.section_in_view.connect(seen.append)
    page = Document(html + "<p>Text.</p>" * 60, {}, LIGHT, view.font(), 1.0, view)
    view.show_page(page, LIGHT, 1.0)
    for top in (1, 0, 60):
        view.verticalScrollBar().setValue(top)
    assert seen == [1, 3]
