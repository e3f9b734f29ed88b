"""Text as glyphs, shaped once and painted often."""

from __future__ import annotations

from threading import get_ident, local, main_thread

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QGlyphRun,
    QPaintEngine,
    QPainter,
    QRawFont,
    QTextLayout,
    QTextOption,
)

from app.layout.canvas_font import is_ours
from app.layout.fonts import EVEN
from app.layout.reading import GOES_ON
from app.layout.text import drop, line_height
from app.model.geometry import Box
from app.render.fonts import UNITS, font, load_file, spelled
from app.scene.items import TextItem

# Where the glyphs of a line stand, in units; how much of its width is painted (0..1).
Placed = tuple[QPointF, QGlyphRun, float]
_Line = tuple[float, float, float, list[QGlyphRun]]
_Font = tuple[str, float, int, bool, bool]  # family, size, weight, italic, whether spelled

# Looked up here, in one thread: PySide makes a class's enums at their first use, and a second thread
# that asks meanwhile finds none.
_NO_WRAP = QTextOption.WrapMode.NoWrap
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_BOLD = 600  # the weight from which on text is painted in the bolder of the canvas font's two
_MEASURED = ("", EVEN)
_MOST = 8192  # texts kept by each thread
_LONGEST = 10_000  # characters of a line that are painted: Qt takes a second for a million
_MAIN = main_thread().ident
_KEY = "glyphs"  # of what is kept with a text, by the main thread


class _Shaped(local):
    """Glyphs and fonts belong to the thread that made them: Qt's font engines do."""

    def __init__(self) -> None:
        self.fonts: dict[_Font, QFont] = {}
        self.lines: dict[tuple[str, _Font, str], _Line] = {}


_shaped = _Shaped()


def draw(painter: QPainter, text: TextItem) -> None:
    """Paint with the painter's pen colour. The painter must be scaled by 1 / UNITS."""
    if painter.paintEngine().type() is QPaintEngine.Type.Pdf:
        placed = _placed(text, letters=True)
    elif get_ident() != _MAIN:
        placed = _placed(text)
    else:
        placed = text.made.get(_KEY) or text.made.setdefault(_KEY, _placed(text))
    if text.turned:
        painter.save()
        painter.rotate(-90.0)
    for at, run, part in placed:
        if part == 1.0:
            painter.drawGlyphRun(at, run)
        else:
            painter.save()
            painter.translate(at)
            painter.scale(part, 1.0)
            painter.drawGlyphRun(QPointF(0.0, 0.0), run)
            painter.restore()
    if text.turned:
        painter.restore()


def width(line: str, size: float, weight: int) -> float:
    """Of a line in the canvas font, in pt."""
    return _line(line, ("", size, weight, False, False), _language((line,)))[0] / UNITS


def _placed(text: TextItem, letters: bool = False) -> list[Placed]:
    """The glyphs and their places; where `letters`, each is one letter."""
    box, pitch = text.box, line_height(text.size)
    if text.turned:  # as it stands where the plane is turned back
        box = Box(-box.bottom, box.x, box.height, box.width)
    middle = box.y + (box.height - pitch * (len(text.lines) - 1)) / 2
    kind = (text.family, text.size, text.weight, text.italic, letters)
    language = text.language or _language(text.lines)
    placed = []
    for line in text.lines:
        wide, height, ascent, glyphs = _line(line.removesuffix(GOES_ON), kind, language)
        part = 1.0
        if text.keep is not None and wide > text.keep * UNITS:
            part = text.keep * UNITS / wide
            wide *= part
        x = box.x * UNITS
        if text.align == "center":
            x = (box.x + box.width / 2) * UNITS - wide / 2
        elif text.align == "right":
            x = box.right * UNITS - wide
        y = middle * UNITS - height / 2
        if text.baseline is not None:
            y = text.baseline * UNITS - ascent
        elif not is_ours(line):  # another font is higher: the base line stays where it is
            y = (middle + drop(text.size, text.bold)) * UNITS - ascent
        placed += [(QPointF(x, y), run, part) for run in glyphs]
        middle += pitch
    return placed


def _line(line: str, kind: _Font, language: str) -> _Line:
    """Width, height and ascent in units, and the glyphs."""
    line = line[:_LONGEST]
    found = _shaped.lines.get((line, kind, language))
    if found is None:
        layout = QTextLayout(line, _font(kind))
        layout.setFormats(_formats(line, kind, language))
        option = layout.textOption()
        option.setWrapMode(_NO_WRAP)
        option.setAlignment(_LEFT)
        layout.setTextOption(option)
        layout.beginLayout()
        row = layout.createLine()
        layout.endLayout()
        if len(_shaped.lines) >= _MOST:
            _shaped.lines.clear()
        found = (row.naturalTextWidth(), row.height(), row.ascent(), layout.glyphRuns())
        _shaped.lines[line, kind, language] = found
    return found


def _formats(line: str, kind: _Font, language: str) -> list[QTextLayout.FormatRange]:
    """Which parts of a line are painted in another font: what was measured in that, and what a font
    that a file says lacks, so that it looks alike all over the picture."""
    family, size, weight, italic, letters = kind
    if is_ours(line):
        return []
    from app.layout.runs import runs

    found = []
    for run in runs(line, weight >= _BOLD, language):
        words = line[run.start : run.end]
        if run.font is None or (family not in _MEASURED and _has(kind, words)):
            continue
        load_file(run.font)
        part = QTextLayout.FormatRange()
        part.start, part.length = _units(line[: run.start]), _units(words)
        part.format.setFont(_font((run.font.family, size, run.font.weight, italic, letters)))
        found.append(part)
    return found


def _language(lines: tuple[str, ...]) -> str:
    if all(map(str.isascii, lines)):
        return ""
    from app.layout.runs import language_of

    return language_of(lines)


def _has(kind: _Font, words: str) -> bool:
    """Whether that font alone has all of these letters."""
    alone = QRawFont.fromFont(_font(kind))
    return all(alone.supportsCharacter(ord(letter)) for letter in words)


def _units(text: str) -> int:
    """How long Qt says that it is, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _font(kind: _Font) -> QFont:
    used = _shaped.fonts.get(kind)
    if used is None:
        family, size, weight, italic, letters = kind
        used = font(size, weight, family, italic)
        used = _shaped.fonts[kind] = spelled(used) if letters else used
    return used
