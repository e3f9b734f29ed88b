"""What is done to what a person looks at, whichever menu it is chosen from."""

from __future__ import annotations

from app.session import verbs
from app.ui.kit.command import Command
from app.ui.session.store import Store

UNHIDE_ALL: Command[Store] = Command(
    "unhide_all",
    "Show everything that is hidden",
    ("Ctrl+Shift+H",),
    lambda store: store.do(verbs.unhide_all),
    enabled=lambda store: bool(store.state.filters),
)
