"""A tour as a picture that moves (GIF), or as a picture a step (PNG), each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app import atomic
from app.errors import ExportError
from app.exporters.png import encode
from app.exporters.step_painter import paint, paint_head
from app.exporters.steps import StepPicture, Tell
from app.exporters.text_column import PITCH, SIZE, Column, draw_column, height_of, set_lines
from app.exporters.words import words
from app.model.geometry import Box
from app.render.theme import LIGHT, Theme

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 255  # of a GIF's 256; one is left for what does not change
EXACT = 128  # of them, those that are seen most: they stay as they are
HEAD, TITLE, MARGIN, WORDS = 0.048, 0.022, 0.016, 0.0135  # parts of the width
WIDE, TALLEST = 9 / 16, 1.0  # height over width: of what frames a step, of a diagram at most
MEASURE = 500.0  # pt, the longest line of words set at SIZE
MOST_LINES = 6  # of words, over a picture
LONGEST = 60.0  # seconds of a frame
GIF_WIDTH, PNG_WIDTH = 1280, 1920  # px, where nothing else is said
SLICE = 1 << 16  # pixels that are counted in one go: other threads wait for as long


@dataclass(frozen=True, slots=True)
class Options:
    """`width` in px; the height follows from the diagrams. `seconds` of each step, None: its
    own. Without `title` only the number stands over the picture."""

    theme: Theme
    width: int
    title: bool = True
    seconds: float | None = None


def write_gif(shots: Sequence[StepPicture], path: Path, options: Options, tell: Tell) -> None:
    """Write a GIF that repeats for ever, a frame a step. `tell` hears of each that is done.
    Raises WriteError; the old file is then untouched."""
    atomic.write(path, encode_gif(shots, options, tell))


def encode_gif(shots: Sequence[StepPicture], options: Options, tell: Tell) -> bytes:
    """What `write_gif` writes."""
    seen: Counter[int] = Counter()
    for shot in shots:  # what takes long: a frame is soon painted again
        made = frame(shots, shot, options)  # whose pixels live as long as it does
        pixels = memoryview(made.constBits()).cast("I")
        for at in range(0, len(pixels), SLICE):
            seen.update(pixels[at : at + SLICE])
        tell(shot)
    table = _palette(seen)
    frames = [_indexed(frame(shots, shot, options), table) for shot in shots]
    seconds = [min(options.seconds or shot.step.seconds, LONGEST) for shot in shots]
    file = BytesIO()
    frames[0].save(
        file,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[round(s * 1000) for s in seconds],
        loop=0,
        optimize=False,
    )
    return file.getvalue()


def write_pictures(
    shots: Sequence[StepPicture], folder: Path, options: Options, tell: Tell
) -> None:
    """Write 01.png, 02.png, … into a folder, which is made where it is missing. Raises
    WriteError."""
    make_folder(folder)
    for name, content in encode_pictures(shots, options, tell):
        atomic.write(folder / name, content)


def encode_pictures(
    shots: Sequence[StepPicture], options: Options, tell: Tell
) -> Iterator[tuple[str, bytes]]:
    """What `write_pictures` writes: names and contents. `tell` hears of each that was taken."""
    for name, shot in zip(picture_names(len(shots)), shots, strict=True):
        yield name, encode(frame(shots, shot, options), 1.0)
        tell(shot)


def picture_names(count: int) -> list[str]:
    """Of the pictures of so many steps."""
    digits = max(2, len(str(count)))
    return [f"{number:0{digits}}.png" for number in range(1, count + 1)]


def make_folder(folder: Path) -> None:
    """Make it where it is missing. Raises WriteError."""
    if folder.is_file():
        raise ExportError(f"The pictures need a folder, and {folder} is a file.")
    atomic.make_folder(folder)


def size(shots: Sequence[StepPicture], width: int) -> tuple[int, int]:
    """Width and height of a frame in px. All steps of a tour have one: a screen's where each frames
    what it is about, else that of the tallest sheet under the words."""
    if any(shot.near for shot in shots):
        return width, round(width * WIDE)
    tallest = max(s.whole.height / s.whole.width for s in shots)
    over = round(width * HEAD) + _words_height(shots, width)
    return width, over + round(width * min(tallest, TALLEST))


def frame(shots: Sequence[StepPicture], shot: StepPicture, options: Options) -> QImage:
    """The step under its title and its words, which take as much room at each step. Raises
    ExportError where memory does not suffice."""
    width, height = size(shots, options.width)
    head, margin = round(width * HEAD), width * MARGIN
    top = head + _words_height(shots, width)
    made = QImage(width, height, QImage.Format.Format_RGB32)
    if made.isNull():
        raise ExportError(f"There is not enough memory for pictures {width} pixels wide.")
    made.fill(QColor(options.theme.canvas))
    painter = QPainter(made)
    try:
        band = Box(margin, margin / 2, width - 2 * margin, head)
        title = shot.step.title if options.title else ""
        paint_head(painter, title, shot.number, band, width * TITLE, options.theme)
        painter.save()
        painter.translate(margin, head)
        painter.scale(_unit(width), _unit(width))
        draw_column(
            painter, column(shot.step.text, options.theme), 0.0, 0.0, MEASURE, options.theme
        )
        painter.restore()
        paint(painter, shot, Box(0.0, top, width, height - top), options.theme)
    finally:
        painter.end()
    return made


def column(text: str, theme: Theme) -> Column:
    """A step's words as they stand over its picture: as many whole paragraphs as find room there,
    in lines of about one length."""
    blocks = words(text)
    for count in range(len(blocks), 0, -1):
        lines = set_lines(blocks[:count], MEASURE, theme)
        if height_of(lines) > MOST_LINES * PITCH:
            continue
        narrow = (set_lines(blocks[:count], MEASURE * n / 12, theme) for n in range(8, 12))
        return next((tried for tried in narrow if len(tried) == len(lines)), lines)
    return []


def _words_height(shots: Sequence[StepPicture], width: int) -> int:
    """px that the words take over each picture; none where no step has any."""
    highest = max(_height(shot.step.text) for shot in shots)
    return round(highest * _unit(width) + width * MARGIN / 2) if highest else 0


@lru_cache(maxsize=1024)  # asked for at each frame
def _height(text: str) -> float:
    """pt that a step's words take."""
    return height_of(column(text, LIGHT))


