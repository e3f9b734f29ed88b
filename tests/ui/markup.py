"""A workspace whose every name is markup, and what looks through all widgets for it: whether something of
it is taken for HTML, for a shortcut, or to read as other words."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

TURNED = "\u202e\u2066"  # with them what follows reads as something else
MARK = "<img src=zero.png><b>x</b>&amp;&lt;i&gt; <a href='y'>&File</a> [*]<table>"
ALL = f"{MARK}{TURNED}\x07\x1b"
LONG = "<u>" + "y" * 5_000
NAME = "<img src=zero.png>&F<b>x"  # a file can be called so
MOST = 25_000  # characters of any text on screen
ROWS = 60  # that are looked at of what holds more
_OURS = re.compile(r"</?(?:a|b|span|div|br)(?: (?:href|style)=\"[^\"<>]*\")*>")
_KEY = re.compile(r"(?<!&)(?:&&)*&F")
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")
_Role = Qt.ItemDataRole
_Said = Iterator[tuple[str, str]]  # what it is, and the text


def workspace(folder: Path) -> Path:
    """Write one there."""
    made = folder / NAME
    for inner in (made, made / "tours", made / NAME):
        inner.mkdir()
    whole, long, code = _quoted(ALL), _quoted(LONG), f"`{MARK}`"
    (made / f"{NAME}.dot").write_text(
        f"""digraph {whole} {{ layers="<b>x:&F:<i>z"; label={whole};
        a [label={whole}, tooltip={whole}, layer="&F", URL="https://x.example/?<b>&F"];
        b [label={long}, tooltip={long}, layer="<b>x", URL="{NAME}/in{NAME}.dot"];
        subgraph cluster_c {{ label={whole}; tooltip={whole}; c [label="&F<s>x", image="{NAME}.png"] }}
        subgraph cluster_d {{ label={long}; d [label="<td>x", URL="#<b>nowhere"] }}
        a -> b [label={whole}, headlabel={whole}, taillabel={whole}]; a -> b [label={long}];
        b -> c [label="1 {NAME}"]; c -> d [label="2 {NAME}"]; }}"""
    )
    (made / NAME / f"in{NAME}.dot").write_text(f"digraph {whole} {{ k -> l [label={whole}] }}")
    (made / "bad.dot").write_text(f"digraph {{ {MARK} = = }}")
    single = MARK.replace("'", "''")
    (made / f"{NAME}.md").write_text(
        f"---\ntitle: '{single}{TURNED}'\naliases: ['{single}', {long}]\n---\n# {code}\n\n"
        f"![{code}](<https://x.example/<b>&F.png>) ![x](<no<b>x.png>) [{code}](<{NAME}.md>) "
        f"[t](y.md '<b>&F')\n\n## {code} two\n\n1. {code}\n2. [[{NAME}]]\n\n"
        f"### Check yourself\n\n- {code}? {code}\n- {LONG}? {code}\n"
    )
    for number, title in enumerate((single + TURNED, LONG)):
        (made / "tours" / f"{NAME}{number}.md").write_text(
            f"---\ntitle: '{title}'\ndiagram: '{NAME}'\n---\n\n## {code}\n\n"
            f"<!-- show: focus=<b>x -->\n\n{code}\n\n## {LONG}\n"
        )
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain_or_ours(text: str) -> bool:
    """Qt takes it for plain words; or it is HTML of our own, with nothing of anybody else's."""
    return not GuiQt.mightBeRichText(text) or not re.search("[<>]", _OURS.sub("", text))


def wrong() -> list[str]:
    """Of all widgets that there are."""
    found: dict[str, None] = {}
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QMessageBox) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found[f"{where}: takes HTML"] = None
        for is_wrong, texts, why in (
            (lambda t: not plain_or_ours(t), _rich(widget), "HTML"),
            (_KEY.search, _with_keys(widget), "a shortcut"),
            (lambda t: _UNSEEN.search(t) or len(t) > MOST, _shown(widget), "not to be read"),
        ):
            for what, text in texts:
                if is_wrong(text):
                    found[f"{where}: {why}, {what}: {text[:90]!r}"] = None
        if re.search(r"(?<!\])\[\*\](?!$|\[|\s–)", widget.windowTitle()):
            found[f"{where}: a mark in its title"] = None
    return list(found)


