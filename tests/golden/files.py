"""The golden files: for each bundled diagram its layout and what its picture shows, as text."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.model.diagram_layout import DiagramLayout

FOLDER = Path(__file__).parent
LAYOUTS, PICTURES = "layouts", "pictures"


def name_of(diagram: str) -> str:
    """What the files of a diagram are called, without folder and suffix."""
    return diagram.replace("/", ".")


def golden(name: str) -> dict[str, str]:
    """The golden files of that name: their text by path in FOLDER, empty where there is none."""
    paths = (f"{LAYOUTS}/{name}.json", f"{PICTURES}/{name}.txt")
    return {path: _read(FOLDER / path) for path in paths}


def names() -> list[str]:
    """Of which diagrams there are golden files."""
    return sorted(path.stem for path in (FOLDER / PICTURES).glob("*.txt"))


def fresh(layout: DiagramLayout) -> dict[str, str]:
    """What the golden files of a diagram would say today."""
    from tests.golden.drawn import picture_text

    name = name_of(layout.diagram.id)
    return {
        f"{LAYOUTS}/{name}.json": layout_text(layout),
        f"{PICTURES}/{name}.txt": picture_text(layout),
    }


def layout_text(layout: DiagramLayout) -> str:
    """The layout as JSON, an element a line; places in pt, to a tenth."""
    nodes = {
        id: {"icon": _box(n.icon), "label": _box(n.label_box), "lines": n.lines}
        for id, n in layout.nodes.items()
    }
    clusters = {
        id: {"box": _box(c.box), "icon": _box(c.icon), "label": _box(c.label_box), "lines": c.lines}
        for id, c in layout.clusters.items()
    }
    edges = {}
    for id, e in layout.edges.items():
        edges[id] = {"curved": e.curved, "points": [_box(p) for p in e.points], "lines": e.lines}
        if e.label_box is not None:
            edges[id]["label"] = _box(e.label_box)
    sections = [f'"size": {json.dumps(_box((layout.width, layout.height)))}']
    for title, elements in (("nodes", nodes), ("clusters", clusters), ("edges", edges)):
        lines = [f"\n  {_json(id)}: {_json(element)}" for id, element in elements.items()]
        sections.append(f'"{title}": {{{",".join(lines)}\n }}')
    return "{\n " + ",\n ".join(sections) + "\n}\n"


def layouts() -> Iterator[DiagramLayout]:
    """All bundled diagrams, laid out anew."""
    from app.layout.layout import lay_out
    from app.render.offscreen import ensure_application
    from app.sources.workspace import load

    ensure_application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACETATE_CACHE"] = folder
        for diagram in load(None).diagrams:
            yield lay_out(diagram)


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _box(numbers: Iterable[float]) -> list[float]:
    return [round(number, 1) + 0.0 for number in numbers]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
