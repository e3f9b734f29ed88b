"""What is never shown: values that Terraform calls sensitive, and those whose name says that they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.terraform.values import is_list

_SHORTEST = 4  # letters of a secret that is looked for elsewhere
SECRET = Unknown("(sensitive)")
_WORDS = (
    *("password", "passwd", "secret_string", "secret_binary", "secret_key", "secret_access_key"),
    *("private_key", "auth_token", "access_token", "api_key", "client_secret", "kube_config"),
    *("primary_access_key", "secondary_access_key", "bcrypt_hash", "connection_string"),
)
_WHOLE = frozenset({"secret", "token", "credentials", "result", "secret_data"})
_MORE = (
    "_arn",
    "_id",
    "_ids",
    "_name",
    "_length",
    "_version",
    "_policy",
    "_enabled",
    "_type",
    "_wo_version",
)


def is_secret(name: str) -> bool:
    """Whether the value of a property of that name is one that nobody shows."""
    lower = name.lower()
    if lower.endswith(_MORE):
        return False
    return lower in _WHOLE or any(word in lower for word in _WORDS)


def hidden(name: str, value: Value) -> Value:
    """A property's value without what is secret in it; what it refers to stays."""
    if isinstance(value, Mapping):
        return {inner: hidden(inner, one) for inner, one in value.items()}
    if is_list(value):
        return tuple(hidden(name, one) for one in value)
    return masked(value) if isinstance(value, str | Joined) and is_secret(name) and value else value


def masked(value: Value) -> Value:
    """A value of which nothing is told but what it refers to."""
    if isinstance(value, Mapping):
        return {name: masked(inner) for name, inner in value.items()}
    if is_list(value):
        return tuple(masked(inner) for inner in value)
    if isinstance(value, Joined):
        return Joined(tuple(part if not isinstance(part, str) else "…" for part in value.parts))
    return value if isinstance(value, Reference | Unknown) or value is None else SECRET


def secrets_of_plan(said: Mapping[str, Any]) -> frozenset[str]:
    """The texts that a plan calls sensitive anywhere: they may stand elsewhere unmarked."""
    found: set[str] = set()
    configuration = said.get("configuration")
    root = configuration.get("root_module") if isinstance(configuration, Mapping) else None
    declared = root.get("variables") if isinstance(root, Mapping) else None
    given = said.get("variables")
    for name, one in declared.items() if isinstance(declared, Mapping) else ():
        if isinstance(one, Mapping) and one.get("sensitive") is True and isinstance(given, Mapping):
            found.update(_texts(given.get(name), True))
    changes = said.get("resource_changes")
    for one in changes if isinstance(changes, list) else ():
        change = one.get("change") if isinstance(one, Mapping) else None
        if isinstance(change, Mapping):
            for state in ("before", "after"):
                found.update(_texts(change.get(state), change.get(f"{state}_sensitive")))
    return frozenset(found)


def _texts(value: Any, marks: Any) -> Iterator[str]:
    """The texts in a value that are marked."""
    waiting = [(value, marks)]
    while waiting:
        one, mark = waiting.pop()
        if isinstance(one, str) and mark is True and len(one) >= _SHORTEST:
            yield one
        elif isinstance(one, Mapping):
            of = mark if isinstance(mark, Mapping) else {}
            waiting += [(inner, mark is True or of.get(name)) for name, inner in one.items()]
        elif isinstance(one, list):
            listed = mark if isinstance(mark, list) else []
            waiting += [
                (inner, mark is True or (listed[n] if n < len(listed) else None))
                for n, inner in enumerate(one)
            ]


def without(value: Value, secrets: Collection[str]) -> Value:
    """A value in which none of these texts stands."""
    if isinstance(value, Mapping):
        return {name: without(inner, secrets) for name, inner in value.items()}
    if is_list(value):
        return tuple(without(inner, secrets) for inner in value)
    return SECRET if isinstance(value, str) and value in secrets else value
