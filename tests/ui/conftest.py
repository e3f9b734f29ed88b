"""A window on the bundled workspace, and what drives it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.tour import TourOrigin
from app.model.workspace import Workspace
from app.render import fonts
from app.session import answers
from app.sources.markdown.note import notebook, parse_note
from app.ui.kit import motion
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.notes.panel import NotesPanel
from tests.ui.driving import without_image


@pytest.fixture
def filled(bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]) -> Store:
    """A store with the bundled workspace and its pictures."""
    store = Store()
    store.do(answers.take_workspace, bundled)
    for id, layout in layouts.items():
        store.do(answers.take_layout, DiagramId(id), layout)
    return store


@pytest.fixture
def untoured(filled: Store, bundled: Workspace) -> None:
    """No tour begins at a diagram, so that presenting shows all of it."""
    made = tuple(tour for tour in bundled.tours if tour.origin is not TourOrigin.FILE)
    filled.do(answers.take_workspace, replace(bundled, tours=made))


@pytest.fixture
def window(qtbot: QtBot, filled: Store, warm_cache: Path) -> Iterator[MainWindow]:
    """The window, shown, on the bundled workspace. Nothing in it moves by itself, so that a
    test sees the end at once."""
    fonts.load()  # as the application does: what is shaped with another font is kept
    settings = Settings(theme="light", reduce_motion=True)
    made = MainWindow(filled, Jobs(filled), settings)
    qtbot.addWidget(made, before_close_func=without_image)
    made.resize(1280, 800)
    made.complete()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    motion.set_reduced(None)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the desktop was asked to open, as Linux's is, where no editor is named."""
    found: list[str] = []
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)

    def open_url(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(sys, "platform", "linux")
    return found


@pytest.fixture
def open_notes(qtbot: QtBot) -> Iterator[Callable[[Mapping[str, str]], tuple[NotesPanel, Store]]]:
    """Shows notes, by file, in a notes panel, nothing of them open yet."""
    motion.set_reduced(True)
    panels: list[NotesPanel] = []

    def open_(texts: Mapping[str, str]) -> tuple[NotesPanel, Store]:
        store = Store()
        panel = NotesPanel(store)
        panels.append(panel)
        qtbot.addWidget(panel)
        panel.resize(420, 700)
        panel.show()
        book = notebook(parse_note(text, file)[0] for file, text in texts.items())
        store.do(answers.take_workspace, Workspace("/nowhere", "W", False, (), book))
        return panel, store

    yield open_
    for panel in panels:
        panel.close_work()
    motion.set_reduced(None)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been handed to other programs."""
    found: list[str] = []

    def open_url(url: QUrl) -> bool:
        found.append(bytes(url.toEncoded().data()).decode())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found
