"""What a file that describes what runs says of an element, besides its name and its place in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ChangeKind(StrEnum):
    """What becomes of an element from one state to the next: in a plan, or between two diagrams."""

    ADDED = "added"
    CHANGED = "changed"
    REPLACED = "replaced"
    GONE = "gone"


_FAR = 400  # characters of a line, behind which a place in it is looked for by its column


@dataclass(frozen=True, slots=True)
class Property:
    """One that is set, as people read it: `MemorySize`, `512`. `before` is what it was, where it changes."""

    name: str
    value: str
    before: str | None = None

    @property
    def told(self) -> str:
        """What it is, and where it changes, what it was."""
        return self.value if self.before is None else f"{self.before} → {self.value}"


class SaidValue(NamedTuple):
    """A value in full, by its `path` (`Environment.Variables.TABLE`); those of a list share one. `part` is whose it is: empty for
    the component's own, else what a helper that goes with it is called."""

    part: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """`type` is the provider's (`AWS::Lambda::Function`), `name` what the file calls it, with the modules round it
    (`module.web.aws_instance.this`). `file`, as the workspace names it, `line` and `column` (from 1) are where it stands,
    which need not be its diagram's own file. `properties` come in the order in which they are to be read, and may be shortened;
    `said` is all of it in full, to be compared; nothing where the properties are all."""

    type: str
    name: str
    file: str = ""
    line: int | None = None
    properties: tuple[Property, ...] = ()
    column: int | None = None
    said: tuple[SaidValue, ...] = ()

    @property
    def place(self) -> str:
        """The file and the line, far along a long one the column, too; empty where no file is known."""
        if not self.file or not self.line:
            return self.file
        far = f", column {self.column:,}" if self.column and self.column > _FAR else ""
        return f"{self.file}, line {self.line}{far}"

    @property
    def whereabouts(self) -> str:
        """Its name and its place."""
        return " · ".join(filter(None, (self.name, self.place)))


@dataclass(frozen=True, slots=True)
class Condition:
    """On which elements of a diagram (by id) are there, or not: `text` is how the file says it, `holds` what its
    defaults decide; None where that is not known."""

    name: str
    text: str
    holds: bool | None = None
    elements: tuple[str, ...] = ()
