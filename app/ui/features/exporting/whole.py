"""Writing all diagrams, or the whole workspace as a page. No widgets; the work is done in any thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app import atomic
from app.errors import ExportError, LayoutError
from app.exporters import export, exporters
from app.exporters.exporter import (
    PictureExporter,
    PictureJob,
    PictureOptions,
    PictureShown,
    WorkspaceExporter,
    Written,
)
from app.exporters.whole import all_diagrams, file_names
from app.layout.as_shown import laid_out_as_shown
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.view_state import ViewState
from app.model.wording import listed
from app.model.workspace import Workspace

WholeExporter = PictureExporter | WorkspaceExporter


def whole_exporters() -> tuple[WholeExporter, ...]:
    """What takes all diagrams: into one file, or a file each."""
    return (*exporters(PictureExporter), *exporters(WorkspaceExporter))


def in_folder(into: WholeExporter) -> bool:
    """It writes a file for each diagram."""
    return isinstance(into, PictureExporter) and not into.several


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """`layouts` are by diagram id, whole; a diagram without one is left out. `states` are how they were
    left: what is folded and filtered in the window is so in the files, too. With `layers` `left`, so are
    layers; else `all` of a diagram's are on, or `none`."""

    workspace: Workspace
    layouts: Mapping[DiagramId, DiagramLayout]
    into: WholeExporter
    options: PictureOptions
    layers: str = "left"
    title: str = ""
    states: Mapping[DiagramId, ViewState] = field(default_factory=dict)

    @property
    def diagrams(self) -> tuple[Diagram, ...]:
        """Those that there will be pictures of."""
        return tuple(d for d in all_diagrams(self.workspace) if d.id in self.layouts)

    @property
    def changed(self) -> int:
        """In how many of them something is folded or left out."""
        states = (self._state(d) for d in self.diagrams)
        return sum(bool(state.folded or state.hidden) for state in states)

    def shown(self, diagram: Diagram, cancel: threading.Event | None = None) -> PictureShown:
        """One of them; what is folded in it is laid out here. Raises ExportError."""
        state = self._state(diagram)
        try:
            return PictureShown(laid_out_as_shown(self.layouts[diagram.id], state, cancel), state)
        except LayoutError as why:
            raise ExportError(f"{diagram.title or diagram.id} was not laid out: {why}") from why

    def _state(self, diagram: Diagram) -> ViewState:
        every = frozenset(diagram.layers)
        left = self.states.get(diagram.id) or ViewState(diagram.id, every)
        bare = replace(left, selection=None, trace=None)
        if self.layers == "left":
            return bare
        return replace(bare, layers=every if self.layers == "all" else frozenset())


def write(
    order: WholeOrder,
    path: Path,
    tell: Callable[[int], None],
    cancel: threading.Event | None = None,
) -> Written:
    """Write into a file, or a file a diagram into a folder. `tell` hears how many diagrams are done,
    and raises what ends the work: a file is then untouched, and a folder holds what was done by then.
    `cancel` ends what is being laid out. Raises ExportError, and WriteError."""
    if not order.diagrams and isinstance(order.into, PictureExporter):
        raise ExportError("There is no diagram that could be laid out.")
    kept = {d.id for d in order.diagrams}
    gone = [d.title or d.id for d in all_diagrams(order.workspace) if d.id not in kept]
    remark = f"Left out, without a layout: {listed(gone)}." if gone else ""
    if isinstance(order.into, WorkspaceExporter):
        tell(0)
        layouts = {id: order.layouts[id] for id in kept}
        content = order.into.encode(order.workspace, layouts, order.title or None)
        tell(len(kept))
        atomic.write(path, content)
    elif in_folder(order.into):
        remark = " ".join(
            filter(None, (*_into_folder(order, path, order.into, tell, cancel), remark))
        )
    else:
        shown = tuple(_each(order, tell, cancel))
        job = PictureJob(shown, order.workspace, order.options, tell)
        remark = " ".join(filter(None, (export(job, path, order.into.id).remark, remark)))
    return Written(path, remark)


def _each(
    order: WholeOrder, tell: Callable[[int], None], cancel: threading.Event | None
) -> Iterator[PictureShown]:
    for diagram in order.diagrams:
        tell(0)
        yield order.shown(diagram, cancel)


def _into_folder(
    order: WholeOrder,
    folder: Path,
    into: PictureExporter,
    tell: Callable[[int], None],
    cancel: threading.Event | None,
) -> list[str]:
    """Returns the remarks, each once."""
    atomic.make_folder(folder)
    remarks: dict[str, None] = {}
    names = file_names(order.diagrams, into.suffix)
    for number, (diagram, name) in enumerate(zip(order.diagrams, names, strict=True)):
        tell(number)
        job = PictureJob((order.shown(diagram, cancel),), order.workspace, order.options)
        remarks[export(job, folder / name, into.id).remark] = None
    tell(len(names))
    return list(remarks)


def replaced(order: WholeOrder, path: Path) -> bool:
    """Something that is there already would be written over."""
    try:
        if in_folder(order.into):
            names = file_names(order.diagrams, order.into.suffix)
            return any((path / name).exists() for name in names)
        return path.is_file()
    except OSError:
        return False


def proposed(folder: Path, workspace: Workspace, into: WholeExporter) -> Path:
    """A place in a folder, called after the workspace."""
    name = re.sub(r"[^\w-]+", "-", workspace.title).strip("-").lower() or "diagrams"
    return folder / (name if in_folder(into) else f"{name}.{into.suffix}")


def as_format(path: Path, into: WholeExporter) -> Path:
    """The same name with the suffix of a format in place of another's; a folder has none."""
    if not path.name:
        return path
    known = {f".{suffix}" for x in whole_exporters() for suffix in x.suffixes}
    bare = path.with_suffix("") if path.suffix.lower() in known else path
    return bare if in_folder(into) else bare.with_name(f"{bare.name}.{into.suffix}")
