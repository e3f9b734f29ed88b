"""Where a person gets to who selects something or goes to another diagram: the notes show what is in
front. Values only, as in `app.session.history`."""

from __future__ import annotations

from dataclasses import replace

from app.model.ids import DiagramId, ElementId, SectionId
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.session.history import NavigationHistory


def selected(
    state: ViewState, component: ElementId | None, workspace: Workspace | None
) -> ViewState:
    """With that selected and, where it is a component, its section open. An edge, which has none,
    and nothing leave the open one open."""
    section = state.section
    if component and workspace and _is_component(workspace, state.diagram, component):
        link = workspace.link(state.diagram, component)
        section = link.section if link else None
    elif component is None and workspace and section is None:
        section = workspace.own_section(state.diagram)
    return replace(state, selection=component, section=section, reading=None)


def gone(
    history: NavigationHistory,
    workspace: Workspace,
    diagram: DiagramId,
    trail: tuple[DiagramId, ...],
    component: ElementId | None = None,
    section: SectionId | None = None,
) -> ViewState:
    """In a diagram as it was left, with a component selected, and with its section, or another one,
    open."""
    now, there = history.state, history.state_of(diagram, workspace)
    section = section or section_beside(workspace, now.section, there)
    if now.reading and section != now.section:
        now = replace(now, reading=section)
    state = replace(there, section=section, reading=now.reading, tidy=now.tidy, trail=trail)
    state = replace(state, tour=now.tour, step=now.step)
    if component and component != state.selection:
        # Where it was left, the component need not be in view.
        return replace(selected(state, component, workspace), viewport=None)
    return state


def way_in(state: ViewState, inside: DiagramId) -> tuple[DiagramId, ...]:
    """The trail of a diagram that one goes into from here. Going round in a circle makes no longer
    way back."""
    trail = (*state.trail, state.diagram)
    return trail[: trail.index(inside)] if inside in trail else trail


def section_beside(
    workspace: Workspace, open_now: SectionId | None, there: ViewState
) -> SectionId | None:
    """The section to be open beside a diagram that is gone to: that of what is selected there, else
    the diagram's own. Where it has none, the one that is open."""
    link = workspace.link(there.diagram, there.selection) if there.selection else None
    if link and link.section:
        return link.section
    if open_now in workspace.homes(there.diagram):
        return open_now
    return workspace.own_section(there.diagram) or open_now


def _is_component(workspace: Workspace, diagram: DiagramId, element: ElementId) -> bool:
    found = workspace.diagram(diagram)
    return found is None or element not in found.index.edges
