"""Words set in columns of one width, in the canvas font."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from app.exporters.words import Block, Run
from app.render.fonts import UNITS, canvas_font, spelled
from app.scene.theme import Theme

SIZE = 13.0  # pt
PITCH = 18.0  # pt from line to line
SPACE = 5.0  # pt between blocks
INDENT = 16.0  # pt for each list around it


@dataclass(slots=True)
class TextLine:
    """A line, set: `x` from the column's left edge, `above` the room over it unless it begins a
    column, both in pt: none within a block. A heading `leads` to what follows. Its layout must live
    as long as it does."""

    set: QTextLine
    layout: QTextLayout
    x: float
    above: float
    mark: tuple[QTextLine, QTextLayout] | None
    code: bool
    leads: bool = False


Column = list[TextLine]


def set_lines(blocks: Iterable[Block], width: float, theme: Theme) -> list[TextLine]:
    """The blocks as lines of at most that width (pt)."""
    return [line for block in blocks for line in _block_lines(block, width, theme)]


def columns(lines: Column, height: float) -> list[Column]:
    """As many columns of that height (pt) as it takes. Where it can be, no line of a block stands
    alone in one, nor a heading at the end of one."""
    found: list[Column] = []
    begin = at = 0
    used = 0.0
    while at < len(lines):
        used += PITCH + (lines[at].above if at > begin else 0.0)
        if used > height and at > begin:
            end = next((n for n in range(at, begin, -1) if not _torn(lines, n)), at)
            found.append(lines[begin:end])
            begin = at = end
            used = 0.0
        else:
            at += 1
    return [*found, lines[begin:]] if begin < len(lines) else found


def _torn(lines: Column, at: int) -> bool:
    """A column must not begin there: it would leave one line of a block alone."""
    if lines[at].above:
        return lines[at - 1].leads
    last = at + 1 == len(lines) or bool(lines[at + 1].above)
    return last or bool(lines[at - 1].above)


def even(lines: Column, most: int, highest: float) -> list[Column] | None:
    """At most so many columns, as low as can be without a line alone; None where they would be
    higher than that (pt)."""
    height = min(highest, PITCH)
    while True:
        found = columns(lines, height)
        ends = [sum(map(len, found[:n])) for n in range(1, len(found))]
        if len(found) <= most and not any(_torn(lines, n) for n in ends):
            return found
        if height >= highest:
            return found if len(found) <= most else None
        height = min(highest, height + SPACE)


def height_of(column: Column) -> float:
    """In pt."""
    return sum(line.above for line in column[1:]) + PITCH * len(column)


def draw_column(
    painter: QPainter, column: Column, x: float, y: float, width: float, theme: Theme
) -> None:
    """Paint a column of that width with its top left corner there (pt)."""
    painter.save()
    painter.setPen(QColor(theme.text))
    for number, line in enumerate(column):
        y += line.above if number else 0.0
        if line.code:
            painter.fillRect(QRectF(x + line.x, y, width - line.x, PITCH), QColor(theme.panel))
        painter.save()
        painter.translate(x + line.x, y)
        painter.scale(1 / UNITS, 1 / UNITS)
        if line.mark is not None:  # first, so that it is read before what it marks
            mark = line.mark[0]
            _draw(painter, mark, -5.0 - mark.naturalTextWidth() / UNITS)
        _draw(painter, line.set, 5.0 if line.code else 0.0)
        painter.restore()
        y += PITCH
    painter.restore()


def _draw(painter: QPainter, line: QTextLine, x: float) -> None:
    """On the base line that all of a column's lines have, `x` pt from where they begin."""
    line.draw(painter, QPointF(x * UNITS, SIZE * 1.02 * UNITS - line.ascent()))


def _block_lines(block: Block, width: float, theme: Theme) -> Iterator[TextLine]:
    x = block.depth * INDENT
    code, first = block.kind == "code", True
    for runs in _split(block.runs):
        inner = width - x - (10.0 if code else 0.0)
        for line, layout in _wrapped(runs, inner, theme, bold=block.kind == "heading"):
            mark = None
            if first and block.mark:
                mark = next(_wrapped([Run(block.mark)], width, theme), None)
            above = SPACE if first else 0.0
            yield TextLine(line, layout, x, above, mark, code, block.kind == "heading")
            first = False


def _split(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of each line that the text breaks by itself."""
    found: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                found.append([])
            found[-1].append(Run(text, run.bold, run.italic, run.code))
    return found


def _wrapped(
    runs: Sequence[Run], width: float, theme: Theme, bold: bool = False
) -> Iterator[tuple[QTextLine, QTextLayout]]:
    layout = QTextLayout("".join(run.text for run in runs), _font(Run("", bold=bold)))
    formats, at = [], 0
    for run in runs:
        stretch = QTextLayout.FormatRange()
        # Qt counts UTF-16 units.
        stretch.start, stretch.length = at, len(run.text.encode("utf-16-le")) // 2
        stretch.format = _format(run, theme, bold)
        at += stretch.length
        formats.append(stretch)
    layout.setFormats(formats)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, SIZE) * UNITS)
        line.setPosition(QPointF(0.0, 0.0))
        lines.append(line)
    layout.endLayout()
    for line in lines:
        yield line, layout


def _format(run: Run, theme: Theme, bold: bool) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setFont(_font(Run("", run.bold or bold, run.italic, run.code)))
    found.setForeground(QColor(theme.text))
    return found


def _font(run: Run) -> QFont:
    if not run.code:
        font = canvas_font(SIZE, run.bold)
        font.setItalic(run.italic)
        return spelled(font)
    font = canvas_font(SIZE * 0.88, run.bold)
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    # The family that is meant by “monospace”, which is none itself.
    font.setFamilies([QFontInfo(fixed).family(), font.family()])
    return spelled(font)
