"""What HCL says, as it says it: bodies with attributes and blocks, and their expressions.

The language: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

_SHOWN = 80  # letters of an expression that people read
_DEEP = 12  # levels of one that are written out


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """A text without anything in it, a number, a truth value or null."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A text with expressions in it. A `control` is one of a directive (`%{ if … }`): its value is not part of the text."""

    parts: tuple[Expression, ...]
    control: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ScopeName:
    """A name on its own: `var`, `aws_instance`, or one that a `for` brings."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """`of.name`"""

    of: Expression
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class IndexOf:
    """`of[key]`"""

    of: Expression
    key: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Splat:
    """`of[*]` and `of.*`"""

    of: Expression


@dataclass(frozen=True, slots=True, eq=False)
class FunctionCall:
    """`name(arguments…)`; where it is `spread`, the last one is a list of them."""

    name: str
    arguments: tuple[Expression, ...]
    spread: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Conditional:
    """`condition ? yes : no`"""

    condition: Expression
    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True, eq=False)
class HclOperation:
    """`left sign right`, or `sign left`."""

    sign: str
    left: Expression
    right: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ListOf:
    """`[a, b]`"""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ObjectOf:
    """`{ a = b }`"""

    pairs: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True, eq=False)
class ForOf:
    """`[for index, item in collection : value if condition]`; `key` is that of an object's. `grouped` has `...` behind."""

    names: tuple[str, ...]
    collection: Expression
    value: Expression
    key: Expression | None = None
    condition: Expression | None = None
    grouped: bool = False


Expression: TypeAlias = (
    "Constant | Template | ScopeName | Member | IndexOf | Splat | FunctionCall | Conditional"
    " | HclOperation | ListOf | ObjectOf | ForOf"
)


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """What a body gives a name, and the line where it does."""

    value: Expression
    line: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class HclBlock:
    """`resource "aws_instance" "web" { … }`; line and column (from 1) of its beginning, where they are known.
    `construct` is the path in the tree of an app of CDKTF's of what wrote it."""

    type: str
    labels: tuple[str, ...]
    body: Body
    line: int | None = None
    column: int | None = None
    construct: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What stands between braces, or in a file."""

    arguments: Mapping[str, Argument] = field(default_factory=dict)
    blocks: tuple[HclBlock, ...] = ()

    def of_type(self, type: str) -> tuple[HclBlock, ...]:
        """Its blocks of that type."""
        return tuple(block for block in self.blocks if block.type == type)

    def value(self, name: str) -> Expression | None:
        """What it gives a name; None where it gives it nothing."""
        found = self.arguments.get(name)
        return found.value if found else None


def written(expression: Expression) -> str:
    """An expression as people write it, in at most eighty letters."""
    text = _written(expression, 0)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _written(one: Expression, depth: int) -> str:
    if depth > _DEEP:
        return "…"
    match one:
        case Constant(value):
            return _constant(value)
        case Template(parts):
            return f'"{"".join(_part(part, depth + 1) for part in parts[:_SHOWN])}"'
        case ScopeName(name):
            return name
        case Member() | IndexOf() | Splat():
            return _reached(one, depth + 1)
        case FunctionCall(name, arguments):
            return f"{name}({_all(arguments, depth)})"
        case ListOf(items):
            return f"[{_all(items, depth)}]"
        case ObjectOf():
            return "{…}"
        case ForOf(names, collection):
            return f"for {', '.join(names)} in {_written(collection, depth + 1)}"
    return _reckoned(one, depth + 1)


def _reached(one: Member | IndexOf | Splat, depth: int) -> str:
    before = _written(one.of, depth)
    match one:
        case Member(_, name):
            return f"{before}.{name}"
        case IndexOf(_, key):
            return f"{before}[{_written(key, depth)}]"
    return f"{before}[*]"


def _reckoned(one: Conditional | HclOperation, depth: int) -> str:
    if isinstance(one, Conditional):
        condition, yes, no = (_written(e, depth) for e in (one.condition, one.yes, one.no))
        return f"{condition} ? {yes} : {no}"
    if one.right is None:
        return f"{one.sign}{_written(one.left, depth)}"
    return f"{_written(one.left, depth)} {one.sign} {_written(one.right, depth)}"


def _all(expressions: tuple[Expression, ...], depth: int) -> str:
    return ", ".join(_written(one, depth + 1) for one in expressions[:_SHOWN])


def _part(part: Expression, depth: int) -> str:
    if isinstance(part, Constant) and isinstance(part.value, str):
        return part.value[:_SHOWN]
    return f"${{{_written(part, depth)}}}"


def _constant(value: str | float | bool | None) -> str:
    if isinstance(value, str):
        return f'"{value[:_SHOWN]}"'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value}"
