"""The names of `diagrams`' classes, from its files: importing them would cost as much as a script.

Many classes have a short name as well (`ECS = ElasticContainerService`), and people write either.
"""

from __future__ import annotations

import re
from functools import cache

from app.errors import ScriptError
from app.sources.graphs.installed import packages

_ALIAS = re.compile(r"^(\w+) = (\w+)$", re.MULTILINE)


def class_names(kind: str) -> tuple[str, ...]:
    """The names of a node's class without its module, its own first: for
    `aws.compute.ElasticContainerService` that and `ECS`."""
    module, _, name = kind.rpartition(".")
    return (name, *_aliases(module).get(name, ())) if module else (name,)


@cache
def _aliases(module: str) -> dict[str, tuple[str, ...]]:
    """The other names of a module's classes, by class."""
    parts = module.split(".")
    if not all(part.isidentifier() for part in parts):  # a file may claim any class
        return {}
    try:
        file = packages().joinpath("diagrams", *parts).with_suffix(".py")
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError, ScriptError):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for alias, name in _ALIAS.findall(text):
        found[name] = (*found.get(name, ()), alias)
    return found
