"""Cards for Anki, read back as Anki reads them."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.errors import ExportError
from app.exporters import anki
from app.model.diagram_layout import DiagramLayout
from app.model.ids import CardId, DiagramId, ElementId
from app.model.workspace import Workspace
from app.render import fonts
from app.render.recall import RecallOptions
from app.study.card import Card, CardKind, Reason

NAME = Card(
    CardId("name|pair|a"),
    CardKind.NAME,
    DiagramId("pair"),
    "Which <one>?",
    "A & B",
    about=(ElementId("a"),),
    hidden=ElementId("a"),
)
NOTE = Card(CardId("note|n.md|why"), CardKind.NOTE, DiagramId(""), "Why?", "Because.\n\nSo.")


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


@pytest.fixture
def filled(workspace: Workspace, layout: DiagramLayout) -> Workspace:
    return replace(workspace, diagrams=(layout.diagram,))


def _notes(path: Path, folder: Path) -> list[tuple[str, list[str]]]:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    database = sqlite3.connect(folder / "collection.anki2")
    rows = database.execute("SELECT guid, flds FROM notes ORDER BY id").fetchall()
    database.close()
    return [(guid, fields.split("\x1f")) for guid, fields in rows]


def test_a_deck_with_masked_pictures(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    path = tmp_path / "deck.apkg"
    told, way = list[int](), RecallOptions(icons=True)
    assert (
        anki.write(filled, {DiagramId("pair"): layout}, [NAME, NOTE], way, path, tell=told.append)
        == 2
    )
    assert told == [1, 2]
    (_, name), (_, note) = _notes(path, tmp_path)
    assert name[:3] == ["Names: A (A pair)", "A pair", "Which &lt;one&gt;?"]
    assert name[4] == "A &amp; B"
    assert note == ["Why?", "", "Why?", "", "Because.<br><br>So.", ""]
    media = {v: k for k, v in json.loads((tmp_path / "media").read_text()).items()}
    images = [name[n].split('"')[1] for n in (3, 5)]
    asked, answered = (QImage(str(tmp_path / media[i])) for i in images)
    assert not asked.isNull()
    assert asked.size() == answered.size()
    assert asked != answered, "the mask is gone from the second"


def test_a_title_that_says_the_answer_is_not_on_the_card(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    card = replace(NAME, answer="Pair", accepted=("Pair",))
    anki.write(filled, {DiagramId("pair"): layout}, [card], RecallOptions(), tmp_path / "deck.apkg")
    ((_, fields),) = _notes(tmp_path / "deck.apkg", tmp_path)
    assert fields[1] == ""


def test_the_answer_comes_with_what_explains_it(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    card = replace(NOTE, reasons=(Reason("So <it> is."),))
    anki.write(filled, {}, [card], RecallOptions(), tmp_path / "deck.apkg")
    ((_, fields),) = _notes(tmp_path / "deck.apkg", tmp_path)
    assert fields[4].endswith("“So &lt;it&gt; is.”</div>")


def test_the_mask_is_in_the_picture_and_not_over_it(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    """Another name gives the same file."""
    found = []
    for label in ("A", "Z"):
        nodes = layout.nodes | {
            ElementId("a"): replace(layout.nodes[ElementId("a")], lines=(label,))
        }
        path = tmp_path / f"{label}.apkg"
        anki.write(
            filled, {DiagramId("pair"): replace(layout, nodes=nodes)}, [NAME], RecallOptions(), path
        )
        found.append(_notes(path, tmp_path)[0][1])
    assert found[0][3] == found[1][3]
    assert found[0][5] != found[1][5]


def _rows(path: Path, folder: Path, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as database:
        return database.execute(query).fetchall()


def test_a_second_deck_takes_the_place_of_the_first(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    """Though title, question and answer are others: notes, decks and their kind stay the same."""
    found = []
    for title, card in (
        ("A pair", NAME),
        ("Two", replace(NAME, question="Who?", answer="Another")),
    ):
        own = replace(filled, diagrams=(replace(layout.diagram, title=title),))
        anki.write(
            own, {DiagramId("pair"): layout}, [card], RecallOptions(), tmp_path / "deck.apkg"
        )
        rows = _rows(tmp_path / "deck.apkg", tmp_path, "SELECT guid, mid, did FROM notes, cards")
        (decks,) = _rows(tmp_path / "deck.apkg", tmp_path, "SELECT decks FROM col")
        names = {deck["name"] for deck in json.loads(decks[0]).values()}
        found.append((rows, f"Work::{title}" in names))
    assert found[0] == found[1]
    assert found[0][1]


def test_a_deck_a_diagram_and_tags_for_what_a_card_is_about(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    other = replace(
        layout, diagram=replace(layout.diagram, id=DiagramId("x/y"), title="A::B  and a long title")
    )
    own = replace(filled, diagrams=(layout.diagram, other.diagram))
    second = replace(
        NAME,
        id=CardId("name|x|a"),
        diagram=DiagramId("x/y"),
        layers=frozenset({"blue green", "iam"}),
    )
    path = tmp_path / "deck.apkg"
    assert (
        anki.write(
            own,
            {DiagramId("pair"): layout, DiagramId("x/y"): other},
            [NAME, second, NOTE],
            RecallOptions(),
            path,
        )
        == 3
    )
    (decks,) = _rows(path, tmp_path, "SELECT decks FROM col")
    names = {deck["name"] for deck in json.loads(decks[0]).values()}
    assert names >= {"Work::A pair", "Work::A: B and a long title", "Work::Notes"}
    tags = [
        set(row[0].split()) for row in _rows(path, tmp_path, "SELECT tags FROM notes ORDER BY id")
    ]
    assert tags == [
        {"acetate::kind::name", "acetate::diagram::pair"},
        {
            "acetate::kind::name",
            "acetate::diagram::x/y",
            "acetate::layer::blue-green",
            "acetate::layer::iam",
        },
        {"acetate::kind::note"},
    ]


def test_a_card_about_a_line_is_called_after_both_of_its_ends(
    filled: Workspace, layout: DiagramLayout, tmp_path: Path
) -> None:
    card = Card(
        CardId("connection|pair|a"),
        CardKind.CONNECTION,
        DiagramId("pair"),
        "Where?",
        "B",
        about=(ElementId("a"),),
        targets=frozenset({ElementId("b")}),
    )
    anki.write(filled, {DiagramId("pair"): layout}, [card], RecallOptions(), tmp_path / "deck.apkg")
    ((_, fields),) = _notes(tmp_path / "deck.apkg", tmp_path)
    assert fields[0] == "Connections: A and B (A pair)"


def test_a_card_whose_picture_cannot_be_drawn_is_left_out(
    filled: Workspace, tmp_path: Path
) -> None:
    assert anki.write(filled, {}, [NAME, NOTE], RecallOptions(), tmp_path / "deck.apkg") == 1


def test_without_genanki_it_says_how_to_install_it(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch, target: Path
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(ExportError, match=r"pip install 'acetate\[anki\]'"):
        anki.write(filled, {}, [NAME], RecallOptions(), target)
    assert target.read_bytes() == b"old"


def test_stopped_it_writes_nothing(filled: Workspace, layout: DiagramLayout, target: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(ExportError, match="nothing was written"):
        anki.write(filled, {DiagramId("pair"): layout}, [NAME], RecallOptions(), target, stop)
    assert target.read_bytes() == b"old"
