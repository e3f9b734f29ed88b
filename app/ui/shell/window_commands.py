"""What the window does by itself: files, panels, the picture, help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.model import hiding, problem
from app.model.ids import ElementId, SectionId
from app.model.view_state import ViewState
from app.session import answers, verbs
from app.ui.kit import motion
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.services.describe import name
from app.ui.services.links import OPEN_LINK, Outward, addresses_of, open_address
from app.ui.session.store import Store

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

PANEL_STEP = 24  # px


# Files


def _open_folder(window: MainWindow) -> None:
    from PySide6.QtWidgets import QFileDialog

    found = QFileDialog.getExistingDirectory(window, "Open folder", _here(window))
    if found:
        window.opening.open(Path(found))


def _open_file(window: MainWindow) -> None:
    from PySide6.QtWidgets import QFileDialog

    found, _ = QFileDialog.getOpenFileName(window, "Open file", _here(window), _files())
    if found:
        window.opening.open(Path(found))


def _files() -> str:
    """What the dialog offers; a diagram may have any name."""
    from app.sources import formats
    from app.sources.file_formats import patterns

    return f"Diagrams and notes ({patterns(formats.table())});;All files (*)"


def _copy_bundled(window: MainWindow) -> None:
    """Into a folder of the person's, which is opened: there they can be changed."""
    from PySide6.QtWidgets import QFileDialog

    from app.sources.edits.copying import copy_bundled

    title = "Copy the bundled diagrams, notes and tours to"
    found = QFileDialog.getExistingDirectory(window, title, str(Path.home()))
    if not found:
        return
    folder = Path(found)

    def copied(count: int) -> None:
        window.status.say(f"Copied {count} files to {folder}.")
        window.opening.open(folder)

    def failed(message: str) -> None:
        window.store.do(answers.report, problem.error(message))
        window.status.say(message)

    window.jobs.background.start(lambda _: copy_bundled(folder), copied, failed)


def _here(window: MainWindow) -> str:
    return str(window.jobs.path or Path.home())


# In the person's editor


def edit_section(window: MainWindow, id: SectionId) -> None:
    """A section of the notes."""
    workspace = window.store.workspace
    section = workspace.notebook.section(id) if workspace else None
    if section is not None:
        _edit(window, section.file, section.line, "the section")


def edit_component(window: MainWindow, id: ElementId) -> None:
    """The diagram's file, where it makes that component."""
    diagram = window.store.diagram
    if diagram is not None:
        component = diagram.index.component(id)
        line = component.line if component else None
        label = name(diagram, id) if component else ""
        _edit(window, diagram.source, line, f"“{label}”")


def show_place(window: MainWindow, file: str, line: int | None) -> None:
    """A file of the workspace, where something is wrong."""
    _edit(window, file, line, "what is wrong")


def _edit(window: MainWindow, file: str, line: int | None, what: str) -> None:
    from app.ui.services.editor import edit_place

    if window.store.workspace is not None:
        window.status.say(edit_place(window.store.workspace, file, line, what))


# The picture, the panels


def _copy_name(window: MainWindow) -> None:
    store = window.store
    if store.diagram is not None and store.state.selection is not None:
        text = name(store.diagram, store.state.selection)
        QGuiApplication.clipboard().setText(text)
        window.status.say(f"Copied “{text}”.")


def open_link(window: MainWindow, address: str) -> None:
    """An address outside the workspace, in the browser or the mail program."""
    window.status.say(open_address(address))


def there(store: Store, state: ViewState) -> tuple[bool, ...]:
    """All that matters to commands of what is selected, open and hidden."""
    leads = bool(addresses_of(store.diagram, state.selection))
    return state.selection is None, leads, state.section is None, bool(state.hidden)


def _link(window: MainWindow) -> Outward:
    store = window.store
    addresses = addresses_of(store.diagram, store.state.selection)
    return Outward(addresses, lambda found: open_link(window, found))


def _hide(window: MainWindow) -> None:
    """Hide the selected element, or show it where it is hidden."""
    store = window.store
    diagram, selection = store.diagram, store.state.selection
    if diagram is not None and selection is not None:
        gone = hiding.states(diagram, store.state.hidden).get(selection) is hiding.Shows.NOT
        store.do(verbs.unhide if gone else verbs.hide, (selection,))


