"""Modules and nested stacks that say the same again and again: an overview draws one for all of them, with how many there are.

Alike are those with the same files, in the same module, that hold the same, and that what is outside of them goes together
with in the same way. What differs in its lines, as functions that are triggered by different things do, stands apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Joined, Module, Path, Resource, Stack

_FEWEST = 4  # modules that are drawn as one
# What says where the files of a nested stack lie that are not here.
_BOXES = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_GENERIC = frozenset(
    {"module", "modules", "terraform", "main", "src", "this", "template", "stack", "templates"}
)


@dataclass(frozen=True, slots=True)
class AlikeModules:
    """By the address of a resource the one that it is drawn as. `modules` are all, those that stand for several called and
    counted for all of them, `names` what components are called that are such a module themselves."""

    first: dict[str, str]
    modules: tuple[Module, ...]
    names: dict[str, str]


def alike_modules(known: KnownStack, stack: Stack) -> AlikeModules:
    """Those of a stack."""
    return _ModuleFolding(known, stack).found()


class _ModuleFolding:
    def __init__(self, known: KnownStack, stack: Stack) -> None:
        self._known, self._stack = known, stack
        self._modules = {module.address: module for module in stack.modules}
        self._holding: defaultdict[str, list[str]] = defaultdict(list)  # resources by module
        for resource in stack.resources:
            for module in self._round(resource.module):
                self._holding[module].append(resource.address)

    def _round(self, module: str | None) -> Iterator[str]:
        seen = set[str]()
        while module in self._modules and module not in seen:
            seen.add(module)
            yield module
            module = self._modules[module].parent

    def found(self) -> AlikeModules:
        first: dict[str, str] = {}
        names: dict[str, str] = {}
        modules = dict(self._modules)
        gone = set[str]()
        for alike in self._groups():
            if gone.intersection(self._round(alike[0])):
                continue  # what holds them is drawn as another itself
            gone.update(alike[1:])
            said = f"{self._name(alike)} × {len(alike)}"
            if alike[0] in modules:
                count = f"× {len(alike)}"
                named = replace(modules[alike[0]], name=self._name(alike), count=count)
                modules[alike[0]] = named
            if alike[0] in self._known.resources:
                names[alike[0]] = said
            one, *others = ([address, *self._holding[address]] for address in alike)
            for other in others:
                pairs = zip(other, one, strict=True)
                first |= {a: b for a, b in pairs if a in self._known.resources}
        while more := {a: first[b] for a, b in first.items() if b in first}:
            first |= more  # modules in modules
        return AlikeModules(first, tuple(modules.values()), names)

    def _groups(self) -> Iterator[list[str]]:
        """Each at least so many addresses, those of outer modules first."""
        by_source: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        for module in self._stack.modules:
            if module.source and not module.count and not module.condition:
                by_source[module.parent, module.source].append(module.address)
        for resource in self._stack.resources:
            source = _source(resource)
            if source and not resource.count and not resource.condition:
                by_source[resource.module, source].append(resource.address)
        for addresses in by_source.values():
            if len(addresses) < _FEWEST:
                continue
            groups: defaultdict[object, list[str]] = defaultdict(list)
            for address in addresses:
                groups[self._shape(address)].append(address)
            yield from (group for group in groups.values() if len(group) >= _FEWEST)

    def _shape(self, module: str) -> object:
        """What it holds, and what is joined to what outside of it."""
        known = self._known
        inside = {address: address[len(module) :] for address in self._holding[module]}
        inside[module] = ""
        shape: list[object] = []
        for address, name in inside.items():
            resource = known.resources.get(address)
            if resource is None:
                continue
            out = {
                (_names(path), reference.target)
                for path, reference in known.refers[address]
                if reference.target not in inside
            }
            users = {self._user(user) for user in known.users(address) if user not in inside}
            said = (name, resource.type, resource.count, resource.change, bool(resource.condition))
            shape.append((*said, frozenset(out), frozenset(users)))
        return tuple(shape)

    def _user(self, address: str) -> str:
        """Helpers, of which each module has its own, by their type."""
        return self._known.resources[address].type if self._known.rows[address].fold else address

    def _name(self, alike: Sequence[str]) -> str:
        """What they are of: the folder or the template, unless these say nothing."""
        module, resource = self._modules.get(alike[0]), self._known.resources.get(alike[0])
        source = module.source if module else _source(resource) if resource else ""
        words = [w for w in source.partition("?")[0].replace("\\", "/").split("/") if w]
        if len(words) == 3 and "." not in source:
            words = words[:2]  # of Terraform's registry, with the provider behind
        words = [w for w in words if w.strip(".") and w.partition(".")[0].lower() not in _GENERIC]
        own = module.name if module else resource.name if resource else ""
        return words[-1].partition(".")[0] if words else own


def _source(resource: Resource) -> str:
    """Of a module or a nested stack whose files are not there, where these lie; empty for others."""
    where = _BOXES.get(resource.type) or ("source" if "module." in resource.address else "")
    if not where or (
        where == "source" and not resource.address.endswith(f"module.{resource.name}")
    ):
        return ""
    said = resource.properties.get(where)
    if isinstance(said, Joined):
        said = "/".join(part for part in said.parts if isinstance(part, str))
    return said if isinstance(said, str) else ""


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))
