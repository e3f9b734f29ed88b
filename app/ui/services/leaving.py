"""Leaving for the web or a mailbox: never without asking, with the whole address as it is handed over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from app.model.web_address import is_mail, web_address
from app.ui.kit import plain
from app.ui.kit.question import question

SHOWN = (
    400  # characters of an address that a box shows at once; of a longer one its beginning and end
)
_BREAK = "\u200b"  # where a line may break: an address has no spaces


def ask(address: str, parent: QWidget, say: Callable[[str], object]) -> QMessageBox | None:
    """Ask whether to open an http(s) address in the browser, or a mailto one in the mail program, or to
    copy it; `say` what came of it. What is none of these leads nowhere, which is said."""
    url = _url(address)
    if url is None:
        say(
            f"{plain.line(address)} leads nowhere: it is no plain address of the web or of a mailbox."
        )
        return None
    whole = bytes(url.toEncoded().data()).decode("ascii")  # a look-alike host shows as xn--…
    title, text = "Open a web page", "Open this address in the browser?"
    if is_mail(whole):
        title, text = "Write a mail", "Write to this address in the mail program?"
    box = question(title, text, _BREAK.join(_short(whole)), parent)
    if len(whole) > SHOWN:
        box.setDetailedText(whole)
    open_button = box.addButton("Open", QMessageBox.ButtonRole.AcceptRole)
    copy_button = box.addButton("Copy address", QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))

    def clicked(button: object) -> None:
        if button is open_button:
            say(_opened(url, whole))
        elif button is copy_button:
            QGuiApplication.clipboard().setText(whole)

    box.buttonClicked.connect(clicked)
    box.open()
    return box


def _url(address: str) -> QUrl | None:
    """As it is handed over; None where it leads nowhere."""
    checked = web_address(address)
    url = QUrl(checked or "", QUrl.ParsingMode.StrictMode)
    return url if checked and url.isValid() and not url.isEmpty() else None


def _short(whole: str) -> str:
    half = SHOWN // 2
    return whole if len(whole) <= SHOWN else f"{whole[:half]} … {whole[-half:]}"


def _opened(url: QUrl, whole: str) -> str:
    """What to say of it."""
    if QDesktopServices.openUrl(url):
        return f"Opened {plain.line(whole)}."
    return f"No program here opens {plain.line(whole)}. Copy the address instead."