def _show_page(window: MainWindow, page: QWidget | None) -> None:
    window.show_left(True)
    if window.side is not None and page is not None:
        window.side.show_page(page)


def _filter(window: MainWindow) -> None:
    _show_page(window, window.left)
    if window.left is not None:
        window.left.focus_filter()


def _outline(window: MainWindow) -> None:
    _show_page(window, window.outline)
    if window.outline is not None:
        window.outline.focus_tree()


def _tours(window: MainWindow) -> None:
    if window.side is not None:
        _show_page(window, window.side.tours)
        window.side.tours.focus_list()


def _find(window: MainWindow, by: int) -> None:
    window.show_right(True)
    if window.notes is not None:
        window.notes.find_bar.next(by)


def _contents(window: MainWindow) -> None:
    window.show_right(True)
    if window.notes is not None:
        window.notes.toggle_contents()


def _theme(window: MainWindow, theme: str) -> None:
    window.settings.theme = theme
    window.dress()


def _reduce_motion(window: MainWindow) -> None:
    on = _checked(window, "reduce_motion")
    window.settings.reduce_motion = on
    motion.set_reduced(on)


def _full_screen(window: MainWindow) -> None:
    full, now = Qt.WindowState.WindowFullScreen, window.windowState()
    window.setWindowState(now | full if _checked(window, "full_screen") else now & ~full)


def _checked(window: MainWindow, action: str) -> bool:
    return window.actions_table[action].isChecked()


def _step(window: MainWindow, by: int) -> None:
    """To the next or previous diagram."""
    store = window.store
    ids = [d.id for d in store.workspace.diagrams] if store.workspace else []
    if store.state.diagram in ids:
        at = ids.index(store.state.diagram) + by
        if 0 <= at < len(ids):
            store.do(verbs.show, ids[at])


def _selected(window: MainWindow) -> bool:
    return window.store.state.selection is not None


# Help


def _shortcuts(window: MainWindow) -> None:
    from app.ui.shell.shortcuts_sheet import ShortcutsSheet

    open_dialog(ShortcutsSheet(window))


def welcome(window: MainWindow) -> None:
    """Show the welcome, unless it shows."""
    from app.ui.shell.welcome import Welcome

    if all(found.isHidden() for found in window.findChildren(Welcome)):
        Welcome(window)


def _about(window: MainWindow) -> None:
    from app.ui.shell.about import About

    open_dialog(About(window.jobs.background, window))


