"""Terraform: folders of HCL; plans and states in JSON."""

from __future__ import annotations

import re
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
    suffixes=(".tf", ".tofu", ".tf.json", ".tofu.json"),
    read=_read,
    codec=_codec,
    together="main.tf",
    describes=True,
)

# What stands at the top of plans and states; `jq -S` puts it into the order of letters.
_KEYS = frozenset(
    {
        *("applyable", "checks", "complete", "configuration", "errored"),
        *("format_version", "lineage", "output_changes", "outputs", "plan_format_version"),
        *("planned_values", "prior_state", "relevant_attributes", "resource_changes"),
        *("resource_drift", "resources", "serial"),
        *("terraform_version", "timestamp", "values", "variables", "version"),
    }
)
_FIRST_KEY = re.compile(r'\s*\{\s*"(\w{1,40})"\s*:')
# All of one of these stand in it.
_SIGNS = (
    ('"root_module"', "_version"),
    ('"root_module"', '"provider_config"'),
    ('"resource_changes"', '"actions"'),
    ('"terraform_version"', '"format_version"'),
    ('"terraform_version"', '"serial"'),
    ('"terraform_version"', '"lineage"'),
)


def begins(text: str) -> bool:
    """Whether a text begins as Terraform's plans and states do: `{"format_version":"1.2","terraform_version":…`."""
    first = _FIRST_KEY.match(text)
    if first is None or first[1] not in _KEYS:
        return False
    return any(all(sign in text for sign in signs) for signs in _SIGNS)


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
