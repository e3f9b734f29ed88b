"""The workspaces that were open lately, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.paths import path_of
from app.ui.kit import plain
from app.ui.kit.background import Background
from app.ui.services.settings import Settings

BUNDLED = "Bundled diagrams"
LONGEST = 48  # characters of where it lies


def label(path: str) -> str:
    """`notes – ~/study`: what it is called, then where it lies."""
    place = Path(path)
    home = Path.home()
    above = place.parent
    short = f"~/{above.relative_to(home).as_posix()}" if above.is_relative_to(home) else str(above)
    short = short.removesuffix("/.")
    if len(short) > LONGEST:
        short = f"…{short[-LONGEST + 1 :]}"
    return f"{place.name or path} – {short}"


class RecentMenu(QMenu):
    """Open recent. Those that are no longer there are told by a thread, and cannot be chosen."""

    def __init__(
        self,
        settings: Settings,
        background: Background,
        choose: Callable[[Path | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__("Open recent", parent)
        self._settings, self._background, self._choose = settings, background, choose
        self._entries: dict[str, QAction] = {}
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        self.addAction(BUNDLED).triggered.connect(lambda: self._choose(None))
        self.addSeparator()
        paths = self._settings.recent_paths()
        self._entries = {path: self._entry(path) for path in paths}
        if paths:
            self.addSeparator()
        clear = self.addAction("Clear list")
        clear.setEnabled(bool(paths))
        clear.triggered.connect(self._clear)
        self._background.start(
            lambda _: [p for p in paths if not _is_there(p)], self._disable, lambda _: None
        )

    def _entry(self, path: str) -> QAction:
        action = self.addAction(plain.caption(label(path)))
        action.setToolTip(plain.tip(path))
        action.triggered.connect(lambda: self._choose(path_of(path)))
        return action

    def _clear(self) -> None:
        self._settings.clear_recent()

    def _disable(self, gone: list[str]) -> None:
        for path in gone:
            if action := self._entries.get(path):
                action.setEnabled(False)
                action.setText(f"{action.text()} (no longer there)")


def _is_there(path: str) -> bool:
    try:
        return path_of(path).exists()
    except (OSError, ValueError):  # no path that any system has
        return False
