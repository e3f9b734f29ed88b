"""Where the link under the pointer leads, as the text's tooltip."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QTextBrowser, QToolTip

from app.ui.kit import plain
from app.ui.views.notes.html import FOLD


def tipped(view: QTextBrowser, event: QEvent, describe: Callable[[str], str]) -> bool:
    """Whether the event asked for it; what folds needs none."""
    if event.type() != QEvent.Type.ToolTip:
        return False
    asked = cast(QHelpEvent, event)
    href = view.anchorAt(asked.pos())
    said = describe(href) if href and not href.startswith(f"#{FOLD}") else ""
    QToolTip.showText(asked.globalPos(), plain.tip(said), view)
    return True
