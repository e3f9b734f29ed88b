"""In what two states of an element differ, in words: `label: “Web” → “Front end”`, `MemorySize: 512 → 1024`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from app.model.comparison import LOOKS
from app.model.details import Details, Property
from app.model.diagram import Cluster, Edge, Node
from app.model.differing_values import NONE, differing_values, told_apart
from app.model.layer import layer_name
from app.model.matching import Component

MOST = 20  # values of a component that are told
_BARE = Details("", "")
# Names that an editor gives, not a person.
_MADE = re.compile(
    r"^(?:[\w-]{20}-\d+|[0-9A-Fa-f]{12,}(?:-\d+)?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$"
)


def of_components(then: Component, now: Component, loosely: bool = False) -> Iterator[str]:
    """What differs in what nodes and clusters have alike; `loosely` only what they are called."""
    yield from differing("label", flat(then.label), flat(now.label), quoted=True)
    if loosely:
        return
    same = _described_type(then) == _described_type(now)  # else that says kind and tooltip, too
    if same:
        yield from differing("kind", _kind(then), _kind(now))
    yield from _of_any(then, now, told=same)
    picture = [_picture(c) for c in (then, now)]
    if _kind(then) == _kind(now) and (then.style != now.style or picture[0] != picture[1]):
        yield LOOKS


def of_edges(then: Edge, now: Edge, loosely: bool = False) -> Iterator[str]:
    """`loosely` only what it is called."""
    yield from differing("label", flat(then.label), flat(now.label), quoted=True)
    if loosely:
        return
    for what, old, new in (
        ("label at its tail", then.tail_label, now.tail_label),
        ("label at its head", then.head_label, now.head_label),
        ("label beside it", then.aside, now.aside),
    ):
        yield from differing(what, flat(old), flat(new), quoted=True)
    yield from differing("arrows", then.arrows, now.arrows)
    yield from _of_any(then, now)
    if then.arrows == now.arrows and then.style != now.style:
        yield LOOKS
    if then.depends != now.depends:
        yield "what depends on what"


def _of_any(
    then: Node | Cluster | Edge, now: Node | Cluster | Edge, told: bool = True
) -> Iterator[str]:
    ours, theirs = (", ".join(map(layer_name, e.layers)) for e in (then, now))
    yield from differing("layer", ours, theirs)
    yield from differing("link", then.url or "", now.url or "")
    if told:
        ours, theirs = (flat(e.tooltip or "") for e in (then, now))
        yield from differing("tooltip", ours, theirs, quoted=True)
    yield from differing("planned", then.change or "", now.change or "")


def of_details(
    then: Details | None, now: Details | None, changed: tuple[Property, ...]
) -> Iterator[str]:
    """`changed` are its values that differ."""
    ours, theirs = then or _BARE, now or _BARE
    yield from differing("type", ours.type, theirs.type)
    names = [_MADE.sub("", one.name.replace(one.type, "")) for one in (ours, theirs)]
    if names[0] != names[1]:  # some names begin with the type
        yield from differing("name", ours.name, theirs.name)
    yield from (f"{one.name}: {one.told}" for one in changed[:MOST])
    if len(changed) > MOST:
        yield f"and {len(changed) - MOST} more values"


def renamed_names(pairs: Iterable[tuple[Component, Component]]) -> Mapping[str, str]:
    """By its name then what is called otherwise now, without the modules round it, as others name it; of names that several
    have, none."""
    found: dict[str, set[str]] = defaultdict(set)
    for then, now in pairs:
        if then.details is not None and now.details is not None:
            found[_last(then.details.name)].add(_last(now.details.name))
    return {old: one for old, (one, *more) in found.items() if old != one and not more}


def _last(name: str) -> str:
    return name.rpartition(".")[2].rpartition("/")[2]


def merged_details(now: Details | None, changed: tuple[Property, ...]) -> Details | None:
    """Those now, what has changed first, with what it was."""
    if now is None:
        return None
    same = (p for p in now.properties if not any(_within(one.name, p.name) for one in changed))
    return replace(now, properties=(*changed, *same))


def changed_values(
    then: Details | None, now: Details | None, renamed: Mapping[str, str]
) -> tuple[Property, ...]:
    """Those that differ, with what they were; of what is of another type now, none. `renamed` as in `differing_values`."""
    ours, theirs = then or _BARE, now or _BARE
    if ours.type != theirs.type and ours.said and theirs.said:
        return ()
    return tuple(_changed(ours, theirs, renamed))


def _changed(then: Details, now: Details, renamed: Mapping[str, str]) -> Iterator[Property]:
    said = {_top(one.path) for side in (then, now) for one in side.said}
    yield from differing_values(then.said, now.said, renamed)
    were, are = (
        {p.name: p.value for p in one.properties if _top(p.name) not in said} for one in (then, now)
    )
    for name in dict.fromkeys((*are, *were)):
        old, new = were.get(name, NONE), are.get(name, NONE)
        if old != new:
            before, after = told_apart(old, new)
            yield Property(name, after, before)


def _top(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _within(path: str, name: str) -> bool:
    return path == name or path.startswith((f"{name}.", f"{name}[", f"{name},"))


def differing(what: str, then: str, now: str, quoted: bool = False) -> Iterator[str]:
    if then != now:
        before, after = told_apart(then, now)
        yield f"{what}: {_told(before, quoted)} → {_told(after, quoted)}"


def _told(text: str, quoted: bool) -> str:
    return NONE if not text else f"“{text}”" if quoted else text


def _kind(component: Component) -> str:
    """As people read it: `EC2` of `aws.compute.EC2`."""
    return component.kind.rpartition(".")[2]


def same_type(then: Component, now: Component) -> bool:
    """Whether it is still the same kind of thing, and not another in its place."""
    types = {_described_type(then), _described_type(now)} - {""}  # one side need not say it
    return then.kind == now.kind and len(types) < 2


def _described_type(component: Component) -> str:
    return component.details.type if component.details else ""


def _picture(component: Component) -> str:
    """The name of its icon's file, wherever that lies."""
    icon = component.icon if isinstance(component, Node) else None
    return PurePath(icon).name if icon else ""


def flat(text: str) -> str:
    return " ".join(text.split())
