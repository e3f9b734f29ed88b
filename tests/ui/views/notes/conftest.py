"""A notes panel that shows the small notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.session import answers
from app.ui.kit import motion
from app.ui.kit.style import prepare
from app.ui.session.store import Store
from app.ui.views.notes.panel import NotesPanel
from tests.ui.views.notes.network import Reads, workspace


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def panel(store: Store, qtbot: QtBot) -> Iterator[NotesPanel]:
    prepare(app := QApplication.instance())  # type: ignore[arg-type]
    assert app is not None
    motion.set_reduced(True)
    panel = NotesPanel(store)
    qtbot.addWidget(panel)
    panel.resize(420, 600)
    panel.show()
    store.do(answers.take_workspace, workspace())
    yield panel
    panel.close_work()
    motion.set_reduced(None)


@pytest.fixture
def reads(panel: NotesPanel, qtbot: QtBot) -> Reads:
    def wait(words: str) -> None:
        qtbot.waitUntil(lambda: words in panel.view.toPlainText())

    return wait
