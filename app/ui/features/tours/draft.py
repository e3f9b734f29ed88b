"""A tour while somebody writes it: each change is one that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.model.ids import TourId
from app.model.tour import Step, Tour, TourOrigin
from app.model.workspace import Workspace

PAUSE = 1.5  # seconds after which what is typed is a change of its own


@dataclass(frozen=True, slots=True)
class DraftContent:
    """`row` is the current step, -1 where there is none."""

    title: str
    steps: tuple[Step, ...] = ()
    row: int = -1


class Draft(QObject):
    """changed(): content, or the current step. `workspace` is the one it is written for; `path`
    its file, None as long as it has none; `raw` what stood there when it was read or saved."""

    changed = Signal()

    def __init__(self, workspace: Workspace, tour: Tour | None, path: Path | None) -> None:
        super().__init__()
        self.workspace, self.path = workspace, path
        self.raw: bytes | None = None
        self.id = tour.id if tour and tour.origin is TourOrigin.FILE and path else TourId("")
        self.content = _content(tour)
        self.stack = QUndoStack(self)
        self.stack.indexChanged.connect(self._told)

    @property
    def dirty(self) -> bool:
        """There is something that is not saved."""
        return not self.stack.isClean()

    @property
    def step(self) -> Step | None:
        """The current one."""
        row = self.content.row
        return self.content.steps[row] if 0 <= row < len(self.content.steps) else None

    @property
    def tour(self) -> Tour:
        """As it would be written."""
        return Tour(self.id or TourId("new"), self.content.title, self.content.steps)

    def saved(self, path: Path, raw: bytes) -> None:
        self.path, self.raw, self.id = path, raw, TourId(path.stem)
        self.changed.emit()

    def load(self, tour: Tour) -> None:
        """Take the tour as it is in its file now; nothing can be taken back from then on."""
        row = max(min(self.content.row, len(tour.steps) - 1), 0)
        self.content = replace(_content(tour), row=row)
        self.stack.clear()
        self.changed.emit()

    # What a person does

    def choose(self, row: int) -> None:
        """Make a step the current one. No change of the tour."""
        if row != self.content.row and -1 <= row < len(self.content.steps):
            self.content = replace(self.content, row=row)
            self.changed.emit()

    def entitle(self, title: str) -> None:
        self._push("change the title", replace(self.content, title=title), "title")

    def add(self, step: Step) -> None:
        """After the current step."""
        at, steps = self.content.row + 1, self.content.steps
        found = replace(self.content, steps=(*steps[:at], step, *steps[at:]), row=at)
        self._push(f"add “{step.title}”", found)

    def remove(self) -> None:
        """The current step."""
        at, steps = self.content.row, self.content.steps
        if self.step is not None:
            row = min(at, len(steps) - 2)
            found = replace(self.content, steps=(*steps[:at], *steps[at + 1 :]), row=row)
            self._push(f"delete “{self.step.title}”", found)

    def move(self, row: int, to: int) -> None:
        """A step, so that it stands at `to` afterwards."""
        steps = list(self.content.steps)
        if 0 <= row < len(steps) and 0 <= to < len(steps) and row != to:
            steps.insert(to, step := steps.pop(row))
            found = replace(self.content, steps=tuple(steps), row=to)
            self._push(f"move “{step.title}”", found)

    def move_by(self, rows: int) -> None:
        """The current step so far down."""
        self.move(self.content.row, self.content.row + rows)

    def change(self, step: Step, text: str, key: str = "") -> None:
        """Another one in the current step's place. Changes in a row with the same key are one."""
        at, steps = self.content.row, self.content.steps
        found = replace(self.content, steps=(*steps[:at], step, *steps[at + 1 :]))
        self._push(text, found, key and f"{key} {at}")

    def _told(self) -> None:
        self.changed.emit()

    def _push(self, text: str, after: DraftContent, key: str = "") -> None:
        if after != self.content:
            self.stack.push(_DraftChange(self, text, after, key))

    def take(self, content: DraftContent) -> None:
        """For the stack alone."""
        self.content = content
        self.changed.emit()


class _DraftChange(QUndoCommand):
    def __init__(self, draft: Draft, text: str, after: DraftContent, key: str) -> None:
        super().__init__(text)
        self._draft, self._before, self.after, self.key = draft, draft.content, after, key
        self.at = monotonic()

    def id(self) -> int:
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if (
            not isinstance(other, _DraftChange)
            or other.key != self.key
            or other.at - self.at > PAUSE
        ):
            return False
        self.after, self.at = other.after, other.at
        return True

    def undo(self) -> None:
        self._draft.take(self._before)

    def redo(self) -> None:
        self._draft.take(self.after)


def _content(tour: Tour | None) -> DraftContent:
    if tour is None:
        return DraftContent("")
    return DraftContent(tour.title, tour.steps, 0 if tour.steps else -1)
