"""What comes back at the next start: one small JSON file, written whole or not at all.

It stands in `$ACETATE_SETTINGS` or the platform's configuration folder. A file that cannot
be read is as good as none; of one that can, what is not sound is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import msgspec

from app import atomic
from app.model.filtering import Filter, Filters, Hide, Only
from app.model.folding import FoldState
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.picture_style import METHODS, PictureStyle
from app.model.tracing import Trace, Way
from app.model.view_state import Viewport, ViewState
from app.paths import path_of
from app.places import SESSION, settings_folder
from app.sources.handed import is_handed
from app.sources.scripts.script_run import LONGEST, SECONDS
from app.ui.kit.dividing import SHARE, TINIEST
from app.ui.services import settings_file

FILE = SESSION
RECENT = 10  # workspaces kept beside the bundled one
VIEWS = 200  # of each of them, diagrams whose views are kept

_Text = Annotated[str, msgspec.Meta(max_length=4096)]  # a path, or an id
_Width = Annotated[int, msgspec.Meta(ge=0, le=16_384)]  # px
_Place = Annotated[float, msgspec.Meta(ge=-1e7, le=1e7)]  # pt
_Panel = Annotated[str, msgspec.Meta(pattern="^(?:left|right)?$")]
_Share = Annotated[float, msgspec.Meta(ge=TINIEST, le=SHARE)]
_Scale = Annotated[float, msgspec.Meta(gt=0, le=1e4)]
_Style = Annotated[str, msgspec.Meta(pattern="^(?:house|written)?$")]
_Method = Annotated[str, msgspec.Meta(pattern=f"^(?:{'|'.join(METHODS)})?$")]
_Minimap = Annotated[str, msgspec.Meta(pattern="^(?:auto|on|off)$")]
_Way = Annotated[str, msgspec.Meta(pattern=f"^(?:{'|'.join(Way)})$")]
_Theme = Annotated[str, msgspec.Meta(pattern="^(?:system|light|dark)$")]


class SavedTrace(msgspec.Struct):
    """A trace as `app.model.tracing.Trace` has it; none without a `start`."""

    start: _Text = ""
    goal: _Text | None = None
    way: _Way = "both"
    steps: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    every: bool = False


class SavedFilter(SavedTrace):
    """What is left out: `hidden` elements or, with a `start`, all but what a trace from there finds, and
    `also` these."""

    hidden: list[_Text] = []
    also: list[_Text] = []


class SavedView(msgspec.Struct):
    """How a diagram was left; `viewport` is x, y (pt) and scale (px per pt)."""

    layers: list[_Text] = []
    selection: _Text | None = None
    section: _Text | None = None
    viewport: tuple[_Place, _Place, _Scale] | None = None
    hidden: list[_Text] = []
    filters: list[SavedFilter] = []
    style: _Style = ""  # the diagram's own
    method: _Method = ""
    recolour: bool | None = None
    folded: list[_Text] = []
    merge: bool | None = None
    spread: list[_Text] = []
    trace: SavedTrace = msgspec.field(default_factory=SavedTrace)


class Recent(msgspec.Struct):
    """A workspace that was open: `path` as in the session, and how it was left."""

    path: _Text | None
    diagram: _Text = ""
    views: dict[_Text, SavedView] = {}


class SavedRun(msgspec.Struct):
    """How the scripts of a workspace are run: `arguments` as in a shell, `seconds` each; by which
    Python, empty for ours."""

    path: _Text = ""
    arguments: _Text = ""
    seconds: Annotated[float, msgspec.Meta(ge=1, le=LONGEST)] = SECONDS
    python: _Text = ""


class StudySettings(msgspec.Struct):
    """What studying does not ask, and what it hides."""

    unasked: list[_Text] = []
    recall: _Text = ""
    icons: bool = False
    lines: bool = False


class Settings(msgspec.Struct):
    """`geometry` is Qt's, base64. `workspace` is a path, None the bundled one. Widths in px."""

    workspace: _Text | None = None
    diagram: _Text = ""
    views: dict[_Text, SavedView] = {}
    tidy: bool = False
    theme: _Theme = "system"
    reduce_motion: bool | None = None
    minimap: _Minimap = "auto"
    geometry: _Text = ""
    left_width: _Width = 232
    right_width: _Width = 400
    left_shown: bool = True
    right_shown: bool = True
    panel_opened: _Panel = ""  # by hand, where there was no room for it
    canvas_share: _Share = SHARE  # of the window's width, at least
    text_zoom: Annotated[float, msgspec.Meta(ge=0.1, le=10)] = 1.0
    full_width: bool = False  # of the notes' lines
    picture_hosts: list[_Text] = []  # from which notes may always have pictures
    export_folder: _Text = ""
    asking: StudySettings = msgspec.field(default_factory=StudySettings)
    tour: _Text = ""  # the one under way, and its step: what else is kept is as before it
    step: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)] = 0
    runs: list[SavedRun] = []  # the last first
    script_seconds: Annotated[float, msgspec.Meta(ge=1, le=LONGEST)] = SECONDS  # where no run says
    screens: dict[_Text, _Text] = {}  # the audience's while presenting, by the set of screens
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

    def left(self, path: str | None) -> tuple[DiagramId, tuple[ViewState, ...]]:
        """The diagram that was last shown of that workspace, and how its diagrams were left."""
        if path == self.workspace:
            return DiagramId(self.diagram), self.states()
        there = self._recent(path)
        return DiagramId(there.diagram), _states(there.views, self.tidy)

    def run_of(self, path: str) -> SavedRun:
        """How the scripts of that workspace were run last."""
        known = (r for r in self.runs if r.path == path)
        return next(known, SavedRun(path, seconds=self.script_seconds))

    def keep_run(self, run: SavedRun) -> None:
        """Remember how the scripts of a workspace are run."""
        others = [r for r in self.runs if r.path != run.path]
        usual = SavedRun(run.path, seconds=self.script_seconds)
        self.runs = [*([run] if run != usual else []), *others][:RECENT]

    def recent_paths(self) -> list[str]:
        """The workspaces beside the bundled one, the last first."""
        return [r.path for r in self.recent if r.path is not None]

    def clear_recent(self) -> None:
        """Forget them, and how they were left; of the one that is open only the entry."""
        self.recent = [r for r in self.recent if r.path is None]
        self.runs = [r for r in self.runs if r.path == self.workspace]

    def _recent(self, path: str | None) -> Recent:
        return next((r for r in self.recent if r.path == path), Recent(path))

    def _put(self, first: Recent) -> None:
        others = [r for r in self.recent if r.path != first.path]
        named = [r for r in (first, *others) if r.path is not None][:RECENT]
        self.recent = [r for r in (first, *others) if r.path is None or r in named]

    def states(self) -> tuple[ViewState, ...]:
        """The view states as they were left."""
        return _states(self.views, self.tidy)


