"""A new script for a section: a program of which nothing that the notes say becomes a part."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.errors import EditError
from app.model.workspace import Workspace
from app.sources.edits.making import plan, write
from app.sources.scripts.script_run import AS_USUAL
from app.sources.workspace import load

NOTE = """# Course

## Amazon EC2 - Deep Dive

![](images/ec2-flow.png)

## \\"); import os #

Text.

## Random

![](https://example.org/far.png)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "course").mkdir()
    (tmp_path / "course.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "shop.dot").write_text("digraph { till }")
    return load(tmp_path, allowed=lambda _: AS_USUAL)


def test_it_is_called_as_the_missing_picture_which_it_then_is(
    tmp_path: Path, workspace: Workspace
) -> None:
    section = workspace.notebook.sections[1]
    script = plan(workspace, section)
    assert script.path == tmp_path / "ec2-flow.py"
    assert "from diagrams.aws.compute import EC2\n" in script.text
    assert script.text.splitlines()[script.line - 1].strip().startswith("subject = EC2(")
    write(script)
    again = load(tmp_path, allowed=lambda _: AS_USUAL)
    assert not again.problems
    made = next(d for d in again.diagrams if d.source == script.file)
    assert again.pictured(section.images[0]) == made
    assert again.about(made.id, section.id)
    assert plan(again, section).path.name == "amazon-ec2-deep-dive.py"


def test_a_title_is_never_a_part_of_the_program(workspace: Workspace) -> None:
    script = plan(workspace, workspace.notebook.sections[2])
    found = [type(node).__name__ for node in ast.parse(script.text).body]
    assert found == ["ImportFrom", "ImportFrom", "With"]
    assert script.path.name == "import-os.py"


def test_it_is_in_nobodys_way(tmp_path: Path, workspace: Workspace) -> None:
    section = workspace.notebook.sections[3]
    assert plan(workspace, section).path.name == "random-diagram.py"  # scripts import random
    (tmp_path / "random-diagram.py").write_text("mine")
    assert plan(workspace, section).path.name == "random-diagram-2.py"


def test_nothing_is_made_beside_the_notes_that_came_with_us(bundled: Workspace) -> None:
    with pytest.raises(EditError, match="came with Acetate"):
        plan(bundled, bundled.notebook.sections[0])
