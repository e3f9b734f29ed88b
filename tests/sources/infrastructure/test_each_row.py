"""A small template, and a small module of Terraform, for each row of the tables and each place where it stands or
folds: what a row says is read and drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.model.source_graph import SourceGraph
from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.stack import Stack
from app.sources.infrastructure.table import EdgeRule, TypeRow, table_of
from tests.sources.infrastructure.cloudformation.helper import read
from tests.sources.infrastructure.small_stacks import lines, stack, standing
from tests.sources.infrastructure.terraform import folder

OTHER = {"cloudformation": "AWS::New::Thing", "terraform": "aws_new_thing"}  # which have no row
NETWORK = {"cloudformation": "AWS::EC2::VPC", "terraform": "aws_vpc"}
LANGUAGES = pytest.mark.parametrize("language", ["cloudformation", "terraform"])


def rows(language: str) -> Iterator[tuple[str, TypeRow]]:
    for type, row in table_of(language).types.items():
        if "*" not in type:
            yield type, row


def made(folder_: Path, language: str, type: str, at: Mapping[str, str], other: str) -> Stack:
    """One resource `It` that names others, all of one type, by their names at paths."""
    if language == "terraform":
        said = nested({path: f"{other}.{name}.arn" for path, name in at.items()})
        blocks = [f'resource "{other}" "{name}" {{}}' for name in at.values()]
        return folder.stack(folder_, "\n".join([f'resource "{type}" "It" {hcl(said)}', *blocks]))
    said = nested({path: {"Fn::GetAtt": [name, "Arn"]} for path, name in at.items()})
    resources = {"It": {"Type": type, "Properties": said}}
    resources |= {name: {"Type": other} for name in at.values()}
    file = folder_ / "template.json"
    file.write_text(json.dumps({"Resources": resources}), "utf-8")
    found = read(file)
    assert found.problems == []
    return stack(*found.resources.values())


def nested(paths: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, value in paths.items():
        *outer, last = path.split(".")
        inside = found
        for step in outer:
            inside = inside.setdefault(step, {})
        inside[last] = value
    return found


def hcl(said: Any) -> str:
    if isinstance(said, str):
        return said
    return "{\n" + "\n".join(f"{name} = {hcl(inner)}" for name, inner in said.items()) + "\n}"


def graph(made_: Stack) -> SourceGraph:
    """That of all."""
    return drawn(made_)[-1]


def ids(language: str, type: str, other: str, name: str) -> tuple[str, str]:
    """Of `It` and of another."""
    return ("It", name) if language == "cloudformation" else (f"{type}.It", f"{other}.{name}")


def plain(row: TypeRow) -> dict[str, EdgeRule]:
    """By path those that say their verb whatever they join, and of which none stands in another."""
    found: dict[str, EdgeRule] = {}
    for rule in row.edges:
        inside = any(
            f"{rule.at}.".startswith(f"{p}.") or p.startswith(f"{rule.at}.") for p in found
        )
        if rule.verb and not (rule.label or rule.words or "*" in rule.at or inside):
            found[rule.at] = rule
    return found


@LANGUAGES
def test_what_a_resource_names_it_is_joined_to(language: str, tmp_path: Path) -> None:
    wrong, count, other = [], 0, OTHER[language]
    for type, row in rows(language):
        rules = {} if row.fold else plain(row)
        if not rules:
            continue
        names = {path: f"Other{number}" for number, path in enumerate(rules)}
        said = lines(graph(made(tmp_path, language, type, names, other)))
        for path, rule in rules.items():
            ends = ids(language, type, other, names[path])
            one, head = ends[::-1] if rule.back else ends
            count += 1
            if not any(
                rule.verb in label and rule.layer in ("", layer)
                for tail, label, to, layer in said
                if (tail, to) == (one, head)
            ):
                wrong.append((type, path, rule.verb))
    assert wrong == []
    assert count > 300


@LANGUAGES
def test_a_resource_stands_in_what_it_names(language: str, tmp_path: Path) -> None:
    wrong, count, network = [], 0, NETWORK[language]
    for type, row in rows(language):
        for path in () if row.fold else row.inside:
            it, net = ids(language, type, network, "Net")
            found = standing(graph(made(tmp_path, language, type, {path: "Net"}, network)))
            count += 1
            if found.get(it) != net:
                wrong.append((type, path))
    assert wrong == []
    assert count > 100


@LANGUAGES
def test_a_helper_is_part_of_what_it_names(language: str, tmp_path: Path) -> None:
    wrong, count, other = [], 0, OTHER[language]
    for type, row in rows(language):
        for path in row.fold.into if row.fold and not row.fold.overview else ():
            it, into = ids(language, type, other, "Into")
            found = standing(graph(made(tmp_path, language, type, {path: "Into"}, other)))
            count += 1
            if it in found or into not in found:
                wrong.append((type, path))
    assert wrong == []
    assert count > 100
