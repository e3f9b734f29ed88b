"""States as Terraform wrote them before 0.12 (versions 2 and 3), in which all attributes are texts in one flat list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_MOST_PARTS = 40  # of an attribute's name
_LENGTH, _SIZE = "#", "%"  # of a list or a set; of a map


def resources_of(said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """As version 4 lists them: `{"module": "module.a", "mode": "managed", "type": …, "name": …, "instances": […]}`."""
    modules = said.get("modules")
    for module in modules if isinstance(modules, list) else ():
        path = module.get("path") if isinstance(module, Mapping) else None
        resources = module.get("resources") if isinstance(module, Mapping) else None
        if not isinstance(path, list) or not isinstance(resources, Mapping):
            continue
        home = ".".join(f"module.{name}" for name in path[1:])
        for name, one in resources.items():
            if isinstance(one, Mapping) and (found := _resource(name, one, home)):
                yield found


def _resource(name: str, said: Mapping[str, Any], home: str) -> Mapping[str, Any] | None:
    """`name` is `aws_instance.web.0` or `data.aws_ami.a`."""
    parts = name.split(".")
    mode = "data" if parts[0] == "data" else "managed"
    type, *rest = parts[1:] if mode == "data" else parts
    primary = said.get("primary")
    attributes = primary.get("attributes") if isinstance(primary, Mapping) else None
    if not rest or not isinstance(primary, Mapping):
        return None
    depends = said.get("depends_on")
    named = (str(one) for one in depends) if isinstance(depends, list) else ()
    instance = {
        "index_key": int(rest[1]) if len(rest) > 1 and rest[1].isdecimal() else None,
        "attributes": nested(attributes) if isinstance(attributes, Mapping) else {},
        "dependencies": [".".join(filter(None, (home, _plain(one)))) for one in named],
    }
    return {"module": home, "mode": mode, "type": type, "name": rest[0], "instances": [instance]}


def _plain(address: str) -> str:
    """`aws_subnet.a.*` as `aws_subnet.a`."""
    *before, last = address.split(".")
    return ".".join(before) if last == "*" or last.isdecimal() else address


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """`{"ids.#": "1", "ids.0": "a"}` as `{"ids": ["a"]}`; a map says its size at `tags.%`."""
    root: dict[str, Any] = {}
    for name, value in flat.items():
        parts = name.split(".", _MOST_PARTS)
        if parts[-1] in {_LENGTH, _SIZE}:
            continue
        at, prefix = root, ""
        for place, part in enumerate(parts[:-1]):
            inner = at.setdefault(part, {})
            if not isinstance(inner, dict):
                break
            at, prefix = inner, f"{prefix}{part}."
            if prefix + _SIZE in flat:
                at[".".join(parts[place + 1 :])] = value
                break
        else:
            at[parts[-1]] = value
    return {name: _listed(value, f"{name}.", flat) for name, value in root.items()}


def _listed(value: Any, prefix: str, flat: Mapping[str, Any]) -> Any:
    if not isinstance(value, dict):
        return value
    if prefix + _SIZE in flat:
        return value
    found = {name: _listed(inner, f"{prefix}{name}.", flat) for name, inner in value.items()}
    return list(found.values()) if prefix + _LENGTH in flat else found
