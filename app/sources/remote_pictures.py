"""Which pictures of notes lie on the web."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

LONGEST = 2000  # characters of an address


def host_of(address: str) -> str:
    """The host of an http(s) address of a picture, in lower case; empty for all else."""
    if len(address) > LONGEST or any(c.isspace() or c in "<>\"'\\" for c in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:  # no address at all
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def kept(address: str) -> Path | None:
    """The file of what was fetched from there."""
    from app.sources.scripts import fetched_icons

    return fetched_icons.kept(address)


def is_elsewhere(source: str) -> bool:
    """Whether a picture's source says another place than a file of the workspace."""
    return "://" in source or source.startswith(("//", "\\\\", "%5C%5C"))
