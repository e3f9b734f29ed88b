"""Qt for pictures alone: no window, no display."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from app.render import fonts
from app.report import note

_kept: list[QGuiApplication] = []


def ensure_application() -> None:
    """Make sure that there is a QGuiApplication, that it knows the canvas font and that any thread
    may paint. One that is made here needs no display. Call it from the main thread."""
    from app.render.first_use import paint_once

    ensure_fonts()
    paint_once()


def ensure_fonts() -> None:
    """The same for a process of one thread, which loads no more than that: nothing is painted before."""
    if QGuiApplication.instance() is None:
        qInstallMessageHandler(_note)
        _kept.append(QGuiApplication(["acetate", "-platform", "offscreen"]))
    fonts.load()


def _note(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    """What Qt says (of locales, of fonts) is for a report; before it aborts, for the person."""
    note(f"Qt: {text}")
    if kind == QtMsgType.QtFatalMsg:
        print(f"acetate: {text}", file=sys.stderr, flush=True)
