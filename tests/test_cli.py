"""The command line as a person or a script meets it: output, exit codes, files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtGui import QImage

import app
from app.cli import main
from app.confinement.rights import Held
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.workspace import Workspace
from app.sources.formats import registered
from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from tests import arrows

pytestmark = pytest.mark.usefixtures("warm_cache")

ROOT = Path(__file__).parents[1]
SCRIPT = """
from diagrams import Diagram
from diagrams.aws.compute import EC2

with Diagram("Small", filename="small"):
    EC2("server") >> EC2("other")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that did not come with Acetate: a DOT file, a script and a note."""
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "pair.dot").write_text('digraph "pair" { layers="red:blue"; a -> b [layer="red"] }')
    (root / "small.py").write_text(SCRIPT)
    (root / "note.md").write_text("# Server\n\nIt serves.\n")
    return root


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    main(words)
    return json.loads(capsys.readouterr().out)


def test_a_script_gets_its_time_and_the_words_after_two_dashes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "it.py"
    script.write_text(
        "import sys, time\nfrom diagrams import Diagram, Node\n"
        "with Diagram('T'):\n    [Node(word) for word in sys.argv[1:]]\n"
        "time.sleep(60 if '--long' in sys.argv else 0)\n"
    )
    words = ("list", "--json", "--run-scripts", "--time-limit", "1", str(script), "--")
    found = _json(capsys, *words, "--env", "prod", "--")
    labels = [c["label"] for c in found["diagrams"][0]["components"]]
    assert labels == ["--env", "prod", "--"]
    if sys.platform != "win32":
        assert main(["check", *words[2:], "--long"]) == 1
        assert "still running after 1 s" in capsys.readouterr().out
    found = _json(capsys, "list", "--json", str(script), "--", "--env")  # evaluated, not run
    assert [c["label"] for c in found["diagrams"][0]["components"]] == ["--env"]
    assert main(["list", "--", str(script)]) == 0


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"acetate {app.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["export", "--all"],
        ["export", "--all", "--diagram", "vpc", "-o", "x/"],
        ["export", "--all", "--scale", "0", "-o", "x/"],
        ["export", "--all", "--scale", "big", "-o", "x/"],
        ["export", "--all", "--theme", "pink", "-o", "x/"],
        ["list", "--nonsense"],
        ["search"],
        ["search", "nat", "gateway", "."],
        ["--nonsense"],
    ],
)
def test_wrong_words_exit_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "usage: acetate" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["check"], ["list"], ["export", "--all", "-o", "x/"]])
def test_a_path_that_is_missing_is_wrong_use(
    command: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([*command, str(tmp_path / "nowhere")]) == 2
    assert "There is no file or folder" in capsys.readouterr().err


def test_a_mistyped_command_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exprot"]) == 2
    assert "“export”" in capsys.readouterr().err


def test_open_hands_the_path_to_the_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[tuple[Path | None, str | None]] = []
    runs: list[ScriptRun] = []

    def start(path: Path | None, tour: str | None, run: ScriptRun) -> int:
        opened.append((path, tour))
        runs.append(run)
        return 7

    monkeypatch.setattr("app.ui.shell.application.start", start)
    assert main([]) == 7
    assert main([str(tmp_path)]) == 7
    assert main(["open", str(tmp_path)]) == 7
    assert main(["--tour", "a"]) == 7
    assert main([str(tmp_path), "--time-limit", "60", "--", "--env", "prod"]) == 7
    assert opened == [(None, None), *[(tmp_path, None)] * 2, (None, "a"), (tmp_path, None)]
    assert runs == [*[AS_USUAL] * 4, ScriptRun(60, ("--env", "prod"))]


def test_open_says_what_to_do_when_qt_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Refusing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "app.ui.shell.application":
                raise ImportError("libEGL.so.1: cannot open shared object", name="PySide6.QtGui")

    monkeypatch.setattr(sys, "meta_path", [Refusing(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "app.ui.shell.application", raising=False)
    assert main([]) == 1
    error = capsys.readouterr().err
    assert "libEGL.so.1" in error
    assert "`list`" in error


def test_list_tells_diagrams_components_and_sections(
    capsys: pytest.CaptureFixture[str], bundled: Workspace
) -> None:
    listing = _json(capsys, "list", "--json")
    assert set(listing) == {"diagrams", "sections", "tours", "left_out"}
    assert [d["filename"] for d in listing["diagrams"]] == [d.filename for d in bundled.diagrams]
    sections = {s["id"] for s in listing["sections"]}
    for section in listing["sections"]:
        assert set(section) == {"id", "title", "level", "file", "line"}
    for diagram in listing["diagrams"]:
        assert set(diagram) == {"id", "title", "filename", "layers", "proposals", "components"}
        assert len(diagram["components"]) >= 10
        for component in diagram["components"]:
            assert set(component) == {"id", "label", "kind", "layers", "section"}
            assert component["section"] in sections
    assert [t["id"] for t in listing["tours"]] == [t.id for t in bundled.tours]
    first = listing["tours"][0]
    assert set(first) == {"id", "title", "origin", "file", "steps"}
    assert (first["origin"], first["file"]) == ("file", "resources/tours/commit_to_task.md")
    assert set(first["steps"][0]) == {"title", "diagram", "line"}


def test_list_tells_why_a_component_opens_its_section(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "n.md").write_text("# Amazon VPC - Deep Dive\nText.\n")
    (tmp_path / "d.dot").write_text('digraph { a [label="VPC"] b [label="Odd"] }')
    (link, none) = _json(capsys, "list", str(tmp_path), "--links", "--json")["links"]
    assert (link["title"], link["certainty"]) == ("Amazon VPC - Deep Dive", "sure")
    assert (link["reason"], link["subject"]) == ("title", "VPC")
    assert (none["section"], none["certainty"], none["reason"]) == (None, None, "no match")
    assert main(["list", str(tmp_path), "--links"]) == 0
    text = capsys.readouterr().out
    assert "  VPC → n.md: Amazon VPC - Deep Dive (sure: its title is about VPC)\n" in text
    assert "  Odd → nothing: no section is about it\n" in text
    assert text.endswith("1 of 2 components open a section.\n")


def test_list_for_people_names_everything(
    capsys: pytest.CaptureFixture[str], bundled: Workspace
) -> None:
    assert main(["list"]) == 0
    text = capsys.readouterr().out
    assert all(d.title in text for d in bundled.diagrams)
    assert all(s.title in text for s in bundled.notebook.sections)
    assert "who_may: Who may do what\n  tour: 13 steps through iam, iam_evaluation\n" in text


def test_layers_that_are_proposed_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "shop.dot"
    file.write_text(
        'digraph { a -> b -> c -> d -> e; subgraph cluster_m { label="Monitoring"; m } }'
    )
    assert main(["list", str(file)]) == 0
    assert "  layer proposed: Monitoring, for the cluster “Monitoring”" in capsys.readouterr().out
    assert main(["check", str(file)]) == 0
    said = "shop.dot: layer proposed: Monitoring, for the cluster “Monitoring”"
    assert said in capsys.readouterr().out
    out = str(tmp_path / "x.svg")
    assert main(["export", str(file), "--layers", "monitoring", "-o", out]) == 2
    assert "is only proposed" in capsys.readouterr().err
    found = _json(capsys, "check", str(file), "--json")["proposals"]
    assert [(p["diagram"], p["layer"], p["elements"]) for p in found] == [
        ("shop", "monitoring", ["monitoring"])
    ]


def test_check_finds_nothing_in_the_bundled_workspace(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", "--coverage"])
    assert (code, capsys.readouterr().out.splitlines()[:-1]) == (0, [])
    found = _json(capsys, "check", "--json")
    assert found["problems"] == []
    counts = found["pictures"]
    assert [c["diagram"] for c in counts] == [d.id for d in bundled.diagrams]
    # No change may make the bundled pictures more tangled than this.
    assert sum(c["crossings"] for c in counts) <= 28
    assert sum(c["bends"] for c in counts) <= 400


def test_check_tells_file_line_and_severity(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "broken.py").write_text("from diagrams import Diagram\n\nraise ValueError('no')\n")
    found = _json(capsys, "check", str(folder), "--run-scripts", "--json")["problems"]
    (broken,) = [p for p in found if Path(p["file"] or "").name == "broken.py"]
    assert (broken["severity"], broken["line"]) == ("error", 3)
    assert main(["check", str(folder), "--run-scripts"]) == 1
    assert "broken.py:3: error: " in capsys.readouterr().out


def test_check_tells_coverage_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "note.md").write_text("# Server\nIt serves.\n## B\n## B\nTwo.\n![](gone.png)\n")
    found = _json(capsys, "check", str(folder), "--json", "--run-scripts")["problems"]
    assert {p["kind"] for p in found} == {"ambiguous"}
    found = _json(capsys, "check", str(folder), "--json", "--run-scripts", "--coverage")["problems"]
    kinds = [p["kind"] for p in found if p["kind"]]
    assert sorted(kinds) == ["ambiguous", "no-picture", "no-section", "no-section", "not-shown"]
    assert main(["check", str(folder), "--run-scripts", "--coverage"]) == 0
    told = capsys.readouterr().out
    assert "pair.dot:1: warning: “a” has no section in the notes." in told
    assert "note.md:6: warning: The picture gone.png is missing" in told
    assert told.count("equally well") == 1


def test_scripts_of_others_run_only_when_told(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    small = folder / "small.py"
    small.write_text(small.read_text() + "import locale\nlocale.getlocale()\n")
    main(["list", str(folder), "--json"])
    output = capsys.readouterr()
    assert {d["id"] for d in json.loads(output.out)["diagrams"]} == {"pair", "small"}
    assert "small.py is a program that is not trusted" in output.err
    assert "--run-scripts" in output.err
    main(["list", str(folder), "--json", "--run-scripts"])
    output = capsys.readouterr()
    assert {d["id"] for d in json.loads(output.out)["diagrams"]} == {"pair", "small"}
    assert output.err == ""


def test_export_takes_the_format_from_the_suffix(tmp_path: Path) -> None:
    picture, data = tmp_path / "vpc.png", tmp_path / "vpc.json"
    assert main(["export", "--diagram", "vpc", "-o", str(picture)]) == 0
    assert main(["export", "--diagram", "vpc", "-o", str(data)]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert json.loads(data.read_bytes())["nodes"]


def test_export_of_all_fills_a_folder_that_it_makes(tmp_path: Path, bundled: Workspace) -> None:
    target = tmp_path / "a" / "b"
    assert main(["export", "--all", "--format", "json", "-o", str(target)]) == 0
    assert {f.name for f in target.iterdir()} == {f"{d.filename}.json" for d in bundled.diagrams}


@pytest.mark.parametrize("slash", ["/", ""])
def test_export_of_one_into_a_folder_takes_its_file_name(tmp_path: Path, slash: str) -> None:
    if not slash:
        (tmp_path / "out").mkdir()
    output = f"{tmp_path / 'out'}{slash}"
    assert main(["export", "--diagram", "ecs", "--format", "json", "-o", output]) == 0
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["ecs_cluster.json"]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [("all", None), ("none", set()), ("iam", {"iam"}), ("iam,networking", {"iam", "networking"})],
)
def test_export_shows_the_layers_that_are_named(
    tmp_path: Path, bundled: Workspace, layers: str, expected: set[str] | None
) -> None:
    file = tmp_path / "vpc.json"
    assert main(["export", "--diagram", "vpc", "--layers", layers, "-o", str(file)]) == 0
    data = json.loads(file.read_bytes())
    on = set(data["layers"]) if expected is None else expected
    for node in data["nodes"]:
        assert node["visible"] == (not node["layers"] or bool(on & set(node["layers"])))


def test_tidy_lays_out_only_what_shows(tmp_path: Path) -> None:
    whole, tidy = tmp_path / "whole.json", tmp_path / "tidy.json"
    words = ["export", "--diagram", "vpc", "--layers", "none", "-o"]
    assert main([*words, str(whole)]) == 0
    assert main([*words, str(tidy), "--tidy"]) == 0
    large, small = json.loads(whole.read_bytes()), json.loads(tidy.read_bytes())
    assert small["width"] * small["height"] < large["width"] * large["height"]


def test_scale_frame_and_background_show_in_the_picture(tmp_path: Path) -> None:
    def exported(*options: str) -> QImage:
        file = tmp_path / "picture.png"
        assert main(["export", "--diagram", "vpc", *options, "-o", str(file)]) == 0
        return QImage(str(file))

    one, double = exported("--scale", "1"), exported("--scale", "2")
    assert abs(double.width() - 2 * one.width()) <= 1
    bare = exported("--scale", "1", "--no-legend", "--no-title")
    assert bare.height() < one.height()
    assert one.pixelColor(0, 0).alpha() == 255
    assert exported("--scale", "1", "--transparent").pixelColor(0, 0).alpha() == 0
    dark = exported("--scale", "1", "--theme", "dark")
    assert dark.pixelColor(0, 0).lightness() < 60 < one.pixelColor(0, 0).lightness()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--diagram", "vcp", "-o", "x.png"], "“vcp”. Did you mean vpc?"),
        (["--diagram", "vpc", "--layers", "iamm", "-o", "x.png"], "“iamm”. Did you mean iam?"),
        (["--diagram", "vpc", "-o", "x"], "End it in .png, "),
        (["--diagram", "vpc", "-o", "x.gif"], "End it in .png, "),
        (["--all", "-o", "x.png"], "Several pictures need a folder"),
    ],
)
def test_names_that_do_not_exist_are_wrong_use(
    words: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", *words]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_pictures_of_one_name_do_not_replace_each_other(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "again.py").write_text(SCRIPT)
    (folder / "SMALL.dot").write_text("digraph { c }")
    (folder / "small-2.dot").write_text("digraph { d }")
    words = ["export", str(folder), "--all", "--run-scripts", "--format", "json", "-o"]
    assert main([*words, str(tmp_path / "x")]) == 0
    names = {f.name for f in (tmp_path / "x").iterdir()}
    assert len(names) == 5
    assert {"pair.json", "small-2.json"} < names
    told = capsys.readouterr().err.lower()
    assert "is another diagram's file; writing small-3.json instead." in told
    assert "is another diagram's file; writing small-4.json instead." in told


def test_a_name_that_no_system_takes_is_shortened(tmp_path: Path, folder: Path) -> None:
    (folder / "small.py").write_text(SCRIPT.replace('"small"', '"é/" + "é" * 300'))
    words = ["export", str(folder), "--all", "--run-scripts", "--format", "json", "-o"]
    assert main([*words, str(tmp_path / "x")]) == 0
    assert {f.name for f in (tmp_path / "x").iterdir()} == {"pair.json", "é" * 100 + ".json"}


def test_a_picture_too_large_for_the_usual_scale_is_written_smaller_and_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wide.dot"
    parts = (f'"part number {n} of the whole machine"' for n in range(160))
    file.write_text(f"digraph {{ {{ rank=same; {'; '.join(parts)} }} }}")  # which are not wrapped
    words = ["export", str(file), "--style", "house", "-o", str(tmp_path / "x/")]
    assert main([*words, "--all"]) == 0
    assert "wide: The scale is " in capsys.readouterr().err
    image = QImage(str(tmp_path / "x" / "wide.png"))
    assert 16000 < max(image.width(), image.height()) <= 16384
    assert main([*words, "--diagram", "wide", "--scale", "2"]) == 1
    assert "The largest scale possible is" in capsys.readouterr().err


def test_a_target_that_cannot_be_written_is_told_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "vpc.png"
    blocked.mkdir()
    (blocked / "inside").touch()
    words = ["export", "--diagram", "vpc", "--format", "png", "-o"]
    assert main([*words, str(tmp_path / "no" / "where" / "vpc.png")]) == 1
    assert main(["export", "--all", "-o", str(tmp_path)]) == 1
    assert "vpc" in capsys.readouterr().err
    assert (blocked / "inside").exists()
    assert (tmp_path / "ecs_cluster.png").exists()


def test_a_broken_script_fails_export_of_all_and_the_others_are_written(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.py").write_text("import diagrams\nraise ValueError('no')\n")
    words = ["export", str(folder), "--run-scripts", "--format", "json", "-o", f"{tmp_path}/x/"]
    assert main([*words, "--all"]) == 1
    assert "broken.py" in capsys.readouterr().err
    assert {f.name for f in (tmp_path / "x").iterdir()} == {"pair.json", "small.json"}
    assert main([*words, "--diagram", "pair"]) == 0
    assert capsys.readouterr().err == ""


def test_export_leaves_out_what_is_hidden(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "vpc.json"
    words = ["export", "--diagram", "vpc", "-o", str(file), "--hide", "nat gateway"]
    assert main(words) == 0
    nodes = {n["label"].split()[0]: n["visible"] for n in json.loads(file.read_bytes())["nodes"]}
    assert not nodes["NAT"]
    assert nodes["Router"]
    assert main([*words, "--tidy"]) == 0
    nodes = {n["label"].split()[0]: n["visible"] for n in json.loads(file.read_bytes())["nodes"]}
    assert "NAT" not in nodes, "what is not laid out is not listed"
    assert main(["export", "--all", "-o", str(tmp_path / "x/"), "--hide", "Intrnet"]) == 2
    assert "Did you mean Internet" in capsys.readouterr().err


def test_export_folds_clusters(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "ecs.json"
    words = ["export", "--diagram", "ecs", "-o", str(file)]
    assert main([*words, "--fold", "ecs cluster", "--fold", "Availability Zone A"]) == 0
    labels = {n["label"] for n in json.loads(file.read_bytes())["nodes"]}
    assert {"ECS cluster\n3 components", "Availability Zone A\n4 components"} <= labels
    assert main([*words, "--fold-depth", "0"]) == 0
    found = json.loads(file.read_bytes())
    assert len(found["nodes"]) == 3
    assert not found["clusters"]
    assert main([*words, "--fold", "ECS clutser"]) == 2
    assert "Did you mean ECS cluster" in capsys.readouterr().err
    assert main([*words, "--fold-depth", "0", "--style", "written"]) == 2
    assert "own style" in capsys.readouterr().err


def test_export_merges_parallel_edges(tmp_path: Path) -> None:
    (tmp_path / "many.dot").write_text("digraph { a -> b; a -> b; a -> b; a -> b; b -> c; b -> c }")
    file = tmp_path / "many.json"
    words = ["export", str(tmp_path / "many.dot"), "-o", str(file)]

    def labels(*more: str) -> list[str]:
        assert main([*words, *more]) == 0
        return [e["label"] for e in json.loads(file.read_bytes())["edges"]]

    assert labels("--style", "house") == ["×4", "", ""]
    assert labels("--style", "house", "--merge-edges", "all") == ["×4", "×2"]
    assert labels("--style", "house", "--merge-edges", "none") == [""] * 6
    assert labels() == [""] * 6  # as written, each


def test_export_of_all_that_notes_show_of_borrowed_diagrams(tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text("# Net\n<img src='./images/vpc.png' />\n![](images/own.png)\n")
    target = tmp_path / "images"
    assert main(["export", str(tmp_path), "--all", "--format", "json", "-o", str(target)]) == 0
    assert [f.name for f in target.iterdir()] == ["vpc.json"]


def test_export_of_all_in_a_folder_of_notes_writes_the_pictures_that_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.md").write_text("# Net\n<img src='./images/vpc.png' />\n![](images/own.png)\n")
    assert main(["export", "--all", "--format", "json", "-o", "images/"]) == 0
    assert [f.name for f in (tmp_path / "images").iterdir()] == ["vpc.json"]
    (tmp_path / "n.md").write_text("# Net\n![](images/own.png)\n")
    assert main(["export", "--all", "--format", "json", "-o", "others/"]) == 0
    assert len(list((tmp_path / "others").iterdir())) > 20, "the bundled workspace"


def _unforeseen(*_: object) -> NoReturn:
    raise ZeroDivisionError("float division by zero")


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[str]:
    """A folder with a file that nobody foresaw."""
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "odd.txt").touch()
    with registered(arrows.FORMAT._replace(begins=_unforeseen)):
        yield str(tmp_path / "odd")


@pytest.mark.parametrize(
    ("words", "doing"),
    [
        (["list", "ODD"], "listing the contents"),
        (["check", "ODD"], "looking for problems"),
        (["search", "nat", "ODD"], "searching the contents"),
        (["study", "ODD"], "looking for cards"),
        (["page", "ODD", "-o", "x.html"], "writing the page"),
        (["export", "ODD", "--diagram", "vpc", "-o", "x.png"], "writing pictures"),
        (["deck", "commit_to_task", "ODD", "-o", "x.pdf"], "writing the tour"),
    ],
)
def test_what_nobody_foresaw_is_one_sentence_and_a_file(
    words: list[str],
    doing: str,
    odd: str,
    unforeseen: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([odd if word == "ODD" else word for word in words]) == 1
    output = capsys.readouterr()
    (line,) = output.err.splitlines()
    (kept,) = unforeseen.iterdir()
    assert doing in line
    assert line.endswith(f"The details are in {kept}.")
    assert "ZeroDivisionError" in kept.read_text()
    assert output.out == ""


@pytest.mark.parametrize("words", [["--debug", "list"], ["list", "--debug"]])
def test_debug_shows_the_trace(words: list[str], odd: str, unforeseen: Path) -> None:
    code = f"""
