from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.model.view_state import Viewport
from app.session import verbs
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow


def test_the_zoom_that_is_told_is_the_one_that_is_painted_after_a_restart_too(
    qtbot: QtBot, filled: Store
) -> None:
    """The picture is there before the window is."""
    filled.do(verbs.restore, replace(filled.state, viewport=Viewport(300, 200, 0.8)))
    made = MainWindow(filled, Jobs(filled), Settings(theme="light", reduce_motion=True))
    qtbot.addWidget(made)
    made.show()
    assert made.canvas.looking.scale == 0.8
    assert made.picture_pane.zoom.percent.text() == "80%"
    made.canvas.looking.fit()
    assert made.picture_pane.zoom.percent.text() == f"{made.canvas.looking.scale * 100:.0f}%"
    made.close()
