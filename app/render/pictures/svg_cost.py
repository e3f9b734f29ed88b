"""How much an SVG paints, worked out before it is painted: `use` repeats what it refers to, each shape
paints its pattern and its mask, each corner its marker, and these may refer to others again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.errors import AcetateError
from app.render.pictures.closed_css import references

PAINTED = 200_000  # shapes, with all that is repeated; every CORNERS corners of a path count as one
CORNERS = 10
LAYER = 40  # fillings that a layer takes as long as
DASHED = 20  # lines that one of dashes takes as long as
DEEP = 100  # elements in one another, with those that are referred to
LAYERS = 200  # pictures that are made on the way: of masks, and of each step of a filter
_EACH = {
    "fill",
    "stroke",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
}  # by each shape in it
_LAYERED = {"mask", "filter"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"}
# Painted only where something refers to them.
_WAITING = {"defs", "symbol", "pattern", "mask", "marker", "clipPath", "filter"}


class SvgTooMuchError(AcetateError):
    """It is more than is painted, or refers to itself."""


@dataclass(slots=True)
class SvgElement:
    """An element and what is in it, texts as they are."""

    name: str
    attributes: dict[str, str]
    children: list[SvgElement | str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cost:
    """`shapes` are its own, `painted` with those of patterns, masks and markers."""

    shapes: int = 0
    corners: int = 0
    painted: int = 0
    layers: int = 0
    deep: int = 0


def effort_of(root: SvgElement, rules: list[tuple[str, dict[str, str]]]) -> int:
    """How many times it may fill all of its picture, at most. Raises SvgTooMuchError."""
    found = _Costs(root, rules).of(root, 0)
    return 1 + found.painted + LAYER * found.layers


class _Costs:
    def __init__(self, root: SvgElement, rules: list[tuple[str, dict[str, str]]]) -> None:
        self._named: dict[str, SvgElement] = {}
        self._name(root)
        self._ruled: dict[str, list[tuple[str, str]]] = {}
        for selector, declared in rules:
            referring = [(n, v) for n, v in declared.items() if "(" in v]
            for key in _ends(selector) if referring else ():
                self._ruled.setdefault(key, []).extend(referring)
        self._known: dict[int, _Cost] = {}
        self._asked: set[int] = set()

    def _name(self, element: SvgElement) -> None:
        """A name is that of one element: of others it is taken away."""
        name = element.attributes.get("id")
        if name is not None and self._named.setdefault(name, element) is not element:
            del element.attributes["id"]
        for child in element.children:
            if isinstance(child, SvgElement):
                self._name(child)

    def of(self, element: SvgElement, depth: int) -> _Cost:
        """Raises SvgTooMuchError."""
        known = self._known.get(id(element))
        if known is None:
            if id(element) in self._asked or depth > DEEP:
                raise SvgTooMuchError
            self._asked.add(id(element))
            known = self._known[id(element)] = self._worked_out(element, depth)
            self._asked.discard(id(element))
        if known.deep > DEEP or known.painted > PAINTED or known.layers > LAYERS:
            raise SvgTooMuchError
        return known

    def _worked_out(self, element: SvgElement, depth: int) -> _Cost:
        shapes, corners = _own(element)
        painted, layers, deep = shapes, 0, 0
        used = self._named.get(element.attributes.get("xlink:href", "")[1:])
        inner = [c for c in element.children if isinstance(c, SvgElement)]
        for child in [*inner, *([used] if used else [])]:
            cost = self.of(child, depth + 1)
            deep = max(deep, cost.deep)
            if child is used or child.name not in _WAITING:
                shapes += cost.shapes
                corners += cost.corners
                painted += cost.painted
                layers += cost.layers
        for name, value in self._referring(element):
            for target in filter(None, map(self._named.get, references(value))):
                cost = self.of(target, depth + 1)
                deep = max(deep, cost.deep)
                times = corners if name.startswith("marker") else shapes if name in _EACH else 1
                painted += times * cost.painted
                steps = max(1, len(target.children)) if name in _LAYERED else 0
                layers += times * cost.layers + steps
        return _Cost(shapes, corners, painted, layers, deep + 1)

    def _referring(self, element: SvgElement) -> Iterator[tuple[str, str]]:
        """Properties of an element that may refer to others, with those that rules may give it."""
        said = element.attributes
        yield from ((n, v) for n, v in said.items() if "(" in v and n not in ("style", "transform"))
        if "(" in said.get("style", ""):
            yield from (part.partition(":")[::2] for part in said["style"].split(";"))
        if self._ruled:
            classes = (f".{name}" for name in said.get("class", "").split())
            for key in ("*", element.name, f"#{said.get('id', '')}", *classes):
                yield from self._ruled.get(key, ())


def _own(element: SvgElement) -> tuple[int, int]:
    """What it paints itself: shapes, by how long its path or text is, and corners."""
    if element.name in ("text", "tspan", "textArea"):
        return 1 + sum(len(child) for child in element.children if isinstance(child, str)), 0
    if element.name not in _SHAPES:
        return 0, 0
    said = element.attributes
    corners = 4 + sum(len(said.get(name, "")) for name in ("d", "points")) // 4
    dashed = "stroke-dasharray" in said or "stroke-dasharray" in said.get("style", "")
    return 1 + corners // CORNERS * (DASHED if dashed else 1), corners


def _ends(selector: str) -> Iterator[str]:
    """What an element is called that a rule may be for: by name, `#id` or `.class`."""
    for one in selector.split(","):
        last = one.replace(">", " ").split()[-1:]
        for part in "".join(last).replace(".", " .").replace("#", " #").split():
            yield part.partition(":")[0]
