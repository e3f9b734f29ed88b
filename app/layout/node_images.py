"""Where Graphviz draws images, which its answer in JSON does not say: those of nodes (`image`,
`imagescale`, `imagepos`) follow from their attributes, those of labels stand in its answer as xdot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.layout.images import image_size
from app.layout.plane import Plane
from app.model.drawing import DrawnImage
from app.model.geometry import Box, fitting
from app.paths import is_file, path_of, text_of

_NUMBER = rb"(-?[0-9.]{1,20})"
# https://graphviz.org/docs/outputs/canon/#xdot: a corner, a size, the length of the name in bytes.
_IMAGE = re.compile(rb" ".join((rb"\bI", *[_NUMBER] * 4, rb"([0-9]{1,4}) -")))
_ACROSS = {"l": 0.0, "c": 0.5, "r": 1.0}
_DOWN = {"t": 0.0, "m": 0.5, "b": 1.0}


def image_box(node: Box, path: str, scale: str, position: str, unit: float = 1.0) -> Box:
    """The box (pt) of the image file at that path in a node's; a px is as long as the `unit`."""
    wide, high = image_size(path) or (node.width / unit, node.height / unit)
    wide, high = wide * unit, high * unit
    across, down = node.width / wide, node.height / high
    match scale.strip().lower():
        case "width":
            wide = node.width
        case "height":
            high = node.height
        case "both":
            wide, high = node.width, node.height
        case "true" | "yes" | "1":
            part = min(across, down)
            wide, high = wide * part, high * part
    # What is larger than the node is squeezed into it.
    wide, high = min(wide, node.width), min(high, node.height)
    position = position.strip().lower()
    x = _ACROSS.get(position[1:2], 0.5) * (node.width - wide)
    y = _DOWN.get(position[:1], 0.5) * (node.height - high)
    return Box(node.x + x, node.y + y, wide, high)


def image_in(box: Box, path: str, turned: bool) -> DrawnImage:
    """The image as large as fits into a box of the sheet without being distorted: at its top left
    corner, or on a sheet that is `turned` in its middle."""
    wide, high = image_size(path) or (box.width, box.height)
    part = fitting((wide, high), (box.width, box.height))
    wide, high = wide * part, high * part
    if turned:
        x, y = box.center
        return DrawnImage(path, Box(x - wide / 2, y - high / 2, wide, high))
    return DrawnImage(path, Box(box.x, box.y, wide, high))


def has_label_images(dot: str) -> bool:
    """Whether a label may hold one."""
    return "<img" in dot.lower()


def label_images(xdot: str, ground: Plane, folder: str) -> Iterator[DrawnImage]:
    """All images that are drawn, as far as they are files in that folder."""
    whole = xdot.replace("\\\n", "").encode()
    for found in _IMAGE.finditer(whole):
        x, y, wide, high = map(float, found.groups()[:4])
        name = whole[found.end() : found.end() + int(found[5])].decode("utf-8", "replace")
        if path := _inside(folder, name):
            yield image_in(ground.box(x, y, x + wide, y + high), path, ground.turned)


def _inside(folder: str, name: str) -> str | None:
    root = path_of(folder)
    try:
        path = (root / name).resolve()
        return text_of(path) if path.is_relative_to(root.resolve()) and is_file(path) else None
    except (OSError, RuntimeError, ValueError):  # too long, a circle of links, a zero byte
        return None
