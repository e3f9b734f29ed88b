"""Loading and layout off the window's thread; the answers go into the store."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.model import problem
from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.paths import path_of
from app.session import answers
from app.session.changes import Changed
from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from app.ui.kit.background import Background
from app.ui.services.layouts import Layouts
from app.ui.services.opening import (
    Event,
    Failed,
    First,
    Grown,
    Opening,
    OpeningProgress,
    ScriptState,
    Whole,
)
from app.ui.services.tidying import Tidying, report_layout
from app.ui.session.store import Store

if TYPE_CHECKING:
    from app.layout.client import LayoutClient
    from app.model.diagram_layout import DiagramLayout
    from app.sources.readings import Readings
    from app.sources.stamps import Stamps

PATIENCE = 1000  # ms until what takes long is shown
WHOLE = "whole"  # with a diagram's id the name under which it is laid out for all who look at it


class Jobs(QObject):
    """busy_changed(text): what has been going on for over a second, or empty.
    grown(): notes can be read, there is more to come. opened(): the whole workspace is there.
    open_failed(message)."""

    busy_changed = Signal(str)
    grown = Signal()
    opened = Signal()
    open_failed = Signal(str)
    _event = Signal(object, object)

    def __init__(
        self, store: Store, parent: QObject | None = None, client: LayoutClient | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.layouts = Layouts(self, lambda: store.theme.canvas, client)
        self.background = Background(self)
        self.path: Path | None = None
        self.all_of_it = False  # what is open was read whole, although it is over-large
        self._opening: Opening | None = None
        self._past: list[Opening] = []
        self._reloading = False
        self.scripts: tuple[ScriptState, ...] = ()  # of the open workspace
        self._run = AS_USUAL
        self._readings: Readings | None = None
        self.stamps: Stamps = {}
        self.read: tuple[Path, ...] = ()  # files besides those that are found
        self._go_on_later = False
        self._text = ""
        self._told = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._tell_busy)
        self._tidies: list[Tidying] = []
        self.layouts.changed.connect(self._layouts_changed)
        self._event.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.tidy_for(store)  # first: what is folded is asked for before the whole
        store.on(Changed.DIAGRAM | Changed.STYLE, self._follow)
        store.on(Changed.FOLDED, self._follow_folds)

    # Opening

    def open(
        self,
        path: Path | None,
        wanted: DiagramId = DiagramId(""),
        run: ScriptRun = AS_USUAL,
    ) -> None:
        """Open a folder or a file, None the bundled workspace. Opening what is open reads it
        again. `run` is how its scripts are run."""
        readings = None
        if self._is_open(path):
            wanted = self._store.state.diagram
            readings = self._readings.anew() if self._readings else None
        whole = self._is_open(path) and self.all_of_it
        self.follow(Opening(path, wanted, readings, run, all_of_it=whole))
        self.go_on()

    def read_all(self) -> None:
        """Read all of an over-large folder that is open."""
        wanted, readings = self._store.state.diagram, self._readings
        self.follow(Opening(self.path, wanted, readings=readings, run=self._run, all_of_it=True))
        self.go_on()

    def reload(self) -> None:
        """Read the open workspace again, all of it; everything on screen stays."""
        self.open(self.path, run=self._run)

    def run_again(self, run: ScriptRun) -> bool:
        """Read the scripts again that are not known as they are run now. False as `renew`."""
        self._run = run
        return self.renew()

    def renew(self, trusting: bool = False) -> bool:
        """Files have changed: read those again, and with `trusting` no others: what these gave does
        not hang on them. Not, and False, while another workspace is being opened."""
        if self._opening is not None and not self._is_open(self._opening.path):
            return False
        wanted = self._store.state.diagram
        if self._readings is not None:
            self._readings.trusting = trusting
        how = self._readings, self._run
        self.follow(Opening(self.path, wanted, *how, all_of_it=self.all_of_it))
        self.go_on()
        return True

    def fetch(self, addresses: Iterable[str]) -> bool:
        """Read again what wants icons from there, which somebody has agreed to have fetched, this
        once. False as `renew`."""
        run, self._run = self._run, self._run._replace(fetch=frozenset(addresses))
        begun = self.renew()
        self._run = run
        return begun

    def _is_open(self, path: Path | None) -> bool:
        return self._store.workspace is not None and path == self.path

    def follow(self, opening: Opening) -> None:
        """Take over an opening that was begun. A first picture that it has told of by now is
        taken at once; all else when the event loop runs, and somebody listens."""
        if self._opening is not None:
            self._opening.cancel()
            self._past.append(self._opening)
        self._past = [o for o in self._past if o.running]
        self._opening = opening
        self._reloading = self._is_open(opening.path)
        self._text = "Opening"
        home = threading.get_ident()

        def hear(source: Opening, event: Event) -> None:
            if isinstance(event, First) and threading.get_ident() == home:
                self._take(source, event)
            else:
                self._event.emit(source, event)

        opening.listen(hear)
        if self._store.layout is None and self._opening is opening:
            self.layouts.prepare()
        self._note_busy()

    def go_on(self) -> None:
        """The first frame is painted: read the rest, lay out the rest. A picture that somebody
        waits for comes first: it gets the processors to itself."""
        self._go_on_later = self._opening is not None and self.layouts.waited_for
        if self._opening is not None and not self._go_on_later:
            self._opening.go_on()

    def _take(self, opening: Opening, event: Event) -> None:
        if opening is not self._opening or opening.cancelled:
            return
        if isinstance(event, OpeningProgress):
            self._text = event.text
            if self._told:
                self.busy_changed.emit(self._text)
            return
        if isinstance(event, First):
            if not self._reloading:
                self.path = opening.path
                self._take_first(event)
            return
        if isinstance(event, Grown):
            if not self._reloading:
                self.path = opening.path
                self._store.do(answers.take_workspace, event.workspace)
                self.grown.emit()
            return
        self._opening = None
        reloading, self._reloading = self._reloading, False
        if isinstance(event, Failed):
            if reloading:
                self._store.do(answers.reload_failed, problem.error(event.message))
            else:
                self._store.do(answers.report, problem.error(event.message))
            self.open_failed.emit(event.message)
        else:
            self.path, self.all_of_it = opening.path, opening.all_of_it
            self.scripts = tuple(opening.scripts)
            self._run = opening.run._replace(fetch=AS_USUAL.fetch)
            self._readings = opening.readings
            self.stamps = opening.stamps
            self.read = tuple(path_of(file) for file in event.workspace.read)
            self._take_whole(event)
        self._note_busy()

    def _take_first(self, event: First) -> None:
        self._store.do(answers.take_first, event.workspace, event.diagram)
        how = self._store.session.rendering_of(event.diagram)
        if event.layout is not None and event.layout.rendering == how and not self._folded:
            self._store.do(answers.take_layout, event.diagram, event.layout)
            self.layouts.drop((WHOLE, event.diagram))  # wanted before it was there
        else:
            self.want(self._store.diagram)

    def _take_whole(self, event: Whole) -> None:
        self._store.do(answers.take_workspace, event.workspace)
        for tidying in self._tidies:  # first, as in the beginning
            tidying.renew()
        self.want(self._store.diagram)
        for diagram in event.workspace.diagrams:
            if diagram.id != self._store.state.diagram:
                self.want(diagram, urgent=False)
        for tidying in self._tidies:
            tidying.look_ahead()
        self.opened.emit()

    # Layout

    def tidy_for(self, store: Store) -> Tidying:
        """Give a store its tidied pictures from now on."""
        tidying = Tidying(store, self.layouts)
        self._tidies.append(tidying)
        return tidying

    def tidy_no_more(self, tidying: Tidying) -> None:
        """Stop giving a store its tidied layouts."""
        self._tidies.remove(tidying)
        tidying.close()

    def _follow(self) -> None:
        state = self._store.state
        layout = self._store.layouts.get(state.diagram)
        if layout is None or layout.rendering != self._store.session.rendering:
            self.want(self._store.diagram)

    def want(self, diagram: Diagram | None, urgent: bool = True) -> None:
        """Have a diagram laid out: the store gets its picture, or the problem with it. Where something
        of the current one is folded, nobody waits for the whole."""
        if diagram is not None:
            id = diagram.id
            aside = id == self._store.state.diagram and self._folded

            def take(layout: DiagramLayout) -> None:
                from app.scene.producing import forget

                before = self._store.layouts.get(id)
                self._store.do(answers.take_layout, id, layout)
                if before is not None and before is not self._store.layouts.get(id):
                    forget(before)

            def sketched(layout: DiagramLayout) -> None:
                if self._awaited(id):
                    take(layout)

            self.layouts.want(
                (WHOLE, id),
                diagram,
                None,
                take,
                partial(report_layout, self._store, diagram),
                urgent and not aside,
                rendering=self._store.session.rendering_of(id),
                sketched=sketched,
            )

    def _awaited(self, diagram: DiagramId) -> bool:
        """Somebody looks there, where no picture of its style is yet."""
        shown = self._store.layouts.get(diagram)
        there = shown is not None and shown.rendering == self._store.session.rendering_of(diagram)
        return diagram == self._store.state.diagram and not there and not self._folded

    def _follow_folds(self) -> None:
        """The whole gives way to what is folded."""
        self.layouts.hurry(("whole", self._store.state.diagram), not self._folded)

    @property
    def _folded(self) -> bool:
        """Of the current diagram, what is folded is waited for, not the whole."""
        return self._store.session.apart and not self._store.session.tidy

    # Busy, cancel, close

    def cancel(self) -> None:
        """Stop opening and laying out; what is on screen stays."""
        if self._opening is not None:
            opening, self._opening = self._opening, None
            opening.cancel()
            self._past.append(opening)
            self._reloading = False
            workspace = self._store.workspace
            if workspace is not None and workspace.growing:
                self._store.do(answers.take_workspace, replace(workspace, growing=False))
            if workspace is None and opening.path is not None:
                self.path = opening.path  # that may be opened after all
                self.open_failed.emit(
                    f"Opening {opening.path.name} was cancelled. Reload opens it."
                )
        for tidying in self._tidies:
            tidying.give_up()
        self.layouts.clear()
        self._note_busy()

    def close(self) -> None:
        """Stop everything and wait for it: no thread, timer or child process is left."""
        self._patience.stop()
        for tidying in self._tidies:
            tidying.stop()
        self.layouts.close()
        openings = [*self._past, *([self._opening] if self._opening else [])]
        self._opening, self._past = None, []
        for opening in openings:
            opening.cancel()
        self.background.close()
        for opening in openings:
            opening.close()

    def _layouts_changed(self) -> None:
        if self._go_on_later and not self.layouts.waited_for:
            self.go_on()
        self._note_busy()

    def _note_busy(self) -> None:
        if self._opening is not None or self.layouts.waited_for:
            if self._told:
                self._tell_busy()
            elif not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        if self._told:
            self._told = False
            self.busy_changed.emit("")

    def _tell_busy(self) -> None:
        self._told = True
        self.busy_changed.emit(self._text if self._opening is not None else "Laying out")
