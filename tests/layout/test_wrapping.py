"""No picture is a strip that need not be one."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from app.layout.layout import lay_out
from app.layout.tangle import tangle
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Point
from app.model.picture_style import PictureStyle
from app.sources.workspace import load

HUB = "; ".join(f"hub -> service_{i}" for i in range(24))
STAGES = "".join(
    f'subgraph cluster_{i} {{ label="Stage {i}"; deploy_{i} -> {{ api_{i}; web_{i}; jobs_{i} }} }}'
    f"deploy_{i} -> deploy_{i + 1};"
    for i in range(24)
)
PARTS = "; ".join(f"service_{i} -> {{ store_{i}; cache_{i} }}" for i in range(24))
ZONES = "".join(
    f'subgraph cluster_{i} {{ label="Zone {i}"; subgraph cluster_apps_{i} {{ label="Private subnet";'
    f" {'; '.join(f'app_{i}_{k}' for k in range(6))} }} database_{i} }}"
    + "".join(f"balancer -> app_{i}_{k} -> database_{i};" for k in range(6))
    for i in range(5)
)
CHAIN = " -> ".join(f"step_{i}" for i in range(24))


@pytest.mark.parametrize("said", ["rankdir=LR", "rankdir=TB"])
def test_what_stands_round_a_hub_stands_in_several_ranks(said: str, tmp_path: Path) -> None:
    layout = _laid_out(f"digraph {{ {said}; {HUB} }}", tmp_path)
    assert 1 / 5 < layout.width / layout.height < 5


def test_a_chain_leads_across_the_screen_where_its_file_says_no_direction(tmp_path: Path) -> None:
    layout = _laid_out(f"digraph {{ {CHAIN} }}", tmp_path)
    assert layout.width > layout.height
    assert _step(layout).x > 0
    layout = _laid_out(f"digraph {{ rankdir=TB; {CHAIN} }}", tmp_path)
    assert _step(layout).y > 0


def test_a_chain_of_stages_fills_a_screen(tmp_path: Path) -> None:
    layout = _laid_out(f"digraph {{ rankdir=LR; {STAGES} }}", tmp_path)
    assert 1 < layout.width / layout.height < 3
    assert _filled(layout) > 0.5
    # What stands in a stage stands in no other.
    stages = [layout.clusters[c.id].box for c in layout.diagram.clusters]
    assert not any(a.intersects(b) for a, b in combinations(stages, 2))


def test_zones_stand_in_rows_and_what_is_in_them_together(tmp_path: Path) -> None:
    layout = _laid_out(
        f'digraph {{ rankdir=LR; subgraph cluster_vpc {{ label="VPC"; {ZONES} }} }}', tmp_path
    )
    assert 1 / 2 < layout.width / layout.height < 3
    assert tangle(layout.edges.values()).crossings < 12


def test_parts_that_nothing_joins_are_packed(tmp_path: Path) -> None:
    layout = _laid_out(f"digraph {{ rankdir=LR; {PARTS} }}", tmp_path)
    assert 1 < layout.width / layout.height < 3


def test_ranks_that_a_file_sets_stay(tmp_path: Path) -> None:
    together = "; ".join(f"service_{i}" for i in range(24))
    layout = _laid_out(f"digraph {{ rankdir=TB; {{ rank=same; {together} }}; {HUB} }}", tmp_path)
    services = [p.icon.center.y for id, p in layout.nodes.items() if "service" in id]
    assert len(set(services)) == 1


def _step(layout: DiagramLayout) -> Point:
    """From the first of the chain to the second."""
    at = {place.lines: place.icon.center for place in layout.nodes.values()}
    one, other = at[("step_0",)], at[("step_1",)]
    return Point(other.x - one.x, other.y - one.y)


def _filled(layout: DiagramLayout) -> float:
    """How much of the picture clusters take."""
    area = sum(place.box.width * place.box.height for place in layout.clusters.values())
    return area / (layout.width * layout.height)


def _laid_out(dot: str, folder: Path) -> DiagramLayout:
    (folder / "graph.dot").write_text(dot, "utf-8")
    (diagram,) = load(folder / "graph.dot").diagrams
    return lay_out(diagram, style=PictureStyle.HOUSE)
