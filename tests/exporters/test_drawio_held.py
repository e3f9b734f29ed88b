"""Pictures with their draw.io drawing in them: they show, and open again as the drawing."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.cli import main
from app.exporters.drawio_held import may_hold, with_drawing
from app.sources.drawio.held import held_drawing
from app.sources.workspace import load

DRAWING = '<mxfile><diagram name="ö &amp; &quot;"/></mxfile>\n'


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_picture_that_is_called_so_opens_as_a_drawing(tmp_path: Path, suffix: str) -> None:
    script, out = tmp_path / "web.dot", tmp_path / f"web.drawio.{suffix}"
    script.write_text('digraph { a -> b [label="asks"] }', "utf-8")
    assert main(["export", str(script), "-o", str(out)]) == 0
    (found,) = load(out).diagrams
    assert sorted(node.label for node in found.nodes) == ["a", "b"]
    assert [edge.label for edge in found.edges] == ["asks"]
    plain = tmp_path / f"web.{suffix}"
    assert main(["export", str(script), "-o", str(plain)]) == 0
    assert len(plain.read_bytes()) < len(out.read_bytes())
    assert main(["export", str(script), "-o", str(out), "--format", "jpg"]) == 0
    assert b"mxfile" not in out.read_bytes(), "which is no picture that holds one"


def test_the_drawing_is_kept_to_the_letter() -> None:
    svg = with_drawing(
        b'<?xml version="1.0"?>\n<svg width="1"><g/></svg>', b"<?xml?>\n" + DRAWING.encode()
    )
    assert held_drawing(svg) == (DRAWING, 2)
    assert ET.fromstring(svg).attrib["width"] == "1"  # noqa: S314 - our own


def test_only_such_names_say_it() -> None:
    assert may_hold(Path("A.drawio.SVG"))
    assert not may_hold(Path("drawio.svg"))
    assert not may_hold(Path("a.drawio"))
