"""Of infrastructure, our notes open where a person's do not speak of a component."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.details import Details
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.places import bundled_root
from app.sources.coverage import GapKind, coverage
from app.sources.finding import place
from app.sources.formats import registered
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.workspace import load
from tests import arrows

BUCKET = Details("AWS::S3::Bucket", "Bucket", "shop.arrows", 2)


def read(path: Path, origin: DiagramOrigin) -> SourceReading:
    """Buckets and databases, by their names."""
    reading = arrows.read(path, origin)
    kinds = {"Files": "aws.storage.SimpleStorageServiceS3", "Orders": "aws.database.RDS"}
    graphs = tuple(
        replace(g, nodes=tuple(replace(n, kind=kinds[n.id], details=BUCKET) for n in g.nodes))
        for g in reading.graphs
    )
    return replace(reading, graphs=graphs)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "shop.arrows").write_text("arrows:\nOrders -> Files\n")
    with registered(arrows.FORMAT._replace(read=read)):
        yield tmp_path


def opened(workspace: Workspace, label: str) -> str | None:
    """The file of the section that a component opens."""
    (diagram,) = workspace.diagrams
    node = next(n for n in diagram.nodes if n.label == label)
    link = workspace.link(diagram.id, node.id)
    section = workspace.notebook.section(link.section) if link else None
    return section.file if section else None


def test_without_notes_ours_open(folder: Path) -> None:
    workspace = load(folder)
    assert opened(workspace, "Files") == "resources/notes/s3.md"
    assert opened(workspace, "Orders") == "resources/notes/rds.md"
    assert {n.file for n in workspace.notebook.lent} == {
        "resources/notes/s3.md",
        "resources/notes/rds.md",
    }
    assert place(workspace, "resources/notes/s3.md")[0] == bundled_root()


def test_a_persons_own_notes_come_first(folder: Path) -> None:
    (folder / "buckets.md").write_text("# S3\n\nWe keep files here.\n")
    workspace = load(folder)
    assert opened(workspace, "Files") == "buckets.md"
    assert opened(workspace, "Orders") == "resources/notes/rds.md"
    assert [n.file for n in workspace.notebook.notes] == ["buckets.md"]
    gaps = [gap for gap in coverage(workspace) if gap.kind is GapKind.NOT_SHOWN]
    assert [gap.file for gap in gaps if gap.file != "buckets.md"] == []


def test_diagrams_that_describe_nothing_get_none(tmp_path: Path) -> None:
    (tmp_path / "shop.arrows").write_text("arrows:\nS3 -> RDS\n")
    with registered(arrows.FORMAT):
        workspace = load(tmp_path)
    assert workspace.notebook.lent == ()
    assert workspace.link(DiagramId("shop"), ElementId("ellipse:s3")) is not None


def test_examples_among_notes_leave_our_diagrams_there(tmp_path: Path) -> None:
    """A template beside many notes is there for them, and ours are lent all the same."""
    (tmp_path / "shop.arrows").write_text("arrows:\nOrders -> Files\n")
    for name in ("README", "vpc", "ec2", "s3"):
        (tmp_path / f"{name}.md").write_text(f"# {name.upper()}\n\nIt is this and that.\n")
    with registered(arrows.FORMAT._replace(read=read, describes=True)):
        workspace = load(tmp_path)
        sources = [d.source for d in workspace.diagrams]
        assert "shop.arrows" in sources
        assert "diagrams/vpc.py" in sources
        at = sources.index("shop.arrows")
        ahead = {d.id for d in workspace.diagrams[:at]}
        assert ahead
        assert not ahead & workspace.apart
        (shop,) = [d for d in workspace.diagrams if d.source == "shop.arrows"]
        link = workspace.link(shop.id, ElementId("simplestorageservices3:files"))
        assert link is not None
        section = workspace.notebook.section(link.section)
        assert section is not None
        assert section.file == "s3.md"
        assert [d.source for d in load(tmp_path / "shop.arrows").diagrams] == ["shop.arrows"]
        assert "diagrams/vpc.py" in [d.source for d in load(tmp_path / "vpc.md").diagrams]
        (tmp_path / "ec2.md").unlink()
        (tmp_path / "vpc.md").unlink()
        assert [d.source for d in load(tmp_path).diagrams] == ["shop.arrows"]


def test_a_readme_in_a_folder_without_code_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code/shop.arrows").write_text("arrows:\nOrders -> Files\n")
    for name in ("vpc", "ec2", "s3", "code"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "README.md").write_text(f"# {name.upper()}\n\nIt is this and that.\n")
    with registered(arrows.FORMAT._replace(read=read, describes=True)):
        assert "diagrams/vpc.py" in [d.source for d in load(tmp_path).diagrams]
        (tmp_path / "s3/more.arrows").write_text("")
        assert "diagrams/vpc.py" not in [d.source for d in load(tmp_path).diagrams]


def test_pictures_that_hold_a_drawing_are_the_notes_own(tmp_path: Path) -> None:
    (tmp_path / "shop.arrows").write_text("arrows:\nOrders -> Files\n")
    for name in ("vpc", "ec2", "s3"):
        (tmp_path / f"{name}.md").write_text(f"# {name.upper()}\n\nIt is this and that.\n")
    with registered(arrows.FORMAT):
        assert [d.source for d in load(tmp_path).diagrams] == ["shop.arrows"]
    with registered(arrows.FORMAT._replace(within=(".arrows",))):
        assert "diagrams/vpc.py" in [d.source for d in load(tmp_path).diagrams]


def test_a_picture_beside_a_readme_is_no_code(tmp_path: Path) -> None:
    (tmp_path / "s3").mkdir()
    (tmp_path / "s3/shop.held.arrows").write_text("arrows:\nOrders -> Files\n")
    for name in ("vpc", "ec2", "s3"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "README.md").write_text(f"# {name.upper()}\n\nIt is this and that.\n")
        (tmp_path / name / "photo.arrows").write_text("")
    with registered(arrows.FORMAT._replace(suffixes=(".held.arrows",), within=(".arrows",))):
        assert "diagrams/vpc.py" in [d.source for d in load(tmp_path).diagrams]
