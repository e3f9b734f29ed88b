"""`acetate search`: what the window's search finds, on the command line. No Qt."""

from __future__ import annotations

import argparse
import json
from typing import Any

from app.cli_load import load_workspace, tell
from app.errors import UsageError
from app.search.entry import Entry, EntryKind, Hit, entries
from app.search.index import EntryIndex
from app.search.marks import Marks


def search(args: argparse.Namespace) -> int:
    """Print what is found, best first; 1 where nothing is. Raises UsageError for an empty
    query."""
    if not any(char.isalnum() for char in args.words) and args.words.strip() not in {"#", "@"}:
        raise UsageError('Say what to look for: acetate search "nat gateway"')
    index = EntryIndex(entries(load_workspace(args)))
    found = index.search(args.words)
    if args.json:
        print(json.dumps({"results": [_as_json(hit) for hit in found]}, indent=1))
    else:
        marks = Marks(index, args.words)
        for hit in found:
            print(_line(hit.entry))
            if snippet := marks.snippet(hit):
                print(f"    {snippet.text}")
    if not found:
        tell(f"Nothing was found for “{args.words}”. Try fewer words.")
    return int(not found)


def _line(entry: Entry) -> str:
    """`component  NAT gateway – VPC › Public subnet (vpc.py:88)`; a section's place is its file."""
    place = f" – {entry.place}" if entry.place and entry.kind is not EntryKind.SECTION else ""
    where = f"{entry.file}:{entry.line}" if entry.line else entry.file or entry.diagram
    return f"{entry.kind:<9}  {entry.title}{place} ({where})"


def _as_json(hit: Hit) -> dict[str, Any]:
    entry = hit.entry
    return {
        "kind": entry.kind,
        "id": entry.id,
        "title": entry.title,
        "diagram": entry.diagram,
        "file": entry.file,
        "line": entry.line,
        "score": hit.score,
    }
