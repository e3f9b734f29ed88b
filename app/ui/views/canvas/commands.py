"""What is done to the picture by pointer and keys, and what its menus offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.model.diagram import Diagram
from app.session import verbs
from app.ui.kit.command import Command
from app.ui.services import describe
from app.ui.services.links import COPY_ADDRESS, OPEN_LINK, Outward, address_of
from app.ui.services.view_commands import UNHIDE_ALL
from app.ui.session.store import Store
from app.ui.views.canvas.looking import STEP

if TYPE_CHECKING:
    from app.ui.views.canvas.canvas import Canvas

ARROW = 64  # px; one arrow key
PANS = ((ARROW, 0), (-ARROW, 0), (0, ARROW), (0, -ARROW))
ZOOMS = (STEP, 1 / STEP)

KEYS: tuple[Command[Canvas], ...] = (
    Command("select", "Select, and open the note", gesture="Click"),
    Command("next_component", "Next component", ("Tab",)),
    Command(
        "open",
        "Open its note, or go into its diagram",
        ("Return",),
        lambda canvas: canvas.hand.open_target(),
        enabled=lambda canvas: canvas.keyboard.target is not None,
        also=("Enter", "Space"),
    ),
    Command("open_at_once", "Go into its diagram, or read its note", gesture="Double-click"),
    Command("follow", "Open its link, in the browser or the mail program", gesture="Ctrl+click"),
    Command(
        "clear",
        "Clear the selection, view as before",
        ("Esc",),
        lambda canvas: canvas.hand.clear_target(),
        enabled=lambda canvas: canvas.keyboard.target is not None and not canvas.looking.bare,
    ),
    Command(
        "pan",
        "Move the picture",
        ("Left", "Right", "Up", "Down"),
        pick=lambda canvas, n: canvas.looking.pan_by(*PANS[n], glide=True),
        enabled=lambda canvas: not canvas.looking.bare,
    ),
    Command(
        "zoom",
        "Zoom",
        ("+", "-"),
        pick=lambda canvas, n: canvas.looking.zoom_by(ZOOMS[n]),
        also=("=", "_"),
    ),
    Command("actual_size", "Actual size", ("0",), lambda canvas: canvas.looking.actual_size()),
    Command("fit", "Fit the picture", ("F",), lambda canvas: canvas.looking.fit()),
)


@dataclass(frozen=True, slots=True)
class OnPicture:
    """What a menu is about: an element of the diagram, or with an empty id the whole picture. An
    edge has no note and no picture of its own."""

    canvas: Canvas
    store: Store
    diagram: Diagram
    element: str = ""

    @property
    def is_component(self) -> bool:
        return self.diagram.index.component(self.element) is not None

    @property
    def leads(self) -> bool:
        """It has a diagram of its own."""
        return self.store.session.inside(self.element) is not None

    @property
    def link(self) -> Outward:
        return Outward(address_of(self.diagram, self.element), self.canvas.link_wanted.emit)

    def entrance(self) -> str:
        inside = self.store.session.inside(self.element)
        return f"Go into “{inside.title}”" if inside is not None else ""

    def copy_name(self) -> None:
        QGuiApplication.clipboard().setText(describe.name(self.diagram, self.element))

    def edit_script(self) -> None:
        self.canvas.edit_requested.emit(self.element)

    def copy_picture(self) -> None:
        self.canvas.copy_picture_requested.emit()

    def export(self) -> None:
        self.canvas.export_requested.emit(self.element)


PICTURE_MENU = "unhide_all fit | copy_picture export"
ELEMENT_MENU = (
    "open_note go_into open_link hide unhide_all"
    " | copy_name copy_address edit_script | copy_picture export_component"
)
MENU: tuple[Command[OnPicture], ...] = (
    Command(
        "open_note",
        "Open note",
        run=lambda on: on.canvas.open_note(on.element),
        offered=lambda on: on.is_component,
    ),
    Command(
        "go_into",
        "Go into its diagram",
        run=lambda on: on.canvas.go_in(on.element),
        offered=lambda on: on.leads,
        named=OnPicture.entrance,
    ),
    OPEN_LINK.within(lambda on: on.link),
    Command("hide", "Hide", run=lambda on: on.store.do(verbs.hide, (on.element,))),
    UNHIDE_ALL.within(lambda on: on.store),
    Command("fit", "Fit the picture", run=lambda on: on.canvas.looking.fit(glide=True)),
    Command("copy_name", "Copy name", run=OnPicture.copy_name),
    COPY_ADDRESS.within(lambda on: on.link),
    Command("edit_script", "Edit script", run=OnPicture.edit_script),
    Command("copy_picture", "Copy picture", run=OnPicture.copy_picture),
    Command("export", "Export…", run=OnPicture.export),
    Command(
        "export_component",
        "Export this…",
        run=OnPicture.export,
        offered=lambda on: on.is_component,
    ),
)
