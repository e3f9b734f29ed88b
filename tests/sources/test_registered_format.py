"""A format that is registered in one place is one everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from app.errors import SourceError
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.sources.coverage import coverage
from app.sources.edits import edits
from app.sources.edits.binding import others, plan
from app.sources.edits.edits import Advice, Edit
from app.sources.finding import find
from app.sources.formats import registered
from app.sources.markdown.obsidian import address
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.readings import Readings
from app.sources.stamps import stamps
from app.sources.workspace import load, steps
from tests import arrows
from tests.sources.formats_table import ROOT, rows, stated


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "shop.arrows").write_text(arrows.TEXT)
    (tmp_path / "shop.md").write_text(arrows.NOTE)
    with registered(arrows.FORMAT):
        yield tmp_path


def opened(path: Path) -> Workspace:
    return load(path)


def test_without_it_such_a_file_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "shop.arrows").write_text(arrows.TEXT)
    assert find(tmp_path).diagrams == ()
    with pytest.raises(SourceError, match="is not a diagram or a note"):
        find(tmp_path / "shop.arrows")


def test_it_is_found_and_opened(folder: Path) -> None:
    (folder / "more.txt").write_text("arrows:\na -> b\n")
    assert [p.name for p in find(folder).diagrams] == ["more.txt", "shop.arrows"]
    assert folder / "shop.arrows" in stamps(folder)
    (diagram,) = opened(folder / "shop.arrows").diagrams
    assert (diagram.id, diagram.title, diagram.source) == ("shop", "Arrows", "shop.arrows")
    assert [(n.label, n.line) for n in diagram.nodes] == [("Till", 2), ("Server", 3)]
    assert [(e.tail, e.head, e.line) for e in diagram.edges] == [
        ("ellipse:till", "ellipse:server", 3)
    ]


def test_what_has_changed_is_read_again(folder: Path) -> None:
    readings = Readings()

    def titles() -> list[str]:
        *_, whole = steps(folder, readings=readings)
        return [n.label for d in whole.diagrams for n in d.nodes]

    assert titles() == ["Till", "Server"]
    (folder / "shop.arrows").write_text("arrows:\nDoor -> Till\n")
    assert titles() == ["Door", "Till"]


def test_a_suffix_that_may_be_one_asks_the_text(tmp_path: Path) -> None:
    (tmp_path / "shop.data").write_text(arrows.TEXT)
    (tmp_path / "other.data").write_text("till -> server")
    with registered(arrows.FORMAT._replace(may=(".data",))):
        assert [p.name for p in find(tmp_path).diagrams] == ["shop.data"]
        assert [d.id for d in opened(tmp_path / "shop.data").diagrams] == ["shop"]
        with pytest.raises(SourceError, match="is not a diagram or a note"):
            find(tmp_path / "other.data")


def test_files_of_a_folder_that_are_read_together_are_one_diagram(tmp_path: Path) -> None:
    for name in ("shop/a.arrows", "shop/main.arrows", "bank/b.arrows", "bank/c.arrows"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(arrows.TEXT)
    readings = Readings()
    with registered(arrows.FORMAT._replace(together="main.arrows")):
        found = find(tmp_path)
        assert [found.name(p) for p in found.diagrams] == ["bank/b.arrows", "shop/main.arrows"]
        assert found.left_out == ()
        *_, whole = steps(tmp_path, readings=readings)
        assert [d.id for d in whole.diagrams] == ["bank", "shop"]
        assert tmp_path / "bank/c.arrows" in stamps(tmp_path)
        key = readings.key(tmp_path / "bank/b.arrows")
        (tmp_path / "bank/c.arrows").write_text("arrows:\nA -> B\n")
        assert readings.key(tmp_path / "bank/b.arrows") != key
        assert [p.name for p in find(tmp_path / "shop/a.arrows").diagrams] == ["main.arrows"]


def test_what_a_reading_hangs_on_is_followed(tmp_path: Path) -> None:
    other = tmp_path / "names.data"
    other.write_text("Till")
    (tmp_path / "shop.arrows").write_text(arrows.TEXT)

    def read(path: Path, origin: DiagramOrigin) -> SourceReading:
        said = path.read_text().replace("Till", other.read_text())
        (tmp_path / "said").mkdir(exist_ok=True)
        (tmp_path / "said" / "it").write_text(said)
        return replace(arrows.read(tmp_path / "said" / "it", origin), read=(other,))

    readings = Readings()
    with registered(arrows.FORMAT._replace(read=read)):

        def labels() -> list[str]:
            *_, whole = steps(tmp_path / "shop.arrows", readings=readings)
            assert whole.read == (str(other),)
            return [n.label for d in whole.diagrams for n in d.nodes]

        assert labels() == ["Till", "Server"]
        other.write_text("Counter")
        assert labels() == ["Counter", "Server"]


def test_a_url_and_a_note_lead_to_it(folder: Path) -> None:
    (folder / "all.dot").write_text('digraph { shop [URL="shop.arrows"] }')
    workspace = opened(folder)
    assert workspace.inside(DiagramId("all"), ElementId("ellipse:shop")) == "shop"
    assert address("shop.arrows", "") == "shop.arrows"


def test_it_is_checked_listed_and_exported(
    folder: Path, capsys: pytest.CaptureFixture[str], warm_cache: Path
) -> None:
    (folder / "shop.arrows").write_text(arrows.TEXT + "->\n")
    assert main(["check", str(folder), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["problems"]
    assert (found["message"], found["file"], found["line"]) == (
        *("An arrow leads nowhere.", "shop.arrows"),
        4,
    )
    assert main(["list", str(folder), "--json"]) == 1
    assert [d["id"] for d in json.loads(capsys.readouterr().out)["diagrams"]] == ["shop"]
    assert main(["export", str(folder / "shop.arrows"), "--all", "-o", f"{folder}/out.json"]) == 1
    drawn = json.loads((folder / "out.json").read_text())
    assert [n["label"] for n in drawn["nodes"]] == ["Till", "Server"]


def test_it_is_edited(folder: Path) -> None:
    workspace = opened(folder)
    gap = next(g for g in coverage(workspace) if g.name == "Till")
    choice = next(c for c in others(workspace, gap) if c.title == "Counter")
    edit = plan(workspace, gap, choice)
    assert isinstance(edit, Edit)
    edits.apply(edit)
    assert (folder / "shop.arrows").read_text() == "arrows:\nTill [#counter]\nTill -> Server\n"
    assert opened(folder).links[DiagramId("shop")][ElementId("ellipse:till")].section == "counter"
    advice = plan(workspace, gap, choice)
    assert isinstance(advice, Advice)
    assert advice.text == "[#counter]"


def test_people_are_told_of_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert "*.arrows" in capsys.readouterr().out
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(
        SourceError,
        match=r"\.arrows and whatever holds DOT text, .*, a draw\.io drawing or arrows",
    ):
        find(tmp_path / "a.json")
    assert stated() != rows()


def test_readme_lists_what_is_in_the_table() -> None:
    assert stated() == rows(), ROOT
