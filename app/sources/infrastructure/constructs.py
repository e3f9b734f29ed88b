"""Constructs of the CDK and of CDKTF as modules: a resource's path in the tree of its app says which it stands in, and what it is
called there. Constructs that only wrap one thing are passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from string import hexdigits

from app.sources.infrastructure.stack import Module, Resource

_HASH = 32  # hexadecimal letters behind the name of what an app has once
_DEEPEST = 20  # steps of a path that are told apart
_OWN = ("Resource", "Default", "Subnet")  # what a construct calls the one resource that it is

Steps = tuple[str, ...]


def within_constructs(
    resources: Sequence[Resource], paths: Mapping[str, str], module: str | None
) -> tuple[list[Resource], list[Module]]:
    """The resources of one template by the names that their constructs have, in modules of those that hold several; `paths`
    are theirs by address, `module` is what is round them all."""
    steps = {
        resource.address: tuple(path.split("/", _DEEPEST))
        for resource in resources
        if (path := paths.get(resource.address, ""))
    }
    if not steps:
        return list(resources), []
    shared = _shared([one[:-1] for one in steps.values()])
    own = {one[:-1] for one in steps.values() if _is_it(one)}
    inner = {address: _holders(one, shared, own) for address, one in steps.items()}
    kept = _several(inner.values())
    names = _names(resources, steps, kept)
    prefix = f"{module}." if module else ""
    modules: dict[Steps, Module] = {}
    found: list[Resource] = []
    for resource in resources:
        around = module
        for holder in inner.get(resource.address, ()):
            if holder not in kept:
                continue
            if holder not in modules:
                address = f"{prefix}{'/'.join(holder)}"
                modules[holder] = Module(address, "construct", holder[-1], resource.place, around)
            around = modules[holder].address
        found.append(
            replace(resource, module=around, name=names.get(resource.address, resource.name))
        )
    return found, list(modules.values())


def _shared(all_steps: Sequence[Steps]) -> int:
    """How many steps all paths begin with."""
    first, last = min(all_steps), max(all_steps)
    count = 0
    while count < min(len(first), len(last)) and first[count] == last[count]:
        count += 1
    return count


def _holders(steps: Steps, shared: int, own: set[Steps]) -> tuple[Steps, ...]:
    """The constructs round a resource, from the outermost; those that are a resource themselves are no holders, and what
    helps them stands beside them."""
    ends = range(shared + 1, len(steps))
    return tuple(steps[:end] for end in ends if steps[:end] not in own)


def _several(all_holders: Iterable[tuple[Steps, ...]]) -> set[Steps]:
    """The constructs that hold more than one resource or construct directly."""
    children: dict[Steps, set[Steps | int]] = {}
    for number, holders in enumerate(all_holders):
        for outer, inner in pairwise(holders):
            children.setdefault(outer, set()).add(inner)
        if holders:
            children.setdefault(holders[-1], set()).add(number)
    return {holder for holder, inside in children.items() if len(inside) > 1}


def _names(
    resources: Sequence[Resource], steps: Mapping[str, Steps], kept: set[Steps]
) -> dict[str, str]:
    """What a person calls each: where others of its type are called so, with what is round it, unless that is drawn."""
    names = {address: _name(one) for address, one in steps.items()}
    types = {resource.address: resource.type for resource in resources}
    alike = Counter((types[address], name) for address, name in names.items())
    for address, name in list(names.items()):
        outer = steps[address][: -2 if _is_it(steps[address]) else -1]
        if alike[types[address], name] > 1 and len(outer) > 1 and outer not in kept:
            names[address] = f"{_bare(outer[-1])}/{name}"
    return names


def _name(steps: Steps) -> str:
    """The last step of a path that says something."""
    return _bare(steps[-2] if _is_it(steps) else steps[-1])


def _bare(said: str) -> str:
    """Without what the CDK needs that there is but one of it."""
    bare = said.removeprefix("Custom::").removesuffix("CustomResourceProvider")
    if len(bare) > _HASH and all(letter in hexdigits for letter in bare[-_HASH:]):
        bare = bare[:-_HASH]
    return bare or said


def _is_it(steps: Steps) -> bool:
    """Whether a resource is what the construct round it is for."""
    if len(steps) == 1:
        return False
    around, last = steps[-2:]
    return last in {*_OWN, around} or (last == "Handler" and around.startswith("Custom::"))
