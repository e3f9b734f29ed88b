"""The audience's window and the presenter's: which of them there are, and on which screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.ui.kit.passing import Passing
from app.ui.services import screens

SETTLE = 50  # ms until screens that come or go together have
WINDOWED = ""  # in a screen's place: as a window, for a call


class SecondWindow(Passing):
    """The presenter's, as what stands beside it knows it."""

    def open_jump(self) -> None:
        """Ask where to jump to."""
        raise NotImplementedError


class Placing(QObject):
    """changed(): a window has come, gone or moved. `make` makes the presenter's. `remembered` has the audience's screen by the
    set of screens; what one chooses is put there."""

    changed = Signal()

    def __init__(
        self,
        audience: QWidget,
        make: Callable[[], SecondWindow],
        remembered: dict[str, str],
    ) -> None:
        super().__init__(audience)
        self._audience, self._make, self._remembered = audience, make, remembered
        self.window: SecondWindow | None = None
        self._dismissed = False
        self._windowed: bool | None = None  # None: as is remembered
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.arrange)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screens_changed)

    # Where they are

    @property
    def choice(self) -> str:
        """The name of the audience's screen, or WINDOWED."""
        found = screens.screens()
        wanted = self._remembered.get(screens.kind(found))
        if self._windowed or (self._windowed is None and wanted == WINDOWED):
            return WINDOWED
        audience, _ = screens.chosen(found, wanted or "")
        return screens.names(found)[found.index(audience)]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen: names of screens and WINDOWED, each with how it is told."""
        found = screens.screens()
        told = [
            (name, f"{name}, {s.geometry().width()} × {s.geometry().height()}")
            for name, s in zip(screens.names(found), found, strict=True)
        ]
        return [*told, (WINDOWED, "In a window, to share in a call")]

    def choose(self, choice: str) -> None:
        """Put the audience's window there, next time too as long as the screens are the same."""
        self._remembered[screens.kind(screens.screens())] = choice
        self._windowed = choice == WINDOWED
        self.arrange()

    def arrange(self) -> None:
        """Both windows to where they belong: the audience's on its screen, with the presenter's
        on another; on the only one, the audience's alone until both are wanted."""
        found = screens.screens()
        if not found:
            return
        choice, audience = self.choice, self._audience
        screen, own = screens.chosen(found, choice)
        if len(found) > 1 and not self._dismissed:
            self._made()
        if choice == WINDOWED:
            here = audience.screen() if audience.isVisible() else found[0]
            here = here if here in found else found[0]
            screens.show_as_window(audience, here)
            own = next((s for s in found if s != here), here)
        elif len(found) > 1 or self.window is None:
            screens.fill(audience, screen)
        if self.window is not None and len(found) > 1:
            screens.show_large(self.window, own)
        elif self.window is not None:
            screens.share(audience, self.window, found[0])
        (self.window or audience).activateWindow()
        self.changed.emit()

    def swap(self) -> None:
        """The two windows change screens."""
        if self.window is not None and self.can_swap:
            found = screens.screens()
            self.choose(screens.names(found)[found.index(self.window.screen())])

    @property
    def can_swap(self) -> bool:
        several = len(screens.screens()) > 1
        return several and self.window is not None and self._audience.isFullScreen()

    def toggle_full(self) -> None:
        """The audience's window over all of the screen that it is on, or as a window."""
        audience, found = self._audience, screens.screens()
        if audience.isFullScreen():
            self._windowed = True
            self.arrange()
        elif self.window is not None and len(found) == 1:
            audience.showFullScreen()  # until both are to be seen again
        else:
            here = audience.screen()
            self.choose(screens.names(found)[found.index(here)] if here in found else "")

    # The presenter's window

    def toggle_window(self) -> None:
        """The presenter's window, or none; without it, the audience's has all of its screen."""
        if self.window is not None:
            self.window.close()
        else:
            self._dismissed = False
            self._made()
            self.arrange()

    def come_forward(self, over: QWidget | None = None) -> None:
        """Take the keyboard; with `over`, only where that window lies beneath."""
        for part in (self.window, self._audience):
            if part is not None and (over is None or _covers(part, over)):
                part.raise_()
                part.activateWindow()
                return

    def _made(self) -> None:
        if self.window is None:
            self.window = self._make()
            self.window.closed.connect(self._window_closed)

    def _window_closed(self) -> None:
        self.window, self._dismissed = None, True
        if self._audience.isVisible():
            self.arrange()

    def _screens_changed(self, _screen: QScreen) -> None:
        self._settle.start()

    def close(self) -> None:
        """The presentation is over."""
        self._settle.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.disconnect(self._screens_changed)
            app.screenRemoved.disconnect(self._screens_changed)
        if self.window is not None:
            self.window.closed.disconnect(self._window_closed)
            self.window.close()
            self.window = None


def _covers(window: QWidget, other: QWidget) -> bool:
    """It fills the screen that the other one is on."""
    large = window.isFullScreen() or window.isMaximized()
    return large and window.isVisible() and window.screen() == other.screen()
