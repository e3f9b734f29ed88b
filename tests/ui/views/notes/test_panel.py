"""The notes panel follows the store, and opens nothing but what is in the workspace."""

from __future__ import annotations

import builtins
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QDesktopServices,
    QGuiApplication,
    QImage,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox
from pytestqt.qtbot import QtBot

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Image, Link, Note, Notebook, Section
from app.model.workspace import Workspace
from app.scene.theme import DARK
from app.session import answers, verbs
from app.sources.markdown.note import notebook, parse_note
from app.ui.session.store import Store
from app.ui.views.notes import pages as notes_pages
from app.ui.views.notes.document import Document
from app.ui.views.notes.links import resolve
from app.ui.views.notes.panel import NotesPanel
from tests.ui.views.notes.network import (
    SERVERS,
    Reads,
    layout,
    marked,
    marked_top,
    note,
    workspace,
)

# Following


def test_nothing_open_says_what_to_do_and_lists_the_notes(panel: NotesPanel, store: Store) -> None:
    store.do(answers.take_workspace, replace(workspace("/elsewhere"), links={}))
    text = panel.view.toPlainText()
    assert "Click a component to read about it." in text
    assert "VPC" in text
    assert "EC2" in text


def test_without_notes_it_says_so(panel: NotesPanel, store: Store) -> None:
    store.do(answers.take_workspace, Workspace("/nowhere", "W", False))
    assert "Markdown" in panel.view.toPlainText()


def test_while_notes_are_read_it_does_not_say_that_there_are_none(
    panel: NotesPanel, store: Store
) -> None:
    store.do(answers.take_workspace, Workspace("/nowhere", "W", False, growing=True))
    assert panel.view.toPlainText().startswith("Reading the notes…")
    store.do(answers.take_workspace, Workspace("/nowhere", "W", False))
    assert panel.view.toPlainText().startswith("No notes yet")


def test_a_component_opens_its_section(panel: NotesPanel, store: Store, reads: Reads) -> None:
    store.do(verbs.select, ElementId("gateway"))
    reads("A network")
    assert marked(panel)[0] == "Part 3"
    assert 0 <= marked_top(panel) < 60
    assert "\nShown in Network: NAT gateway  ▸ more\n" in panel.view.toPlainText()


def test_where_a_section_is_shown_is_one_line_that_unfolds(
    panel: NotesPanel, store: Store, reads: Reads
) -> None:
    store.do(verbs.select, ElementId("gateway"))
    reads("Shown in")
    more = QUrl("#fold:places")
    panel.view.anchorClicked.emit(more)
    unfolded = "\n▾ Shown in\nNetwork: NAT gateway\nCluster: NAT gateway\n"
    assert unfolded in panel.view.toPlainText().replace("\u2028", "\n")
    assert store.state.section == "part-3"
    panel.view.anchorClicked.emit(more)
    assert "Cluster: NAT gateway" not in panel.view.toPlainText()
    assert panel.view.toPlainText().count("Shown in") == 1


def test_over_the_note_stands_why_what_is_selected_opens_it(
    panel: NotesPanel, store: Store, reads: Reads
) -> None:
    reason = panel.header.reason
    assert not reason.isVisibleTo(panel)
    store.do(verbs.select, ElementId("gateway"))
    reads("A network")
    assert reason.isVisibleTo(panel)
    assert reason.text() == "It is called the same"
    assert reason.brief == "Called the same"  # where there is little room
    store.do(verbs.open_section, SectionId("part-1"))
    assert not reason.isVisibleTo(panel)


def test_a_section_is_shown_first_in_the_diagram_whose_picture_stands_there() -> None:
    nodes = (Node(ElementId("n"), "Part"),)
    diagrams = tuple(
        Diagram(DiagramId(f"d{n}"), f"Diagram {n}", f"d{n}", f"d{n}.py", nodes=nodes)
        for n in range(6)
    )
    section = Section(SectionId("s"), "s", "S", 1, "n.md", 1, "", (Image("images/d4.png", 2),))
    links = {
        d.id: {ElementId("n"): Link(ElementId("n"), SectionId("s"), "label")} for d in diagrams
    }
    book = Notebook((Note("n.md", "S", (), (section,), "# S\n![](images/d4.png)\n"),))
    found = notes_pages.shown_in(
        SectionId("s"), Workspace("/nowhere", "W", False, diagrams, book, links)
    )
    assert [title for title, _ in found[:-1]] == ["Diagram 4", "Diagram 0", "Diagram 1"]
    assert [label for label, _ in found[-1][1]] == ["Diagram 2", "Diagram 3", "Diagram 5"]


