"""What is read when notes are opened: the first; and where all of a vault is opened from a note of it, that one."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import verbs
from tests.ui.driving import window_on

WAIT = 30_000  # ms


def test_it_is_opened_at_the_note_that_is_read(
    qtbot: QtBot, tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / ".obsidian").mkdir()
    for name, text in (
        ("web/web.dot", "digraph { shop }"),
        ("web/a.md", "# A\n"),
        ("b.md", "# B\n\n## C\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with window_on(qtbot, tmp_path / "web") as window:
        qtbot.waitUntil(lambda: window.notes is not None, timeout=WAIT)
        window.store.do(verbs.open_section, SectionId("a"))
        assert window.notes is not None
        window.notes.open_link("../b.md#c")
        qtbot.waitUntil(lambda: window.store.state.section == "../b.md/c", timeout=WAIT)
        label = window.notes.footer.label
        qtbot.waitUntil(lambda: "Open all of" in label.text(), timeout=WAIT)
        label.linkActivated.emit("whole:")
        qtbot.waitUntil(lambda: window.store.state.section == "c", timeout=WAIT)
        assert window.store.workspace is not None
        assert window.store.workspace.root == str(tmp_path)


def test_the_first_note_is_there_before_diagrams_and_stays_where_they_are_about_none(
    qtbot: QtBot, tmp_path: Path, warm_cache: Path
) -> None:
    for name in ("bread", "cake"):
        (tmp_path / f"{name}.md").write_text(f"# {name.title()}\n\nFlour.\n")
    with window_on(qtbot, tmp_path) as window:
        assert window.store.workspace is not None
        assert window.store.workspace.borrowed
        assert window.store.state.section == "bread"
