"""What a plan does with an instance, and why, in words: https://developer.hashicorp.com/terraform/internals/json-format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.model.details import ChangeKind
from app.sources.infrastructure.terraform.plain_json import listed, mapping
from app.sources.infrastructure.wording import LONG, shortened

Remarks = tuple[tuple[str, str], ...]
_MOST = 12  # attributes that are named
_CHANGES = {
    ("create",): ChangeKind.ADDED,
    ("update",): ChangeKind.CHANGED,
    ("delete",): ChangeKind.GONE,
    ("forget",): ChangeKind.GONE,
    ("delete", "create"): ChangeKind.REPLACED,
    ("create", "delete"): ChangeKind.REPLACED,
    ("create", "forget"): ChangeKind.REPLACED,
}
_ORDER = {
    ("forget",): "Terraform forgets it, and does not destroy it",
    ("delete", "create"): "the old one is destroyed before the new one is made",
    ("create", "delete"): "the new one is made before the old one is destroyed",
    (
        "create",
        "forget",
    ): "a new one is made; Terraform forgets the old one, and does not destroy it",
}
_REASONS = {
    "replace_because_tainted": "it is tainted",
    "replace_because_cannot_update": "it cannot be changed in place",
    "replace_by_request": "the plan was asked to replace it",
    "replace_by_triggers": "what triggers its replacement has changed",
    "delete_because_no_resource_config": "it is no longer in the code",
    "delete_because_wrong_repetition": "the code counts it in another way",
    "delete_because_count_index": "count is smaller than that",
    "delete_because_each_key": "its key is no longer in for_each",
    "delete_because_no_module": "its module is no longer called",
    "delete_because_no_move_target": "what it would be moved to is not in the code",
    "read_because_config_unknown": "what it is asked with is only known after apply",
    "read_because_dependency_pending": "what it depends on changes first",
    "read_because_check_nested": "a check asks for it again",
}


def kind_of(change: Mapping[str, Any]) -> ChangeKind | None:
    """None for what stays as it is or is only read."""
    return _CHANGES.get(_actions(change))


def remarks_of(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What one of a plan's `resource_changes` says besides what changes, by what it is about."""
    change = mapping(said.get("change"))
    if (order := _ORDER.get(_actions(change))) is not None:
        yield "What becomes of it", order
    if (why := _REASONS.get(str(said.get("action_reason")))) is not None:
        paths = [_path(path) for path in listed(change.get("replace_paths"))][:_MOST]
        yield "Why", f"{why}: {', '.join(dict.fromkeys(paths))}" if paths else why
    if isinstance(moved := said.get("previous_address"), str):
        yield "Moved from", shortened(moved, LONG)
    importing = change.get("importing")
    if isinstance(importing, Mapping):
        id = importing.get("id")
        yield "Imported", shortened(id, LONG) if isinstance(id, str) else "by its identity"


def drifted(said: Mapping[str, Any]) -> tuple[str, str] | None:
    """What one of a plan's `resource_drift` says was done by others than Terraform."""
    change = mapping(said.get("change"))
    before, after = mapping(change.get("before")), mapping(change.get("after"))
    if _actions(change) == ("delete",):
        return "Outside Terraform", "it was deleted"
    names = [n for n in {**before, **after} if before.get(n) != after.get(n)]
    if not names or _actions(change) != ("update",):
        return None
    return "Outside Terraform", f"changed: {', '.join(names[:_MOST])}"


def _actions(change: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(action) for action in listed(change.get("actions")))


def _path(steps: Any) -> str:
    """`["ingress", 0, "from_port"]` as `ingress.from_port`."""
    return ".".join(step for step in listed(steps) if isinstance(step, str))
