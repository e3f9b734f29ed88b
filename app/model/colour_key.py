"""What the colours say that an author gives to edges, where all of one colour say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from app.model.elements import Edge
from app.model.style import CLEAR, Dash, Stroke

BLACK = "#000000"  # what Graphviz draws in where nothing is said
MOST = 6  # colours that are explained
LONGEST = 40  # characters
TOGETHER = 3  # labels of one line style


@dataclass(frozen=True, slots=True)
class KeyedColour:
    """`stroke` is how those edges are drawn. `layers` are theirs, empty where one is on the base
    sheet, and so always shows."""

    name: str
    stroke: Stroke
    layers: frozenset[str]

    def shows(self, layers: frozenset[str]) -> bool:
        """Whether there is such an edge with these layers on."""
        return not self.layers or bool(self.layers & layers)


def colour_key(edges: Iterable[Edge]) -> tuple[KeyedColour, ...]:
    """The colours that several edges have, all with one label, or in one style with a few; not what
    all edges have, nor what two colours would say alike."""
    drawn = [edge for edge in edges if not edge.invisible]
    groups: dict[str, list[Edge]] = {}
    for edge in drawn:
        if (colour := _colour(edge)) is not None:
            groups.setdefault(colour, []).append(edge)
    found = [_keyed(of) for of in groups.values() if 1 < len(of) < len(drawn)]
    keyed = [key for key in found if key is not None]
    names = Counter(key.name for key in keyed)
    return tuple(islice((key for key in keyed if names[key.name] == 1), MOST))


def _colour(edge: Edge) -> str | None:
    """What an edge is drawn in, where that is one colour, and said."""
    stops = edge.style.stroke.colours if edge.style.stroke else ()
    colour = stops[0].colour if len(stops) == 1 else BLACK
    return None if colour in (BLACK, CLEAR) else colour


def _keyed(edges: list[Edge]) -> KeyedColour | None:
    strokes = [edge.style.stroke for edge in edges if edge.style.stroke]
    labels = list(dict.fromkeys(" ".join(edge.label.split()) for edge in edges if edge.label))
    styled = {(stroke.dash or Dash.SOLID, stroke.bold) for stroke in strokes}
    most = TOGETHER if len(styled) == 1 and (Dash.SOLID, False) not in styled else 1
    if not 0 < len(labels) <= most:
        return None
    name = ", ".join(labels)
    alike = len(set(strokes)) == 1
    layers = [set(edge.layers) for edge in edges]
    return KeyedColour(
        name if len(name) <= LONGEST else name[: LONGEST - 1] + "…",
        strokes[0] if alike else Stroke(strokes[0].colours),
        frozenset(set[str]().union(*layers)) if all(layers) else frozenset(),
    )
