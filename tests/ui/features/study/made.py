"""The cards of a workspace, made once for all tests that look at them."""

from __future__ import annotations

from app.model.workspace import Workspace
from app.study import card_generator
from app.study.card import Card

_made: list[tuple[Workspace, tuple[Card, ...]]] = []


def cards(workspace: Workspace) -> tuple[Card, ...]:
    """Of the same workspace the same ones: neither can be changed."""
    if not _made or _made[0][0] is not workspace:
        _made[:] = [(workspace, card_generator.cards(workspace))]
    return _made[0][1]