def test_the_last_section_comes_to_the_top_too(
    panel: NotesPanel, store: Store, reads: Reads
) -> None:
    store.do(verbs.open_section, SectionId("part-5"))
    reads("Part 5")
    assert 0 <= marked_top(panel) < 60


def test_only_one_section_is_marked(panel: NotesPanel, store: Store, reads: Reads) -> None:
    store.do(verbs.select, ElementId("gateway"))
    reads("Shown in")
    store.do(verbs.open_section, SectionId("part-1"))
    assert marked(panel)[0] == "Part 1"
    assert "Shown in" not in panel.view.toPlainText()


def test_without_a_section_it_says_so_and_offers_the_nearest(
    panel: NotesPanel, store: Store
) -> None:
    store.do(verbs.select, ElementId("odd"))
    text = panel.view.toPlainText()
    assert "Nothing in the notes is about Odd thing." in text
    assert text.index("Closest sections") < text.index("Part 1") < text.index("All notes")
    panel.open_link("section:part-1")
    assert store.state.section == "part-1"


def test_of_a_name_of_a_megabyte_the_page_says_the_beginning() -> None:
    name = "some words " * 90_000
    node = Node(ElementId("long"), name)
    diagram = Diagram(DiagramId("long"), name, "long", "long.dot", nodes=(node,))
    notes = notebook([parse_note(f"# {name}\n", "a.md")[0]])
    page = notes_pages.own(Workspace("/", "long", False, (diagram,), notes), diagram.id, node)
    assert "Nothing in the notes is about some words" in page
    assert len(page) < 3_000


def test_of_several_sections_that_are_about_it_one_chooses(panel: NotesPanel, store: Store) -> None:
    odd = ElementId("odd")
    several = Link(odd, None, "ambiguous", (SectionId("part-1"), SectionId("ec2")))
    links = {DiagramId("vpc"): {odd: several}}
    store.do(answers.take_workspace, replace(workspace(), links=links))
    store.do(verbs.select, odd)
    text = panel.view.toPlainText()
    assert "Several sections are about Odd thing. Which one do you mean?" in text
    assert "Part 1 – notes/vpc.md" in text
    panel.open_link("section:ec2")
    assert store.state.section == "ec2"


def test_a_stale_answer_is_dropped(panel: NotesPanel, store: Store, reads: Reads) -> None:
    store.do(verbs.open_section, SectionId("part-1"))
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    assert panel.header.title.text().startswith("EC2")
    assert "A network" not in panel.view.toPlainText()


def test_theme_and_size_keep_the_place(
    panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot
) -> None:
    store.do(verbs.select, ElementId("gateway"))
    reads("Shown in")
    before = marked_top(panel)
    store.set_theme(DARK)
    assert abs(marked_top(panel) - before) < 3
    assert panel.view.toPlainText().count("Shown in Network") == 1
    assert panel.grab().toImage().pixelColor(6, 590).lightness() < 80
    with qtbot.waitSignal(panel.text_zoom_changed):
        panel.text_zoom = 1.5
    assert 0 <= marked_top(panel) < 60


def test_reloaded_notes_are_shown(panel: NotesPanel, store: Store, reads: Reads) -> None:
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    changed = note("notes/ec2.md", "EC2", SERVERS + "\nNew words.\n")
    old = workspace()
    book = Notebook((old.notebook.notes[0], changed))
    store.do(answers.take_workspace, Workspace(old.root, "W", False, old.diagrams, book, old.links))
    reads("New words.")


def test_a_diagram_is_shown_as_soon_as_there_is_one(
    panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot
) -> None:
    store.do(verbs.open_section, SectionId("vpc"))
    reads("being drawn")
    assert store.workspace is not None
    store.do(answers.take_layout, DiagramId("vpc"), layout(store.workspace.diagrams[0]))
    qtbot.waitUntil(lambda: "\ufffc" in panel.view.toPlainText())
    image = panel.view.document().resource(2, QUrl("diagram-0"))
    assert image is not None
    assert image.width() > 200


