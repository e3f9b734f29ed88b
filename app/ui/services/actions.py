"""Everything a person can do from a menu or the keyboard, in one table.

The menus, the shortcuts and the shortcut sheet are made of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class Entry(NamedTuple):
    """`id` names the window's slot: `open_folder`, or `theme:dark` for a choice of several.
    `keys` are portable key sequences, the first is shown in the menu. `rule` draws a line
    above. An entry with `check` can be on or off. `sub` puts it into a submenu. `also` are
    keys that work and are not told of."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    check: bool = False
    rule: bool = False
    sub: str = ""
    also: tuple[str, ...] = ()


ENTRIES = (
    Entry("open_folder", "File", "Open folder…", ("Ctrl+O",)),
    Entry("open_file", "File", "Open file…", ("Ctrl+Shift+O",)),
    Entry("open_bundled", "File", "Open the bundled diagrams"),
    Entry("copy_bundled", "File", "Copy the bundled diagrams…"),
    Entry("reload", "File", "Reload", ("Ctrl+R",)),
    Entry("export", "File", "Export picture…", ("Ctrl+E",), rule=True),
    Entry("export_tour", "File", "Export tour…", ("Ctrl+Shift+E",)),
    Entry("quit", "File", "Quit", ("Ctrl+Q",), rule=True),
    Entry("undo_hiding", "Edit", "Undo hiding", ("Ctrl+Z",)),
    Entry("copy_picture", "Edit", "Copy picture", ("Ctrl+C",), rule=True),
    Entry("copy_name", "Edit", "Copy the component's name", ("Ctrl+Shift+C",)),
    Entry("edit_note", "Edit", "Edit note", ("F4",), rule=True),
    Entry("edit_script", "Edit", "Edit script", ("Shift+F4",)),
    Entry("search", "Edit", "Search…", ("Ctrl+K",), rule=True),
    Entry("find", "Edit", "Filter diagrams", ("Ctrl+F",)),
    Entry("find_next", "Edit", "Find next in the note", ("F3",), also=("Ctrl+G",)),
    Entry("find_previous", "Edit", "Find previous in the note", ("Shift+F3",)),
    Entry("all_layers", "View", "Show all layers", ("Ctrl+L",)),
    Entry("no_layers", "View", "Hide all layers", ("Ctrl+Shift+L",)),
    Entry("hide", "View", "Hide or show the selection", ("Ctrl+H",), rule=True),
    Entry("unhide_all", "View", "Show everything that is hidden", ("Ctrl+Shift+H",)),
    Entry("tidy", "View", "Tidy: lay out only what is shown", ("Ctrl+T",), check=True, rule=True),
    Entry("zoom_in", "View", "Zoom in", ("Ctrl++",), rule=True, also=("Ctrl+=",)),
    Entry("zoom_out", "View", "Zoom out", ("Ctrl+-",)),
    Entry("actual_size", "View", "Actual size", ("Ctrl+0",)),
    Entry("fit", "View", "Fit the picture", ("Ctrl+9",)),
    Entry("outline", "View", "Outline", ("F8",), rule=True),
    Entry("tours", "View", "Tours", ("F7",)),
    Entry("left_panel", "View", "Diagrams and outline", ("F9",), check=True),
    Entry("right_panel", "View", "Notes panel", ("Shift+F9",), check=True),
    Entry("wider", "View", "Wider panel", ("Alt+Shift+Right",)),
    Entry("narrower", "View", "Narrower panel", ("Alt+Shift+Left",)),
    Entry("theme:system", "View", "System", check=True, sub="Theme"),
    Entry("theme:light", "View", "Light", check=True, sub="Theme"),
    Entry("theme:dark", "View", "Dark", check=True, sub="Theme"),
    Entry("reduce_motion", "View", "Reduce motion", check=True),
    Entry("present", "View", "Present what you see", ("F5",), rule=True),
    Entry("present_tour", "View", "Present the tour from its start", ("Shift+F5",)),
    Entry("present_from_here", "View", "Present the tour from here", ("Ctrl+F5",)),
    Entry("study", "View", "Study…", ("F6",)),
    Entry("full_screen", "View", "Full screen", ("F11",), check=True),
    Entry("new_tour", "Tours", "New tour"),
    Entry("edit_tour", "Tours", "Edit tour…"),
    Entry("add_step", "Tours", "Add step to tour", ("Ctrl+Shift+A",)),
    Entry("edit_tour_file", "Tours", "Edit the tour as text", rule=True),
    Entry("back", "Go", "Back", ("Alt+Left",), also=("Ctrl+[",)),
    Entry("forward", "Go", "Forward", ("Alt+Right",), also=("Ctrl+]",)),
    Entry("up", "Go", "Up, out of this diagram", ("Alt+Up",)),
    Entry("previous_diagram", "Go", "Previous diagram", ("Ctrl+PgUp",), rule=True),
    Entry("next_diagram", "Go", "Next diagram", ("Ctrl+PgDown",)),
    Entry("contents", "Go", "Contents of the note", ("Ctrl+J",), rule=True),
    Entry("problems", "Help", "Problems", ("Ctrl+Shift+P",)),
    Entry("coverage", "Help", "Coverage", ("Ctrl+Shift+G",)),
    Entry("shortcuts", "Help", "Keyboard shortcuts", ("F1", "?")),
    Entry("welcome", "Help", "Welcome"),
    Entry("about", "Help", "About Acetate", rule=True),
)

