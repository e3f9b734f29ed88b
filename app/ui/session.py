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
RECENT = 10  # workspaces kept beside the bundled one
VIEWS = 200  # of each of them, diagrams whose views are kept


class View(msgspec.Struct):
    """How a diagram was left; `viewport` is x, y (pt) and scale (px per pt)."""

    layers: list[str] = []
    selection: str | None = None
    section: str | None = None
    viewport: tuple[float, float, float] | None = None
    hidden: list[str] = []


class Recent(msgspec.Struct):
    """A workspace that was open: `path` as in the session, and how it was left."""

    path: str | None = None
    diagram: str = ""
    views: dict[str, View] = {}


class Asking(msgspec.Struct):
    """What studying does not ask, and what it hides."""

    unasked: list[str] = []
    recall: str = ""
    icons: bool = False
    lines: bool = False


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
    asking: Asking = msgspec.field(default_factory=Asking)
    tour: str = ""  # the one under way, and its step: what else is kept is as before it
    step: int = 0
    recent: list[Recent] = []  # the last first; the open one has its views in the session

    def remember(self, now: ViewState, left: Iterable[ViewState]) -> None:
        """Take the view states: the current one, and how other diagrams were left."""
        self.diagram, self.tidy = now.diagram, now.tidy
        self.views = {s.diagram: _view(s) for s in (*left, now) if s.diagram or s.section}

    def enter(self, path: str | None) -> None:
        """That workspace is open: it is the last now, and its views are the session's. How
        another was left, which `remember` was told of, is put aside."""
        if path != self.workspace:
            self._put(Recent(self.workspace, self.diagram, dict(list(self.views.items())[:VIEWS])))
            there = self._recent(path)
            self.workspace, self.diagram, self.views = path, there.diagram, there.views
            self.tour, self.step = "", 0
        self._put(Recent(path))

    def left(self, path: str | None) -> tuple[str, tuple[ViewState, ...]]:
        """The diagram that was last shown of that workspace, and how its diagrams were left."""
        if path == self.workspace:
            return self.diagram, self.states()
        there = self._recent(path)
        return there.diagram, _states(there.views, self.tidy)

    def recent_paths(self) -> list[str]:
        """The workspaces beside the bundled one, the last first."""
        return [r.path for r in self.recent if r.path is not None]

    def clear_recent(self) -> None:
        """Forget them, and how they were left; of the one that is open only the entry."""
        self.recent = [r for r in self.recent if r.path is None]

    def _recent(self, path: str | None) -> Recent:
        return next((r for r in self.recent if r.path == path), Recent(path))

    def _put(self, first: Recent) -> None:
        others = [r for r in self.recent if r.path != first.path]
        named = [r for r in (first, *others) if r.path is not None][:RECENT]
        self.recent = [r for r in (first, *others) if r.path is None or r in named]

    def states(self) -> tuple[ViewState, ...]:
        """The view states as they were left."""
        return _states(self.views, self.tidy)


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
    write(encoded(session))


def encoded(session: Session) -> bytes:
    """What stands in the file."""
    return msgspec.json.format(msgspec.json.encode(session), indent=1)


def write(data: bytes) -> None:
    """Write an encoded session, in any thread. Raises OSError; the old file then stands as it
    was."""
    import tempfile

    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=FILE, dir=place, delete=False) as file:
        fresh = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
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


def _states(views: dict[str, View], tidy: bool) -> tuple[ViewState, ...]:
    return tuple(_state(diagram, view, tidy) for diagram, view in views.items())


def _state(diagram: str, view: View, tidy: bool) -> ViewState:
    port = Viewport(*view.viewport) if view.viewport and view.viewport[2] > 0 else None
    layers, hidden = frozenset(view.layers), frozenset(view.hidden)
    return ViewState(diagram, layers, view.selection, view.section, port, tidy, hidden=hidden)