def load() -> Settings:
    """The last session, or a new one."""
    path = settings_folder() / FILE
    try:
        if not path.is_file():  # a pipe would hold us up
            return Settings()
        with path.open("rb") as file:
            raw = file.read(settings_file.MOST + 1)
    except (OSError, ValueError):
        return Settings()
    return settings_file.decode(raw, Settings)


def save(settings: Settings) -> None:
    """Write the session. Raises OSError; the old file then stands as it was."""
    write(encoded(settings))


def encoded(settings: Settings) -> bytes:
    """What stands in the file."""
    settings = _lasting(settings)
    try:
        plain = msgspec.json.encode(settings)
    except UnicodeEncodeError:  # a file's name that is no text
        plain = msgspec.json.encode(_writable(settings))
    return msgspec.json.format(plain, indent=1)


def _lasting(settings: Settings) -> Settings:
    """Without what is gone with the program: what was open before it comes back then."""
    recent = [r for r in settings.recent if r.path is None or not is_handed(path_of(r.path))]
    if settings.workspace is None or not is_handed(path_of(settings.workspace)):
        return msgspec.structs.replace(settings, recent=recent)
    last = recent[0] if recent else Recent(None)
    return msgspec.structs.replace(
        settings,
        recent=[Recent(last.path), *recent[1:]],
        workspace=last.path,
        diagram=last.diagram,
        views=last.views,
        tour="",
        step=0,
    )


def _writable(settings: Settings) -> Settings:
    """Without what no text can name, and how that was left."""
    found = settings_file.sound(Settings, msgspec.to_builtins(settings))
    if found.workspace != settings.workspace:
        found.diagram, found.views, found.tour, found.step = "", {}, "", 0
    return found


def write(data: bytes) -> None:
    """Write an encoded session, in any thread. Raises OSError; the old file then stands as it
    was."""
    place = settings_folder()
    place.mkdir(parents=True, exist_ok=True)
    atomic.replace(place / FILE, data, 0o600)


def _view(state: ViewState) -> SavedView:
    port = state.viewport
    return SavedView(
        sorted(state.layers),
        state.selection,
        state.section,
        (port.x, port.y, port.scale) if port else None,
        [] if state.filters else sorted(state.hidden),
        [_filter(one) for one in state.filters],
        state.style or "",
        state.method,
        state.recolour,
        sorted(state.folded),
        state.merge,
        sorted(state.spread),
        SavedTrace(*_said(state.trace)) if state.trace else SavedTrace(),
    )


def _said(trace: Trace) -> tuple[str, str | None, str, int | None, bool]:
    return trace.start, trace.goal, trace.way, trace.steps, trace.every


def _filter(one: Filter) -> SavedFilter:
    if isinstance(one, Hide):
        return SavedFilter(hidden=sorted(one.elements))
    return SavedFilter(*_said(one.trace), also=sorted(one.also))


def _trace(saved: SavedTrace) -> Trace | None:
    if not saved.start:
        return None
    goal = None if saved.goal is None else ElementId(saved.goal)
    return Trace(ElementId(saved.start), Way(saved.way), saved.steps, goal, saved.every)


def _filters(view: SavedView) -> Filters:
    """What is hidden, of a session that knew no other filters, is one each."""
    saved = view.filters or [SavedFilter(hidden=[id]) for id in view.hidden]
    found: list[Filter] = []
    for one in saved:
        if one.hidden:
            found.append(Hide(frozenset(map(ElementId, one.hidden))))
        elif trace := _trace(one):
            found.append(Only(trace, frozenset(map(ElementId, one.also))))
    return tuple(found)


def _states(views: dict[str, SavedView], tidy: bool) -> tuple[ViewState, ...]:
    return tuple(_state(DiagramId(diagram), view, tidy) for diagram, view in views.items())


def _state(diagram: DiagramId, view: SavedView, tidy: bool) -> ViewState:
    port = Viewport(*view.viewport) if view.viewport else None
    layers, filters = frozenset(view.layers), _filters(view)
    selected = None if view.selection is None else ElementId(view.selection)
    section = None if view.section is None else SectionId(view.section)
    style = PictureStyle(view.style) if view.style else None
    left = ViewState(diagram, layers, selected, section, port, tidy, filters=filters)
    clusters, spread = (frozenset(map(ElementId, ids)) for ids in (view.folded, view.spread))
    left = left.with_folds(FoldState(clusters, view.merge, spread))
    left = replace(left, style=style, method=view.method, recolour=view.recolour)
    return replace(left, trace=_trace(view.trace))
