"""A diagram that a note says in a block of code, alone in a window as large as it is, or as the screen gives."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from app.model.diagram_layout import DiagramLayout
from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.dialog import open_dialog
from app.ui.views.notes import pages
from app.ui.views.notes.document import Document
from app.ui.views.notes.enlarged import LEAST, OF_SCREEN, alone_in_window
from app.ui.views.notes.markup import DRAWN_TABLE
from app.ui.views.notes.style import MARGIN
from app.ui.views.notes.view import NotesView

BAR = 24  # px, for what scrolls


def open_block(view: NotesView, layout: DiagramLayout, theme: Theme) -> QDialog:
    """Over the window of that view; Esc closes."""
    name = plain.line(layout.diagram.title or "Diagram")
    dialog, large = alone_in_window(view, name, theme)
    room = view.screen().availableSize() * OF_SCREEN
    width, height = pages.size_to_read(layout, room.width() - 2 * MARGIN - BAR)
    layers, ratio = frozenset(layout.diagram.layers), view.devicePixelRatioF()
    picture = pages.draw(layout, layers, width, height, ratio, theme)
    html = f'<img src="large" width="{width}" height="{height}">'
    wide, high = width + 2 * MARGIN + BAR, height + 2 * MARGIN + BAR
    fits = wide <= room.width()
    html = f'<p align="center">{html}</p>' if fits else f"{DRAWN_TABLE}{html}</td></tr></table>"
    dialog.resize(max(min(wide, room.width()), LEAST[0]), min(max(high, LEAST[1]), room.height()))
    open_dialog(dialog)
    page = Document(html, {"large": picture}, theme, view.font(), 1.0, large)
    large.show_page(page, theme, 1.0)
    return dialog
