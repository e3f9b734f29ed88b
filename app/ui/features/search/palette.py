"""The search: one box over the window that finds components, sections, diagrams, tours, layers
and commands, shows each while one moves over it, and goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.model.ids import ElementId
from app.search.entry import Entry, EntryKind, Hit
from app.search.marks import Marks
from app.search.words import tokens
from app.session.changes import Changed
from app.session.folding import reveal
from app.ui.features.search.previewing import SearchPreview
from app.ui.kit.background import Background
from app.ui.kit.command import Command, press
from app.ui.kit.own_keys import own_key
from app.ui.kit.shadow import SHADOW, paint_shadow
from app.ui.services.search_index import SearchIndex
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.notes.panel import NotesPanel
from app.ui.views.results.card import ROWS, SearchCard

WIDTH, TOP, SIDE = 680, 44, 24  # px: the card, above it, least beside it
RECENT = 4  # what was gone to last, offered first
OWN = 3  # sections of the note before the row that finds the text itself
FIND = "find_words"  # the id of the row that finds the text in the note
BY, PAGES = (-1, 1), (-ROWS + 1, ROWS - 1)  # rows, by the place of the key


class Palette(QWidget):
    """Covers its parent while it is open, so that a click beside the card is a way out.

    command_chosen(id) and tour_chosen(id): that is to be done. section_chosen(): the notes are to
    be in sight. `enabled` says of a command's id whether it can be done now."""

    command_chosen = Signal(str)
    tour_chosen = Signal(str)
    section_chosen = Signal()

    field: QLineEdit

    def __init__(
        self,
        parent: QWidget,
        store: Store,
        background: Background,
        canvas: Canvas,
        notes: NotesPanel,
        commands: Sequence[Entry],
        enabled: Callable[[str], bool],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName("Search")
        self._around, self._store, self._canvas, self._notes = parent, store, canvas, notes
        self._can = enabled
        self._finder = SearchIndex(store, background, self, commands)
        self._preview: SearchPreview | None = None
        self._before: QWidget | None = None  # had the keyboard
        self._note = ""  # whose sections come first
        self._recent: list[tuple[EntryKind, str, str | None]] = []
        self.hide()
        self.card = SearchCard(self)
        self.field, self.list, self.results = self.card.field, self.card.list, self.card.results
        self.field.textEdited.connect(lambda _: self._ask())
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self._dress()
        parent.installEventFilter(self)
        self._finder.changed.connect(self._renew)
        self._store.on(Changed.WORKSPACE, self._workspace_changed)
        self._store.on(Changed.THEME, self._dress)

    # Opening and leaving

    def open(self, note_first: bool = False, text: str = "") -> None:
        """Open it empty, or for that text; with `note_first`, the sections of the note on screen come first."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._note = self._notes.showing.file if note_first else ""
        self.leave(back=False)
        self._keep()
        self.field.setText(text)
        self.field.setPlaceholderText(
            "Search, this note first" if self._note else "Search the diagrams and the notes"
        )
        self._finder.want()
        self._ask()
        self.setGeometry(self._around.rect())
        self.show()
        self.raise_()
        # As to a menu: what had the keyboard shows that it will have it again.
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self, back: bool = True) -> None:
        """Close; all is as it was before. `back` gives the keyboard back, too."""
        if self._preview is not None:
            self._preview.leave()
        self._close(back)

    def _close(self, back: bool = True) -> None:
        self._preview = None
        shown = self.isVisible()
        self.hide()
        if back and shown:
            before = self._before
            alive = before is not None and shiboken6.isValid(before) and before.isVisible()
            (before if before is not None and alive else self._canvas).setFocus(
                Qt.FocusReason.PopupFocusReason
            )

    def _keep(self) -> None:
        self._preview = SearchPreview(self._store, self._canvas, self._notes)

    # Results

    def _ask(self) -> None:
        """Search for what is typed. What was looked at is left."""
        if self._preview is not None:
            self._preview.leave()
        self._fill()
        self._choose(0, preview=False)

    def _fill(self) -> None:
        typed, index = self.field.text(), self._finder.index
        if index is None:
            self.results.fill((), None)
        elif typed.strip():
            diagram = self._store.state.diagram
            hits = [h for h in index.search(typed, diagram, self._note) if self._enabled(h.entry)]
            self.results.fill(self._with_find(hits, typed), Marks(index, typed))
        else:
            self.results.fill(self._offered(index.entries), None)
        self.card.show_results(_nothing(typed, index is None))
        self._place()

    def _with_find(self, hits: list[Hit], typed: str) -> list[Hit]:
        """After the best of the note's own sections: to find the text as it is typed."""
        if not self._note or typed.strip()[0] in "#@>":
            return hits
        own = min(sum(h.entry.file == self._note for h in hits), OWN)
        title = f"Find “{typed.strip()}” in this note"
        find = Hit(Entry(EntryKind.COMMAND, FIND, title, "", file=self._note), 0.0)
        return [*hits[:own], find, *hits[own:]]

    def _offered(self, entries: list[Entry]) -> list[Hit]:
        """While nothing is typed: the note's sections, or where one was last and the diagrams."""
        if self._note:
            found = [e for e in entries if e.kind is EntryKind.SECTION and e.file == self._note]
        else:
            by_key = {_key(e): e for e in entries}
            found = [e for k in self._recent if (e := by_key.get(k)) and self._enabled(e)]
            found += [e for e in entries if e.kind is EntryKind.DIAGRAM and e not in found]
        return [Hit(e, 0.0) for e in found]

    def _enabled(self, entry: Entry) -> bool:
        return entry.kind is not EntryKind.COMMAND or self._can(entry.id)

    def _renew(self) -> None:
        """Another index: ask it, and stay on the row if it is still there."""
        if not self.isVisible():
            return
        current = self.results.hit(self.list.currentIndex().row())
        self._fill()
        rows = range(self.results.rowCount())
        hits = (self.results.hit(n) for n in rows)
        same = (
            n for n, h in enumerate(hits) if h and current and _key(h.entry) == _key(current.entry)
        )
        self._choose(next(same, 0), preview=False)

    def _workspace_changed(self) -> None:
        if self.isVisible():
            if self._preview is not None and self._preview.shown is None:
                self._keep()
            self._finder.want()

    # Moving

    def _choose(self, number: int, preview: bool) -> None:
        """Make a row the current one, and look at what it is."""
        index = self.results.index(number)
        self.list.setCurrentIndex(index)
        hit = self.results.hit(number)
        said = self.results.row(number).said if hit else self.card.empty.text()
        self.card.say(said)
        if preview and hit is not None and self._preview is not None:
            self._preview.show(hit.entry, self._covered())

    def _covered(self) -> int:
        """How far down the card covers the canvas, px."""
        canvas = self._canvas
        bottom = self.mapToGlobal(self.card.geometry().bottomLeft())
        return max(canvas.mapFromGlobal(bottom).y() + SHADOW, 0)

    def step(self, by: int) -> None:
        """So many results on, round the ends where it is one; and look at what is there."""
        count, now = self.results.rowCount(), self.list.currentIndex().row()
        if count:
            to = (now + by) % count if abs(by) == 1 else max(0, min(now + by, count - 1))
            self._choose(to, preview=True)

    def go(self) -> None:
        """To the result that is looked at."""
        self._go(self.list.currentIndex().row())

    def _go(self, number: int) -> None:
        """Enter or a click: go there, or do it."""
        hit, preview = self.results.hit(number), self._preview
        if hit is None or preview is None:
            return
        entry, typed = hit.entry, self.field.text()
        self._remember(entry)
        if entry.kind is EntryKind.COMMAND:
            self.leave()
            if entry.id == FIND:
                self._find(typed.strip(), ())
            else:
                self.command_chosen.emit(entry.id)
            return
        if entry.kind is EntryKind.TOUR:
            self.leave()
            self.tour_chosen.emit(entry.id)
            return
        preview.show(entry)
        preview.stay()
        self._close()
        if entry.kind is EntryKind.COMPONENT:
            self._store.do(reveal, ElementId(entry.id))
        if entry.kind is EntryKind.SECTION:
            self.section_chosen.emit()
            self._light_up(hit, typed)

    def _light_up(self, hit: Hit, typed: str) -> None:
        """The words in the note, where the title does not say them all."""
        index = self._finder.index
        if index is None or not tokens(typed):
            return
        marks = Marks(index, typed)
        words = marks.words(hit)
        title = hit.entry.title.casefold()
        if self._note or any(word.casefold() not in title for word in words):
            self._find(typed.strip(), words)

    def _find(self, text: str, words: tuple[str, ...]) -> None:
        self._notes.showing.find_words(text, words)

    def _remember(self, entry: Entry) -> None:
        if entry.id != FIND:
            key = _key(entry)
            self._recent = [key, *(k for k in self._recent if k != key)][:RECENT]

    # Looks

    def _dress(self) -> None:
        self.card.dress(self._store.theme)
        self.update()

    def _place(self) -> None:
        wide = min(WIDTH, self.width() - 2 * SIDE)
        high = self.card.fit(wide, self.height() * 3 // 5)  # the rest shows what is looked at
        before, now = self.card.geometry(), QRect((self.width() - wide) // 2, TOP, wide, high)
        if now != before:
            self.card.setGeometry(now)
            edge = 2 * SHADOW  # no more: what lies under this window is painted with it
            self.update(before.united(now).adjusted(-edge, -edge, edge, edge))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.card.geometry().contains(event.rect()):
            paint_shadow(QPainter(self), self.card.geometry(), self._store.theme)

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() == QEvent.Type.Resize:
            if self.isVisible():
                self.setGeometry(self._around.rect())
                self._place()
        elif watched is self.field and own_key(event, lambda key: press(KEYS, self, key)):
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the card, a click leaves."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()


KEYS: tuple[Command[Palette], ...] = (
    Command(
        "preview",
        "Preview a result",
        ("Up", "Down"),
        pick=lambda palette, n: palette.step(BY[n]),
        also=("Backtab", "Tab"),
    ),
    Command(
        "page",
        "Preview one further up or down",
        ("PgUp", "PgDown"),
        pick=lambda palette, n: palette.step(PAGES[n]),
    ),
    Command("go", "Go there", ("Return",), Palette.go, also=("Enter",)),
    Command("leave", "Leave everything as it was", ("Esc",), Palette.leave),
    Command(
        "again",
        "Select what is typed",
        ("Ctrl+K",),
        lambda palette: palette.field.selectAll(),
        also=("Ctrl+F",),
    ),
    Command("layer", "A layer and what is on it", gesture="#"),
    Command("diagrams", "Diagrams only", gesture="@"),
    Command("commands", "Commands only", gesture=">"),
)


def _key(entry: Entry) -> tuple[EntryKind, str, str | None]:
    return entry.kind, entry.id, entry.diagram


def _nothing(typed: str, building: bool) -> str:
    """What is said where no result is."""
    if building:
        return "Reading the notes…"
    if not typed.strip():
        return "Nothing is open. > lists the commands."
    return (
        f"Nothing found for “{typed.strip()}”. Try fewer words; # searches a layer, "
        "@ diagrams, > commands."
    )
