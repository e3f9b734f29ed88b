"""The window as it was left, kept as an image, which a start shows while it makes the window.

There is one for each settings folder. It counts only where the session's file is as it was then, and the
screens and the system's colours are: so it has the size, the scale and the theme that the window will have.
Loads no Qt until it is shown or kept.
"""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING, NamedTuple

import app
from app.bounded import beginning
from app.cache import Cache
from app.places import SESSION, settings_folder

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage, QPixmap

KIND = "window"
MOST = 64 << 20  # bytes of a file that is read
QUICK = 80  # of Qt's quality of a PNG, 0..100: the more, the sooner it is written


class Snapshot(NamedTuple):
    """`geometry` is Qt's, base64; `scale` in pixels per px, `colours` the system's, empty where the theme
    does not follow them, `screens` all of them, as it was made for them; `png` the image."""

    geometry: str
    title: str
    scale: float
    colours: str
    screens: str
    png: bytes

    def fits(self) -> bool:
        """Whether screens and colours are as they were; needs a QGuiApplication."""
        return self.screens == _screens() and self.colours in ("", _colours())

    def image(self) -> QPixmap:
        """The window's inside, with the scale of its screen."""
        from PySide6.QtGui import QPixmap

        found = QPixmap()
        found.loadFromData(self.png, "PNG")
        found.setDevicePixelRatio(self.scale)
        return found


def kept(path: Path | None) -> Snapshot | None:
    """That of the session as it stands, where a path is given only if that was open then."""
    found = Cache(KIND).get(_name())
    parts = found.split(b"\n", 7) if found else []
    if len(parts) != 8 or parts[0].decode() != _session():
        return None
    if path is not None and parts[1].decode() != _sum(_text(path.resolve())):
        return None
    geometry, title, scale, colours, screens = (part.decode() for part in parts[2:7])
    return Snapshot(geometry, title, float(scale), colours, screens, parts[7])


def keep(image: QImage, path: Path | None, geometry: str, title: str, follows: bool) -> None:
    """Keep it for the session as it stands, in which that path was open, None for the bundled one.
    With `follows` its theme is the system's."""
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", QUICK)  # type: ignore[call-overload]  # known by its name, too
    where = _sum(_text(path) if path is not None else "")
    scale, colours = f"{image.devicePixelRatio():g}", _colours() if follows else ""
    words = (_session(), where, geometry, title.replace("\n", " "), scale, colours, _screens())
    head = "\n".join(words).encode("utf-8", "replace")
    Cache(KIND).put(_name(), head + b"\n" + bytes(buffer.data().data()))


def drop() -> None:
    """Keep none."""
    Cache(KIND).put(_name(), b"")


def _name() -> str:
    """Of the entry: sessions in other settings folders, which may share the cache, keep their own."""
    return f"snapshot-{_sum(_text(settings_folder()))}"


def _colours() -> str:
    """Whether the system is dark."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.styleHints().colorScheme().name


def _screens() -> str:
    from PySide6.QtGui import QGuiApplication

    screens = []
    for screen in QGuiApplication.screens():
        box = screen.availableGeometry()
        place = (box.x(), box.y(), box.width(), box.height())
        dots = f"{screen.devicePixelRatio():g} {screen.logicalDotsPerInch():g}"
        screens.append(f"{screen.name()} {place} {dots}")
    return "; ".join(screens)


def _session() -> str:
    """The session's file and the program that reads it, as they are."""
    try:
        now = beginning(settings_folder() / SESSION, MOST)
    except (OSError, ValueError):
        now = b""
    theirs = f"{app.__file__} {app.__version__} {os.environ.get('QT_QPA_PLATFORM', '')}"
    return f"{zlib.crc32(now):x} {_sum(theirs)}"


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):x}"


def _text(path: Path) -> str:
    from app.paths import text_of

    return text_of(path)
