"""What the actions do. Each method is named as its action in `app.ui.services.actions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog

from app.model import hiding, problem
from app.ui.kit import motion
from app.ui.services.describe import name
from app.ui.shell.presentations import Presentations

if TYPE_CHECKING:
    from app.ui.features.coverage.panel import CoveragePanel
    from app.ui.features.exporting.choice import ExportSubject
    from app.ui.features.presenting.presenter import Presenter
    from app.ui.features.study.files import StudyFiles
    from app.ui.features.study.room import StudyRoom
    from app.ui.features.tours.editor import TourEditor
    from app.ui.shell.window import MainWindow

PANEL_STEP = 24  # px


class Commands(QObject):
    """The verbs of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.presentations = Presentations(window)
        self.gaps: CoveragePanel | None = None
        self.study_room: StudyRoom | None = None
        self._study_files: StudyFiles | None = None
        self.tour_editor: TourEditor | None = None

    def call(self, id: str) -> None:
        """The command of an action id; `theme:dark` is `theme("dark")`."""
        command, _, argument = id.partition(":")
        getattr(self, command)(*([argument] if argument else []))

    # File

    def open_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        found = QFileDialog.getExistingDirectory(self._window, "Open folder", self._here())
        if found:
            self._window.open_workspace(Path(found))

    def open_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = "Diagrams and notes (*.py *.dot *.gv *.md)"
        found, _ = QFileDialog.getOpenFileName(self._window, "Open file", self._here(), kinds)
        if found:
            self._window.open_workspace(Path(found))

    def open_bundled(self) -> None:
        self._window.open_workspace(None)

    def copy_bundled(self) -> None:
        """Into a folder of the person's, which is opened: there they can be changed."""
        from PySide6.QtWidgets import QFileDialog

        from app.sources.edits.copying import copy_bundled

        window, title = self._window, "Copy the bundled diagrams, notes and tours to"
        found = QFileDialog.getExistingDirectory(window, title, str(Path.home()))
        if found:
            folder = Path(found)

            def copied(count: int) -> None:
                window.status.say(f"Copied {count} files to {folder}.")
                window.open_workspace(folder)

            window.jobs.background.start(lambda _: copy_bundled(folder), copied, self._failed)

    def reload(self) -> None:
        self._window.jobs.reload()

    def export(self) -> None:
        self.export_of("")

    def export_of(self, component: str) -> None:
        """Ask for a file for what is on screen, or for one component of it."""
        from app.ui.features.exporting.dialog import ExportDialog

        subject = self._subject(component or None)
        if subject is not None:
            folder = Path(self._window.settings.export_folder or Path.home())
            dialog = ExportDialog(subject, folder, self._window.jobs.background, self._window)
            dialog.exported.connect(self._exported)
            self.open_dialog(dialog)

    def export_tour(self, id: str = "") -> None:
        """Ask for a file for a tour: that one, else the one under way, else the one that is
        chosen in their panel, else the one that begins at this diagram."""
        from app.ui.features.tours.export_dialog import TourExportDialog

        window, workspace = self._window, self._window.store.workspace
        if workspace is not None:
            state = window.store.state
            chosen = window.side.tours.current() if window.side is not None else ""
            here = workspace.tour_of(state.diagram)
            tour = id or state.tour or chosen or (here.id if here else "")
            folder = Path(window.settings.export_folder or Path.home())
            dialog = TourExportDialog(window.store, window.jobs, tour, folder, window)
            dialog.exported.connect(self._exported)
            self.open_dialog(dialog)

    def quit(self) -> None:
        self._window.close()

    # Edit

    def undo_hiding(self) -> None:
        self._window.store.undo_hiding()

    def copy_picture(self) -> None:
        """The whole picture as it is on screen, 2 px per pt, to the clipboard."""
        from app.exporters import render_image
        from app.exporters.exporter import PictureOptions

        subject = self._subject(None)
        if subject is not None:
            self._window.jobs.background.start(
                lambda _: render_image(
                    subject.picture,
                    subject.state,
                    PictureOptions(subject.theme, tour=subject.workspace.tour(subject.state.tour)),
                ),
                self._copied,
                self._failed,
            )

    def copy_name(self) -> None:
        store = self._window.store
        if store.diagram is not None and store.state.selection is not None:
            text = name(store.diagram, store.state.selection)
            QGuiApplication.clipboard().setText(text)
            self._window.status.say(f"Copied “{text}”.")

    def edit_note(self) -> None:
        """The note that is shown, at its section, in the person's editor."""
        self.edit_section(self._window.store.state.section or "")

    def edit_section(self, id: str) -> None:
        workspace = self._window.store.workspace
        section = workspace.notebook.section(id) if workspace else None
        if section is not None:
            self._edit(section.file, section.line, "the section")

    def edit_script(self) -> None:
        """The diagram's file, at the selected component, in the person's editor."""
        self.edit_component(self._window.store.state.selection or "")

    def edit_component(self, id: str) -> None:
        diagram = self._window.store.diagram
        if diagram is not None:
            component = diagram.component(id)
            line = component.line if component else None
            label = name(diagram, id) if component else ""
            self._edit(diagram.source, line, f"“{label}”")

    def find(self) -> None:
        self._window.show_left(True)
        if self._window.side is not None and self._window.left is not None:
            self._window.side.show_page(self._window.left)
            self._window.left.focus_filter()

    def search(self) -> None:
        self._window.search_for(note_first=False)

    def find_next(self) -> None:
        self._find(1)

    def find_previous(self) -> None:
        self._find(-1)

    # View

    def all_layers(self) -> None:
        self._window.bar.layers.show_all()

    def no_layers(self) -> None:
        self._window.bar.layers.show_none()

    def hide(self) -> None:
        """Hide the selected element, or show it where it is hidden."""
        store = self._window.store
        diagram, selection = store.diagram, store.state.selection
        if diagram is not None and selection is not None:
            gone = hiding.states(diagram, store.state.hidden).get(selection) is hiding.Shows.NOT
            (store.unhide if gone else store.hide)((selection,))

    def unhide_all(self) -> None:
        self._window.store.unhide_all()

    def outline(self) -> None:
        window = self._window
        window.show_left(True)
        if window.side is not None and window.outline is not None:
            window.side.show_page(window.outline)
            window.outline.focus_tree()

    def tidy(self) -> None:
        self._window.store.set_tidy(self._checked("tidy"))

    def zoom_in(self) -> None:
        self._window.canvas.zoom_in()

    def zoom_out(self) -> None:
        self._window.canvas.zoom_out()

    def actual_size(self) -> None:
        self._window.canvas.actual_size()

    def fit(self) -> None:
        self._window.canvas.fit()

    def left_panel(self) -> None:
        self._window.show_left(self._checked("left_panel"))

    def right_panel(self) -> None:
        self._window.show_right(self._checked("right_panel"))

    def wider(self) -> None:
        self._window.widen(PANEL_STEP)

    def narrower(self) -> None:
        self._window.widen(-PANEL_STEP)

    def theme(self, choice: str) -> None:
        self._window.settings.theme = choice
        self._window.dress()

    def reduce_motion(self) -> None:
        on = self._checked("reduce_motion")
        self._window.settings.reduce_motion = on
        motion.set_reduced(on)

    @property
    def presenter(self) -> Presenter | None:
        """The presentation under way."""
        return self.presentations.presenter

    def present(self) -> None:
        self.presentations.as_seen()

    def present_tour(self, id: str = "", step: int = 0) -> None:
        """Present a tour: that one, else the one that the window is about."""
        self.presentations.tour(id, step)

    def present_from_here(self) -> None:
        self.presentations.from_here()

    def tours(self) -> None:
        window = self._window
        window.show_left(True)
        if window.side is not None:
            window.side.show_page(window.side.tours)
            window.side.tours.focus_list()

    def start_tour(self, id: str, step: int = 0) -> None:
        """Play it in the window. The store knows where one looks, so that its end leads there."""
        window = self._window
        window.canvas.place()
        window.store.start_tour(id, step)
        window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def study(self) -> None:
        """Over the window, which is as it was when one leaves."""
        from app.ui.features.study.room import StudyRoom

        window = self._window
        under = window.centralWidget()
        if self.study_room is None and window.store.workspace is not None and under is not None:
            background, files = window.jobs.background, self._study_files
            if files is None:
                from app.ui.features.study.files import StudyFiles

                self._study_files = files = StudyFiles(window, background, window.store)
                files.said.connect(window.status.say)
            self.study_room = StudyRoom(window.store, background, files, under)
            self.study_room.start.options.take_choices(window.settings.asking)
            self.study_room.closed.connect(self._studied)
            self.study_room.edit_requested.connect(self.edit_section)
            self.study_room.show()
            self.study_room.raise_()

    def full_screen(self) -> None:
        full = Qt.WindowState.WindowFullScreen
        now = self._window.windowState()
        self._window.setWindowState(now | full if self._checked("full_screen") else now & ~full)

    # Go

    def back(self) -> None:
        self._window.store.go_back()

    def forward(self) -> None:
        self._window.store.go_forward()

    def up(self) -> None:
        self._window.store.go_up()

    def previous_diagram(self) -> None:
        self._step(-1)

    def next_diagram(self) -> None:
        self._step(1)

    def contents(self) -> None:
        self._window.show_right(True)
        if self._window.notes is not None:
            self._window.notes.toggle_contents()

    # Tours

    def new_tour(self) -> None:
        self._tour_editor().open_tour(None)

    def edit_tour(self, id: str = "") -> None:
        """The tour of that id, else the one that is under way, else one that is chosen."""
        workspace = self._window.store.workspace
        tour = workspace.tour(id or self._window.store.state.tour) if workspace else None
        if tour is not None:
            self._tour_editor().open_tour(tour)
        elif workspace is not None:
            from app.ui.features.tours.choice import TourChoice

            dialog = TourChoice(workspace, self._window)
            dialog.chosen.connect(self.edit_tour)
            self.open_dialog(dialog)

    def add_step(self) -> None:
        """Keep what is on screen as a step of the tour that is edited, or of a new one."""
        self._tour_editor().add_step()

    def edit_tour_file(self) -> None:
        """The file of the tour that is under way, at its step, in the person's editor."""
        tour, step = self._window.store.tour, self._window.store.step
        if tour is not None and tour.file:
            self._edit_tour_text(tour.file, step.line if step else None)

    def _edit_tour_text(self, file: str, line: int | None) -> None:
        self._edit(file, line, "the step")

    def _tour_editor(self) -> TourEditor:
        if self.tour_editor is None:
            from app.ui.features.tours.editor import TourEditor

            window = self._window
            self.tour_editor = editor = TourEditor(window.store, window.jobs, window)
            editor.step_wanted.connect(self.start_tour)
            editor.text_wanted.connect(self._edit_tour_text)
        return self.tour_editor

    # Help

    def show_place(self, file: str, line: int | None) -> None:
        """A file of the workspace, where something is wrong, in the person's editor."""
        self._edit(file, line, "what is wrong")

    def problems(self) -> None:
        self._window.status.show_problems()

    def coverage(self) -> None:
        """Open the panel of gaps, or bring it to the front."""
        from app.ui.features.coverage.panel import CoveragePanel

        window = self._window
        if self.gaps is None:
            self.gaps = CoveragePanel(window.store, window.jobs, window)
            self.gaps.note_wanted.connect(lambda: window.show_right(True))
        self.gaps.show()
        self.gaps.raise_()
        self.gaps.activateWindow()

    def shortcuts(self) -> None:
        from app.ui.shell.shortcuts_sheet import ShortcutsSheet

        self.open_dialog(ShortcutsSheet(self._window))

    def welcome(self) -> None:
        from app.ui.shell.welcome import Welcome

        if all(found.isHidden() for found in self._window.findChildren(Welcome)):
            Welcome(self._window)

    def about(self) -> None:
        from app.ui.shell.about import About

        self.open_dialog(About(self._window.jobs.background, self._window))

    # Inside

    def open_dialog(self, dialog: QDialog) -> None:
        """Open it over the window; it goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _find(self, by: int) -> None:
        self._window.show_right(True)
        if self._window.notes is not None:
            self._window.notes.find_bar.next(by)

    def _subject(self, component: str | None) -> ExportSubject | None:
        from app.ui.features.exporting.choice import ExportSubject

        store = self._window.store
        if store.workspace is None or store.picture is None:
            return None
        view = self._window.canvas.visible_region()
        return ExportSubject(
            store.workspace, store.picture, store.state, store.theme, view, component
        )

    def _edit(self, file: str, line: int | None, what: str) -> None:
        from app.sources.finding import place
        from app.ui.services.editor import edit

        workspace = self._window.store.workspace
        if workspace is not None:
            root, name = place(workspace, file)
            self._window.status.say(edit(str(root), name, line, what))

    def _here(self) -> str:
        return str(self._window.jobs.path or Path.home())

    def _checked(self, action: str) -> bool:
        return self._window.actions_table[action].isChecked()

    def _step(self, by: int) -> None:
        store = self._window.store
        ids = [d.id for d in store.workspace.diagrams] if store.workspace else []
        if store.state.diagram in ids:
            at = ids.index(store.state.diagram) + by
            if 0 <= at < len(ids):
                store.show(ids[at])

    def _studied(self) -> None:
        if self.study_room is not None:
            self._window.settings.asking = self.study_room.start.options.choices
        self.study_room = None
        self._window.canvas.setFocus()

    def _exported(self, path: str, remark: str) -> None:
        self._window.settings.export_folder = str(Path(path).parent)
        self._window.status.say(f"Exported to {path}. {remark}".strip())

    def _copied(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self._window.status.say("Copied the picture.")

    def _failed(self, message: str) -> None:
        self._window.store.report(problem.error(message))
        self._window.status.say(message)
