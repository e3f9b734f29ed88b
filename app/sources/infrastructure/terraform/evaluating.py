"""Expressions of Terraform → values: worked out as far as that is known before anything is deployed.

What is too much to be worked out is `Unknown`: a stack has a number of steps, and a value a size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.terraform.arguments import NotKnownError
from app.sources.infrastructure.terraform.expressions import template_of
from app.sources.infrastructure.terraform.functions import function
from app.sources.infrastructure.terraform.operations import operation
from app.sources.infrastructure.terraform.syntax import (
    Conditional,
    Constant,
    Expression,
    ForOf,
    FunctionCall,
    HclOperation,
    IndexOf,
    ListOf,
    Member,
    ObjectOf,
    ScopeName,
    Splat,
    Template,
    written,
)
from app.sources.infrastructure.terraform.values import (
    MOST_LARGE,
    Several,
    is_list,
    joined,
    number,
    one_of,
    opaque,
    pieces,
    size,
    truth,
)

STEPS = 1_500_000  # that all of a stack may take
_MOST_DEEP = 90  # expressions in one another, through names and modules
_TEMPLATES = (".tftpl", ".tpl", ".tmpl", ".template")  # of files
Step = Member | IndexOf | Splat


class ScopeNames(Protocol):
    """What the names of a module mean."""

    def look_up(self, name: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """What a name comes to with the steps behind it, and how many of these that takes; None of one
        that is none of its names."""

    def file_text(self, name: str, endings: tuple[str, ...]) -> str | None:
        """What stands in a file that ends so, by its path from the module's folder; None where it is not read."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where an expression stands: the names of its module, and those that are brought round it (`each`, of a `for`)."""

    module: ScopeNames
    brought: Mapping[str, Value] = field(default_factory=dict)

    def with_names(self, names: Mapping[str, Value]) -> Surroundings:
        """The same with more names."""
        return Surroundings(self.module, {**self.brought, **names})


class Evaluator:
    """For all of a stack."""

    def __init__(self, steps: int = STEPS) -> None:
        self._left = steps
        self._depth = 0

    def value(self, one: Expression, where: Surroundings) -> Value:
        """What an expression comes to there."""
        self._left -= 1
        if self._left < 0 or self._depth > _MOST_DEEP:
            return Unknown(written(one))
        self._depth += 1
        try:
            found = self._value(one, where)
        finally:
            self._depth -= 1
        if isinstance(found, str | Mapping) or is_list(found):
            much = size(found)
            self._left -= much
            if much > MOST_LARGE:
                return Unknown(written(one))
        return found

    def _value(self, one: Expression, where: Surroundings) -> Value:
        match one:
            case Constant(value):
                return value
            case Template(parts):
                return self._template(parts, where)
            case ScopeName() | Member() | IndexOf() | Splat():
                return self._reached(one, where)
            case FunctionCall():
                return self._called(one, where)
            case Conditional(condition, yes, no):
                holds = truth(self.value(condition, where))
                if holds is not None:
                    return self.value(yes if holds else no, where)
                return one_of((self.value(yes, where), self.value(no, where)), written(one))
            case HclOperation(sign, left, right):
                first = self.value(left, where)
                second = self.value(right, where) if right else None
                return operation(sign, first, second, right is None, written(one))
            case ListOf(items):
                return tuple(self.value(item, where) for item in items)
            case ObjectOf(pairs):
                return {self._key(key, where): self.value(value, where) for key, value in pairs}
            case ForOf():
                return self._for(one, where)

    def _template(self, parts: Sequence[Expression], where: Surroundings) -> Value:
        found: list[str | Reference | Unknown] = []
        for part in parts:
            if isinstance(part, Template) and part.control:
                found.append(Unknown("%{…}"))
                continue
            found += pieces(self.value(part, where), written(part))
        return joined(found)

    def _key(self, key: Expression, where: Surroundings) -> str:
        value = self.value(key, where)
        if isinstance(value, str):
            return value
        if isinstance(value, Unknown | Joined):
            parts = pieces(value, written(key))
            return "".join(
                p if isinstance(p, str) else getattr(p, "text", written(key)) for p in parts
            )
        return f"{value}" if isinstance(value, int | float) else written(key)

    def _reached(self, one: Expression, where: Surroundings) -> Value:
        steps: list[Step] = []
        root = one
        while isinstance(root, Member | IndexOf | Splat):
            steps.append(root)
            root = root.of
        steps.reverse()
        used = 0
        value: Value
        if not isinstance(root, ScopeName):
            value = self.value(root, where)
        elif root.name in where.brought:
            value = where.brought[root.name]
        else:
            found = where.module.look_up(root.name, steps)
            if found is None:
                return Unknown(written(one))
            value, used = found
        for step in steps[used:]:
            value = self._stepped(value, step, where)
        return value

    def _stepped(self, value: Value, step: Step, where: Surroundings) -> Value:
        self._left -= 1
        match step:
            case Member(_, name):
                return member(value, name, written(step))
            case Splat():
                if is_list(value):
                    return value
                sure = not isinstance(value, Reference | Unknown | Joined)
                return () if value is None else ((value,) if sure else Several((value,)))
            case IndexOf(_, key):
                return index(value, self.value(key, where), written(step))

    def _called(self, one: FunctionCall, where: Surroundings) -> Value:
        arguments = [self.value(argument, where) for argument in one.arguments]
        if one.spread and arguments:
            last = arguments.pop()
            arguments += last if is_list(last) else [last]
        if one.name in {"file", "templatefile"} and arguments and isinstance(arguments[0], str):
            found = self._of_file(arguments, where)
            return opaque(written(one), arguments) if found is None else found
        does = function(one.name) if self._left >= 0 else None
        if does is None:
            return opaque(written(one), arguments)
        try:
            return does(arguments)
        except (NotKnownError, IndexError, ValueError, OverflowError, TypeError):
            return opaque(written(one), arguments)

    def _of_file(self, arguments: Sequence[Value], where: Surroundings) -> Value:
        """What a file says, or a template in one with the values given: where that is JSON, which says what is drawn; else None."""
        name, *more = arguments
        values = more[0] if more else None
        endings = (".json",) if values is None else (".json", *_TEMPLATES)
        text = where.module.file_text(f"{name}", endings)
        if values is None or text is None or not isinstance(values, Mapping):
            return text
        self._left -= len(text) >> 4
        template = template_of(text) if text.lstrip()[:1] in {"{", "["} else None
        return None if template is None else self.value(template, where.with_names(values))

    def _for(self, one: ForOf, where: Surroundings) -> Value:
        collection = self.value(one.collection, where)
        sure, rows = _rows(collection, one.names)
        found: list[tuple[str, Value]] = []
        for names in rows:
            if self._left < 0:
                break
            inner = where.with_names(names)
            holds = truth(self.value(one.condition, inner)) if one.condition else True
            if holds is False:
                continue
            sure = sure and holds is True
            key = self._key(one.key, inner) if one.key else ""
            found.append((key, self.value(one.value, inner)))
        if one.key is None:
            items = [value for _, value in found]
            return tuple(items) if sure else Several(items)
        if one.grouped:
            grouped: dict[str, list[Value]] = {}
            for key, value in found:
                grouped.setdefault(key, []).append(value)
            return {key: tuple(values) for key, values in grouped.items()}
        return dict(found) if sure else Partly(found)


