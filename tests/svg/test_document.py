"""SVG files: what is in them, and that they look as the painter's picture does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.exporters import exporter, render_image
from app.exporters.exporter import PictureExporter, PictureJob, PictureOptions
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.render.offscreen import ensure_application
from app.scene.items import ImageItem, TextItem
from app.scene.paint import Paint, Pen
from app.scene.theme import DARK, LIGHT
from app.svg.shapes import Attributes, drawn
from tests.svg.pixels import distance

SVG = "{http://www.w3.org/2000/svg}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"


def svg(
    layout: DiagramLayout,
    workspace: Workspace,
    options: PictureOptions,
    state: ViewState | None = None,
) -> bytes:
    ensure_application()
    into = exporter(PictureExporter, "svg")
    assert into is not None
    state = state or ViewState(layout.diagram.id, frozenset(layout.diagram.layers))
    return into.encode(PictureJob.of(layout, state, workspace, options)).content


@pytest.fixture(params=["ecs", "vpc", "iam"])
def layout(
    request: pytest.FixtureRequest, layouts: dict[DiagramId, DiagramLayout]
) -> DiagramLayout:
    return layouts[request.param]


def test_every_picture_is_xml_whose_text_is_text(
    bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    for found in layouts.values():
        content = svg(found, bundled, PictureOptions(LIGHT))
        assert QSvgRenderer(QByteArray(content)).isValid()
        root = ET.fromstring(content)  # noqa: S314 - our own
        written = {" ".join("".join(t.itertext()).split()) for t in root.iter(f"{SVG}text")}
        labels = {" ".join(x.label.split()) for x in found.diagram.components if x.label}
        assert labels <= written
        assert root.findtext(f"{SVG}title") == found.diagram.title
        assert root.findtext(f"{SVG}desc")


def test_layers_are_groups_that_an_editor_knows(layout: DiagramLayout, bundled: Workspace) -> None:
    root = ET.fromstring(svg(layout, bundled, PictureOptions(LIGHT)))  # noqa: S314 - our own
    layers = [g for g in root.iter(f"{SVG}g") if g.get(f"{INKSCAPE}groupmode") == "layer"]
    classes = {g.get("class") for g in layers}
    assert {f"layer-{x}" for x in layout.diagram.named_layers} <= classes


def test_it_holds_each_icon_once_and_nothing_that_runs_or_is_elsewhere(
    layout: DiagramLayout, bundled: Workspace
) -> None:
    said = svg(layout, bundled, PictureOptions(DARK)).decode()
    # Inkscape 1.2 finds images, and what is used, by this name only.
    images = re.findall(r'<image [^>]*xlink:href="([^"]*)"', said)
    assert said.count("<use ") == said.count("<use xlink:href=") > 3
    assert len(images) == len(set(images)) > 3
    assert all(x.startswith("data:image/png;base64,") for x in images)
    assert "<script" not in said
    assert "site-packages" not in said
    assert bundled.root not in said
    outside = re.sub(r'xmlns(:\w+)?="[^"]*"', "", said)
    assert not re.findall(r'(?:href|src)="(?!#|data:image/png)', outside)
    assert not re.findall(r"url\((?!#|data:font/ttf)", outside)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("transparent", [False, True], ids=["canvas", "transparent"])
def test_qt_draws_of_it_what_the_painter_paints(
    layouts: dict[DiagramId, DiagramLayout], bundled: Workspace, theme: object, transparent: bool
) -> None:
    found = layouts[DiagramId("ecs")]
    options = PictureOptions(DARK if theme is DARK else LIGHT, scale=1.0, transparent=transparent)
    state = ViewState(DiagramId("ecs"), frozenset(found.diagram.layers))
    ours = render_image(found, state, options)
    drawn = QImage(ours.size(), ours.format())
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg(found, bundled, options, state))).render(painter)
    painter.end()
    assert distance(drawn, ours) < 4.0


def test_what_a_file_says_stays_text_and_only_web_and_mail_are_links(
    bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    found = layouts[DiagramId("vpc")]
    bad = '</text><script>alert(1)</script>" onload="x'
    urls = ["https://example.org/?a=1&b=2", "javascript:alert(1)", "mailto:a@example.org", "#x"]
    nodes = list(found.diagram.nodes)
    for at, url in enumerate(urls):
        nodes[at] = replace(nodes[at], url=url, tooltip=bad)
    first, *others = found.diagram.edges
    ends = (replace(first, url="#x", more_urls=("x.py", "https://example.org/end")), *others)
    diagram = replace(found.diagram, nodes=tuple(nodes), edges=ends, title=bad)
    places = {
        **found.nodes,
        nodes[0].id: replace(found.nodes[nodes[0].id], lines=(bad, "\x00\x1b]]>")),
    }
    said = svg(replace(found, diagram=diagram, nodes=places), bundled, PictureOptions(LIGHT))
    root = ET.fromstring(said)  # noqa: S314 - our own
    assert not list(root.iter(f"{SVG}script"))
    assert {a.get("href") for a in root.iter(f"{SVG}a")} == {urls[0], urls[2], ends[0].more_urls[1]}
    assert not [e for e in root.iter() if any(name.startswith("on") for name in e.attrib)]
    assert root.findtext(f"{SVG}title") == bad


class _Plain:
    def fill(self, paint: Paint) -> Attributes:
        return {"fill": "#000000"}

    def stroke(self, stroke: Pen) -> Attributes:
        return {"stroke": "#000000"}

    def image(self, item: ImageItem) -> None:
        return None


def test_a_turned_text_reads_upwards_and_spaces_stay() -> None:
    box = Box(10, 10, 14, 40)
    item = TextItem(part="label", lines=("a  b",), box=box, size=12, baseline=22.0, turned=True)
    (said,) = drawn(item, _Plain())
    assert said.startswith('<text x="-30" y="22" ')
    assert 'transform="rotate(-90)"' in said
    assert 'xml:space="preserve"' in said


def test_what_opens_the_notes_says_so(
    bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    root = ET.fromstring(svg(layouts[DiagramId("ecs")], bundled, PictureOptions(LIGHT)))  # noqa: S314
    tips = [t.text or "" for g in root.iter(f"{SVG}g") for t in g.findall(f"{SVG}title")]
    assert any("In the notes: " in tip for tip in tips)


def test_a_layer_that_is_off_is_not_in_it(
    bundled: Workspace, layouts: dict[DiagramId, DiagramLayout], tmp_path: Path
) -> None:
    found = layouts[DiagramId("ecs")]
    only = ViewState(DiagramId("ecs"), frozenset({"networking"}))
    said = svg(found, bundled, PictureOptions(LIGHT), only).decode()
    assert "layer-networking" in said
    assert "layer-iam" not in said
    assert "Task execution role" not in said
