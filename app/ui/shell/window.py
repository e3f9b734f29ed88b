"""The window: diagrams, canvas and notes. What is in it is loaded when it is furnished, so that a window
that shows how it was left is there before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.ui.shell.cover import Cover

if TYPE_CHECKING:
    from app.model.ids import ElementId
    from app.session.changes import Change
    from app.ui.features.diagrams.panel import DiagramsPanel
    from app.ui.features.outline.panel import OutlinePanel
    from app.ui.services.jobs import Jobs
    from app.ui.services.settings import Settings
    from app.ui.services.watching import Watching
    from app.ui.session.store import Store
    from app.ui.shell.left_panel import LeftPanel
    from app.ui.shell.opening import WorkspaceOpening
    from app.ui.shell.snapshot import Snapshot
    from app.ui.shell.status import StatusLine
    from app.ui.shell.top_bar import TopBar
    from app.ui.shell.uncovering import Uncovering
    from app.ui.views.canvas.canvas import Canvas
    from app.ui.views.desk import Desk
    from app.ui.views.notes.panel import NotesPanel


class MainWindow(QMainWindow):
    """Without a store, jobs and settings it is bare until it is furnished with them.
    shown_first(): the first frame has been painted; what can wait may begin."""

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

    def __init__(
        self,
        store: Store | None = None,
        jobs: Jobs | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.cover: Cover | None = None
        self.uncovering: Uncovering | None = None
        self._shown = self._furnished = False
        self.ended = False  # by a person, or with the program
        if store is not None and jobs is not None and settings is not None:
            self.furnish(store, jobs, settings)

    def show_as_left(self, left: Snapshot) -> None:
        """While it is bare: the image of how it was left, which stays until what it shows is there."""
        from app.ui.kit import plain

        self.restoreGeometry(QByteArray.fromBase64(left.geometry.encode()))
        self.setWindowTitle(plain.window_title(left.title.replace("[*][*]", "[*]")))
        self.cover = Cover(self, left.image())
        self.cover.show_first()

    def furnish(self, store: Store, jobs: Jobs, settings: Settings) -> None:
        """All that one sees and does in it, but the panels; a window that shows goes on showing its
        cover until the picture is there."""
        from app.ui.services.actions import Actions
        from app.ui.shell import all_keys
        from app.ui.shell.commands import Commands
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
        from app.ui.shell.trusting import Trusting

        self.store, self.jobs, self.settings = store, jobs, settings
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
        self._completing: Iterator[None] | None = None
        self.splitter = Panes(self.picture_pane, settings)
        self.status.put_last(self.picture_pane.zoom)
        self.desk = desk = self._made_desk()
        self.panels = Panels(self.splitter)
        self.commands = Commands(desk)
        start = self.commands.tours.start
        self.opening, self.resuming = WorkspaceOpening(desk), Resuming(desk, start)
        self.trusting = Trusting(desk)
        self.searching = Searching(desk, self.actions_table, self.panels, start)
        self.helping = Helping(desk, self.actions_table, start, all_keys.groups)
        self._bind()
        self._lay_out()
        self._connect()
        self._restore()
        self._title()
        self.actions_table.renew()
        self._furnished = True
        if self.cover is None:
            return
        from app.ui.shell.uncovering import Uncovering

        self.uncovering = Uncovering(self.cover, store, jobs, self.canvas)
        self.splitter.divide()
        QTimer.singleShot(0, self.shown_first.emit)

    def _made_desk(self) -> Desk:
        from app.model.ids import TourId
        from app.ui.views.desk import Desk

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
        from app.ui.kit.command import bind
        from app.ui.shell import (
            desk_commands,
            helping,
            opening,
            panels,
            searching,
            status,
            trusting,
        )
        from app.ui.views import layer_bar

        self.actions_table.bind(
            [
                *bind(opening.COMMANDS, self.opening),
                *bind(trusting.COMMANDS, self.trusting),
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
        from app.session.changes import Changed
        from app.ui.shell.desk_commands import ENABLING, edit_component, open_link, show_place

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
        self.status.trust_wanted.connect(self.trusting.ask)
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
        from app.ui.shell.desk_commands import edit_section

        commands, pane = self.commands, self.picture_pane
        commands.layering.serve(self.bar.layers, self.canvas)
        commands.presenting.changed.connect(self.resuming.follow)
        commands.minimaps.turned.connect(self._check_minimap)
        commands.coverage.note_wanted.connect(lambda: self.panels.show_right(True))
        commands.coverage.script_wanted.connect(self.opening.open)
        commands.studying.edit_requested.connect(lambda section: edit_section(self.desk, section))
        pane.recent = self.opening.recent
        pane.recent_chosen.connect(self.opening.open)
        pane.all_wanted.connect(self.jobs.read_all)
        self.opening.failed.connect(pane.say_failed)
        self.opening.leaving.connect(self.resuming.remember)
        self.opening.entered.connect(self.resuming.begin)
        self.opening.notes_wanted.connect(lambda: self.panels.show_right(True))

    def _restore(self) -> None:
        from app.ui.kit import motion

        settings = self.settings
        kept_place = QByteArray.fromBase64(settings.geometry.encode())
        self.placed = self.isVisible() or (
            bool(settings.geometry) and self.restoreGeometry(kept_place)
        )
        self.actions_table["full_screen"].setChecked(self.isFullScreen())
        self.splitter.divide()
        self._panels_turned()
        motion.set_reduced(settings.reduce_motion)
        self.actions_table[f"theme:{settings.theme}"].setChecked(True)
        self._check_minimap(settings.minimap)

    def completing(self) -> Iterator[None]:
        """What makes the panels and bars, which the first frame goes without: it is there sooner so."""
        if self._completing is None:
            from app.ui.shell.completing import parts

            self._completing = parts(self, self, self._open_note)
        return self._completing

    def complete(self) -> None:
        """Make all of it now."""
        for _ in self.completing():
            pass

    def _panels_turned(self) -> None:
        for action, place in (
            ("left_panel", self.splitter.left),
            ("right_panel", self.splitter.right),
        ):
            self.actions_table[action].setChecked(not place.isHidden())

    def _as_at_a_start(self) -> bool:
        """Whether what one sees will come back."""
        over = self.commands.presenting.presenter or self.commands.studying.room
        at_home = self.side is not None and self.side.tabs.currentIndex() == 0
        return at_home and self.isVisible() and not (self.isMinimized() or over)

    # Following

    def _enable(self, change: Change) -> None:
        from app.ui.shell.desk_commands import ENABLING, THERE_OR_NOT, there

        old, new = (there(self.store, s) for s in (change.old.state, change.new.state))
        if old != new or change.what & ENABLING & ~THERE_OR_NOT:
            self.actions_table.renew()

    def _show_switches(self) -> None:
        from app.model.picture_style import PictureStyle
        from app.ui.services import fold_commands

        state, written = self.store.state, self.store.session.style is PictureStyle.WRITTEN
        self.actions_table["tidy"].setChecked(state.tidy)
        self.actions_table["merge_edges"].setChecked(fold_commands.merges(self.store))
        self.actions_table["as_written"].setChecked(written)
        self.actions_table["recolour"].setChecked(self.store.session.recolour)
        self.actions_table[f"method:{state.method}"].setChecked(True)

    def _check_minimap(self, mode: str) -> None:
        self.actions_table[f"minimap:{mode}"].setChecked(True)

    def _title(self) -> None:
        from app.ui.kit import plain

        diagram, workspace = self.store.diagram, self.store.workspace
        parts = [diagram.title if diagram else "", workspace.title if workspace else ""]
        self.setWindowTitle(plain.window_title(*parts) or "Acetate")

    def _system_theme(self) -> None:
        if self.settings.theme == "system":
            from app.ui.shell.dressing import dress

            dress(self.store, self.settings)

    def _open_note(self, component: ElementId) -> None:
        """Enter on a component: its note, with the keyboard in it."""
        from app.session import verbs

        self.store.do(verbs.select, component)
        self.panels.show_right(True)
        if self.notes is not None:
            self.notes.focus_text()

    # Events

    def event(self, event: QEvent) -> bool:
        unblocked = self._furnished and event.type() == QEvent.Type.WindowUnblocked
        if unblocked and (presenter := self.commands.presenting.presenter) is not None:
            # A dialog has closed that was asked for just before the presentation covered it all.
            placing = presenter.presenter_controls.placing
            QTimer.singleShot(0, placing, lambda: placing.come_forward(over=self))
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.actions_table["back"].trigger()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.actions_table["forward"].trigger()
        else:
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange and self._furnished:
            self.actions_table["full_screen"].setChecked(self.isFullScreen())
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown and self._furnished:
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
        from app.ui.services import settings as kept

        if self.ended or not self._furnished:  # asked again, before the program has ended
            super().closeEvent(event)
            return
        editor = self.commands.tours.editor
        if editor is not None and editor.unsaved:
            event.ignore()
            editor.leaving.ask_then(editor.draft, lambda: QTimer.singleShot(0, self.close))
            return
        self.ended = True
        if self.searching.box is not None:
            self.searching.box.leave()
        self.status.show_opening()
        look = self.resuming.look() if self._as_at_a_start() else None
        self.setEnabled(False)  # keys that wait in the queue open nothing more
        for over in (self.commands.presenting.presenter, self.commands.studying.room):
            if over is not None:
                over.close()
        self.resuming.remember()
        try:
            kept.save(self.settings)
            self.resuming.keep(look)
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
