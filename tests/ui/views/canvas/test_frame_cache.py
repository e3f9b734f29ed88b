"""A frame that is used again looks as if it had been painted anew."""

from __future__ import annotations

from collections.abc import Generator
from time import sleep

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.model.geometry import Box
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.frame_cache import FrameCache, FrameView

CANVAS = QColor("#FBFCFD")
SIZE = (200.0, 120.0)


class Sheet:
    """Paints a pattern of circles and counts how often, and how much."""

    def __init__(self) -> None:
        self.clips: list[Box] = []
        self.colour = QColor("#6D28D9")
        self.seconds = 0.0  # that a step takes

    def paint(self, painter: QPainter, view: FrameView, clip: Box) -> Generator[None, None, None]:
        self.clips.append(clip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        for x in range(-300, 300, 30):
            for y in range(-300, 300, 30):
                painter.drawEllipse(QRectF(x, y, 20 + x % 7, 20))
            yield from self.between()

    def between(self) -> Generator[None, None, None]:
        """From one step to the next."""
        sleep(self.seconds)
        yield


def view(x: float = 0.0, y: float = 0.0, scale: float = 1.0, ratio: float = 1.0) -> FrameView:
    return FrameView(Camera(x, y, scale), SIZE, ratio)


def painted(
    frames: FrameCache,
    at: FrameView,
    *,
    draft: bool = False,
    key: str | None = None,
    whole: bool = False,
    slow: bool = False,
) -> QImage:
    pixels = QImage(
        round(SIZE[0] * at.ratio), round(SIZE[1] * at.ratio), QImage.Format.Format_RGB32
    )
    pixels.setDevicePixelRatio(at.ratio)
    painter = QPainter(pixels)
    frames.put(painter, at, CANVAS, whole=whole, draft=draft, slow=slow, key=key)
    painter.end()
    return pixels


@pytest.fixture
def sheet(qapp: QApplication) -> Sheet:
    return Sheet()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize(("dx", "dy"), [(7, 0), (0, -9), (-13, 21), (30, 40)])
def test_a_move_by_whole_pixels_paints_only_what_came_into_view(
    sheet: Sheet, ratio: float, dx: int, dy: int
) -> None:
    frames = FrameCache(sheet.paint)
    painted(frames, view(ratio=ratio))
    sheet.clips.clear()
    moved = painted(frames, view(dx, dy, ratio=ratio))
    area = sum(clip.width * clip.height for clip in sheet.clips)
    assert area < SIZE[0] * SIZE[1] / 2
    assert moved == painted(FrameCache(sheet.paint), view(dx, dy, ratio=ratio))


def test_any_other_move_paints_all_anew(sheet: Sheet) -> None:
    frames = FrameCache(sheet.paint)
    painted(frames, view())
    for at in (view(0.5), view(150), view(scale=1.1)):
        assert painted(frames, at) == painted(FrameCache(sheet.paint), at)


def test_a_frame_stays_until_it_is_spoilt(sheet: Sheet) -> None:
    frames = FrameCache(sheet.paint)
    first = painted(frames, view())
    sheet.colour = QColor("#0B5FD0")
    assert painted(frames, view()) == first
    frames.invalidate()
    assert painted(frames, view()) == painted(FrameCache(sheet.paint), view()) != first


def test_a_draft_paints_nothing_and_the_next_frame_is_exact(sheet: Sheet) -> None:
    frames = FrameCache(sheet.paint)
    painted(frames, view(), whole=True)
    sheet.clips.clear()
    rough = painted(frames, view(scale=0.7), draft=True)
    assert not sheet.clips
    assert rough.pixelColor(2, 2) == CANVAS  # there is nothing to show there yet
    exact = painted(frames, view(scale=0.7))
    assert exact == painted(FrameCache(sheet.paint), view(scale=0.7))


def test_a_kept_frame_comes_back_without_painting(sheet: Sheet) -> None:
    frames = FrameCache(sheet.paint)
    first = painted(frames, view(), key="on")
    frames.invalidate()
    painted(frames, view(), key="off")
    frames.invalidate()
    sheet.clips.clear()
    assert painted(frames, view(), key="on") == first
    assert not sheet.clips
    frames.forget()
    painted(frames, view(), key="on")
    assert sheet.clips


def test_a_fade_goes_from_what_showed_to_what_is(sheet: Sheet) -> None:
    frames = FrameCache(sheet.paint)
    first = painted(frames, view())
    frames.keep_for_fade()
    sheet.colour = QColor("#B45309")
    frames.invalidate()
    assert painted(frames, view()) == first
    frames.fade(0.5)
    half = painted(frames, view())
    frames.keep_for_fade()  # another fade begins in the midst of it
    frames.invalidate()
    assert painted(frames, view()) == half
    frames.fade(1)
    assert painted(frames, view()) == painted(FrameCache(sheet.paint), view())


def test_a_slow_frame_is_painted_a_little_at_a_time_and_the_last_one_shows_meanwhile(
    sheet: Sheet,
) -> None:
    wanted: list[int] = []
    done: list[int] = []
    frames = FrameCache(sheet.paint, lambda: wanted.append(1), lambda: done.append(1))
    first = painted(frames, view())
    sheet.colour, sheet.seconds = QColor("#0B5FD0"), 0.002
    frames.invalidate()
    assert [painted(frames, view(), slow=True) for _ in range(3)] == [first] * 3
    assert len(wanted) == 1  # one event may put it several times, and paints at it once
    while not done:
        assert painted(frames, view(), slow=True) == first
        frames.paint_on()
    assert len(wanted) > 2
    sheet.seconds = 0.0
    shown = painted(frames, view(), slow=True)
    assert shown == painted(FrameCache(sheet.paint), view()) != first
    sheet.colour, sheet.seconds = QColor("#B45309"), 0.002
    frames.invalidate()
    painted(frames, view(), slow=True)  # begun, and then one looks elsewhere
    sheet.seconds = 0.0
    painted(frames, view(50), slow=True)
    for _ in range(100):  # by then it is done
        frames.paint_on()
    elsewhere = painted(frames, view(50), slow=True)
    assert elsewhere == painted(FrameCache(sheet.paint), view(50))


def test_nothing_is_painted_any_more_once_it_is_stopped(sheet: Sheet) -> None:
    """Qt ends the program where an image goes that is being painted."""
    active: list[QPainter] = []

    def paint(painter: QPainter, at: FrameView, clip: Box) -> Generator[None, None, None]:
        active.append(painter)
        yield from sheet.paint(painter, at, clip)

    frames = FrameCache(paint)
    painted(frames, view())
    sheet.seconds = 0.02
    frames.invalidate()
    painted(frames, view(), slow=True)
    assert active[-1].isActive()
    frames.stop()
    assert not active[-1].isActive()
