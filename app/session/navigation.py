"""Where a person gets to who selects something or goes to another diagram. Values only, as in
`app.session.history`."""

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
    leaves the open one open."""
    section = state.section
    if component and workspace and _is_component(workspace, state.diagram, component):
        link = workspace.link(state.diagram, component)
        section = link.section if link else None
    return replace(state, selection=component, section=section, reading=None)


def gone(
    history: NavigationHistory,
    workspace: Workspace,
    diagram: DiagramId,
    trail: tuple[DiagramId, ...],
    component: ElementId | None = None,
    section: SectionId | None = None,
) -> ViewState:
    """In a diagram as it was left, with a component selected, and with the section that is open or
    another one."""
    now, there = history.state, history.state_of(diagram, workspace)
    section = section or now.section
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
    """The section to be open beside a diagram that is gone to. The one that is open, if the diagram
    shows it; else the one that was open there, if it does; else the one that has its picture."""
    homes = workspace.homes(there.diagram)
    for section in (open_now, there.section, *homes):
        if section in homes or workspace.about(there.diagram, section):
            return section if open_now else None
    return open_now


def _is_component(workspace: Workspace, diagram: DiagramId, element: ElementId) -> bool:
    found = workspace.diagram(diagram)
    return found is None or element not in found.index.edges
