"""A tour as a picture that moves (GIF): its title page, then each step with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from app.exporters.alt_text import tour_text
from app.exporters.exporter import TourOptions
from app.exporters.film import MOST, Moment, film
from app.exporters.steps import StepPicture, Tell
from app.exporters.stills import Stills

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1280  # px, where nothing else is said
LARGEST = 10_000_000  # bytes of a file that moves: what many places take a picture of
COLOURS = 255  # of a GIF's 256; one is left for what does not change
SAME = COLOURS  # that one
EXACT = 128  # of them, those that are seen most: they stay as they are
SAMPLED = 12  # steps at which colours are counted: more would take long before the first is written
SLICE = 1 << 16  # pixels that are counted in one go: other threads wait for as long


def encode_gif(
    shots: Sequence[StepPicture], options: TourOptions, tell: Tell, largest: int = LARGEST
) -> bytes:
    """GIF89a (W3C) that repeats for ever, with what it shows as a comment. `tell` hears of each
    step that is done. One of more than `largest` bytes moves in fewer frames, and at last in none:
    then `tell` hears of the steps again. Raises ExportError where memory does not suffice."""
    stills = Stills(shots, replace(options, width=options.width or WIDTH))
    table = _palette(_colours(stills))
    head = _head(stills.size, table, tour_text(shots))
    full = sum(1 for _ in film(shots, options.title_page))
    for most in (MOST, full * 3 // 4, full // 2, full // 4, 0):
        parts, size = [head], len(head)
        for part in _encoded(stills, table, most, tell):
            parts.append(part)
            size += len(part)
            if most and size > largest:
                break
        else:
            break
    return b"".join((*parts, b";"))


def _encoded(stills: Stills, table: list[int], most: int, tell: Tell) -> Iterator[bytes]:
    """The frames, at most so many where that can be, as they stand in the file."""
    before: Image | None = None
    waiting: tuple[Image, tuple[int, int], int] | None = None
    for moment, image in _frames(stills, most):
        now = _indexed(image, table)
        changed = _changed(before, now)
        if changed is None and waiting is not None:
            part, place, milliseconds = waiting
            waiting = part, place, milliseconds + moment.milliseconds
        else:
            if waiting is not None:
                yield from _frame(*waiting, table)
            waiting = *(changed or (now, (0, 0))), moment.milliseconds
        before = now
        if moment.last and moment.step is not None:
            tell(moment.step)
    if waiting is not None:
        yield from _frame(*waiting, table)


def _frames(stills: Stills, most: int) -> Iterator[tuple[Moment, QImage]]:
    """Each moment painted; the two pictures that one fades between are painted once."""
    options = stills.options
    ends: tuple[QImage, QImage] | None = None
    for moment in film(stills.shots, options.title_page, options.seconds, most):
        if moment.part < 1:
            if ends is None:
                ends = (_painted(stills, moment, old=True), _painted(stills, moment))
            yield moment, _mixed(*ends, moment.part)
            continue
        image = ends[1] if ends else _painted(stills, moment)
        ends = None
        yield moment, image


def _painted(stills: Stills, moment: Moment, old: bool = False) -> QImage:
    """What the moment shows, or what it follows."""
    painted = moment.follows if old else moment.painted
    if painted is None or moment.step is None:
        return stills.title_page()
    return stills.step(moment.step, painted)


def _mixed(old: QImage, new: QImage, part: float) -> QImage:
    made = old.copy()
    painter = QPainter(made)
    try:
        painter.setOpacity(part)
        painter.drawImage(0, 0, new)
    finally:
        painter.end()
    return made


# Colours


def _colours(stills: Stills) -> Counter[int]:
    """How often each is seen in what stays: on the title page, and at SAMPLED steps from all over
    the tour."""
    shots, seen = stills.shots, Counter[int]()
    among = dict.fromkeys(n * len(shots) // SAMPLED for n in range(SAMPLED))
    pages: list[StepPicture | None] = [shots[n] for n in among]
    for shot in [None, *pages] if stills.options.title_page else pages:
        made = stills.step(shot) if shot else stills.title_page()
        pixels = memoryview(made.constBits()).cast("I")
        for at in range(0, len(pixels), SLICE):
            seen.update(pixels[at : at + SLICE])
    return seen


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
    """Each pixel's nearest colour by its number in the table, without dithering: flat areas stay
    calm."""
    from PIL.Image import frombytes

    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table, flags)
    size, stride = (few.width(), few.height()), few.bytesPerLine()
    return frombytes("L", size, bytes(few.constBits()), "raw", "L", stride, 1)


# The file


def _changed(before: Image | None, now: Image) -> tuple[Image, tuple[int, int]] | None:
    """The part of a frame that differs from the one before, what does not as SAME, and where it
    stands; None where nothing does."""
    if before is None:
        return now, (0, 0)
    from PIL.ImageChops import difference

    differs = difference(before, now)
    box = differs.getbbox()
    if box is None:
        return None
    part = now.crop(box)
    part.paste(SAME, mask=differs.crop(box).point([255] + [0] * 255))
    return part, box[:2]


def _head(size: tuple[int, int], table: list[int], about: str) -> bytes:
    """What stands before the frames: size, colours, that it repeats for ever, the comment."""
    flat = b"".join((c & 0xFFFFFF).to_bytes(3) for c in table)
    words = about.encode()
    blocks = [words[at : at + 255] for at in range(0, len(words), 255)]
    return b"".join(
        (
            b"GIF89a",
            *(side.to_bytes(2, "little") for side in size),
            b"\xf7\0\0",  # a table of 256 colours, of 8 bits each
            flat.ljust(3 * 256, b"\0"),
            b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0",
            b"!\xfe",
            *(len(block).to_bytes(1) + block for block in blocks),
            b"\0",
        )
    )


def _frame(part: Image, place: tuple[int, int], milliseconds: int, table: list[int]) -> list[bytes]:
    from PIL.GifImagePlugin import getdata

    part.putpalette([c >> shift & 0xFF for c in table for shift in (16, 8, 0)])
    found: list[bytes] = getdata(part, place, duration=milliseconds, transparency=SAME, disposal=1)
    return found
