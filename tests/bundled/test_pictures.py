"""What is true of each bundled picture, whatever it shows."""

from __future__ import annotations

import re

import pytest

from app.model.layer import visible
from app.model.workspace import Workspace
from tests.bundled.conftest import SCRIPTS, Pictures, each, line


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_hangs_in_the_air_with_one_layer_alone(bundled: Workspace, script: str) -> None:
    """A component of a layer is joined to something, or stands in a boundary of that layer, when
    no other layer is on."""
    loose = []
    for diagram in each(bundled, script):
        for layer in diagram.layers:
            shown = visible(diagram, frozenset({layer}))
            joined = {end for e in diagram.edges if e.id in shown.edges for end in (e.tail, e.head)}
            of_layer = {c.id for c in diagram.clusters if layer in c.layers}
            loose += [
                f"{diagram.id}, {layer}: {line(node.label)}"
                for node in diagram.nodes
                if node.id in shown.nodes and layer in node.layers
                if node.id not in joined and node.cluster not in joined | of_layer
            ]
    assert loose == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_depends_on_what_is_said_with_a_sentence_of_the_notes(
    bundled: Workspace, drawn: Pictures, script: str
) -> None:
    notes = line(" ".join(n.text for n in bundled.notebook.notes))
    notes = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", notes)
    for diagram in each(bundled, script):
        for edge in diagram.edges:
            if edge.depends is not None:
                assert not edge.invisible
                assert re.search(r"[.!?:]$", edge.depends.reason), edge.depends
                assert edge.depends.reason in notes, edge.depends.reason
