"""A start does not begin in a comparison, which is gone with the window: it begins at its diagram."""

from __future__ import annotations

from dataclasses import replace

from app.model.difference import compared
from app.session import verbs
from app.session.comparing import show_comparison
from app.ui.shell.window import MainWindow


def test_a_start_begins_at_the_diagram_that_was_compared(window: MainWindow) -> None:
    store = window.store
    assert store.workspace is not None
    ecs = next(d for d in store.workspace.diagrams if d.id == "ecs")
    store.do(verbs.show, ecs.id)
    store.do(show_comparison, compared(replace(ecs, edges=()), ecs, "since the last commit"))
    assert store.state.diagram != "ecs"
    window.resuming.remember()
    diagram, _ = window.settings.left(None)
    assert diagram == "ecs"
    assert window.resuming.look() is None, "nor does its image come back"
