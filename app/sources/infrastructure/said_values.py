"""All that a resource says, value by value, in full: what two states of it are compared by. What a panel shows of it is
shorter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from app.model.details import SaidValue
from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Joined, Resource, Value
from app.sources.infrastructure.wording import plain

MOST = 4000  # values of a component, with those of its helpers
LONGEST = 8000  # characters of a value that are kept; the rest counts as a whole
_DEEP = 40
_NAMES = ("Name", "name", "Key", "key", "Id", "id", "Sid", "sid", "PolicyName", "Type", "type")


def said_values(known: KnownStack, address: str) -> tuple[SaidValue, ...]:
    """Of a component and of its helpers, each of these by its name and type."""
    return tuple(islice(_every(known, address), MOST))


def _every(known: KnownStack, address: str) -> Iterator[SaidValue]:
    yield from _of(known, address, "")
    helpers = known.helpers.get(address, ())
    names = {
        helper: f"{known.resources[helper].name} ({known.rows[helper].name})" for helper in helpers
    }
    alike = Counter(names.values())
    for helper, name in names.items():
        named = name if alike[name] == 1 else f"{helper} ({known.rows[helper].name})"
        yield SaidValue("", "With it", named)
        yield from _of(known, helper, named)


def _of(known: KnownStack, address: str, part: str) -> Iterator[SaidValue]:
    resource = known.resources[address]
    if resource.condition:
        yield SaidValue(part, "Condition", resource.condition)
    for target in resource.depends_on:
        named = known.resources.get(target)
        yield SaidValue(part, "Depends on", named.name if named is not None else target)
    for name, value in (*resource.properties.items(), *resource.besides.items()):
        for path, text in _leaves(value, name, known.resources, 0):
            yield SaidValue(part, path, _bounded(text))


def _leaves(
    value: Value, path: str, resources: Mapping[str, Resource], depth: int
) -> Iterator[tuple[str, str]]:
    """The plain values in it, each with its path. Those of a list share one, but for mappings that a name tells apart."""
    if depth > _DEEP:
        yield path, "…"
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(one, f"{path}.{name}", resources, depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        names = _names(value, resources)
        for number, one in enumerate(value):
            if names:
                yield from _leaves(one, f"{path}[{names[number]}]", resources, depth + 1)
            elif isinstance(one, Mapping):
                inside = _leaves(one, "", resources, depth + 1)
                yield path, ", ".join(f"{at[1:]}: {text}" for at, text in islice(inside, MOST))
            else:
                yield from _leaves(one, path, resources, depth + 1)
    else:
        yield path, _text(value, resources)


def _names(values: Sequence[Value], resources: Mapping[str, Resource]) -> list[str]:
    """What tells the mappings of a list apart; nothing where there are others in it, or none does."""
    mappings = [one for one in values if isinstance(one, Mapping)]
    if len(mappings) < len(values):
        return []
    for key in _NAMES:
        found = [_text(one[key], resources) for one in mappings if isinstance(one.get(key), str)]
        if len(set(found)) == len(values) > 0:
            return found
    return []


def _text(value: Value, resources: Mapping[str, Resource]) -> str:
    if isinstance(value, Joined):
        return "".join(plain(part, resources, LONGEST * 4) for part in value.parts)
    return plain(value, resources, LONGEST * 4)


def _bounded(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    from hashlib import sha256  # which loads OpenSSL

    return f"{text[:LONGEST]}… ({sha256(text.encode(errors='replace')).hexdigest()[:12]})"
