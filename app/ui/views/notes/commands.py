"""What keys do in the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit.command import Command

if TYPE_CHECKING:
    from app.ui.views.notes.panel import NotesPanel

STEPS = (1, -1)
SEARCH: Command[NotesPanel] = Command(
    "search_note",
    "Search, this note first",
    ("Ctrl+F",),
    lambda panel: panel.ask_search(),
    where="in the notes",
)
KEYS: tuple[Command[NotesPanel], ...] = (
    Command("next_link", "Next link or fold", ("Tab",)),
    Command("follow", "Follow the link; open or close the fold", ("Return",)),
    Command(
        "text_size",
        "Larger or smaller text",
        ("Ctrl++", "Ctrl+-"),
        pick=lambda panel, n: panel.zoom_by(STEPS[n]),
        also=("Ctrl+=",),
    ),
    Command("text_size_default", "Default text size", ("Ctrl+0",), lambda panel: panel.zoom_by(0)),
)
