"""The catalogue of kinds, as it comes with the program and as somebody may have broken it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import GENERIC, catalogue, class_of, read
from app.errors import AcetateError
from app.places import bundled_root
from app.scene.colours import contrast, mixed
from app.scene.theme import DARK, LIGHT

FILE = bundled_root() / "resources" / "kinds.json"
# AWS's architecture icon set since 2023.
AWS = {
    "aws-cloud": "#242F3E",
    "account": "#E7157B",
    "region": "#00A4A6",
    "availability-zone": "#00A4A6",
    "vpc": "#8C4FFF",
    "public-subnet": "#7AA116",
    "private-subnet": "#00A4A6",
    "security-group": "#DD344C",
    "auto-scaling-group": "#ED7100",
    "corporate-data-center": "#7D8998",
}


def test_groups_have_awss_colours_names_and_icons() -> None:
    groups = catalogue().groups
    assert {kind: groups[kind].colours["aws"] for kind in AWS} == AWS
    for kind, group in groups.items():
        assert kind == GENERIC or (group.name and group.icon and group.labels)
        assert not group.labels or catalogue().group_of_label(group.name) == kind
    dotted, dashed = groups["region"].border, groups["availability-zone"].border
    assert dotted[0] < dashed[0]
    assert groups["auto-scaling-group"].border == dashed
    assert not groups["vpc"].border


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_borders_are_seen_on_what_they_are_on(theme: Any) -> None:
    """Light colours are AWS's own, or a shade darker where those are too faint."""
    for kind, group in catalogue().groups.items():
        colour = theme.group(kind)
        assert contrast(colour, mixed(theme.canvas, colour, 0.04)) >= 3, kind
        if not theme.dark and "aws" in group.colours and colour != group.colours["aws"]:
            assert contrast(group.colours["aws"], theme.canvas) < 3.1, kind


@pytest.mark.parametrize(
    ("kind", "layer", "stands_on", "shape"),
    [
        ("aws.security.IAMRole", "iam", "", ""),
        ("aws.security.WAF", "security", "", ""),
        ("onprem.network.Tomcat", "", "", ""),
        ("aws.network.InternetGateway", "networking", "vpc", ""),
        ("k8s.rbac.Role", "iam", "", ""),
        ("aws.management.CloudwatchAlarm", "monitoring", "", ""),
        ("aws.management.Config", "", "", ""),
        ("generic.blank.Blank", "", "", "blank"),
        ("box", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_classes_of_nodes(kind: str, layer: str, stands_on: str, shape: str) -> None:
    found = class_of(kind)
    topics = (topic.layer for topic in catalogue().topics if topic.has_class(kind))
    assert (next(topics, ""), found.stands_on, found.shape) == (layer, stands_on, shape)


def test_short_forms_and_ports_have_names() -> None:
    for long, names in catalogue().short_forms.items():
        assert long == long.lower()
        assert names
        assert all(name.strip() == name for name in names)
    assert all(port.isdigit() for port in catalogue().ports)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda said: said["groups"][0].update(colour="#000000"), "colour"),
        (lambda said: said["groups"][0]["colours"].update(light="blue"), "#RRGGBB"),
        (lambda said: said["groups"][0]["colours"].pop("dark"), "themes"),
        (lambda said: said["groups"][0].update(icon="M 1"), "breaks off"),
        (lambda said: said["groups"][0].update(icon="Q 1 2"), "Q"),
        (lambda said: said["groups"][0].update(border=[1]), "pairs"),
        (lambda said: said["groups"].append(said["groups"][0]), "once"),
        (lambda said: said["groups"][0].update(labels=["("]), "unterminated"),
        (lambda said: said["said"].update(x=[]), "names"),
        (lambda said: said.pop("classes"), "classes"),
        (lambda said: said["topics"][0].update(colour="red"), "colour"),
    ],
)
def test_what_is_wrong_with_one_is_said(
    tmp_path: Path, broken: Callable[[dict[str, Any]], object], message: str
) -> None:
    said = json.loads(FILE.read_text(encoding="utf-8"))
    broken(said)
    file = tmp_path / "kinds.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(AcetateError, match=message):
        read(file)


def test_it_is_read_when_it_is_first_asked() -> None:
    code = (
        "import app.scene.theme, app.sources.graphs.building, app.layout.layout, app.study.answers\n"
        "from app.catalogue import catalogue\n"
        "print(catalogue.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0", done.stderr
