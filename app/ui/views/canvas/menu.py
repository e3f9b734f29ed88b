"""The menu of the canvas: of an element, or of the whole picture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.session import verbs
from app.ui.kit.command import Command, fill_menu
from app.ui.services import describe, fold_commands
from app.ui.services.layer_menu import add_layers
from app.ui.services.links import (
    COPY_ADDRESSES,
    COPY_IDS,
    OPEN_IDS,
    OPEN_LINKS,
    Outward,
    addresses_of,
)
from app.ui.services.trace_commands import ONLY, ONLY_IDS, TRACE, TRACE_IDS, Traceable
from app.ui.services.view_commands import UNHIDE_ALL
from app.ui.views.canvas.surface import CanvasSurface


@dataclass(frozen=True, slots=True)
class OnPicture:
    """What a menu is about: an element of the diagram, or with an empty id the whole picture. An
    edge has no note and no picture of its own."""

    surface: CanvasSurface
    diagram: Diagram
    element: ElementId = ElementId("")

    @property
    def is_component(self) -> bool:
        return self.diagram.index.component(self.element) is not None

    @property
    def leads(self) -> bool:
        """It has a diagram of its own."""
        return self.surface.store.session.inside(self.element) is not None

    @property
    def link(self) -> Outward:
        return Outward(addresses_of(self.diagram, self.element), self.surface.link_wanted.emit)

    @property
    def traceable(self) -> Traceable:
        return Traceable(self.surface.store, self.element)

    def entrance(self) -> str:
        return describe.entrance(self.surface.store.session, self.element)

    def copy_name(self) -> None:
        QGuiApplication.clipboard().setText(describe.name(self.diagram, self.element))

    def edit_script(self) -> None:
        self.surface.edit_requested.emit(self.element)

    def copy_picture(self) -> None:
        self.surface.copy_picture_requested.emit()

    def export(self) -> None:
        self.surface.export_requested.emit(self.element)


PICTURE_MENU = "unfold_all unhide_all fit | copy_picture export"
ELEMENT_MENU = (
    f"open_note go_into {OPEN_IDS} | {TRACE_IDS} | fold unfold_all {ONLY_IDS} hide unhide_all"
    f" | copy_name {COPY_IDS} edit_script | copy_picture export_component"
)
MENU: tuple[Command[OnPicture], ...] = (
    Command(
        "open_note",
        "Open note",
        run=lambda on: on.surface.open_note(on.element),
        offered=lambda on: on.is_component,
    ),
    Command(
        "go_into",
        "Go into its diagram",
        run=lambda on: on.surface.go_in(on.element),
        offered=lambda on: on.leads,
        named=OnPicture.entrance,
    ),
    *(command.within(lambda on: on.link) for command in OPEN_LINKS),
    *(command.within(lambda on: on.traceable) for command in (*TRACE, *ONLY)),
    Command(
        "fold",
        "Fold",
        run=lambda on: fold_commands.turn(on.surface.store, on.element),
        offered=lambda on: fold_commands.can_turn(on.surface.store, on.element),
        named=lambda on: fold_commands.turn_name(on.surface.store, on.element),
    ),
    fold_commands.UNFOLD_ALL.within(lambda on: on.surface.store),
    Command("hide", "Hide", run=lambda on: on.surface.store.do(verbs.hide, (on.element,))),
    UNHIDE_ALL.within(lambda on: on.surface.store),
    Command("fit", "Fit the picture", run=lambda on: on.surface.looking.fit(glide=True)),
    Command("copy_name", "Copy name", run=OnPicture.copy_name),
    *(command.within(lambda on: on.link) for command in COPY_ADDRESSES),
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


def picture_menu(surface: CanvasSurface, diagram: Diagram, element: ElementId | None) -> QMenu:
    """Of that element, or with None of the whole picture."""
    menu = QMenu(surface.widget)
    on = OnPicture(surface, diagram, element or ElementId(""))
    fill_menu(menu, ELEMENT_MENU if element else PICTURE_MENU, MENU, on)
    if element is not None and surface.layering:
        add_layers(menu, surface.store.diagram, (element,), surface.layer_wanted.emit)
    return menu
