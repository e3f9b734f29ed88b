"""Which screen is whose while one presents, and how windows get there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

WIDE, HIGH = 16, 9
AUDIENCE, OWN = 0.6, 0.84  # of the screen's width, where both windows share one


def screens() -> list[QScreen]:
    """The primary one first; of those that show the same, one."""
    primary = QGuiApplication.primaryScreen()
    found = [primary] if primary is not None else []
    for screen in QGuiApplication.screens():
        if all(screen.geometry() != known.geometry() for known in found):
            found.append(screen)
    return found


def chosen(found: Sequence[QScreen], swapped: bool) -> tuple[QScreen, QScreen]:
    """The audience's screen, which is the second one, and the presenter's; or the other way."""
    own, audience = found[0], found[1] if len(found) > 1 else found[0]
    return (own, audience) if swapped else (audience, own)


def fill(window: QWidget, screen: QScreen) -> None:
    """Show it over the whole of a screen."""
    there = window.isFullScreen() and window.geometry() == screen.geometry()
    if not (there and window.isVisible() and window.screen() == screen):
        _bring(window, screen, screen.geometry())
        window.showFullScreen()


def show_large(window: QWidget, screen: QScreen) -> None:
    """Show it as large as the screen lets a window be."""
    if not (window.isVisible() and window.isMaximized() and window.screen() == screen):
        _bring(window, screen, screen.availableGeometry())
        window.showMaximized()


def share(audience: QWidget, own: QWidget, screen: QScreen) -> None:
    """Both on one screen as windows of their own: each can be moved, and seen past the other."""
    room = screen.availableGeometry()
    _bring(audience, screen, _corner(room, AUDIENCE, right=True))
    audience.showNormal()
    _bring(own, screen, _corner(room, OWN, right=False))
    own.showNormal()
    own.raise_()
    own.activateWindow()


def bring_in(window: QWidget) -> None:
    """A window whose screen is gone comes back into sight."""
    room = window.screen().availableGeometry()
    if not window.isFullScreen() and not room.intersects(window.geometry()):
        size = window.size().boundedTo(room.size())
        window.setGeometry(QRect(room.topLeft(), size))


def _corner(room: QRect, share: float, right: bool) -> QRect:
    """Top right or bottom left, 16:9, with room for the frame that the system draws."""
    wide = round(room.width() * share)
    size = QSize(wide, min(round(wide * HIGH / WIDE), room.height() - 48))
    place = QRect(room.topLeft(), size)
    if right:
        place.moveRight(room.right() - 8)
        place.moveTop(room.top() + 40)
    else:
        place.moveLeft(room.left() + 8)
        place.moveBottom(room.bottom() - 8)
    return place


def _bring(window: QWidget, screen: QScreen, place: QRect) -> None:
    window.setWindowState(window.windowState() & ~_LARGE)  # else systems leave it where it is
    window.setScreen(screen)
    window.setGeometry(place)


_LARGE = Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMaximized
