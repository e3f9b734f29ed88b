"""The table of the formats that are read, as it is and as it is to be."""

from __future__ import annotations

from pathlib import Path

from app.sources import formats
from app.sources.formats.record import DiagramFormat, Format, Trust

ROOT = Path(__file__).parent.parent.parent
HEAD = "| format | files | what reading does | *Bind…* writes |\n"


def stated() -> list[list[str]]:
    guide = (ROOT / "docs" / "notes-and-diagrams.md").read_text(encoding="utf-8")
    table = guide.partition(HEAD)[2].partition("\n\n")[0]
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[1:]]


def rows() -> list[list[str]]:
    return [_row(f) for f in formats.table()]


def _row(format: Format) -> list[str]:
    files = " ".join(f"`{suffix}`" for suffix in format.suffixes)
    if isinstance(format, DiagramFormat) and format.may:
        files += ", " if files else ""
        files += f"{' '.join(f'`{suffix}`' for suffix in format.may)} where they hold one"
    if isinstance(format, DiagramFormat) and format.within:
        files += f", {' '.join(f'`{suffix}`' for suffix in format.within)} that hold one where they are named"
    if isinstance(format, DiagramFormat) and format.begins is not None:
        files += f", {format.known_by} under any name"
    does = "runs it, when allowed" if format.trust is Trust.PROGRAM else "reads it"
    return [format.name, files, does, format.edit.told if format.edit else ""]
