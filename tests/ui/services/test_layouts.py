"""Layouts come off the GUI thread: asked, read, compared and indexed without holding it up."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.layout import keeping
from app.layout.client import LayoutClient
from app.layout.layout import lay_out
from app.model.diagram import Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout, same
from app.model.ids import DiagramId, ElementId
from app.model.picture_style import PictureStyle, Rendering
from app.scene.index import HitIndex, hit_index
from app.ui.services.layouts import PATIENCE, Layouts
from bench.actions import Calls
from tests.made_engine import engine_that


def _diagram(title: str = "Two", count: int = 2) -> Diagram:
    nodes = tuple(Node(ElementId(f"n{i}"), f"Node {i}") for i in range(count))
    edges = (
        Edge(ElementId("e"), ElementId("n0"), ElementId("n1"), (ElementId("n0"), ElementId("n1"))),
    )
    return Diagram(DiagramId("two"), title, "two", "two.dot", nodes=nodes, edges=edges)


@pytest.fixture
def layouts(qtbot: QtBot) -> Iterator[Layouts]:
    found = Layouts()
    yield found
    found.close()


def _wanted(
    qtbot: QtBot, layouts: Layouts, diagram: Diagram, hidden: frozenset[ElementId] = frozenset()
) -> DiagramLayout:
    came: list[DiagramLayout | str] = []
    layouts.want("x", diagram, None, came.append, came.append, hidden=hidden)
    assert not came, "nobody waits for it"
    qtbot.waitUntil(lambda: bool(came), timeout=30_000)
    assert isinstance(came[0], DiagramLayout), came
    return came[0]


def test_nothing_of_a_layout_is_worked_out_on_this_thread(qtbot: QtBot, layouts: Layouts) -> None:
    with Calls() as calls:  # of this thread
        laid_out = _wanted(qtbot, layouts, _diagram())
        kept = _wanted(qtbot, layouts, _diagram())
        assert same(laid_out, kept)
        assert hit_index(kept).at(*kept.nodes[ElementId("n0")].icon.center, 1.0, _all(kept)) == "n0"
    assert HitIndex.at.__code__ in calls.of
    for work in (keeping.layout_from, keeping.digest_of, HitIndex.__init__):
        assert work.__code__ not in calls.of
    layouts.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("layout")]


def _all(layout: DiagramLayout) -> Any:
    from app.model.layer import visible

    return visible(layout.diagram, frozenset())


def test_a_layout_is_told_from_another_without_looking_at_it(
    qtbot: QtBot, layouts: Layouts
) -> None:
    whole = _wanted(qtbot, layouts, _diagram())
    other = _wanted(qtbot, layouts, _diagram("Another title"))
    part = _wanted(qtbot, layouts, _diagram(), frozenset({ElementId("n1")}))
    assert whole.diagram == part.diagram
    assert "n1" not in part.nodes
    assert len({whole.digest, other.digest, part.digest}) == 3
    assert same(whole, lay_out(_diagram()))


def test_a_layout_of_many_nodes_is_kept_whole() -> None:
    layout = lay_out(_diagram(count=500))
    lines = keeping.lines_of(layout)
    assert len(lines) == 5
    assert keeping.layout_from(lines, layout.diagram) == layout
    assert keeping.layout_from(lines, layout.diagram).digest == layout.digest
    for damaged in ([], [b"{}"], [lines[0], b"["]):
        with pytest.raises(ValueError, match="not a layout"):
            keeping.layout_from(damaged, layout.diagram)


@pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")
def test_who_asks_the_same_again_gets_the_first_picture_of_what_is_under_way(
    qtbot: QtBot, layouts: Layouts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACETATE_ENGINE", engine_that(tmp_path, "exec sleep 60"))
    found: list[DiagramLayout] = []
    large = _diagram(count=8100)

    def ask() -> None:
        layouts.want("x", large, None, found.append, pytest.fail, sketched=found.append)

    ask()
    qtbot.waitUntil(lambda: layouts.busy, timeout=30_000)
    ask()
    qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    assert found[0].remark
    assert layouts.waited_for, "the layout itself is still to come"


@pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")
def test_who_asks_for_what_was_asked_ahead_gets_what_is_under_way(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACETATE_ENGINE", engine_that(tmp_path, "exec sleep 60"))
    found: list[DiagramLayout] = []
    large, house = _diagram(count=8100), Rendering(PictureStyle.HOUSE)
    client = LayoutClient()
    client.ask_ahead(large, house)
    layouts = Layouts(client=client)
    try:
        layouts.want(
            "x", large, None, found.append, pytest.fail, rendering=house, sketched=found.append
        )
        # Asked a second time, it would wait until the engine is done with the first.
        qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    finally:
        layouts.close()
    assert found[0].diagram == large
    assert found[0].remark


def test_what_nobody_waits_for_any_more_makes_way(qtbot: QtBot, layouts: Layouts) -> None:
    plain = _diagram("Slow", 2000)
    ids = [node.id for node in plain.nodes]
    edges = tuple(
        Edge(ElementId(f"e{a}"), ids[a], ids[b], (ids[a], ids[b]))
        for a, b in ((n, (n * 7 + 3) % len(ids)) for n in range(len(ids)))
        if a != b
    )
    came: list[str] = []
    slow = replace(plain, edges=edges)
    layouts.want("slow", slow, None, lambda _: came.append("slow"), came.append)
    qtbot.waitUntil(lambda: layouts.busy, timeout=30_000)
    qtbot.wait(round(2000 * PATIENCE))
    layouts.hurry("slow", False)
    layouts.want("quick", _diagram(), None, lambda _: came.append("quick"), came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=30_000)
    assert came == ["quick"]
