"""What a person looked at, found again in files that have changed since."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from app.model import filtering, folding, hiding
from app.model.diagram import Diagram
from app.model.folding import FoldState
from app.model.ids import ElementId, SectionId
from app.model.notes import Note, Notebook, Section
from app.model.problem import Severity
from app.model.tour import Tour, TourOrigin
from app.model.tracing import Trace
from app.model.view_state import ViewState
from app.model.workspace import Workspace


def same_section(id: SectionId, before: Notebook, now: Notebook) -> SectionId | None:
    """The section that was `id`: the one of that anchor in the same file, else (its heading was
    written anew) the one that stands in its place there. Its file may have been renamed."""
    old = before.section(id)
    was = before.note(old.file) if old else None
    note = (now.note(old.file) or (was and _renamed(was, before, now))) if old else None
    if old is None or was is None or note is None or not note.sections:
        return None
    same = next((s for s in note.sections if s.anchor == old.anchor), None)
    if same is not None:
        return same.id
    at = was.sections.index(old)
    if len(was.sections) == len(note.sections):
        return note.sections[at].id
    pairs = zip_longest(was.sections, note.sections)
    first = next(n for n, (a, b) in enumerate(pairs) if _anchor(a) != _anchor(b))
    added = len(note.sections) - len(was.sections)
    # What stands after the change has moved by as many as were added.
    to = at if at <= first else at + added
    return note.sections[max(0, min(to, len(note.sections) - 1))].id


def _renamed(note: Note, before: Notebook, now: Notebook) -> Note | None:
    """The one note that is new and has its text."""
    if not note.text.strip():
        return None
    known = {n.file for n in before.notes}
    new = [n for n in now.notes if n.text == note.text and n.file not in known]
    return new[0] if len(new) == 1 else None


def same_component(id: ElementId, before: Diagram, now: Diagram) -> ElementId | None:
    """The component that was `id`: that id, else (its label was written anew) a component that
    is new, of the same kind, on the same line of the file."""
    if now.index.component(id) is not None:
        return id
    old = before.index.component(id)
    if old is None or old.line is None:
        return None
    new = [
        c.id
        for c in now.components
        if (c.line, c.kind) == (old.line, old.kind) and before.index.component(c.id) is None
    ]
    return new[0] if len(new) == 1 else None


def same_element(id: ElementId, before: Diagram, now: Diagram) -> ElementId | None:
    """A component, or an edge that is called the same."""
    return id if id in now.index.elements else same_component(id, before, now)


def same_trace(trace: Trace, before: Diagram, now: Diagram) -> Trace | None:
    """The trace between the components as they are called now; None where one has gone."""
    start = same_component(trace.start, before, now)
    goal = trace.goal and same_component(trace.goal, before, now)
    if start is None or (goal is None and trace.goal is not None):
        return None
    return replace(trace, start=start, goal=goal)


def _folds(folds: FoldState, before: Diagram, now: Diagram) -> FoldState:
    """What is folded, as it is called now, without what has gone."""
    clusters = (same_component(id, before, now) for id in folds.clusters)
    found = replace(folds, clusters=frozenset(id for id in clusters if id is not None))
    return folding.known_folds(now, found)


def _anchor(section: Section | None) -> str | None:
    return section.anchor if section else None


def same_workspace(one: Workspace, other: Workspace) -> bool:
    """The same folder as a whole and one file in it are two workspaces."""
    return (one.root, one.title) == (other.root, other.title)


def with_broken(workspace: Workspace, before: Workspace) -> Workspace:
    """The workspace with the diagrams, as they last were, of files that have errors now, and the
    tours through them."""
    broken = {p.file for p in workspace.problems if p.severity is Severity.ERROR}
    whole = {d.id for d in before.diagrams if not d.unfinished}
    diagrams = [
        d for d in workspace.diagrams if not (d.unfinished and d.source in broken and d.id in whole)
    ]
    known = {d.id for d in diagrams}
    links = dict(workspace.links)
    for at, diagram in enumerate(before.diagrams):
        if diagram.id not in known and diagram.source in broken:
            diagrams.insert(min(at, len(diagrams)), diagram)
            links[diagram.id] = before.links.get(diagram.id, {})
    kept = {d.id for d in diagrams} - known
    if not kept:
        return workspace

    def with_kept(now: tuple[Tour, ...], old: tuple[Tour, ...]) -> tuple[Tour, ...]:
        found = {t.id: t for t in now}
        return tuple((found | {t.id: t for t in old if not kept.isdisjoint(t.diagrams)}).values())

    return replace(
        workspace,
        diagrams=tuple(diagrams),
        links=links,
        tours=with_kept(workspace.tours, before.tours),
        orders=with_kept(workspace.orders, before.orders),
        outdated=frozenset(kept),
    )


def with_made(workspace: Workspace, before: Workspace) -> Workspace:
    """The workspace with the tours along what was traced, and through what has changed, as long as their diagrams
    are there."""
    made = [t for t in before.tours if t.origin in _MADE and workspace.ids.issuperset(t.diagrams)]
    known = {tour.id for tour in workspace.tours}
    made = [tour for tour in made if tour.id not in known]
    return replace(workspace, tours=(*workspace.tours, *made)) if made else workspace


_MADE = (TourOrigin.TRACE, TourOrigin.CHANGES)


def with_outer(workspace: Workspace, notes: tuple[Note, ...]) -> Workspace:
    """With these notes that were no part of it; some are by now."""
    own = {note.file for note in workspace.notebook.notes}
    outer = tuple(note for note in notes if note.file not in own)
    if outer == workspace.notebook.outer:
        return workspace
    return replace(workspace, notebook=replace(workspace.notebook, outer=outer))


def fitted(state: ViewState, workspace: Workspace, before: Workspace | None) -> ViewState:
    """The state without what the new workspace does not have. A layer that is new in the
    file is on. Where nothing is selected and no section was open, the diagram's own is."""
    section, reading = (_section(s, workspace, before) for s in (state.section, state.reading))
    diagram = workspace.diagram(state.diagram)
    if diagram is None:
        return replace(state, section=section, reading=reading)
    old = before.diagram(state.diagram) if before else None
    added = frozenset(diagram.layers) - frozenset(old.layers) if old else frozenset()
    selection = state.selection
    if selection and not hiding.known(diagram, frozenset({selection})):
        selection = same_component(selection, old, diagram) if old else None
    if selection and section is None:
        link = workspace.link(diagram.id, selection)
        section = link.section if link else None
    elif section is None and not workspace.growing:  # of half the notes, it may be another's
        section = workspace.own_section(diagram.id)
    elif section is None and (coming := workspace.notebook.sections):
        section = coming[0].id  # there are many, and something is to be read meanwhile
    layers = (state.layers & frozenset(diagram.layers)) | added
    filters = filtering.renamed(
        state.filters, lambda element: same_element(element, old or diagram, diagram)
    )
    hidden = hiding.known(diagram, state.hidden)
    if state.filters:
        hidden = filtering.hidden_by(diagram, filters, layers)
    state = state.with_folds(_folds(state.folds, old or diagram, diagram))
    trail = tuple(id for id in state.trail if workspace.diagram(id))
    trace = state.trace and same_trace(state.trace, old or diagram, diagram)
    kept = replace(state, layers=layers, hidden=hidden, trail=trail, trace=trace)
    kept = replace(kept, filters=filters)
    return replace(kept, selection=selection, section=section, reading=reading)


def _section(
    id: SectionId | None, workspace: Workspace, before: Workspace | None
) -> SectionId | None:
    """That section, as it is called now. It may yet come while the workspace is growing."""
    there = workspace.notebook.notes and not workspace.growing
    if not id or not there or workspace.notebook.section(id) is not None:
        return id
    return same_section(id, before.notebook, workspace.notebook) if before else None
