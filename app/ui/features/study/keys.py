"""What keys do while studying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.study.pauses import Pause
from app.study.schedule import Grade
from app.ui.kit.command import Command

if TYPE_CHECKING:
    from app.ui.features.study.all_cards import AllCardsPage
    from app.ui.features.study.asking import AskingPage
    from app.ui.features.study.reported import ReportedPage
    from app.ui.features.study.room import StudyRoom
    from app.ui.features.study.session import StudySession
    from app.ui.features.study.steps import StepOrderList

BY = (-1, 1)

CHECK: Command[AskingPage] = Command(
    "check",
    "Check the answer",
    ("Return",),
    lambda page: page.go_on(entered=True),
    also=("Enter",),
)
REVEAL: Command[AskingPage] = Command(
    "reveal",
    "Show the answer",
    ("Space",),
    lambda page: page.go_on(entered=False),
    words="Show the answer, then accept the proposed grade",
)
REPORT: Command[AskingPage] = Command(
    "report", "Report…", ("Ctrl+R",), lambda page: page.report(), words="Report the card as bad"
)
WHY: Command[AskingPage] = Command(
    "why",
    "Read why, in the notes",
    ("N",),
    lambda page: page.read(page.bar.reasons.first),
    enabled=lambda page: bool(
        page.session is not None and page.session.revealed and page.bar.reasons.first
    ),
)
PAGE = (CHECK, REVEAL, WHY)

GRADE: Command[StudySession] = Command(
    "grade",
    "Again, hard, good, easy",
    tuple("1234"),
    pick=lambda session, n: session.grade(Grade(n + 1)),
    enabled=lambda session: session.revealed,
)
HINT: Command[StudySession] = Command("hint", "Hint", ("Ctrl+H",), lambda session: session.hint())
BURY: Command[StudySession] = Command(
    "bury",
    "Bury",
    ("Ctrl+B",),
    lambda session: session.pause(Pause.BURIED),
    words="Bury the card until tomorrow",
)
SUSPEND: Command[StudySession] = Command(
    "suspend",
    "Suspend",
    ("Ctrl+D",),
    lambda session: session.pause(Pause.SUSPENDED),
    words="Suspend the card until you bring it back",
)
UNDO: Command[StudySession] = Command(
    "undo", "Undo", ("Ctrl+Z",), lambda session: session.undo(), words="Undo what was done last"
)
SESSION: tuple[Command[StudySession], ...] = (
    GRADE,
    HINT,
    Command("hint_by_letter", "Hint", run=lambda session: session.hint(), also=("H",)),
    BURY,
    SUSPEND,
    UNDO,
)
IN_FIELD = (HINT, BURY, SUSPEND)  # where one types, too
IN_EMPTY_FIELD: tuple[Command[Any], ...] = (REVEAL, UNDO)

STEPS: tuple[Command[StepOrderList], ...] = (
    Command(
        "move",
        "Move a step",
        ("Alt+Up", "Alt+Down"),
        pick=lambda steps, n: steps.move_by(BY[n]),
    ),
)

LEAVE: Command[StudyRoom] = Command(
    "leave", "Leave; grades are kept", ("Esc",), lambda room: room.step_back()
)
ROOM: tuple[Command[StudyRoom], ...] = (
    Command("keys", "These keys", ("F1", "?"), lambda room: room.show_keys()),
    LEAVE,
)


# In the lists of cards.
ALL_CARDS: tuple[Command[AllCardsPage], ...] = (
    Command("bring_back", "Bring the card back", ("Del",), lambda page: page.bring_back()),
    Command("bury", "Bury", BURY.keys, lambda page: page.pause(Pause.BURIED), words=BURY.words),
    Command(
        "suspend",
        "Suspend",
        SUSPEND.keys,
        lambda page: page.pause(Pause.SUSPENDED),
        words=SUSPEND.words,
    ),
    Command("undo", "Undo what was done last", ("Ctrl+Z",), lambda page: page.take_back()),
    Command("filter", "Search the cards", ("Ctrl+F",), lambda page: page.filter.focus()),
)
REPORTED: tuple[Command[ReportedPage], ...] = (
    Command("bring_back", "Bring the card back", ("Del",), lambda page: page.bring_back()),
    Command("undo", "Undo what was done last", ("Ctrl+Z",), lambda page: page.take_again()),
)

_ANSWERING: tuple[Command[Any], ...] = (CHECK, REVEAL, GRADE)
_AFTER: tuple[Command[Any], ...] = (HINT, WHY, BURY, SUSPEND, REPORT, UNDO)
TOLD: tuple[Command[Any], ...] = (*_ANSWERING, *STEPS, *_AFTER, *ROOM)
