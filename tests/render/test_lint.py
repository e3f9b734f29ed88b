"""The picture linter over all combinations that count: layers and themes."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.render.lint import Finding, lint
from app.scene.theme import LIGHT


def test_a_finding_is_told_once_with_the_layers_that_show_it(layout: DiagramLayout) -> None:
    moved = layout.nodes[ElementId("web")]
    away = replace(moved, icon=moved.icon.moved(0, 90), label_box=moved.label_box.moved(0, 90))
    broken = replace(layout, nodes={**layout.nodes, ElementId("web"): away})
    ends = [f for f in lint(broken) if f.rule == "end-in-the-air" and "in" in f.elements]
    assert [(f.elements, f.layers, f.theme) for f in ends] == [(("in", "web"), "all", "")]


def test_faint_colours_are_found_in_their_theme(layout: DiagramLayout) -> None:
    pale = replace(LIGHT, text="#A0A0A0")
    found = [f for f in lint(layout, [pale]) if f.rule == "faint-text"]
    assert found == [Finding("faint-text", found[0].message, (), "all", "light")]


def test_texts_are_measured_as_they_are_painted(layout: DiagramLayout) -> None:
    web, vpc = ElementId("web"), next(iter(layout.clusters))
    long = replace(layout.nodes[web], lines=("A label that nobody has measured",))
    tall = replace(layout.clusters[vpc], lines=("one", "two") * 20)
    broken = replace(
        layout,
        nodes={**layout.nodes, web: long},
        clusters={**layout.clusters, vpc: tall},
    )
    found = {f.elements: f.message for f in lint(broken) if f.rule == "text-outside"}
    assert set(found) == {(web,), (vpc,)}
    assert "pt beyond its room" in found[(web,)]
    assert not [f for f in lint(layout) if f.rule in ("text-outside", "squeezed-text")]


def test_a_text_that_is_squeezed_is_found(layout: DiagramLayout) -> None:
    web = ElementId("web")
    narrow = replace(layout.nodes[web], lines=("注文受付サーバー" * 3,))
    found = [
        f
        for f in lint(replace(layout, nodes={**layout.nodes, web: narrow}))
        if f.rule == "squeezed-text"
    ]
    assert [f.elements for f in found] == [(web,)]
    assert "% of its width" in found[0].message
