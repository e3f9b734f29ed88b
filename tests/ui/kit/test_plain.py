"""What files say is shown as it is: never taken for HTML, for a shortcut, or without an end."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QLabel,
)
from pytestqt.qtbot import QtBot

import app
from app.ui.kit import plain

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
SAFE = {
    "addAction",
    "tip",
    "caption",
    "window_title",
    "as_text",
    "tooltip",
    "titled_tip",
    "_show_again",
}


# Who takes HTML where it looks so, or gets it on purpose, and where that is the case.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "QLabel": ("breadcrumb.py", "footer.py"),
    "QMessageBox": ("question.py",),
    "setTextFormat": ("plain.py", "question.py", "breadcrumb.py", "footer.py"),
    "setHtml": ("document.py",),
    "insertHtml": ("document.py",),
    **dict.fromkeys(("QInputDialog", "QErrorMessage", "QProgressDialog", "QSplashScreen"), ()),
    **dict.fromkeys(("QStaticText", "QGraphicsTextItem", "QTextEdit", "setMarkdown"), ()),
    **dict.fromkeys(("QSystemTrayIcon", "enterWhatsThisMode", "setTabToolTip"), ()),
}


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
            whose = getattr(called.value, "id", "") if isinstance(called, ast.Attribute) else ""
            if {whose, name} & ONLY_IN.keys() and file.name not in ONLY_IN.get(name, ()):
                wrong.append(f"{file.name}:{node.lineno}: {name} takes HTML by itself")
    assert wrong == []


def test_every_tooltip_of_a_row_goes_through_the_door() -> None:
    """What a model answers for its ToolTipRole, and what is put there."""
    wrong = []
    for file in (Path(app.__file__).parent / "ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "ToolTipRole" in text else ():
            given: Sequence[ast.expr | None] = ()
            if isinstance(node, ast.If) and "ToolTipRole" in ast.unparse(node.test):
                given = [n.value for n in ast.walk(node.body[0]) if isinstance(n, ast.Return)]
            elif isinstance(node, ast.Call) and "ToolTipRole" in map(_last, node.args):
                given = [a for a in node.args if _last(a) != "ToolTipRole"][-1:]
            wrong += [
                f"{file.name}: {ast.unparse(g)}" for g in given if g is not None and not _safe(g)
            ]
    assert wrong == []


def _last(found: ast.expr) -> str:
    return found.attr if isinstance(found, ast.Attribute) else ""
