"""A copy of the bundled workspace, to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import WriteError
from app.places import bundled_root, own_tours
from app.sources.edits.copying import copy_bundled
from app.sources.finding import find


def test_a_copy_is_a_workspace_with_all_that_is_bundled(tmp_path: Path) -> None:
    own_tours().mkdir(parents=True)
    (own_tours() / "mine.md").write_text("---\ndiagram: vpc\n---\n\n## One\n")
    ours = find(None)
    assert copy_bundled(tmp_path / "copy") == len([*ours.diagrams, *ours.notes, *ours.tours])
    found = find(tmp_path / "copy")
    assert not found.bundled
    assert not found.problems
    for own, copied in ((ours.diagrams, found.diagrams), (ours.notes, found.notes)):
        assert {p.name: p.read_bytes() for p in own} == {p.name: p.read_bytes() for p in copied}
    assert {p.name for p in found.tours} == {p.name for p in ours.tours}
    assert (tmp_path / "copy" / "tours" / "mine.md").is_file()


def test_nothing_is_written_over_nor_among_the_programs_own(tmp_path: Path) -> None:
    theirs = tmp_path / "diagrams" / "vpc.py"
    theirs.parent.mkdir()
    theirs.write_text("mine")
    with pytest.raises(WriteError, match="already a file"):
        copy_bundled(tmp_path)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [theirs]
    with pytest.raises(WriteError, match="already a file"):
        copy_bundled(bundled_root())
    with pytest.raises(WriteError, match="own files"):
        copy_bundled(bundled_root() / "resources" / "new")
