"""In which encoding a file is, and with which byte order mark, as those who read it find them."""

from __future__ import annotations

import io
import tokenize

from app.errors import EditError

_MARK = b"\xef\xbb\xbf"


def utf_8(raw: bytes) -> tuple[str, bytes]:
    """UTF-8, whatever it is."""
    return "utf-8", _MARK if raw.startswith(_MARK) else b""


def of_python(raw: bytes) -> tuple[str, bytes]:
    """As Python's own comment says it. Raises EditError."""
    if raw.startswith(_MARK):
        return "utf-8", _MARK
    try:
        return tokenize.detect_encoding(io.BytesIO(raw).readline)[0], b""
    except SyntaxError as why:
        raise EditError("The file's encoding is not known.") from why


def of_prose(raw: bytes) -> tuple[str, bytes]:
    """UTF-16 where its mark says so, else UTF-8, else Latin-1."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ("utf-16-le" if raw[:1] == b"\xff" else "utf-16-be"), raw[:2]
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1", b""
    return utf_8(raw)
