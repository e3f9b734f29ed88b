"""Questions as people ask them, over notes as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.notes import Note, Notebook, Section
from app.model.tour import Step, Tour, TourOrigin
from app.model.workspace import Workspace
from app.search.entry import EntryKind, entries
from app.search.index import EntryIndex
from app.search.marks import Marks

NOTES = {
    "Network/Rules.md": (
        ("Rules", ""),
        ("Security groups", "Stateful. They allow, and never refuse, at the instance."),
        ("NACLs", "Stateless rules of a subnet, in the order of their numbers."),
        ("Which one", "The difference between a group and a list is where it works."),
    ),
    "Storage/Archives.md": (
        ("Archives", "For what is rarely read."),
        ("Limits", "An object has at most 5 TB, a single upload 5 GB."),
        ("Glacier classes", "Retrieval from S3 takes hours there, minutes if one pays more."),
    ),
    "Compute/Functions.md": (
        ("Functions", "Code without servers."),
        ("Limits", "Execution ends after 900 seconds, the time that is allowed."),
    ),
    "Compute/Disks.md": (
        ("Disks", "A warning: two of a kind."),
        ("Spot", "One has two minutes after the warning that capacity is needed elsewhere."),
        ("Two", "A chapter of its own, minutes of a meeting, and far from that the words " * 9),
    ),
}


def _workspace(notes: Mapping[str, tuple[tuple[str, str], ...]]) -> Workspace:
    read = []
    for file, parts in notes.items():
        sections = tuple(
            Section(SectionId(f"{file}#{n}"), f"{n}", title, 2 if n else 1, file, 4 * n + 1, text)
            for n, (title, text) in enumerate(parts)
        )
        read.append(Note(file, parts[0][0], (), sections, ""))
    node = Node(ElementId("acl"), "Security group and network ACL, the difference between the two")
    diagram = Diagram(DiagramId("ours"), "Rules of a network", "ours", "ours.py", nodes=(node,))
    return Workspace("/nowhere", "W", False, (diagram,), Notebook(tuple(read)), borrowed=True)


@pytest.fixture(scope="module")
def index() -> EntryIndex:
    return EntryIndex(entries(_workspace(NOTES)))


@pytest.mark.parametrize(
    ("question", "file", "title"),
    [
        ("difference between security group and nacl", "Network/Rules.md", "Security groups"),
        ("network acl", "Network/Rules.md", "NACLs"),  # another name
        ("what is a network access control list", "Network/Rules.md", "NACLs"),
        ("s3 glacier retrieval time", "Storage/Archives.md", "Glacier classes"),
        ("limits of archives", "Storage/Archives.md", "Limits"),  # the file says which
        ("how long can functions run", "Compute/Functions.md", "Limits"),  # and other words
        ("compute limits", "Compute/Functions.md", "Limits"),  # and the folder
        ("two minutes warning", "Compute/Disks.md", "Spot"),  # words that stand together
    ],
)
def test_a_question_finds_its_section_first(
    index: EntryIndex, question: str, file: str, title: str
) -> None:
    best = index.search(question)[0].entry
    assert (best.kind, best.file, best.title) == (EntryKind.SECTION, file, title)


def test_ones_own_notes_come_before_what_is_lent(index: EntryIndex) -> None:
    kinds = [hit.entry.kind for hit in index.search("security group network acl")]
    assert kinds[0] is EntryKind.SECTION
    assert EntryKind.COMPONENT in kinds
    own = EntryIndex(entries(replace(_workspace(NOTES), borrowed=False)))
    both = {EntryKind.DIAGRAM, EntryKind.SECTION}

    def first(index: EntryIndex) -> EntryKind:
        kinds = (hit.entry.kind for hit in index.search("network rules"))
        return next(kind for kind in kinds if kind in both)

    assert (first(own), first(index)) == (EntryKind.DIAGRAM, EntryKind.SECTION)


def test_a_table_of_contents_comes_after_what_it_leads_to() -> None:
    links = "".join(f"- [Glacier part {n}](Glacier.md#part-{n})\n" for n in range(4))
    told = (("Glacier", "Slow to read, and to be waited for."),)
    book = {"README.md": (("Glacier", links),), "Storage/Cold.md": told}
    index = EntryIndex(entries(_workspace(book)))
    found = [hit.entry.file for hit in index.search("glacier") if hit.entry.lent is False]
    assert found == ["Storage/Cold.md", "README.md"]


def test_a_quiz_comes_after_what_it_asks_about() -> None:
    book = {
        "practice-exam/exam-1.md": (("Question 1", "How long does a Glacier retrieval take?"),),
        "Storage/Cold.md": (("Cold", "A Glacier retrieval takes hours, and costs."),),
    }
    found = EntryIndex(entries(_workspace(book))).search("glacier retrieval")
    assert next(hit.entry.file for hit in found if not hit.entry.lent) == "Storage/Cold.md"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("block a single ip address", "NACLs"),
        ("public ip of the client behind a load balancer", "X-Forwarded-For"),
        ("private access from vpc to s3", "VPC endpoints"),
        ("who deleted my bucket", "CloudTrail"),
    ],
)
def test_a_question_finds_what_it_is_about_and_does_not_name(question: str, title: str) -> None:
    told = (
        ("Networks", "Of a VPC, with public and private addresses, and what reaches S3."),
        ("IP addresses", "Each a single address, public or private, of a block."),
        ("NACLs", "Rules that also deny."),
        ("Load balancers", "What stands before servers has a public IP address of its own."),
        ("X-Forwarded-For", "A header with where a request comes from."),
        ("S3 buckets", "Private, until one says otherwise. Access to a bucket is by policy."),
        ("VPC endpoints", "A way that does not leave the network."),
        ("CloudTrail", "Each call, with the time of it."),
        ("Deleting", "A bucket that is deleted is gone."),
    )
    found = EntryIndex(entries(_workspace({"Notes.md": told}))).search(question)
    titles = [hit.entry.title for hit in found if not hit.entry.lent]
    assert title in titles[:3]


def test_words_with_a_hyphen_are_found_without_it_and_with_it() -> None:
    notes = {
        "a.md": (("Pre-signed URLs", ""),),
        "b.md": (("Others", "A presigned one, and more."),),
        "c.md": (("Apart", "It is pre signed."),),
    }
    index = EntryIndex(entries(_workspace(notes)))
    assert {hit.entry.title for hit in index.search("presigned")} == {"Pre-signed URLs", "Others"}
    found = {hit.entry.title for hit in index.search("pre-signed")}
    assert found == {"Pre-signed URLs", "Others", "Apart"}


def test_components_that_look_the_same_are_found_once(index: EntryIndex) -> None:
    nodes = tuple(Node(ElementId(str(n)), "no") for n in range(5))
    diagram = Diagram(DiagramId("d"), "Choices", "d", "d.py", nodes=nodes)
    found = EntryIndex(entries(Workspace("/", "W", False, (diagram,)))).search("no")
    assert [hit.entry.title for hit in found if hit.entry.kind is EntryKind.COMPONENT] == ["no"]


def test_a_tour_made_of_a_list_comes_with_its_section() -> None:
    steps = (Step("One", "", DiagramId("ours"), frozenset()),)
    made = Tour(TourId("list"), "Glacier classes", steps, TourOrigin.LIST)
    index = EntryIndex(entries(replace(_workspace(NOTES), tours=(made,))))
    kinds = [hit.entry.kind for hit in index.search("glacier classes")]
    assert EntryKind.TOUR not in kinds
    assert index.search("tour glacier classes")[0].entry.kind is EntryKind.TOUR


def test_what_was_found_by_another_name_is_marked(index: EntryIndex) -> None:
    typed = "network access control list"
    hit = index.search(typed)[0]
    marked = Marks(index, typed).title(hit)
    assert [marked.text[start:end] for start, end in marked.spans] == ["NACL"]


def test_a_result_says_which_file(index: EntryIndex) -> None:
    assert index.search("glacier")[0].entry.place == "Storage/Archives.md"
    deep = _workspace(
        {
            f"{'a folder that is long'}/{'another one'}/Glacier 2 of 12.md": NOTES[
                "Storage/Archives.md"
            ]
        }
    )
    found = EntryIndex(entries(deep)).search("glacier")[0].entry
    assert (found.place, found.file) == (
        "…/Glacier 2 of 12.md",
        "a folder that is long/another one/Glacier 2 of 12.md",
    )
