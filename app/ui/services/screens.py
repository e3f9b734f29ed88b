"""The screens there are, by name, and how windows get onto them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

WIDE, HIGH = 16, 9
AUDIENCE, OWN = 0.6, 0.84  # of the screen's width, where both windows share one
ALONE = 0.8  # of the screen's width, for the audience's as a window


def screens() -> list[QScreen]:
    """The primary one first; of those that show the same, one."""
    primary = QGuiApplication.primaryScreen()
    found = [primary] if primary is not None else []
    for screen in QGuiApplication.screens():
        if all(screen.geometry() != known.geometry() for known in found):
            found.append(screen)
    return found


def names(found: Sequence[QScreen]) -> list[str]:
    """What each is called, no two the same."""
    told: list[str] = []
    for screen in found:
        name = screen.name() or "Screen"
        count = sum(t == name or t.startswith(f"{name} (") for t in told)
        told.append(f"{name} ({count + 1})" if count else name)
    return told


def kind(found: Sequence[QScreen]) -> str:
    """This set of screens, whichever is the primary one: what a choice is remembered for."""
    return " + ".join(sorted(names(found)))


def chosen(found: Sequence[QScreen], audience: str = "") -> tuple[QScreen, QScreen]:
    """The audience's screen, which is the one of that name or else the second one, and the
    presenter's, which is another one if there is any."""
    told = names(found)
    at = told.index(audience) if audience in told else min(1, len(found) - 1)
    own = next((n for n in range(len(found)) if n != at), at)
    return found[at], found[own]


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


def show_as_window(window: QWidget, screen: QScreen) -> None:
    """Show it as a window that can be moved and shared in a call; where it is one already, it
    stays."""
    if not window.isVisible() or window.isFullScreen() or window.screen() != screen:
        _bring(window, screen, _middle(screen.availableGeometry(), ALONE))
        window.showNormal()


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
    """Top right or bottom left, with room for the frame that the system draws."""
    place = QRect(room.topLeft(), _size(room, share))
    if right:
        place.moveRight(room.right() - 8)
        place.moveTop(room.top() + 40)
    else:
        place.moveLeft(room.left() + 8)
        place.moveBottom(room.bottom() - 8)
    return place


def _middle(room: QRect, share: float) -> QRect:
    place = QRect(room.topLeft(), _size(room, share))
    place.moveCenter(room.center())
    return place


def _size(room: QRect, share: float) -> QSize:
    """16:9."""
    wide = round(room.width() * share)
    return QSize(wide, min(round(wide * HIGH / WIDE), room.height() - 48))


def _bring(window: QWidget, screen: QScreen, place: QRect) -> None:
    window.setWindowState(window.windowState() & ~_LARGE)  # else systems leave it where it is
    window.setScreen(screen)
    window.setGeometry(place)


_LARGE = Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMaximized
