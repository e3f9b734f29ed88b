"""The window for those who do not point, and for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model import problem
from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId
from app.scene.theme import LIGHT, Theme
from app.session import answers, verbs
from app.ui.features.diagrams.panel import DiagramsPanel
from app.ui.features.outline.panel import OutlinePanel
from app.ui.kit import style
from app.ui.kit.chip import Chip
from app.ui.kit.tick_box import Option
from app.ui.services import announcer
from app.ui.services.tab_order import stops
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.problem_list import ProblemList
from tests.ui.views.canvas.shop import shop_store

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role
MANY = 300  # presses of Tab that are more than enough for one round


def _interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def _below(found: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield found
    for at in range(found.childCount()):
        child = found.child(at)
        if child is None or not child.isValid():
            continue
        # A row that is scrolled out of sight counts as invisible, and is read all the same.
        if child.role() == Role.TreeItem or not child.state().invisible:
            yield from _below(child)


def _row(panel: OutlinePanel, element: ElementId) -> QAccessibleInterface:
    """What a screen reader gets for a row of the outline."""
    name = panel.index_of(element).data(Qt.ItemDataRole.AccessibleTextRole)
    QApplication.processEvents()  # the tree lays its rows out when there is time
    rows = (r for r in _below(_interface(panel.tree)) if r.role() == Role.TreeItem)
    return next(r for r in rows if r.text(Name) == name)


@pytest.fixture
def outline(window: MainWindow) -> OutlinePanel:
    window.activateWindow()
    assert window.outline is not None
    window.actions_table["outline"].trigger()
    return window.outline


def _diagram(window: MainWindow) -> Diagram:
    assert window.store.diagram is not None
    return window.store.diagram


def _count(diagram: Diagram) -> int:
    return len(diagram.nodes) + len(diagram.clusters)


# The accessibility tree


def test_all_that_takes_the_focus_has_a_name(window: MainWindow, outline: OutlinePanel) -> None:
    window.store.do(verbs.hide, [_diagram(window).nodes[0].id])
    window.store.do(answers.report, problem.error("Wrong."))
    nameless = [
        (found.role(), found.object())
        for found in _below(_interface(window))
        if found.state().focusable and not found.text(Name)
    ]
    assert not nameless


def test_panels_say_what_they_are(window: MainWindow, outline: OutlinePanel) -> None:
    names = {found.text(Name) for found in _below(_interface(window))}
    assert {"Tools", "Layers", "Outline", "Zoom", "Notes", "Status line"} <= names


def test_the_window_is_called_after_what_it_shows(window: MainWindow) -> None:
    assert _interface(window).text(Name).startswith(_diagram(window).title)


def test_a_chip_is_a_check_box_that_follows_its_layer(window: MainWindow) -> None:
    chip = window.bar.layers.chips[0]
    found = _interface(chip)
    assert found.role() == Role.CheckBox
    assert found.text(Name).startswith("Layer Networking, ")
    assert found.state().checked
    window.store.do(verbs.toggle_layer, chip.layer)
    assert not found.state().checked


def test_buttons_for_panels_and_tidy_are_check_boxes(window: MainWindow) -> None:
    tidy = _interface(window.bar.layers.tidy)
    assert (tidy.role(), tidy.text(Name)) == (Role.CheckBox, "Tidy")
    assert tidy.text(Description)
    names = {
        found.text(Name): bool(found.state().checked)
        for found in _below(_interface(window.bar))
        if found.role() == Role.CheckBox
    }
    assert names["Notes panel"]
    window.panels.show_right(False)
    assert (
        not next(f for f in _below(_interface(window.bar)) if f.text(Name) == "Notes panel")
        .state()
        .checked
    )


def test_the_zoom_says_how_much(window: MainWindow) -> None:
    window.actions_table["actual_size"].trigger()
    assert _interface(window.picture_pane.zoom.percent).text(Name).startswith("Zoom 100%")


def test_tabs_are_tabs(window: MainWindow, outline: OutlinePanel) -> None:
    assert window.side is not None
    tabs = _interface(window.side.tabs)
    assert tabs.role() == Role.PageTabList
    assert [tabs.child(n).text(Name) for n in range(2)] == ["Diagrams", "Outline"]
    assert tabs.child(1).state().selected


def test_diagrams_are_list_items(window: MainWindow) -> None:
    assert window.left is not None
    items = _interface(window.left.list)
    assert items.role() == Role.List
    first = items.child(0)
    assert first.text(Name) == f"{_diagram(window).title}, {_count(_diagram(window))} components"
    assert first.state().selected


def test_a_row_says_name_kind_layer_place_note_and_state(
    window: MainWindow, outline: OutlinePanel
) -> None:
    diagram = _diagram(window)
    nat = next(n for n in diagram.nodes if n.label.startswith("NAT"))
    found = _row(outline, nat.id)
    assert found.text(Name) == f"{' '.join(nat.label.split())}, NAT Gateway"
    said = found.text(Description)
    assert said.startswith("Shown. In Public subnet A")
    assert "Note: NAT gateway" in said
    assert found.state().checkable
    assert found.state().checked
    window.store.do(verbs.select, nat.id)
    assert found.state().selected
    window.store.do(verbs.hide, [nat.id])
    assert not found.state().checked
    assert found.text(Description).startswith("Hidden. ")
    layered = next(n for n in diagram.nodes if n.layers == ("iam",))
    window.store.do(verbs.toggle_layer, "iam")
    assert _row(outline, layered.id).text(Description).startswith("Layer off. ")
    assert "Layer IAM" in _row(outline, layered.id).text(Description)


def test_a_cluster_says_what_it_holds_and_whether_it_is_open(
    window: MainWindow, outline: OutlinePanel
) -> None:
    vpc = next(c for c in _diagram(window).clusters if c.kind == "vpc")
    found = _row(outline, vpc.id)
    assert found.text(Name).endswith("VPC cluster")
    held = sum(n.cluster == vpc.id for n in _diagram(window).nodes)
    held += sum(c.parent == vpc.id for c in _diagram(window).clusters)
    assert f"Holds {held} components" in found.text(Description)
    assert found.state().expanded
    outline.tree.collapse(outline.index_of(vpc.id))
    assert not found.state().expanded


def test_an_edge_is_said_in_words(qtbot: QtBot) -> None:
    panel = OutlinePanel(shop_store())
    qtbot.addWidget(panel)
    panel.show()
    assert (
        _row(panel, ElementId("user-web")).text(Name) == "Edge from Customer to Web server, HTTPS"
    )
    assert "Layer Networking" in _row(panel, ElementId("user-web")).text(Description)


@pytest.fixture
def listened() -> Iterator[None]:
    """Somebody has a screen reader on."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listened")
