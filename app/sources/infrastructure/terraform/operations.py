"""Terraform's signs: what is known of `left sign right`."""

from __future__ import annotations

import operator
from collections.abc import Callable

from app.sources.infrastructure.stack import Unknown, Value
from app.sources.infrastructure.terraform.values import is_list, known, number, truth

_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_MOST = 1e18


def operation(sign: str, left: Value, right: Value, alone: bool, said: str) -> Value:
    """What it comes to; `alone` where the sign stands before `left`, and there is no `right`."""
    if alone:
        return _before(sign, left, said)
    if sign in {"&&", "||"}:
        return _both(sign, truth(left), truth(right), said)
    if sign in {"==", "!="}:
        same = _same(left, right)
        return Unknown(said) if same is None else same == (sign == "==")
    first, second = number(left), number(right)
    if first is None or second is None:
        return Unknown(said)
    if sign in _ORDERS:
        return _ORDERS[sign](first, second)
    return _reckoned(sign, first, second, said)


def _before(sign: str, value: Value, said: str) -> Value:
    if sign == "!":
        holds = truth(value)
        return Unknown(said) if holds is None else not holds
    found = number(value)
    return Unknown(said) if found is None else -found


def _both(sign: str, left: bool | None, right: bool | None, said: str) -> Value:
    decides = sign == "||"
    if decides in {left, right}:
        return decides
    return Unknown(said) if None in {left, right} else not decides


def _same(left: Value, right: Value) -> bool | None:
    """Whether two are the same; None where that is not known. What is something is not null."""
    for one, other in ((left, right), (right, left)):
        if one is None and (other is None or is_list(other) or known(other)):
            return other is None
    if not known(left) or not known(right):
        return None
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return left == right


def _reckoned(sign: str, left: float, right: float, said: str) -> Value:
    try:
        match sign:
            case "+":
                found = left + right
            case "-":
                found = left - right
            case "*":
                found = left * right
            case "/":
                found = left / right
            case _:
                found = left % right
    except (ZeroDivisionError, OverflowError):
        return Unknown(said)
    if abs(found) > _MOST:
        return Unknown(said)
    return int(found) if isinstance(found, float) and found.is_integer() else found
