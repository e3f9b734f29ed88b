"""Cards as a deck for Anki, each with its picture: what is asked is masked in it. Needs the extra
`anki` (genanki)."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtGui import QImage

from app import atomic
from app.errors import ExportError
from app.exporters.anki_extra import missing
from app.exporters.card_picture import card_pictures
from app.exporters.words import one_line
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.workspace import Workspace
from app.render.recall import RecallOptions, shown
from app.scratch import scratch
from app.study.card import KINDS, Card, CardKind
from app.study.naming import labels

if TYPE_CHECKING:
    import genanki

MODEL = 1_732_440_114  # Anki's id of our kind of card: another one where its fields change
FIELDS = ("Name", "Diagram", "Question", "Picture", "Answer", "Solution")
COLOURS = 96  # of a picture: the deck is a quarter of the size, and nobody sees it
ASKED = '<div class="d">{{Diagram}}</div><div class="q">{{Question}}</div>'
FRONT = ASKED + "{{Picture}}"
BACK = ASKED + '<hr id="answer"><div class="a">{{Answer}}</div>{{Solution}}'
CSS = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: center; }"
    " img { max-width: 100%; } .a { font-weight: 600; white-space: pre-line; }"
    " .d { font-size: 14px; opacity: 0.7; margin-bottom: 4px; }"
    " .w { font-weight: 400; font-size: 16px; margin-top: 8px; }"
)
_NO_TAG = re.compile(r"[\s:]+")  # a space ends a tag, two colons begin one below it


def write(
    workspace: Workspace,
    layouts: Mapping[DiagramId, DiagramLayout],
    cards: Iterable[Card],
    way: RecallOptions,
    path: Path,
    cancelled: threading.Event | None = None,
    tell: Callable[[int], None] = lambda _: None,
) -> int:
    """Write a deck for each diagram, in one for the workspace; returns how many cards there are,
    and `tell` hears how many are drawn. Imported again, a card takes the place of the one that it
    was, also where words, pictures or titles are others now. A card about a diagram without a
    picture is left out. Raises ExportError without genanki, and WriteError."""
    if sentence := missing():
        raise ExportError(sentence)
    import genanki

    model = genanki.Model(
        MODEL,
        "Acetate",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )
    decks: dict[str, genanki.Deck] = {}
    count = 0
    with scratch() as folder:
        album = _Album(folder)
        for card in cards:
            if cancelled is not None and cancelled.is_set():
                raise ExportError("Stopped; nothing was written.")
            if card.kind is not CardKind.NOTE and card.diagram not in layouts:
                continue  # it asks about a picture that cannot be drawn
            diagram = workspace.diagram(card.diagram)
            deck = decks.get(card.diagram)
            if deck is None:
                title = _deck_title(workspace.title, diagram.title if diagram else "Notes")
                key = f"{workspace.title}\n{card.diagram}"
                deck = decks[card.diagram] = genanki.Deck(crc32(key.encode()) + 2**31, title)
            note = genanki.Note(
                model,
                _fields(card, diagram, layouts.get(card.diagram), way, album),
                guid=genanki.guid_for("acetate", card.id),
                tags=_tags(card),
            )
            deck.add_note(note)
            count += 1
            tell(count)
        whole = folder / "deck.apkg"
        package = genanki.Package(list(decks.values()), [str(f) for f in album.files])
        package.write_to_file(str(whole))
        atomic.write(path, whole.read_bytes())
    return count


class _Album:
    """Pictures in a folder, each once; their names are unique among all of Anki's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[bytes, str] = {}
        self.files: list[Path] = []

    def add(self, image: QImage) -> str:
        """`<img …>` for it."""
        data = _small_png(image)
        name = self._known.get(data)
        if name is None:
            from hashlib import blake2b

            name = self._known[data] = f"acetate-{blake2b(data, digest_size=10).hexdigest()}.png"
            file = self._folder / name
            file.write_bytes(data)
            self.files.append(file)
        return f'<img src="{name}">'


def _deck_title(*parts: str) -> str:
    """Two colons part a deck from the one it is in."""
    return "::".join(one_line(part).replace("::", ": ") or "Untitled" for part in parts)


def _tags(card: Card) -> list[str]:
    """Which diagram, layers and kind, each below a tag of its own in Anki's tree."""
    kinds = [("kind", card.kind.value), *(("layer", layer) for layer in sorted(card.layers))]
    if card.diagram:
        kinds.append(("diagram", card.diagram))
    return [f"acetate::{kind}::{_NO_TAG.sub('-', value)}" for kind, value in kinds]


def _fields(
    card: Card,
    diagram: Diagram | None,
    layout: DiagramLayout | None,
    way: RecallOptions,
    album: _Album,
) -> list[str]:
    """As FIELDS names them. The name is for Anki's list of cards, and is not asked."""
    before = after = ""
    if layout is not None and card.kind is not CardKind.NOTE:
        before, after = map(album.add, card_pictures(layout, card, way))
    question = card.question
    if card.kind is CardKind.ORDER:
        question += "\n" + "\n".join(f"• {step}" for step in sorted(card.steps))
    said = html.escape(question).replace("\n", "<br>")
    answer = html.escape(card.answer).replace("\n", "<br>")
    why = "".join(f'<div class="w">“{html.escape(r.text)}”</div>' for r in card.reasons)
    title = ""  # but where it would answer
    if diagram is not None and not shown(diagram, card, way, revealed=False).untitled:
        title = html.escape(one_line(diagram.title))
    return [html.escape(_name(card, diagram)), title, said, before, answer + why, after]


def _name(card: Card, diagram: Diagram | None) -> str:
    """What a card is about: `Names: Internet gateway (VPC)`; a note's question is itself."""
    if diagram is None:
        return one_line(card.question)
    about = one_line(card.question)
    if card.kind not in (CardKind.ORDER, CardKind.NOTE):
        about = " and ".join(_parties(card, diagram)) or about
    return one_line(f"{KINDS[card.kind]}: {about} ({diagram.title})")


def _parties(card: Card, diagram: Diagram) -> list[str]:
    """Names of the component that a card is about, or of both ends of a line."""
    called = labels(diagram)
    ids = [*filter(None, (card.hidden, *card.about)), *sorted(card.targets)]
    if card.kind is CardKind.CONNECTION:
        ways = {e.id: (e.tail, e.head) for e in diagram.edges}
        ids = [end for id in ids for end in ways.get(id, (id,))]
    else:
        ids = ids[:1]
    return list(dict.fromkeys(called[id] for id in ids if called.get(id)))


def _small_png(image: QImage) -> bytes:
    from PIL import Image

    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (flat.width(), flat.height())
    pixels = Image.frombuffer(
        "RGB", size, bytes(flat.constBits()), "raw", "RGB", flat.bytesPerLine(), 1
    )
    out = BytesIO()
    few = pixels.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG")
    return out.getvalue()
