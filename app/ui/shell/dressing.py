"""The theme that a person has chosen, on everything."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.ui.kit import style
from app.ui.services.settings import Settings
from app.ui.session.store import Store


def dress(store: Store, settings: Settings) -> None:
    """Put it on the program's widgets, and tell what shows a picture."""
    app, theme = QApplication.instance(), style.chosen(settings.theme)
    if isinstance(app, QApplication):
        style.apply(app, theme)
    store.set_theme(theme)
