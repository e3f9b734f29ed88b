"""What a person may ask for any moment is loaded before, a piece at a time, once the window is whole and
nothing else is to be done: the search, which is wanted at once, would hold the window up for several frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

EVERY = 20  # ms
# Each after those that it needs, so that none takes as long as a frame.
PIECES = (
    "app.search.entry",
    "app.search.letters",
    "app.search.words",
    "app.search.synonyms",
    "app.search.query_words",
    "app.search.query",
    "app.search.index",
    "app.search.marks",
    "app.ui.views.results.rows",
    "app.ui.views.results.card",
    "app.ui.features.search.previewing",
    "app.ui.features.search.palette",
)


def load(owner: QObject, ended: Callable[[], bool]) -> None:
    """Each piece in an event of its own, until all are there or it has `ended`, or its `owner` has."""
    _next(owner, ended, iter(PIECES))


def _next(owner: QObject, ended: Callable[[], bool], pieces: Iterator[str]) -> None:
    piece = next(pieces, None)
    if piece is None or ended():
        return
    import_module(piece)
    QTimer.singleShot(EVERY, owner, lambda: _next(owner, ended, pieces))
