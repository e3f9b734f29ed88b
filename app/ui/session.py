"""What comes back at the next start: one small JSON file, written whole or not at all.

It stands in `$ACETATE_SETTINGS` or the platform's configuration folder. A file that cannot
be read, or is not what it should be, is as good as none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from app.model.view_state import Viewport, ViewState

FILE = "session.json"
THEME_CHOICES = ("system", "light", "dark")


class View(msgspec.Struct):
    """How a diagram was left; `viewport` is x, y (pt) and scale (px per pt)."""

    layers: list[str] = []
    selection: str | None = None
    section: str | None = None
    viewport: tuple[float, float, float] | None = None
    hidden: list[str] = []


class Session(msgspec.Struct):
    """`geometry` is Qt's, base64. `workspace` is a path, None the bundled one. Widths in px."""

    workspace: str | None = None
    diagram: str = ""
    views: dict[str, View] = {}
    tidy: bool = False
    theme: str = "system"
    reduce_motion: bool | None = None
    geometry: str = ""
    left_width: int = 232
    right_width: int = 400
    left_shown: bool = True
    right_shown: bool = True
    text_zoom: float = 1.0
    export_folder: str = ""

    def remember(self, now: ViewState, left: Iterable[ViewState]) -> None:
        """Take the view states: the current one, and how other diagrams were left."""
        self.diagram, self.tidy = now.diagram, now.tidy
        self.views = {s.diagram: _view(s) for s in (*left, now) if s.diagram}

    def forget_views(self) -> None:
        """Another workspace is opened."""
        self.diagram, self.views = "", {}

    def states(self) -> tuple[ViewState, ...]:
        """The view states as they were left."""
        return tuple(_state(k, v, self.tidy) for k, v in self.views.items())


def folder() -> Path:
    """Where settings live."""
    if told := os.environ.get("ACETATE_SETTINGS"):
        return Path(told)
    from platformdirs import user_config_path

    return user_config_path("acetate", appauthor=False)


def load() -> Session:
    """The last session, or a new one."""
    try:
        found = msgspec.json.decode((folder() / FILE).read_bytes(), type=Session)
    except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return Session()
    if found.theme not in THEME_CHOICES:
        found.theme = "system"
    return found


def save(session: Session) -> None:
    """Write the session. Raises OSError; the old file then stands as it was."""
    import tempfile

    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    data = msgspec.json.format(msgspec.json.encode(session), indent=1)
    with tempfile.NamedTemporaryFile(prefix=FILE, dir=place, delete=False) as file:
        fresh = Path(file.name)
        try:
            file.write(data)
            file.close()
            fresh.replace(place / FILE)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


def _view(state: ViewState) -> View:
    port = state.viewport
    return View(
        sorted(state.layers),
        state.selection,
        state.section,
        (port.x, port.y, port.scale) if port else None,
        sorted(state.hidden),
    )


def _state(diagram: str, view: View, tidy: bool) -> ViewState:
    port = Viewport(*view.viewport) if view.viewport and view.viewport[2] > 0 else None
    layers, hidden = frozenset(view.layers), frozenset(view.hidden)
    return ViewState(diagram, layers, view.selection, view.section, port, tidy, hidden=hidden)
