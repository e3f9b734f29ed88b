"""What keys do while studying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from app.study.pauses import Pause
from app.study.schedule import Grade
from app.ui.kit.command import Command

if TYPE_CHECKING:
    from app.ui.features.study.session import StudySession
    from app.ui.kit.filter_field import FilterField

BY = (-1, 1)


class AskedCard(Protocol):
    """As the page has it that asks."""

    def go_on(self, *, entered: bool) -> None: ...
    def report(self) -> None: ...


class ToldReasons(Protocol):
    """Of the answer, with links into the notes."""

    @property
    def readable(self) -> bool: ...
    def read_first(self) -> None: ...


class OrderedSteps(Protocol):
    """To put in order."""

    def move_by(self, by: int) -> None: ...


class StudyPlace(Protocol):
    """Where one studies, and leaves one thing after the other."""

    def show_keys(self) -> None: ...
    def step_back(self) -> None: ...


class PausedCards(Protocol):
    """A list with cards in it that are not asked."""

    def bring_back(self) -> None: ...
    def take_back(self) -> None: ...


class ListedCards(PausedCards, Protocol):
    """A list of all cards."""

    @property
    def filter(self) -> FilterField: ...
    def pause(self, how: Pause) -> None: ...


CHECK: Command[AskedCard] = Command(
    "check",
    "Check the answer",
    ("Return",),
    lambda card: card.go_on(entered=True),
    also=("Enter",),
)
REVEAL: Command[AskedCard] = Command(
    "reveal",
    "Show the answer",
    ("Space",),
    lambda card: card.go_on(entered=False),
    words="Show the answer, then accept the proposed grade",
)
REPORT: Command[AskedCard] = Command(
    "report", "Report…", ("Ctrl+R",), lambda card: card.report(), words="Report the card as bad"
)
WHY: Command[ToldReasons] = Command(
    "why",
    "Read why, in the notes",
    ("N",),
    lambda reasons: reasons.read_first(),
    enabled=lambda reasons: reasons.readable,
)
PAGE = (CHECK, REVEAL)

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

STEPS: tuple[Command[OrderedSteps], ...] = (
    Command(
        "move",
        "Move a step",
        ("Alt+Up", "Alt+Down"),
        pick=lambda steps, n: steps.move_by(BY[n]),
    ),
)

LEAVE: Command[StudyPlace] = Command(
    "leave", "Leave; grades are kept", ("Esc",), lambda place: place.step_back()
)
ROOM: tuple[Command[StudyPlace], ...] = (
    Command("keys", "These keys", ("F1", "?"), lambda place: place.show_keys()),
    LEAVE,
)


# In the lists of cards.
ALL_CARDS: tuple[Command[ListedCards], ...] = (
    Command("bring_back", "Bring the card back", ("Del",), lambda cards: cards.bring_back()),
    Command("bury", "Bury", BURY.keys, lambda cards: cards.pause(Pause.BURIED), words=BURY.words),
    Command(
        "suspend",
        "Suspend",
        SUSPEND.keys,
        lambda cards: cards.pause(Pause.SUSPENDED),
        words=SUSPEND.words,
    ),
    Command("undo", "Undo what was done last", ("Ctrl+Z",), lambda cards: cards.take_back()),
    Command("filter", "Search the cards", ("Ctrl+F",), lambda cards: cards.filter.focus()),
)
REPORTED: tuple[Command[PausedCards], ...] = (
    Command("bring_back", "Bring the card back", ("Del",), lambda cards: cards.bring_back()),
    Command("undo", "Undo what was done last", ("Ctrl+Z",), lambda cards: cards.take_back()),
)

_ANSWERING: tuple[Command[Any], ...] = (CHECK, REVEAL, GRADE)
_AFTER: tuple[Command[Any], ...] = (HINT, WHY, BURY, SUSPEND, REPORT, UNDO)
TOLD: tuple[Command[Any], ...] = (*_ANSWERING, *STEPS, *_AFTER, *ROOM)
