"""Cards for Anki, read back as Anki reads them."""

from __future__ import annotations

import json
import sqlite3
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.errors import ExportError
from app.exporters import anki
from app.model.laid_out import LaidOutDiagram
from app.model.workspace import Workspace
from app.render import fonts
from app.render.recall import Way
from app.study.card import Card, Kind, Reason

NAME = Card("name|pair|a", Kind.NAME, "pair", "Which <one>?", "A & B", about=("a",), hidden="a")
NOTE = Card("note|n.md|why", Kind.NOTE, "", "Why?", "Because.\n\nSo.")


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


@pytest.fixture
def filled(workspace: Workspace, picture: LaidOutDiagram) -> Workspace:
    return replace(workspace, diagrams=(picture.diagram,))


def _notes(path: Path, folder: Path) -> list[tuple[str, list[str]]]:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    database = sqlite3.connect(folder / "collection.anki2")
    rows = database.execute("SELECT guid, flds FROM notes ORDER BY id").fetchall()
    database.close()
    return [(guid, fields.split("\x1f")) for guid, fields in rows]


def test_a_deck_with_masked_pictures(
    filled: Workspace, picture: LaidOutDiagram, tmp_path: Path
) -> None:
    path = tmp_path / "deck.apkg"
    assert anki.write(filled, {"pair": picture}, [NAME, NOTE], Way(icons=True), path) == 2
    (_, name), (_, note) = _notes(path, tmp_path)
    assert name[0] == "Which &lt;one&gt;?"
    assert name[2] == "A &amp; B"
    assert note == ["Why?", "", "Because.<br><br>So.", ""]
    media = {v: k for k, v in json.loads((tmp_path / "media").read_text()).items()}
    images = [name[n].split('"')[1] for n in (1, 3)]
    asked, answered = (QImage(str(tmp_path / media[i])) for i in images)
    assert not asked.isNull()
    assert asked.size() == answered.size()
    assert asked != answered, "the mask is gone from the second"


def test_the_answer_comes_with_what_explains_it(
    filled: Workspace, picture: LaidOutDiagram, tmp_path: Path
) -> None:
    card = replace(NOTE, reasons=(Reason("So <it> is."),))
    anki.write(filled, {}, [card], Way(), tmp_path / "deck.apkg")
    ((_, fields),) = _notes(tmp_path / "deck.apkg", tmp_path)
    assert fields[2].endswith("“So &lt;it&gt; is.”</div>")


def test_the_mask_is_in_the_picture_and_not_over_it(
    filled: Workspace, picture: LaidOutDiagram, tmp_path: Path
) -> None:
    """Another name gives the same file."""
    found = []
    for label in ("A", "Z"):
        nodes = picture.nodes | {"a": replace(picture.nodes["a"], lines=(label,))}
        path = tmp_path / f"{label}.apkg"
        anki.write(filled, {"pair": replace(picture, nodes=nodes)}, [NAME], Way(), path)
        found.append(_notes(path, tmp_path)[0][1])
    assert found[0][1] == found[1][1]
    assert found[0][3] != found[1][3]


def test_a_second_deck_has_the_same_cards(
    filled: Workspace, picture: LaidOutDiagram, tmp_path: Path
) -> None:
    ids = []
    for answer in ("A", "Another"):
        path = tmp_path / "deck.apkg"
        anki.write(filled, {}, [replace(NAME, answer=answer)], Way(), path)
        ids.append(_notes(path, tmp_path)[0][0])
    assert ids[0] == ids[1]


def test_a_ring_stands_round_what_is_asked(filled: Workspace, picture: LaidOutDiagram) -> None:
    image = anki._painted(picture, NAME, Way(), revealed=False)
    accent = QColor("#0B5FD0").rgb()
    assert any(
        image.pixel(x, y) == accent
        for x in range(image.width())
        for y in range(0, image.height(), 7)
    )


def test_without_genanki_it_says_how_to_install_it(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch, target: Path
) -> None:
    monkeypatch.setattr(anki, "find_spec", lambda name: None)
    with pytest.raises(ExportError, match=r"pip install 'acetate\[anki\]'"):
        anki.write(filled, {}, [NAME], Way(), target)
    assert target.read_bytes() == b"old"


def test_stopped_it_writes_nothing(
    filled: Workspace, picture: LaidOutDiagram, target: Path
) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(ExportError, match="nothing was written"):
        anki.write(filled, {"pair": picture}, [NAME], Way(), target, stop)
    assert target.read_bytes() == b"old"
