"""What the window can do to say what has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.model.comparison import Comparison, summary
from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId
from app.paths import is_file, path_of, told
from app.session import comparing
from app.session.comparing import ChangePlace
from app.ui.features.comparing.reading import ReadBefore, with_commit, with_file
from app.ui.kit.background import Work
from app.ui.kit.command import Command, keys_text
from app.ui.views.desk import Desk

NEXT, PREVIOUS = "Alt+PgDown", "Alt+PgUp"


class Comparing:
    """Reads how the current diagram was, one at a time, and goes into the comparison."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.store = desk, desk.store
        self._work: Work | None = None
        self._kept: list[tuple[ExitStack, tuple[Diagram, ...]]] = []  # and what they are needed for
        self._repositories: dict[Path, bool] = {}
        desk.window.destroyed.connect(self._close)

    # What can be done

    @property
    def comparison(self) -> Comparison | None:
        """The one that shows."""
        workspace = self.store.workspace
        return workspace.comparison(self.store.state.diagram) if workspace else None

    @property
    def compares(self) -> bool:
        """There is a diagram of a file to compare."""
        return self.store.diagram is not None and self.comparison is None

    @property
    def in_repository(self) -> bool:
        """The current diagram's file lies in a git repository, and there is a git."""
        file = self.file if self.compares else None
        if file is None:
            return False
        if file not in self._repositories:
            from app.sources.committed import repository_of

            self._repositories[file] = is_file(file) and repository_of(file) is not None
        return self._repositories[file]

    @property
    def file(self) -> Path | None:
        """The current diagram's."""
        workspace, diagram = self.store.workspace, self.store.diagram
        if workspace is None or diagram is None:
            return None
        return path_of(workspace.root) / path_of(diagram.source)

    @property
    def changes(self) -> bool:
        """Something changes in the current diagram, or inside."""
        return bool(comparing.places_of_changes(self.store.session))

    # What is done

    def ask_for_file(self) -> None:
        """Compare with the file that a person chooses."""
        window, start = self._desk.window, str(self.file.parent if self.file else Path.home())
        found, _ = QFileDialog.getOpenFileName(window, "Compare with", start, _files())
        if found:
            self.with_file(Path(found))

    def with_file(self, file: Path) -> None:
        """Compare with that file, which says how it was."""
        diagram, workspace = self.store.diagram, self.store.workspace
        if diagram is not None and workspace is not None:
            said = f"Reading {told(file.name)}"
            self._read(said, lambda stop: with_file(file, diagram, workspace, stop))

    def with_commit(self) -> None:
        """Compare with the last commit."""
        diagram, workspace, file = self.store.diagram, self.store.workspace, self.file
        if diagram is not None and workspace is not None and file is not None:
            said = f"Reading how {told(file.name)} was in the last commit"
            self._read(said, lambda stop: with_commit(file, diagram, workspace, stop))

    def leave(self) -> None:
        """Back to the diagram itself."""
        self.store.do(comparing.leave_comparison)

    def tour(self) -> None:
        """Begin a tour of what changes."""
        self.store.do(comparing.tour_changes)

    def step(self, by: int) -> None:
        """Select the next change, or with -1 the one before, inside what opens, too; round at the end."""
        state, places = self.store.state, comparing.places_of_changes(self.store.session)
        at = place_now(places, state.diagram, state.selection)
        at = min(by, 0) if at is None else at + by
        place = places[at % len(places)]
        self.store.do(comparing.go_to_change, place)
        change = place.change
        words = f": {'; '.join(change.words)}" if change.words else ""
        self._desk.say(
            f"{at % len(places) + 1} of {len(places)}. {change.kind.capitalize()}: {change.name}{words}"
        )

    def cancel(self) -> None:
        """Stop reading how it was."""
        if self._work is not None:
            self._work.cancel()
            self._end("Comparing was cancelled.")

    def _read(self, said: str, work: Callable[[threading.Event], ReadBefore]) -> None:
        if self._work is not None:
            self._work.cancel()
        background = self._desk.jobs.background
        self._work = background.start(work, self._compared, self._end, self._desk.window)
        self._desk.say(f"{said} …")
        self._desk.offer("Cancel", "Stop reading how it was", self.cancel)

    def _compared(self, read: ReadBefore) -> None:
        found, asked = read.comparison, self.store.diagram
        run = (found, *read.others)
        if all(one.difference.equal for one in run):
            self._let_go(read.kept)
            self._end(" ".join((f"Nothing differs {found.beside}.", *found.remarks)))
            return
        self.store.do(comparing.show_comparison, found, read.others)
        self._keep(read.kept, run)
        places = comparing.places_of_changes(self.store.session)
        where = ""
        if asked is not None and asked.id != found.base:
            where = "nothing differs in the overview; in all resources "
        said = f"{found.beside}: {where}{summary(place.change for place in places)}"
        keys = f"{keys_text(NEXT)} goes from change to change, Esc leaves."
        self._end(" ".join((f"{said[:1].upper()}{said[1:]}. {keys}", *found.remarks)))

    def _keep(self, files: ExitStack, run: Sequence[Comparison]) -> None:
        """Files that the pictures of a run need, as long as one of it is there."""
        self._kept.append((files, tuple(one.before for one in run)))
        workspace = self.store.workspace
        needed = {id(one.before) for one in workspace.compared} if workspace else set()
        kept = self._kept
        self._kept = [one for one in kept if any(id(before) in needed for before in one[1])]
        for one in kept:
            if all(id(before) not in needed for before in one[1]):
                self._let_go(one[0])

    def _let_go(self, files: ExitStack) -> None:
        """Off the window's thread, since there may be many."""
        self._desk.jobs.background.start(lambda _: files.close(), lambda _: None, lambda _: None)

    def _close(self) -> None:
        for files, _ in self._kept:
            files.close()

    def _end(self, said: str) -> None:
        self._work = None
        self._desk.offer("", "")
        self._desk.say(said)


def place_now(
    places: Sequence[ChangePlace], diagram: DiagramId, selected: ElementId | None
) -> int | None:
    """The number of the change that is selected; None where none is."""
    at = (diagram, selected)
    return next((n for n, p in enumerate(places) if (p.diagram.id, p.change.element) == at), None)


def _files() -> str:
    from app.sources.file_formats import diagram_formats, patterns

    return f"Diagrams ({patterns(diagram_formats())});;All files (*)"


COMMANDS: tuple[Command[Comparing], ...] = (
    Command(
        "compare_file", "Compare with…", run=Comparing.ask_for_file, enabled=lambda on: on.compares
    ),
    Command(
        "compare_commit",
        "Compare with the last commit",
        ("Ctrl+Shift+B",),
        Comparing.with_commit,
        enabled=lambda on: on.in_repository,
    ),
    Command(
        "next_change",
        "Next change",
        (NEXT,),
        lambda on: on.step(1),
        enabled=lambda on: on.changes,
    ),
    Command(
        "previous_change",
        "Previous change",
        (PREVIOUS,),
        lambda on: on.step(-1),
        enabled=lambda on: on.changes,
    ),
    Command(
        "leave_comparison",
        "Leave the comparison",
        run=Comparing.leave,
        enabled=lambda on: on.comparison is not None,
    ),
    Command(
        "tour_changes",
        "A tour of the changes",
        run=Comparing.tour,
        enabled=lambda on: on.changes,
    ),
)
