"""What keys do while a tour is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit.command import Command

if TYPE_CHECKING:
    from app.ui.views.steps.playing import TourPlayer

KEYS: tuple[Command[TourPlayer], ...] = (
    Command(
        "next_step",
        "Next step",
        ("Right", "Space", "PgDown"),
        lambda player: player.pause_and_turn(1),
    ),
    Command(
        "previous_step",
        "Previous step",
        ("Left", "PgUp"),
        lambda player: player.pause_and_turn(-1),
        also=("Backspace",),
    ),
    Command(
        "ends",
        "First step, last step",
        ("Home", "End"),
        pick=lambda player, n: player.pause_and_go(last=bool(n)),
    ),
    Command("to_edge", "Go to its step", gesture="Click an edge"),
    Command("play", "Play automatically, or pause", ("A",), lambda player: player.toggle()),
    Command(
        "pace",
        "Play faster, slower",
        ("+", "-"),
        pick=lambda player, n: player.change_pace(-1 if n else 1),
        enabled=lambda player: player.playing,
        also=("=", "_"),
    ),
)
