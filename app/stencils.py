"""draw.io's stencils, `resources/drawio.json`: which of them stand for which class of the package
`diagrams` and which kind of group, to read and to write. Read when it is first asked, and once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.places import bundled_root

# What Acetate's own files say besides, as properties of a shape: what it is, the id of what holds it, its layers.
KIND, INSIDE, LAYERS = "acetate.kind", "acetate.in", "acetate.layers"
LAYER_SEPARATOR = "|"
SUBNET = "aws4.group_security_group"  # also the icon of subnets, which are told by their stroke


@dataclass(frozen=True, slots=True)
class GroupFrame:
    """How draw.io frames a kind of group: the names of its icons (`aws4.group_vpc2`), the one to write
    first, and the strokes (`#RRGGBB`) that make a subnet of the icon of a security group; colours to
    write, no fill where it is empty."""

    icons: tuple[str, ...]
    stroke: str
    font: str
    fill: str = ""
    dashed: bool = False
    subnet_strokes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stencils:
    """`classes` are by class (`aws.compute.Lambda`) the stencils that stand for it, the one to write
    first, each with the key of a cell's style that names it: `resIcon=aws4.lambda`. `fills` are
    colours (`#RRGGBB`) by the beginning of a class, `groups` frames by kind of group."""

    classes: Mapping[str, tuple[str, ...]]
    fills: Mapping[str, str]
    groups: Mapping[str, GroupFrame]
    by_name: Mapping[str, str]

    def class_of(self, name: str) -> str:
        """The class for which a stencil stands, `aws4.lambda` or `azure2/compute/Disks.svg`; empty where
        none is known."""
        return self.by_name.get(name, "")

    def stencil_of(self, kind: str) -> tuple[str, str] | None:
        """The key of a style and the name behind it with which a class is written."""
        found = self.classes.get(kind)
        if not found:
            return None
        key, _, name = found[0].partition("=")
        return key, name

    def fill_of(self, kind: str) -> str:
        """The colour of the stencil of a class; empty for its own."""
        parts = kind.split(".")
        return self.fills.get(".".join(parts[:2])) or self.fills.get(parts[0], "")

    def group_of(self, icon: str, stroke: str = "") -> str | None:
        """The kind of group that an icon says, in a frame of that stroke; empty where its label has to
        say it, None for an icon that is not known."""
        if icon == SUBNET and stroke:
            told = (k for k, g in self.groups.items() if stroke.upper() in g.subnet_strokes)
            return next(told, "")
        return next((k for k, g in self.groups.items() if icon in g.icons), None)


@cache
def stencils() -> Stencils:
    """What is known of them. Raises OSError or ValueError where the program's own file is broken."""
    return read(bundled_root() / "resources" / "drawio.json")


def read(path: Path) -> Stencils:
    """The table in a file. Raises OSError, or ValueError where it is not one."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    try:
        classes = {kind: tuple(said) for kind, said in raw["classes"].items()}
        groups = {
            kind: GroupFrame(
                icons=tuple(said["icons"]),
                stroke=said["stroke"],
                font=said["font"],
                fill=said.get("fill", ""),
                dashed=said.get("dashed", False),
                subnet_strokes=tuple(said.get("subnet_strokes", ())),
            )
            for kind, said in raw["groups"].items()
        }
        by_name = {one.partition("=")[2]: kind for kind, said in classes.items() for one in said}
        return Stencils(classes, raw["fills"], groups, by_name)
    except (KeyError, AttributeError, TypeError) as why:
        raise ValueError(f"{path.name} is no table of stencils: {why}") from why
