"""From where one sees what is selected: plain maths, no widgets. Boxes in pt, sizes in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.model.geometry import Box, union
from app.model.view_state import Viewport
from app.ui.views.canvas.camera import Camera, Size, reach

FRAME_FILL, FRAME_MOST = 0.88, 1.0  # framing a component and its neighbours: part of view, scale
LEGIBLE = 0.7  # scale at which a label of 14 pt reads without effort
TOO_SMALL = 0.35  # a frame that would need less shows the component alone
WORTH = 1.25  # a glide that enlarges by less is not worth it
AIR = 24  # px round what was brought into view


@dataclass(frozen=True, slots=True)
class CanvasPlace:
    """Where one looks: the `viewport` as the store knows it, the one `before` something was
    selected, and the `camera`, None where all is in view."""

    viewport: Viewport | None
    before: Viewport | None
    camera: Camera | None


def seen(own: Box, near: Sequence[Box], now: Camera, size: Size) -> Camera:
    """Where one who looks from `now` sees a component and its neighbours: `now` itself where they
    are well in view, else no further away than it takes."""
    wanted = union([own, *near])
    end = Camera.fit(wanted, size, FRAME_FILL, FRAME_MOST)
    if end.scale < TOO_SMALL:
        alone = Camera.fit(own, size, FRAME_FILL, FRAME_MOST).scale  # a cluster may be larger
        wanted, end = own, Camera(*own.center, min(max(now.scale, TOO_SMALL), alone))
    if now.view(size).holds(wanted):
        return end if now.scale < LEGIBLE and end.scale > now.scale * WORTH else now
    return brought_in(wanted, now, size) if LEGIBLE <= now.scale <= end.scale else end


def brought_in(box: Box, now: Camera, size: Size) -> Camera:
    """Moved no more than it takes to see the box, then with some air round it."""
    view = now.view(size)
    if view.holds(box):
        return now
    dx, dy = reach(box.inflated(AIR / now.scale), view)
    return Camera(now.x + dx, now.y + dy, now.scale)


def uncovered(box: Box, camera: Camera, size: Size, covered: int) -> Camera:
    """Moved so that the box stands below the uppermost px that are covered, where it then does
    not go beyond the foot."""
    view = camera.view(size)
    hidden = view.y + (covered + AIR) / camera.scale - box.y
    if covered and hidden > 0 and box.bottom + hidden <= view.bottom:
        return Camera(camera.x, camera.y - hidden, camera.scale)
    return camera
