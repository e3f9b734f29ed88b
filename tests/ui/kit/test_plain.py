"""What files say is shown as it is: never taken for HTML, for a shortcut, or without an end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

import app
from app.model import problem
from app.session import answers, verbs
from app.ui.features.tours.question import changed, unsaved
from app.ui.kit import plain
from app.ui.services import describe
from app.ui.services.recents import RecentMenu
from app.ui.services.settings import SavedRun
from app.ui.shell.icons_question import IconsQuestion
from app.ui.shell.scripts_question import ScriptsQuestion
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.menu import picture_menu
from app.ui.views.problem_list import ProblemList
from tests.ui.driving import presenting, window_on
from tests.ui.features.study.reading import wait_until_read

MARK = "<b>x<img src=/nowhere/x.png>&amp;&lt;i> &File [*]"
DOT_MARK = MARK.replace("/", "\\\\")
LONG = "<u>" + "y" * 200_000
ROLES = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)
MOST = 25_000  # characters of any text on screen
OURS = re.compile(r"</?(?:a|b|span|div|br)(?: (?:href|style)=\"[^\"<>]*\")*>")


# The door


@given(st.text(alphabet="<>&;!?/abiltqx \n\t\r\0=\"'\u202e[*]", max_size=60))
def test_no_words_are_taken_for_html(text: str) -> None:
    for found in (plain.tip(text), plain.as_text(plain.line(text))):
        assert not GuiQt.mightBeRichText(found)
        assert found.replace(plain.JOINER, "").split() == (
            text.replace("\0", " ").replace("\u202e", "").split()  # nothing but controls is lost
        )


@given(st.text(max_size=2000), st.integers(10, 400))
def test_a_line_is_one_line_and_has_an_end(text: str, most: int) -> None:
    found = plain.line(text, most)
    assert len(found) <= most + 1
    assert len(found.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\u202a-\u202e]", found)


def test_a_tooltip_of_a_megabyte_is_cut() -> None:
    found = plain.tip("word <b> " * 120_000)
    assert len(found) < 2 * plain.TIP
    assert len(found.split("\n")) <= plain.TIP_LINES
    assert found.endswith("…")
    assert max(map(len, found.split("\n"))) <= plain.WIDE + 20


def test_a_tooltip_is_no_wider_than_a_small_screen_and_says_all(qtbot: QtBot) -> None:
    said = "Carries the role to an instance. " * 40
    tips = (plain.tip(said), plain.titled_tip("A long name of a thing " * 5, said))
    for found in tips:
        label = QLabel(found)
        qtbot.addWidget(label)
        assert label.sizeHint().width() < 640, "px"
        assert label.sizeHint().height() < 480
        assert found.count("Carries") == 40


def test_signs_with_a_meaning_for_qt_are_shown() -> None:
    assert plain.caption("Save & go") == "Save && go"
    assert plain.window_title("a [*] b", "", "c") == "a [*][*] b – c"
    assert plain.escaped("<a> & b\n") == "&lt;a&gt; &amp; b"


SINKS = {"setToolTip", "setStatusTip", "setWhatsThis", "showText", "setWindowTitle", "addAction"}
SAFE = {"addAction", "tip", "caption", "window_title", "as_text", "tooltip", "_show_again"}


def _safe(found: ast.expr) -> bool:
    """It stands in the program, or came through the door."""
    if isinstance(found, ast.IfExp):
        return _safe(found.body) and _safe(found.orelse)
    if isinstance(found, ast.BoolOp):
        return all(map(_safe, found.values))
    if isinstance(found, ast.Call):
        called = found.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in SAFE
    if isinstance(found, ast.JoinedStr):  # “name[*] – Tour”
        return all(_safe(v.value) for v in found.values if isinstance(v, ast.FormattedValue))
    if isinstance(found, ast.Name):
        return found.id.isupper() or found.id == "action"
    return isinstance(found, ast.Constant | ast.Subscript)


def test_every_text_goes_through_the_door() -> None:
    """What Qt would take for HTML, or for a shortcut, is a literal or made by `plain`; labels are
    those that are plain by themselves."""
    folder = Path(app.__file__).parent / "ui"
    wrong = []
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            texts = [a for a in node.args if not isinstance(a, ast.Lambda)]
            if name in SINKS and texts:
                place = {"showText": 1, "setToolTip": -1}.get(name, 0)
                if not _safe(texts[place]):
                    wrong.append(f"{file.name}:{node.lineno}: {ast.unparse(node)}")
            if name == "QLabel" and file.name not in {"breadcrumb.py", "footer.py"}:
                wrong.append(f"{file.name}:{node.lineno}: a QLabel; use plain.Label")
    assert wrong == []


# The window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace whose every name is markup."""
    dot = f"""digraph "{DOT_MARK}" {{
      layers="<i>l<img src=z>:&b"; label="{DOT_MARK}";
      a [label="{DOT_MARK}", tooltip="{DOT_MARK}", image="<b>x<img src=zero>", layer="&b",
         URL="inner.dot"];
      b [label="{LONG[:400]}", tooltip="{LONG}"];
      subgraph cluster_c {{ label="{DOT_MARK}"; c [label="<s>c", URL="#{"nowhere"}"] }}
      a -> b [label="1 {DOT_MARK}"]; b -> c [label="2 <b>two"];
    }}"""
    (tmp_path / "shop.dot").write_text(dot, encoding="utf-8")
    (tmp_path / "inner.dot").write_text(f'digraph "<i>in{DOT_MARK}" {{ k -> l }}')
    (tmp_path / "bad.dot").write_text("digraph { <b>x<img src=zero> = = }")
    (tmp_path / "notes").mkdir()
    heading = "`<b>x<img src=/nowhere/x.png>` &amp; &File [*]"
    (tmp_path / "notes" / "shop.md").write_text(
        f"---\ntitle: '{MARK}'\n---\n# {heading}\n\n![](shpo<b>.png)\n\n"
        f"## {heading} two\n\n1. {heading}\n2. b\n\n### Check yourself\n\n- {heading}? {heading}\n",
        encoding="utf-8",
    )
    (tmp_path / "tours").mkdir()
    (tmp_path / "tours" / "way.md").write_text(
        f"---\ntitle: '{MARK}'\ndiagram: shop\n---\n\n## {heading}\n\n<!-- show: focus=<b>no -->\n\n"
        f"{heading}\n\n## {'z' * 50_000}\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def window(qtbot: QtBot, folder: Path, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, folder) as made:
        qtbot.waitExposed(made)
        yield made


def _plain(text: str) -> bool:
    """Qt takes it for plain words; or it is HTML of our own, with nothing of anybody else's."""
    if not GuiQt.mightBeRichText(text):
        return True
    return "<" not in OURS.sub("", text) and ">" not in OURS.sub("", text)


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "status tip", widget.statusTip()
    yield "what's this", widget.whatsThis()
    yield "name", plain.as_text(widget.accessibleName())
    yield "description", plain.as_text(widget.accessibleDescription())
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield "label", widget.text()
    if isinstance(widget, QMessageBox):
        assert widget.textFormat() is Qt.TextFormat.PlainText
    for action in widget.findChildren(QAction):
        yield "action's tooltip", action.toolTip() if "\u2060" in action.toolTip() else ""
        assert "[*] &File" not in action.text()


def _indexes(model: QAbstractItemModel, under: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(under)):
        index = model.index(row, 0, under)
        yield index
        yield from _indexes(model, index)


def _wrong() -> list[str]:
    """Of every widget there is: what Qt would take for HTML, or is too long."""
    found = []
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}"
        for what, text in _texts(widget):
            if not _plain(text) or len(text) > MOST:
                found.append(f"{where}: {what}: {text[:200]!r}")
        if isinstance(widget, QLabel) and len(widget.text()) > MOST:
            found.append(f"{where}: too long")
        if isinstance(widget, QAbstractButton) and re.search(r"(?<!&)&(?:File|b\b)", widget.text()):
            found.append(f"{where}: a shortcut of somebody else's: {widget.text()[:100]!r}")
        model = widget.model() if isinstance(widget, QAbstractItemView | QComboBox) else None
        for index in _indexes(model, QModelIndex()) if model is not None else ():
            for role in ROLES:
                said = index.data(role)
                if isinstance(said, str) and not _plain(said):
                    found.append(f"{where}: row: {said[:200]!r}")
                if isinstance(said, str) and len(said) > MOST:
                    found.append(f"{where}: row too long")
    return found


