"""A file of the workspace as text, where it may be changed."""

from __future__ import annotations

from app.bounded import beginning
from app.errors import EditError
from app.paths import path_of
from app.places import came_with_us
from app.sources.edits import encodings
from app.sources.edits.edits import Source, may_write
from app.sources.file_formats import format_of

MOST = 8 << 20  # bytes of a file that is edited


def read(root: str, file: str) -> Source:
    """The file, named from the root. Raises EditError where it must not be changed: outside the workspace, one of Acetate's own, read-only, or of no known encoding."""
    try:
        inside = path_of(root).resolve()
        path = (inside / path_of(file)).resolve(strict=True)
        if not path.is_relative_to(inside) or not path.is_file():
            raise EditError("The file is not in the workspace.")
        if came_with_us(path):
            raise EditError("The file came with Acetate, which never changes its own files.")
        if not may_write(path):
            raise EditError("The file is read-only.")
        raw = beginning(path, MOST + 1)
    except (OSError, RuntimeError) as why:
        raise EditError(f"The file cannot be read: {why}.") from why
    if len(raw) > MOST:
        raise EditError(f"The file is larger than {MOST >> 20} MiB.")
    format = format_of(path)
    codec, mark = format.codec(raw) if format else encodings.utf_8(raw)
    try:
        text = raw[len(mark) :].decode(codec)
    except (UnicodeDecodeError, LookupError) as why:
        raise EditError("The file's encoding is not known.") from why
    if mark + text.encode(codec) != raw:
        raise EditError("A change would not keep the file's encoding.")
    return Source(path, file, raw, text, codec, mark)
