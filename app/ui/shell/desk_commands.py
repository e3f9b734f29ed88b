"""What is done to the picture and what is selected in it, and how all looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.model import hiding
from app.model.ids import ElementId, SectionId
from app.model.picture_style import METHODS, PictureStyle
from app.model.view_state import ViewState
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import motion
from app.ui.kit.command import Command
from app.ui.services import fold_commands
from app.ui.services.describe import name
from app.ui.services.leaving import ask
from app.ui.services.links import OPEN_LINK, Outward, addresses_of
from app.ui.services.view_commands import UNHIDE_ALL
from app.ui.session.store import Store
from app.ui.shell.dressing import dress
from app.ui.views.desk import Desk

# Of these, it counts only what `there` says.
THERE_OR_NOT = Changed.SELECTION | Changed.SECTION | Changed.HIDDEN | Changed.FOLDED
# On which it hangs what one can do.
ENABLING = (
    Changed.WORKSPACE
    | Changed.HISTORY
    | Changed.LAYOUT
    | Changed.DIAGRAM
    | Changed.STYLE
    | Changed.TRAIL
    | Changed.TOUR
    | Changed.TRACE
    | THERE_OR_NOT
)

# In the person's editor


def edit_section(desk: Desk, id: SectionId) -> None:
    """A section of the notes."""
    workspace = desk.store.workspace
    section = workspace.notebook.section(id) if workspace else None
    if section is not None:
        _edit(desk, section.file, section.line, "the section")


def edit_component(desk: Desk, id: ElementId) -> None:
    """The diagram's file, where it makes that component."""
    diagram = desk.store.diagram
    if diagram is not None:
        component = diagram.index.component(id)
        file, line = diagram.source, component.line if component else None
        if component is not None and component.details is not None and component.details.file:
            file, line = component.details.file, component.details.line
        label = name(diagram, id) if component else ""
        _edit(desk, file, line, f"“{label}”")


def show_place(desk: Desk, file: str, line: int | None) -> None:
    """A file of the workspace, where something is wrong."""
    _edit(desk, file, line, "what is wrong")


def _edit(desk: Desk, file: str, line: int | None, what: str) -> None:
    from app.ui.services.editor import edit_place

    if desk.store.workspace is not None:
        desk.say(edit_place(desk.store.workspace, file, line, what))


# What is selected, the picture, how all looks


def _copy_name(desk: Desk) -> None:
    store = desk.store
    if store.diagram is not None and store.state.selection is not None:
        text = name(store.diagram, store.state.selection)
        QGuiApplication.clipboard().setText(text)
        desk.say(f"Copied “{text}”.")


def open_link(desk: Desk, address: str) -> None:
    """An address outside the workspace, in the browser or the mail program, after asking."""
    ask(address, desk.window, desk.say)


def there(store: Store, state: ViewState) -> tuple[object, ...]:
    """All that matters to commands of what is selected, open, hidden and folded."""
    leads = bool(addresses_of(store.diagram, state.selection))
    folds = fold_commands.can_turn(store, state.selection), state.folded
    selection = state.selection if state.trace else state.selection is None
    return selection, leads, state.section is None, bool(state.filters), *folds


def _link(desk: Desk) -> Outward:
    store = desk.store
    addresses = addresses_of(store.diagram, store.state.selection)
    return Outward(addresses, lambda found: open_link(desk, found))


def _hide(desk: Desk) -> None:
    """Hide the selected element, or show it where it is hidden."""
    store = desk.store
    diagram, selection = store.diagram, store.state.selection
    if diagram is not None and selection is not None:
        gone = hiding.states(diagram, store.state.hidden).get(selection) is hiding.Shows.NOT
        store.do(verbs.unhide if gone else verbs.hide, (selection,))


def _theme(desk: Desk, theme: str) -> None:
    desk.settings.theme = theme
    dress(desk.store, desk.settings)


def _reduce_motion(desk: Desk) -> None:
    on = not motion.reduced()
    desk.settings.reduce_motion = on
    motion.set_reduced(on)


def _as_written(desk: Desk) -> None:
    house = desk.store.session.style is PictureStyle.HOUSE
    desk.store.do(verbs.set_style, PictureStyle.WRITTEN if house else PictureStyle.HOUSE)


def _is_written(desk: Desk) -> bool:
    diagram = desk.store.diagram
    return diagram is not None and diagram.written is not None


def _shows_written(desk: Desk) -> bool:
    return desk.store.session.style is PictureStyle.WRITTEN


def _is_graphviz_s(desk: Desk) -> bool:
    """Whether Graphviz draws what shows, not the file itself."""
    diagram = desk.store.diagram
    placed = diagram is not None and diagram.written is not None and bool(diagram.written.placed)
    return _shows_written(desk) and not placed


def _recolour(desk: Desk) -> None:
    desk.store.do(verbs.set_recolour, not desk.store.session.recolour)


def _by(method: str) -> Callable[[Desk], None]:
    return lambda desk: desk.store.do(verbs.set_method, method)


