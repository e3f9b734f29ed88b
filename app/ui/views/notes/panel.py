"""The notes: the whole note that holds the open section, the section marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.notes import Note, Section
from app.session import verbs
from app.session.changes import Change, Changed
from app.sources.stamps import Stamp
from app.ui.kit import plain
from app.ui.kit.command import key_action, press
from app.ui.kit.motion import FADE
from app.ui.session.store import Store
from app.ui.views.notes import pages, zoom
from app.ui.views.notes import place as notes_place
from app.ui.views.notes.commands import KEYS, SEARCH
from app.ui.views.notes.contents import NotesContents
from app.ui.views.notes.converting import Column, Converting, PageKey
from app.ui.views.notes.document import Document
from app.ui.views.notes.drawn import NotePictures
from app.ui.views.notes.find import FindBar
from app.ui.views.notes.following import Following
from app.ui.views.notes.footer import NotesFooter
from app.ui.views.notes.header import NotesHeader
from app.ui.views.notes.style import panel_sheet
from app.ui.views.notes.view import NotesView

ALL = 1 << 60  # a position after the end of any note
SETTLE = 90  # ms without a resize until pictures are made anew


class NotesPanel(QWidget):
    """Follows the store's section and selection.

    hint(text): what the pointer or the last click is on, for the status line; empty for none.
    search_asked(): Ctrl+F. text_zoom_changed(factor): 0.8 to 2, to be remembered.
    edit_requested(section id): its text, in the person's editor.

    Many methods: a note arrives piece by piece, and what is marked, found and scrolled to in it
    waits for the same pieces.
    """

    hint = Signal(str)
    search_asked = Signal()
    text_zoom_changed = Signal(float)
    edit_requested = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notes")
        self._store = store
        self._zoom = 1.0
        self._drawn = NotePictures(store)
        self._shown: PageKey | None = None
        self._stale = True
        self._put_last: tuple[str | Sequence[str], dict[str, QImage]] = ("", {})
        self._marks: object = None  # the marked line, and the links put under it
        self._root = ""
        self._own = self._marked = ""
        self._held: int | None = None  # the place in the text that was clicked, to stay where it is
        self._place: tuple[str, int] | None = None  # to return to, once the note is there
        self._finding = False  # words are to be found, once it is there
        self._converting = Converting(store, self._column, self)
        self._converting.converted.connect(self._show_note)
        self._converting.outdated.connect(self._follow)
        self._converting.failed.connect(self.hint)
        self.header = NotesHeader(store)
        self.view = NotesView(lambda href: self._links.target(href).hint)
        self._links = Following(store, self.view, self._note, self)
        self._links.hint.connect(self.hint)
        self.find_bar = FindBar(self.view)
        self.contents = NotesContents()
        self.footer = NotesFooter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.contents, self.find_bar, self.view, self.footer):
            column.addWidget(part)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._follow)
        self._redraw = QTimer(self, singleShot=True, interval=FADE)  # after the canvas has faded
        self._redraw.timeout.connect(self._draw_anew)
        self.view.width_changed.connect(self._settle.start)
        self.view.zoom_asked.connect(lambda by: self._set_zoom(self._zoom + by / 10))
        self.view.growth.built.connect(self._built)
        self.view.section_in_view.connect(self.contents.set_here)
        self.view.read.connect(lambda line: store.do(verbs.read, self._section_at(line)))
        self.view.clicked.connect(self._clicked)
        self.footer.activated.connect(self.open_link)
        self.contents.opened.connect(lambda section: store.do(verbs.open_section, section))
        self.contents.closed.connect(self._contents_closed)
        self.header.title.clicked.connect(self.toggle_contents)
        self.view.edit_asked.connect(self._edit)
        self.find_bar.closed.connect(self.view.setFocus)
        store.on(Changed.WORKSPACE, self._workspace_changed)
        store.on(Changed.SECTION | Changed.SELECTION | Changed.DIAGRAM, self._state_changed)
        store.on(Changed.READING | Changed.DIAGRAM, self._tell_of_section)
        store.on(Changed.LAYERS, self._layers_changed)
        store.on(Changed.LAYOUTS, self._layouts_changed)
        store.on(Changed.THEME, self._dress)
        self._dress()

    # What others may do

    @property
    def text_zoom(self) -> float:
        """The size of the text, 0.8 to 2; 1 is the design's."""
        return self._zoom

    @text_zoom.setter
    def text_zoom(self, factor: float) -> None:
        self._set_zoom(factor)

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
        """The files that the notes shown lately name as pictures, as they were then."""
        return self._converting.files

    @property
    def file(self) -> str:
        """The note that is shown; empty for a page of our own."""
        return self._shown.file if self._shown else ""

    def place(self) -> tuple[str, int]:
        """The note that is shown and how far it is scrolled, for `return_to`."""
        return self.file, self.view.verticalScrollBar().value()

    def return_to(self, place: tuple[str, int]) -> None:
        """Scroll to where one read, at once or when that note is there again."""
        self._place = place
        if self._arrived:
            self._return()

    def _return(self) -> None:
        """To where one was asked to return, once all above it is there."""
        if self._place is not None and self.view.growth.complete:
            file, top = self._place
            self._place = None
            if file == self.file:
                self.view.scroll_to(top)

    def _built(self) -> None:
        self.find_bar.renew(same_note=True)
        self._return()

    def find_words(self, text: str, words: tuple[str, ...]) -> None:
        """Light up words in the open section's note, the first one from the section on most."""
        self.find_bar.look_for(text, words)
        if self._arrived:
            self._find_from_mark()
        else:
            self._finding = True

    @property
    def _arrived(self) -> bool:
        """The note that is wanted is there, as far as where one reads."""
        return not (self._converting.busy or self.view.growth.waits)

    def _find_from_mark(self) -> None:
        self._finding = False
        if self.view.scrolling:
            self.view.scroll_to_mark(moving=False)
        self.find_bar.search(self.view.marked_at)

    def close_work(self) -> None:
        """Wait for what is under way; for when the window closes."""
        self.view.growth.stop()
        self._converting.close()

    def _contents_closed(self) -> None:
        self.header.title.setChecked(False)
        self.view.setFocus()

    def _edit(self, line: int) -> None:
        found = self._section()
        if found is not None:
            note, section = found
            above = [s for s in note.sections if s.line <= line]
            self.edit_requested.emit((above[-1] if above else section).id)

    # What to show

    def _state_changed(self, change: Change) -> None:
        # Where no section is open, the page speaks of what is selected.
        if Changed.SECTION in change.what or not change.new.state.section:
            self._follow()

    def _layers_changed(self) -> None:
        self._redraw.start()

    def _tell_of_section(self) -> None:
        store, state = self._store, self._store.state
        self.footer.tell(store.workspace, state.diagram, state.reading, store.theme)

    def _section_at(self, line: int) -> str | None:
        """The section whose heading stands on that line of the note that is shown."""
        found = self._section()
        lines = {s.line: s.id for s in found[0].sections} if found else {}
        return lines.get(line) or next((id for at, id in lines.items() if at >= line), None)

    def _clicked(self, line: int) -> None:
        """Open the section that was clicked; the text stays where it is."""
        section = self._section_at(line)
        if section is not None:
            self._marked = section
            self._held = self.view.textCursor().position()
            self._store.do(verbs.open_section, section)
            self._held = None

    def _draw_anew(self) -> None:
        """The pictures of diagrams, with the layers that are on now."""
        page = self._converting.page(self._shown)
        if page is not None:
            self.view.show_instead(self._drawn.of(page, self.devicePixelRatioF()))

    def _workspace_changed(self) -> None:
        self._converting.forget()
        self._drawn.forget()
        workspace, found = self._store.workspace, self._section()
        root = workspace.root if workspace else ""
        if root != self._root:
            self._root, self._shown, self._marked = root, None, ""
        elif found is not None and self._shown is not None and found[0].file == self._shown.file:
            self._marked = found[1].id  # it may be called otherwise now: no reason to go there
        self._follow()
        self._tell_of_section()

    def _layouts_changed(self, change: Change) -> None:
        for diagram in change.layouts:
            stale = self._converting.picture_came(diagram)
            self._drawn.forget(diagram)
            if self._shown in stale:
                self._stale = True
                self._settle.start()  # more may come at once

    def _section(self) -> tuple[Note, Section] | None:
        workspace, id = self._store.workspace, self._store.state.section
        section = workspace.notebook.section(id) if workspace and id else None
        note = workspace.notebook.note(section.file) if workspace and section else None
        return (note, section) if note and section else None

    def _note(self) -> Note | None:
        found = self._section()
        return found[0] if found else None

    def _follow(self) -> None:
        """Show what the state says: at once, or when it has been converted."""
        found = self._section()
        self._converting.drop()
        if found is None:
            self._show_own()
            return
        key = self._converting.key(found[0])
        if self._converting.page(key):
            self._show_note(key)
        else:
            self._converting.want(found[0])

    def _column(self) -> Column:
        return Column(self.view.text_width, self.devicePixelRatioF())

    def _show_note(self, key: PageKey) -> None:
        """Put the note there, where it is not, and mark its section."""
        found, workspace = self._section(), self._store.workspace
        page = self._converting.page(key)
        if found is None or workspace is None or page is None:
            return
        (note, section), before = found, self._shown
        # What has not been arrived at yet is no place to stay at.
        same_note = before is not None and before.file == key.file and not self.view.growth.waits
        place = self.view.place(self._held) if same_note else (0, 0)
        stays = same_note and section.id == self._marked and not self.view.scrolling
        pictured = page.images | self._drawn.of(page, self.devicePixelRatioF())
        spot = None
        if self._stale or (page.parts, pictured) != self._put_last:
            if same_note and page.parts != self._put_last[0]:
                spot = notes_place.spot(self.view.document(), place[0])
            kept = self.view.folds if before and before.file == key.file else ()
            self._put(page.parts, pictured, kept + page.folds[len(kept) :])
        self._shown = key
        self._marked = section.id
        marks = section.line, pages.shown_in(section.id, workspace)

        def arrive() -> None:
            # The links under a heading that were or will be there move what stands after them.
            moves = self._marks is not None and spot is None
            at = self.view.cursor_at(place[0]) if moves else None
            if marks != self._marks:  # else what is selected there stays
                self.view.mark(*marks)
                self._marks = marks
            self.find_bar.renew(same_note)
            if spot:
                position = notes_place.found_again(spot, self.view.document())
            else:
                position = at.position() if at is not None else place[0]
            if same_note:
                self.view.return_to((position, place[1]))
            if not stays:
                self.view.scroll_to_mark(moving=same_note and key == before)
            if self._finding:
                self._find_from_mark()
            self._return()

        self.view.growth.when(section.line, ALL if spot else place[0], arrive)
        self._name(note)

    def _show_own(self) -> None:
        """A page of our own: nothing is open, or nothing is about what is selected."""
        store, state = self._store, self._store.state
        selected = store.diagram.index.component(state.selection or "") if store.diagram else None
        page = pages.own(store.workspace, state.diagram, selected)
        if self._stale or self._shown is not None or page != self._own:
            self._put(page, {}, ())
        self._own, self._shown, self._marked = page, None, ""
        self._name(None)

    def _name(self, note: Note | None) -> None:
        workspace = self._store.workspace
        self.header.show_note(note)
        self.view.setAccessibleName(f"Note: {plain.line(note.title)}" if note else "Note")
        self.contents.show_note(note, workspace.notebook.notes if workspace else ())

    def _put(
        self, html: str | Sequence[str], images: dict[str, QImage], folds: Sequence[bool]
    ) -> None:
        theme, view = self._store.theme, self.view
        document = Document(html, images, theme, self.font(), self._zoom, view, folds)
        view.show_page(document, theme, self._zoom)
        self._stale = False
        self._put_last, self._marks = (html, images), None

    # Looks, text size, keys

    def _dress(self) -> None:
        theme = self._store.theme
        self.setStyleSheet(panel_sheet(theme))
        self.header.dress(theme)
        self.find_bar.dress(theme)
        self._tell_of_section()
        self.contents.dress(theme)
        self._again()

    def _set_zoom(self, factor: float) -> None:
        factor = zoom.bounded(factor)
        if factor != self._zoom:
            self._zoom = factor
            self._again()
            self.text_zoom_changed.emit(factor)

    def _again(self) -> None:
        """The same page with another look, or from a file that may have changed."""
        self._stale = True
        self._follow()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.contents.fit(self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press((SEARCH, *KEYS), self, event):
            super().keyPressEvent(event)

    def ask_search(self) -> None:
        """The search is wanted, this note first."""
        self.search_asked.emit()

    def zoom_by(self, steps: int) -> None:
        """The text a tenth larger or smaller; with 0, as large as at first."""
        self._set_zoom(self._zoom + steps / 10 if steps else 1.0)
