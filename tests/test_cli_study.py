"""`acetate study`: what is due, progress to and from a file, cards for Anki."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.model.ids import CardId, DiagramId
from app.study.card import Card, CardKind
from app.study.progress import Progress
from app.study.schedule import Grade

pytestmark = pytest.mark.usefixtures("warm_cache")
DOT = """digraph pair { a [label="Queue"]; b [label="Worker"]
  a -> b [label="jobs", depends="head: It takes its jobs there."] }"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "space"
    root.mkdir()
    (root / "pair.dot").write_text(DOT)
    return root


def _found(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, Any]:
    assert main(["study", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_what_is_due(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _found(capsys, folder)
    assert found["due"] == []
    assert {c["question"] for c in found["new"]} >= {
        "Which component is this?",
        "What connects “Queue” and “Worker”?",
        "What stops working without “Queue”?",
    }
    ids = [c["id"] for c in found["new"]]
    with Progress() as progress:
        progress.review(ids[0], Grade.AGAIN)
    found = _found(capsys, folder)
    assert [c["id"] for c in found["due"]] == ids[:1]
    assert found["forecast"][0] == 1
    assert found["diagrams"] == [
        {"id": "pair", "title": "pair", "due": 1, "new": len(ids) - 1, "begun": 1}
    ]
    assert main(["study", str(folder)]) == 0
    assert "1 due today" in capsys.readouterr().out


def test_progress_goes_to_another_machine(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Progress() as progress:
        progress.review(CardId("name|pair|x"), Grade.GOOD)
    file = tmp_path / "progress.json"
    assert main(["study", "--export", str(file)]) == 0
    assert "1 card to" in capsys.readouterr().err
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path / "other"))
    assert main(["study", "--import", str(file)]) == 0
    assert "1 card changed" in capsys.readouterr().err
    with Progress() as progress:
        assert set(progress.memories()) == {"name|pair|x"}
    file.write_text("{}")
    assert main(["study", "--import", str(file)]) == 1
    assert "is not a progress file" in capsys.readouterr().err


def test_cards_for_anki(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pair.apkg"
    assert main(["study", str(folder), "--anki", str(file)]) == 0
    assert "cards to" in capsys.readouterr().err
    with zipfile.ZipFile(file) as packed:
        assert len(packed.namelist()) > 4


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", str(tmp_path / "nothing")]) == 2
    assert "There is no file or folder" in capsys.readouterr().err


def test_a_reported_card_is_not_asked_but_listed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["study", "--reported"]) == 0
    assert capsys.readouterr().out == "No cards have been reported.\n"
    before = _found(capsys, folder)
    first = before["new"][0]
    card = Card(first["id"], CardKind.NAME, DiagramId("pair"), first["question"], "Queue")
    with Progress() as progress:
        progress.review(card.id, Grade.AGAIN)
        progress.reports.add(card, DiagramId("pair"), "It is *two* queues")
    found = _found(capsys, folder)
    assert found["due"] == []
    assert found["forecast"][0] == 0
    assert first not in found["new"]
    assert found["reported"] == 1
    assert found["diagrams"][0]["new"] == len(before["new"]) - 1
    assert main(["study", str(folder)]) == 0
    assert "Reported, so not asked: 1." in capsys.readouterr().out
    assert main(["study", "--reported", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["reported"]
    assert (listed["card"], listed["reason"]) == (card.id, "It is *two* queues")
    file = tmp_path / "reported.md"
    assert main(["study", "--reported", "-o", str(file)]) == 0
    assert "Wrote 1 reported card to" in capsys.readouterr().err
    assert "It is \\*two\\* queues" in file.read_text()
    assert main(["study", "--reported"]) == 0
    assert capsys.readouterr().out == file.read_text()
    assert main(["study", "--reported", "-o", str(tmp_path / "no" / "x.md")]) == 1
    assert "does not exist" in capsys.readouterr().err
    anki = tmp_path / "pair.apkg"
    assert main(["study", str(folder), "--anki", str(anki)]) == 0
    assert f"Wrote {len(before['new']) - 1} cards" in capsys.readouterr().err


def test_a_file_for_what_is_not_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "-o", "x.md"]) == 2
    assert "add --reported" in capsys.readouterr().err