import sys
from app.cli import main
from app.confinement.rights import Held
from app.sources.formats import registered
from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from tests import arrows
with registered(arrows.FORMAT._replace(begins=lambda _: 1 / 0)):
    sys.exit(main({[*words, odd]!r}))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert str(unforeseen) in done.stderr.splitlines()[-1]


def test_what_fails_leaves_the_others_alone(
    unforeseen: Path,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from app.layout import layout

    (folder / "other.dot").write_text("digraph { c }")
    right = layout.lay_out

    def lay_out(diagram: Diagram, *more: Any, **named: Any) -> DiagramLayout:
        if diagram.id == "pair":
            _unforeseen()
        return right(diagram, *more, **named)

    monkeypatch.setattr(layout, "lay_out", lay_out)
    target = tmp_path / "x"
    assert main(["export", str(folder), "--all", "--format", "json", "-o", str(target)]) == 1
    assert sorted(f.name for f in target.iterdir()) == ["other.json", "small.json"]
    (kept,) = unforeseen.iterdir()
    assert f"laying out pair. The details are in {kept}." in capsys.readouterr().err
    assert main(["check", str(folder)]) == 1
    assert "pair.dot: error: Something unexpected" in capsys.readouterr().out
    assert main(["page", str(folder), "-o", str(tmp_path / "x.html")]) == 1
    assert (tmp_path / "x.html").exists()


def test_what_the_engine_takes_for_all_diagrams_of_a_file_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.engine.IN_SUM", 0.0)
    for name in ("many", "other"):
        text = "".join(f"digraph {name}{n} {{ x{n} -> y{n} }}\n" for n in range(3))
        (tmp_path / f"{name}.dot").write_text(text)
    target = tmp_path / "out"
    export = ["export", str(tmp_path), "--all", "--format", "json", "-o", str(target)]
    assert main(export) == 1
    told = capsys.readouterr().err
    assert "many2: It was not laid out, as the layout engine took more than" in told
    assert "s for other diagrams of many.dot." in told
    assert len(list(target.iterdir())) == 2
    assert main(export) == 1
    assert len(list(target.iterdir())) == 4  # what is kept by now takes nothing


def test_ctrl_c_ends_quietly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    (tmp_path / "long.arrows").touch()
    with registered(arrows.FORMAT._replace(read=interrupted)):
        assert main(["list", str(tmp_path)]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_has_seen_enough_is_no_error(warm_cache: Path) -> None:
    command = [sys.executable, "-m", "app", "list"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="about file descriptors")
@pytest.mark.parametrize("closed", ["1", "2"])
def test_a_stream_that_is_closed_is_no_error(closed: str, warm_cache: Path) -> None:
    code = f"import os; os.close({closed}); os.execv({sys.executable!r}, {[sys.executable, '-m', 'app', 'list']!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_export_draws_a_file_as_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.dot").write_text(
        'digraph { label="A title"; bgcolor="#ffeedd"; a [shape=record, label="{x|y}"];'
        ' a -> b [label=asks, taillabel=t, color="#aa0000"] }'
    )
    path = tmp_path / "one.svg"
    words = ["export", str(tmp_path), "--all", "--style", "written"]
    assert main([*words, "--format", "svg", "-o", f"{tmp_path}/"]) == 0
    assert "not drawn" not in capsys.readouterr().err
    said = path.read_text(encoding="utf-8")
    for text in ("A title", "x", "y", "b", "asks", "t"):
        assert f">{text}</text>" in said
    assert said.count(">A title</text>") == 1  # the file's own title is the only one
    assert "#ffeedd" in said
    assert 'stroke="#aa0000"' in said
    assert said.index('id="sheet"') < said.index('id="nodes"') < said.index('id="edges"')
    words += ["--hide", "b", "--tidy", "--format", "json"]
    assert main([*words, "-o", f"{tmp_path}/"]) == 0
    tidied = json.loads((tmp_path / "one.json").read_bytes())
    assert [node["label"] for node in tidied["nodes"]] == ["x\ny"]


def test_a_script_is_drawn_as_diagrams_would(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "small.svg"
    words = ["export", str(folder), "--run-scripts", "--diagram", "small", "--style", "written"]
    assert main([*words, "-o", str(path)]) == 0
    said = path.read_text(encoding="utf-8")
    assert all(f">{text}</text>" in said for text in ("Small", "server", "other"))
    assert said.count("<use ") == 2  # their icons
    assert said.count("</text>") == 3  # and no random name
    assert capsys.readouterr().err == ""


def test_export_and_check_tell_what_is_not_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.dot").write_text("digraph { a [xlabel=1]; b [xlabel=1, pos=2] }")
    (tmp_path / "two.dot").write_text("digraph { a -> b [len=1] }\ngraph More { c [xlabel=1] }")
    words = ["export", str(tmp_path), "--diagram", "one", "-o", str(tmp_path / "x.json")]
    assert main([*words, "--style", "house"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said == [f"acetate: one.dot: not drawn: {one}" for one in ("xlabel (2)", "pos (1)")]
    assert main(words) == 0
    assert capsys.readouterr().err == "", "as written, all is drawn"
    assert _json(capsys, "check", str(tmp_path), "--json")["problems"] == []
    found = _json(capsys, "check", str(tmp_path), "--style", "house", "--json")["problems"]
    assert [(p["severity"], p["kind"], p["message"]) for p in found] == [
        ("warning", "not-drawn", "not drawn: xlabel (2)"),
        ("warning", "not-drawn", "not drawn: pos (1)"),
        ("warning", "not-drawn", "not drawn in “two”: len (1)"),
        ("warning", "not-drawn", "not drawn in “More”: xlabel (1)"),
    ]
    assert main(["check", str(tmp_path)]) == 0


def test_that_scripts_ran_with_all_rights_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "it.py").write_text(
        "from diagrams import Diagram, Node\nwith Diagram('x'):\n    Node('a')\n"
    )
    for held, said in ((Held(True, True), False), (Held(True, False), True)):
        monkeypatch.setattr("app.confinement.confine.possible", lambda held=held: held)
        assert main(["list", str(tmp_path), "--run-scripts"]) == 0
        assert ("does not hold scripts back" in capsys.readouterr().err) == said
