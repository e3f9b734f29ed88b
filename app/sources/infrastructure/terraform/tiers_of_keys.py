"""Subnets that one `for_each` makes for several tiers (`public_a`, `public_b`, `private_a`): a resource for each tier, as its keys are
called, with how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.sources.infrastructure.stack import Value, references
from app.sources.infrastructure.table import table_of
from app.sources.infrastructure.terraform.bodies import properties
from app.sources.infrastructure.terraform.counting import Counted
from app.sources.infrastructure.terraform.evaluating import Evaluator, Surroundings
from app.sources.infrastructure.terraform.syntax import Body
from app.sources.infrastructure.terraform.values import one_of
from app.sources.infrastructure.tiers import calling

_MEAN = ("subnet", "routing")  # what is told apart by tiers
_MOST = 24  # keys that are looked at one by one

Tiers = Mapping[str, Counted]


def tiers_of(type: str, count: Counted) -> Tiers:
    """By the first key of each tier what `for_each` says of it; nothing where there is one tier, or nobody knows."""
    row = table_of("terraform").row(type)
    if row is None or row.means not in _MEAN or count.condition or not _few(count):
        return {}
    groups: dict[tuple[str, ...], list[tuple[str, Value]]] = {}
    for key, value in count.pairs:
        groups.setdefault(calling(key), []).append((key, value))
    if not 1 < len(groups) < len(count.pairs):
        return {}
    return {
        pairs[0][0]: replace(
            count, text=f"× {len(pairs)}" if len(pairs) > 1 else "", pairs=tuple(pairs)
        )
        for pairs in groups.values()
    }


def by_keys(
    body: Body, count: Counted, evaluator: Evaluator, where: Surroundings
) -> dict[str, Value]:
    """The properties of a block. Where they name some of several tiers, they are worked out for each key that is known, as far as
    these have them in common: what each names is not what all do."""
    whole = properties(body, evaluator, where.with_names(_each(count.pairs) or count.names))
    named = (reference.target for _, reference in references(whole))
    if len(count.pairs) < 2 or not _few(count) or not any(_is_tier(one) for one in named):
        return whole
    found = [properties(body, evaluator, where.with_names(_each((pair,)))) for pair in count.pairs]
    return {
        name: one_of([said[name] for said in found if name in said], f"each.{name}")
        for name in dict.fromkeys(name for said in found for name in said)
    }


def _each(pairs: Sequence[tuple[str, Value]]) -> dict[str, Value]:
    keys, values = [key for key, _ in pairs], [value for _, value in pairs]
    each: Value = {"key": one_of(keys, "each.key"), "value": one_of(values, "each.value")}
    return {"each": each} if pairs else {}


def _is_tier(address: str) -> bool:
    return address.endswith('"]')


def _few(count: Counted) -> bool:
    return len(count.pairs) <= _MOST
