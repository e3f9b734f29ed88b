"""Away from the steps for a question, and back to where one was."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.model import filtering
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.view_state import ViewState
from app.search.entry import Entry, EntryKind
from app.session import verbs
from app.session.changes import Change, Changed
from app.ui.session.store import Store


class Jumping(QObject):
    """changed(): away, or back."""

    changed = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._before: ViewState | None = None
        store.on(Changed.TOUR, self._follow)

    @property
    def away(self) -> bool:
        return self._before is not None

    @property
    def standing(self) -> ViewState:
        """Where one is in the presentation: while away, where that goes on."""
        return self._before or self._store.state

    def go(self, entry: Entry) -> None:
        """Show what a search found; the tour waits. A second jump leads back to where the first
        one began."""
        state = self._state(entry)
        if state is None:
            return
        if self._before is None:
            self._before = self._store.state
        self._store.do(verbs.restore, state)
        self.changed.emit()

    def back(self) -> None:
        """To the step, or the diagram, where one was."""
        before, self._before = self._before, None
        workspace = self._store.workspace
        if before is not None:
            if workspace is not None and workspace.diagram(before.diagram) is not None:
                self._store.do(verbs.restore, before)
            self.changed.emit()

    def _follow(self, change: Change) -> None:
        old, new = change.old.state, change.new.state
        """A tour that goes on is a way back, too."""
        if self._before is not None and new.tour and not old.tour:
            self._before = None
            self.changed.emit()

    def _state(self, entry: Entry) -> ViewState | None:
        store, workspace = self._store, self._store.workspace
        diagram = self._diagram(entry)
        if workspace is None or workspace.diagram(diagram) is None:
            return None
        there = store.session.state_of(diagram)
        state = replace(there, selection=None, reading=None, viewport=None, tour=TourId(""), step=0)
        if entry.kind is EntryKind.LAYER:
            return replace(state, layers=state.layers | {entry.id})
        if entry.kind is EntryKind.SECTION:
            read = SectionId(entry.id)
            return replace(state, section=read, reading=read)
        if entry.kind is not EntryKind.COMPONENT:
            return state
        if entry.layers and state.layers.isdisjoint(entry.layers):
            state = replace(state, layers=state.layers | frozenset(entry.layers))
        component = ElementId(entry.id)
        link = workspace.link(diagram, component)
        section = link.section if link else None
        shown = workspace.diagram(diagram)
        if shown is not None:
            filters = filtering.show(shown, state.filters, (component,), state.layers)
            state = replace(state, filters=filters)
        return replace(state, selection=component, section=section)

    def _diagram(self, entry: Entry) -> DiagramId:
        """Where it is shown: here where that can be."""
        here, workspace = self._store.state.diagram, self._store.workspace
        if workspace is None:
            return DiagramId("")
        if entry.kind is EntryKind.SECTION:
            about = [d.id for d in workspace.diagrams if workspace.about(d.id, SectionId(entry.id))]
            return here if here in about or not about else about[0]
        diagram = self._store.diagram
        if entry.kind is EntryKind.LAYER and diagram is not None and entry.id in diagram.layers:
            return here
        return entry.diagram or DiagramId("")
