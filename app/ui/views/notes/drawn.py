"""Diagrams as pictures in notes, with the layers that are on; each is drawn once."""

from __future__ import annotations

from PySide6.QtGui import QImage

from app.model.ids import DiagramId
from app.scene.theme import Theme
from app.ui.session.store import Store
from app.ui.views.notes import pages
from app.ui.views.notes.html import Page

KEPT = 40  # pictures


class NotePictures:
    """Keeps the pictures that were drawn last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._images: dict[tuple[object, ...], QImage] = {}

    def of(self, page: Page, ratio: float, theme: Theme | None = None) -> dict[str, QImage]:
        """Those that a page shows, by their names there; `ratio` is the screen's pixels per px, and
        the theme is the window's where none is given."""
        found: dict[str, QImage] = {}
        theme = theme or self._store.theme
        for name, (id, width, height) in page.diagrams.items():
            layout = self._store.layouts.get(id)
            if layout is None:
                continue
            layers = self._store.session.state_of(id).layers
            key = (id, layers, width, height, ratio, theme.name)
            if key not in self._images:
                self._images[key] = pages.draw(layout, layers, width, height, ratio, theme)
                while len(self._images) > KEPT:
                    del self._images[next(iter(self._images))]
            found[name] = self._images[key]
        return found

    def forget(self, diagram: DiagramId | None = None) -> None:
        """That diagram, or all of them."""
        self._images = {k: v for k, v in self._images.items() if diagram and k[0] != diagram}