def _full_screen(desk: Desk) -> None:
    desk.window.setWindowState(desk.window.windowState() ^ Qt.WindowState.WindowFullScreen)


def _step(desk: Desk, by: int) -> None:
    """To the next or previous diagram."""
    store = desk.store
    ids = [d.id for d in store.workspace.diagrams] if store.workspace else []
    if store.state.diagram in ids:
        at = ids.index(store.state.diagram) + by
        if 0 <= at < len(ids):
            store.do(verbs.show, ids[at])


METHOD_NAMES = {
    "": "As the file says",
    "dot": "In ranks (dot)",
    "neato": "By springs (neato)",
    "fdp": "By forces (fdp)",
    "sfdp": "By forces, for large graphs (sfdp)",
    "circo": "In circles (circo)",
    "twopi": "In rings (twopi)",
    "osage": "In boxes (osage)",
    "patchwork": "As a treemap (patchwork)",
}


def _selected(desk: Desk) -> bool:
    return desk.store.state.selection is not None


COMMANDS: tuple[Command[Desk], ...] = (
    Command("quit", "Quit", ("Ctrl+Q",), lambda desk: desk.window.close()),
    Command(
        "copy_name", "Copy the component's name", ("Ctrl+Shift+C",), _copy_name, enabled=_selected
    ),
    Command(
        "edit_note",
        "Edit note",
        ("F4",),
        lambda desk: edit_section(desk, desk.store.state.section or SectionId("")),
        enabled=lambda desk: desk.store.state.section is not None,
    ),
    Command(
        "edit_script",
        "Edit script",
        ("Shift+F4",),
        lambda desk: edit_component(desk, desk.store.state.selection or ElementId("")),
        enabled=lambda desk: desk.store.diagram is not None,
    ),
    Command("hide", "Hide or show the selection", ("Ctrl+H",), _hide, enabled=_selected),
    UNHIDE_ALL.within(lambda desk: desk.store),
    *(command.within(lambda desk: desk.store) for command in fold_commands.COMMANDS),
    Command(
        "tidy",
        "Tidy: lay out only what is shown",
        ("Ctrl+T",),
        lambda desk: desk.store.do(verbs.set_tidy, not desk.store.state.tidy),
        enabled=lambda desk: desk.store.diagram is not None,
        check=True,
    ),
    Command(
        "as_written",
        "As written: as Graphviz draws it",
        ("Ctrl+Shift+D",),
        _as_written,
        enabled=_is_written,
        check=True,
    ),
    Command(
        "recolour",
        "Recolour it in the dark theme",
        run=_recolour,
        enabled=_shows_written,
        check=True,
    ),
    *(
        Command(
            f"method:{method}",
            METHOD_NAMES[method],
            run=_by(method),
            enabled=_is_graphviz_s,
            check=True,
            sub="Graphviz layout",
        )
        for method in ("", *METHODS)
    ),
    Command(
        "zoom_in",
        "Zoom in",
        ("Ctrl++",),
        lambda desk: desk.canvas.looking.zoom_in(),
        also=("Ctrl+=",),
    ),
    Command("zoom_out", "Zoom out", ("Ctrl+-",), lambda desk: desk.canvas.looking.zoom_out()),
    Command(
        "actual_size", "Actual size", ("Ctrl+0",), lambda desk: desk.canvas.looking.actual_size()
    ),
    Command("fit", "Fit the picture", ("Ctrl+9",), lambda desk: desk.canvas.looking.fit()),
    Command(
        "theme:system", "System", run=lambda desk: _theme(desk, "system"), check=True, sub="Theme"
    ),
    Command(
        "theme:light", "Light", run=lambda desk: _theme(desk, "light"), check=True, sub="Theme"
    ),
    Command("theme:dark", "Dark", run=lambda desk: _theme(desk, "dark"), check=True, sub="Theme"),
    Command("reduce_motion", "Reduce motion", run=_reduce_motion, check=True),
    Command("full_screen", "Full screen", ("F11",), _full_screen, check=True),
    Command(
        "back",
        "Back",
        ("Alt+Left",),
        lambda desk: desk.store.do(verbs.go_back),
        enabled=lambda desk: desk.store.session.history.can_go_back,
        also=("Ctrl+[",),
    ),
    Command(
        "forward",
        "Forward",
        ("Alt+Right",),
        lambda desk: desk.store.do(verbs.go_forward),
        enabled=lambda desk: desk.store.session.history.can_go_forward,
        also=("Ctrl+]",),
    ),
    Command(
        "up",
        "Up, out of this diagram",
        ("Alt+Up",),
        lambda desk: desk.store.do(verbs.go_up),
        enabled=lambda desk: bool(desk.store.state.trail),
    ),
    Command("previous_diagram", "Previous diagram", ("Ctrl+PgUp",), lambda desk: _step(desk, -1)),
    Command("next_diagram", "Next diagram", ("Ctrl+PgDown",), lambda desk: _step(desk, 1)),
    OPEN_LINK.within(_link),
)
