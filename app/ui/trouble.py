"""When Qt cannot start: one sentence that says what to do, instead of an abort."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

# Debian's and Fedora's packages for libraries that the platform plugins need.
PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
}
OTHERWISE = "Pictures need no window: acetate export --all -o pictures/"


def watch() -> None:
    """From now on, Qt's messages are kept for a report, and its abort becomes our sentence."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_handle)


def missing_library(said: str) -> str:
    """The sentence for a loader's message that a shared library is missing."""
    import re

    found = re.search(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object", said)
    if not found:
        return f"Qt cannot be loaded ({said}). {OTHERWISE}"
    library = found[1]
    packages = PACKAGES.get(library)
    how = (
        f"Install it: sudo apt install {packages[0]} (Fedora: sudo dnf install {packages[1]})."
        if packages
        else "Install the package of your system that holds it."
    )
    return f"The window cannot open: the system library {library} is missing. {how} {OTHERWISE}"


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
    import ctypes
    from pathlib import Path

    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    try:
        ctypes.CDLL(str(plugins / "libqxcb.so"))
    except OSError as why:
        if "cannot open shared object" in str(why) and "libqxcb.so:" not in str(why):
            return missing_library(str(why))
    return (
        f"The window cannot open: the display “{display}” does not answer. Check the environment "
        f"variable DISPLAY and your rights to it. {OTHERWISE}"
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