def test_many_components_and_diagrams_are_summed_up() -> None:
    nodes = tuple(Node(ElementId(f"n{n}"), f"Node {n}") for n in range(6))
    diagrams = tuple(Diagram(DiagramId(d), d.upper(), d, f"{d}.py", nodes=nodes) for d in "abcde")
    links = {d.id: {n.id: Link(n.id, SectionId("vpc"), "label") for n in nodes} for d in diagrams}
    book = workspace().notebook
    *first, last = notes_pages.shown_in(
        SectionId("vpc"), Workspace("/", "W", False, diagrams, book, links)
    )
    assert [title for title, _ in first] == ["A", "B", "C"]
    assert [label for label, _ in first[0][1]] == [*(f"Node {n}" for n in range(4)), "2 more"]
    assert first[0][1][-1][1] == "diagram:a"
    assert last == ("other diagrams", [("D", "diagram:d"), ("E", "diagram:e")])


def test_a_picture_that_comes_while_its_note_is_converted_is_shown(
    panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot
) -> None:
    store.do(answers.take_workspace, replace(workspace("/elsewhere"), links={}))
    timers = panel.showing.findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    assert store.workspace is not None
    store.do(verbs.open_section, SectionId("vpc"))
    assert panel.showing.converting.busy
    store.do(answers.take_layout, DiagramId("vpc"), layout(store.workspace.diagrams[0]))
    reads("All of it")
    assert "being drawn" not in panel.view.toPlainText()


def test_a_diagram_fills_the_column_but_is_not_blown_up() -> None:
    drawn = layout(workspace().diagrams[0])
    assert notes_pages.size(drawn, 324) == (324, 174)
    assert notes_pages.size(drawn, 900) == (424, 224)


def test_a_diagram_shows_the_layers_that_are_on(
    panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot
) -> None:
    old = store.workspace
    assert old is not None
    first, *rest = old.diagrams[0].nodes
    diagram = replace(
        old.diagrams[0], layers=("iam",), nodes=(replace(first, layers=("iam",)), *rest)
    )
    store.do(answers.take_workspace, replace(old, diagrams=(diagram, *old.diagrams[1:])))
    store.do(answers.take_layout, DiagramId("vpc"), layout(diagram))
    store.do(verbs.open_section, SectionId("vpc"))

    def shown() -> QImage | None:
        found = panel.view.document().resource(2, QUrl("diagram-0"))
        return found if isinstance(found, QImage) and found.width() > 1 else None

    qtbot.waitUntil(lambda: shown() is not None)
    before = shown()
    assert before is not None
    store.do(verbs.toggle_layer, "iam")
    qtbot.waitUntil(lambda: shown() != before)
    store.do(verbs.toggle_layer, "iam")
    qtbot.waitUntil(lambda: shown() == before)


# Links


@pytest.mark.parametrize(
    ("href", "kind", "to"),
    [
        ("#part-2", "section", "part-2"),
        ("#Part-2", "section", "part-2"),
        ("#ec2", "section", "ec2"),
        ("ec2.md", "section", "ec2"),
        ("ec2.md#ec2", "section", "ec2"),
        ("./ec2.md", "section", "ec2"),
        ("../other/ec2.md", "section", "ec2"),
        ("ec2.md#no-such", "section", "ec2"),
        ("EC2.md", "section", "ec2"),
        ("VPC.md#Part%202", "section", "part-2"),
        ("#Part%203", "section", "part-3"),
        ("#fold:0", "fold", "#fold:0"),
        ("ecs.py", "diagram", "ecs"),
        ("../diagrams/ecs.py", "diagram", "ecs"),
        ("none.py", "nowhere", ""),
        ("#footnote-1", "place", "footnote-1"),
        ("https://example.com/a", "web", "https://example.com/a"),
        ("diagram:vpc?gateway", "diagram", "vpc"),
        ("https:///etc/passwd", "nowhere", ""),
        ("https://[", "nowhere", ""),
        ("file:///etc/passwd", "nowhere", ""),
        ("FILE:///etc/passwd", "nowhere", ""),
        ("javascript:alert(1)", "nowhere", ""),
        ("data:text/html,x", "nowhere", ""),
        ("mailto:a@example.com", "web", "mailto:a@example.com"),
        ("mailto:a@example.com?attach=x", "nowhere", ""),
        ("/etc/passwd", "nowhere", ""),
        ("//host/share/ec2.md", "nowhere", ""),
        ("\\\\host\\share\\ec2.md", "nowhere", ""),
        ("%5C%5Chost%5Cec2.md", "nowhere", ""),
        ("C:\\ec2.md", "nowhere", ""),
    ],
)
def test_where_links_lead(href: str, kind: str, to: str) -> None:
    found = resolve(href, workspace().notebook.notes[0], workspace())
    assert (found.kind, found.to) == (kind, to)
    assert found.hint


