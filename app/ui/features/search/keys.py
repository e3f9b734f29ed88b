"""What keys do in the search, and what one may type first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit.command import Command
from app.ui.views.results.card import ROWS

if TYPE_CHECKING:
    from app.ui.features.search.palette import Palette

BY, PAGES = (-1, 1), (-ROWS + 1, ROWS - 1)

KEYS: tuple[Command[Palette], ...] = (
    Command(
        "preview",
        "Preview a result",
        ("Up", "Down"),
        pick=lambda palette, n: palette.step(BY[n]),
        also=("Backtab", "Tab"),
    ),
    Command(
        "page",
        "Preview one further up or down",
        ("PgUp", "PgDown"),
        pick=lambda palette, n: palette.step(PAGES[n]),
    ),
    Command("go", "Go there", ("Return",), lambda palette: palette.go(), also=("Enter",)),
    Command("leave", "Leave everything as it was", ("Esc",), lambda palette: palette.leave()),
    Command(
        "again",
        "Select what is typed",
        ("Ctrl+K",),
        lambda palette: palette.field.selectAll(),
        also=("Ctrl+F",),
    ),
    Command("layer", "A layer and what is on it", gesture="#"),
    Command("diagrams", "Diagrams only", gesture="@"),
    Command("commands", "Commands only", gesture=">"),
)
