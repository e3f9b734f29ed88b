"""What SAM's short words for policies allow: the managed policies and the statements of a role."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from app.places import bundled_root
from app.sources.infrastructure.cloudformation.serverless_parts import allowed
from app.sources.infrastructure.cloudformation.values import is_list
from app.sources.infrastructure.stack import Value


def policies_of(said: Value, name: str) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Managed policies, and others with a document each, of what stands under `Policies`. A template of SAM's is a
    document that allows its actions for what it is given; of one that is not known the action is its name."""
    several = said if is_list(said) else (said,)
    managed: list[Value] = []
    inline: list[Value] = []
    for one in several:
        if isinstance(one, Mapping):
            for document in _documents(one):
                inline.append({"PolicyName": f"{name}{len(inline)}", "PolicyDocument": document})
        elif is_list(one):  # an Fn::If of which both is kept
            inner, more = policies_of(one, f"{name}{len(inline)}")
            managed += inner
            inline += more
        elif one is not None:
            managed.append(one)
    return tuple(managed), tuple(inline)


def _documents(one: Mapping[str, Value]) -> list[Value]:
    if "Statement" in one:
        return [one]
    found: list[Value] = []
    for template, given in one.items():
        resources = tuple(given.values()) if isinstance(given, Mapping) else ()
        actions = tuple(_policies().get(template, (template,)))
        found.append({"Statement": (allowed(actions, resources or "*"),)})
    return found


def actions_on(type: str, words: Iterable[Value]) -> tuple[str, ...]:
    """What a connector's `Permissions` (Read, Write) allow on a resource of a type; empty where that is not told."""
    told = _connectors().get(type, {})
    return tuple(dict.fromkeys(a for word in words for a in told.get(str(word), ())))


def _policies() -> Mapping[str, Sequence[str]]:
    return dict(_said()["policies"])


def _connectors() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return dict(_said()["connectors"])


@cache
def _said() -> Any:
    return json.loads((bundled_root() / "resources" / "sam_policies.json").read_bytes())
