"""A tour as a film: what each of its frames shows, and for how long. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.exporters.steps import StepPicture
from app.model.geometry import Box

TICK = 80  # ms of a frame that moves
GLIDE, FADE = 8, 4  # frames from one place to the next, and in which what is new comes in
LEAST = 3  # frames of a movement: in fewer it would be a jerk
MOST = 240  # frames of a film: what is longer moves in fewer, and at last in none
OPENING = 4.0  # s of the title page
LONGEST = 60.0  # s of a frame


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame: the step under whose words it stands (None: the title page), what is painted, and
    for how many ms. Where it `follows` something, that fades: `part` (0..1) of what is painted
    has come in."""

    step: StepPicture | None
    painted: StepPicture | None
    milliseconds: int
    follows: StepPicture | None = None
    part: float = 1.0
    last: bool = False  # of its step


def film(
    shots: Sequence[StepPicture],
    title_page: bool = True,
    seconds: float | None = None,
    most: int = MOST,
) -> Iterator[Moment]:
    """The frames of a tour: to the next step the picture glides as it is, then what is new fades
    in, and stays. `seconds` of each step, None: its own. At `most` so many frames, but one for the
    title page and for each step at least."""
    moves = max(len(shots) - (0 if title_page else 1), 1)
    spare = max(most - len(shots) - 1, 0) // moves
    fade = min(FADE, -(-spare // 3))
    glide = min(GLIDE, spare - fade)
    if glide < LEAST:
        fade, glide = min(FADE, spare), 0
    if title_page:
        yield Moment(None, None, _ms(seconds or OPENING), last=True)
    before: StepPicture | None = None
    for shot in shots:
        if before is not None or title_page:
            yield from _move(before, shot, glide, fade)
        yield Moment(shot, shot, _ms(seconds or shot.step.seconds), last=True)
        before = shot


def _move(before: StepPicture | None, shot: StepPicture, glide: int, fade: int) -> Iterator[Moment]:
    at = before
    if before is not None and before.near and before.layout is shot.layout:
        at = replace(before, at=shot.region)
        if before.region != shot.region:
            for n in range(1, glide + 1):
                region = between(before.region, shot.region, _eased(n / glide))
                yield Moment(shot, replace(before, at=region), TICK)
    for n in range(1, fade + 1):
        yield Moment(shot, shot, TICK, follows=at, part=n / (fade + 1))


def between(one: Box, other: Box, part: float) -> Box:
    """A box at `part` (0..1) of the way from one to the other, which never leaves what the two
    span: both grow and move by the same measure, so that to the eye it is one even movement."""
    if abs(one.width - other.width) < 1e-6 * one.width:
        moved = part
    else:
        moved = ((other.width / one.width) ** part - 1) / (other.width / one.width - 1)
    return Box(*(a + (b - a) * moved for a, b in zip(one, other, strict=True)))


def _eased(part: float) -> float:
    """Slow, fast, slow."""
    return part * part * (3 - 2 * part)


def _ms(seconds: float) -> int:
    return round(min(seconds, LONGEST) * 1000)
