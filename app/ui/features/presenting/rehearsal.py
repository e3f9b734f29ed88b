"""How long each step of a tour takes, against what its file says, and into that file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.errors import EditError
from app.model.tour import SECONDS, Tour
from app.model.wording import counted
from app.model.workspace import Workspace
from app.session.changes import Change, Changed
from app.sources.markdown.note import read_text
from app.sources.tours import files
from app.sources.tours.tours import LONGEST, SHORTEST, parse_tour
from app.ui.features.presenting.clock import told
from app.ui.kit.background import Background
from app.ui.session.store import Store

LEAST = 1.0  # s; less is neither over nor under


class Pace(NamedTuple):
    """What is told of this step, and of all so far: that is so many seconds `late`, or below 0
    early. `long`: this step takes longer than it was to."""

    here: str = ""
    whole: str = ""
    late: float = 0.0
    long: bool = False


class StepTimes(QObject):
    """changed(): it records, or does not any more; kept(text): what became of the times."""

    changed = Signal()
    kept = Signal(str)

    def __init__(self, store: Store, now: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._now = store, now
        self.recording = False
        self._tour, self._at = store.state.tour, now()
        self._spent: dict[int, float] = {}  # s by step, but for the one at which one is
        self._recorded: dict[int, float] = {}
        store.on(Changed.STEP, self._follow)

    @property
    def spent(self) -> dict[int, float]:
        """Seconds by step, up to now."""
        step = self._store.state.step
        here = self._spent.get(step, 0.0) + max(self._now() - self._at, 0.0)
        return {**self._spent, step: here} if self._store.tour else dict(self._spent)

    @property
    def recorded(self) -> Mapping[int, float]:
        """What was recorded, and is not kept yet."""
        return self._recorded

    def toggle(self) -> None:
        """Begin to record at this step, or end."""
        if self.recording:
            self._recorded = self.spent
        self.recording = not self.recording and self._store.tour is not None
        if self.recording:
            self._begin()
        self.changed.emit()

    def pace(self) -> Pace:
        """How the time is, empty where a tour says nothing of it and nothing is recorded."""
        tour = self._store.tour
        if tour is None or not (self.recording or timed(tour)):
            return Pace()
        step, spent = self._store.state.step, self.spent
        here = f"Step {told(spent[step])}"
        if not timed(tour):
            return Pace(here)
        late, planned = lateness(tour, spent, step), tour.steps[step].seconds
        whole = "On time"
        if abs(late) >= LEAST:
            whole = f"{told(abs(late))} {'over' if late > 0 else 'under'}"
        return Pace(f"{here} of {told(planned)}", whole, late, spent[step] - planned >= LEAST)

    def keep(self, background: Background, written: Callable[[], None]) -> None:
        """Write what was recorded into the tour's file, or a copy of it; then call `written`."""
        tour, workspace = self._store.tour, self._store.workspace
        if tour is None or workspace is None or not self._recorded:
            return
        times, self._recorded = dict(self._recorded), {}

        def done(path: Path) -> None:
            self.kept.emit(f"Kept the times of {counted(len(times), 'step')} in {path.name}.")
            written()

        background.start(lambda _: write(workspace, tour, times), done, self.kept.emit, self)
        self.changed.emit()

    def _begin(self) -> None:
        self._spent, self._recorded, self._at = {}, {}, self._now()
        self._tour = self._store.state.tour

    def _follow(self, change: Change) -> None:
        old, new = change.old.state, change.new.state
        if new.tour and new.tour != self._tour:
            self.recording = False
            self._begin()
            self.changed.emit()
        else:
            if old.tour:
                now = max(self._now() - self._at, 0.0)
                self._spent[old.step] = self._spent.get(old.step, 0.0) + now
            self._at = self._now()


def timed(tour: Tour) -> bool:
    """Its file says how long a step is."""
    return any(step.seconds != SECONDS for step in tour.steps)


def lateness(tour: Tour, spent: Mapping[int, float], step: int) -> float:
    """Seconds over what the steps so far were to take, or, below 0, under that; at this step, what
    is left of its time counts as neither."""
    past = (s - tour.steps[n].seconds for n, s in spent.items() if n != step)
    return sum(past) + max(spent.get(step, 0.0) - tour.steps[step].seconds, 0.0)


def write(workspace: Workspace, tour: Tour, times: Mapping[int, float]) -> Path:
    """Seconds by step into the tour's file; where that is none of the person's, into a copy among
    their tours. Returns the file. Raises AcetateError where it cannot be."""
    path = files.own_file(workspace, tour)
    if path is None:
        home = files.home(workspace)
        if home is None:
            raise EditError("The times were not kept: no tour can be written here.")
        copy = replace(_with(tour, times), title=f"{tour.title}, rehearsed")
        return files.create(home, copy, workspace)[0]
    raw = files.read(path)
    text, _ = read_text(path, tour.file)
    there, _ = parse_tour(text, tour.file, workspace)
    if [s.title for s in there.steps] != [s.title for s in tour.steps]:
        raise EditError(f"The times were not kept: the steps of {path.name} have changed.")
    files.save(path, _with(there, times), workspace, raw)
    return path


def _with(tour: Tour, times: Mapping[int, float]) -> Tour:
    def own(number: int, seconds: float) -> float:
        return min(max(round(times.get(number, seconds), 1), SHORTEST), LONGEST)

    steps = (replace(s, seconds=own(n, s.seconds)) for n, s in enumerate(tour.steps))
    return replace(tour, steps=tuple(steps))
