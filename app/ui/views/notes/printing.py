"""A note on paper: black on white, with nothing folded away and nothing that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QBrush, QColor, QPageLayout
from PySide6.QtWidgets import QWidget

from app.scene.theme import LIGHT
from app.ui.views.notes.document import Document

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PX = 96  # of the text, in an inch of paper


def ask_to_print(document: Document, title: str, parent: QWidget) -> None:
    """Open the desktop's dialog for printing, and print where that is accepted."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: print_note(document, printer))
    dialog.finished.connect(document.deleteLater)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def print_note(document: Document, printer: QPrinter) -> None:
    """All of it, on the printer's pages."""
    room = printer.pageLayout().paintRect(QPageLayout.Unit.Inch).size()
    page = QSizeF(room.width() * PX, room.height() * PX)
    document.set_on_paper(page, QBrush(QColor(LIGHT.panel)))
    document.print_(printer)
