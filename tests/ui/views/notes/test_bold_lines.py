"""That a note's bold lines are headings can be said in the window, which writes it into the note."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import answers, verbs
from app.sources.workspace import load
from app.ui.session.store import Store
from app.ui.views.notes.panel import NotesPanel

TEXT = "# VPC\n\nAbout it.\n\n**Subnets**\n\nParts of it.\n"

pytestmark = pytest.mark.usefixtures("warm_cache")  # what is borrowed is read once


@pytest.fixture
def file(panel: NotesPanel, store: Store, tmp_path: Path) -> Path:
    """The note that the panel shows."""
    note = tmp_path / "vpc.md"
    note.write_text(TEXT)
    read_again(store, tmp_path)
    return note


def read_again(store: Store, folder: Path) -> None:
    store.do(answers.take_workspace, load(folder))
    store.do(verbs.open_section, SectionId("vpc"))


def test_on_and_off_again(panel: NotesPanel, store: Store, file: Path, qtbot: QtBot) -> None:
    action = asked(panel)
    assert not action.isChecked()
    with qtbot.waitSignal(panel.hint) as said:
        action.trigger()
    assert "its bold lines are headings" in said.args[0]
    read_again(store, file.parent)
    assert store.workspace is not None
    assert [s.title for s in store.workspace.notebook.sections] == ["VPC", "Subnets"]
    action = asked(panel)
    assert action.isChecked()
    with qtbot.waitSignal(panel.hint):
        action.trigger()
    assert file.read_text() == TEXT


def test_a_note_that_must_not_be_changed_says_why(
    panel: NotesPanel, file: Path, qtbot: QtBot
) -> None:
    file.chmod(0o444)
    with qtbot.waitSignal(panel.hint) as said:
        asked(panel).trigger()
    assert said.args == ["The file is read-only."]
    assert file.read_text() == TEXT


def asked(panel: NotesPanel) -> QAction:
    menu = QMenu(panel)
    panel.view.menu_asked.emit(menu, -1)
    return next(a for a in menu.actions() if a.text() == "Bold lines are headings")
