"""What was worked out of a diagram, by what was asked: few things, and the last ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

MOST = 32

Answer = TypeVar("Answer")


class KeptAnswers:
    """Several threads may ask: at worst something is worked out twice."""

    def __init__(self) -> None:
        self._found: dict[object, Any] = {}

    def of(self, asked: object, work: Callable[[], Answer]) -> Answer:
        """What `work` comes to, which is never None."""
        found: Answer | None = self._found.get(asked)
        if found is None:
            found = work()
            if len(self._found) >= MOST:
                self._found.clear()
            self._found[asked] = found
        return found