WINDOW: tuple[Command[MainWindow], ...] = (
    Command("open_folder", "Open folder…", ("Ctrl+O",), _open_folder),
    Command("open_file", "Open file…", ("Ctrl+Shift+O",), _open_file),
    Command("open_bundled", "Open the bundled diagrams", run=lambda w: w.opening.open(None)),
    Command("copy_bundled", "Copy the bundled diagrams…", run=_copy_bundled),
    Command("reload", "Reload", ("Ctrl+R",), lambda w: w.jobs.reload()),
    Command("quit", "Quit", ("Ctrl+Q",), lambda w: w.close()),
    Command(
        "undo_hiding",
        "Undo hiding",
        ("Ctrl+Z",),
        lambda w: w.store.do(verbs.undo_hiding),
        enabled=lambda w: w.store.session.history.can_undo_hiding,
    ),
    Command(
        "copy_name", "Copy the component's name", ("Ctrl+Shift+C",), _copy_name, enabled=_selected
    ),
    Command(
        "edit_note",
        "Edit note",
        ("F4",),
        lambda w: edit_section(w, w.store.state.section or SectionId("")),
        enabled=lambda w: w.store.state.section is not None,
    ),
    Command(
        "edit_script",
        "Edit script",
        ("Shift+F4",),
        lambda w: edit_component(w, w.store.state.selection or ElementId("")),
        enabled=lambda w: w.store.diagram is not None,
    ),
    Command("search", "Search…", ("Ctrl+K",), lambda w: w.search_for(note_first=False)),
    Command("find", "Filter diagrams", ("Ctrl+F",), _filter),
    Command("find_next", "Find next in the note", ("F3",), lambda w: _find(w, 1), also=("Ctrl+G",)),
    Command("find_previous", "Find previous in the note", ("Shift+F3",), lambda w: _find(w, -1)),
    Command("all_layers", "Show all layers", ("Ctrl+L",), lambda w: w.bar.layers.show_all()),
    Command("no_layers", "Hide all layers", ("Ctrl+Shift+L",), lambda w: w.bar.layers.show_none()),
    Command("hide", "Hide or show the selection", ("Ctrl+H",), _hide, enabled=_selected),
    Command(
        "unhide_all",
        "Show everything that is hidden",
        ("Ctrl+Shift+H",),
        lambda w: w.store.do(verbs.unhide_all),
        enabled=lambda w: bool(w.store.state.hidden),
    ),
    Command(
        "tidy",
        "Tidy: lay out only what is shown",
        ("Ctrl+T",),
        lambda w: w.store.do(verbs.set_tidy, _checked(w, "tidy")),
        check=True,
    ),
    Command(
        "zoom_in", "Zoom in", ("Ctrl++",), lambda w: w.canvas.looking.zoom_in(), also=("Ctrl+=",)
    ),
    Command("zoom_out", "Zoom out", ("Ctrl+-",), lambda w: w.canvas.looking.zoom_out()),
    Command("actual_size", "Actual size", ("Ctrl+0",), lambda w: w.canvas.looking.actual_size()),
    Command("fit", "Fit the picture", ("Ctrl+9",), lambda w: w.canvas.looking.fit()),
    Command("outline", "Outline", ("F8",), _outline),
    Command("tours", "Tours", ("F7",), _tours),
    Command(
        "left_panel",
        "Diagrams and outline",
        ("F9",),
        lambda w: w.show_left(_checked(w, "left_panel")),
        check=True,
    ),
    Command(
        "right_panel",
        "Notes panel",
        ("Shift+F9",),
        lambda w: w.show_right(_checked(w, "right_panel")),
        check=True,
    ),
    Command("wider", "Wider panel", ("Alt+Shift+Right",), lambda w: w.widen(PANEL_STEP)),
    Command("narrower", "Narrower panel", ("Alt+Shift+Left",), lambda w: w.widen(-PANEL_STEP)),
    Command("theme:system", "System", run=lambda w: _theme(w, "system"), check=True, sub="Theme"),
    Command("theme:light", "Light", run=lambda w: _theme(w, "light"), check=True, sub="Theme"),
    Command("theme:dark", "Dark", run=lambda w: _theme(w, "dark"), check=True, sub="Theme"),
    Command("reduce_motion", "Reduce motion", run=_reduce_motion, check=True),
    Command("full_screen", "Full screen", ("F11",), _full_screen, check=True),
    Command(
        "back",
        "Back",
        ("Alt+Left",),
        lambda w: w.store.do(verbs.go_back),
        enabled=lambda w: w.store.session.history.can_go_back,
        also=("Ctrl+[",),
    ),
    Command(
        "forward",
        "Forward",
        ("Alt+Right",),
        lambda w: w.store.do(verbs.go_forward),
        enabled=lambda w: w.store.session.history.can_go_forward,
        also=("Ctrl+]",),
    ),
    Command(
        "up",
        "Up, out of this diagram",
        ("Alt+Up",),
        lambda w: w.store.do(verbs.go_up),
        enabled=lambda w: bool(w.store.state.trail),
    ),
    Command("previous_diagram", "Previous diagram", ("Ctrl+PgUp",), lambda w: _step(w, -1)),
    Command("next_diagram", "Next diagram", ("Ctrl+PgDown",), lambda w: _step(w, 1)),
    OPEN_LINK.within(_link),
    Command("contents", "Contents of the note", ("Ctrl+J",), _contents),
    Command("problems", "Problems", ("Ctrl+Shift+P",), lambda w: w.status.show_problems()),
    Command("shortcuts", "Keyboard shortcuts", ("F1", "?"), _shortcuts),
    Command("welcome", "Welcome", run=welcome),
    Command("about", "About Acetate", run=_about),
)
