"""The question whether an over-large folder is to be read whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from app.model.workspace import Workspace
from app.ui.kit import plain
from app.ui.kit.question import question
from app.ui.shell.emptiness import large

TITLE = 48  # characters


def ask(workspace: Workspace, read_all: Callable[[], None], parent: QWidget) -> QMessageBox:
    """Ask it of a workspace of which only what lies near was read."""
    box = question(
        "Large folder",
        f"Read all of “{plain.line(workspace.title, TITLE)}”?",
        f"It holds {large(workspace)}. So far only what lies in it, "
        "or in its “diagrams”, “notes” and “tours”, was read. Reading all may take long; Cancel in "
        "the status line ends it.",
        parent,
    )
    read = box.addButton("Read all", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    read.clicked.connect(read_all)
    box.open()
    return box
