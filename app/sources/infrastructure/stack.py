"""What infrastructure code says, alike for all its languages: resources with all their properties, in which what
refers to another resource is a `Reference`.

Readers make nothing else. What a type is, what holds what and what is an edge is said by the tables in
`resources/infrastructure`, for the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.model.details import ChangeKind, Condition
from app.model.source_graph import SourcePlace


@dataclass(frozen=True, slots=True)
class Reference:
    """A resource, by its address, or one of its attributes (`Arn`)."""

    target: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """A text of pieces, some of which are only known by what they refer to."""

    parts: tuple[str | Reference | Unknown, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is known only when it is deployed, as the code says it."""

    text: str


Value: TypeAlias = "bool | int | float | str | Reference | Joined | Unknown | Sequence[Value] | Mapping[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """`address` is its own in the whole stack, with the modules round it (`module.web.aws_instance.this`); `type` is the
    provider's (`AWS::Lambda::Function`, `aws_lambda_function`), `name` what the code calls it. `module` is the address of
    the innermost module round it. `count` is how many there are, as people read it (`× 3`, `for each zone`), and
    `condition` the name of the one on which it is there; both empty where there is nothing to say. `before` are its
    properties as they were, where it changes, and `remarks` what else is said of it, each with what it is about. `besides` is what
    it says that is no property, nor drawn: how it is updated, what its machines install. What is `existing` is not deployed,
    but found."""

    address: str
    type: str
    name: str
    place: SourcePlace
    properties: Mapping[str, Value] = field(default_factory=dict)
    module: str | None = None
    count: str = ""
    condition: str = ""
    depends_on: tuple[str, ...] = ()
    change: ChangeKind | None = None
    before: Mapping[str, Value] | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    besides: Mapping[str, Value] = field(default_factory=dict)
    existing: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """A nested stack, a module or a construct. `kind` is `stack`, `module` or `construct`; the others as a resource's.
    One comes behind the one that is its `parent`. `source` are its files, as far as it has some that others may share."""

    address: str
    kind: str
    name: str
    place: SourcePlace
    parent: str | None = None
    count: str = ""
    condition: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """All that is deployed together. `language` names its table (`cloudformation`, `terraform`). The elements of
    `conditions` are addresses."""

    language: str
    title: str
    place: SourcePlace
    resources: tuple[Resource, ...] = ()
    modules: tuple[Module, ...] = ()
    conditions: tuple[Condition, ...] = ()


def references(value: Value, path: Path = ()) -> Iterator[tuple[Path, Reference]]:
    """Each reference in a value with where it stands in it: `("VpcConfig", "SubnetIds", 0)`."""
    waiting: list[tuple[Path, Value]] = [(path, value)]
    while waiting:
        where, one = waiting.pop()
        if isinstance(one, Reference):
            yield where, one
        elif isinstance(one, Joined):
            yield from ((where, part) for part in one.parts if isinstance(part, Reference))
        elif isinstance(one, Mapping):
            waiting += [((*where, name), inner) for name, inner in reversed(list(one.items()))]
        elif isinstance(one, Sequence) and not isinstance(one, str):
            numbered = reversed(list(enumerate(one)))
            waiting += [((*where, number), inner) for number, inner in numbered]


def at(value: Value, path: str) -> Iterator[Value]:
    """What stands at a path of names with dots (`VpcConfig.SubnetIds`), through all items of lists on the way and at its
    end; nothing where there is none."""
    found: list[Value] = [value]
    for name in path.split("."):
        found = [one[name] for one in _items(found) if isinstance(one, Mapping) and name in one]
    yield from _items(found)


def _items(values: Sequence[Value]) -> Iterator[Value]:
    """The values, items in the place of lists."""
    waiting = list(reversed(values))
    while waiting:
        one = waiting.pop()
        if isinstance(one, Sequence) and not isinstance(one, str):
            waiting += reversed(list(one))
        else:
            yield one
