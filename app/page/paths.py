"""The painter's paths as SVG's."""

from __future__ import annotations

from PySide6.QtGui import QPainterPath

from app.page.markup import number

_LETTERS = {
    QPainterPath.ElementType.MoveToElement: "M",
    QPainterPath.ElementType.LineToElement: "L",
    QPainterPath.ElementType.CurveToElement: "C",
    QPainterPath.ElementType.CurveToDataElement: " ",
}


def outline(path: QPainterPath) -> str:
    """What a `d` says."""
    steps = []
    for at in range(path.elementCount()):
        step = path.elementAt(at)
        steps.append(f"{_LETTERS[step.type]}{number(step.x)} {number(step.y)}")
    return "".join(steps)
