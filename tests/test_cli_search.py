"""`acetate search`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main

pytestmark = pytest.mark.usefixtures("warm_cache")

NOTE = """# Network

## NAT gateway

It lets *instances* in a [private subnet](#private) reach out.

## Instance metadata

`169.254.169.254` answers.
"""
SCRIPT = """
from diagrams import Diagram
from diagrams.aws.compute import ECS
with Diagram("Small", filename="small"):
    ECS("Capacity provider")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "space"
    root.mkdir()
    dot = 'digraph pair { layers="iam:data"; nat [label="NAT gateway"]; b [layer="iam"] }'
    (root / "pair.dot").write_text(dot)
    (root / "small.py").write_text(SCRIPT)
    (root / "net.md").write_text(NOTE)
    return root


def results(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(["search", *words, "--json"]) == 0
    found: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out)
    assert list(found) == ["results"]
    return found["results"]


def test_json_says_where_each_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section, component = results(capsys, "nat gatewya", str(folder))[:2][::-1]
    if section["kind"] != "section":
        section, component = component, section
    assert section == {
        "kind": "section",
        "id": "nat-gateway",
        "title": "NAT gateway",
        "diagram": None,
        "file": "net.md",
        "line": 3,
        "score": section["score"],
    }
    assert (component["kind"], component["diagram"]) == ("component", "pair")
    assert component["file"] == "pair.dot"
    assert 0 < component["score"] <= 1


def test_plain_output_shows_the_words_in_context(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "169.254.169.254", str(folder)]) == 0
    assert capsys.readouterr().out == (
        "section    Instance metadata (net.md:7)\n    169.254.169.254 answers.\n"
    )


def test_a_question_on_the_bundled_notes(capsys: pytest.CaptureFixture[str]) -> None:
    found = results(capsys, "which gateway lets private instances out")
    assert any(r["title"].startswith("NAT gateway") for r in found[:3])


def test_prefixes_narrow(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [r["kind"] for r in results(capsys, "#iam", str(folder))] == ["layer", "component"]
    assert [r["id"] for r in results(capsys, "@pair", str(folder))] == ["pair"]


def test_what_a_script_draws_is_found_without_running_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ((), ("--run-scripts",)):
        found = results(capsys, "capcity provider", str(folder), *more)
        assert [(r["diagram"], r["title"]) for r in found] == [("small", "Capacity provider")]


def test_nothing_found_is_an_empty_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "zzyzx", str(folder), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"results": []}


@pytest.mark.parametrize("words", ["", "  ", "?!", "#!"])
def test_an_empty_query_is_wrong_use(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", words]) == 2
    assert "Say what to look for" in capsys.readouterr().err


def test_words_without_quotes_are_told_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "nat", "gateway"]) == 2
    assert 'acetate search "nat gateway"' in capsys.readouterr().err
