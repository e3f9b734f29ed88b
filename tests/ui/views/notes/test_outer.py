"""A link out of the part that is open is followed as far as the vault or repository round it reaches."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model.workspace import Workspace
from app.session import answers, verbs
from app.sources.workspace import load
from app.ui.session.store import Store
from app.ui.views.notes.panel import NotesPanel
from tests.ui.views.notes.network import Reads

pytestmark = pytest.mark.usefixtures("warm_cache")  # what is borrowed is read once


@pytest.fixture
def part(tmp_path: Path, panel: NotesPanel, store: Store, reads: Reads) -> Path:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "Storage" / "deep").mkdir(parents=True)
    (vault / "Compute").mkdir()
    (vault / "Storage" / "S3.md").write_text(
        "# Buckets\n\n[Home](../Compute/EC2.md)\n\n## Classes\n"
    )
    (vault / "Storage" / "deep" / "Ice.md").write_text("# Ice\n")
    (tmp_path / "out.md").write_text("# Secret\n")
    links = "[S3](../Storage/S3.md#classes) [Ice](Ice) [Out](../../out.md)\n"
    (vault / "Compute" / "EC2.md").write_text(f"# EC2\n\n{links}")
    store.do(answers.take_workspace, _read(vault / "Compute"))
    store.do(verbs.open_section, store.workspace.notebook.sections[0].id)  # type: ignore[union-attr]
    reads("EC2")
    return vault / "Compute"


def _read(folder: Path) -> Workspace:
    return load(folder)


def test_it_is_read_and_shown_with_where_it_lies_and_back_leads_back(
    part: Path, panel: NotesPanel, store: Store, reads: Reads
) -> None:
    panel.open_link("../Storage/S3.md#classes")
    reads("Buckets")
    assert store.state.section == "../Storage/S3.md/classes"
    said = panel.footer.label.text()
    assert "../Storage/S3.md" in said
    assert "Open all of “vault”" in said
    panel.contents.open_list()
    assert panel.contents.model.note is not None  # and its headings in the contents
    panel.header.back.click()
    reads("Ice")
    panel.header.forward.click()
    reads("Buckets")
    panel.open_link("../Compute/EC2.md")  # in again
    reads("Out")
    assert store.state.section == "ec2"


def test_one_that_is_only_named_is_looked_for_and_what_is_outside_is_not_read(
    part: Path, panel: NotesPanel, store: Store, reads: Reads, qtbot: QtBot
) -> None:
    panel.open_link("Ice")
    qtbot.waitUntil(lambda: store.state.section == "../Storage/deep/Ice.md/ice")
    panel.header.back.click()
    told: list[str] = []
    panel.hint.connect(told.append)
    panel.open_link("../../out.md")
    panel.open_link("Nobody")
    qtbot.waitUntil(lambda: any("no note is called so" in text for text in told))
    assert any("../../out.md leads nowhere" in text for text in told)
    assert store.state.section == "ec2"


def test_it_follows_its_file_when_files_are_read_again(
    part: Path, panel: NotesPanel, store: Store, reads: Reads
) -> None:
    panel.open_link("../Storage/S3.md")
    reads("Buckets")
    file = part.parent / "Storage" / "S3.md"
    assert file in panel.picture_files  # it is watched
    file.write_text("# Buckets\n\nThey hold objects.\n")
    store.do(answers.take_workspace, _read(part))
    reads("They hold objects.")
