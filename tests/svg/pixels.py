"""How much two pictures differ."""

from __future__ import annotations

from PySide6.QtGui import QImage


def distance(one: QImage, other: QImage) -> float:
    """The mean difference of a channel, of 255."""
    flat = [image.convertToFormat(QImage.Format.Format_RGBA8888) for image in (one, other)]
    a, b = (bytes(image.constBits()) for image in flat)
    assert len(a) == len(b)
    step = 97  # a prime, so that all channels and places come by
    pairs = list(zip(a[::step], b[::step], strict=True))
    return sum(abs(x - y) for x, y in pairs) / len(pairs)