def test_no_widget_takes_a_name_for_html(qtbot: QtBot, window: MainWindow) -> None:
    store, table = window.store, window.actions_table
    assert store.workspace is not None
    assert store.problems
    store.do(answers.report, problem.error(MARK, MARK, 3))
    for action in ("outline", "tours", "find", "contents", "coverage", "new_tour", "add_step"):
        table[action].trigger()
    shop = next(d for d in store.workspace.diagrams if d.source == "shop.dot")
    store.do(verbs.show, shop.id)
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    store.do(verbs.select, shop.nodes[0].id)
    assert _wrong() == []
    for menu in (
        picture_menu(window.canvas.surface, shop, None),
        picture_menu(window.canvas.surface, shop, shop.nodes[0].id),
        picture_menu(window.canvas.surface, shop, shop.edges[0].id),
    ):
        menu.setParent(window, menu.windowFlags())
    window.commands.tours.edit(next(t.id for t in store.workspace.tours if t.file))
    window.commands.tours.start(next(t.id for t in store.workspace.tours if t.file), 0)
    elements = [e.id for e in shop.nodes] + [e.id for e in shop.clusters]
    for element in (*elements, *(e.id for e in shop.edges)):
        assert _plain(describe.tooltip(shop, element))
        assert len(describe.tooltip(shop, element)) < MOST
        window.status.show_hover(describe.line(shop, element))
        assert _wrong() == []
    window.status.say(MARK + LONG)
    assert _wrong() == []
    editor = window.commands.tours.editor
    assert editor is not None
    assert editor.draft is not None
    editor.draft.stack.setClean()


