"""Terraform: folders of HCL; plans and states in JSON."""

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

_HEAD = 400  # letters in which a plan or a state says that it is one


def begins(text: str) -> bool:
    """Whether a text begins as Terraform's plans and states do: `{"format_version":"1.2","terraform_version":…`."""
    head = text[:_HEAD]
    if not head.lstrip().startswith("{") or '"terraform_version"' not in head:
        return False
    return '"format_version"' in head or '"serial"' in head or '"lineage"' in head


def _read_plan(path: Path, origin: DiagramOrigin) -> SourceReading:
    from app.sources.infrastructure.terraform.plans import read_plan

    return read_plan(path, origin)


PLANS = DiagramFormat(
    name="Terraform plan or state",
    files="Terraform plans and states",
    suffixes=(".tfstate",),
    read=_read_plan,
    codec=_codec,
    begins=begins,
    known_by="a plan or a state of Terraform’s in JSON",
    may=(".json",),
)
