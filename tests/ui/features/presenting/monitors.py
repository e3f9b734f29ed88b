"""Two monitors side by side on one X screen, as `xrandr --setmonitor` makes them."""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_int, c_ulong, c_void_p

WIDE, HIGH = 1280, 720  # px of each
NAMES = (b"left", b"right")


class _Monitor(Structure):
    """XRRMonitorInfo."""

    _fields_ = [
        ("name", c_ulong),
        ("primary", c_int),
        ("automatic", c_int),
        ("noutput", c_int),
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("mwidth", c_int),
        ("mheight", c_int),
        ("outputs", POINTER(c_ulong)),
    ]


def split(display: str) -> bool:
    """Make two of that display's screen, which is 2 × WIDE by HIGH. False where the libraries of
    X are not there."""
    try:
        x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
    except OSError:
        return False
    x11.XOpenDisplay.restype = c_void_p
    opened = c_void_p(x11.XOpenDisplay(display.encode()))
    if opened.value is None:
        return False
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = c_ulong
    root = c_ulong(x11.XDefaultRootWindow(opened))
    randr.XRRGetScreenResources.restype = c_void_p
    resources = randr.XRRGetScreenResources(opened, root)
    # struct: two timestamps, the number of CRTCs, those, the number of outputs, those
    words = ctypes.cast(resources, POINTER(c_ulong))
    outputs = ctypes.cast(c_void_p(words[5]), POINTER(c_ulong))
    for number, name in enumerate(NAMES):
        own = (c_ulong * 1)(outputs[0])
        monitor = _Monitor(x11.XInternAtom(opened, name, 0), number == 0, 0)
        monitor.x, monitor.width, monitor.height = number * WIDE, WIDE, HIGH
        monitor.mwidth, monitor.mheight = 340, 190
        monitor.noutput = 1 if number == 0 else 0
        monitor.outputs = ctypes.cast(own, POINTER(c_ulong))
        randr.XRRSetMonitor(opened, root, byref(monitor))
    x11.XSync(opened, 0)
    x11.XCloseDisplay(opened)
    return True


if __name__ == "__main__":
    sys.exit(0 if split(sys.argv[1]) else 1)
