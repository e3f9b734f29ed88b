"""The extra that cards for Anki need. No Qt."""

from __future__ import annotations

from importlib.util import find_spec


def missing() -> str:
    """What to do where the extra is not installed; empty where it is."""
    if find_spec("genanki") is not None:
        return ""
    return "Cards for Anki need genanki, which is not installed: pip install 'acetate[anki]'"
