"""What the notes panel shows beside notes: pages of our own, and diagrams as pictures."""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import quote

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.model.diagram import Cluster, Node
from app.model.diagram_layout import DiagramLayout
from app.model.folders import Folder, in_folders
from app.model.geometry import fitting
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.link_reasons import AMBIGUOUS
from app.model.notes import Note, Section
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.paths import path_of
from app.scene.theme import Theme
from app.sources import handed
from app.sources.block_diagrams import READABLE
from app.sources.file_formats import note_formats
from app.ui.kit import plain

PADDING = 12  # px round a diagram in a note
MOST = 200  # notes that a page lists
LABELS, DIAGRAMS = 4, 3  # that are named under a section's heading
LARGEST = 1.0  # px per pt; a picture of three nodes is not blown up
WIDEST = 8_000  # px of one that is wider than its column


def own(workspace: Workspace | None, diagram: DiagramId, component: Node | Cluster | None) -> str:
    """In place of a note: what to do, or that no note is about the component that is selected."""
    if workspace is None:
        return ""
    if workspace.growing and not workspace.notebook.notes:
        return _page("Reading the notes…", "Meanwhile, the picture can be explored.")
    if component is None:
        return empty(workspace)
    link = workspace.link(diagram, component.id)
    near = (workspace.notebook.section(id) for id in (link.nearest if link else ()))
    label, offered = plain.line(component.label), [s for s in near if s]
    if link and link.reason == AMBIGUOUS:
        return several_about(label, offered, workspace)
    return nothing_about(label, offered, workspace)


def empty(workspace: Workspace) -> str:
    """Nothing is selected and nothing was read yet."""
    if not workspace.notebook.notes:
        format = note_formats()[0]
        if handed.is_text(path_of(workspace.root)):
            return _page(
                "No notes",
                "Standard input is a diagram alone. Save it as a file, and "
                f"{format.files} ({format.suffixes[0]}) beside it are its notes.",
            )
        return _page(
            "No notes yet", f"Put {format.files} ({format.suffixes[0]}) beside the diagrams."
        )
    coming = workspace.growing and not workspace.diagrams
    what = "The diagrams will follow." if coming else "Click a component to read about it."
    return _page("Nothing is open", what, _contents(workspace))


def nothing_about(label: str, nearest: Iterable[Section], workspace: Workspace) -> str:
    """A component that no section is about."""
    near = "".join(_entry(s.id, s.title) for s in nearest)
    offered = _part("Closest sections", near) if near else ""
    lead = f"Nothing in the notes is about {label}."
    return _page(label, lead, offered + _contents(workspace))


def several_about(label: str, sections: Iterable[Section], workspace: Workspace) -> str:
    """A component that several sections are equally about, each with the file it is in."""
    entries = "".join(_entry(s.id, f"{s.title} – {s.file}") for s in sections)
    lead = f"Several sections are about {label}. Which one do you mean?"
    return _page(label, lead, _part("Sections", entries) + _contents(workspace))


def section_href(id: SectionId) -> str:
    return f"section:{quote(id, safe='')}"


def diagram_href(id: DiagramId, component: ElementId | None = None) -> str:
    return f"diagram:{quote(id, safe='')}" + (f"?{quote(component, safe='')}" if component else "")


def diagrams_with(section: SectionId, workspace: Workspace) -> list[tuple[str, str]]:
    """Title and href of each diagram that shows a section: a component of it that opens the
    section, or the picture that stands there."""
    found: dict[DiagramId, tuple[str, str]] = {}
    for id, component in workspace.shown_in(section):
        if diagram := workspace.diagram(id):
            found.setdefault(id, (diagram.title, diagram_href(id, component)))
    if shown := workspace.notebook.section(section):
        for image in shown.images:
            if diagram := workspace.pictured(image):
                found.setdefault(diagram.id, (diagram.title, diagram_href(diagram.id)))
    return list(found.values())