def _unit(width: int) -> float:
    """px per pt of a column."""
    return width * WORDS / SIZE


def _palette(seen: Counter[int]) -> list[int]:
    """At most COLOURS (0xAARRGGBB): those seen most as they are, so that areas stay flat, and
    the rest from what edges of lines and letters, and icons, need."""
    from PIL.Image import Quantize, frombytes

    exact = [colour for colour, _ in seen.most_common(EXACT)]
    rest = sorted(seen.keys() - set(exact))
    if not rest:
        return exact
    line = frombytes("RGBX", (len(rest), 1), b"".join(c.to_bytes(4) for c in map(_rgbx, rest)))
    few = line.convert("RGB").quantize(COLOURS - len(exact), Quantize.MEDIANCUT, kmeans=1)
    flat = few.getpalette() or []
    mixed = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    return exact + [0xFF000000 | r << 16 | g << 8 | b for r, g, b in mixed]


def _rgbx(colour: int) -> int:
    return (colour & 0xFFFFFF) << 8 | 0xFF


def _indexed(image: QImage, table: list[int]) -> Image:
    """Each pixel in the nearest colour of the table, without dithering: flat areas stay calm."""
    from PIL.Image import frombuffer

    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table, flags)
    size, stride = (few.width(), few.height()), few.bytesPerLine()
    frame = frombuffer("P", size, bytes(few.constBits()), "raw", "P", stride, 1)
    frame.putpalette([c >> shift & 0xFF for c in table for shift in (16, 8, 0)])
    return frame
