"""A window on the bundled workspace, and what drives it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model.laid_out import LaidOutDiagram
from app.model.workspace import Workspace
from app.ui import motion
from app.ui.jobs import Jobs
from app.ui.session import Session
from app.ui.store import Store
from app.ui.window import MainWindow


@pytest.fixture
def filled(bundled: Workspace, pictures: dict[str, LaidOutDiagram]) -> Store:
    """A store with the bundled workspace and its pictures."""
    store = Store()
    store.set_workspace(bundled)
    for id, picture in pictures.items():
        store.set_picture(id, picture)
    return store


@pytest.fixture
def window(qtbot: QtBot, filled: Store, warm_cache: Path) -> Iterator[MainWindow]:
    """The window, shown, on the bundled workspace. Nothing in it moves by itself, so that a
    test sees the end at once."""
    session = Session(theme="light", reduce_motion=True)
    made = MainWindow(filled, Jobs(filled), session)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.complete()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    motion.set_reduced(None)
