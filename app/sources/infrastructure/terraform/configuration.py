"""What the configuration in a plan says of references: which property of a resource hangs on which others.

Terraform lists them by the property, through modules' inputs and outputs; what locals come to it does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.sources.infrastructure.stack import Reference
from app.sources.infrastructure.terraform.instances import without_keys
from app.sources.infrastructure.terraform.plain_json import listed, mapping

_DEEP = 24  # modules in one another
_MOST = 200  # references of one property, names on the way to them


class PlanConfiguration:
    """The modules of a plan's configuration, by address."""

    def __init__(self, said: Any) -> None:
        self._modules: dict[str, Mapping[str, Any]] = {}
        self._calls: dict[str, Mapping[str, Any]] = {}
        self._resources: dict[str, Mapping[str, Any]] = {}
        waiting = [("", said.get("root_module") if isinstance(said, Mapping) else None)]
        while waiting:
            address, module = waiting.pop()
            if not isinstance(module, Mapping) or address.count("module.") > _DEEP:
                continue
            self._modules[address] = module
            for one in listed(module.get("resources")):
                if isinstance(one, Mapping):
                    self._resources[_joined(address, str(one.get("address")))] = one
            for name, call in mapping(module.get("module_calls")).items():
                if isinstance(call, Mapping):
                    inner = _joined(address, f"module.{name}")
                    self._calls[inner] = call
                    waiting.append((inner, call.get("module")))

    def modules(self) -> Iterator[str]:
        """The addresses of modules that are called, each behind the one that calls it."""
        return iter(sorted(self._calls, key=lambda address: (address.count("module."), address)))

    def source(self, address: str) -> str:
        """Where the files of a module lie, as its call says it."""
        said = self._calls.get(address, {}).get("source")
        return said if isinstance(said, str) else ""

    def expressions(self, address: str) -> Mapping[str, Any]:
        """By the name of a resource's property what its configuration says there, as Terraform writes it."""
        return mapping(self._resources.get(address, {}).get("expressions"))

    def references(self, names: Sequence[str], address: str, module: str) -> list[Reference]:
        """The resources behind names as they stand in a resource of a module."""
        listed = list(names)
        if any(one.startswith("each.") for one in listed):
            said = self._resources.get(address, {})
            listed += _names([said.get("for_each_expression"), said.get("count_expression")])
        return list(dict.fromkeys(self._resolved(listed, module, set())))[:_MOST]

    def depends_on(self, address: str, module: str) -> tuple[str, ...]:
        """What it names as what it depends on."""
        said = listed(self._resources.get(address, {}).get("depends_on"))
        return tuple(_joined(module, without_keys(str(one))) for one in said)

    def _resolved(
        self, names: Sequence[str], module: str, seen: set[tuple[str, str]]
    ) -> Iterator[Reference]:
        """The resources behind names as they are said in a module, each `seen` once. Of `a.b.id` and `a.b`, which Terraform
        says both, the longer counts."""
        longer: list[str] = []
        for name in sorted(dict.fromkeys(map(without_keys, names)), key=len, reverse=True):
            if any(other.startswith(f"{name}.") for other in longer):
                continue
            longer.append(name)
            if (module, name) in seen or len(seen) > _MOST:
                continue
            seen.add((module, name))
            first, _, rest = name.partition(".")
            word, _, more = rest.partition(".")
            if first == "var":
                yield from self._input(module, word, seen)
            elif first == "module":
                yield from self._output(_joined(module, f"module.{word}"), more, seen)
            elif first not in {"local", "each", "count", "path", "self", "terraform"}:
                yield from self._resource(module, name)

    def _input(self, module: str, name: str, seen: set[tuple[str, str]]) -> Iterator[Reference]:
        expression = mapping(self._calls.get(module, {}).get("expressions")).get(name)
        if expression is not None:
            outer = ".".join(module.split(".")[:-2])
            yield from self._resolved(list(_names(expression)), outer, seen)

    def _output(self, module: str, name: str, seen: set[tuple[str, str]]) -> Iterator[Reference]:
        outputs = mapping(self._modules.get(module, {}).get("outputs"))
        said = outputs.get(name.partition(".")[0])
        if isinstance(said, Mapping):
            yield from self._resolved(list(_names(said.get("expression"))), module, seen)

    def _resource(self, module: str, name: str) -> Iterator[Reference]:
        parts = name.split(".")
        length = 3 if parts[0] == "data" else 2
        address = _joined(module, ".".join(parts[:length]))
        if len(parts) >= length:
            yield Reference(address, ".".join(parts[length:]))


def _joined(module: str, address: str) -> str:
    return f"{module}.{address}" if module else address


def _names(expression: Any) -> Iterator[str]:
    """What an expression refers to, and the blocks within it."""
    waiting, count = [expression], 0
    while waiting and count < _MOST:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, Mapping):
            names = one.get("references")
            if isinstance(names, list) and all(isinstance(name, str) for name in names):
                count += len(names)
                yield from names
            else:
                waiting += [inner for inner in one.values() if isinstance(inner, list | Mapping)]
