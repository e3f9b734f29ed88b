"""Decks: a tour as slides (PPTX) or as a handout (PDF), a page a step. Importing this loads no
Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import atomic
from app.errors import ExportError
from app.exporters.steps import StepPicture, Tell
from app.scene.theme import Theme

FORMATS = ("pptx", "pdf")


@dataclass(frozen=True, slots=True)
class Options:
    """`title_page`: whether one stands before the steps."""

    theme: Theme
    title_page: bool = True


def write_deck(
    shots: Sequence[StepPicture], path: Path, options: Options, tell: Tell | None = None
) -> None:
    """Write the steps to a file, whose suffix says how; `tell` hears of each step that is done.
    Raises WriteError; the old file is then untouched.

    `app.render.offscreen.ensure_application` is needed before, in the main thread.
    """
    format = path.suffix.lower().lstrip(".")
    if format not in FORMATS:
        raise ExportError(f"{path} was not written: its name must end in .pptx or .pdf.")
    if not shots:
        raise ExportError(f"{path} was not written: the tour has no steps.")
    atomic.write(path, encode_deck(shots, format, options, tell or (lambda _: None)))


def encode_deck(shots: Sequence[StepPicture], format: str, options: Options, tell: Tell) -> bytes:
    """What `write_deck` writes in one of the FORMATS."""
    return _ENCODE[format](shots, options, tell)


def _pptx(shots: Sequence[StepPicture], options: Options, tell: Tell) -> bytes:
    from app.exporters.slides import encode_slides

    return encode_slides(shots, options, tell)


def _pdf(shots: Sequence[StepPicture], options: Options, tell: Tell) -> bytes:
    from app.exporters.handout import encode_handout

    return encode_handout(shots, options, tell)


_ENCODE: dict[str, Callable[[Sequence[StepPicture], Options, Tell], bytes]] = {
    "pptx": _pptx,
    "pdf": _pdf,
}
