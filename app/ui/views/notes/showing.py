"""The note that is shown: the one that holds the open section, which is marked in it, or a page of our
own. It comes as it is converted, and grows; what is found, marked and returned to waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.model.ids import ElementId, SectionId
from app.model.notes import Note, Section
from app.scene.theme import LIGHT
from app.session import verbs
from app.session.changes import Change, Changed
from app.ui.kit.motion import FADE
from app.ui.session.store import Store
from app.ui.views.notes import pages
from app.ui.views.notes import place as notes_place
from app.ui.views.notes.converting import Column, Converting, PageKey
from app.ui.views.notes.document import Document
from app.ui.views.notes.drawn import NotePictures
from app.ui.views.notes.find import FindBar
from app.ui.views.notes.html import Page
from app.ui.views.notes.lit_block import LitBlock
from app.ui.views.notes.style import CHARACTERS, text_size
from app.ui.views.notes.view import NotesView

ALL = 1 << 60  # a position after the end of any note
SHARP = 2.0  # pixels per px of pictures on paper
SETTLE = 90  # ms without a resize until pictures are made anew


class NoteShowing(QObject):
    """Follows the store's section and selection. named(note): that note is there, or with None a
    page of our own."""

    named = Signal(object)

    zoom: float
    """Of the text, 0.8 to 2; whoever sets it shows it all `again`."""
    full_width: bool
    """Lines are as wide as the panel, not of 68 letters at most; likewise."""

    def __init__(self, store: Store, view: NotesView, find_bar: FindBar, panel: QWidget) -> None:
        super().__init__(panel)
        self._store, self._view, self._find_bar, self._panel = store, view, find_bar, panel
        self.zoom, self.full_width = 1.0, False
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
        self.lit_block = LitBlock(view)
        self.converting = Converting(store, self._column, self)
        self.converting.converted.connect(self._show_note)
        self.converting.outdated.connect(self._follow)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._follow)
        self._redraw = QTimer(self, singleShot=True, interval=FADE)  # after the canvas has faded
        self._redraw.timeout.connect(self.draw_anew)
        view.width_changed.connect(self.converting.width_changed)
        view.width_changed.connect(self._settle.start)
        view.growth.built.connect(self._built)
        view.read.connect(lambda line: store.do(verbs.read, self.section_at(line)))
        view.clicked.connect(self.open_at)
        store.on(Changed.WORKSPACE, self._workspace_changed)
        store.on(Changed.SECTION | Changed.SELECTION | Changed.DIAGRAM, self._state_changed)
        store.on(Changed.LAYERS, self._redraw.start)
        store.on(Changed.LAYOUTS, self._layouts_changed)

    @property
    def file(self) -> str:
        """The note that is shown; empty for a page of our own."""
        return self._shown.file if self._shown else ""

    def place(self) -> tuple[str, int]:
        """The note that is shown and how far it is scrolled, for `return_to`."""
        return self.file, self._view.verticalScrollBar().value()

    def return_to(self, place: tuple[str, int]) -> None:
        """Scroll to where one read, at once or when that note is there again."""
        self._place = place
        if self._arrived:
            self._return()

    def _return(self) -> None:
        """To where one was asked to return, once all above it is there."""
        if self._place is not None and self._view.growth.complete:
            file, top = self._place
            self._place = None
            if file == self.file:
                self._view.scroll_to(top)

    def _built(self) -> None:
        self._find_bar.renew(same_note=True)
        self._return()
        self.lit_block.show(self._store.state.section)

    def find_words(self, text: str, words: tuple[str, ...]) -> None:
        """Light up words in the open section's note, the first one from the section on most."""
        self._find_bar.look_for(text, words)
        if self._arrived:
            self._find_from_mark()
        else:
            self._finding = True

    @property
    def _arrived(self) -> bool:
        """The note that is wanted is there, as far as where one reads."""
        return not (self.converting.busy or self._view.growth.waits)

    def _find_from_mark(self) -> None:
        self._finding = False
        if self._view.scrolling:
            self._view.scroll_to_mark(moving=False)
        self._find_bar.search(self._view.marked_at)

    def _state_changed(self, change: Change) -> None:
        # Where no section is open, the page speaks of what is selected.
        if Changed.SECTION in change.what or not change.new.state.section:
            self._follow()

    def section_at(self, line: int) -> SectionId | None:
        """The section whose heading stands on that line of the note that is shown."""
        found = self.section()
        lines = {s.line: s.id for s in found[0].sections} if found else {}
        return lines.get(line) or next((id for at, id in lines.items() if at >= line), None)

    def open_at(self, line: int) -> None:
        """Open the section that was clicked; the text stays where it is."""
        section = self.section_at(line)
        if section is not None:
            self._marked = section
            self._held = self._view.textCursor().position()
            self._store.do(verbs.open_section, section)
            self._held = None

    def draw_anew(self) -> None:
        """The pictures of diagrams, with the layers that are on now."""
        page = self.converting.page(self._shown)
        if page is not None:
            self._view.show_instead(self._drawn.of(page, self._panel.devicePixelRatioF()))

    def _workspace_changed(self) -> None:
        self.converting.forget()
        self._drawn.forget()
        workspace, found = self._store.workspace, self.section()
        root = workspace.root if workspace else ""
        if root != self._root:
            self._root, self._shown, self._marked = root, None, ""
        elif found is not None and self._shown is not None and found[0].file == self._shown.file:
            self._marked = found[1].id  # it may be called otherwise now: no reason to go there
        self._follow()

    def _layouts_changed(self, change: Change) -> None:
        for diagram in change.layouts:
            stale = self.converting.picture_came(diagram)
            self._drawn.forget(diagram)
            if self._shown in stale:
                self._stale = True
                self._settle.start()  # more may come at once

    @property
    def page(self) -> Page | None:
        """The page of the note that is shown; None for one of our own."""
        return self.converting.page(self._shown)

    def section(self) -> tuple[Note, Section] | None:
        workspace, id = self._store.workspace, self._store.state.section
        section = workspace.notebook.section(id) if workspace and id else None
        note = workspace.notebook.note(section.file) if workspace and section else None
        return (note, section) if note and section else None

    def note(self) -> Note | None:
        found = self.section()
        return found[0] if found else None

    def _follow(self) -> None:
        """Show what the state says: at once, or when it has been converted."""
        found = self.section()
        self.converting.drop()
        if found is None:
            self._show_own()
            return
        key = self.converting.key(found[0])
        if self.converting.page(key):
            self._show_note(key)
        else:
            self.converting.want(found[0])

    def _column(self) -> Column:
        text = text_size(self._panel.font(), self.zoom)
        return Column(self._view.text_width, self._panel.devicePixelRatioF(), text)

    def _show_note(self, key: PageKey) -> None:
        """Put the note there, where it is not, and mark its section."""
        found, workspace = self.section(), self._store.workspace
        page = self.converting.page(key)
        if found is None or workspace is None or page is None:
            return
        (note, section), before = found, self._shown
        # What has not been arrived at yet is no place to stay at.
        same_note = before is not None and before.file == key.file and not self._view.growth.waits
        place = self._view.place(self._held) if same_note else (0, 0)
        stays = same_note and section.id == self._marked and not self._view.scrolling
        pictured = page.images | self._drawn.of(page, self._panel.devicePixelRatioF())
        spot = None
        if self._stale or (page.parts, pictured) != self._put_last:
            if same_note and page.parts != self._put_last[0]:
                spot = notes_place.spot(self._view.document(), place[0])
            kept = self._view.folds if before and before.file == key.file else ()
            self._put(page.parts, pictured, kept + page.folds[len(kept) :])
        self._shown = key
        self._marked = section.id
        marks = section.line, pages.shown_in(section.id, workspace)

        def arrive() -> None:
            # The links under a heading that were or will be there move what stands after them.
            moves = self._marks is not None and spot is None
            at = self._view.cursor_at(place[0]) if moves else None
            if marks != self._marks:  # else what is selected there stays
                self._view.mark(*marks)
                self._marks = marks
            self._find_bar.renew(same_note or self._finding)
            if spot:
                position = notes_place.found_again(spot, self._view.document())
            else:
                position = at.position() if at is not None else place[0]
            if same_note:
                self._view.return_to((position, place[1]))
            if not stays:
                self._view.scroll_to_mark(moving=same_note and key == before)
            if self._finding:
                self._find_from_mark()
            self._return()
            self.lit_block.show(section.id)

        self._view.growth.when(section.line, ALL if spot else place[0], arrive)
        self.named.emit(note)

    def _show_own(self) -> None:
        """A page of our own: nothing is open, or nothing is about what is selected."""
        store, state = self._store, self._store.state
        selected = (
            store.diagram.index.component(state.selection or ElementId(""))
            if store.diagram
            else None
        )
        page = pages.own(store.workspace, state.diagram, selected)
        if self._stale or self._shown is not None or page != self._own:
            self._put(page, {}, ())
        self._own, self._shown, self._marked = page, None, ""
        self.named.emit(None)

    def _put(
        self, html: str | Sequence[str], images: dict[str, QImage], folds: Sequence[bool]
    ) -> None:
        theme, view = self._store.theme, self._view
        document = Document(html, images, theme, self._panel.font(), self.zoom, view, folds)
        view.characters = None if self.full_width else CHARACTERS
        view.show_page(document, theme, self.zoom)
        self._stale = False
        self._put_last, self._marks = (html, images), None

    def on_paper(self) -> Document | None:
        """The note that is shown, whole and all unfolded, as it is to be printed; None where there
        is none, or where it is not there yet."""
        page = self.converting.page(self._shown)
        if page is None:
            return None
        images = page.images | page.anew(SHARP, LIGHT) | self._drawn.of(page, SHARP, LIGHT)
        font, opened = self._panel.font(), (True,) * len(page.folds)
        document = Document(page.parts, images, LIGHT, font, 1.0, self._panel, opened)
        document.grow()
        return document

    def again(self) -> None:
        """The same page with another look, or from a file that may have changed."""
        self._stale = True
        self._follow()
