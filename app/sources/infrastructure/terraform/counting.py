"""How many there are of a resource or a module, and on which condition: `count` and `for_each`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.sources.infrastructure.stack import Reference, Unknown, Value
from app.sources.infrastructure.terraform.bodies import times
from app.sources.infrastructure.terraform.evaluating import Evaluator, Partly, Surroundings
from app.sources.infrastructure.terraform.syntax import (
    Body,
    Conditional,
    Constant,
    Expression,
    ForOf,
    FunctionCall,
    IndexOf,
    ListOf,
    Member,
    ObjectOf,
    Splat,
    written,
)
from app.sources.infrastructure.terraform.values import Several, is_list, number, one_of, truth

_OF = frozenset(
    {"toset", "tomap", "tolist", "length", "flatten", "keys", "values", "distinct", "sort", "max"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """`text` is as people read it, `condition` as the file says it, `holds` what the defaults decide of that; `names` are
    brought round the body; `pairs` are the keys and values of `for_each`, where all keys are known."""

    text: str = ""
    condition: str = ""
    holds: bool | None = None
    names: Mapping[str, Value] = field(default_factory=dict)
    pairs: tuple[tuple[str, Value], ...] = ()


def counted(body: Body, evaluator: Evaluator, where: Surroundings) -> Counted:
    """What `count` and `for_each` of a block say."""
    count, each = body.value("count"), body.value("for_each")
    said = count if count is not None else each
    if said is None:
        return Counted()
    holds: bool | None = None
    condition = ""
    if isinstance(said, Conditional) and (_nothing(said.yes) or _nothing(said.no)):
        negated = _nothing(said.yes)
        holds = truth(evaluator.value(said.condition, where))
        holds = holds if holds is None or not negated else not holds
        condition = f"not ({written(said.condition)})" if negated else written(said.condition)
        said = said.no if negated else said.yes
    value = evaluator.value(said, where)
    many = number(value) if count is not None else _length(value)
    if many == 0 and not condition:
        condition, holds = written(said), False
    sure: tuple[tuple[str, Value], ...] = ()
    if count is not None:
        names: dict[str, Value] = {"count": {"index": 0 if many == 1 else Unknown("count.index")}}
    else:
        pairs = times(value)
        keys, values = [key for key, _ in pairs], [item for _, item in pairs]
        if many is not None:
            sure = tuple((key, item) for key, item in pairs if isinstance(key, str))
        each_value = one_of(values, "each.value")
        names = {"each": {"key": one_of(keys, "each.key"), "value": each_value}}
    if many is None and isinstance(value, Reference) and count is not None:
        many = 1
    return Counted("" if many in {0, 1} else _text(many, said), condition, holds, names, sure)


def _nothing(one: Expression) -> bool:
    match one:
        case Constant(value):
            return value in {0, None} and value is not False
        case ListOf(items):
            return not items
        case ObjectOf(pairs):
            return not pairs
        case FunctionCall("toset" | "tomap" | "tolist", (inner,)):
            return _nothing(inner)
    return False


def _length(value: Value) -> int | None:
    if isinstance(value, Partly | Several):
        return None
    return len(value) if isinstance(value, Mapping) or is_list(value) else None


def _text(many: float | None, said: Expression) -> str:
    if many is not None:
        return f"× {many}"
    name = _name(said).replace("_", " ").replace("-", " ")
    return f"for each {_singular(name)}" if name else "one or more"


def _name(one: Expression) -> str:
    """What an expression is about: `zones` of `toset(var.zones)`."""
    for _ in range(20):
        match one:
            case Member(_, name):
                return name
            case FunctionCall(name, arguments) if name in _OF and arguments:
                one = arguments[0]
            case IndexOf(of, _) | Splat(of):
                one = of
            case ForOf(_, collection):
                one = collection
            case _:
                return ""
    return ""


def _singular(name: str) -> str:
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    if name.endswith(("sses", "xes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name
