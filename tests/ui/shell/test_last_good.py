"""The strip over a picture that is older than its file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.model import problem
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.shell.last_good import why_behind
from app.ui.shell.window import MainWindow


def test_it_names_the_place_leads_there_and_goes_with_what_is_wrong(
    qtbot: QtBot, window: MainWindow, filled: Store, bundled: Workspace
) -> None:
    strip, diagram = window.picture_pane.last_good, filled.diagram
    assert diagram is not None
    others = tuple(d for d in bundled.diagrams if d.source != diagram.source)
    wrong = problem.error("Not closed", diagram.source, 7)
    filled.do(answers.take_workspace, replace(bundled, diagrams=others, problems=(wrong,)))
    assert strip.isVisible()
    assert strip.text.text() == "Last good picture. diagrams/vpc.py, line 7: Not closed"
    window.resize(800, 500)
    assert strip.geometry().bottom() < window.canvas.geometry().top(), "it covers nothing"
    window.picture_pane.file_wanted.disconnect()  # no editor opens
    with qtbot.waitSignal(window.picture_pane.file_wanted) as asked:
        qtbot.mouseClick(strip.step, Qt.MouseButton.LeftButton)
    assert asked.args == [diagram.source, 7]
    filled.do(verbs.show, others[0].id)
    assert not strip.isVisible(), "that picture is as its file says"
    filled.do(verbs.show, diagram.id)
    assert strip.isVisible()
    filled.do(answers.take_workspace, bundled)
    assert not strip.isVisible()
    assert window.canvas.y() == 0


def test_half_a_picture_is_said_to_be_one(
    window: MainWindow, filled: Store, bundled: Workspace
) -> None:
    diagram, layout = filled.diagram, filled.layout
    assert diagram is not None
    assert layout is not None
    half = tuple(replace(d, unfinished=d.id == diagram.id) for d in bundled.diagrams)
    wrong = problem.error("Failed", diagram.source, 7)
    filled.do(answers.take_workspace, replace(bundled, title="x", diagrams=half, problems=(wrong,)))
    strip = window.picture_pane.last_good
    filled.do(verbs.show, diagram.id)
    filled.do(answers.take_layout, diagram.id, layout)
    assert why_behind(filled) == wrong
    assert strip.text.text() == "Unfinished picture. diagrams/vpc.py, line 7: Failed"


def test_a_workspace_that_cannot_be_read_has_last_good_pictures_too(filled: Store) -> None:
    assert why_behind(filled) is None
    filled.do(answers.reload_failed, problem.error("There is no such folder."))
    why = why_behind(filled)
    assert why is not None
    assert why.message == "There is no such folder."


def test_a_new_layout_that_failed_leaves_the_picture_from_before(filled: Store) -> None:
    why = problem.error("Too large", "vpc.py")
    filled.do(answers.layout_failed, filled.state.diagram, why)
    assert why_behind(filled) == why
