"""Screens that come and go: Qt's offscreen platform takes any number of them, as its own tests
have it. Linux only, and only in a process that was started with `platform(screens, file)`."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Sequence
from pathlib import Path

import PySide6

Screen = tuple[str, int, int, int, int, float]  # name, x, y, width, height (px), pixels per px

_SET_CONFIGURATION = 12  # QPlatformNativeInterface::nativeResourceForIntegration in the vtable


def platform(screens: Sequence[Screen], file: Path) -> str:
    """The value of QT_QPA_PLATFORM for a process that begins with those screens."""
    file.write_text(_json(screens))
    return f"offscreen:configfile={file}"


def set_screens(screens: Sequence[Screen]) -> None:
    """From now on those screens are there: what is not among them is unplugged."""
    library = Path(PySide6.__file__).parent / "Qt" / "lib"
    core = ctypes.CDLL(str(library / "libQt6Core.so.6"))
    gui = ctypes.CDLL(str(library / "libQt6Gui.so.6"))
    interface = _function(gui, "_ZN15QGuiApplication23platformNativeInterfaceEv", 0)()
    table = ctypes.cast(interface, ctypes.POINTER(ctypes.c_void_p))[0]
    ask = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[_SET_CONFIGURATION]
    pointer = ctypes.c_void_p
    find = ctypes.CFUNCTYPE(pointer, pointer, pointer)(ask or 0)
    name, text = _bytes(core, b"setConfiguration"), _bytes(core, _json(screens).encode())
    found = find(interface, ctypes.addressof(name))
    document, configuration = pointer(), pointer()
    _function(core, "_ZN13QJsonDocument8fromJsonERK10QByteArrayP15QJsonParseError", 3)(
        ctypes.addressof(document), ctypes.addressof(text), None
    )
    _function(core, "_ZNK13QJsonDocument6objectEv", 2)(
        ctypes.addressof(configuration), ctypes.addressof(document)
    )
    ctypes.CFUNCTYPE(None, pointer, pointer)(found)(ctypes.addressof(configuration), interface)


def _json(screens: Sequence[Screen]) -> str:
    named = ("name", "x", "y", "width", "height", "dpr")
    told = [dict(zip(named, screen, strict=True)) for screen in screens]
    return json.dumps({"screens": told, "windowFrameMargins": False})


def _bytes(core: ctypes.CDLL, text: bytes) -> ctypes.Array[ctypes.c_void_p]:
    """A QByteArray."""
    made = (ctypes.c_void_p * 3)()
    make = core["_ZN10QByteArrayC1EPKcx"]
    make.argtypes, make.restype = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_longlong], None
    make(ctypes.addressof(made), text, len(text))
    return made


def _function(library: ctypes.CDLL, name: str, arguments: int) -> ctypes._NamedFuncPointer:
    found = library[name]
    found.argtypes, found.restype = [ctypes.c_void_p] * arguments, ctypes.c_void_p
    return found
