"""What a person chose of layers, on its way into its file: one after the other, the last one last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.model.ids import DiagramId
from app.model.layer_choice import LayerChoice
from app.ui.kit.background import Background


class LayerFiles:
    """Written off the window's thread; `failed(sentence)` says why something was not."""

    def __init__(self, background: Background, failed: Callable[[str], None]) -> None:
        self._background, self._failed = background, failed
        self._waiting: dict[tuple[Path, DiagramId], LayerChoice] = {}
        self._writing = False

    def keep(self, root: Path, diagram: DiagramId, choice: LayerChoice) -> None:
        """Write that, in place of what waits to be written of that diagram."""
        self._waiting[root, diagram] = choice
        self._next()

    def _next(self) -> None:
        if self._writing or not self._waiting:
            return
        from app.sources.layers.keeping import keep

        (root, diagram), choice = next(iter(self._waiting.items()))
        del self._waiting[root, diagram]
        self._writing = True
        work = partial(keep, root, diagram, choice)
        self._background.start(lambda _: work(), lambda _: self._written(), self._lost)

    def _written(self) -> None:
        self._writing = False
        self._next()

    def _lost(self, why: str) -> None:
        self._failed(why)
        self._written()
