"""Leaving for the web: never without asking, and the whole address is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.kit.question import question
from app.ui.services.links import open_address


def ask(address: str, parent: QWidget, say: Callable[[str], object]) -> QMessageBox:
    """Ask whether to open an http(s) address in the browser, or to copy it; `say` what came of it."""
    url = QUrl(address)
    whole = bytes(url.toEncoded().data()).decode("ascii")  # a look-alike host shows as xn--…
    # It has no spaces; a line may break after each character.
    broken = "\u200b".join(whole)
    box = question("Open a web page", "Open this address in the browser?", broken, parent)
    open_button = box.addButton("Open", QMessageBox.ButtonRole.AcceptRole)
    copy_button = box.addButton("Copy address", QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))

    def clicked(button: object) -> None:
        if button is open_button:
            say(open_address(whole))
        elif button is copy_button:
            QGuiApplication.clipboard().setText(whole)

    box.buttonClicked.connect(clicked)
    box.open()
    return box
