"""An icon is larger or smaller than others as far as its file says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.layout.layout import lay_out
from app.model.picture_style import PictureStyle
from app.sources.graphs.dot import read_dot
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin

HEAD = 'digraph { graph [fontcolor="#2D3436"]; node [image="x.png", shape=none, width=1.4]\n'


@pytest.mark.usefixtures("warm_cache")
@pytest.mark.parametrize(
    ("nodes", "sides"),
    [
        ("a [height=1.9]; b [width=2.8, height=3.3]; c [height=2.3]", (60, 120, 60)),
        ("node [width=0.7]; a [height=1.9]; b; c [width=1.4]", (60, 60, 120)),
        ("a; b; c [width=90, height=90]", (60, 60, 180)),
        ("a; b; c [height=0.1]", (60, 60, 40)),
    ],
)
def test_it_is_larger_than_most(tmp_path: Path, nodes: str, sides: tuple[int, ...]) -> None:
    path = tmp_path / "it.dot"
    path.write_text(f"{HEAD}{nodes} }}", encoding="utf-8")
    origin = DiagramOrigin("it.dot", tmp_path, (tmp_path.resolve(),))
    reading = diagrams_of(read_dot(path, origin), origin, "it")
    assert not [p.message for p in reading.problems if p.kind == "not-drawn"]
    layout = lay_out(reading.diagrams[0], style=PictureStyle.HOUSE)
    found = {id.rpartition(":")[2]: place.icon for id, place in layout.nodes.items()}
    assert tuple(found[name].width for name in "abc") == sides
    assert all(icon.width == icon.height for icon in found.values())
