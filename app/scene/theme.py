"""Colours and line styles, light and dark. Plain data: importing this loads no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from app.catalogue import catalogue
from app.model.style import Dash


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #RRGGBB."""

    name: str
    canvas: str
    panel: str
    text: str
    muted: str
    hairline: str
    accent: str
    edge: str
    error: str
    layers: dict[str, str]
    changes: dict[str, str]
    others: tuple[str, ...]

    @property
    def dark(self) -> bool:
        """Whether it is light on dark."""
        return self.name == "dark"

    def layer(self, layer: str) -> str:
        """The layer's colour, or that of the change of that name; a layer of somebody's own has one of `others`, by
        its name."""
        known = self.layers.get(layer) or self.changes.get(layer)
        return known or self.others[_other(layer)]

    def group(self, kind: str) -> str:
        """The border colour of a cluster kind."""
        return catalogue().group(kind).colour(self.name)


# Line styles by layer: Qt dash patterns in units of the pen's width; () is solid.
DASHES: dict[str, tuple[float, ...]] = {
    "networking": (),
    "iam": (5, 3),
    "cicd": (6, 3, 1, 3),
    "data": (),
    "monitoring": (1.2, 2.4),
    "scaling": (9, 4),
    # What becomes of elements: what is there has solid lines, what is gone has not.
    "added": (),
    "changed": (),
    "replaced": (),
    "gone": (3, 2.5),
}
_OTHER_DASHES: tuple[tuple[float, ...], ...] = ((4, 2, 1, 2, 1, 2), (5, 2, 2.2, 2), (2.4, 2.4))
# Line styles that an edge says itself.
OWN_DASHES: dict[Dash, tuple[float, ...]] = {
    Dash.SOLID: (),
    Dash.DASHED: (4, 3),
    Dash.DOTTED: (1.2, 2.4),
}
BOLD = 1.75  # how many times as thick a bold edge is
WIDEST = 12.0  # pt of any edge
# Edge widths in pt where they differ from EDGE_WIDTH.
EDGE_WIDTH = 1.5
EDGE_WIDTHS: dict[str, float] = {"data": 2.25}


def layer_dashes(layer: str) -> tuple[float, ...]:
    """The line style of a layer. Where those of somebody's own differ in colour, they differ in
    this, too."""
    return DASHES[layer] if layer in DASHES else _OTHER_DASHES[_other(layer)]


def line_style(
    layer: str | None,
    dash: Dash | None = None,
    bold: bool = False,
    times: float | None = None,
) -> tuple[float, tuple[float, ...]]:
    """Width in pt and dashes, in units of it, of an edge on a layer, or on none, that is dashed or
    bold by its own style, or so many times as wide as others."""
    if times is None:
        times = BOLD if bold else 1.0
    width = min(EDGE_WIDTHS.get(layer or "", EDGE_WIDTH) * times, WIDEST)
    if dash is not None:
        return width, OWN_DASHES[dash]
    return width, () if layer is None else layer_dashes(layer)


def _other(layer: str) -> int:
    """Which of the colours and line styles for layers of somebody's own it has."""
    return crc32(layer.encode()) % len(_OTHER_DASHES)


LIGHT = Theme(
    name="light",
    canvas="#FBFCFD",
    panel="#F3F5F8",
    text="#1B2530",
    muted="#566372",
    hairline="#D5DCE3",
    accent="#0B5FD0",
    edge="#566372",
    error="#B42318",
    layers={
        "networking": "#6D28D9",
        "iam": "#C01F3A",
        "cicd": "#0073AE",
        "data": "#4D7C0F",
        "monitoring": "#86124F",
        "scaling": "#B45309",
    },
    changes={
        "added": "#177A42",
        "changed": "#9A5A00",
        "replaced": "#7A3BC8",
        "gone": "#C01F3A",
    },
    others=("#0F766E", "#A21CAF", "#7C2D12"),
)

DARK = Theme(
    name="dark",
    canvas="#11161C",
    panel="#181F27",
    text="#E7ECF1",
    muted="#9AA8B5",
    hairline="#2C3742",
    accent="#78B1FF",
    edge="#9AA8B5",
    error="#FF8A80",
    layers={
        "networking": "#B9A0FA",
        "iam": "#FF6B7A",
        "cicd": "#4FD0FF",
        "data": "#B5E35A",
        "monitoring": "#FFB3E1",
        "scaling": "#FFC061",
    },
    changes={
        "added": "#5FDD8F",
        "changed": "#FFC061",
        "replaced": "#CDB0FF",
        "gone": "#FF8080",
    },
    others=("#5EEAD4", "#F0ABFC", "#E7B59A"),
)

THEMES: dict[str, Theme] = {"light": LIGHT, "dark": DARK}
