"""The system libraries that Qt's wheel does not bring along: which of them are missing here, and
how this system installs them. Asked only where Qt could not be loaded."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

RELEASE = Path("/etc/os-release")
WITHOUT = "`acetate check`, `list`, `search` and `study` work without it."


class Packages(NamedTuple):
    """What holds a library, by family of systems."""

    apt: str
    dnf: str
    pacman: str
    zypper: str


# What pictures need, then what a window of X11 needs besides.
PICTURES = {
    "libGL.so.1": Packages("libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1"),
    "libEGL.so.1": Packages("libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1"),
    "libX11.so.6": Packages("libx11-6", "libX11", "libx11", "libX11-6"),
    "libglib-2.0.so.0": Packages("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    "libgthread-2.0.so.0": Packages("libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0"),
    "libfontconfig.so.1": Packages("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1"),
    "libfreetype.so.6": Packages("libfreetype6", "freetype", "freetype2", "libfreetype6"),
    "libxkbcommon.so.0": Packages("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
    "libdbus-1.so.3": Packages("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    "libz.so.1": Packages("zlib1g", "zlib", "zlib", "libz1"),
    "libzstd.so.1": Packages("libzstd1", "libzstd", "zstd", "libzstd1"),
}
WINDOW = {
    "libX11-xcb.so.1": Packages("libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1"),
    "libxkbcommon-x11.so.0": Packages(
        "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0"
    ),
    "libxcb-cursor.so.0": Packages(
        "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"
    ),
    "libxcb-icccm.so.4": Packages("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    "libxcb-image.so.0": Packages(
        "libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0"
    ),
    "libxcb-keysyms.so.1": Packages(
        "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"
    ),
    "libxcb-render-util.so.0": Packages(
        "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil", "libxcb-render-util0"
    ),
    "libxcb-util.so.1": Packages("libxcb-util1", "xcb-util", "xcb-util", "libxcb-util1"),
} | {
    f"libxcb{part}.so.{number}": Packages(
        f"libxcb{part}{number if part else 1}", "libxcb", "libxcb", f"libxcb{part}{number}"
    )
    for part, number in {
        "": 1,
        "-randr": 0,
        "-render": 0,
        "-shape": 0,
        "-shm": 0,
        "-sync": 1,
        "-xfixes": 0,
        "-xkb": 1,
    }.items()
}
_COMMANDS = {
    "apt": "apt install",
    "dnf": "dnf install",
    "pacman": "pacman -S",
    "zypper": "zypper install",
}
_FAMILIES = {
    "apt": {"debian", "ubuntu"},
    "dnf": {"fedora", "rhel", "centos"},
    "pacman": {"arch"},
    "zypper": {"suse", "opensuse"},
}
# Since these releases Debian and Ubuntu call GLib's package otherwise.
_TIME64 = {"debian": 13, "ubuntu": 24}


def missing(window: bool) -> list[str]:
    """The libraries that are not there; with `window`, of those too that only a window needs.
    Where the system is not Linux, none are known."""
    if not sys.platform.startswith("linux"):
        return []
    return [name for name in {**PICTURES, **(WINDOW if window else {})} if not _there(name)]


def without_qt(why: str, window: bool = False) -> str:
    """The sentences for Qt that cannot be loaded; `why` is what the loader said."""
    found = missing(window)
    if not found:
        return f"Qt cannot be loaded ({why}). {WITHOUT}"
    return f"Qt cannot be loaded. {WITHOUT} {wanting(found)}"


def wanting(found: Iterable[str], release: Path = RELEASE) -> str:
    """The sentences for libraries that are missing; they end in the line that installs them on the
    system that `release` tells of, where that is known."""
    found = list(found)
    what = "System libraries are missing" if found[1:] else "A system library is missing"
    line = installing(found, release)
    return f"{what}. Install: {line}" if line else f"{what}: {', '.join(found)}."


def installing(found: Iterable[str], release: Path = RELEASE) -> str:
    """The command that installs libraries, as the system that `release` tells of does it; nothing
    where it is not known."""
    said = _release(release)
    ids = {said.get("ID", ""), *said.get("ID_LIKE", "").split()}
    ids |= {id.partition("-")[0] for id in ids}
    family = next((f for f, members in _FAMILIES.items() if ids & members), None)
    if family is None:
        return ""
    known = PICTURES | WINDOW
    packages = dict.fromkeys(getattr(known[name], family) for name in found)
    newer = _major(said) >= _TIME64.get(said.get("ID", ""), 1000)
    names = [f"{p}t64" if newer and p == "libglib2.0-0" else p for p in packages]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return f"{'' if root else 'sudo '}{_COMMANDS[family]} {' '.join(names)}"


def _there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _release(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def _major(said: dict[str, str]) -> int:
    number = said.get("VERSION_ID", "").partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() else 0
