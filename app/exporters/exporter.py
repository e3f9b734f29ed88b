"""What an exporter is: a record that says what it writes, and how. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.tour import Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.exporters.steps import StepPicture, Tell
    from app.scene.appearance import Mask
    from app.scene.shot import Shot


class ExportOption(StrEnum):
    """What a person can say of a file, by the name it has on the command line."""

    LAYERS = "--layers"
    HIDE = "--hide"
    ONLY = "--only"
    NEAR = "--near"
    TRACE = "--trace"
    FOLD = "--fold"
    FOLD_DEPTH = "--fold-depth"
    MERGE_EDGES = "--merge-edges"
    TIDY = "--tidy"
    STYLE = "--style"
    METHOD = "--layout"
    SHEET = "--sheet"
    THEME = "--theme"
    TITLE = "--no-title"
    LEGEND = "--no-legend"
    SCALE = "--scale"
    TRANSPARENT = "--transparent"
    PAPER = "--paper"
    WIDTH = "--width"
    SECONDS = "--seconds"
    FRAME = "--frame"
    TITLE_PAGE = "--no-title-page"
    PAGE_TITLE = "--title"


LAID_OUT = frozenset({ExportOption.STYLE, ExportOption.METHOD})
FOLDS = {ExportOption.FOLD, ExportOption.FOLD_DEPTH, ExportOption.MERGE_EDGES}
FILTERED = {ExportOption.HIDE, ExportOption.ONLY, ExportOption.NEAR}
CHOSEN = LAID_OUT | {ExportOption.LAYERS, *FILTERED, *FOLDS, ExportOption.TIDY}
COLOURED = LAID_OUT | {ExportOption.SHEET, ExportOption.THEME}
DRAWN = CHOSEN | COLOURED | {ExportOption.TRACE, ExportOption.TITLE, ExportOption.LEGEND}
PIXELS = DRAWN | {ExportOption.SCALE}
FRAMED = COLOURED | {*FILTERED, ExportOption.FRAME, ExportOption.LEGEND}

PAPERS: Mapping[str, tuple[float, float]] = {  # pt, upright
    "A3": (841.89, 1190.55),
    "A4": (595.28, 841.89),
    "A5": (419.53, 595.28),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
    "Tabloid": (792.0, 1224.0),
}


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """`scale` is pixels per pt; where the picture would be too large, the largest that fits is
    taken instead, or where it must be `exact`, none. `region` is the part of the sheet (pt, with title and legend on
    it) to write; None is all of it. `tour` is the one that the view state is at a step of: the
    picture shows what that step shows. `masked` are elements of which something is hidden. Of a
    `shot`, with its box as the region, nothing is cut off. `paper` is a key of PAPERS; None: a page
    is as large as its picture. A format takes of these what it honours."""

    theme: Theme
    scale: float = 2.0
    transparent: bool = False
    legend: bool = True
    title: bool = True
    region: Box | None = None
    tour: Tour | None = None
    masked: Mapping[ElementId, Mask] = field(default_factory=dict)
    shot: Shot | None = None
    exact: bool = False
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class TourOptions:
    """`width` in px, None: what is usual for the format; the height follows from the diagrams.
    Without `title` only the number stands over a picture. A `title_page` stands before the steps,
    but for pictures in a folder. `seconds` of each step of what moves, None: the step's own."""

    theme: Theme
    width: int | None = None
    title: bool = True
    title_page: bool = True
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A diagram, laid out, and what of it shows."""

    layout: DiagramLayout
    state: ViewState


@dataclass(frozen=True, slots=True)
class PictureJob:
    """Pictures of one file. `tell` hears how many are done, and before the file is written; what it
    raises ends the work."""

    shown: tuple[PictureShown, ...]
    workspace: Workspace
    options: PictureOptions
    tell: Callable[[int], None] = lambda _: None

    @classmethod
    def of(
        cls,
        layout: DiagramLayout,
        state: ViewState,
        workspace: Workspace,
        options: PictureOptions,
    ) -> PictureJob:
        """A single picture."""
        return cls((PictureShown(layout, state),), workspace, options)

    @property
    def only(self) -> PictureShown:
        """Of a file that holds one."""
        return self.shown[0]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What is to stand in a file. `remark` is a sentence where it is not what was asked for."""

    content: bytes
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A file, or a folder of files, that stands; `remark` as in Encoded."""

    path: Path
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A kind of file. `id` is its name on the command line, `name` what a person reads. New files
    get the first of the `suffixes`, without a dot; a folder of files has none. `lacks` says why it
    does not honour an option that one would expect."""

    what: ClassVar[str] = ""
    id: str
    name: str
    suffixes: tuple[str, ...]
    honours: frozenset[ExportOption] = frozenset()
    lacks: Mapping[ExportOption, str] = field(default_factory=dict)

    @property
    def said_of(self) -> str:
        """What it is a file of: `a diagram`."""
        return self.what

    @property
    def suffix(self) -> str:
        """Of new files, without its dot; empty for a folder."""
        return self.suffixes[0] if self.suffixes else ""

    @property
    def pattern(self) -> str:
        """Of its files, for a file dialog: `JPEG picture (*.jpg *.jpeg)`."""
        return f"{self.name} ({' '.join(f'*.{x}' for x in self.suffixes)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureExporter(Exporter):
    """Of a diagram; of `several` in one file where it has pages. `encode` runs in any thread, once
    `app.render.offscreen.ensure_application` was called where the format is `drawn`. It is `linked`
    where it says what components open, for which the notes are read. `preview`
    paints how the first will look into a room of px; None: as its picture does."""

    what: ClassVar[str] = "a diagram"
    encode: Callable[[PictureJob], Encoded]
    drawn: bool = True
    linked: bool = False
    several: bool = False
    preview: Callable[[PictureJob, tuple[int, int]], QImage] | None = None

    @property
    def said_of(self) -> str:
        """`a diagram`, or `a diagram, or several`."""
        return "a diagram, or several" if self.several else self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class TourExporter(Exporter):
    """Of a tour: one file, or a folder of them, one a step. `encode` gives names in that folder and
    contents; a single file has no name. `each` is the suffix of the files in a folder, and `names`
    are theirs for so many steps. `preview` paints one of the steps, or the title page, into a room of px."""

    what: ClassVar[str] = "a tour"
    encode: Callable[[Sequence[StepPicture], TourOptions, Tell], Iterable[tuple[str, bytes]]]
    preview: Callable[[Sequence[StepPicture], StepPicture | None, Theme, tuple[int, int]], QImage]
    each: str = ""

    def names(self, count: int) -> list[str]:
        """Of the files of so many steps: 01.png, 02.png, …"""
        digits = max(2, len(str(count)))
        return [f"{number:0{digits}}.{self.each}" for number in range(1, count + 1)]

    @property
    def folder(self) -> bool:
        """It writes several files."""
        return not self.suffixes


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceExporter(Exporter):
    """Of a whole workspace with its notes and tours; the layouts are by diagram id. The title is the workspace's where
    none is given."""

    what: ClassVar[str] = "a workspace"
    encode: Callable[[Workspace, Mapping[DiagramId, DiagramLayout], str | None], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsExporter(Exporter):
    """Of cards to study. `missing` is what to do where something for it is not installed, empty
    where all is there. `write` returns how many cards it wrote."""

    what: ClassVar[str] = "cards to study"
    missing: Callable[[], str]
    write: Callable[..., int]
