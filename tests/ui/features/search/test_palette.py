"""The search in the window: what it finds is looked at, gone to, or left as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.notes import Link, Note, Notebook, Section
from app.model.tour import Step, Tour
from app.model.view_state import Viewport
from app.model.workspace import Workspace
from app.scene.theme import DARK
from app.session import answers, verbs
from app.ui.features.search.palette import Palette
from app.ui.shell.window import MainWindow
from app.ui.views.results.rows import pieces

GATEWAY = "A NAT gateway lets private instances out.\n\n" + "More on it. " * 200
ADDRESS = "The address 169.254.169.254 answers.\n\n" + "More on it. " * 200
KEY = Qt.Key


def section(id: SectionId, title: str, line: int, text: str, file: str = "vpc.md") -> Section:
    return Section(id, id, title, 2, file, line, text)


def workspace() -> Workspace:
    vpc = Diagram(
        DiagramId("vpc"),
        "A network",
        "vpc",
        "vpc.dot",
        layers=("iam", "networking"),
        nodes=(
            Node(ElementId("nat"), "NAT gateway", layers=("networking",)),
            Node(ElementId("web"), "Web server", cluster=ElementId("net")),
            Node(ElementId("role"), "App role", layers=("iam",)),
        ),
        clusters=(Cluster(ElementId("net"), "Public subnet"),),
    )
    nodes = (
        Node(ElementId("nat2"), "NAT gateway"),
        Node(ElementId("cap"), "Capacity provider", layers=("cicd",)),
    )
    ecs = Diagram(DiagramId("ecs"), "Containers", "ecs", "ecs.dot", layers=("cicd",), nodes=nodes)
    text = f"# VPC\n\n## NAT gateway\n\n{GATEWAY}\n\n## Metadata\n\n{ADDRESS}\n"
    parts = (
        Section(SectionId("vpc"), "vpc", "VPC", 1, "vpc.md", 1, ""),
        section(SectionId("nat-gateway"), "NAT gateway", 3, GATEWAY),
        section(SectionId("metadata"), "Metadata", 9, ADDRESS),
    )
    other = Note(
        "ecs.md",
        "ECS",
        (),
        (section(SectionId("ecs"), "ECS", 1, "A gateway, too.", "ecs.md"),),
        "## ECS\n\nA gateway, too.\n",
    )
    book = Notebook((Note("vpc.md", "VPC", (), parts, text), other))
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("vpc"): {
            ElementId("nat"): Link(ElementId("nat"), SectionId("nat-gateway"), "label")
        },
        DiagramId("ecs"): {},
    }
    steps = (
        Step(
            "Begin",
            "The packet sets out.",
            DiagramId("vpc"),
            frozenset({"networking"}),
            (ElementId("web"),),
        ),
    )
    tours = (Tour(TourId("way"), "The way in", steps, file="tours/way.md"),)
    return Workspace("/nowhere", "W", False, (vpc, ecs), book, links, tours=tours)


@pytest.fixture
def searched(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on a small workspace, laid out."""
    window.store.do(answers.take_workspace, workspace())
    window.store.do(verbs.show, DiagramId("ecs"))
    qtbot.waitUntil(lambda: window.store.layout is not None)
    window.store.do(verbs.show, DiagramId("vpc"))
    qtbot.waitUntil(lambda: window.store.layout is not None)
    window.canvas.setFocus()
    return window


def box(window: MainWindow) -> Palette:
    assert window.searching.box is not None
    return window.searching.box