def shown_in(section: SectionId, workspace: Workspace) -> list[tuple[str, list[tuple[str, str]]]]:
    """By diagram title, label and href of components that open the section, each label once.
    First the diagrams whose pictures stand in it. Where there are many, the rest is a link to the
    diagram, and further diagrams share a line."""
    found: dict[DiagramId, dict[str, str]] = {}
    for id, component in workspace.shown_in(section):
        diagram = workspace.diagram(id)
        element = diagram.index.component(component) if diagram else None
        if diagram and element:
            label = plain.line(element.label)
            found.setdefault(id, {}).setdefault(label, diagram_href(id, component))
    here = workspace.notebook.section(section)
    pictured = {d.id for i in here.images if (d := workspace.pictured(i))} if here else set()
    ordered = sorted(found, key=lambda shows: shows not in pictured)
    titles = {d.id: plain.line(d.title) for d in workspace.diagrams}
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for id in ordered[:DIAGRAMS]:
        shown = list(found[id].items())[:LABELS]
        if len(found[id]) > LABELS:
            shown.append((f"{len(found[id]) - LABELS} more", diagram_href(id)))
        groups.append((titles[id], shown))
    if others := ordered[DIAGRAMS:]:
        groups.append(("other diagrams", [(titles[id], diagram_href(id)) for id in others]))
    return groups


def size(layout: DiagramLayout, width: int) -> tuple[int, int]:
    """Width and height in px of `draw`'s box in a column of that width."""
    scale = min((width - 2 * PADDING) / max(layout.width, 1.0), LARGEST)
    return round(layout.width * scale) + 2 * PADDING, round(layout.height * scale) + 2 * PADDING


def size_to_read(layout: DiagramLayout, width: int) -> tuple[int, int]:
    """The same, but wider than the column where the diagram could not be read in it."""
    readable = min(READABLE, WIDEST / max(layout.width, 1.0))
    return size(layout, max(width, round(layout.width * readable) + 2 * PADDING))


def draw(
    layout: DiagramLayout,
    layers: frozenset[str],
    width: int,
    height: int,
    ratio: float,
    theme: Theme,
) -> QImage:
    """A diagram with these layers, in a box of `width` × `height` px."""
    from app.render.painter import draw as paint
    from app.scene.appearance import appearance

    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.hairline))
    painter.setBrush(QColor(theme.canvas))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 8, 8)
    scale = fitting((layout.width, layout.height), (width - 2 * PADDING, height - 2 * PADDING))
    painter.translate((width - layout.width * scale) / 2, (height - layout.height * scale) / 2)
    painter.scale(scale, scale)
    state = ViewState(layout.diagram.id, layers)
    paint(painter, layout, appearance(layout, state, theme), scale * ratio)
    painter.end()
    return image


def _contents(workspace: Workspace) -> str:
    """All notes in their folders, as far as one looks through them."""
    listed: list[str] = []
    count = 0
    top = in_folders(workspace.notebook.notes)
    waiting = [top]
    while waiting and count < MOST:
        folder = waiting.pop()
        inside = list(folder.listed)
        waiting += [found for _, found in reversed(inside) if isinstance(found, Folder)]
        notes = [(name, found) for name, found in inside if isinstance(found, Note)]
        if folder is not top and notes:
            listed.append(f'<p class="entry"><b>{html.escape(folder.path)}</b></p>')
        listed += [_entry(n.sections[0].id, name) for name, n in notes[: MOST - count]]
        count += len(notes[: MOST - count])
    if more := len(workspace.notebook.notes) - count:
        listed.append(f"<p>and {more} more; the contents over the notes list them all.</p>")
    return _part("All notes", "".join(listed))


def _part(title: str, entries: str) -> str:
    return f"<h3>{title}</h3>{entries}"


def _entry(id: SectionId, title: str) -> str:
    return f'<p class="entry"><a href="{section_href(id)}">{plain.escaped(title)}</a></p>'


def _page(title: str, lead: str, rest: str = "") -> str:
    return f'<h2>{plain.escaped(title)}</h2><p class="lead">{html.escape(lead)}</p>{rest}'
