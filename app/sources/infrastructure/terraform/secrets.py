"""What is never shown: values that Terraform calls sensitive, and those whose name says that they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.terraform.plain_json import inside, listed
from app.sources.infrastructure.terraform.values import is_list

_SHORTEST = 4  # letters of a secret that is looked for elsewhere
_DEEP = 40  # steps to what is marked
_WITHIN = 8  # letters of one that is looked for within other texts, too
_IN_URL = re.compile(r"(\w://[^\s/:@]{1,100}:)([^\s/@]{1,200})(@)")
SECRET = Unknown("(sensitive)")
_WORDS = (
    *("password", "passwd", "secret_string", "secret_binary", "secret_key", "secret_access_key"),
    *("private_key", "auth_token", "access_token", "api_key", "client_secret", "kube_config"),
    *("primary_access_key", "secondary_access_key", "bcrypt_hash", "connection_string"),
)
_WHOLE = frozenset({"secret", "token", "credentials", "result", "secret_data"})
_LAST = ("_secret", "_token", "_pass", "_pwd", "passphrase", "apikey")
_STATES = ("values",), ("prior_state", "values"), ("planned_values",)
_CALLED = ("name", "Name", "key", "Key")  # in `{ name = "DB_PASSWORD", value = "…" }`
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
    "_source",
    "_expression",
    "_strategy",
)


def is_secret(name: str) -> bool:
    """Whether the value of a property of that name is one that nobody shows."""
    lower = name.lower().replace("-", "_")
    if lower.endswith(_MORE):
        return False
    return lower in _WHOLE or lower.endswith(_LAST) or any(word in lower for word in _WORDS)


def hidden(name: str, value: Value) -> Value:
    """A property's value without what is secret in it; what it refers to stays."""
    if isinstance(value, Mapping):
        called = next((one for n in _CALLED if isinstance(one := value.get(n), str)), "")
        return {
            inner: hidden(called if called and inner in {"value", "Value"} else inner, one)
            for inner, one in value.items()
        }
    if is_list(value):
        return tuple(hidden(name, one) for one in value)
    if isinstance(value, str | Joined) and is_secret(name) and value:
        return masked(value)
    if isinstance(value, str) and "@" in value:
        return _IN_URL.sub(r"\1…\3", value)
    return value


def masked(value: Value) -> Value:
    """A value of which nothing is told but what it refers to."""
    if isinstance(value, Mapping):
        return {name: masked(inner) for name, inner in value.items()}
    if is_list(value):
        return tuple(masked(inner) for inner in value)
    if isinstance(value, Joined):
        return Joined(tuple(part if not isinstance(part, str) else "…" for part in value.parts))
    return value if isinstance(value, Reference | Unknown) or value is None else SECRET


class KnownSecrets:
    """Texts that a plan or a state calls sensitive, or gives to what is called so: they may stand elsewhere unmarked. Long
    ones that are no plain word are looked for within other texts, too."""

    def __init__(self, texts: Collection[str]) -> None:
        self._whole = frozenset(texts)
        self._starts: dict[str, list[str]] = {}
        for one in sorted(self._whole, key=len, reverse=True):
            if len(one) >= _WITHIN and not one.isalpha():
                self._starts.setdefault(one[:_WITHIN], []).append(one)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def taken_from(self, value: Value) -> Value:
        """A value in which none of them stands."""
        if isinstance(value, Mapping):
            return {name: self.taken_from(inner) for name, inner in value.items()}
        if is_list(value):
            return tuple(self.taken_from(inner) for inner in value)
        if not isinstance(value, str):
            return value
        return SECRET if value in self._whole else self._within(value)

    def _within(self, text: str) -> str:
        """In step with the text's length, however many there are."""
        starts = self._starts
        if not starts or len(text) < _WITHIN:
            return text
        said: list[str] = []
        kept = at = 0
        while at <= len(text) - _WITHIN:
            alike = starts.get(text[at : at + _WITHIN], ())
            one = next((one for one in alike if text.startswith(one, at)), "")
            if one:
                said += text[kept:at], "…"
                kept = at + len(one)
            at += len(one) or 1
        return "".join((*said, text[kept:])) if said else text


def secrets_of(said: Mapping[str, Any]) -> KnownSecrets:
    """Those of a plan or a state."""
    found: set[str] = set()
    for value, marks in _marked(said):
        found.update(_texts(value, marks))
    return KnownSecrets(found)


def _marked(said: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Values, and what of them is sensitive, as Terraform marks it."""
    declared = inside(said, "configuration", "root_module", "variables")
    given = inside(said, "variables")
    for name, one in declared.items():
        if isinstance(one, Mapping) and one.get("sensitive") is True:
            yield given.get(name), True
    for one in listed(said.get("resource_changes")):
        change = inside(one, "change")
        for state in ("before", "after"):
            yield change.get(state), change.get(f"{state}_sensitive")
    outputs = said.get("outputs"), *(inside(said, *way).get("outputs") for way in _STATES)
    for one in (one for named in outputs if isinstance(named, Mapping) for one in named.values()):
        if isinstance(one, Mapping) and one.get("sensitive") is True:
            yield one.get("value"), True
    waiting: list[Any] = [inside(said, *way).get("root_module") for way in _STATES]
    while waiting:
        module = waiting.pop()
        for one in listed(inside(module).get("resources")):
            resource = inside(one)
            yield resource.get("values"), resource.get("sensitive_values")
        waiting += listed(inside(module).get("child_modules"))
    for one in listed(said.get("resources")):
        for instance in map(inside, listed(inside(one).get("instances"))):
            yield (
                instance.get("attributes"),
                marks_of_paths(instance.get("sensitive_attributes")),
            )


def marks_of_paths(paths: Any) -> Mapping[str | int, Any]:
    """What a `.tfstate` file calls sensitive, as plans mark it. It names the path from the top:
    `[{"type": "get_attr", "value": "list"}, {"type": "index", "value": {"type": "number", "value": 0}}]`."""
    found: dict[str | int, Any] = {}
    for path in listed(paths):
        at = found
        steps = [_step(one) for one in listed(path)[:_DEEP]]
        for step in steps[:-1]:
            inner = at.setdefault(step, {})
            if inner is True:
                break
            at = inner
        else:
            at.update(dict.fromkeys(steps[-1:], True))
    return found


def part_of(marks: Any, key: str | int) -> Any:
    """What is marked of a part of a value: True, or what of that is."""
    if isinstance(marks, Mapping):
        return marks.get(key)
    if isinstance(marks, list) and isinstance(key, int) and key < len(marks):
        return marks[key]
    return True if marks is True else None


def _step(said: Any) -> str | int:
    value = said.get("value") if isinstance(said, Mapping) else said
    value = value.get("value") if isinstance(value, Mapping) else value
    return value if isinstance(value, str | int) else ""


def _texts(value: Any, marks: Any) -> Iterator[str]:
    """The texts in a value that are marked, and long ones whose name says that they are secret."""
    waiting = [(value, marks, False)]
    while waiting:
        one, mark, named = waiting.pop()
        if isinstance(one, str):
            if (mark is True and len(one) >= _SHORTEST) or (named and len(one) >= _WITHIN):
                yield one
        elif isinstance(one, Mapping):
            waiting += [(inner, part_of(mark, n), is_secret(n)) for n, inner in one.items()]
        elif isinstance(one, list):
            waiting += [(inner, part_of(mark, n), named) for n, inner in enumerate(one)]