class Partly(dict[str, Value]):
    """An object of which nobody knows which names it has."""


def member(value: Value, name: str, said: str) -> Value:
    """`value.name`"""
    match value:
        case Reference(target, attribute):
            return Reference(target, f"{attribute}.{name}" if attribute else name)
        case Mapping():
            return value.get(name, Unknown(said))
    if is_list(value):
        found = [member(item, name, said) for item in value]
        return Several(found) if isinstance(value, Several) else tuple(found)
    return Unknown(said)


def index(value: Value, key: Value, said: str) -> Value:
    """`value[key]`"""
    if isinstance(value, Reference):
        return value
    if isinstance(value, Mapping):
        name = f"{key}" if isinstance(key, int) else key
        if not isinstance(name, str):
            named = dict.fromkeys(one for one in value.values() if isinstance(one, Reference))
            several = len(named) > 1 and all(isinstance(one, Reference) for one in value.values())
            return Several(named) if several else one_of(value.values(), said)
        return value.get(name, Unknown(said))
    if is_list(value):
        place = number(key)
        if place is None or (isinstance(value, Several) and not 0 <= place < len(value)):
            return one_of(value, said)
        return value[int(place)] if -len(value) <= place < len(value) else Unknown(said)
    return Unknown(said)


def _rows(collection: Value, names: Sequence[str]) -> tuple[bool, list[dict[str, Value]]]:
    """What a `for` brings round by round, and whether these are all."""
    pairs: list[tuple[Value, Value]]
    sure = True
    if isinstance(collection, Mapping):
        pairs = list(collection.items())
        sure = not isinstance(collection, Partly)
    elif is_list(collection):
        sure = not isinstance(collection, Several)
        pairs = [(place if sure else Unknown("…"), item) for place, item in enumerate(collection)]
    elif collection is None:
        pairs = []
    else:
        said = collection.text if isinstance(collection, Unknown) else "…"
        pairs = [(Unknown("…"), collection if isinstance(collection, Reference) else Unknown(said))]
        sure = False
    if len(names) == 1:
        return sure, [{names[0]: value} for _, value in pairs]
    return sure, [{names[0]: key, names[1]: value} for key, value in pairs]
