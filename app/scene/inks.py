"""Which colours paints stand for, in one appearance of a scene."""

from __future__ import annotations

from app.model.style import CLEAR
from app.scene.appearance import Appearance
from app.scene.colours import mixed
from app.scene.legible import legible
from app.scene.paint import Behind, Colour, Faint, Said
from app.scene.theme import Theme
from app.scene.turning import turned_fill, turned_line, turned_text

TINT = 0.04  # of a cluster's colour over the canvas, however deep it is nested
QUIET = 0.8  # of the text's colour over the canvas
PAPER = {"fill", "line", "word"}  # roles of what was chosen for white paper
_NAMED = {"canvas", "panel", "text", "muted", "hairline", "accent", "edge"}


def tinted(theme: Theme, kind: str) -> str:
    """What fills a cluster of that kind."""
    return mixed(theme.canvas, theme.group(kind), TINT)


class Inks:
    """Made for one walk over a scene."""

    def __init__(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._found: dict[Colour | Said, tuple[str, float]] = {}

    def solid(self, paint: Colour | Faint | Behind | Said) -> tuple[str, float]:
        """A colour as #RRGGBB, or as the file says it, and how much of it shows (0..1)."""
        if isinstance(paint, Faint):
            colour, opacity = self.solid(paint.colour)
            return colour, opacity * paint.opacity
        if isinstance(paint, Behind):
            return self._behind(paint)
        found = self._found.get(paint)
        if found is None:
            made = self._said(paint) if isinstance(paint, Said) else self._named(paint)
            found = self._found[paint] = made
        return found

    def _said(self, paint: Said) -> tuple[str, float]:
        if paint.colour == CLEAR:
            return "#000000", 0.0
        behind = tuple(self.solid(other)[0] for other in paint.on)
        colour = paint.colour if paint.colour[0] == "#" else self.solid(paint.colour)[0]
        return legible(colour, behind, paint.least), 1.0

    def _named(self, colour: Colour) -> tuple[str, float]:
        theme, (role, _, name) = self._appearance.theme, colour.partition(":")
        if colour.startswith("#"):
            opacity = int(colour[7:9], 16) / 255 if len(colour) == 9 else 1.0
            return colour[:7], opacity
        if role == "group":
            return theme.group(name), 1.0
        if role == "layer":
            return theme.layer(name), 1.0
        if role == "tint":  # without a canvas it lets through what is behind
            through = self._appearance.transparent
            return (theme.group(name), TINT) if through else (tinted(theme, name), 1.0)
        if role == "glyph":
            return theme.canvas if theme.dark else "#FFFFFF", 1.0
        if role in PAPER:
            return self._of_paper(role, name)
        if role == "quiet":
            return mixed(theme.canvas, theme.text, QUIET), 1.0
        if role in _NAMED:
            return str(getattr(theme, role)), 1.0
        raise ValueError(f"no role in a scene: {colour}")

    def _of_paper(self, role: str, name: str) -> tuple[str, float]:
        theme, (colour, _, behind) = self._appearance.theme, name.partition("@")
        colour, opacity = self._named(colour)
        if not theme.dark:
            return colour, opacity
        if role == "fill":
            return turned_fill(colour), opacity
        if role == "line":
            return turned_line(colour, theme.canvas), opacity
        return turned_text(colour, turned_fill(behind[:7]) if behind else theme.canvas), opacity

    def _behind(self, paint: Behind) -> tuple[str, float]:
        appearance = self._appearance
        colour = self.solid(paint.sheet)[0]
        if appearance.transparent:
            return colour, 0.0
        for id, fill in paint.clusters:
            part = appearance.opacity.get(id, 0.0)
            colour = mixed(colour, self.solid(fill)[0], part)
        return colour, 1.0
