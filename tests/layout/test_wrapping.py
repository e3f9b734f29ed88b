"""No picture is a strip that need not be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.layout.layout import lay_out
from app.model.diagram_layout import DiagramLayout
from app.model.picture_style import PictureStyle
from app.sources.workspace import load

HUB = "; ".join(f"hub -> service_{i}" for i in range(24))
CHAIN = " -> ".join(f"step_{i}" for i in range(24))


@pytest.mark.parametrize("said", ["rankdir=LR", "rankdir=TB"])
def test_what_stands_round_a_hub_stands_in_several_ranks(said: str, tmp_path: Path) -> None:
    layout = _laid_out(f"digraph {{ {said}; {HUB} }}", tmp_path)
    assert 1 / 5 < layout.width / layout.height < 5


def test_a_chain_leads_across_the_screen_where_its_file_says_no_direction(tmp_path: Path) -> None:
    layout = _laid_out(f"digraph {{ {CHAIN} }}", tmp_path)
    assert layout.width > layout.height
    layout = _laid_out(f"digraph {{ rankdir=TB; {CHAIN} }}", tmp_path)
    assert layout.width < layout.height


def test_ranks_that_a_file_sets_stay(tmp_path: Path) -> None:
    together = "; ".join(f"service_{i}" for i in range(24))
    layout = _laid_out(f"digraph {{ rankdir=TB; {{ rank=same; {together} }}; {HUB} }}", tmp_path)
    services = [p.icon.center.y for id, p in layout.nodes.items() if "service" in id]
    assert len(set(services)) == 1


def _laid_out(dot: str, folder: Path) -> DiagramLayout:
    (folder / "graph.dot").write_text(dot, "utf-8")
    (diagram,) = load(folder / "graph.dot", run_scripts=lambda _: False).diagrams
    return lay_out(diagram, style=PictureStyle.HOUSE)