def test_the_canvas_says_what_it_shows_and_what_is_selected(window: MainWindow) -> None:
    canvas, store, diagram = _interface(window.canvas), window.store, _diagram(window)
    assert canvas.text(Name) == f"Diagram: {diagram.title}"
    count = _count(diagram)
    assert canvas.text(Description).startswith(f"{count} of {count} components shown. Layers on: ")
    developer = next(n for n in diagram.nodes if n.label == "Developer")
    store.do(verbs.select, developer.id)
    assert canvas.text(Description).startswith("Developer is selected. ")
    store.do(verbs.hide, [developer.id])
    assert canvas.text(Description).startswith("Developer is selected and not shown. ")
    store.do(verbs.set_layers, frozenset())
    assert canvas.text(Description).endswith("Layers on: none")
    store.do(verbs.show, DiagramId("ecs"))
    assert "ECS" in canvas.text(Name)


def test_the_note_says_which_it_is_and_can_be_read(qtbot: QtBot, window: MainWindow) -> None:
    assert window.notes is not None
    node = next(n for n in _diagram(window).nodes if n.label == "Developer")
    window.store.do(verbs.select, node.id)
    found = _interface(window.notes.view)
    qtbot.waitUntil(lambda: found.text(Name) == "Note: CI/CD")
    text = found.textInterface()
    assert "commits and pushes" in text.text(0, text.characterCount())


