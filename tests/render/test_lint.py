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
