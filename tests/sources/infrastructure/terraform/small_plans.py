"""Plans and states as Terraform writes them, made by tests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from app.sources.infrastructure.stack import Resource, Stack
from app.sources.infrastructure.terraform.plans import plan_stack

Said = dict[str, Any]


def changed(address: str, *actions: str, **more: Any) -> Said:
    """A change of a resource (`module.a.aws_vpc.main["x"]`); `after`, `before`, `after_unknown`, `before_sensitive` as in a plan."""
    whole, key = re.fullmatch(r"(.*?)(?:\[([^\[\]]*)\])?", address, re.DOTALL).groups()  # type: ignore[union-attr]
    *module, type, name = whole.split(".")
    inside = ".".join(module)
    found: Said = {"address": address, "mode": "managed", "type": type, "name": name}
    if "data" in module:
        found |= {"mode": "data"}
        inside = inside.removesuffix("data").rstrip(".")
    if key:
        found["index"] = json.loads(key)
    found["module_address"] = inside
    found["change"] = {"actions": list(actions), "before": None, "after": None, **more}
    return found


def plan(*changes: Said, configuration: Mapping[str, Any] | None = None, **more: Any) -> Said:
    """A plan with these changes; `configuration` is that of its root module."""
    said: Said = {"format_version": "1.2", "terraform_version": "1.9.0"}
    said["resource_changes"] = list(changes)
    said["configuration"] = {"root_module": configuration or {}}
    return said | more


def stack_of(said: Said, **formatting: Any) -> Stack:
    """The stack of a plan or a state with which nothing is wrong."""
    stack, problems = plan_stack(json.dumps(said, **formatting), "plan.json", "plan")
    assert problems == ()
    assert stack is not None
    return stack


def resources_of(said: Said) -> dict[str, Resource]:
    """Its resources by address."""
    return {one.address: one for one in stack_of(said).resources}


def refers(*names: str) -> Said:
    """An expression that refers to these."""
    return {"references": list(names)}


def configured(address: str, **expressions: Any) -> Said:
    """A resource in a configuration."""
    mode = "data" if address.startswith("data.") else "managed"
    *_, type, name = address.split(".")
    said: Said = {"address": address, "mode": mode, "type": type, "name": name}
    return said | {"expressions": expressions}
