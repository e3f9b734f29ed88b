"""The panels beside the picture: which show, and what is done in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit.command import Command
from app.ui.shell.panes import Panes

if TYPE_CHECKING:
    from app.ui.shell.left_panel import LeftPanel
    from app.ui.views.notes.panel import NotesPanel

STEP = 24  # px


class Panels:
    """In their panes, from when they are put there: the first frame goes without them."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self.side: LeftPanel | None = None
        self.notes: NotesPanel | None = None

    def put(self, side: LeftPanel, notes: NotesPanel) -> None:
        """Into their places."""
        self.side, self.notes = side, notes
        self._panes.put(self._panes.left, side)
        self._panes.put(self._panes.right, notes)

    def show_left(self, on: bool) -> None:
        """Show or hide diagrams, outline and tours."""
        self._panes.show_place(self._panes.left, on)

    def show_right(self, on: bool) -> None:
        """Show or hide the notes."""
        self._panes.show_place(self._panes.right, on)

    def turn_left(self) -> None:
        """Show diagrams, outline and tours where they do not show, else hide them."""
        self.show_left(self._panes.left.isHidden())

    def turn_right(self) -> None:
        """Show the notes where they do not show, else hide them."""
        self.show_right(self._panes.right.isHidden())

    def widen(self, by: int) -> None:
        """The panel that the keyboard is in, or else the notes, wider by so many px."""
        self._panes.widen(by)

    # What is done in them

    def filter_diagrams(self) -> None:
        """The keyboard into the filter of the diagrams."""
        self.show_left(True)
        if self.side is not None:
            self.side.show_page(self.side.diagrams)
            self.side.diagrams.focus_filter()

    def show_outline(self) -> None:
        """The keyboard into the outline."""
        self.show_left(True)
        if self.side is not None:
            self.side.show_page(self.side.outline)
            self.side.outline.focus_tree()

    def show_relations(self) -> None:
        """The keyboard into the list of what the selection is joined to."""
        self.show_left(True)
        if self.side is not None:
            self.side.show_page(self.side.relations)
            self.side.relations.focus_list()

    def show_tours(self) -> None:
        """The keyboard into the list of tours."""
        if self.side is not None:
            self.show_left(True)
            self.side.show_page(self.side.tours)
            self.side.tours.focus_list()

    def find(self, by: int) -> None:
        """To the next place that is found in the note, or with -1 the one before."""
        self.show_right(True)
        if self.notes is not None:
            self.notes.find_bar.next(by)

    def print_note(self) -> None:
        """Ask for a printer, and print the note that is open."""
        if self.notes is not None:
            self.notes.print_note()

    def turn_full_width(self) -> None:
        """The notes' lines as wide as the panel, or of 68 letters at most."""
        if self.notes is not None:
            self.notes.set_full_width(not self.notes.full_width)

    def show_contents(self) -> None:
        """Open the list of headings and notes, or close it."""
        self.show_right(True)
        if self.notes is not None:
            self.notes.toggle_contents()


COMMANDS: tuple[Command[Panels], ...] = (
    Command("find", "Filter diagrams", ("Ctrl+F",), Panels.filter_diagrams),
    Command(
        "find_next",
        "Find next in the note",
        ("F3",),
        lambda panels: panels.find(1),
        also=("Ctrl+G",),
    ),
    Command(
        "find_previous", "Find previous in the note", ("Shift+F3",), lambda panels: panels.find(-1)
    ),
    Command("outline", "Outline", ("F8",), Panels.show_outline),
    Command("relations", "Relations of the selection", ("Shift+F8",), Panels.show_relations),
    Command("tours", "Tours", ("F7",), Panels.show_tours),
    Command(
        "left_panel",
        "Diagrams and outline",
        ("F9",),
        Panels.turn_left,
        check=True,
    ),
    Command(
        "right_panel",
        "Notes panel",
        ("Shift+F9",),
        Panels.turn_right,
        check=True,
    ),
    Command("wider", "Wider panel", ("Alt+Shift+Right",), lambda panels: panels.widen(STEP)),
    Command("narrower", "Narrower panel", ("Alt+Shift+Left",), lambda panels: panels.widen(-STEP)),
    Command("print_note", "Print note…", run=Panels.print_note),
    Command("full_width", "Notes: wide or narrow lines", run=Panels.turn_full_width),
    Command("contents", "Contents of the note", ("Ctrl+J",), Panels.show_contents),
)
