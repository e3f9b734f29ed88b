"""Which of the borrowed diagrams a person's notes speak of, and which comes first."""

from __future__ import annotations

from pathlib import Path

from app.model.ids import DiagramId, SectionId
from app.model.workspace import Workspace
from app.sources.workspace import load


def _load(root: Path, **texts: str) -> Workspace:
    for name, text in texts.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    return load(root)


def test_the_first_diagram_is_the_one_that_the_first_note_is_about(
    tmp_path: Path, warm_cache: Path
) -> None:
    workspace = _load(
        tmp_path, a="# Athena\n\nSQL on files.\n", b="# S3\n\nBuckets.\n\n# EC2\n\nInstances.\n"
    )
    assert workspace.diagrams[0].id == "athena"
    order = [d.id for d in workspace.diagrams if d.id in workspace.subjects]
    assert order.index(DiagramId("s3")) + 1 == order.index(DiagramId("ec2"))
    assert order.index(DiagramId("ec2")) < order.index(DiagramId("purchasing"))
    assert workspace.subjects[DiagramId("athena")] == "athena"
    assert workspace.subjects[DiagramId("s3")] == "s3"


def test_diagrams_of_which_the_notes_do_not_speak_come_last(
    tmp_path: Path, warm_cache: Path
) -> None:
    workspace = _load(tmp_path, a="# S3\n\nBuckets hold objects.\n")
    assert {"glue", "sagemaker", "iam", "cloud_map"} <= workspace.apart
    assert "s3" not in workspace.apart
    there = [d.id in workspace.apart for d in workspace.diagrams]
    assert there == sorted(there)


def test_a_picture_with_a_file_of_its_own_is_none_of_a_diagram(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "glue.png").write_bytes(b"a photograph")
    text = "# Holidays\n\n![me](glue.png)\n\n# More\n\n![](vpc.png)\n"
    workspace = _load(tmp_path, a=text)
    assert workspace.homes(DiagramId("glue")) == ()
    assert workspace.homes(DiagramId("vpc")) == (SectionId("more"),)
    assert workspace.diagrams[0].id == "vpc"
    assert "glue" in workspace.apart
