"""Links of a diagram's elements that lead out of the workspace, and the one door out to the browser
and the mail program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.model.diagram import Diagram
from app.model.web_address import destination, is_mail, web_address
from app.ui.kit import plain
from app.ui.kit.command import Command

HOST = 48  # characters of a host or a mailbox that are told


@dataclass(frozen=True, slots=True)
class Outward:
    """An `address` that an element leads to, empty where it leads to none, and what opens one."""

    address: str
    open: Callable[[str], object]

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.address)

    def name(self) -> str:
        """What opening it does, and where it leads."""
        return f"{'Write to' if is_mail(self.address) else 'Open'} {place(self.address)}"


OPEN_LINK: Command[Outward] = Command(
    "open_link",
    "Open the link",
    ("Ctrl+Return",),
    lambda link: link.open(link.address),
    enabled=lambda link: bool(link.address),
    also=("Ctrl+Enter",),
    words="Open the link of the selection, in the browser or the mail program",
    offered=lambda link: bool(link.address),
    named=Outward.name,
    tip=lambda link: link.address,
)
COPY_ADDRESS: Command[Outward] = Command(
    "copy_address",
    "Copy the address",
    run=Outward.copy,
    offered=lambda link: bool(link.address),
    tip=lambda link: link.address,
)


def address_of(diagram: Diagram | None, element: str | None) -> str:
    """Where that element leads; empty where it leads to nothing outside."""
    found = diagram.index.elements.get(element) if diagram and element else None
    url = found.url if found is not None else None
    return (web_address(url) if url and ":" in url else None) or ""


def place(address: str) -> str:
    """The host or the mailbox that it leads to; of a long one the end, which tells whose it is."""
    found = plain.line(destination(address), 2 * plain.LINE)
    return found if len(found) <= HOST else f"…{found[1 - HOST :]}"


def open_address(address: str) -> str:
    """Open an address that a person has chosen to follow, and give what to say of it. Only what
    `web_address` takes for one is opened: no file, no other program."""
    checked = web_address(address)
    url = QUrl(checked or "", QUrl.ParsingMode.StrictMode)
    if checked is None or not url.isValid():
        return f"{plain.line(address)} is no address of the web or of a mailbox."
    if QDesktopServices.openUrl(url):
        return f"Opened {plain.line(checked)}."
    return f"No program here opens {plain.line(checked)}. Copy the address instead."