def search(qtbot: QtBot, window: MainWindow, typed: str = "") -> Palette:
    """Open by Ctrl+K, wait for the index, type."""
    qtbot.keyClick(window.canvas, KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    found = box(window)
    qtbot.waitUntil(lambda: found.results.rowCount() > 0)
    qtbot.keyClicks(found.field, typed)
    return found


def rows(found: Palette) -> list[str]:
    return [found.results.row(n).said for n in range(found.results.rowCount())]


def press(qtbot: QtBot, found: Palette, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(found.field, key)


def test_empty_it_offers_the_diagrams_and_tells_of_prefixes(
    qtbot: QtBot, searched: MainWindow
) -> None:
    found = search(qtbot, searched)
    assert rows(found) == ["A network, diagram, 4 components", "Containers, diagram, 2 components"]
    assert found.field.hasFocus()
    assert found.isVisible()
    assert found.card.x() + found.card.width() // 2 == pytest.approx(searched.width() / 2, abs=2)


def test_a_component_is_found_in_each_diagram_and_said(qtbot: QtBot, searched: MainWindow) -> None:
    found = search(qtbot, searched, "nat gatway")
    said = rows(found)
    assert said[0].startswith("NAT gateway, component, A network")
    assert "NAT gateway, component, Containers" in said
    assert found.field.accessibleDescription() == said[0]
    row = found.results.row(0)
    assert [t for t, bold in pieces(row.title.text, row.title.spans) if bold] == ["NAT", "gateway"]


def test_moving_looks_and_escape_leaves_all_as_it_was(qtbot: QtBot, searched: MainWindow) -> None:
    store, canvas = searched.store, searched.canvas
    store.do(verbs.select, ElementId("web"))
    store.do(verbs.toggle_layer, "networking")
    store.do(verbs.open_section, SectionId("metadata"))
    assert searched.notes is not None
    bar = searched.notes.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    bar.setValue(bar.value() - 40)
    store.do(verbs.set_viewport, Viewport(20, 30, 1.7))
    before, read = store.state, bar.value()
    camera, history = (
        canvas.looking.aim,
        (store.session.history.can_go_back, store.session.history.can_go_forward),
    )

    found = search(qtbot, searched, "nat gateway")
    diagrams, sections = set(), set()
    for _ in range(found.results.rowCount()):
        press(qtbot, found, KEY.Key_Down)
        diagrams.add(store.state.diagram)
        sections.add(store.state.section)
    assert diagrams == {"vpc", "ecs"}
    assert {"nat-gateway", "metadata"} & sections
    press(qtbot, found, KEY.Key_Escape)

    assert not found.isVisible()
    assert store.state == before
    assert canvas.looking.aim == camera
    assert bar.value() == read
    assert (store.session.history.can_go_back, store.session.history.can_go_forward) == history
    assert canvas.hasFocus()
    assert store.session.state_of(DiagramId("ecs")).selection is None
    store.do(verbs.show, DiagramId("ecs"))
    assert store.state.selection is None


def test_a_look_shows_the_component_and_its_layer(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    store.do(verbs.set_layers, frozenset())
    found = search(qtbot, searched, "app role")
    press(qtbot, found, KEY.Key_Up, KEY.Key_Home)
    while (
        found.results.row(found.list.currentIndex().row()).entry.id != "role"
        or store.state.selection != "role"
    ):
        press(qtbot, found, KEY.Key_Down)
    assert store.state.layers == {"iam"}
    press(qtbot, found, KEY.Key_Escape)
    assert store.state.layers == frozenset()


def test_enter_goes_there_and_back_returns(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    store.do(verbs.select, ElementId("web"))
    before = store.state
    found = search(qtbot, searched, "capcity provider")
    press(qtbot, found, KEY.Key_Return)
    assert (store.state.diagram, store.state.selection) == ("ecs", "cap")
    assert not found.isVisible()
    assert searched.canvas.hasFocus()
    store.do(verbs.go_back)
    assert (store.state.diagram, store.state.selection) == ("vpc", before.selection)
    store.do(verbs.go_forward)
    assert store.state.selection == "cap"


def test_looking_first_makes_one_step_only(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    found = search(qtbot, searched, "nat")
    press(qtbot, found, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Return)
    assert (store.state.diagram, store.state.selection) == ("ecs", "nat2")
    store.do(verbs.go_back)
    assert (store.state.diagram, store.state.selection) == ("vpc", None)


def test_what_covers_a_result_moves_the_picture_only_for_the_look(
    qtbot: QtBot, searched: MainWindow
) -> None:
    searched.resize(1280, 500)
    canvas, before = searched.canvas, searched.canvas.looking.camera
    found = search(qtbot, searched, "role")
    press(qtbot, found, KEY.Key_Down, KEY.Key_Up)
    assert searched.store.state.selection == "role"
    assert canvas.looking.camera != before
    press(qtbot, found, KEY.Key_Return)
    assert canvas.looking.camera == before
    assert canvas.looking.fitted


def test_a_section_opens_with_its_words_lit(qtbot: QtBot, searched: MainWindow) -> None:
    notes = searched.notes
    assert notes is not None
    searched.panels.show_right(False)
    found = search(qtbot, searched, "169.254.169.254")
    press(qtbot, found, KEY.Key_Return)
    assert searched.store.state.section == "metadata"
    qtbot.waitUntil(lambda: notes.find_bar.count.text() == "1 of 1")
    assert notes.isVisible()
    assert notes.find_bar.field.text() == "169.254.169.254"


def test_ctrl_f_in_the_notes_puts_this_note_first(qtbot: QtBot, searched: MainWindow) -> None:
    notes, store = searched.notes, searched.store
    assert notes is not None
    store.do(verbs.open_section, SectionId("ecs"))
    qtbot.waitUntil(lambda: notes.showing.file == "ecs.md")
    notes.view.setFocus()
    qtbot.keyClick(notes.view, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    found = box(searched)
    qtbot.waitUntil(lambda: found.results.rowCount() > 0)
    assert rows(found) == ["ECS, section, ecs.md"]
    qtbot.keyClicks(found.field, "gateway")
    said = rows(found)
    assert said[0].startswith("ECS, section")
    assert said[1].startswith("Find “gateway” in this note")
    assert said[2].startswith("NAT gateway")
    press(qtbot, found, KEY.Key_Return)
    assert notes.find_bar.count.text() == "1 of 1"
    assert notes.view.hasFocus()
    notes.find_bar.close_bar()
    searched.actions_table["find_next"].trigger()
    assert not notes.find_bar.isHidden()


def test_a_look_at_a_section_lights_its_components(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    found = search(qtbot, searched, "nat gateway")
    while store.state.reading != "nat-gateway":
        press(qtbot, found, KEY.Key_Down)
    assert store.session.highlighted == {"nat"}
    press(qtbot, found, KEY.Key_Escape)
    assert store.session.highlighted == frozenset()


def test_words_beyond_the_title_are_lit(qtbot: QtBot, searched: MainWindow) -> None:
    notes = searched.notes
    assert notes is not None
    press(qtbot, search(qtbot, searched, "metadata"), KEY.Key_Return)
    qtbot.waitUntil(lambda: notes.showing.file == "vpc.md")
    assert notes.find_bar.isHidden()
    press(qtbot, search(qtbot, searched, "metadata answer"), KEY.Key_Return)
    assert notes.find_bar.count.text() == "1 of 2"


def test_the_text_itself_is_found_in_the_note(qtbot: QtBot, searched: MainWindow) -> None:
    notes = searched.notes
    assert notes is not None
    searched.store.do(verbs.open_section, SectionId("metadata"))
    qtbot.waitUntil(lambda: notes.showing.file == "vpc.md")
    searched.searching.open(note_first=True)
    found = box(searched)
    qtbot.waitUntil(lambda: found.results.rowCount() > 0)
    qtbot.keyClicks(found.field, "ore on i")
    row = next(n for n, said in enumerate(rows(found)) if said.startswith("Find “ore on i”"))
    while found.list.currentIndex().row() != row:
        press(qtbot, found, KEY.Key_Down)
    press(qtbot, found, KEY.Key_Return)
    assert "of 400" in notes.find_bar.count.text()


def test_a_command_runs_and_its_keys_are_shown(qtbot: QtBot, searched: MainWindow) -> None:
    found = search(qtbot, searched, ">hide all layers")
    assert found.results.row(0).right == "Ctrl+Shift+L"
    press(qtbot, found, KEY.Key_Return)
    assert searched.store.state.layers == frozenset()
    assert not found.isVisible()


def test_commands_that_cannot_run_are_not_offered(qtbot: QtBot, searched: MainWindow) -> None:
    found = search(qtbot, searched, ">copy the comp")
    assert not any("component's name" in said for said in rows(found))
    press(qtbot, found, KEY.Key_Escape)
    searched.store.do(verbs.select, ElementId("web"))
    found = search(qtbot, searched, ">copy the comp")
    assert "component's name" in rows(found)[0]


def test_a_layer_is_switched_on(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    store.do(verbs.set_layers, frozenset())
    found = search(qtbot, searched, "#networking")
    assert rows(found)[0].startswith("Networking, layer")
    press(qtbot, found, KEY.Key_Return)
    assert store.state.layers == {"networking"}
    found = search(qtbot, searched, "#cicd")
    press(qtbot, found, KEY.Key_Return)
    assert store.state.diagram == "ecs"


def test_a_tour_is_looked_at_and_started(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    store.do(verbs.show, DiagramId("ecs"))
    before = store.state
    found = search(qtbot, searched, "packet sets")
    assert rows(found)[0] == "The way in, tour, A network, 1 step"
    press(qtbot, found, KEY.Key_Down, KEY.Key_Up)
    assert store.state.diagram == "vpc"
    assert not store.state.tour
    press(qtbot, found, KEY.Key_Return)
    assert (store.state.tour, store.state.diagram) == ("way", "vpc")
    assert not found.isVisible()
    store.do(verbs.stop_tour)
    assert store.state.diagram == before.diagram


def test_a_click_beside_it_leaves_and_one_on_a_row_goes(qtbot: QtBot, searched: MainWindow) -> None:
    before = searched.store.state
    found = search(qtbot, searched, "nat")
    press(qtbot, found, KEY.Key_Down)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(5, found.height() - 5))
    assert not found.isVisible()
    assert searched.store.state == before
    found = search(qtbot, searched, "web server")
    middle = found.list.visualRect(found.results.index(0)).center()
    qtbot.mouseClick(found.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert searched.store.state.selection == "web"


def test_nothing_found_says_so(qtbot: QtBot, searched: MainWindow) -> None:
    found = search(qtbot, searched, "zzyzx")
    assert found.card.empty.isVisible()
    assert "Nothing found for “zzyzx”" in found.card.empty.text()
    assert "Nothing found" in found.field.accessibleDescription()
    press(qtbot, found, KEY.Key_Down, KEY.Key_Return)
    assert found.isVisible()


def test_typing_on_leaves_the_look(qtbot: QtBot, searched: MainWindow) -> None:
    before = searched.store.state
    found = search(qtbot, searched, "nat")
    press(qtbot, found, KEY.Key_Down)
    assert searched.store.state != before
    qtbot.keyClicks(found.field, " g")
    assert searched.store.state == before


def test_the_windows_own_keys_wait(qtbot: QtBot, searched: MainWindow) -> None:
    before = searched.store.state
    found = search(qtbot, searched, "1")
    qtbot.keyClick(found.field, KEY.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(found.field, KEY.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert searched.store.state == before


def test_a_reload_brings_new_results_and_escape_still_returns(
    qtbot: QtBot, searched: MainWindow
) -> None:
    store = searched.store
    store.do(verbs.select, ElementId("web"))
    found = search(qtbot, searched, "capacity")
    press(qtbot, found, KEY.Key_Down, KEY.Key_Up)
    assert store.state.diagram == "ecs"
    old = store.workspace
    assert old is not None
    ecs = replace(
        old.diagrams[1], nodes=(*old.diagrams[1].nodes, Node(ElementId("new"), "Capacity of all"))
    )
    store.do(answers.take_workspace, replace(old, diagrams=(old.diagrams[0], ecs)))
    qtbot.waitUntil(lambda: any("Capacity of all" in said for said in rows(found)))
    press(qtbot, found, KEY.Key_Escape)
    assert (store.state.diagram, store.state.selection) == ("vpc", "web")


def test_another_folder_takes_over(qtbot: QtBot, searched: MainWindow) -> None:
    store = searched.store
    found = search(qtbot, searched, "capacity")
    press(qtbot, found, KEY.Key_Down, KEY.Key_Up)
    one = Diagram(DiagramId("one"), "One", "one", "one.dot", nodes=(Node(ElementId("a"), "Alone"),))
    store.do(answers.take_workspace, Workspace("/elsewhere", "E", False, (one,)))
    qtbot.keyClick(found.field, KEY.Key_Escape)
    assert store.state.diagram == "one"
    found = search(qtbot, searched, "alone")
    assert rows(found)[0].startswith("Alone")


def test_what_one_went_to_is_offered_next(qtbot: QtBot, searched: MainWindow) -> None:
    press(qtbot, search(qtbot, searched, "metadata"), KEY.Key_Return)
    assert rows(search(qtbot, searched))[0].startswith("Metadata, section")


def test_closing_the_window_leaves_the_look(qtbot: QtBot, searched: MainWindow) -> None:
    before = searched.store.state
    press(qtbot, search(qtbot, searched, "nat"), KEY.Key_Down)
    searched.close()
    assert searched.store.state == before


def test_it_follows_theme_and_size(qtbot: QtBot, searched: MainWindow) -> None:
    found = search(qtbot, searched, "nat")
    searched.resize(700, 500)
    assert found.geometry() == searched.rect()
    assert found.card.geometry().right() < found.width()
    searched.store.set_theme(DARK)
    shot = found.card.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 8).lightness() < 60


def test_a_screen_reader_hears_the_rows(qtbot: QtBot, searched: MainWindow) -> None:
    found = search(qtbot, searched, "nat gateway")
    view = QAccessible.queryAccessibleInterface(found.list)
    assert view.text(QAccessible.Text.Name) == "Results"
    assert view.childCount() == found.results.rowCount()
    assert view.child(0).text(QAccessible.Text.Name) == rows(found)[0]


def test_what_a_search_has_lit_is_gone_with_its_note(qtbot: QtBot, searched: MainWindow) -> None:
    notes = searched.notes
    assert notes is not None
    press(qtbot, search(qtbot, searched, "169.254.169.254"), KEY.Key_Return)
    qtbot.waitUntil(lambda: notes.find_bar.count.text() == "1 of 1")
    searched.store.do(verbs.open_section, SectionId("ecs"))
    qtbot.waitUntil(lambda: notes.showing.file == "ecs.md")
    assert notes.find_bar.isHidden()
