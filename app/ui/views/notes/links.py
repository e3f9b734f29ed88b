"""Where a link in the window's notes leads: what is folded there opens and closes by links."""

from __future__ import annotations

from app.model.notes import Note
from app.model.workspace import Workspace
from app.sources.markdown.links import Target
from app.sources.markdown.links import resolve as resolve_written
from app.ui.views.notes.blocks import BLOCK
from app.ui.views.notes.html import FOLD
from app.ui.views.notes.remote import FETCH

__all__ = ["Target", "resolve"]


def resolve(href: str, note: Note | None, workspace: Workspace) -> Target:
    """`note` is where the link stands; None for a page that we made."""
    if href.startswith(f"#{FOLD}"):
        return Target("fold", href, "Open or close")
    if href.startswith(BLOCK):
        return Target("block", href.removeprefix(BLOCK), "Open the picture large")
    if href.startswith(FETCH):
        host = href.removeprefix(FETCH)
        return Target("fetch", host, f"Fetch the pictures of this note that lie on {host}")
    return resolve_written(href, note, workspace)
