"""In which way a diagram can be drawn."""

from dataclasses import dataclass
from enum import StrEnum

# Of Graphviz's ways to lay out, those that a person can choose.
METHODS = ("dot", "neato", "fdp", "sfdp", "circo", "twopi", "osage", "patchwork")
SHEETS = ("light", "recoloured")  # what a dark theme makes of a picture as written


class PictureStyle(StrEnum):
    """In our own style, or as Graphviz draws what the file says."""

    HOUSE = "house"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Rendering:
    """The style, and as written one of METHODS, empty for the one that the file asks for."""

    style: PictureStyle
    method: str = ""
