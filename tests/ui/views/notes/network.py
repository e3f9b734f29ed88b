"""Two small notes beside two diagrams, and how a test reads them in the panel."""

from __future__ import annotations

from collections.abc import Callable

from app.model.diagram import Diagram, Node
from app.model.diagram_layout import DiagramLayout, NodePlace
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link, Note, Notebook, Section
from app.model.workspace import Workspace
from app.ui.views.notes.panel import NotesPanel

Reads = Callable[[str], None]

NETWORK = "# VPC\n\nA network of [servers](ec2.md).\n\n![All of it](images/vpc.png)\n\n" + "".join(
    f"## Part {n}\n\n" + "Words that fill the page. " * 60 + "\n\n" for n in range(1, 6)
)
SERVERS = "# EC2\n\nServers. See [parts](vpc.md#part-2), [the picture](../vpc.py).\n"


def note(file: str, title: str, text: str) -> Note:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.startswith("#")]
    sections = []
    for number, line in lines:
        heading = line.lstrip("#").strip()
        anchor = heading.lower().replace(" ", "-")
        level = len(line) - len(line.lstrip("#"))
        sections.append(Section(SectionId(anchor), anchor, heading, level, file, number, ""))
    return Note(file, title, (), tuple(sections), text)


def workspace(root: str = "/nowhere") -> Workspace:
    nodes = (
        Node(ElementId("gateway"), "NAT\ngateway"),
        Node(ElementId("odd"), "Odd thing"),
        Node(ElementId("web"), "Web server"),
    )
    book = Notebook((note("notes/vpc.md", "VPC", NETWORK), note("notes/ec2.md", "EC2", SERVERS)))
    links: dict[ElementId, Link] = {
        ElementId("gateway"): Link(ElementId("gateway"), SectionId("part-3"), "label"),
        ElementId("odd"): Link(
            ElementId("odd"), None, "nothing", (SectionId("part-1"), SectionId("ec2"))
        ),
        ElementId("web"): Link(ElementId("web"), SectionId("ec2"), "label"),
    }
    diagram = Diagram(DiagramId("vpc"), "Network", "vpc", "diagrams/vpc.py", nodes=nodes)
    other = Diagram(DiagramId("ecs"), "Cluster", "ecs_cluster", "diagrams/ecs.py", nodes=nodes[:1])
    more = {ElementId("gateway"): Link(ElementId("gateway"), SectionId("part-3"), "label")}
    return Workspace(
        root, "W", False, (diagram, other), book, {DiagramId("vpc"): links, DiagramId("ecs"): more}
    )


def layout(diagram: Diagram) -> DiagramLayout:
    places = {
        n.id: NodePlace(
            Box(x * 100, 0, 80, 90), Box(x * 100, 0, 60, 60), Box(x * 100, 64, 80, 20), (n.label,)
        )
        for x, n in enumerate(diagram.nodes)
    }
    return DiagramLayout(diagram, 400, 200, places, {}, {})


def marked(panel: NotesPanel) -> tuple[str, int]:
    """The marked heading, and its y in the view, px."""
    (*_, first) = reversed(panel.view.extraSelections())
    return first.cursor.selectedText(), panel.view.cursorRect(first.cursor).top()


def marked_top(panel: NotesPanel) -> int:
    return marked(panel)[1]
