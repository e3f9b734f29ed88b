"""What a cell's stencil stands for: a class of `diagrams` with its icon, or a kind of group."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.catalogue import catalogue
from app.errors import ScriptError
from app.paths import text_of
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.outlines import is_unknown
from app.sources.drawio.pictures import MOST, held_picture, is_held
from app.sources.graphs.installed import packages
from app.stencils import stencils

_GROUPS = frozenset({"mxgraph.aws4.group", "mxgraph.aws4.groupCenter"})
_IMAGE = "img/lib/"
_FOLDER = re.compile(r'_icon_dir = "resources/([\w/-]+)"')
_ICON = re.compile(r'^class (\w+)\(_\w+\):\n\s+_icon = "([\w.-]+)"', re.MULTILINE)
_CLASS = re.compile(r"(?:[A-Za-z_]\w{0,60}\.){0,4}[A-Za-z_]\w{0,60}")
_FRAMING = re.compile(r"[Ii]con\d?$")  # a shape that has an icon in it
_NUMBERED = re.compile(r"_?\d$")


class FoundKinds:
    """Looks kinds up, for the cells of a page."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}

    def picture_of(self, cell: DrawioCell) -> tuple[str, str]:
        """The class for which a cell stands and its icon, or no class and the name of its own picture; empty
        where there is none."""
        image = cell.style.get("image", "")
        if cell.kind or not is_held(image):
            return self.class_of(cell)
        if image not in self._held and len(self._held) < MOST:
            self._held[image] = held_picture(image)
        return "", self._held.get(image, "")

    def class_of(self, cell: DrawioCell) -> tuple[str, str]:
        """The class, and its icon as `resources/aws/compute/lambda.png`; empty where none is known."""
        if cell.kind and _CLASS.fullmatch(cell.kind):  # as one of Acetate's own files says it
            return cell.kind, icon_of_class(cell.kind)
        name = stencil_of(cell)
        kind = stencils().class_of(name) if name else ""
        if not kind and name and _NUMBERED.search(name):  # a later drawing of the same
            kind = stencils().class_of(_NUMBERED.sub("", name))
        icon = icon_of_class(kind) if kind else ""
        return (kind, icon) if icon else ("", "")

    def group_of(self, cell: DrawioCell) -> str | None:
        """The kind of AWS's groups that its frame says; empty where its label has to tell, None where it is
        no such frame."""
        if cell.kind in catalogue().groups:
            return cell.kind
        if cell.shape not in _GROUPS:
            return None
        icon = cell.says("grIcon").removeprefix("mxgraph.")
        return stencils().group_of(icon, cell.says("strokeColor")) or ""


def stencil_of(cell: DrawioCell) -> str:
    """The name of its stencil as in the table, `aws4.lambda`; empty where it has none, or a shape that is
    drawn as such."""
    style, shape = cell.style, cell.shape
    for key in ("resIcon", "prIcon"):
        said = style.get(key, "") if _FRAMING.search(shape) else ""
        if said.startswith("mxgraph."):
            return said.removeprefix("mxgraph.")
        if said and shape.startswith("mxgraph."):
            family = (
                shape.split(".")[1].rstrip("2") if "kubernetes" in shape else shape.split(".")[1]
            )
            return f"{family}.{said.replace('-', '_')}"
    image = style.get("image", "")
    if _IMAGE in image:
        return image[image.index(_IMAGE) + len(_IMAGE) :]
    name = shape.removeprefix("mxgraph.")
    known = shape not in _GROUPS and (stencils().class_of(name) or is_unknown(cell))
    return name if shape.startswith("mxgraph.") and known else ""


@lru_cache(maxsize=2048)
def icon_of_class(kind: str) -> str:
    """The icon of a class of the package, as anybody's path of it ends."""
    module, _, name = kind.rpartition(".")
    return _icons(module).get(name, "")


@cache
def _icons(module: str) -> dict[str, str]:
    try:
        file = packages().joinpath("diagrams", *module.split(".")).with_suffix(".py")
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError, ScriptError):
        return {}
    folder = _FOLDER.search(text)
    found = _ICON.findall(text) if folder else []
    return {name: text_of(f"resources/{folder[1]}/{icon}") for name, icon in found if folder}
