"""The page as a file: what is in it, what is not, and how it is written."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.cli import main
from app.model.details import Details, Property
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.workspace import Workspace
from app.page.page import compose
from app.scene.colours import contrast
from app.scene.theme import DARK, LIGHT
from app.sources.formats import registered
from app.sources.reading import DiagramOrigin, SourceReading
from tests import arrows
from tests.page.hostile import write


class Parsed(HTMLParser):
    """Its elements as (name, attributes), and the text of scripts and style sheets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag in self.raw:
            self._in = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.raw[self._in][-1] += data

    def named(self, name: str) -> list[dict[str, str]]:
        return [attributes for found, attributes in self.elements if found == name]


@pytest.fixture(scope="module")
def parsed(composed: bytes) -> Parsed:
    return Parsed(composed.decode())


def test_every_diagram_and_every_section_is_in_it(
    parsed: Parsed, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    ids = {x["id"] for _, x in parsed.elements if "id" in x}
    assert {f"p{n}" for n in range(len(bundled.diagrams))} <= ids
    for n, note in enumerate(bundled.notebook.notes):
        assert {f"n{n}-s{k}" for k in range(len(note.sections))} <= ids
    drawn = {x["data-id"] for _, x in parsed.elements if "data-id" in x}
    for layout in layouts.values():
        assert {*layout.nodes, *layout.clusters, *layout.edges} <= drawn


def test_every_link_in_it_leads_somewhere(parsed: Parsed, bundled: Workspace) -> None:
    ids = {x["id"] for _, x in parsed.elements if "id" in x}
    for link in parsed.named("a"):
        href = link.get("href", "")
        if not href.startswith("#"):
            assert href.startswith(("https://", "http://")) or not href
            continue
        diagram = re.fullmatch(r"#d(\d+)(-\d+)?", href)
        assert int(diagram[1]) < len(bundled.diagrams) if diagram else href[1:] in ids
    for use in parsed.named("use"):
        assert (use.get("href") or use["xlink:href"])[1:] in ids
    assert not [x for x in parsed.named("a") if x.get("class") == "nowhere"]


def test_the_policy_lets_nothing_but_its_own_script_run(parsed: Parsed) -> None:
    (policy,) = (
        x["content"]
        for x in parsed.named("meta")
        if x.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for rule in ("default-src", "connect-src", "base-uri", "form-action"):
        assert rules[rule] == "'none'"
    assert rules["img-src"] == rules["font-src"] == "data:"
    data, script = parsed.raw["script"]
    (style,) = parsed.raw["style"]
    assert rules["script-src"] == _hashed(script)
    assert rules["style-src"] == _hashed(style)
    assert json.loads(data)["diagrams"]


def test_each_icon_is_in_it_once(parsed: Parsed) -> None:
    data = [x["xlink:href"] for x in parsed.named("image")]
    assert len(data) == len(set(data)) > 100
    assert all(x.startswith("data:image/webp;base64,") for x in data)


def test_it_is_small_and_the_same_every_time(
    composed: bytes, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    assert len(composed) < 5_000_000
    assert compose(bundled, layouts) == composed


def test_it_names_nothing_of_the_machine_that_wrote_it(composed: bytes, bundled: Workspace) -> None:
    assert bundled.root.encode() not in composed
    assert b"site-packages" not in composed


def test_what_is_hostile_stays_text(tmp_path: Path) -> None:
    page = write(tmp_path / "hostile").read_text(encoding="utf-8")
    parsed = Parsed(page)
    assert len(parsed.named("script")) == 2
    assert page.count("<script") == 2
    data, script = parsed.raw["script"]
    assert "<" not in data
    assert json.loads(data)["diagrams"][0]["elements"][0]["label"].startswith("</script>")
    assert "pwned" not in script
    assert "pwned" not in parsed.raw["style"][0]
    assert not any(parsed.named(x) for x in ("iframe", "object", "form", "base", "embed", "link"))
    for _, attributes in parsed.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src"):
            assert attributes.get(name, "#").startswith(("#", "data:image/", "https://", "http://"))


def test_the_command_writes_it_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "pair.dot").write_text("digraph { a -> b }", encoding="utf-8")
    target = tmp_path / "study.html"
    assert main(["page", str(folder), "-o", str(target), "--title", "Mine & yours"]) == 0
    assert "<title>Mine &amp; yours</title>" in target.read_text(encoding="utf-8")
    before = target.read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        assert main(["page", str(folder), "-o", str(target)]) == 1
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert "no space left" in capsys.readouterr().err


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", str(tmp_path), "-o", str(tmp_path / "x.pdf")]) == 2
    assert ".html" in capsys.readouterr().err
    assert main(["page", str(tmp_path), "-o", str(tmp_path / "x.html")]) == 1
    assert "no diagram or note" in capsys.readouterr().err
    assert main(["page", str(tmp_path / "gone"), "-o", str(tmp_path / "x.html")]) == 2
    (tmp_path / "own.py").write_text(
        "import diagrams, locale\nlocale.getlocale()", encoding="utf-8"
    )
    (tmp_path / "note.md").write_text("# Note\n", encoding="utf-8")
    assert main(["page", str(tmp_path), "-o", str(tmp_path / "x.html")]) == 1
    said = capsys.readouterr().err
    assert "own.py, line 1: It uses the module locale" in said
    assert "--run-scripts" in said
    assert (tmp_path / "x.html").exists()


def test_it_says_what_a_file_says_of_a_component(tmp_path: Path) -> None:
    details = Details("AWS::S3::Bucket", "Files", "shop.arrows", 2, (Property("Name", "b", "a"),))

    def read(path: Path, origin: DiagramOrigin) -> SourceReading:
        reading = arrows.read(path, origin)
        nodes = tuple(replace(n, details=details) for n in reading.graphs[0].nodes)
        return replace(reading, graphs=(replace(reading.graphs[0], nodes=nodes),))

    (tmp_path / "shop.arrows").write_text(arrows.TEXT)
    out = tmp_path / "shop.html"
    with registered(arrows.FORMAT._replace(read=read)):
        assert main(["page", str(tmp_path), "-o", str(out)]) == 0
    data = json.loads(Parsed(out.read_text(encoding="utf-8")).raw["script"][0])
    assert data["diagrams"][0]["elements"][0]["details"] == {
        "type": "AWS::S3::Bucket",
        "place": "Files · shop.arrows, line 2",
        "rows": [["Name", "a → b"]],
    }


def _hashed(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_points_are_dots_and_only_what_is_named_has_initials(tmp_path: Path) -> None:
    source = 'digraph { join [shape=point]; gap [shape=none, label=""]; left -> join -> gap; '
    source += 'left [image="gone.png"] }'
    (tmp_path / "bus.dot").write_text(source)
    out = tmp_path / "bus.html"
    assert main(["page", str(tmp_path), "--style", "house", "-o", str(out)]) == 0
    found = Parsed(out.read_text(encoding="utf-8"))
    assert [attrs.get("class") for attrs in found.named("g")].count("joint") == 2
    for shape in ("ellipse", "rect"):  # a dot, and the tile of what has no icon
        assert [attrs.get("class") for attrs in found.named(shape)].count("body") == 1
    initials = [a for a in found.named("text") if "initials" in a.get("class", "")]
    assert len(initials) == 1


@pytest.mark.parametrize(("style", "on_white"), [("house", 3.0), ("written", 1.0)])
def test_colours_of_a_file_are_seen_in_both_themes(
    tmp_path: Path, style: str, on_white: float
) -> None:
    (tmp_path / "two.dot").write_text("digraph { a -> b [color=yellow, label=x] }")
    out = tmp_path / "two.html"
    assert main(["page", str(tmp_path), "--style", style, "-o", str(out)]) == 0
    html = out.read_text(encoding="utf-8")
    lines = [a for a in Parsed(html).named("path") if "line" in a.get("class", "").split()]
    (name,) = {line["stroke"].removeprefix("var(--").removesuffix(")") for line in lines}
    # In light, in dark by the system's choice, and in dark by the reader's.
    light, dark, chosen = re.findall(rf"--{name}:(#[0-9A-Fa-f]{{6}})", html)
    assert contrast(light, LIGHT.canvas) >= on_white  # as written it is as its author says
    assert dark == chosen
    assert contrast(dark, DARK.canvas) >= 3
