"""A look at what a search found, before one goes there."""

from __future__ import annotations

from dataclasses import replace

from app.model.view_state import ViewState
from app.search.entry import Entry, Kind
from app.session.navigation import section_beside
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.notes.panel import NotesPanel


class Preview:
    """Keeps where one is when it is made. `leave` puts all back as it was: the view state, how
    other diagrams were left, where one looks and reads; `stay` makes one step of it."""

    def __init__(self, store: Store, canvas: Canvas, notes: NotesPanel) -> None:
        self._store, self._canvas, self._notes = store, canvas, notes
        self._place = canvas.place()  # first: it tells the store
        self._read = notes.place()
        self._kept = store.keep()
        self.shown: Entry | None = None

    def show(self, entry: Entry, covered: int = 0) -> None:
        """Show an entry for the moment, below the px at the canvas's top that are covered. A
        command has nothing to show: all is as it was."""
        state = self._state(entry)
        if self._kept is None or state is None:
            self.leave()
            return
        self.shown = entry
        self._store.preview(self._kept, state)
        if entry.kind is Kind.COMPONENT:
            here = state.diagram == self._kept.state.diagram
            self._canvas.show_selection(self._place if here else None, covered)

    def leave(self) -> None:
        if self._kept is None or self.shown is None:
            return
        self.shown = None
        self._canvas.place()  # the store knows where we look now, and so sees that we go back
        self._store.preview(self._kept, self._kept.state)
        if self._store.state == self._kept.state:
            self._canvas.return_to(self._place)
            self._notes.return_to(self._read)

    def stay(self) -> None:
        if self._kept is not None and self.shown is not None:
            self._store.settle(self._kept)

    def _state(self, entry: Entry) -> ViewState | None:
        kept, store = self._kept, self._store
        if kept is None or store.workspace is None:
            return None
        if entry.kind is Kind.SECTION:
            seen = store.state if store.state.diagram == kept.state.diagram else kept.state
            return replace(kept.state, section=entry.id, reading=entry.id, viewport=seen.viewport)
        here = kept.workspace.diagram(kept.state.diagram)
        on_layer_here = entry.kind is Kind.LAYER and here is not None and entry.id in here.layers
        diagram = here if on_layer_here else store.workspace.diagram(entry.diagram or "")
        if diagram is None:
            return None
        now = kept.state
        state = kept.state_of(diagram)
        if diagram.id != now.diagram:
            beside = section_beside(store.workspace, now.section, state)
            reading = now.reading
            state = replace(state, section=beside, reading=reading, tidy=now.tidy, trail=())
        if entry.kind is Kind.LAYER:
            return replace(state, layers=state.layers | {entry.id})
        if entry.kind in {Kind.DIAGRAM, Kind.TOUR}:
            return state
        if entry.kind is not Kind.COMPONENT:
            return None
        if entry.layers and state.layers.isdisjoint(entry.layers):
            state = replace(state, layers=state.layers | frozenset(entry.layers))
        link = store.workspace.link(diagram.id, entry.id)
        same = store.state.diagram == diagram.id
        return replace(
            state,
            selection=entry.id,
            section=link.section if link else None,
            reading=None,
            viewport=store.state.viewport if same else None,
        )
