"""How a window's width is divided between two panels and the canvas between them: plain sums, no
widgets. All widths are in px; a panel of 0 px does not show."""

from __future__ import annotations

SHARE = 0.58  # of the width that the canvas has at least, unless a person drags it narrower
SQUEEZED = 0.4  # that it has beside a panel that a person opened where there was no room
TINIEST = 0.1  # that it has in any case
NARROW_LEFT, NARROW_RIGHT = 208, 280  # px; a panel gives way before it is made narrower


def divided(whole: int, left: int, right: int, share: float, opened: str = "") -> tuple[int, int]:
    """What two panels get that want to be so wide, where the canvas has `share` of `whole`: first
    the notes at the right are made narrower, then the panel at the left, then that gives way, and
    at last the notes. The panel that is `opened` by hand, `left` or `right`, shows all the same:
    beside the other one where the canvas keeps enough, else in its place."""
    room = whole - round(whole * share)
    if _narrow(left, right) > room and opened:
        if _narrow(left, right) <= whole * (1 - SQUEEZED):
            room = _narrow(left, right)
        else:
            left, right = (left, 0) if opened == "left" else (0, right)
            room = max(room, _narrow(left, right))
    if _narrow(left, right) > room:
        left = 0
    if _narrow(left, right) > room:
        right = 0
    right -= min(max(left + right - room, 0), right - min(right, NARROW_RIGHT))
    left -= max(left + right - room, 0)
    return left, right


def _narrow(left: int, right: int) -> int:
    """As little as two panels take that want to be so wide."""
    return min(left, NARROW_LEFT) + min(right, NARROW_RIGHT)
