"""The layers on which a person can put what they point at, as a part of a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.ui.kit import plain

BASE = "all"  # the base sheet: no layer is called so
Put = Callable[[str, Sequence[ElementId]], object]


def add_layers(menu: QMenu, diagram: Diagram | None, ids: Sequence[ElementId], put: Put) -> None:
    """For a diagram whose file names none. `put(layer, ids)` puts them on a layer, on a new one where
    it is empty, and on the base sheet where it is `BASE`, which is what a ticked one asks for."""
    if diagram is None or diagram.choice is None or not ids:
        return
    known = diagram.index.elements
    on = [set(known[id].layers) for id in ids if id in known]
    part = QMenu("Layer", menu)
    for layer in diagram.layers:
        ticked = bool(on) and all(layer in layers for layers in on)
        action = part.addAction(plain.caption(layer_name(layer)))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(partial(put, BASE if ticked else layer, ids))
    if diagram.layers:
        part.addSeparator()
    part.addAction("New layer…", partial(put, "", ids))
    before = next((a for a in menu.actions() if a.objectName() == "unhide_all"), None)
    if before is not None:
        menu.insertMenu(before, part)
    else:
        menu.addMenu(part)
