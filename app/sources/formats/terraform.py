"""Terraform: folders of HCL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.formats.record import DiagramFormat

if TYPE_CHECKING:
    from app.sources.reading import DiagramOrigin, SourceReading


def _read(path: Path, origin: DiagramOrigin) -> SourceReading:
    from app.sources.infrastructure.terraform.reading import read_terraform

    return read_terraform(path, origin)


def _codec(raw: bytes) -> tuple[str, bytes]:
    from app.sources.edits.encodings import utf_8

    return utf_8(raw)


FOLDERS = DiagramFormat(
    name="Terraform",
    files="Terraform files",
    suffixes=(".tf",),
    read=_read,
    codec=_codec,
    together="main.tf",
    describes=True,
)
