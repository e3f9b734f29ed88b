"""What leads where in a stack: lines with verbs, from properties by the table, merged where they are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.sources.infrastructure.known import ALL, KnownStack
from app.sources.infrastructure.routing import ANYWHERE, SubnetRouting
from app.sources.infrastructure.table import EdgeRule
from app.sources.infrastructure.wording import shortened, told

LONG = 40  # characters of a label
_MOST = 3  # verbs that a line has
_PAIRS = 256  # lines that one property says
_ALLOWS = "allows "
_PAIRED = (("reads", "writes"), ("sends to", "receives from"))
USES = "uses"
_NETWORKS = ("vpc", "subnet")
_NETWORKING = "networking"
IAM = "iam"
RECEIVES = "receives from"  # what who polls does, as actions.json says it


@dataclass(frozen=True, slots=True)
class Flow:
    """A line from one component to another, said by a resource. One that permissions say (`permitted`) is not drawn where
    another goes the same way, a `weak` one not where any joins the same two. Of one that leads `upwards` the head is placed
    before the tail. `role` is what several have together that permits it."""

    tail: str
    head: str
    by: str
    label: str = ""
    layer: str = ""
    weak: bool = False
    permitted: bool = False
    depends: bool = False
    upwards: bool = False
    role: str = ""


def by_rules(known: KnownStack) -> Iterator[Flow]:
    """Those of the table, and for what it does not tell of those to all that is referred to."""
    for address in known.resources:
        row = known.rows[address]
        told_of: set[str] = set()
        for rule in row.edges:
            targets = known.targets(address, rule.at)
            told_of.update(targets)
            if rule.level in ("", known.level):
                yield from _of_rule(known, address, rule, targets)
        if address not in known.known or known.level == ALL:
            yield from _others(known, address, told_of)


def _of_rule(known: KnownStack, by: str, rule: EdgeRule, targets: Iterable[str]) -> Iterator[Flow]:
    said = [told(value, known.resources) for value in known.values(by, rule.label)]
    between = " and " if rule.words else " "
    label = between.join(rule.words.get(one, one) for one in said[:_MOST]) or rule.verb
    count = 0
    for target in targets:
        if rule.weak and known.rows[target].means in _NETWORKS:
            continue  # what stands there is in no more than that
        for tail, head in _pairs(known, by, target, rule.back):
            if (count := count + 1) > _PAIRS:
                return
            said_so = shortened(label, LONG)
            yield Flow(tail, head, by, said_so, rule.layer, rule.weak, depends=rule.depends)


def _others(known: KnownStack, by: str, told_of: set[str]) -> Iterator[Flow]:
    """Plain lines to what it refers to besides."""
    row = known.rows[by]
    if known.folded(by) or row.means in ("route", "routing", "security-rule", "security-group"):
        return
    if known.level == ALL:
        told_of |= set(known.targets(by, *row.inside, *row.holds, *row.policies))
    silent = known.table.silent
    for path, reference in known.refers[by][:_PAIRS]:
        target = reference.target
        if target in told_of or target == by or str(path[0]).lower() in silent:
            continue
        told_of.add(target)
        if known.rows[target].means in ("security-group", *_NETWORKS):
            continue
        for tail, head in islice(_pairs(known, by, target, False), _PAIRS):
            yield Flow(tail, head, by, weak=True)


def _pairs(known: KnownStack, one: str, other: str, back: bool) -> Iterator[tuple[str, str]]:
    """The components that these are. What several share as a helper joins none of them."""
    heads = known.hosts(other)
    for tail in known.hosts(one):
        if tail in heads:
            continue
        for head in heads:
            if tail != head:
                yield (head, tail) if back else (tail, head)


def by_routes(known: KnownStack, routing: SubnetRouting) -> Iterator[Flow]:
    """From subnets to what their routes lead to. Of those that lead anywhere, which are most, that is not said."""
    for subnet in known.those("subnet"):
        for route in routing.routes(subnet)[:_PAIRS]:
            label = "" if route.range in ("", *ANYWHERE) else f"routes {route.range}"
            for tail in known.hosts(subnet):
                yield Flow(
                    tail, route.target, subnet, shortened(label, LONG), _NETWORKING, upwards=True
                )


def merged(flows: Iterable[Flow], gatherer: Callable[[str], str] = str) -> list[Flow]:
    """One for each two components, direction and layer, in order, with all that these say. `gatherer` tells what stands for a
    component where weak lines are told from others. What a role permits to several is drawn from those that name it, where any does."""
    flows = list(flows)
    plain = {(f.tail, f.head) for f in flows if not (f.weak or f.permitted or f.layer == IAM)}
    named = {(f.tail, f.head) for f in flows if not (f.permitted or f.layer == IAM)}
    told = {(f.role, f.head) for f in flows if f.role and (f.tail, f.head) in named}
    strong: set[tuple[str, str]] = set()
    found: dict[tuple[str, str, str], list[Flow]] = {}
    for flow in flows:
        if flow.permitted and _is_said(flow, plain):
            continue
        if (flow.role, flow.head) in told and (flow.tail, flow.head) not in named:
            continue  # of those that have a role together, others name what it permits
        found.setdefault((flow.tail, flow.head, flow.layer), []).append(flow)
        if not flow.weak:
            ends = gatherer(flow.tail), gatherer(flow.head)
            strong |= {ends, ends[::-1]}
    result: list[Flow] = []
    weakly: set[tuple[str, str]] = set()
    for (tail, head, _), alike in found.items():
        kept = [flow for flow in alike if not flow.weak]
        if not kept:
            if (gatherer(tail), gatherer(head)) in strong or (tail, head) in weakly:
                continue
            weakly |= {(tail, head), (head, tail)}
            kept = alike[:1]
        depends = any(flow.depends for flow in kept)
        result.append(replace(kept[0], label=_label(kept), weak=False, depends=depends))
    return result


def _is_said(flow: Flow, plain: set[tuple[str, str]]) -> bool:
    """Whether a line says already what a permission allows: what polls a queue is triggered by it."""
    back = (flow.head, flow.tail) in plain and flow.label == RECEIVES
    return back or (flow.tail, flow.head) in plain


def _label(flows: Sequence[Flow]) -> str:
    """The verbs of lines between the same two, as many as there is room for."""
    verbs = dict.fromkeys(verb for flow in flows for verb in _verbs(flow))
    for one, other in _PAIRED:
        if one in verbs and other in verbs:
            pair = {one: f"{one} and {other}", other: f"{one} and {other}"}
            verbs = dict.fromkeys(pair.get(verb, verb) for verb in verbs)
    listed = [verb for verb in verbs if not verb.startswith(_ALLOWS)]
    ports = [verb.removeprefix(_ALLOWS) for verb in verbs if verb.startswith(_ALLOWS)]
    listed += [f"{_ALLOWS}{', '.join(ports)}"] if ports else []
    if len(listed) == 2 and all(flow.permitted for flow in flows):
        return shortened(" and ".join(listed), LONG)
    kept = listed[:_MOST]
    while len(kept) > 1 and len(", ".join(kept)) > LONG:
        kept.pop()
    return shortened(", ".join(kept), LONG) + (" …" if len(kept) < len(listed) else "")


def _verbs(flow: Flow) -> list[str]:
    """What its label says, apart."""
    paired = flow.label in {" and ".join(pair) for pair in _PAIRED}
    return (
        flow.label.split(" and ")
        if flow.permitted or paired
        else [flow.label]
        if flow.label
        else []
    )
