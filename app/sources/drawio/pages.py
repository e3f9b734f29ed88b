"""The pages of a draw.io file: each a model of cells, plain or packed (deflated, in base64, with percent
signs): https://www.drawio.com/doc/faq/diagram-source-edit."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote

from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.model.wording import counted
from app.sources.drawio.held import held_drawing, is_picture
from app.sources.drawio.xml_tree import BrokenXmlError, XmlElement, tree, tree_in

MOST = 200  # pages of a file
MOST_INFLATED = 64 << 20  # characters of all pages of a file that are packed
MODEL = "mxGraphModel"


@dataclass(frozen=True, slots=True)
class DrawioPage:
    """`id` is by which links name it. Of one that was packed, or lies in a picture, all stands in the one `line` of that, which a
    PNG has not."""

    name: str
    id: str
    model: XmlElement
    line: int | None


@dataclass(frozen=True, slots=True)
class PagesRead:
    """`lost` are pages that cannot be read."""

    pages: tuple[DrawioPage, ...]
    problems: tuple[Problem, ...] = ()
    lost: int = 0


def read_pages(raw: bytes, file: str) -> PagesRead:
    """The pages of a file's text, at most MOST; one that is broken leaves the others."""
    problems: list[Problem] = []
    root: XmlElement | None
    try:
        root = _in_picture(raw) if is_picture(raw) else tree(raw)
    except BrokenXmlError as why:
        problems.append(problem.error(str(why), file, why.line))
        root = why.read
    except SourceError as why:
        return PagesRead((), (problem.error(str(why), file, why.line),))
    if root is None:
        return PagesRead((), tuple(problems))
    if root.tag == MODEL:
        return PagesRead((DrawioPage("", "", root, root.line),), tuple(problems))
    found = [child for child in root.children if child.tag == "diagram"]
    if root.tag != "mxfile" or not (found or problems):
        text = (
            "It holds no drawing: draw.io’s files begin with <mxfile> and have a <diagram> in it."
        )
        problems.append(problem.error(text, file, root.line))
        return PagesRead((), tuple(problems))
    pages: list[DrawioPage] = []
    room, lost = MOST_INFLATED, 0
    for number, element in enumerate(found[:MOST], 1):
        name = element.attributes.get("name", "").strip() or f"Page-{number}"
        try:
            page, taken = _page(element, name, room)
        except SourceError as why:
            said = f"The page “{name[:60]}” cannot be read: {why}"
            problems.append(problem.error(said, file, element.line))
            lost += 1
            continue
        room -= taken
        pages.append(page)
    if (more := len(found) - MOST) > 0:
        said = f"not drawn: {counted(more, 'page')} after the first {MOST}"
        problems.append(problem.warning(said, file, kind=problem.OTHER_GRAPHS))
        lost += more
    return PagesRead(tuple(pages), tuple(problems), lost)


def _in_picture(raw: bytes) -> XmlElement:
    """Raises SourceError."""
    text, line = held_drawing(raw)
    try:
        return tree_in(text, line)
    except BrokenXmlError as why:
        raise SourceError(str(why), line=line) from why


def _page(element: XmlElement, name: str, room: int) -> tuple[DrawioPage, int]:
    """The page, and how many characters it took where it was packed. Raises SourceError."""
    id = element.attributes.get("id", "")
    model = element.first(MODEL)
    if model is not None:
        return DrawioPage(name, id, model, element.line), 0
    text = element.text.strip()
    if not text:
        raise SourceError("it is empty.")
    if not text.startswith("<"):
        text = _unpacked(text, room)
    try:
        model = tree_in(text, element.line)
    except BrokenXmlError as why:
        raise SourceError(f"{str(why)[:1].lower()}{str(why)[1:]}") from why
    if model.tag != MODEL:
        raise SourceError("it holds no drawing.")
    return DrawioPage(name, id, model, element.line), len(text)


def _unpacked(text: str, room: int) -> str:
    """Raises SourceError."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        packed = b64decode(text)
        raw = unpacker.decompress(packed, max(room, 1))
    except (binascii.Error, zlib.error, ValueError) as why:
        raise SourceError("it is packed in a way that is not draw.io’s.") from why
    if unpacker.unconsumed_tail:
        raise SourceError(f"unpacked, the file has more than {MOST_INFLATED >> 20} MiB.")
    return unquote(raw.decode("utf-8", "replace"))
