"""The laid-out diagram as data."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from app.exporters import export
from app.exporters.exporter import PictureJob, PictureOptions
from app.exporters.formats import json_
from app.model.diagram_layout import DiagramLayout, EdgePlace
from app.model.geometry import Point
from app.model.ids import DiagramId, ElementId
from app.model.view_state import ViewState
from app.model.workspace import Workspace


def test_the_documented_fields_and_no_others(layout: DiagramLayout, workspace: Workspace) -> None:
    assert json.loads(
        json_.encoded(layout, ViewState(DiagramId("pair"), frozenset()), workspace)
    ) == {
        "unit": "pt",
        "width": 400.12,
        "height": 150.0,
        "layers": ["iam"],
        "nodes": [
            {
                "id": "a",
                "label": "A",
                "kind": "aws.compute.EC2",
                "form": None,
                "cluster": "box",
                "layers": [],
                "box": [20, 40, 60, 82],
                "icon": [20, 40, 60, 60],
                "label_box": [30, 105, 40, 17],
                "section": "ec2",
                "visible": True,
            },
            {
                "id": "b",
                "label": "B",
                "kind": "",
                "form": None,
                "cluster": None,
                "layers": ["iam"],
                "box": [320, 40, 60, 82],
                "icon": [320, 40, 60, 60],
                "label_box": [330, 105, 40, 17],
                "section": None,
                "visible": False,
            },
        ],
        "clusters": [
            {
                "id": "box",
                "label": "Box",
                "parent": None,
                "layers": [],
                "box": [0, 0, 120, 150],
                "label_box": [32, 4, 30, 17],
                "section": None,
                "visible": True,
            }
        ],
        "edges": [
            {
                "id": "a-b",
                "tail": "a",
                "head": "b",
                "arrows": "forward",
                "layers": [],
                "points": [[80, 70], [320, 70]],
                "label": "asks",
                "label_box": [180, 62, 40, 16],
                "more_labels": [],
                "visible": False,
            }
        ],
    }


def test_what_is_hidden_is_not_visible(
    layout: DiagramLayout, state: ViewState, workspace: Workspace
) -> None:
    content = json_.encoded(layout, replace(state, hidden=frozenset({ElementId("box")})), workspace)
    found = json.loads(content)
    seen = {x["id"]: x["visible"] for part in ("nodes", "clusters", "edges") for x in found[part]}
    assert seen == {"a": False, "b": True, "box": False, "a-b": False}


def test_a_curve_is_written_as_points_on_it(
    layout: DiagramLayout, state: ViewState, workspace: Workspace
) -> None:
    curve = EdgePlace((Point(80, 70), Point(160, 0), Point(240, 140), Point(320, 70)), curved=True)
    content = json_.encoded(replace(layout, edges={ElementId("a-b"): curve}), state, workspace)
    points = json.loads(content)["edges"][0]["points"]
    assert points[0] == [80, 70]
    assert points[-1] == [320, 70]
    assert [200, 70] in points
    assert len(points) > 8


def test_text_is_utf_8(layout: DiagramLayout, state: ViewState, workspace: Workspace) -> None:
    odd = replace(layout.diagram.nodes[0], label="Ω “日本”\n</x>")
    diagram = replace(layout.diagram, nodes=(odd,))
    content = json_.encoded(replace(layout, diagram=diagram), state, workspace)
    assert "Ω “日本”".encode() in content
    assert json.loads(content)["nodes"][0]["label"] == "Ω “日本”\n</x>"


def test_the_file_is_written_without_qt(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    tmp_path: Path,
) -> None:
    export(PictureJob.of(layout, state, workspace, options), tmp_path / "a.JSON")
    assert json.loads((tmp_path / "a.JSON").read_bytes())["unit"] == "pt"
    code = "import sys, app.exporters;print([m for m in sys.modules if m.startswith('PySide6')])"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
