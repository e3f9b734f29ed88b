"""The window: diagrams, canvas and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from app.model.ids import ElementId, TourId
from app.model.picture_style import PictureStyle
from app.session import verbs
from app.session.changes import Change, Changed
from app.ui.kit import motion, plain
from app.ui.kit.command import bind
from app.ui.services import fold_commands
from app.ui.services import settings as kept
from app.ui.services.actions import Actions
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell import (
    all_keys,
    desk_commands,
    helping,
    opening,
    panels,
    searching,
    status,
)
from app.ui.shell.commands import Commands
from app.ui.shell.desk_commands import edit_component, edit_section, open_link, show_place, there
from app.ui.shell.dressing import dress
from app.ui.shell.helping import Helping
from app.ui.shell.menus import MENUS
from app.ui.shell.opening import WorkspaceOpening
from app.ui.shell.panels import Panels
from app.ui.shell.panes import Panes
from app.ui.shell.picture_pane import PicturePane
from app.ui.shell.resuming import Resuming
from app.ui.shell.searching import Searching
from app.ui.shell.status import StatusLine
from app.ui.shell.top_bar import TopBar
from app.ui.views import layer_bar
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.diagrams.panel import DiagramsPanel
    from app.ui.features.outline.panel import OutlinePanel
    from app.ui.services.watching import Watching
    from app.ui.shell.left_panel import LeftPanel
    from app.ui.views.notes.panel import NotesPanel

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


class MainWindow(QMainWindow):
    """shown_first(): the first frame has been painted; what can wait may begin."""

    shown_first = Signal()

    store: Store
    jobs: Jobs
    settings: Settings
    bar: TopBar
    canvas: Canvas
    status: StatusLine
    opening: WorkspaceOpening
    placed: bool
    """It has the size and the place in which it was left; where the screen is another one, it may not."""

    def __init__(self, store: Store, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self.store, self.jobs, self.settings = store, jobs, settings
        self._shown = self._ended = False
        self.status = StatusLine(store)
        self.actions_table = Actions(self, all_keys.commands(), MENUS)
        self.actions_table.fill(self.menuBar())
        self.bar = TopBar(store, self.actions_table)
        self.picture_pane = PicturePane(store, self.actions_table)
        self.canvas = self.picture_pane.canvas
        self.side: LeftPanel | None = None
        self.left: DiagramsPanel | None = None
        self.outline: OutlinePanel | None = None
        self.notes: NotesPanel | None = None
        self.watching: Watching | None = None
        self.splitter = Panes(self.picture_pane, settings)
        self.status.put_last(self.picture_pane.zoom)
        self.desk = desk = self._made_desk()
        self.panels = Panels(self.splitter)
        self.commands = Commands(desk)
        start = self.commands.tours.start
        self.opening, self.resuming = WorkspaceOpening(desk), Resuming(desk, start)
        self.searching = Searching(desk, self.actions_table, self.panels, start)
        self.helping = Helping(desk, self.actions_table, start, all_keys.groups)
        self._bind()
        self._lay_out()
        self._connect()
        self._restore()
        self._title()
        self.actions_table.renew()

    def _made_desk(self) -> Desk:
        return Desk(
            self,
            self.store,
            self.jobs,
            self.settings,
            self.canvas,
            say=self.status.say,
            offer=self.status.offer,
            chosen_tour=lambda: self.side.tours.current() if self.side is not None else TourId(""),
            written=self.status.written.show_written,
        )

    def _bind(self) -> None:
        """Each command to what it is done to."""
        self.actions_table.bind(
            [
                *bind(opening.COMMANDS, self.opening),
                *bind(desk_commands.COMMANDS, self.desk),
                *bind(layer_bar.COMMANDS, self.bar.layers),
                *bind(panels.COMMANDS, self.panels),
                *bind(searching.COMMANDS, self.searching),
                *bind(status.COMMANDS, self.status),
                *bind(helping.COMMANDS, self.helping),
                *self.commands.bound,
            ]
        )

    def _lay_out(self) -> None:
        middle = QWidget()
        self.column = column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.splitter.turned.connect(self._panels_turned)
        self.canvas.hovered.connect(self.status.show_hover)
        surface = self.canvas.surface
        surface.opened.connect(self._open_note)
        surface.copy_picture_requested.connect(self.commands.exporting.copy_picture)
        surface.export_requested.connect(self.commands.exporting.export)
        surface.edit_requested.connect(lambda component: edit_component(self.desk, component))
        surface.link_wanted.connect(lambda address: open_link(self.desk, address))
        self._connect_parts()
        for part in (self.picture_pane, self.status):
            part.file_wanted.connect(lambda file, line: show_place(self.desk, file, line))
        self.status.run_wanted.connect(self.jobs.reload)
        self.status.icons_wanted.connect(self.opening.ask_for_icons)
        self.status.cancelled.connect(self.jobs.cancel)
        self.jobs.busy_changed.connect(self.status.show_busy)
        self.store.on(Changed.WORKSPACE | Changed.DIAGRAM, self._title)
        self.store.on(ENABLING, self._enable)
        self.store.on(
            Changed.TIDY | Changed.STYLE | Changed.FOLDED | Changed.LAYOUT, self._show_switches
        )
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme)

    def _connect_parts(self) -> None:
        commands, pane = self.commands, self.picture_pane
        commands.layering.serve(self.bar.layers, self.canvas)
        commands.presenting.changed.connect(self.resuming.follow)
        commands.minimaps.turned.connect(self._check_minimap)
        commands.coverage.note_wanted.connect(lambda: self.panels.show_right(True))
        commands.studying.edit_requested.connect(lambda section: edit_section(self.desk, section))
        pane.recent = self.opening.recent
        pane.recent_chosen.connect(self.opening.open)
        self.opening.failed.connect(pane.say_failed)
        self.opening.leaving.connect(self.resuming.remember)
        self.opening.entered.connect(self.resuming.begin)
        self.opening.notes_wanted.connect(lambda: self.panels.show_right(True))

    def _restore(self) -> None:
        settings = self.settings
        kept_place = QByteArray.fromBase64(settings.geometry.encode())
        self.placed = bool(settings.geometry) and self.restoreGeometry(kept_place)
        self.splitter.divide()
        self._panels_turned()
        motion.set_reduced(settings.reduce_motion)
        self.actions_table[f"theme:{settings.theme}"].setChecked(True)
        self._check_minimap(settings.minimap)

    def complete(self) -> None:
        """Make the panels, which the first frame goes without: it is there sooner so."""
        if self.notes is not None:
            return
        from app.ui.features.tours.panel_commands import PanelCommands
        from app.ui.services.announcer import Announcer
        from app.ui.services.tab_order import TabOrder
        from app.ui.shell.left_panel import LeftPanel
        from app.ui.views.notes.panel import NotesPanel

        self.actions_table["reduce_motion"].setChecked(motion.reduced())
        self.side = LeftPanel(self.store)
        self.picture_pane.complete()
        if self.picture_pane.tour_bar is not None:
            self.picture_pane.tour_bar.player.said.connect(self.status.say)
        Announcer(self.store, self.canvas, self.status.say)
        self.left, self.outline = self.side.diagrams, self.side.outline
        self.outline.opened.connect(self._open_note)
        self.outline.layer_wanted.connect(self.commands.layering.put)
        self.outline.link_wanted.connect(lambda address: open_link(self.desk, address))
        panel = PanelCommands(self.side.tours, self.commands.tours, self.desk)
        panel.present_wanted.connect(self.commands.presenting.tour)
        self.outline.left.connect(lambda: self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.side.relations.left.connect(
            lambda: self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        )
        self.notes = NotesPanel(self.store)
        self.notes.text_zoom_changed.connect(self._keep_text_zoom)
        self.notes.text_zoom = self.settings.text_zoom
        self.notes.hint.connect(self.status.show_hover)
        self.notes.header.link.wanted.connect(lambda address: open_link(self.desk, address))
        self.notes.search_asked.connect(lambda: self.searching.open(note_first=True))
        self.panels.put(self.side, self.notes)
        TabOrder(self.store, self.centralWidget())
        self._take_in()

    def _take_in(self) -> None:
        """The ways in: files that change, are dropped, or were open lately."""
        from app.ui.services.recents import RecentMenu
        from app.ui.services.watching import Watching
        from app.ui.shell.dropping import Dropping

        if self.notes is not None:
            notes = self.notes
            notes.edit_requested.connect(lambda section: edit_section(self.desk, section))
            self.watching = Watching(self.jobs, lambda: notes.picture_files, self)
        Dropping(self, lambda: self.store.theme, self.opening.open_files, self.status.say)
        menu = RecentMenu(self.settings, self.jobs.background, self.opening.open, self)
        file = self.menuBar().actions()[0].menu()
        if isinstance(file, QMenu):
            file.insertMenu(self.actions_table["reload"], menu)

    def _panels_turned(self) -> None:
        for action, place in (
            ("left_panel", self.splitter.left),
            ("right_panel", self.splitter.right),
        ):
            self.actions_table[action].setChecked(not place.isHidden())

    def _keep_text_zoom(self, factor: float) -> None:
        self.settings.text_zoom = factor

    # Following

    def _enable(self, change: Change) -> None:
        old, new = (there(self.store, s) for s in (change.old.state, change.new.state))
        if old != new or change.what & ENABLING & ~THERE_OR_NOT:
            self.actions_table.renew()

    def _show_switches(self) -> None:
        state = self.store.state
        self.actions_table["tidy"].setChecked(state.tidy)
        self.actions_table["merge_edges"].setChecked(fold_commands.merges(self.store))
        self.actions_table["as_written"].setChecked(
            self.store.session.style is PictureStyle.WRITTEN
        )
        self.actions_table["recolour"].setChecked(self.store.session.recolour)
        self.actions_table[f"method:{state.method}"].setChecked(True)

    def _check_minimap(self, mode: str) -> None:
        self.actions_table[f"minimap:{mode}"].setChecked(True)

    def _title(self) -> None:
        diagram, workspace = self.store.diagram, self.store.workspace
        parts = [diagram.title if diagram else "", workspace.title if workspace else ""]
        self.setWindowTitle(plain.window_title(*parts) or "Acetate")

    def _system_theme(self) -> None:
        if self.settings.theme == "system":
            dress(self.store, self.settings)

    def _open_note(self, component: ElementId) -> None:
        """Enter on a component: its note, with the keyboard in it."""
        self.store.do(verbs.select, component)
        self.panels.show_right(True)
        if self.notes is not None:
            self.notes.focus_text()

    # Events

    def event(self, event: QEvent) -> bool:
        unblocked = event.type() == QEvent.Type.WindowUnblocked
        if unblocked and (presenter := self.commands.presenting.presenter) is not None:
            # A dialog has closed that was asked for just before the presentation covered it all.
            placing = presenter.presenter_controls.placing
            QTimer.singleShot(0, placing, lambda: placing.come_forward(over=self))
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.store.do(verbs.go_back)
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.store.do(verbs.go_forward)
        else:
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_table["full_screen"].setChecked(self.isFullScreen())
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self.splitter.divide()
            self.canvas.setFocus()
            self.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:  # the first; what follows comes after it
            self.canvas.removeEventFilter(self)
            QTimer.singleShot(0, self.shown_first.emit)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ended:  # asked again, before the program has ended
            super().closeEvent(event)
            return
        editor = self.commands.tours.editor
        if editor is not None and editor.unsaved:
            event.ignore()
            editor.leaving.ask_then(editor.draft, lambda: QTimer.singleShot(0, self.close))
            return
        self._ended = True
        self.setEnabled(False)  # keys that wait in the queue open nothing more
        for over in (self.commands.presenting.presenter, self.commands.studying.room):
            if over is not None:
                over.close()
        if self.searching.box is not None:
            self.searching.box.leave()
        self.resuming.remember()
        try:
            kept.save(self.settings)
        except OSError as why:
            from app.report import note

            note(f"the session was not saved: {why}")
        self.resuming.close()
        if self.watching is not None:
            self.watching.close()
        if self.notes is not None:
            self.notes.close_work()
        self.jobs.close()
        super().closeEvent(event)
        self.opening.close()
