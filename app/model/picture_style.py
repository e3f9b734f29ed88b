"""The two styles in which a diagram can be drawn."""

from enum import StrEnum


class PictureStyle(StrEnum):
    """In our own style, or as Graphviz draws what the file says."""

    HOUSE = "house"
    WRITTEN = "written"