@pytest.mark.usefixtures("listened")
def test_what_happens_is_announced(
    qtbot: QtBot, window: MainWindow, outline: OutlinePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    nodes = _diagram(window).nodes
    qtbot.keyClick(outline.tree, Qt.Key.Key_Down)
    assert not told, "the row is read out by itself"
    window.canvas.setFocus()
    window.store.do(verbs.select, nodes[3].id)
    assert told.pop().startswith("Selected: ")
    window.store.do(verbs.hide, [nodes[3].id])
    assert told.pop().startswith("Hid ")
    assert window.status.text.accessibleName().startswith("Status: Hid ")


@pytest.mark.usefixtures("listened")
def test_an_announcement_is_one_that_qt_takes(window: MainWindow) -> None:
    announcer.announce(window.canvas, "Selected: Router")


def test_who_turns_a_screen_reader_on_later_hears_what_is_so(window: MainWindow) -> None:
    window.store.do(verbs.set_layers, frozenset())
    window.activateWindow()
    window.bar.layers.tidy.setFocus()
    window.canvas.setFocus()
    assert _interface(window.canvas).text(Description).endswith("Layers on: none")


# By keyboard alone


def _walk(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """What Tab stops at, from the canvas round to it."""
    window.activateWindow()
    window.canvas.setFocus()
    held = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else None
    found: list[QWidget] = [window.canvas]
    for _ in range(MANY):
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, key, held or Qt.KeyboardModifier.NoModifier)
        after = QApplication.focusWidget()
        assert after is not None
        if after is window.canvas and now is not window.canvas:
            return found
        if after is not found[-1]:
            found.append(after)
    pytest.fail(f"Tab does not come back from {found[-1]}")


@pytest.mark.parametrize("page", ["diagrams", "outline"])
def test_tab_reaches_everything_in_reading_order_both_ways(window: MainWindow, page: str) -> None:
    assert window.side is not None
    window.side.show_page(getattr(window.side, page))
    window.store.do(verbs.hide, [_diagram(window).nodes[0].id])
    window.store.do(verbs.select, _diagram(window).nodes[1].id)
    window.store.do(answers.report, problem.error("Wrong."))
    window.store.do(verbs.show, DiagramId("ecs"))
    window.store.do(verbs.select, None)
    wanted = [w for w in stops(window.centralWidget()) if w.isVisible() and w.isEnabled()]
    at = wanted.index(window.canvas)
    forward = _walk(window, Qt.Key.Key_Tab)
    assert forward == wanted[at:] + wanted[:at]
    back = _walk(window, Qt.Key.Key_Backtab)
    assert back == [forward[0], *reversed(forward[1:])]
    assert window.store.state.selection is None, "passing through selects nothing"


def test_the_menus_are_reached_by_alt_and_hold_every_action(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert window.menuBar().hasFocus()
    QTest.keyClick(window.menuBar(), Qt.Key.Key_Escape)


def test_panels_are_made_wider_and_narrower(window: MainWindow, outline: OutlinePanel) -> None:
    window.resize(1280, 800)
    before = window.splitter.sizes()
    window.actions_table["wider"].trigger()
    assert window.splitter.sizes()[0] > before[0], "the one that the keyboard is in"
    window.actions_table["narrower"].trigger()
    assert window.splitter.sizes() == before
    window.canvas.setFocus()
    window.actions_table["wider"].trigger()
    assert window.splitter.sizes()[2] > before[2], "else the notes"


def test_the_note_is_made_larger_by_key(qtbot: QtBot, window: MainWindow) -> None:
    assert window.notes is not None
    view, held = window.notes.view, Qt.KeyboardModifier.ControlModifier
    scale = window.canvas.looking.scale
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Plus, held)
    assert window.notes.text_zoom == pytest.approx(1.1)
    qtbot.keyClick(view, Qt.Key.Key_0, held)
    assert window.notes.text_zoom == 1.0
    assert window.canvas.looking.scale == scale, "the picture keeps its size"


@pytest.mark.parametrize("dark", [False, True])
def test_the_focus_is_seen_wherever_it_is(window: MainWindow, dark: bool) -> None:
    window.actions_table["theme:dark" if dark else "theme:light"].trigger()
    assert window.side is not None
    window.side.show_page(window.side.outline)
    window.store.do(answers.report, problem.error("Wrong."))
    window.activateWindow()
    window.canvas.setFocus()
    for part in _walk(window, Qt.Key.Key_Tab):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = _ink(window.grab(_place(part, window)).toImage(), window.store.theme)
        part.clearFocus()
        without = _ink(window.grab(_place(part, window)).toImage(), window.store.theme)
        assert with_focus > without + 20, f"{part} {part.accessibleName()}"


def _place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, part.rect().topLeft()), part.size())


