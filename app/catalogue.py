"""The catalogue of kinds, `resources/kinds.json`: what each is called, how it is recognised, what it
looks like, and which layer is proposed for it. Read when it is first asked, and once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from app.errors import AcetateError
from app.places import bundled_root

GENERIC = "generic"  # a cluster that is none of AWS's groups
_COLOUR = re.compile(r"#[0-9A-F]{6}")
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0, "R": 5, "O": 3}  # that follow each letter of an icon


@dataclass(frozen=True, slots=True)
class ClusterKind:
    """A kind of cluster. `name` is how it is spoken of, `labels` are regular expressions for how
    its label begins, in lower case; `said` is what people say, by the longer name. `colours` are by
    theme, and `aws`; `border` are dashes in units of its width, nothing for a solid one; `icon` is
    strokes on a square of 24, nothing for none."""

    kind: str
    name: str
    labels: tuple[str, ...]
    colours: Mapping[str, str]
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    border: tuple[float, ...] = ()
    icon: str = ""

    def colour(self, theme: str) -> str:
        return self.colours[theme]


@dataclass(frozen=True, slots=True)
class Classes:
    """Of nodes, by patterns for their class in lower case: the kind of group on whose border they
    stand, the shape that they have."""

    match: tuple[str, ...]
    stands_on: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a `layer` may be proposed for: nodes whose class in lower case fits a pattern, but none of
    `others`, clusters and edges in whose titles and labels one of these phrases stands. In a diagram
    that has the topic that it is `kept_with` as well, it is a part of that. What is `structural` may
    carry the picture."""

    layer: str
    classes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kept_with: str = ""
    structural: bool = False

    def has_class(self, kind: str) -> bool:
        """Whether a node's class, such as `aws.compute.EC2`, is one of it."""
        kind = kind.lower()
        return any(fits(kind, pattern) for pattern in self.classes) and not any(
            fits(kind, pattern) for pattern in self.others
        )


@dataclass(frozen=True)
class Catalogue:
    groups: Mapping[str, ClusterKind]
    classes: tuple[Classes, ...]
    topics: tuple[Topic, ...]
    said: Mapping[str, tuple[str, ...]]
    ports: Mapping[str, tuple[str, ...]]

    def group(self, kind: str) -> ClusterKind:
        """Anything may stand in a file: a kind that is not known is the generic one."""
        return self.groups.get(kind) or self.groups[GENERIC]

    def group_of_label(self, label: str) -> str:
        """The kind of group that a label names; of several the first."""
        text = " ".join(label.lower().split())
        return next((kind for kind, pattern in self._labels if pattern.match(text)), GENERIC)

    @cached_property
    def short_forms(self) -> Mapping[str, tuple[str, ...]]:
        """By the longer name in lower case what people say for it, the short form that stands for
        all of them first."""
        found = dict(self.said)
        for group in self.groups.values():
            found |= group.said
        return dict(sorted(found.items()))

    @cached_property
    def _labels(self) -> list[tuple[str, re.Pattern[str]]]:
        return [
            (group.kind, re.compile(f"(?:{'|'.join(group.labels)})(?![a-z])"))
            for group in self.groups.values()
            if group.labels
        ]


def class_of(kind: str) -> Classes:
    """What is known of a node's class, such as `aws.compute.EC2`."""
    return _class_of(kind.lower())


@lru_cache(maxsize=4096)
def _class_of(kind: str) -> Classes:
    found = [c for c in catalogue().classes if any(fits(kind, pattern) for pattern in c.match)]
    return Classes(
        (kind,),
        next((known.stands_on for known in found if known.stands_on), ""),
        next((known.shape for known in found if known.shape), ""),
    )


def fits(kind: str, pattern: str) -> bool:
    """Whether a pattern is that of a class; `*` stands for anything."""
    first, *rest = pattern.split("*")
    if not rest:
        return kind == first
    *middle, last = rest
    at, end = len(first), len(kind) - len(last)
    if at > end or not kind.startswith(first) or not kind.endswith(last):
        return False
    for part in middle:
        found = kind.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


@cache
def catalogue() -> Catalogue:
    """The one that came with the program. Raises AcetateError where that is damaged."""
    return read(bundled_root() / "resources" / "kinds.json")


def read(file: Path) -> Catalogue:
    """A catalogue from a file. Raises AcetateError where it is none."""
    import msgspec

    try:
        said = msgspec.json.decode(file.read_bytes())
        groups = [_made(ClusterKind, entry) for entry in said["groups"]]
        found = Catalogue(
            {group.kind: group for group in groups},
            tuple(_made(Classes, entry) for entry in said["classes"]),
            tuple(_made(Topic, entry) for entry in said["topics"]),
            {long: _texts(short) for long, short in said["said"].items()},
            {port: _texts(names) for port, names in said["ports"].items()},
        )
        _check(groups)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, re.error) as why:
        raise AcetateError(f"The catalogue of kinds, {file.name}, cannot be read: {why}.") from why
    return found


def _made(type: Any, entry: Mapping[str, Any]) -> Any:
    """An entry as its type; lists as tuples. A name that the type does not have is a TypeError."""
    fixed: dict[str, Any] = {
        name: tuple(x) if isinstance(x, list) else x for name, x in entry.items()
    }
    if "said" in fixed:
        fixed["said"] = {long: _texts(short) for long, short in entry["said"].items()}
    return type(**fixed)


def _texts(said: list[str]) -> tuple[str, ...]:
    if not said or not all(isinstance(text, str) for text in said):
        raise ValueError(f"{said!r} is no list of names")
    return tuple(said)


def _check(groups: list[ClusterKind]) -> None:
    """Raises ValueError where something of them cannot be drawn or recognised."""
    kinds = [group.kind for group in groups]
    if len(set(kinds)) < len(kinds) or GENERIC not in kinds:
        raise ValueError("each kind of group stands there once, and the generic one")
    for group in groups:
        _check_one(group)


def _check_one(group: ClusterKind) -> None:
    if not {"light", "dark"} <= group.colours.keys():
        raise ValueError(f"{group.kind} has no colour in one of the themes")
    if not all(_COLOUR.fullmatch(colour) for colour in group.colours.values()):
        raise ValueError(f"a colour of {group.kind} is not #RRGGBB")
    if len(group.border) % 2 or not all(dash > 0 for dash in group.border):
        raise ValueError(f"the dashes of {group.kind} are not in pairs")
    words = group.icon.split()
    while words:
        count = _NUMBERS[words.pop(0)]
        numbers, words = words[:count], words[count:]
        if len([float(number) for number in numbers]) < count:
            raise ValueError(f"the icon of {group.kind} breaks off")
    for label in group.labels:
        re.compile(label)
