"""Opening a workspace in a thread. Knows no Qt, so that it can begin before Qt is loaded.

First comes the diagram that is to be shown, with its picture where the cache has it; then the
thread waits until it is told to go on, so that it does not slow the first frame; then the rest, of
many notes some first.

The small tuples here and the plain classes elsewhere on the way to the first frame are no
accident: a frozen dataclass takes over a millisecond to define.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.errors import AcetateError, SourceError
from app.model.ids import DiagramId
from app.paths import is_folder, path_of, told
from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from app.ui.services import first_picture

if TYPE_CHECKING:
    from app.model.diagram import Diagram
    from app.model.diagram_layout import DiagramLayout
    from app.model.workspace import Workspace
    from app.sources.finding import Found
    from app.sources.readings import Readings
    from app.sources.scripts.closure import Closure
    from app.sources.stamps import Stamps
    from app.sources.workspace import Allowed
    from app.ui.services.ahead import AskingAhead
    from app.ui.services.first_picture import FirstPicture

MANY = 2000  # nodes
JOIN = 5.0  # seconds that closing waits for the thread


class ScriptState(NamedTuple):
    """How a script of the workspace was read: whether it is `trusted`, and was run, with the `network` or not, else it was evaluated;
    whether it was `changed` since it was trusted; by what it is known, as it was read."""

    path: Path
    trusted: bool
    network: bool
    changed: bool
    digests: dict[str, str]


class First(NamedTuple):
    """The diagram that was wanted is in the workspace, which is still growing."""

    workspace: Workspace
    diagram: DiagramId
    layout: DiagramLayout | None


class Grown(NamedTuple):
    """There are notes to be read; more are coming."""

    workspace: Workspace


class Whole(NamedTuple):
    """All is read."""

    workspace: Workspace


class Failed(NamedTuple):
    """There is no workspace to be opened; the message is for a person."""

    message: str


class OpeningProgress(NamedTuple):
    """What is being read now, for a person."""

    text: str


Event = First | Grown | Whole | Failed | OpeningProgress


class Opening:
    """Starts at once. `wanted` is a diagram id, empty for the first there is. Scripts outside the bundled
    workspace run, as `run` says, where they are trusted; else they are evaluated. With `readings`, which are
    brought up to date, only what has changed is read. `ahead` is asked for the first picture where none is
    kept. With `all_of_it` a folder is read whole, however large it is. `stamps` tells, from `Whole` on, of when
    what was read is, `scripts` how each script was."""

    def __init__(
        self,
        path: Path | None,
        wanted: DiagramId = DiagramId(""),
        readings: Readings | None = None,
        run: ScriptRun = AS_USUAL,
        ahead: AskingAhead | None = None,
        all_of_it: bool = False,
    ) -> None:
        self._ahead = ahead
        self.path, self.wanted, self.run = path, wanted, run
        self.readings, self.all_of_it = readings, all_of_it
        self.scripts: list[ScriptState] = []
        self.stamps: Stamps = {}
        self._found: Found | None = None
        self._cancelled = threading.Event()
        self._go_on = threading.Event()
        self._spoke = threading.Event()
        self._looked = threading.Event()  # for a first picture that was kept
        self._cold = False
        self._lock = threading.Lock()
        self._waiting: list[Event] = []
        self._listener: Callable[[Opening, Event], None] | None = None
        self._thread = threading.Thread(target=self._run, name="acetate-opening", daemon=True)
        self._thread.start()

    def listen(self, listener: Callable[[Opening, Event], None]) -> None:
        """Hear each event: what has been, now and in this thread; what comes, in the other."""
        with self._lock:
            early, self._waiting = self._waiting, []
            self._listener = listener
        for event in early:
            listener(self, event)

    def wait_first(self, seconds: float = 10.0) -> None:
        """Wait, at most so many seconds, until something was told."""
        self._spoke.wait(seconds)

    def is_cold(self) -> bool:
        """It is our own workspace and nothing of it is kept: its scripts are about to run.
        Waits some ms until that is known."""
        if self.path is None:
            self._looked.wait()
        return self._cold

    def go_on(self) -> None:
        """Read the rest."""
        self._go_on.set()

    def cancel(self) -> None:
        """Nothing is told from now on; running scripts are stopped."""
        self._cancelled.set()
        self._go_on.set()

    def close(self) -> None:
        """Cancel and wait for the end."""
        self.cancel()
        self._thread.join(JOIN)

    @property
    def running(self) -> bool:
        """Its thread is at work."""
        return self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Nobody waits for it any more."""
        return self._cancelled.is_set()

    def _tell(self, event: Event) -> None:
        with self._lock:
            if self._cancelled.is_set():
                return
            listener = self._listener
            if listener is None:
                self._waiting.append(event)
                if not isinstance(event, OpeningProgress):
                    self._spoke.set()
                return
        listener(self, event)

    def _run(self) -> None:
        try:
            for event in self._read():
                self._tell(event)
                if isinstance(event, First):
                    self._go_on.wait()
        except (AcetateError, OSError) as why:
            self._tell(Failed(str(why)))
        except Exception as why:  # noqa: BLE001 - becomes a report
            from app.report import unexpected

            what = self.path or "the bundled workspace"
            self._tell(Failed(unexpected(f"opening {what}", why).sentence))
        finally:
            self._looked.set()

    def _read(self) -> Iterator[Event]:
        first = None
        if self.path is None:
            first = first_picture.kept(self.wanted)
            self._cold = first is None
            self._looked.set()
            if first is not None:
                yield First(first.workspace, first.layout.diagram.id, first.layout)
        ahead = self._ahead if first is None else None
        if ahead is not None:
            ahead.prepare()
        told = first is not None
        workspace = None
        for workspace in self._steps():
            if self._cancelled.is_set():
                return
            if not told and (wanted := self._wanted_in(workspace)):
                told = True
                layout = _cached(workspace, wanted)
                if self.path is None and layout is not None:
                    first = first_picture.keep(self.wanted, workspace, layout)
                workspace.notebook.fill()
                _make_known(workspace, wanted, ahead if layout is None else None)
                yield First(workspace, wanted, layout)
            elif workspace.growing and workspace.notebook.notes:
                workspace.notebook.fill()
                yield Grown(workspace)
        if workspace is not None:
            _fill(workspace.diagrams)
            workspace.notebook.fill()
            from app.sources.stamps import stamps_now

            self.stamps |= stamps_now(path_of(file) for file in workspace.read)
            yield Whole(workspace)
            if self.path is None:
                self._keep_up(first, workspace)

    def _steps(self) -> Iterator[Workspace]:
        """The workspace as it is read. Sets what is known of its files from then on."""
        from app.sources.readings import Readings
        from app.sources.stamps import stamps_of
        from app.sources.workspace import steps

        found = self._find()
        if self.readings is not None and self._is_emptied(found):
            raise SourceError(f"“{told(self.path or '')}” is empty now.")
        self.stamps = stamps_of(found)
        self.readings = self.readings or Readings()
        return steps(
            self.path,
            allowed=self._allowed(found),
            run=self.run,
            cancel=self._cancelled,
            on_progress=lambda done, total, file: self._tell(
                OpeningProgress(f"Reading {file}, {done + 1} of {total}")
            ),
            on_activity=lambda text: self._tell(OpeningProgress(text)),
            readings=self.readings,
            found=found,
        )

    def _find(self) -> Found:
        """What there is, looked for once. Raises SourceError."""
        if self._found is None:
            from app.sources.finding import find

            if self.all_of_it:
                self._tell(OpeningProgress("Looking through all folders"))
            stopped = self._cancelled.is_set
            self._found = find(self.path, all_of_it=self.all_of_it, cancelled=stopped)
        return self._found

    def _is_emptied(self, found: Found) -> bool:
        """There is nothing at all where something was: a disk that was taken out, perhaps."""
        if self.path is None or found.diagrams or found.notes or not is_folder(self.path):
            return False
        with os.scandir(self.path) as entries:
            return next(entries, None) is None

    def _allowed(self, found: Found) -> Allowed:
        """What runs of scripts: what is trusted when they are read."""
        from app.sources.file_formats import is_program
        from app.sources.workspace import no_script

        if found.bundled or not any(map(is_program, found.diagrams)):
            return no_script
        from app.trust.grants import grants

        known = grants()

        def allowed(closure: Closure) -> ScriptRun | None:
            grant = known.of(closure)
            changed = grant is None and known.before(closure.script) is not None
            state = ScriptState(
                closure.script,
                grant is not None,
                grant is not None and grant.network,
                changed,
                closure.digests,
            )
            self.scripts.append(state)
            return None if grant is None else self.run._replace(network=grant.network)

        return allowed

    def _keep_up(self, first: FirstPicture | None, workspace: Workspace) -> None:
        """Keep the first picture where it was laid out only now, or has changed."""
        from app.model.diagram_layout import same

        wanted = first.layout.diagram.id if first else self._wanted_in(workspace)
        layout = _cached(workspace, wanted)
        if layout is not None and (first is None or not same(layout, first.layout)):
            first_picture.keep(self.wanted, workspace, layout)

    def _wanted_in(self, workspace: Workspace) -> DiagramId:
        if self.wanted:
            return self.wanted if workspace.diagram(self.wanted) else DiagramId("")
        return workspace.diagrams[0].id if workspace.diagrams else DiagramId("")


def _make_known(workspace: Workspace, wanted: DiagramId, ahead: AskingAhead | None) -> None:
    """What the window asks of a diagram as soon as it comes is worked out in this thread, or asked
    `ahead`."""
    if ahead is not None:
        ahead.ask(workspace, wanted)
    diagram = workspace.diagram(wanted)
    _fill(() if diagram is None else (diagram,))


def _fill(diagrams: Iterable[Diagram]) -> None:
    """Make the tables of these diagrams in this thread."""
    for diagram in diagrams:
        diagram.index.fill()
        if len(diagram.nodes) > MANY:
            gc.freeze()  # it stays, and to look for garbage in it takes long


def _cached(workspace: Workspace, diagram: DiagramId) -> DiagramLayout | None:
    from app.layout.keeping import cached

    found = workspace.diagram(diagram)
    return cached(found, None) if found else None
