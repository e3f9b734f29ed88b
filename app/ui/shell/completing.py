"""What the first frame of a window goes without is made after it, a part in each event, so that the
picture answers meanwhile: first what lies over the picture, then the panels beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from app.model.ids import ElementId
    from app.ui.features.diagrams.panel import DiagramsPanel
    from app.ui.features.outline.panel import OutlinePanel
    from app.ui.services.actions import Actions
    from app.ui.services.watching import Watching
    from app.ui.shell.commands import Commands
    from app.ui.shell.left_panel import LeftPanel
    from app.ui.shell.opening import WorkspaceOpening
    from app.ui.shell.panels import Panels
    from app.ui.shell.picture_pane import PicturePane
    from app.ui.shell.searching import Searching
    from app.ui.shell.status import StatusLine
    from app.ui.shell.uncovering import Uncovering
    from app.ui.views.desk import Desk
    from app.ui.views.notes.panel import NotesPanel


class Unfinished(Protocol):
    """A window's parts that are there with its first frame, and those that are to come."""

    desk: Desk
    status: StatusLine
    actions_table: Actions
    picture_pane: PicturePane
    panels: Panels
    commands: Commands
    searching: Searching
    opening: WorkspaceOpening
    uncovering: Uncovering | None
    side: LeftPanel | None
    left: DiagramsPanel | None
    outline: OutlinePanel | None
    notes: NotesPanel | None
    watching: Watching | None


def parts(
    window: Unfinished, frame: QMainWindow, open_note: Callable[[ElementId], None]
) -> Iterator[None]:
    """Makes the next part each time it is asked for one. `frame` is the window as Qt has it; `open_note` opens a
    component's note."""
    desk, pane, uncovering = window.desk, window.picture_pane, window.uncovering
    pane.complete()
    if uncovering is not None:
        uncovering.begin(settling=window.commands.minimaps.settle())
    yield
    pane.add_tour_bar().player.said.connect(window.status.say)
    yield
    yield from _left(window, frame, open_note)
    yield from _notes(window, frame)
    from app.ui.kit import motion
    from app.ui.services.announcer import Announcer
    from app.ui.services.tab_order import TabOrder

    window.actions_table["reduce_motion"].setChecked(motion.reduced())
    Announcer(desk.store, desk.canvas, window.status.say)
    if window.side is not None and window.notes is not None:
        window.panels.put(window.side, window.notes)
    TabOrder(desk.store, frame.centralWidget())
    yield
    from app.ui.shell.ways_in import take_in

    yield
    if window.notes is not None:
        table = window.actions_table
        window.watching = take_in(frame, desk, window.opening, window.notes, table)
    if uncovering is not None:
        uncovering.end_soon()


def _left(
    window: Unfinished, frame: QMainWindow, open_note: Callable[[ElementId], None]
) -> Iterator[None]:
    from app.ui.features.tours.panel_commands import PanelCommands

    yield
    from app.ui.shell.desk_commands import open_link
    from app.ui.shell.left_panel import LeftPanel

    yield
    commands, desk = window.commands, window.desk
    window.side = side = LeftPanel(desk.store, frame)
    window.left, window.outline = side.diagrams, side.outline
    side.diagrams.search_wanted.connect(lambda text: window.searching.open(text=text))
    side.outline.opened.connect(open_note)
    side.outline.layer_wanted.connect(commands.layering.put)
    side.outline.link_wanted.connect(lambda address: open_link(desk, address))
    panel = PanelCommands(side.tours, commands.tours, desk)
    panel.present_wanted.connect(commands.presenting.tour)
    by_key = Qt.FocusReason.ShortcutFocusReason
    for page in (side.outline, side.relations):
        page.left.connect(lambda: desk.canvas.setFocus(by_key))
    yield


def _notes(window: Unfinished, frame: QMainWindow) -> Iterator[None]:
    from app.ui.views.notes.panel import NotesPanel

    yield
    from app.ui.services import remote_pictures
    from app.ui.shell.desk_commands import open_link

    desk, settings = window.desk, window.desk.settings

    def keep_text_zoom(factor: float) -> None:
        settings.text_zoom = factor

    def keep_full_width(on: bool) -> None:
        settings.full_width = on

    def keep_hosts() -> None:
        settings.picture_hosts = list(remote_pictures.always())

    remote_pictures.allow_always(settings.picture_hosts)
    window.notes = notes = NotesPanel(desk.store, frame)
    notes.text_zoom_changed.connect(keep_text_zoom)
    notes.text_zoom = settings.text_zoom
    notes.set_full_width(settings.full_width)
    notes.full_width_changed.connect(keep_full_width)
    notes.hosts_changed.connect(keep_hosts)
    notes.hint.connect(window.status.show_hover)
    notes.header.link.wanted.connect(lambda address: open_link(desk, address))
    notes.diagram_wanted.connect(window.commands.coverage.make)
    if (bar := window.picture_pane.tour_bar) is not None:
        notes.seen.connect(bar.leave_words)
    notes.search_asked.connect(lambda: window.searching.open(note_first=True))
    yield
