"""A draw.io file: all that shows, where it stands, as draw.io's own shapes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli import main
from app.exporters.drawio_file import cell_id, encode, page_id
from app.exporters.exporter import PictureJob, PictureOptions, PictureShown
from app.layout.layout import lay_out
from app.model.diagram import Diagram, Node
from app.model.diagram_layout import DiagramLayout, NodePlace
from app.model.difference import compared
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT
from app.sources.workspace import load
from tests.sources.infrastructure.terraform.small_plans import changed, plan

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
Layouts = Mapping[DiagramId, DiagramLayout]


def job(workspace: Workspace, *layouts: DiagramLayout) -> PictureJob:
    shown = tuple(
        PictureShown(one, ViewState(one.diagram.id, frozenset(one.diagram.layers)))
        for one in layouts
    )
    return PictureJob(shown, workspace, PictureOptions(LIGHT))


def pages(content: bytes) -> list[ET.Element]:
    return ET.fromstring(content).findall("diagram")  # noqa: S314 - our own


def cells(page: ET.Element) -> dict[str, tuple[ET.Element, ET.Element]]:
    """By id what a cell says, and the cell."""
    root = page.find("mxGraphModel/root")
    assert root is not None
    found = {}
    for one in root:
        inner = one if one.tag == "mxCell" else one.find("mxCell")
        assert inner is not None
        found[one.attrib["id"]] = one, inner
    assert len(found) == len(root)
    return found


def corner(known: dict[str, tuple[ET.Element, ET.Element]], id: str) -> tuple[float, float]:
    """The sum of a cell's place and of those round it."""
    x = y = 0.0
    while id not in ("0", "1") and not id.startswith("layer"):
        cell = known[id][1]
        geometry = cell.find("mxGeometry")
        assert geometry is not None
        x += float(geometry.attrib["x"])
        y += float(geometry.attrib["y"])
        id = cell.attrib["parent"]
    return x, y


def test_all_stands_where_it_stood(layouts: Layouts, bundled: Workspace) -> None:
    for id, layout in layouts.items():
        (page,) = pages(encode(job(bundled, layout)).content)
        known, diagram = cells(page), layout.diagram
        assert page.attrib == {"id": page_id(id), "name": diagram.title}
        for node in diagram.nodes:
            x, y = corner(known, cell_id(node.id))
            icon = layout.nodes[node.id].icon
            assert (x, y) == pytest.approx((icon.x, icon.y), abs=0.1)
        for cluster in diagram.clusters:
            x, y = corner(known, cell_id(cluster.id))
            box = layout.clusters[cluster.id].box
            assert (x, y) == pytest.approx((box.x, box.y), abs=0.1)
            assert known[cell_id(cluster.id)][0].attrib["label"] == cluster.label.replace(
                "&", "&amp;"
            )
        for edge in diagram.edges:
            if edge.invisible:
                continue
            cell = known[cell_id(edge.id)][1]
            assert cell.attrib["source"] == cell_id(edge.tail)
            assert cell.attrib["target"] == cell_id(edge.head)


def test_aws_is_drawn_with_its_stencils(layouts: Layouts, bundled: Workspace) -> None:
    known = cells(pages(encode(job(bundled, layouts[DiagramId("vpc")])).content)[0])
    styles = {
        re.sub("<br>.*", "", o.attrib["label"]): c.attrib["style"]
        for o, c in known.values()
        if "label" in o.attrib
    }
    assert "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc2" in styles["VPC 10.0.0.0/16"]
    assert "shape=mxgraph.aws4." in styles["Internet gateway"]
    embedded = [
        one.attrib["label"]
        for layout in layouts.values()
        for one, cell in cells(pages(encode(job(bundled, layout)).content)[0]).values()
        if "image=data:" in cell.attrib.get("style", "")
    ]
    assert len(embedded) < 40  # of some three hundred, what draw.io has no stencil for


def test_layers_are_layers_and_notes_are_told(layouts: Layouts, bundled: Workspace) -> None:
    layout = layouts[DiagramId("vpc")]
    known = cells(pages(encode(job(bundled, layout)).content)[0])
    names = {
        id: cell.attrib.get("value") for id, (_, cell) in known.items() if id.startswith("layer")
    }
    assert tuple(names.values()) == layout.diagram.layers
    edge = next(e for e in layout.diagram.edges if e.layers and not e.invisible)
    assert names[known[cell_id(edge.id)][1].attrib["parent"]] == edge.layers[0]
    (gateway,) = (n for n in layout.diagram.nodes if n.label == "Internet gateway")
    assert "In the notes: Internet gateway" in known[cell_id(gateway.id)][0].attrib["tooltip"]


def test_several_are_pages_that_lead_to_each_other(layouts: Layouts, bundled: Workspace) -> None:
    found = pages(encode(job(bundled, *layouts.values())).content)
    assert len(found) == len(layouts)
    ids = {page.attrib["id"] for page in found}
    links = [
        o.attrib["link"] for page in found for o, _ in cells(page).values() if "link" in o.attrib
    ]
    inner = [link.removeprefix("data:page/id,") for link in links if link.startswith("data:")]
    assert inner
    assert set(inner) <= ids


