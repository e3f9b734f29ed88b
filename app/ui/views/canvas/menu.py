"""The menu of the canvas: of an element, or of the whole picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from app.model.diagram import Diagram
from app.session import verbs
from app.ui.kit import plain
from app.ui.services import describe
from app.ui.session.store import Store

if TYPE_CHECKING:
    from app.ui.views.canvas.canvas import Canvas


def picture_menu(canvas: Canvas, store: Store) -> QMenu:
    menu = QMenu(canvas)
    menu.addAction(_show_again(menu, store))
    menu.addAction("Fit the picture").triggered.connect(lambda: canvas.fit(glide=True))
    menu.addSeparator()
    menu.addAction("Copy picture").triggered.connect(canvas.copy_picture_requested)
    menu.addAction("Export…").triggered.connect(lambda: canvas.export_requested.emit(""))
    return menu


def element_menu(canvas: Canvas, store: Store, diagram: Diagram, element: str) -> QMenu:
    """Of a component of the diagram, or an edge, which has no note and no picture of its own."""
    menu, name = QMenu(canvas), describe.name(diagram, element)
    is_component = diagram.index.component(element) is not None
    if is_component:
        menu.addAction("Open note").triggered.connect(lambda: canvas.open_note(element))
    if inside := store.session.inside(element):
        into = menu.addAction(plain.caption(f"Go into “{inside.title}”"))
        into.triggered.connect(lambda: canvas.go_in(element))
    menu.addAction("Hide").triggered.connect(lambda: store.do(verbs.hide, (element,)))
    menu.addAction(_show_again(menu, store))
    menu.addSeparator()
    menu.addAction("Copy name").triggered.connect(lambda: QGuiApplication.clipboard().setText(name))
    menu.addAction("Edit script").triggered.connect(lambda: canvas.edit_requested.emit(element))
    menu.addSeparator()
    menu.addAction("Copy picture").triggered.connect(canvas.copy_picture_requested)
    if is_component:
        menu.addAction("Export this…").triggered.connect(
            lambda: canvas.export_requested.emit(element)
        )
    return menu


def _show_again(menu: QMenu, store: Store) -> QAction:
    again = QAction("Show everything that is hidden", menu)
    again.setEnabled(bool(store.state.hidden))
    again.triggered.connect(lambda: store.do(verbs.unhide_all))
    return again
