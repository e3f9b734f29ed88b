"""Why no picture is shown, in words a person can act on. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.diagram import Diagram
from app.model.problem import NOT_EVALUATED, STOPPED, Problem, Severity
from app.model.wording import counted
from app.model.workspace import Workspace
from app.sources.file_formats import called, diagram_formats, note_formats


@dataclass(frozen=True, slots=True)
class EmptyState:
    """`title` says what is the matter, `text` why. The next steps: `scripts` that may be trusted (file
    names); `file`, at `line`, to be looked at; `more` problems beside the one that is told; a folder of
    which there is more to be read."""

    title: str
    text: str
    scripts: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None
    more: int = 0
    unread: bool = False  # the most of an over-large folder
    elsewhere: bool = True  # whether to offer to open something else

    @property
    def trust_text(self) -> str:
        """What the button is called that asks about the scripts; empty without any."""
        if not self.scripts:
            return ""
        one = _name(self.scripts[0]) if len(self.scripts) == 1 else ""
        return f"Trust {one or counted(len(self.scripts), 'script')}…"

    @property
    def show_text(self) -> str:
        """What the button is called that opens the file; empty without one."""
        if not self.file:
            return ""
        return f"Show line {self.line}" if self.line else f"Show {_name(self.file)}"


def reason(
    workspace: Workspace | None,
    diagram: Diagram | None = None,
    failed: str = "",
    layout: Problem | None = None,
) -> EmptyState | None:
    """Why nothing is seen where that diagram, or none, is to be shown; None where something is, or
    nobody knows yet. `failed` is why opening did, `layout` why the diagram's layout did."""
    if diagram is not None:
        return _of_diagram(diagram, layout)
    if failed:
        return EmptyState("Nothing could be opened", failed)
    return _of_workspace(workspace) if workspace is not None else None


def _of_diagram(diagram: Diagram, layout: Problem | None) -> EmptyState | None:
    if layout is not None:
        title = f"“{diagram.title or diagram.id}” could not be laid out"
        return EmptyState(title, layout.message, file=diagram.source, elsewhere=False)
    if diagram.nodes or diagram.clusters:
        return None
    title = f"“{diagram.title or diagram.id}” is empty"
    text = "It has no nodes."
    return EmptyState(title, text, file=diagram.source, elsewhere=False)


def _of_workspace(workspace: Workspace) -> EmptyState:
    if workspace.too_many:
        return EmptyState(
            f"Nothing near the top of {workspace.title}",
            f"The folder holds {large(workspace)}. There are no diagrams or notes in it or in its "
            "“diagrams” and “notes”; further inside nobody has looked yet.",
            unread=True,
        )
    notes = {note.file for note in workspace.notebook.notes}
    problems = [p for p in workspace.problems if p.file and p.file not in notes]
    problems.sort(key=lambda p: p.severity is not Severity.ERROR)  # stable: errors first
    if problems:
        first = problems[0]
        kinds = (NOT_EVALUATED, STOPPED)  # which one's word, or more time, may settle
        files = (p.file for p in problems if p.kind in kinds and p.file)
        return EmptyState(
            f"{_name(first.file or '')} shows no diagram",
            first.message if first.message.endswith((".", "!", "?")) else f"{first.message}.",
            tuple(dict.fromkeys(files)),
            first.file or "",
            first.line,
            len(problems) - 1,
        )
    return EmptyState(
        f"No diagrams in {workspace.title}",
        f"Open a folder that holds {called(diagram_formats(), 'or')}, or notes "
        f"({note_formats()[0].suffixes[0]}), in it or in any folder inside.",
    )


def large(workspace: Workspace) -> str:
    """How much there is in an over-large folder."""
    return f"more than {workspace.too_many - 1:,} files and folders"


def _name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]
