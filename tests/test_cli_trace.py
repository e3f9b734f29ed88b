"""`acetate trace`: what it prints and writes, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from app.sources import note_reading

pytestmark = pytest.mark.usefixtures("warm_cache")

SHOP = """digraph shop { layers="data"
  user -> web [label=https]; web -> api; api -> queue [label=put]
  subgraph cluster_data { label="Data"; queue [label="Order queue"]; db [label="Order database"] }
  queue -> worker; worker -> db [layer=data]; api -> db; worker -> mail }"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    (tmp_path / "shop.dot").write_text(SHOP)
    return str(tmp_path / "shop.dot")


def test_it_says_what_would_notice(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "order queue", shop]) == 0
    assert capsys.readouterr().out == (
        "What leads to “Order queue” and what it leads to\n"
        "\n"
        "3 components lead to Order queue\n"
        "  1 step away\n"
        "    api  (api → Order queue, put)\n"
        "  2 steps away\n"
        "    web  (web → api)\n"
        "  3 steps away\n"
        "    user  (user → web, https)\n"
        "\n"
        "Order queue leads to 3 components\n"
        "  1 step away\n"
        "    worker  (Order queue → worker)\n"
        "  2 steps away\n"
        "    Order database  (worker → Order database)\n"
        "    mail  (worker → mail)\n"
    )


def test_a_part_of_a_name_will_do_and_layers_count(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "que", shop, "--way", "from", "--layers", "none", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(r["label"], r["steps"]) for r in found["reached"]] == [("worker", 1), ("mail", 2)]
    assert (found["from"]["label"], found["more"]) == ("Order queue", False)


def test_borrowed_diagrams_are_there_however_long_the_notes_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(note_reading, "SOON", 1e-9)  # seconds, until the first notes are handed out
    for name in ("ec2", "vpc"):
        (tmp_path / f"{name}.md").write_text(f"# {name.upper()}\n\nWords.\n", encoding="utf-8")
    assert main(["trace", "NAT gateway", str(tmp_path), "--diagram", "vpc"]) == 0
    assert "lead to NAT gateway" in capsys.readouterr().out


def test_paths_between_two(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "user", "order database", shop, "--all", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(path["components"]) for path in found["paths"]] == [4, 6]
    assert not found["cut"]
    assert main(["trace", "mail", "user", shop]) == 0
    assert capsys.readouterr().out.startswith("The shortest path from “user” to “mail”\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nobody"], 2, "There is no component “nobody”."),
        (["order"], 2, "2 components are called “order”."),
        (["user", "nothere"], 2, "There is no component “nothere”."),
        (["mail", "--way", "from"], 1, "“mail” leads to nothing."),
        (["web", "--steps", "x"], 2, ""),
    ],
)
def test_what_is_wrong_is_said(
    shop: str, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    try:
        found = main(["trace", *words, shop])
    except SystemExit as why:
        found = int(str(why.code))
    assert found == code
    assert said in capsys.readouterr().err


def test_a_picture_of_only_that_and_a_tour_along_it(shop: str, tmp_path: Path) -> None:
    whole, only = tmp_path / "whole.svg", tmp_path / "only.svg"
    assert main(["trace", "queue", shop, "-o", str(whole)]) == 0
    assert main(["trace", "queue", shop, "--way", "from", "--only", "-o", str(only)]) == 0
    assert "https" in whole.read_text()
    assert "https" not in only.read_text()
    assert "mail" in only.read_text()
    assert main(["trace", "user", "mail", shop, "--tour", "-o", f"{tmp_path}/steps/"]) == 0
    names = sorted(path.name for path in (tmp_path / "steps").iterdir())
    assert names == ["01.png", "02.png", "03.png", "04.png", "05.png", "06.png"]


def test_exports_and_decks_leave_out_and_light_what_is_asked(shop: str, tmp_path: Path) -> None:
    near, lit = tmp_path / "near.svg", tmp_path / "lit.svg"
    assert main(["export", shop, "--near", "queue", "--hide", "worker", "-o", str(near)]) == 0
    assert main(["export", shop, "--trace", "mail", "-o", str(lit)]) == 0
    assert "Order queue" in near.read_text()
    assert "api" in near.read_text()
    assert not any(word in near.read_text() for word in ("user", "worker"))
    assert "opacity" in lit.read_text()
    assert main(["export", shop, "--only", "nothere", "-o", str(near)]) == 2
    tour = ["export", shop, "--tour", "shop/layers", "--only", "Data", "--format", "svg"]
    assert main([*tour, "-o", f"{tmp_path}/tour/"]) == 0
    assert "worker" not in (tmp_path / "tour" / "02.svg").read_text()
