"""Before threads paint, all there is to paint was painted once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from app.render import first_use
from app.render.backend import Backend
from app.scene.items import ImageItem, Item
from app.scene.walk import Run


def test_each_kind_of_item_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[type[Item]] = set()

    class Watched(Backend):
        def paint(self, runs: Iterable[Run]) -> None:
            kept = list(runs)
            seen.update(type(item) for items, _, _ in kept for item in items)
            super().paint(kept)

    monkeypatch.setattr(first_use, "Backend", Watched)
    first_use.paint_once.cache_clear()
    first_use.paint_once()
    assert seen == set(Item.__subclasses__()) - {ImageItem}  # an image is painted without a file
