"""What is done while presenting, by keys and buttons: to steps, layers, words and what is at hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.session import verbs
from app.ui.features.presenting.begin import tour_at
from app.ui.features.presenting.presenter_controls import PresenterControls
from app.ui.features.presenting.stops import go_to, here
from app.ui.features.presenting.texts import AudienceTexts
from app.ui.session.store import Store
from app.ui.views.steps.playing import TourPlayer


class Presentation(QObject):
    """`store` is the presenter's own; `began_in` the id of the tour that it began in, or nothing.

    said(text): for a toast. covered(): what stands at the foot of the picture is another.
    grid_wanted(), keys_wanted(): all steps, or the keys, or away with these. ended(): it is over."""

    said = Signal(str)
    covered = Signal()
    grid_wanted = Signal()
    keys_wanted = Signal()
    ended = Signal()

    def __init__(
        self,
        store: Store,
        texts: AudienceTexts,
        presenter_controls: PresenterControls,
        began_in: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.store, self.texts, self.presenter_controls = store, texts, presenter_controls
        self._began_in = began_in
        self.player = TourPlayer(store, self)
        self.player.said.connect(self.said)
        presenter_controls.said.connect(self.said)

    def turn(self, by: int) -> None:
        """To the next or previous step of the tour, or diagram; stays at the ends."""
        self.texts.note.hide()
        if self.player.active:
            self.player.turn(by)
        elif (now := here(self.store)) >= 0:
            go_to(self.store, now + by)

    def toggle_tour(self) -> None:
        """The tour of this diagram, from its start; or back out of it."""
        workspace = self.store.workspace
        if self.player.active:
            self.store.do(verbs.stop_tour)
            self.said.emit("Left the tour. T starts it again.")
        elif workspace and (tour := tour_at(workspace, self.store.state.diagram)):
            self.store.do(verbs.start_tour, tour.id)
        else:
            self.said.emit("No tour goes through this diagram.")

    def toggle_words(self) -> None:
        """The step's words, or not."""
        if self.player.active:
            self.texts.want_words()
            self.covered.emit()
        else:
            self.said.emit("No tour is running. T starts this diagram's.")

    def toggle_layer(self, digit: int) -> None:
        """Show or hide the layer of that number, from 1."""
        diagram = self.store.diagram
        if diagram is not None and 1 <= digit <= len(diagram.named_layers):
            self.store.do(verbs.toggle_layer, diagram.named_layers[digit - 1])

    def show_note(self) -> None:
        """The open section, large."""
        if not self.texts.show_note():
            self.said.emit("No note is open. Click a component first.")

    def toggle_note(self) -> None:
        """The open section, large, or not."""
        if self.texts.note.isVisible():
            self.texts.note.hide()
        else:
            self.show_note()

    def toggle_keys(self) -> None:
        """All keys, or not."""
        self.keys_wanted.emit()

    def open_grid(self) -> None:
        """All steps, or all diagrams."""
        self.grid_wanted.emit()

    def escape(self) -> None:
        """Put away what came last; where there is nothing of that, leave."""
        if not self.presenter_controls.put_away():
            self.player.pause()
            self.leave()

    def leave(self) -> None:
        """Out of a tour that was started in here; else out of presenting."""
        if self.player.active and not self._began_in:
            self.store.do(verbs.stop_tour)
            self.said.emit("Left the tour. Esc ends the presentation.")
        else:
            self.end()

    def end(self) -> None:
        """Out of presenting, wherever one is."""
        self.ended.emit()

    def close(self) -> None:
        """It is over."""
        self.presenter_controls.close()
        self.player.close()
