"""The layout engine's answers in JSON."""

from __future__ import annotations

import json
from typing import Any

from app.errors import LayoutError

# The engine's own fields that are no text; beside these stand a file's attributes, which are.
OWN = frozenset(
    {"_gvid", "_subgraph_cnt", "directed", "strict", "objects", "subgraphs", "nodes", "edges"}
    | {"tail", "head"}
)


def documents(text: str) -> list[dict[str, Any]]:
    """The engine's answer, a document for each graph of the file; at least one. Raises
    LayoutError."""
    # Graphviz escapes no control characters.
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_fields)
    found: list[dict[str, Any]] = []
    at = 0
    try:
        while at < len(text):
            one, at = decoder.raw_decode(text, at)
            found.append(one)
            while at < len(text) and text[at].isspace():
                at += 1
    except (ValueError, RecursionError) as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why
    return found


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the answer: the engine's own fields and the file's attributes, which may be
    called alike. Attributes are text, and a name comes first."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if isinstance(value, str) and (key in found or key in OWN):
            continue
        found[key] = value
    return found
