"""A small workspace that is searched: two diagrams, two notes."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Note, Notebook, Section
from app.model.workspace import Workspace
from app.search.entry import Entry, EntryKind, entries
from app.search.index import EntryIndex

VPC = (
    ("VPC", "A network of your own."),
    ("NAT gateway", "It lets *instances* in a [private subnet](#private) reach out, nobody in."),
    ("Internet gateway", "The way between a VPC and the internet, for private and public ones."),
    ("Private subnet", "Its route table has no route to the internet gateway."),
    ("Instance metadata", "`169.254.169.254` answers with facts about the instance."),
    ("Größen", "Ein Netz hat höchstens /16. 概要はこちらです。"),
)
ECS = (
    ("ECS", "Runs containers."),
    ("Capacity provider", "Links a cluster with a source of capacity; see CPUUtilization."),
    ("Load-balancer", "Spreads requests over tasks behind one address."),
)


def note(file: str, title: str, parts: tuple[tuple[str, str], ...], *aliases: str) -> Note:
    sections = tuple(
        Section(
            SectionId(f"{title}-{n}".lower()), f"{n}", name, 2 if n else 1, file, 4 * n + 1, text
        )
        for n, (name, text) in enumerate(parts)
    )
    return Note(file, title, aliases, sections, "")


@pytest.fixture
def workspace() -> Workspace:
    vpc = Diagram(
        DiagramId("vpc"),
        "A network",
        "vpc",
        "vpc.py",
        layers=("networking", "iam"),
        nodes=(
            Node(
                ElementId("nat"),
                "NAT\ngateway",
                cluster=ElementId("public"),
                layers=("networking",),
                line=7,
            ),
            Node(
                ElementId("role"), "App role", layers=("iam",), tooltip="What the servers may do."
            ),
            Node(ElementId("point"), ""),
        ),
        clusters=(Cluster(ElementId("public"), "Public subnet"),),
    )
    ecs = Diagram(
        DiagramId("ecs"),
        "ECS cluster",
        "ecs_cluster",
        "ecs.py",
        layers=("iam", "cicd", "spare"),
        nodes=(
            Node(ElementId("gate"), "NAT gateway"),
            Node(ElementId("task"), "Task role", layers=("iam",)),
            Node(ElementId("capacity"), "Capacity provider", layers=("cicd",)),
        ),
    )
    notes = (note("notes/vpc.md", "VPC", VPC), note("notes/ecs.md", "ECS", ECS, "Fargate"))
    return Workspace("/nowhere", "W", False, (vpc, ecs), Notebook(notes))


@pytest.fixture
def index(workspace: Workspace) -> EntryIndex:
    command = Entry(EntryKind.COMMAND, "export", "Export picture", "Ctrl+E", text="File")
    return EntryIndex([*entries(workspace), command])
