"""When Qt cannot start: one sentence that says what to do, instead of an abort."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

OTHERWISE = "Pictures need no window: acetate export --all -o pictures/"


def watch() -> None:
    """From now on, Qt's messages are kept for a report, and its abort becomes our sentence."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_handle)


def why_not() -> str:
    """Why Qt found no platform to draw on."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen and chosen.partition(":")[0] not in {"xcb", "wayland"}:
        return (
            f"The window cannot open: Qt knows no platform “{chosen}”. Unset the environment "
            f"variable QT_QPA_PLATFORM. {OTHERWISE}"
        )
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not display:
        return (
            "The window cannot open: there is no display. Start Acetate in a desktop session, "
            f"or with “ssh -X”. {OTHERWISE}"
        )
    from app import libraries

    if wanting := libraries.missing(window=True):
        return f"The window cannot open. {OTHERWISE}. {libraries.wanting(wanting)}"
    return (
        f"The window cannot open: the display “{display}” does not answer. Check the environment "
        f"variable DISPLAY and your permission to use it. {OTHERWISE}"
    )


def _handle(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    from PySide6.QtCore import QtMsgType

    if kind == QtMsgType.QtFatalMsg:
        # Qt aborts when we return; nothing has been started that would need an orderly end.
        known = "platform plugin" in (text or "")
        print(f"acetate: {why_not() if known else text}", file=sys.stderr, flush=True)
        os._exit(1)
    if _about_platform(text or ""):
        return
    from app.report import note

    note(f"Qt: {text}")


def _about_platform(text: str) -> bool:
    """What Qt says on its way to giving up; our sentence says it better."""
    return any(
        part in text
        for part in ("platform plugin", "could not connect to display", "is needed to load the Qt")
    )