def test_only_what_shows_is_in_it(layouts: Layouts, bundled: Workspace) -> None:
    layout = layouts[DiagramId("vpc")]
    bare = PictureJob.of(layout, ViewState(layout.diagram.id), bundled, PictureOptions(LIGHT))
    known = cells(pages(encode(bare).content)[0])
    on_layers = [n for n in layout.diagram.nodes if n.layers]
    assert on_layers
    assert not {cell_id(n.id) for n in on_layers} & known.keys()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=5, unique=True), st.text(max_size=9))
def test_any_text_is_text(labels: list[str], title: str) -> None:
    nodes = tuple(Node(ElementId(label), label, "box") for label in labels)
    box = Box(0, 0, 10, 10)
    places = {n.id: NodePlace(box, box, box, (n.label,)) for n in nodes}
    diagram = Diagram(DiagramId("d"), title, "d", "d.dot", nodes=nodes)
    layout = DiagramLayout(diagram, 10, 10, places, {}, {})
    (page,) = pages(encode(job(Workspace("/", "W", False, (diagram,)), layout)).content)
    assert len(cells(page)) == len(nodes) + 2


def test_what_is_on_several_layers_is_said(layouts: Layouts, bundled: Workspace) -> None:
    layout = layouts[DiagramId("vpc")]
    diagram = layout.diagram
    nodes = tuple(replace(n, layers=diagram.layers[:2]) for n in diagram.nodes)
    both = replace(layout, diagram=replace(diagram, nodes=nodes))
    assert "on the first of them" in encode(job(bundled, both)).remark
    assert encode(job(bundled, layout)).remark == ""


@pytest.mark.usefixtures("warm_cache")
def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "vpc.drawio"
    assert main(["export", "--diagram", "vpc", "-o", str(out)]) == 0
    assert pages(out.read_bytes())[0].attrib["name"] == "VPC with public and private subnets"
    assert b"site-packages" not in out.read_bytes()


def path(diagram: Diagram, id: ElementId) -> tuple[str, ...]:
    """A component's label, and those of the clusters round it."""
    named = diagram.index.named
    return tuple(" ".join(named[one].label.split()) for one in (id, *diagram.index.around(id)))


def said(diagram: Diagram) -> tuple[object, ...]:
    """What of a diagram is the same when it is opened again."""
    seen = [e for e in diagram.edges if not e.invisible]
    return (
        diagram.layers,
        Counter((path(diagram, c.id), c.kind, c.layers) for c in diagram.components),
        Counter(
            (path(diagram, e.way[0]), path(diagram, e.way[1]), " ".join(e.label.split()), e.layers)
            for e in seen
        ),
    )


def opened_again(layout: DiagramLayout, workspace: Workspace, folder: Path) -> Diagram:
    file = folder / "again.drawio"
    file.write_bytes(encode(job(workspace, layout)).content)
    found = load(file)
    assert found.problems == ()
    (after,) = found.diagrams
    return after


def test_opened_again_it_is_the_same_diagram(
    layouts: Layouts, bundled: Workspace, tmp_path: Path
) -> None:
    for layout in layouts.values():
        assert said(opened_again(layout, bundled, tmp_path)) == said(layout.diagram)


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir()))
def test_so_is_what_runs(tmp_path: Path, name: str) -> None:
    workspace = load(EXAMPLES / name)
    for diagram in workspace.diagrams:
        assert said(opened_again(lay_out(diagram), workspace, tmp_path)) == said(diagram)


def test_so_is_a_plan_and_a_comparison(tmp_path: Path) -> None:
    actions = ("create",), ("update",), ("delete", "create"), ("delete",), ("no-op",)
    changes = [changed(f"aws_sqs_queue.q{n}", *said) for n, said in enumerate(actions)]
    (tmp_path / "plan.json").write_text(json.dumps(plan(*changes)), "utf-8")
    planned = load(tmp_path / "plan.json")
    template = load(EXAMPLES / "orders")
    after = template.diagrams[0]
    gone = after.nodes[0].id
    before = replace(
        after,
        nodes=after.nodes[1:],
        edges=tuple(e for e in after.edges if gone not in (e.tail, e.head)),
    )
    cases = (
        (planned, planned.diagrams[0]),
        (template, compared(before, after, "before").difference.diagram),
    )
    for workspace, diagram in cases:
        assert diagram.index.changes
        layout = lay_out(diagram)
        assert said(opened_again(layout, workspace, tmp_path)) == said(diagram)
        styles = [
            inner.attrib["style"]
            for _, inner in cells(pages(encode(job(workspace, layout)).content)[0]).values()
            if "style" in inner.attrib
        ]
        assert any(f"fontColor={LIGHT.layer('added')}" in style for style in styles)
