"""What of diagrams and notes does not meet is told once, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.sources.coverage import Gap, GapKind, coverage
from app.sources.linking import link
from app.sources.markdown.note import notebook, parse_note


def workspace(
    *diagrams: Diagram, root: Path = Path("/nowhere"), borrowed: bool = False, **notes: str
) -> Workspace:
    book = notebook(parse_note(text, f"{name}.md")[0] for name, text in notes.items())
    links, problems = link(diagrams, book)
    return Workspace(str(root), "W", False, diagrams, book, links, problems, borrowed)


def drawn(*parts: Node | Cluster | Edge, name: str = "d") -> Diagram:
    return Diagram(
        DiagramId(name),
        *(name.upper(), name, f"{name}.py"),
        nodes=tuple(p for p in parts if isinstance(p, Node)),
        clusters=tuple(p for p in parts if isinstance(p, Cluster)),
        edges=tuple(p for p in parts if isinstance(p, Edge)),
    )


def of(kind: GapKind, found: Workspace) -> list[Gap]:
    return [gap for gap in coverage(found) if gap.kind is kind]


def test_a_covered_workspace_has_no_gap() -> None:
    diagram = drawn(
        Node(ElementId("n"), "Web server"),
        Cluster(ElementId("c"), ""),
        Node(ElementId("j"), "", kind="point"),
    )
    found = workspace(diagram, web="# Web\n## Web server\nServes. ![](img/d.png)\n")
    assert coverage(found) == ()


def test_components_without_a_section_are_told_once_for_each_name() -> None:
    diagram = drawn(
        Node(ElementId("a"), "Web\nserver", line=3),
        Node(ElementId("b"), "Web server", line=4),
        Node(ElementId("c"), "", kind="aws.compute.EC2", line=5),
        Cluster(ElementId("g"), "Cellar", line=6),
    )
    found = of(GapKind.NO_SECTION, workspace(diagram, n="# Web servers farm\n"))
    assert [(gap.name, gap.line) for gap in found] == [("Web server", 3), ("EC2", 5), ("Cellar", 6)]
    assert found[0].sections == ("web-servers-farm",)
    assert (found[0].file, found[0].diagram, found[0].component) == ("d.py", "d", "a")
    assert str(found[0].problem()) == "d.py, line 3: “Web server” has no section in the notes."


def test_what_linking_tells_is_a_gap_with_its_choices() -> None:
    diagram = drawn(Node(ElementId("a"), "Same"), Node(ElementId("b"), "b", url="#sme"))
    found = workspace(diagram, x="# X\n## Same\nX.", y="# Y\n## Same\nY.")
    (ambiguous,) = of(GapKind.AMBIGUOUS, found)
    assert ambiguous.sections == ("x/same", "y/same")
    (dangling,) = of(GapKind.DANGLING, found)
    assert dangling.name == "b"
    assert {p.kind for p in found.problems} == {"ambiguous", "dangling"}
    assert not of(GapKind.NO_SECTION, found)


def test_a_section_is_shown_by_a_component_an_edge_or_a_picture() -> None:
    note = "# Top\nText.\n## By node\nA.\n## By edge\nB.\n## By picture\n![](d.png)\n## Not\nC.\n"
    edge = Edge(
        ElementId("e"),
        ElementId("n"),
        ElementId("n"),
        (ElementId("n"), ElementId("n")),
        url="#by-edge",
    )
    found = of(GapKind.NOT_SHOWN, workspace(drawn(Node(ElementId("n"), "By node"), edge), n=note))
    assert [(gap.name, gap.line) for gap in found] == [("Top", 1), ("Not", 9)]


def test_sections_that_nothing_needs_to_show() -> None:
    note = (
        "Before.\n# Holds others\n## Check yourself\nWhy?\n### Answers\nSo.\n## Empty\n# After\nX."
    )
    found = of(GapKind.NOT_SHOWN, workspace(drawn(), n=note, plain="Only text."))
    assert [gap.name for gap in found] == ["After", "plain"]


def test_without_diagrams_sections_are_no_gaps() -> None:
    assert coverage(workspace(n="# A\nText.")) == ()


def test_components_of_borrowed_diagrams_are_not_told() -> None:
    found = workspace(drawn(Node(ElementId("n"), "Alone")), borrowed=True, n="# Other\nText.")
    assert [gap.kind for gap in coverage(found)] == [GapKind.NOT_SHOWN]


def test_a_section_offers_components_that_are_called_like_it() -> None:
    diagram = drawn(Node(ElementId("a"), "Order desks A"), Node(ElementId("b"), "Far away"))
    (gap,) = of(GapKind.NOT_SHOWN, workspace(diagram, n="# Order desk\nText."))
    assert gap.components == (("d", "a"),)


def test_pictures_that_nothing_provides(tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(b"x")
    note = (
        "# N\n![](there.png) ![](d.png) ![](https://x.org/a.png) ![](data:image/png;base64,x)\n\n"
        "![](images/dd.png)\n![](../out.png)\n<img src='gone%00.png'>\n"
    )
    (tmp_path.parent / "out.png").write_bytes(b"x")
    found = of(GapKind.NO_PICTURE, workspace(drawn(), root=tmp_path, n=note))
    assert [(gap.name, gap.line) for gap in found] == [
        ("images/dd.png", 4),
        ("../out.png", 5),
        ("gone%00.png", 6),
    ]
    assert found[0].diagrams == ("d",)
    assert found[0].section == "n"


def test_what_obsidian_finds_in_another_folder_is_provided(tmp_path: Path) -> None:
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments" / "my pic.png").touch()
    note = "# A\n![[my pic.png|120]] ![[gone.png]] ![[Another note]]\n![](my%20pic.png)\n"
    found = of(GapKind.NO_PICTURE, workspace(drawn(), root=tmp_path, n=note))
    assert [(gap.name, gap.line) for gap in found] == [("gone.png", 2), ("my%20pic.png", 3)]


def test_the_bundled_notes_and_diagrams_cover_each_other(bundled: Workspace) -> None:
    assert coverage(bundled) == ()


def test_the_bundled_notes_name_just_the_pictures_that_are_exported(bundled: Workspace) -> None:
    named = {image.stem for s in bundled.notebook.sections for image in s.images}
    assert named == {d.filename for d in bundled.diagrams}
    lost = "iam vpc docker vm ec2_arch ec2 spot_instance ecs_cluster rds1 rds2 cache glue"
    assert named >= {*lost.split(), "quicksite_arch", "quicksite"}
