"""A problem in a person's file: a value, collected and shown, never thrown."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# What a picture lacks of its file: what it does not show, icons, further graphs, letters.
NOT_DRAWN, MISSING_ICON, NOT_FETCHED, OTHER_GRAPHS, LETTERS = LOST = (
    *("not-drawn", "missing-icon", "not-fetched"),
    *("other-graphs", "letters"),
)
STOPPED = "stopped"  # one that ran longer than it may
NOT_EVALUATED = "not-evaluated"  # what a script uses that nobody trusts, and that is not evaluated


class Severity(StrEnum):
    """An error keeps something from being read or shown; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `file` is a path as text, `line` is 1-based; both None where unknown. `kind`
    names the sort of finding where there is a way to settle it (`app.sources.coverage`'s), where
    it tells what a picture lacks of its file (one of LOST), STOPPED or NOT_EVALUATED."""

    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    kind: str = ""

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}: " if self.line else f"{self.file}: "
        return f"{where if self.file else ''}{self.message}"


def error(
    message: str, file: str | None = None, line: int | None = None, kind: str = ""
) -> Problem:
    """A problem of that severity; the message is a sentence that says what to do."""
    return Problem(Severity.ERROR, message, file, line, kind)


def warning(
    message: str, file: str | None = None, line: int | None = None, kind: str = ""
) -> Problem:
    """A problem of that severity; the message is a sentence that says what to do."""
    return Problem(Severity.WARNING, message, file, line, kind)


def distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each finding once, in order: those of one message at one place are one, an error where one
    of them is."""
    found: dict[tuple[str | None, int | None, str], Problem] = {}
    for problem in problems:
        at = (problem.file, problem.line, problem.message)
        if at not in found or (
            problem.severity is Severity.ERROR and found[at].severity is not Severity.ERROR
        ):
            found[at] = problem
    return tuple(found.values())