def test_no_dialog_takes_a_name_for_html(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    store = window.store
    assert store.workspace is not None
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    bad = folder / "<b>x<img src=zero>&File.py"
    dialogs: list[QWidget] = [
        ProblemList((problem.error(MARK, MARK, 3), *store.problems), store.theme, window),
        ScriptsQuestion(bad, (bad,), SavedRun(str(bad), MARK), store.theme, window),
        IconsQuestion((f"https://{MARK}/{MARK}",), window),
        unsaved(MARK, window),
        changed(MARK, window),
        RecentMenu(window.settings, window.jobs.background, lambda _: None, window),
    ]
    window.settings.enter(str(bad))
    window.picture_pane.say_failed(MARK + LONG)
    for call in (
        window.commands.exporting.export,
        window.commands.tours.export,
        window.commands.tours.edit,
    ):
        call()
    assert _wrong() == []
    for dialog in dialogs:
        dialog.close()


def test_no_screen_of_presenting_or_studying_takes_a_name_for_html(
    qtbot: QtBot, window: MainWindow
) -> None:
    store = window.store
    assert store.workspace is not None
    qtbot.waitUntil(lambda: store.layout is not None, timeout=10_000)
    presenter = presenting(qtbot, window)
    presenter.presentation.toggle_tour()
    assert _wrong() == []
    presenter.close()
    window.actions_table["study"].trigger()
    room = window.commands.studying.room
    assert room is not None
    wait_until_read(qtbot, room)
    assert _wrong() == []
    room.start.start.click()
    assert _wrong() == []
    room.close()


def test_the_title_of_the_window_is_what_the_diagram_is_called(window: MainWindow) -> None:
    store = window.store
    assert store.workspace is not None
    store.do(verbs.show, next(d.id for d in store.workspace.diagrams if d.source == "shop.dot"))
    title = window.windowTitle()
    assert "[*]" not in title.replace("[*][*]", "")
    assert len(title) < 1000
