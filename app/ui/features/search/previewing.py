"""A look at what a search found, before one goes there."""

from __future__ import annotations

from dataclasses import replace

from app.model.ids import DiagramId, ElementId, SectionId
from app.model.view_state import ViewState
from app.search.entry import Entry, EntryKind
from app.session import preview
from app.session.navigation import section_beside
from app.session.session import Session
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.notes.panel import NotesPanel


class SearchPreview:
    """`leave` puts all back as it was when it was made: the view state, how other diagrams were
    left, where one looks and reads; `stay` makes one step of it."""

    def __init__(self, store: Store, canvas: Canvas, notes: NotesPanel) -> None:
        self._store, self._canvas, self._notes = store, canvas, notes
        self._place = canvas.framing.place()  # first: it tells the store
        self._read = notes.showing.place()
        self._before = store.state
        self.shown: Entry | None = None

    def show(self, entry: Entry, covered: int = 0) -> None:
        """Show an entry for the moment, below the px at the canvas's top that are covered. A
        command has nothing to show: all is as it was."""
        state = seen(self._store.session, entry)
        if state is None:
            self.leave()
            return
        self.shown = entry
        self._store.do(preview.begin)
        self._store.do(preview.look, state)
        if entry.kind is EntryKind.COMPONENT:
            here = state.diagram == self._before.diagram
            self._canvas.framing.show_selection(self._place if here else None, covered)

    def leave(self) -> None:
        if self.shown is None:
            return
        self.shown = None
        self._canvas.framing.place()  # the store knows where we look now, and so sees that we go back
        self._store.do(preview.roll_back)
        if self._store.state == self._before:
            self._canvas.framing.return_to(self._place)
            self._notes.showing.return_to(self._read)

    def stay(self) -> None:
        if self.shown is not None:
            self._store.do(preview.commit)


def seen(session: Session, entry: Entry) -> ViewState | None:
    """How a session shows an entry that was found, to who looks from where a preview began; None
    where there is nothing to show."""
    before, workspace = session.before_preview or session.history, session.workspace
    now, seen_from = before.state, session.state
    if workspace is None:
        return None
    if entry.kind is EntryKind.SECTION:
        view = seen_from if seen_from.diagram == now.diagram else now
        section = SectionId(entry.id)
        return replace(now, section=section, reading=section, viewport=view.viewport)
    here = workspace.diagram(now.diagram)
    on_layer_here = entry.kind is EntryKind.LAYER and here is not None and entry.id in here.layers
    diagram = here if on_layer_here else workspace.diagram(entry.diagram or DiagramId(""))
    if diagram is None:
        return None
    state = before.state_of(diagram.id, workspace)
    if diagram.id != now.diagram:
        beside = section_beside(workspace, now.section, state)
        state = replace(state, section=beside, reading=now.reading, tidy=now.tidy, trail=())
    if entry.kind is EntryKind.LAYER:
        return replace(state, layers=state.layers | {entry.id})
    if entry.kind in {EntryKind.DIAGRAM, EntryKind.TOUR}:
        return state
    if entry.kind is not EntryKind.COMPONENT:
        return None
    if entry.layers and state.layers.isdisjoint(entry.layers):
        state = replace(state, layers=state.layers | frozenset(entry.layers))
    component = ElementId(entry.id)
    link = workspace.link(diagram.id, component)
    return replace(
        state,
        selection=component,
        section=link.section if link else None,
        reading=None,
        viewport=seen_from.viewport if seen_from.diagram == diagram.id else None,
    )
