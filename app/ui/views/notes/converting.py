"""Notes become pages on a thread; the last ones are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.model.ids import DiagramId
from app.model.notes import Note
from app.render.first_use import paint_once
from app.sources.block_diagrams import mentioned
from app.sources.markdown.embedded_notes import EmbeddedNotes
from app.sources.remote_pictures import kept
from app.sources.stamps import Stamp
from app.ui.kit.background import Background, Work
from app.ui.services.block_layouts import BlockLayouts, known
from app.ui.services.remote_pictures import RemotePictures, why_not
from app.ui.session.store import Store
from app.ui.views.notes import pages
from app.ui.views.notes.formulas import TextSize
from app.ui.views.notes.html import Page, Space, convert

KEPT = 12  # pages
BUCKET = 8  # px; pictures are made anew when the text's width has moved to another bucket


class Column(NamedTuple):
    """Where a page will stand: how wide its column is, px, the screen's pixels per px, and how large
    its text is."""

    width: int
    ratio: float
    text: TextSize


@dataclass(frozen=True, slots=True)
class PageKey:
    """What a page depends on, its pictures aside; `theme` where it draws some itself, `letters` where
    that is formulas."""

    file: str
    text: int
    width: int
    ratio: float
    theme: str = ""
    letters: TextSize | None = None


class Converting(QObject):
    """converted(key): the page that is wanted is there. outdated(): it shows a diagram whose
    picture came meanwhile. failed(message)."""

    converted = Signal(object)
    outdated = Signal()
    failed = Signal(str)

    def __init__(self, store: Store, column: Callable[[], Column], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._column = store, column
        self._pages: dict[PageKey, Page] = {}
        self._wanted: PageKey | None = None
        self._came: set[str] = set()  # diagrams whose pictures came since it is wanted
        self._background = Background(self)
        self._work: Work | None = None
        self._blocks = BlockLayouts(self)
        self._blocks.came.connect(self._more_came)
        self.remote = RemotePictures(self)
        self.remote.came.connect(self._more_came)

    @property
    def busy(self) -> bool:
        """A page is wanted that is not there yet."""
        return self._wanted is not None

    @property
    def files(self) -> dict[Path, Stamp | None]:
        """The files that the pages name as pictures, as they were then."""
        return {file: was for page in self._pages.values() for file, was in page.files.items()}

    def key(self, note: Note) -> PageKey:
        """Text flows by itself: the width matters to pictures only."""
        embeds, column = "![[" in note.text, self._column()
        formulas = embeds or "$" in note.text
        drawn = embeds or mentioned(note.text)
        pictured = drawn or formulas or "![" in note.text or "<img" in note.text.lower()
        width = self._bucket() if pictured else 0
        theme = self._store.theme.name if drawn or formulas else ""
        letters = column.text if formulas else None
        return PageKey(note.file, hash(note.text), width, column.ratio, theme, letters)

    def page(self, key: PageKey | None) -> Page | None:
        """The page, if it is there."""
        return self._pages.get(key) if key else None

    def want(self, note: Note) -> None:
        key, space = self.key(note), self._space(note)
        self._wanted = key
        self._came.clear()
        if key.theme:
            paint_once()
        self._work = self._background.start(
            lambda _: convert(note, space), lambda page: self._take(key, page), self.failed.emit
        )

    def drop(self) -> None:
        """No page is wanted any more."""
        self._wanted = None
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def width_changed(self) -> None:
        """What is not there yet need not come for the width that was."""
        if self._wanted is not None and self._wanted.width not in (0, self._bucket()):
            self.outdated.emit()

    def forget(self) -> None:
        self._pages.clear()

    def picture_came(self, diagram: DiagramId) -> set[PageKey]:
        """A diagram looks otherwise now: the pages that show it, which are there no more."""
        self._came.add(diagram)
        stale = {key for key, page in self._pages.items() if _shows(page, {diagram})}
        for key in stale:
            del self._pages[key]
        return stale

    def close(self) -> None:
        """Wait for what is under way."""
        self._background.close()
        self._blocks.close()
        self.remote.close()

    def _take(self, key: PageKey, page: Page) -> None:
        if _shows(page, self._came) or _has_come(page):
            self.outdated.emit()
            return
        workspace = self._store.workspace
        if page.blocks and workspace is not None:
            self._blocks.want(page.blocks, workspace.root)
        self.remote.want(page.remote)
        self._pages[key] = page
        while len(self._pages) > KEPT:
            del self._pages[next(iter(self._pages))]
        if key == self._wanted:
            self._wanted = None
            self.converted.emit(key)

    def fetch_from(self, host: str, addresses: Sequence[str]) -> int:
        """A person agreed to what lies there: fetch it; how many these are."""
        self.remote.allow(host)
        return self.remote.want(addresses)

    def _more_came(self) -> None:
        """What was shown as text until now may have its picture."""
        stale = {key for key, page in self._pages.items() if _has_come(page)}
        for key in stale:
            del self._pages[key]
        if stale:
            self.outdated.emit()

    def _bucket(self) -> int:
        return max(BUCKET, self._column().width // BUCKET * BUCKET)

    def _space(self, note: Note) -> Space:
        workspace, layouts = self._store.workspace, self._store.layouts
        width, (_, ratio, text) = self._bucket(), self._column()
        sizes: dict[str, tuple[DiagramId, tuple[int, int] | None]] = {}
        for diagram in workspace.diagrams if workspace else ():
            layout = layouts.get(diagram.id)
            size = pages.size(layout, width) if layout else None
            sizes.setdefault(diagram.filename, (diagram.id, size))
        root = workspace.root if workspace else ""
        borrowed = bool(workspace and workspace.borrowed)
        embeds = EmbeddedNotes(workspace, note) if workspace else None
        return Space(root, width, ratio, sizes, borrowed, embeds, self._store.theme, text)


def _shows(page: Page, diagrams: set[str]) -> bool:
    """It has, or waits for, a picture of one of these."""
    return not diagrams.isdisjoint(page.awaited | {id for id, _, _ in page.diagrams.values()})


def _has_come(page: Page) -> bool:
    """It shows text for a picture that is there by now."""
    if any(known(block) is not None for block in page.blocks):
        return True
    return any(why_not(a) is not None or kept(a) is not None for a in page.remote)
