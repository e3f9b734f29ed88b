"""Pictures that lie in a drawing itself: kept as files, by what is in them, so that they are drawn as any
other icon is."""

from __future__ import annotations

import binascii
from base64 import b64decode
from contextlib import suppress
from urllib.parse import unquote_to_bytes

from app.cache import digest
from app.sources.graphs.found_icons import HELD
from app.sources.scripts.fetched_icons import LARGEST, keep, kept

MOST = 200  # pictures of a page
_DATA = "data:image/"


def is_held(image: str) -> bool:
    """Whether a style's `image` is the picture itself."""
    return image.startswith(_DATA)


def held_picture(image: str) -> str:
    """The name by which it is found; empty where it is none, or cannot be kept."""
    content = _content(image)
    if not content or len(content) > LARGEST:
        return ""
    name = HELD + digest(content)
    if kept(name) is None:
        with suppress(OSError):
            keep(name, content)
    return name if kept(name) is not None else ""


def _content(image: str) -> bytes:
    """draw.io writes base64 without saying so, as a semicolon ends an entry of a style."""
    _, _, said = image.partition(",")
    if said.lstrip().startswith(("<", "%3C", "%3c")):
        return unquote_to_bytes(said)
    try:
        text = unquote_to_bytes(said)
        return b64decode(text + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