# Keys that belong to a widget or a mode rather than to a menu: for the shortcut sheet.
MORE_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Layers",
        (
            ("1 – 9", "Switch a layer on or off"),
            ("Alt+1 – 9", "Show that layer alone"),
            ("Shift+click", "Show a chip's layer alone"),
        ),
    ),
    (
        "In the picture",
        (
            ("Click", "Select, and open the note"),
            ("Tab", "Next component"),
            ("Enter", "Open its note, or go into its diagram"),
            ("Double-click", "Go into its diagram, or read its note"),
            ("Esc", "Clear the selection, view as before"),
            ("Arrows", "Move the picture"),
            ("+ / −", "Zoom"),
            ("0", "Actual size"),
            ("F", "Fit the picture"),
        ),
    ),
    (
        "In the outline",
        (
            ("Up, Down", "Select the row above or below"),
            ("Right, Left", "Open or close a cluster"),
            ("Space", "Hide or show"),
            ("Enter", "Open the note"),
            ("Esc", "Clear the selection, then go to the picture"),
        ),
    ),
    (
        "In the notes",
        (
            ("Tab", "Next link or fold"),
            ("Enter", "Follow the link; open or close the fold"),
            ("Ctrl++, Ctrl+−", "Larger or smaller text"),
            ("Ctrl+0", "Default text size"),
        ),
    ),
    (
        "Presenting",
        (
            ("Space, →, Page down", "Next step or diagram"),
            ("←, Page up", "Previous step or diagram"),
            ("Digits, Enter", "In a tour, go to that step"),
            ("G", "All steps, or all diagrams"),
            ("1 – 9", "Without a tour, switch a layer on or off"),
            ("Ctrl+1 – 9", "Switch a layer on or off, in a tour too"),
            ("T", "Start or leave the tour through this diagram"),
            ("W", "The step's words"),
            ("N", "The note, large"),
            ("L", "Laser pointer"),
            ("P", "Pen, until the next step"),
            ("Backspace, C", "Undo a stroke, or clear them all"),
            ("S", "Spotlight"),
            ("M", "Magnifier"),
            ("Wheel, + / −", "Change the size of either"),
            ("B", "Black screen"),
            (", (comma)", "White screen"),
            ("Z", "Freeze the audience's picture, or go on"),
            ("Ctrl+K", "Jump anywhere, to answer a question"),
            ("V", "The presenter's window"),
            ("R in that window", "Rehearse: record the time of each step"),
            ("X", "Swap the screens"),
            ("F11", "Full screen, or a window"),
            ("?", "These keys"),
            ("Esc", "Put away what came last, then go back to the window"),
        ),
    ),
    (
        "In a tour",
        (
            ("Space, →, Page down", "Next step"),
            ("←, Page up", "Previous step"),
            ("Home, End", "First step, last step"),
            ("Click an edge", "Go to its step"),
            ("A", "Play automatically, or pause"),
            ("+ / −", "Play faster, slower"),
            ("W", "The step's words"),
            ("Esc", "Leave everything as it was"),
        ),
    ),
    (
        "Studying",
        (
            ("Enter", "Check the answer"),
            ("Space", "Show the answer, then accept the proposed grade"),
            ("1 – 4", "Again, hard, good, easy"),
            ("Alt+Up, Alt+Down", "Move a step"),
            ("Ctrl+H", "Hint"),
            ("N", "Read why, in the notes"),
            ("Ctrl+B", "Bury the card until tomorrow"),
            ("Ctrl+D", "Suspend the card until you bring it back"),
            ("Ctrl+R", "Report the card as bad"),
            ("Ctrl+Z", "Undo what was done last"),
            ("Esc", "Leave; grades are kept"),
        ),
    ),
    (
        "Editing a tour",
        (
            ("Alt+↑ ↓", "Move the step"),
            ("F2", "Rename the step"),
            ("Delete", "Delete the step"),
            ("Enter", "Show the step"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+S", "Save"),
        ),
    ),
    (
        "Searching",
        (
            ("Ctrl+F in the notes", "Search, this note first"),
            ("↑ ↓", "Preview a result"),
            ("Enter", "Go there"),
            ("Esc", "Leave everything as it was"),
            ("#", "A layer and what is on it"),
            ("@", "Diagrams only"),
            (">", "Commands only"),
        ),
    ),
)


class Actions:
    """The QActions by id. `call(id)` is called when one is triggered."""

    def __init__(self, window: QWidget, call: Callable[[str], None]) -> None:
        self._by_id: dict[str, QAction] = {}
        self._themes = QActionGroup(window)
        for entry in ENTRIES:
            action = QAction(entry.text, window)
            action.setObjectName(entry.id)
            action.setShortcuts([QKeySequence(k) for k in (*entry.keys, *entry.also)])
            action.setCheckable(entry.check)
            if entry.id == "quit":
                action.setMenuRole(QAction.MenuRole.QuitRole)
            if entry.id == "about":
                action.setMenuRole(QAction.MenuRole.AboutRole)
            if entry.sub == "Theme":
                self._themes.addAction(action)
            action.triggered.connect(lambda _=False, slot=entry.id: call(slot))
            window.addAction(action)
            self._by_id[entry.id] = action

    def __getitem__(self, id: str) -> QAction:
        return self._by_id[id]

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        menus: dict[str, QMenu] = {}
        subs: dict[str, QMenu] = {}
        for entry in ENTRIES:
            menu = menus.get(entry.menu) or menus.setdefault(entry.menu, bar.addMenu(entry.menu))
            if entry.rule:
                menu.addSeparator()
            if entry.sub:
                menu = subs.get(entry.sub) or subs.setdefault(entry.sub, menu.addMenu(entry.sub))
            menu.addAction(self[entry.id])


def keys_text(keys: str) -> str:
    """A key sequence as this platform writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
