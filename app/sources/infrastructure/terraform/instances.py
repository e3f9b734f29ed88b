"""What Terraform's plans and states say is there: each instance of a resource with its values, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.model.details import ChangeKind
from app.sources.infrastructure.stack import Unknown, Value
from app.sources.infrastructure.terraform.bodies import opened
from app.sources.infrastructure.terraform.changes import Remarks, drifted, kind_of, remarks_of
from app.sources.infrastructure.terraform.old_states import nested, resources_of
from app.sources.infrastructure.terraform.plain_json import listed, mappings
from app.sources.infrastructure.terraform.secrets import SECRET, hidden, marks_of_paths, part_of

MOST = 20_000  # instances of a file
OLD = (2, 3)  # versions of states
_DEEP = 40  # modules in one another, values in one another
_KEY = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]')
_MODULE = re.compile(r"module\.[^.]+(?:\.module\.[^.]+)*")
_LATER = Unknown("known after apply")


@dataclass(frozen=True, slots=True)
class Instance:
    """One of a resource. `module` and `address` are without the keys of instances (`module.web.aws_subnet.a`), `key` and
    `module_key` are these (`["a"]`, empty where there is one)."""

    module: str
    address: str
    type: str
    name: str
    data: bool = False
    key: str = ""
    module_key: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    before: Mapping[str, Value] | None = None
    change: ChangeKind | None = None
    depends_on: tuple[str, ...] = ()
    remarks: Remarks = ()


def without_keys(address: str) -> str:
    """`module.a["x"].aws_b.c[0]` as `module.a.aws_b.c`."""
    return _KEY.sub("", address)


def of_plan(said: Mapping[str, Any]) -> Iterator[Instance]:
    """Those that a plan changes or leaves as they are; of one without changes those that it plans."""
    if not listed(said.get("resource_changes")):
        yield from _of_values(said.get("planned_values"))
        yield from _data_of_plan(said)
        return
    drift = {str(one.get("address")): one for one in mappings(said.get("resource_drift"))}
    left_over = {
        str(one.get("address"))
        for one in mappings(said.get("resource_changes"))
        if "deposed" in one
    }
    for one in mappings(said.get("resource_changes")):
        change = one.get("change")
        if not isinstance(change, Mapping) or "deposed" in one:
            continue
        kind = kind_of(change)
        before = _revealed(change.get("before"), change.get("before_sensitive"), None, 0)
        after = _revealed(
            change.get("after"), change.get("after_sensitive"), change.get("after_unknown"), 0
        )
        address = str(one.get("address"))
        remarks = [*remarks_of(one), drifted(drift.get(address, {}))]
        if address in left_over:
            remarks.append(("Left over", "one that was replaced before is destroyed, too"))
        found = _instance(
            one,
            str(one.get("module_address", "")),
            before if kind is ChangeKind.GONE else after,
            before if kind in {ChangeKind.CHANGED, ChangeKind.REPLACED} else None,
            kind,
        )
        yield replace(found, remarks=tuple(filter(None, remarks)))
    yield from _data_of_plan(said)


def _data_of_plan(said: Mapping[str, Any]) -> Iterator[Instance]:
    """Sources of data that are read before the plan is made."""
    changed = {str(one.get("address")) for one in mappings(said.get("resource_changes"))}
    state = said.get("prior_state")
    for found in _of_values(state.get("values") if isinstance(state, Mapping) else None):
        if found.data and f"{found.address}{found.key}" not in changed:
            yield found


def of_state(said: Mapping[str, Any]) -> Iterator[Instance]:
    """Those of a state, as `terraform show -json` writes it."""
    yield from _of_values(said.get("values"))


def of_state_file(said: Mapping[str, Any]) -> Iterator[Instance]:
    """Those of a `.tfstate` file, version 4, or an older one."""
    old = said.get("version") in OLD
    for one in resources_of(said) if old else mappings(said.get("resources")):
        for instance in mappings(one.get("instances")):
            if "deposed" in instance:
                continue
            key = instance.get("index_key")
            marks = marks_of_paths(instance.get("sensitive_attributes"))
            address = f"{one.get('type')}.{one.get('name')}"
            made = {
                **one,
                "index": key,
                "address": f"data.{address}" if one.get("mode") == "data" else address,
                "depends_on": instance.get("dependencies"),
            }
            values = instance.get("attributes")
            if isinstance(flat := instance.get("attributes_flat"), Mapping):
                values = nested(flat)
            shown = _revealed(values, marks, None, 0)
            yield _instance(made, str(one.get("module", "")), shown)


def _of_values(values: Any) -> Iterator[Instance]:
    root = values.get("root_module") if isinstance(values, Mapping) else None
    waiting: list[tuple[Any, int]] = [(root, 0)]
    while waiting:
        module, depth = waiting.pop()
        if not isinstance(module, Mapping) or depth > _DEEP:
            continue
        for one in mappings(module.get("resources")):
            shown = _revealed(one.get("values"), one.get("sensitive_values"), None, 0)
            yield _instance(one, str(module.get("address", "")), shown)
        children = reversed(list(mappings(module.get("child_modules"))))
        waiting += [(child, depth + 1) for child in children]


def _instance(
    one: Mapping[str, Any],
    module: str,
    values: Value,
    before: Value = None,
    change: ChangeKind | None = None,
) -> Instance:
    type, name = str(one.get("type", "")), str(one.get("name", ""))
    data = one.get("mode") == "data"
    home = without_keys(module)
    home = home if _MODULE.fullmatch(home) else ""
    own = f"data.{type}.{name}" if data else f"{type}.{name}"
    index = one.get("index")
    key = "" if index is None else (f'["{index}"]' if isinstance(index, str) else f"[{index}]")
    depends_on = [without_keys(str(a)) for a in listed(one.get("depends_on"))]
    return Instance(
        home,
        f"{home}.{own}" if home else own,
        type,
        name,
        data,
        key,
        "".join(_KEY.findall(module)),
        _opened(values),
        _opened(before) if before is not None else None,
        change,
        tuple(dict.fromkeys(depends_on)),
    )


def _opened(values: Value) -> dict[str, Value]:
    if not isinstance(values, Mapping):
        return {}
    return {name: hidden(name, value) for name, value in values.items()}


def _revealed(value: Any, secret: Any, later: Any, depth: int) -> Value:
    """A value of JSON without what is sensitive; what is known later as such."""
    if secret is True:
        return SECRET
    if later is True or depth > _DEEP or (value is None and isinstance(later, list) and later):
        return _LATER
    if isinstance(later, Mapping) and (value is None or isinstance(value, Mapping)):
        names = dict.fromkeys((*(value or {}), *(n for n, told in later.items() if told)))
        return {
            str(n): _revealed((value or {}).get(n), part_of(secret, n), later.get(n), depth + 1)
            for n in names
        }
    if isinstance(value, Mapping):
        return {
            str(n): _revealed(one, part_of(secret, n), None, depth + 1) for n, one in value.items()
        }
    if isinstance(value, list):
        return tuple(
            _revealed(one, part_of(secret, n), part_of(later, n), depth + 1)
            for n, one in enumerate(value)
        )
    if isinstance(value, str):
        return opened(value)
    return value if isinstance(value, int | float | bool) else None
