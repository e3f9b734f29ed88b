"""The CDK's constructs as modules: a resource's path in the tree of its app says which it stands in, and what it is called
there. Constructs that only wrap one thing are passed over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from app.bounded import read_whole
from app.errors import SourceError
from app.sources.infrastructure.stack import Module, Resource

PATH = "aws:cdk:path"
ASSET = "aws:asset:path"
LEFT_OUT = "AWS::CDK::Metadata"
MANIFEST = "manifest.json"
_MOST_BYTES = 32 << 20
_DEEPEST = 20  # steps of a path that are told apart
_OWN = ("Resource", "Default")  # what a construct calls the one resource that it is

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
    own = {one[:-1] for one in steps.values() if one[-1] in _OWN}
    inner = {address: _holders(one, shared, own) for address, one in steps.items()}
    kept = _several(inner.values())
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
        name = _name(steps[resource.address]) if resource.address in steps else resource.name
        found.append(replace(resource, module=around, name=name))
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


def _name(steps: Steps) -> str:
    """What a person calls it: the last step that says something."""
    said = [step for step in steps if step not in _OWN]
    return said[-1] if said else steps[-1]


def paths_of_manifest(template: Path) -> Mapping[str, str]:
    """By logical name the paths that the manifest beside a template says, which templates need not have; empty where
    there is none."""
    try:
        said = json.loads(read_whole(template.parent / MANIFEST, _MOST_BYTES))
    except (SourceError, ValueError, RecursionError):
        return {}
    artifacts = said.get("artifacts") if isinstance(said, dict) else None
    found: dict[str, str] = {}
    for artifact in artifacts.values() if isinstance(artifacts, dict) else ():
        properties = artifact.get("properties") if isinstance(artifact, dict) else None
        if not isinstance(properties, dict) or properties.get("templateFile") != template.name:
            continue
        metadata = artifact.get("metadata")
        for path, entries in metadata.items() if isinstance(metadata, dict) else ():
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and entry.get("type") == "aws:cdk:logicalId":
                    found[str(entry.get("data"))] = str(path).lstrip("/")
    return found