def _rows(model: QAbstractItemModel, under: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(under), ROWS)):
        first = at = model.index(row, 0, under)
        while at.isValid():
            yield at
            at = first.siblingAtColumn(at.column() + 1)
        yield from _rows(model, first)


def _in_rows(widget: QWidget, what: str, *roles: _Role) -> _Said:
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        for index in _rows(widget.model(), QModelIndex()):
            for role in roles:
                yield what, str(index.data(role) or "")


def _rich(widget: QWidget) -> _Said:
    """What Qt takes for HTML where it looks so."""
    yield "tooltip", widget.toolTip()
    yield "status tip", widget.statusTip()
    yield "help", widget.whatsThis()
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield "label", widget.text()
    if isinstance(widget, QTabBar):
        yield from (("tab's tooltip", widget.tabToolTip(tab)) for tab in range(widget.count()))
    for action in widget.actions():
        yield "action's tooltip", "" if _is_made(action) else action.toolTip()
        yield "action's status tip", action.statusTip()
        yield "action's help", action.whatsThis()
    if isinstance(widget, QHeaderView) and widget.model() is not None:
        for section in range(widget.count()):
            said = widget.model().headerData(section, widget.orientation(), _Role.ToolTipRole)
            yield "column's tooltip", str(said or "")
    tips = _Role.ToolTipRole, _Role.StatusTipRole, _Role.WhatsThisRole
    yield from _in_rows(widget, "row's tooltip", *tips)


def _is_made(action: QAction) -> bool:
    """Qt gives as its tooltip what it is called, and menus do not show that."""
    return action.toolTip() == re.sub("&(.)", r"\1", action.text()).removesuffix("…")


def _with_keys(widget: QWidget) -> _Said:
    """Where “&” is a shortcut."""
    if isinstance(widget, QAbstractButton):
        yield "button", widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    if isinstance(widget, QLabel) and widget.buddy() is not None:
        yield "label", widget.text()
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(tab)) for tab in range(widget.count()))
    yield from (("action", action.text()) for action in widget.actions())


def _shown(widget: QWidget) -> _Said:
    """What one reads there, or hears."""
    yield from _rich(widget)
    yield from _with_keys(widget)
    if isinstance(widget, QLabel):
        yield "label", widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield "placeholder", widget.placeholderText()
    yield "title", widget.windowTitle()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield from _in_rows(widget, "row", _Role.DisplayRole, _Role.AccessibleTextRole)


def hover(window: QWidget) -> None:
    """Rest over each widget of it in sight, its rows and entries: what shows then is plain."""
    for widget in (window, *window.findChildren(QWidget)):
        if not isValid(widget) or not widget.isVisible():
            continue
        over: QObject = widget
        points = [widget.rect().center()]
        if isinstance(widget, QAbstractItemView):
            over = widget.viewport()
            rows = list(_rows(widget.model(), QModelIndex()))
            points = [widget.visualRect(row).center() for row in rows[:ROWS]]
        elif isinstance(widget, QMenu):
            points = [widget.actionGeometry(action).center() for action in widget.actions()]
        for point in points:
            event = QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point))
            QApplication.sendEvent(over, event)
            assert plain_or_ours(QToolTip.text()), (type(widget), QToolTip.text())
    QToolTip.hideText()


@contextmanager
def unopened(file: Path) -> Iterator[None]:
    """Nobody opens the file meanwhile, as far as the system tells (Linux)."""
    if sys.platform != "linux":
        yield
        return
    system = ctypes.CDLL(None)
    watch = system.inotify_init1(os.O_NONBLOCK)
    assert system.inotify_add_watch(watch, os.fsencode(file), 0x20) >= 0, "IN_OPEN"
    try:
        file.read_bytes()
        assert os.read(watch, 4096), "nothing is told"
        yield
        with suppress(BlockingIOError):
            assert not os.read(watch, 4096), "it was opened"
    finally:
        os.close(watch)
