"""The notes: the whole note that holds the open section, the section marked in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.notes import Note, Notebook
from app.session import verbs
from app.session.changes import Changed
from app.sources.stamps import Stamp
from app.ui.kit import plain
from app.ui.kit.command import Command, key_action, press
from app.ui.session.store import Store
from app.ui.views.notes import context_menu, printing, zoom
from app.ui.views.notes.bold_lines import BoldLines
from app.ui.views.notes.contents import NotesContents
from app.ui.views.notes.details_card import DetailsCard
from app.ui.views.notes.find import FindBar
from app.ui.views.notes.following import Following
from app.ui.views.notes.footer import NotesFooter
from app.ui.views.notes.header import NotesHeader
from app.ui.views.notes.showing import NoteShowing
from app.ui.views.notes.step_card import StepCard
from app.ui.views.notes.style import panel_sheet
from app.ui.views.notes.view import NotesView

STEPS = (1, -1)  # of the text's size, by the place of the key


class NotesPanel(QWidget):
    """Follows the store's section and selection.

    hint(text): what the pointer or the last click is on, for the status line; empty for none.
    search_asked(): Ctrl+F. text_zoom_changed(factor): 0.8 to 2, to be remembered.
    full_width_changed(whether lines are as wide as the panel): likewise. hosts_changed(): others may always
    be asked for pictures, likewise.
    edit_requested(section id): its text, in the person's editor; component_edit_requested(component id): likewise. diagram_wanted(section id): one is to
    be made of it. whole_wanted(folder): it is to be opened. seen(on): the panel shows, or not any more.
    """

    hint = Signal(str)
    search_asked = Signal()
    text_zoom_changed = Signal(float)
    full_width_changed = Signal(bool)
    hosts_changed = Signal()
    edit_requested = Signal(str)
    component_edit_requested = Signal(str)
    diagram_wanted = Signal(str)
    whole_wanted = Signal(object)
    seen = Signal(bool)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notes")
        self._store = store
        self.header = NotesHeader(store)
        self.view = NotesView(lambda href: self._links.target(href).hint)
        self.find_bar = FindBar(self.view)
        self.showing = NoteShowing(store, self.view, self.find_bar, self)
        self.showing.named.connect(self._name)
        self.showing.converting.failed.connect(self.hint)
        self._links = Following(store, self.view, self.showing, self)
        self._links.hint.connect(self.hint)
        self._links.hosts_changed.connect(self.hosts_changed)
        self._bold = BoldLines(self)
        self._bold.said.connect(self.hint)
        self.contents = NotesContents()
        self.footer = NotesFooter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.step = StepCard(store, self)
        self.details = DetailsCard(store, self)
        self.details.edit_requested.connect(self.component_edit_requested)
        parts = (self.header, self.contents, self.step, self.details, self.find_bar, self.view)
        for part in (*parts, self.footer):
            column.addWidget(part)
        self.view.zoom_asked.connect(lambda by: self._set_zoom(self.showing.zoom + by / 10))
        self.view.section_in_view.connect(self.contents.set_here)
        self.footer.activated.connect(self.open_link)
        self.footer.diagram_wanted.connect(self.diagram_wanted)
        self.footer.whole_wanted.connect(self.whole_wanted)
        self.contents.opened.connect(lambda section: store.do(verbs.open_section, section))
        self.contents.closed.connect(self._contents_closed)
        self.header.title.clicked.connect(self.toggle_contents)
        calls = context_menu.MenuCalls(
            self._edit,
            self.print_note,
            self.set_full_width,
            self._links.forbid,
            lambda on: self._bold.set(self.showing.section(), store.workspace, on),
        )
        self.view.menu_asked.connect(
            lambda menu, at: context_menu.extend(
                menu,
                self.view,
                at,
                store.theme,
                self.full_width,
                self._bold.of(self.showing.section(), store.workspace),
                calls,
            )
        )
        self.find_bar.closed.connect(self.view.setFocus)
        store.on(Changed.WORKSPACE, self._tell_of_section)
        store.on(Changed.READING | Changed.DIAGRAM, self._tell_of_section)
        store.on(Changed.THEME, self._dress)
        self._dress()

    # What others may do

    @property
    def text_zoom(self) -> float:
        """The size of the text, 0.8 to 2; 1 is the design's."""
        return self.showing.zoom

    @text_zoom.setter
    def text_zoom(self, factor: float) -> None:
        self._set_zoom(factor)

    @property
    def full_width(self) -> bool:
        """Lines are as wide as the panel, not of 68 letters at most."""
        return self.showing.full_width

    def set_full_width(self, on: bool) -> None:
        """Lines as wide as the panel, or of 68 letters at most."""
        if on != self.showing.full_width:
            self.showing.full_width = on
            self.showing.again()
            self.full_width_changed.emit(on)

    def print_note(self) -> None:
        """Ask for a printer, and print the note that is open."""
        document, found = self.showing.on_paper(), self.showing.section()
        if document is not None and found is not None:
            printing.ask_to_print(document, plain.line(found[0].title), self)

    def open_link(self, href: str) -> None:
        """Follow a link of the note that is shown: inside the workspace at once, to the web
        after asking, anywhere else not at all."""
        self._links.follow(href)

    def toggle_contents(self) -> None:
        """Open the list of headings and notes, or close it."""
        if self.contents.isHidden():
            self.header.title.setChecked(True)
            self.contents.fit(self.height())
            self.contents.open_list()
        else:
            self.contents.close_list()

    def focus_text(self) -> None:
        """The keyboard into the note. No focus proxy, at which Tab would stop a second time."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def picture_files(self) -> dict[Path, Stamp | None]:
        """The files that the notes shown lately name as pictures, and those of notes outside of what
        is open, as they were then."""
        return self.showing.converting.files | self._links.outer.files

    def close_work(self) -> None:
        """Wait for what is under way; for when the window closes."""
        self.view.growth.stop()
        self.showing.converting.close()
        self._links.outer.close()
        self._bold.close()

    def _contents_closed(self) -> None:
        self.header.title.setChecked(False)
        self.view.setFocus()

    def _edit(self, line: int) -> None:
        found = self.showing.section()
        if found is not None:
            note, section = found
            above = [s for s in note.sections if s.line <= line]
            self.edit_requested.emit((above[-1] if above else section).id)

    # What to show

    def _tell_of_section(self) -> None:
        store, state = self._store, self._store.state
        self.footer.tell(store.workspace, state.diagram, state.reading, store.theme)

    def _name(self, note: Note | None) -> None:
        workspace = self._store.workspace
        self.header.show_note(note)
        self.view.setAccessibleName(f"Note: {plain.line(note.title)}" if note else "Note")
        book = workspace.notebook if workspace else Notebook()
        left_out = workspace.left_out if workspace else ()
        self.contents.show_note(note, book.notes + book.outer + book.lent, left_out)

    # Looks, text size, keys

    def _dress(self) -> None:
        theme = self._store.theme
        self.setStyleSheet(panel_sheet(theme))
        self.header.dress(theme)
        self.find_bar.dress(theme)
        self._tell_of_section()
        self.contents.dress(theme)
        self.showing.again()

    def _set_zoom(self, factor: float) -> None:
        factor = zoom.bounded(factor)
        if factor != self.showing.zoom:
            self.showing.zoom = factor
            self.showing.again()
            self.text_zoom_changed.emit(factor)

    def event(self, event: QEvent) -> bool:
        # Before the window's own keys, which filter the diagrams and zoom the picture.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and key_action((SEARCH, *KEYS), self, event)
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # else the window is only put away
            self.seen.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.contents.fit(self.height())
        self.details.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press((SEARCH, *KEYS), self, event):
            super().keyPressEvent(event)

    def ask_search(self) -> None:
        """The search is wanted, this note first."""
        self.search_asked.emit()

    def zoom_by(self, steps: int) -> None:
        """The text a tenth larger or smaller; with 0, as large as at first."""
        self._set_zoom(self.showing.zoom + steps / 10 if steps else 1.0)


SEARCH: Command[NotesPanel] = Command(
    "search_note",
    "Search, this note first",
    ("Ctrl+F",),
    NotesPanel.ask_search,
    where="in the notes",
)
KEYS: tuple[Command[NotesPanel], ...] = (
    Command("next_link", "Next link or fold", ("Tab",)),
    Command("sideways", "Scroll wide code or a wide table", ("Left", "Right")),
    Command("follow", "Follow the link; open or close the fold", ("Return",)),
    Command(
        "text_size",
        "Larger or smaller text",
        ("Ctrl++", "Ctrl+-"),
        pick=lambda panel, n: panel.zoom_by(STEPS[n]),
        also=("Ctrl+=",),
    ),
    Command("text_size_default", "Default text size", ("Ctrl+0",), lambda panel: panel.zoom_by(0)),
)
