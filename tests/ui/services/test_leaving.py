"""What leads out of the workspace is asked about, with the address as it is handed over; all else leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.ui.services.leaving import SHOWN, ask


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    for box in made.findChildren(QMessageBox):
        box.close()


def _press(box: QMessageBox | None, button: str) -> None:
    assert box is not None
    next(b for b in box.buttons() if button in b.text()).click()


def _shown(box: QMessageBox | None) -> str:
    assert box is not None
    assert box.textFormat() == Qt.TextFormat.PlainText
    return box.informativeText().replace("\u200b", "")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://\u0435\u0445ample.com/", "https://xn--ample-ywe6i.com/"),
        ("https://b\u00fccher.example/\u00fc", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://\uff45xample.org/", "https://example.org/"),
        ("https://example.org\u3002evil.example/", "https://example.org.evil.example/"),
        ("https://example.org/<b>x</b>", "https://example.org/%3Cb%3Ex%3C/b%3E"),
        ("mailto:a@example.org?subject=x", "mailto:a@example.org?subject=x"),
    ],
)
def test_what_is_shown_is_what_is_opened(
    window: QWidget, opened: list[str], address: str, shown: str
) -> None:
    box = ask(address, window, print)
    assert _shown(box) == shown
    assert opened == []
    _press(box, "Open")
    assert opened == [shown]


def test_nothing_is_opened_by_enter_or_escape(
    window: QWidget, opened: list[str], qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        box = ask("https://example.org/", window, print)
        assert box is not None
        qtbot.keyClick(box, key)
        assert not box.isVisible()
    assert opened == []


def test_an_address_is_copied_whole(window: QWidget) -> None:
    _press(ask("https://example.org/" + "a" * 900, window, print), "Copy")
    assert QGuiApplication.clipboard().text() == "https://example.org/" + "a" * 900


def test_of_a_very_long_address_both_ends_show_and_on_demand_all(window: QWidget) -> None:
    whole = "https://example.org/" + "a" * 900 + "/last"
    box = ask(whole, window, print)
    shown = _shown(box)
    assert box is not None
    assert len(shown) <= SHOWN + 3
    assert shown.startswith("https://example.org/aa")
    assert shown.endswith("aa/last")
    assert box.detailedText() == whole


NOWHERE = [
    "file:///etc/passwd",
    "file://host/share",
    "FILE:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "smb://x/y",
    "ftp://example.org/",
    "ssh://example.org",
    "tel:123",
    "ms-settings:x",
    "search-ms:query=x",
    "vscode://file/etc/passwd",
    "x-apple.systempreferences:x",
    "jar:https://example.org!/x",
    "view-source:https://example.org",
    "qrc:/x",
    "/etc/passwd",
    "//example.org",
    "\\\\host\\share",
    "x.desktop",
    "",
    "https:",
    "https:///x",
    "https://",
    "https://[",
    "mailto:",
    "mailto:a@example.org?attach=/etc/passwd",
    "https://user@example.org/",
    "https://user:pass@example.org/",
    "https://example.org\\@evil.example/",
    "https://example.org%2f@evil.example/",
    "https://ex\u202eample.org/",
    "https://example.org/\u2066x",
    "https://example.org/\nx",
    "https://example.org/\0",
    "https://ex\u200bample.org/",
    "java\tscript:alert(1)",
    " https://example.org",
    "https://example.org/" + "a" * 3000,
]


@pytest.mark.parametrize("address", NOWHERE)
def test_all_else_leads_nowhere_which_is_said(
    window: QWidget, opened: list[str], address: str
) -> None:
    said: list[str] = []
    assert ask(address, window, said.append) is None
    assert len(said) == 1
    assert "leads nowhere" in said[0]
    assert not set(said[0]) & set("\u202e\u2066\n\t\0")
    assert len(said[0]) < 400
    assert opened == []
