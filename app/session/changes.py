"""What of a session another one has changed: those who show it hear of what concerns them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Flag, auto
from operator import attrgetter, is_
from typing import Concatenate, ParamSpec

from app.model.ids import DiagramId
from app.model.notes import Notebook
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.session.history import place
from app.session.session import Session

P = ParamSpec("P")


class Changed(Flag):
    """In the order in which it is told."""

    WORKSPACE = auto()  # another one, or read again
    PROBLEMS = auto()
    DIAGRAM = auto()  # another one is shown
    TRAIL = auto()
    LAYERS = auto()
    HIDDEN = auto()
    FOLDED = auto()
    TRACE = auto()
    SELECTION = auto()
    SECTION = auto()
    READING = auto()
    VIEWPORT = auto()
    TIDY = auto()
    STYLE = auto()  # how the diagram is to be drawn
    TOUR = auto()  # it has begun or ended, or another one has
    STEP = auto()  # of a tour; also where the tour is another one
    LAYOUT = auto()  # of what is shown: new, tidied, another diagram's
    LAYOUTS = auto()  # of any diagrams, in full
    HISTORY = auto()  # whether one can go back or forward
    THEME = auto()

    VISIBLE = DIAGRAM | LAYERS | HIDDEN
    STATE = (
        VISIBLE
        | FOLDED
        | TRACE
        | TRAIL
        | SELECTION
        | SECTION
        | READING
        | VIEWPORT
        | TIDY
        | STYLE
        | TOUR
        | STEP
    )


_VIEWS: tuple[tuple[Changed, Callable[[ViewState], object]], ...] = (
    (Changed.DIAGRAM, attrgetter("diagram")),
    (Changed.TRAIL, attrgetter("trail")),
    (Changed.LAYERS, attrgetter("layers")),
    (Changed.HIDDEN, attrgetter("hidden")),
    (Changed.FOLDED, attrgetter("folded", "merge", "spread")),
    (Changed.TRACE, attrgetter("trace")),
    (Changed.SELECTION, attrgetter("selection")),
    (Changed.SECTION, attrgetter("section")),
    (Changed.READING, attrgetter("reading")),
    (Changed.VIEWPORT, attrgetter("viewport")),
    (Changed.TIDY, attrgetter("tidy")),
    (Changed.TOUR, attrgetter("tour")),
    (Changed.STEP, attrgetter("tour", "step")),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb has changed, with the session before and after it."""

    what: Changed
    old: Session
    new: Session

    @property
    def layouts(self) -> frozenset[DiagramId]:
        """The diagrams whose layouts are new, or have gone."""
        old, new = self.old.layouts, self.new.layouts
        return frozenset(id for id in {**old, **new} if old.get(id) is not new.get(id))


def reduce(
    session: Session,
    verb: Callable[Concatenate[Session, P], Session],
    *args: P.args,
    **options: P.kwargs,
) -> tuple[Session, Changed]:
    """The session after a verb, one of those in `verbs`, `answers`, `preview` or `fork`, and
    what it has changed."""
    new = verb(session, *args, **options)
    return new, changes(session, new)


def changes(old: Session, new: Session) -> Changed:
    """The flags of what differs between two sessions; none where nothing does."""
    found = Changed(0)
    if old is new:
        return found
    if not _same_files(old.workspace, new.workspace):
        found |= Changed.WORKSPACE
    if old.rendering != new.rendering or old.state.recolour is not new.state.recolour:
        found |= Changed.STYLE
    troubled = Changed.STYLE in found or any(part(old) is not part(new) for part in _TROUBLES)
    if troubled and old.problems != new.problems:
        found |= Changed.PROBLEMS
    was, state = old.state, new.state
    if was is not state:
        for flag, part in _VIEWS:
            if part(was) != part(state):
                found |= flag
    if old.layouts is not new.layouts:
        found |= Changed.LAYOUTS
    if old.layout is not new.layout:
        found |= Changed.LAYOUT
    return found | Changed.HISTORY if _moves(old, new) else found


def _same_files(old: Workspace | None, new: Workspace | None) -> bool:
    """What was read is the same; what is wrong with it need not be."""
    if old is None or new is None or old is new:
        return old is new
    return all(map(is_, _READ(old), _READ(new))) and _same_outer(old.notebook, new.notebook)


def _same_outer(old: Notebook, new: Notebook) -> bool:
    """The notes that are no part of it are as they were, as far as both have them: one that was only
    read by now changes nothing of what is shown."""
    now = {note.file: note for note in new.outer}
    return old is new or all(note is now.get(note.file, note) for note in old.outer)


# On what its problems hang.
_TROUBLES = tuple(attrgetter(name) for name in ("workspace", "layout_problems", "reports"))
_NOT_READ = {"problems", "outdated", "notebook"}
_READ = attrgetter(
    "notebook.notes", *(f.name for f in fields(Workspace) if f.name not in _NOT_READ)
)


def _moves(old: Session, new: Session) -> bool:
    """Whether one can go back or forward, or what hiding can be taken back, is not as it was."""
    was, now = old.history, new.history
    if was.undoable is not now.undoable:
        return True
    if was.back is now.back and was.forward is now.forward and place(was.state) == place(now.state):
        return False
    return (was.can_go_back, was.can_go_forward) != (now.can_go_back, now.can_go_forward)