def test_links_are_followed(panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot) -> None:
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    panel.view.anchorClicked.emit(QUrl("vpc.md#part-2"))
    assert store.state.section == "part-2"
    reads("A network")
    panel.header.back.click()
    assert store.state.section == "ec2"
    panel.view.anchorClicked.emit(QUrl("diagram:ecs?gateway"))
    assert (store.state.diagram, store.state.selection) == ("ecs", "gateway")
    with qtbot.waitSignal(panel.hint) as said:
        panel.view.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert "nowhere" in said.args[0]


def test_where_a_link_leads_is_told_until_one_is_there(
    panel: NotesPanel, store: Store, reads: Reads
) -> None:
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    said: list[str] = []
    panel.hint.connect(said.append)
    panel.view.highlighted.emit(QUrl("vpc.md#part-2"))
    assert said[-1] == "Part 2 · notes/vpc.md"
    panel.view.anchorClicked.emit(QUrl("vpc.md#part-2"))
    assert said[-1] == ""
    panel.view.highlighted.emit(QUrl("#footnote-1"))
    assert said[-1] == "Footnote 1"


def test_the_web_is_asked_for_with_the_whole_address(
    panel: NotesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    address = "https://example.com/" + "a" * 200 + "?q=1"
    for button, calls, copied in (("Cancel", [], False), ("Copy", [], True), ("Open", [1], True)):
        panel.open_link(address)
        (box,) = panel.findChildren(QMessageBox)
        assert address in box.informativeText().replace("\u200b", "")
        next(b for b in box.buttons() if button in b.text()).click()
        box.deleteLater()
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete
        assert len(opened) == len(calls)
        assert (QGuiApplication.clipboard().text() == address) is copied


# Nothing is loaded


@pytest.mark.parametrize(
    "name",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../../../../../../etc/passwd",
        "\\\\host\\share\\x.png",
        "//host/share/x.png",
        "https://example.com/x.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "qrc:/x",
    ],
)
def test_no_resource_is_ever_loaded(
    panel: NotesPanel, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (builtins, io):
        monkeypatch.setattr(module, "open", pytest.fail)
    kinds = QTextDocument.ResourceType
    for kind in (kinds.HtmlResource, kinds.StyleSheetResource, kinds.MarkdownResource):
        assert panel.view.loadResource(kind.value, QUrl(name)) is None
        assert panel.view.document().resource(kind.value, QUrl(name)) is None
    empty = panel.view.document().resource(kinds.ImageResource.value, QUrl(name))
    assert (empty.width(), empty.pixel(0, 0)) == (1, 0)
    before = panel.view.toPlainText()
    panel.view.setSource(QUrl(name))
    assert panel.view.toPlainText() == before


@pytest.mark.parametrize("form", ["{0}", "file://{0}", "secret.png", "./secret.png"])
def test_even_html_that_was_not_cleaned_shows_no_file(
    panel: NotesPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Qt opens an image's file by itself where a document has nothing of that name."""
    monkeypatch.chdir(tmp_path)
    secret = QImage(60, 60, QImage.Format.Format_RGB32)
    secret.fill(QColor("#12fe34"))
    assert secret.save(str(tmp_path / "secret.png"))
    (tmp_path / "s.css").write_text("p { color: #12fe34; font-size: 60px }")
    html = (
        f'<html><head><link rel="stylesheet" type="text/css" href="{tmp_path}/s.css"></head>'
        f'<body><p>MMMMMM</p><img src="{form.format(tmp_path / "secret.png")}" width="60"></body>'
    )
    page = Document(html, {}, DARK, panel.font(), 1.0, panel.view)
    panel.view.show_page(page, DARK, 1.0)
    shot = panel.view.grab().toImage()
    colours = {shot.pixelColor(x, y).name() for x in range(0, 300, 3) for y in range(0, 300, 3)}
    assert "#12fe34" not in colours


# Finding, keys, size


def test_finding(panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot) -> None:
    store.do(verbs.open_section, SectionId("vpc"))
    reads("A network")
    bar = panel.find_bar
    bar.open_bar()
    QTest.keyClicks(bar.field, "part")
    assert bar.count.text() == "1 of 5"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 5"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "5 of 5"
    assert len(panel.view.extraSelections()) == 6
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    assert bar.count.text() == "1 found"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert len(panel.view.extraSelections()) == 1


def test_words_of_a_search_are_lit_from_the_section_on(
    panel: NotesPanel, store: Store, reads: Reads
) -> None:
    store.do(verbs.open_section, SectionId("part-3"))
    panel.showing.find_words("pages wordz", ("page", "Words"))
    reads("A network")
    bar = panel.find_bar
    assert bar.count.text() == "241 of 600"
    assert marked_top(panel) >= 0
    bar.next(1)
    assert bar.count.text() == "242 of 600"
    bar.close_bar()
    bar.next(-1)
    assert not bar.isHidden()
    QTest.keyClicks(bar.field, "x")
    assert bar.count.text() == "Not found"


def test_finding_next_without_words_asks_for_them(panel: NotesPanel) -> None:
    panel.find_bar.next(1)
    assert not panel.find_bar.isHidden()
    assert panel.find_bar.count.text() == ""


def test_ctrl_f_in_the_notes_is_not_the_windows(qtbot: QtBot) -> None:
    window, store, filtered = QMainWindow(), Store(), []
    qtbot.addWidget(window)
    action = QAction("Filter", window)
    action.setShortcut("Ctrl+F")
    action.triggered.connect(lambda: filtered.append(1))
    window.addAction(action)
    panel = NotesPanel(store)
    window.setCentralWidget(panel)
    with qtbot.waitExposed(window):
        window.show()
    panel.view.setFocus()
    with qtbot.waitSignal(panel.search_asked):
        QTest.keyClick(panel.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not filtered


def test_ctrl_wheel_changes_the_text_size(panel: NotesPanel) -> None:
    def turn(by: int) -> None:
        middle = QPointF(100, 100)
        event = QWheelEvent(
            middle, panel.mapToGlobal(middle), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(panel.view.viewport(), event)

    turn(120)
    assert panel.text_zoom == pytest.approx(1.1)
    for _ in range(20):
        turn(120)
    assert panel.text_zoom == pytest.approx(2.0)
    for _ in range(20):
        turn(-120)
    assert panel.text_zoom == pytest.approx(0.8)


def test_tab_reaches_links_and_enter_follows_them(
    panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot
) -> None:
    store.do(verbs.open_section, SectionId("ec2"))
    reads("Servers.")
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert panel.view.textCursor().selectedText() == "Web server"  # shown in
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert panel.view.textCursor().selectedText() == "parts"
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert store.state.section == "part-2"


def test_tab_starts_at_the_marked_section(panel: NotesPanel, store: Store, reads: Reads) -> None:
    store.do(verbs.open_section, SectionId("part-3"))
    reads("A network")
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert panel.view.textCursor().selectedText() == "NAT gateway"
    assert marked_top(panel) >= 0


def test_lines_are_not_too_long(panel: NotesPanel, store: Store, reads: Reads) -> None:
    store.do(verbs.open_section, SectionId("vpc"))
    reads("A network")
    panel.resize(1600, 600)
    words = panel.view.text_width / panel.view.fontMetrics().averageCharWidth()
    assert words < 75


def test_a_selected_picture_is_not_looked_for(panel: NotesPanel) -> None:
    view, field = panel.view, panel.find_bar.field
    for chosen, sought in (("\ufffc", ""), ("Words \ufffc", "Words"), ("\ufffc\nMore", "More")):
        view.setPlainText(chosen)
        view.selectAll()
        field.clear()
        panel.find_bar.next(1)
        assert field.text() == sought
        panel.find_bar.close_bar()
