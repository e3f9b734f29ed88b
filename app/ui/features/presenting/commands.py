"""Presenting: how it begins, from the window."""

from __future__ import annotations

from app.ui.features.presenting.starting import Presentations
from app.ui.kit.command import Command

COMMANDS: tuple[Command[Presentations], ...] = (
    Command(
        "present",
        "Present what you see",
        ("F5",),
        run=Presentations.as_seen,
        enabled=lambda presentations: presentations.able,
    ),
    Command(
        "present_tour",
        "Present the tour from its start",
        ("Shift+F5",),
        run=lambda presentations: presentations.tour(),
        enabled=lambda presentations: presentations.has_tours,
    ),
    Command(
        "present_from_here",
        "Present the tour from here",
        ("Ctrl+F5",),
        run=Presentations.from_here,
        enabled=lambda presentations: presentations.has_tours,
    ),
)
