from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.model import problem
from app.model.diagram import Diagram
from app.model.ids import DiagramId, SectionId
from app.sources.reading import Reading
from app.sources.readings import Readings, key
from app.sources.stamps import stamps, watched_folders
from app.sources.workspace import steps

GOOD = Reading((Diagram(DiagramId("a"), "A", "a", "a.py"),))


def test_a_key_hangs_on_the_text_and_on_scripts_that_it_names(tmp_path: Path) -> None:
    script, shared, deep, other = (
        tmp_path / f"{n}.py" for n in ("script", "shared", "deep", "other")
    )
    script.write_text("import shared\n")
    other.write_text("")
    first = key(script)
    assert key(script) == first
    shared.write_text("from deep import A\n")
    second = key(script)
    assert second != first
    deep.write_text("A = 1\n")
    third = key(script)
    assert third != second
    other.write_text("B = 2\n")
    os.utime(script)
    assert key(script) == third
    assert key(tmp_path / "gone.py") == ""
    with other.open("wb") as file:
        file.truncate(1 << 30)
    assert key(other) == ""


def test_what_may_be_about_another_file_is_not_kept(tmp_path: Path) -> None:
    readings = Readings()
    path = tmp_path / "a.py"
    readings.keep_diagrams(path, "1", GOOD)
    assert readings.diagrams(path, "1") is GOOD
    assert readings.diagrams(path, "2") is None
    assert readings.anew().diagrams(path, "1") is None
    broken = Reading(problems=(problem.error("No.", "a.py", 1),))
    readings.keep_diagrams(path, "3", broken)
    assert readings.diagrams(path, "3") is broken
    readings.keep_diagrams(path, "4", Reading(GOOD.diagrams, (problem.warning("No icon."),)))
    assert readings.diagrams(path, "4") is None
    assert readings.diagrams(path, "") is None
    readings.trusting = True
    assert readings.diagrams(path, "4") is not None
    assert readings.diagrams(path, "3") is None


def test_a_note_that_cannot_be_read_is_as_it_last_was(tmp_path: Path, warm_cache: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# A\n")
    readings = Readings()
    for _ in range(3):
        *_, whole = steps(tmp_path, readings=readings)
        assert whole.notebook.section(SectionId("a")) is not None
        file.write_bytes(b"x" * (9 << 20))
        readings = readings.anew()
    assert "larger" in whole.problems[0].message
    file.write_text("# B\n")
    *_, whole = steps(tmp_path, readings=readings)
    assert whole.notebook.section(SectionId("b")) is not None
    assert not whole.problems


def test_stamps_differ_where_something_changed(tmp_path: Path) -> None:
    assert stamps(tmp_path / "gone") == {}
    assert watched_folders(tmp_path / "gone") == ()
    (tmp_path / "diagrams").mkdir()
    script = tmp_path / "diagrams" / "a.py"
    script.write_text("import diagrams")
    (tmp_path / "diagrams" / "_shared.py").write_text("")
    picture = tmp_path / "a.png"
    first = stamps(tmp_path, [picture])
    assert {p.name for p in first} == {"a.py", "_shared.py"}
    picture.write_text("")
    second = stamps(tmp_path, [picture])
    assert second.keys() - first.keys() == {picture}
    script.write_text("import diagrams as d")
    assert stamps(tmp_path, [picture])[script] != second[script]
    assert watched_folders(tmp_path) == (tmp_path, tmp_path / "diagrams")


def test_a_script_is_opened_again_only_where_one_that_it_names_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, shared, other = (tmp_path / f"{n}.py" for n in ("script", "shared", "other"))
    for file, text in ((script, "import shared\n"), (shared, "A = 1\n"), (other, "")):
        file.write_text(text)
        os.utime(file, (1, 1))
    os.utime(tmp_path, (1, 1))
    readings, opened = Readings(), list[str]()
    first = readings.key(script)
    right = Path.open

    def open_(path: Path, mode: str = "r", **more: object) -> object:
        opened.append(path.name)
        return right(path, mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_)
    other.write_text("B = 2\n")
    opened.clear()
    assert readings.key(script) == first == key(script)
    opened.clear()
    assert readings.key(script) == first
    assert not opened
    shared.write_text("A = 2\n")
    assert readings.key(script) == key(script) != first