def _ink(image: QImage, theme: Theme) -> int:
    """How many pixels have the accent's colour."""
    wanted = int(theme.accent[1:], 16)
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(flat.constBits()).cast("I")
    return sum(pixel & 0xFFFFFF == wanted for pixel in pixels)


@pytest.mark.parametrize("action", ["export", "export_tour", "export_all", "shortcuts", "about"])
def test_a_dialog_is_walked_through_and_all_in_it_has_a_name(
    qtbot: QtBot, window: MainWindow, action: str
) -> None:
    window.store.do(verbs.select, _diagram(window).nodes[0].id)
    window.actions_table[action].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    reached: set[QWidget] = set()
    for _ in range(60):
        now = QApplication.focusWidget()
        assert now is not None
        reached.add(now)
        assert _interface(now).text(Name), now
        QTest.keyClick(now, Qt.Key.Key_Tab)
    # Of a group of options Tab stops at the one that is chosen; arrows go on.
    wanted = {
        w
        for w in stops(dialog)
        if w.isVisible() and w.isEnabled() and not (isinstance(w, Option) and not w.isChecked())
    }
    assert wanted <= reached
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# Without colour

PLAIN = replace(
    LIGHT,
    canvas="#FFFFFF",
    panel="#FFFFFF",
    text="#000000",
    muted="#000000",
    hairline="#000000",
    accent="#000000",
    error="#000000",
    layers=dict.fromkeys(LIGHT.layers, "#000000"),
)


@pytest.fixture
def _plain(qapp: QApplication) -> Iterator[None]:
    """The program in black and white."""
    before = qapp.palette(), qapp.styleSheet()
    style.apply(qapp, PLAIN)
    yield
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])


def _bare(widget: QWidget) -> QImage:
    """In black and white: what is only tinted is gone."""
    shot = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return shot.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)


@pytest.mark.usefixtures("_plain")
def test_a_chip_that_is_off_is_told_without_colour(qtbot: QtBot) -> None:
    chip = Chip("iam", 3, 1, PLAIN)
    qtbot.addWidget(chip)
    chip.setChecked(True)
    on = _bare(chip)
    chip.setChecked(False)
    assert _bare(chip) != on


@pytest.mark.usefixtures("_plain")
@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.do(verbs.select, "web"),
        lambda store: store.do(verbs.hide, ["web"]),
        lambda store: store.do(verbs.hide, ["vpc"]),
        lambda store: store.do(verbs.toggle_layer, "iam"),
    ],
    ids=["selected", "hidden", "hidden cluster", "layer off"],
)
def test_a_row_tells_its_state_without_colour(
    qtbot: QtBot, change: Callable[[Store], None]
) -> None:
    store = shop_store()
    store.set_theme(PLAIN)
    panel = OutlinePanel(store)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    before = _bare(panel)
    change(store)
    assert _bare(panel) != before


@pytest.mark.usefixtures("_plain")
def test_the_current_diagram_is_told_without_colour(qtbot: QtBot) -> None:
    store = shop_store()
    store.set_theme(PLAIN)
    panel = DiagramsPanel(store)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    before = _bare(panel)
    store.do(verbs.show, DiagramId("other"))
    assert _bare(panel) != before


def test_how_bad_a_problem_is_is_told_by_shape_and_by_name(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    listed = ProblemList((problem.error("Bad."), problem.warning("Odd.")), PLAIN, holder)
    icons = [listed.list.item(n).icon().pixmap(16, 16).toImage() for n in range(2)]
    assert icons[0] != icons[1]
    items = _interface(listed.list)
    assert [items.child(n).text(Name) for n in range(2)] == ["error: Bad.", "warning: Odd."]
