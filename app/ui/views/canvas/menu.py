"""The menu of the canvas: of an element, or of the whole picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.session import verbs
from app.ui.kit import plain
from app.ui.kit.command import Command, fill_menu
from app.ui.services import describe
from app.ui.services.links import (
    COPY_ADDRESSES,
    COPY_IDS,
    OPEN_IDS,
    OPEN_LINKS,
    Outward,
    addresses_of,
)
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


PICTURE_MENU = "unhide_all fit | copy_picture export"
ELEMENT_MENU = (
    f"open_note go_into {OPEN_IDS} hide unhide_all"
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
    if element is not None:
        add_layers(menu, surface, element)
    return menu


def add_layers(menu: QMenu, surface: CanvasSurface, element: ElementId) -> None:
    """The layers on which a person can put it, where its file names none."""
    diagram = surface.store.diagram
    found = diagram.index.elements.get(element) if diagram is not None else None
    if diagram is None or diagram.choice is None or found is None or not surface.layering:
        return
    part = QMenu("Layer", menu)
    for layer in diagram.layers:
        action = part.addAction(plain.caption(layer_name(layer)))
        action.setCheckable(True)
        action.setChecked(layer in found.layers)
        off = surface.base_wanted.emit if layer in found.layers else None
        action.triggered.connect(
            partial(off, element) if off else partial(surface.layer_wanted.emit, element, layer)
        )
    if diagram.layers:
        part.addSeparator()
    part.addAction("New layer…", partial(surface.layer_wanted.emit, element, ""))
    before = next((a for a in menu.actions() if a.objectName() == "copy_name"), None)
    menu.insertMenu(before, part) if before is not None else menu.addMenu(part)
