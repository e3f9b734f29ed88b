"""The menu of the canvas: of an element, or of the whole picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.model.diagram import Diagram
from app.ui.kit.command import fill_menu
from app.ui.session.store import Store
from app.ui.views.canvas.commands import ELEMENT_MENU, MENU, PICTURE_MENU, OnPicture

if TYPE_CHECKING:
    from app.ui.views.canvas.canvas import Canvas


def picture_menu(canvas: Canvas, store: Store, diagram: Diagram, element: str | None) -> QMenu:
    """Of that element, or with None of the whole picture."""
    menu = QMenu(canvas)
    on = OnPicture(canvas, store, diagram, element or "")
    fill_menu(menu, ELEMENT_MENU if element else PICTURE_MENU, MENU, on)
    return menu
