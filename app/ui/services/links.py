"""Links of a diagram's elements that lead out of the workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication

from app.model.diagram import Diagram
from app.model.elements import urls_of
from app.model.ids import ElementId
from app.model.web_address import destination, is_mail, spelt, web_addresses
from app.ui.kit import plain
from app.ui.kit.command import Command

HOST = 48  # characters of a host or a mailbox that are told
MOST = 12  # addresses of an element that its menu has: of an edge and its ends, of cells of a label
COPY = "Copy the address"


@dataclass(frozen=True, slots=True)
class Outward:
    """The `addresses` that an element leads to, and what opens one."""

    addresses: tuple[str, ...]
    open: Callable[[str], object]

    def follow(self, number: int) -> None:
        """Open one of them."""
        self.open(self.addresses[number])

    def copy(self, number: int) -> None:
        """Put one of them on the clipboard."""
        QGuiApplication.clipboard().setText(self.addresses[number])

    def opens(self, number: int) -> str:
        """What opening one does, and where it leads."""
        address = self.addresses[number]
        return f"{'Write to' if is_mail(address) else 'Open'} {self._told(address)}"

    def copies(self, number: int) -> str:
        """What copying one does."""
        several = len(self.addresses) > 1
        return f"Copy {self._told(self.addresses[number])}" if several else COPY

    def _told(self, address: str) -> str:
        """Enough of it to tell it from the others."""
        if len(self.addresses) == 1 or len(destination(address)) > HOST:
            return place(address)
        return plain.line(spelt(address))


def _opening(number: int) -> Command[Outward]:
    """To open one of an element's links. The first has the key."""
    first = number == 0
    return Command(
        "open_link" if first else f"open_link_{number + 1}",
        "Open the link",
        ("Ctrl+Return",) if first else (),
        lambda link: link.follow(number),
        enabled=lambda link: len(link.addresses) > number,
        also=("Ctrl+Enter",) if first else (),
        words="Open the link of the selection, in the browser or the mail program" if first else "",
        offered=lambda link: len(link.addresses) > number,
        named=lambda link: link.opens(number),
        tip=lambda link: link.addresses[number],
    )


def _copying(number: int) -> Command[Outward]:
    return Command(
        f"copy_address_{number + 1}" if number > 0 else "copy_address",
        COPY,
        run=lambda link: link.copy(number),
        offered=lambda link: len(link.addresses) > number,
        named=lambda link: link.copies(number),
        tip=lambda link: link.addresses[number],
    )


OPEN_LINKS = tuple(map(_opening, range(MOST)))
OPEN_LINK = OPEN_LINKS[0]
COPY_ADDRESSES = tuple(map(_copying, range(MOST)))
OPEN_IDS, COPY_IDS = (" ".join(c.id for c in some) for some in (OPEN_LINKS, COPY_ADDRESSES))


def addresses_of(diagram: Diagram | None, element: ElementId | None) -> tuple[str, ...]:
    """Where that element leads outside, first where a click does."""
    found = diagram.index.elements.get(element) if diagram and element else None
    return web_addresses(u for u in urls_of(found) if ":" in u) if found is not None else ()


def address_of(diagram: Diagram | None, element: ElementId | None) -> str:
    """The first of them; empty where there is none."""
    return next(iter(addresses_of(diagram, element)), "")


def place(address: str) -> str:
    """The host or the mailbox that it leads to; of a long one the end, which tells whose it is."""
    found = plain.line(destination(address), 2 * plain.LINE)
    return found if len(found) <= HOST else f"…{found[1 - HOST :]}"
