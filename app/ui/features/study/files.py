"""Progress to and from a file, reported cards to one, and cards to Anki: which file is asked for,
the rest happens off the window's thread."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import LayoutError
from app.model.wording import counted
from app.render.recall import RecallOptions
from app.study import report_file, transfer
from app.study.card import Card
from app.study.progress import Progress
from app.ui.kit.background import Background, Work
from app.ui.session.store import Store

TOLD = 20  # cards that are drawn between two words of it
JSON, MARKDOWN = "Progress (*.json)", "Markdown (*.md)"


class StudyFiles(QObject):
    """One for the window, whatever becomes of the room: what was asked for is written, and told,
    also when one has left. said(sentence): how it went. taken(): the progress is another.
    drawing_changed(): cards for Anki begin to be drawn, or are no longer."""

    said = Signal(str)
    taken = Signal()
    drawing_changed = Signal()

    def __init__(self, parent: QWidget, background: Background, store: Store) -> None:
        super().__init__(parent)
        self._widget, self._background, self._store = parent, background, store
        self._drawing: Work | None = None

    def export(self) -> None:
        name = str(Path.home() / "acetate-progress.json")
        found, _ = QFileDialog.getSaveFileName(self._widget, "Export progress", name, JSON)
        if found:
            self.write(Path(found))

    def write(self, path: Path) -> None:
        def work(_: threading.Event) -> str:
            with Progress() as progress:
                count = transfer.export(progress, path)
            return f"Exported progress on {counted(count, 'card')} to {path}."

        self._background.start(work, self.said.emit, self.said.emit)

    def take(self) -> None:
        home = str(Path.home())
        found, _ = QFileDialog.getOpenFileName(self._widget, "Import progress", home, JSON)
        if found:
            self.merge(Path(found))

    def merge(self, path: Path) -> None:
        def work(_: threading.Event) -> str:
            with Progress() as progress:
                count = transfer.take(progress, path)
            return f"Imported {path}: {counted(count, 'card')} changed."

        self._background.start(work, self._took, self.said.emit)

    def _took(self, sentence: str) -> None:
        self.taken.emit()
        self.said.emit(sentence)

    def export_reported(self) -> None:
        name = str(Path.home() / "reported-cards.md")
        found, _ = QFileDialog.getSaveFileName(
            self._widget, "Export reported cards", name, MARKDOWN
        )
        if found:
            self.write_reported(Path(found))

    def write_reported(self, path: Path) -> None:
        def work(_: threading.Event) -> str:
            with Progress() as progress:
                count = report_file.write(progress.reports.all(), path)
            return f"Exported {counted(count, 'reported card')} to {path}."

        self._background.start(work, self.said.emit, self.said.emit)

    def to_anki(self, cards: tuple[Card, ...], way: RecallOptions) -> None:
        from app.exporters.formats.anki import EXPORTER

        sentence = EXPORTER.missing()
        if self.drawing:
            sentence = "Other cards for Anki are still being drawn."
        if sentence:
            self.said.emit(sentence)
            return
        name = str(Path.home() / "acetate.apkg")
        found, _ = QFileDialog.getSaveFileName(
            self._widget, "Export cards for Anki", name, EXPORTER.pattern
        )
        if found:
            self.write_anki(cards, way, Path(found))

    def write_anki(self, cards: tuple[Card, ...], way: RecallOptions, path: Path) -> None:
        from app.exporters.formats.anki import write
        from app.layout.layout import lay_out
        from app.model.diagram_layout import recoloured

        workspace, layouts = self._store.workspace, dict(self._store.layouts)
        session = self._store.session
        if workspace is None or self.drawing:
            return

        def work(cancelled: threading.Event) -> str:
            for diagram in map(workspace.diagram, {card.diagram for card in cards}):
                if diagram is not None and diagram.id not in layouts:  # nobody has seen it yet
                    with suppress(LayoutError):
                        how = session.rendering_of(diagram.id)
                        layout = lay_out(
                            diagram, style=how.style, method=how.method, cancel=cancelled
                        )
                        recolour = session.state_of(diagram.id).recolour
                        layouts[diagram.id] = recoloured(layout, recolour)

            def tell(drawn: int) -> None:
                if drawn % TOLD == 0:
                    said = f"Drawing the cards: {drawn} of {len(cards)}…"
                    self._background.tell(cancelled, partial(self.said.emit, said))

            count = write(workspace, layouts, cards, way, path, cancelled, tell)
            return f"Wrote {counted(count, 'card')} to {path}. In Anki: File, Import."

        self.said.emit("Drawing the cards…")
        self._drawing = self._background.start(work, self._drew, self._drew)
        self.drawing_changed.emit()

    @property
    def drawing(self) -> bool:
        """Cards for Anki are being drawn."""
        return self._drawing is not None

    def stop_drawing(self) -> None:
        """No cards for Anki after all."""
        if self._drawing is not None:
            self._drawing.cancel()
            self._drew("The export was cancelled.")

    def _drew(self, sentence: str) -> None:
        self._drawing = None
        self.said.emit(sentence)
        self.drawing_changed.emit()
