"""Paths as SVG's."""

from __future__ import annotations

from app.page.markup import number
from app.scene.items import PathData


def outline(path: PathData) -> str:
    """What a `d` says."""
    points = iter(path.points)

    def step(verb: str) -> str:
        given = [next(points) for _ in range({"C": 3, "Z": 0}.get(verb, 1))]
        return verb + " ".join(f"{number(x)} {number(y)}" for x, y in given)

    return "".join(map(step, path.verbs))
