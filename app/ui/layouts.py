"""Pictures on demand: from the cache at once, else from the layout process, one at a time.

A request is known by its key: a later one with the same key takes the place of an earlier,
whose answer is dropped. What a person waits for goes before what is only good to have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.layout.layout import cached
from app.model.diagram import Diagram
from app.model.laid_out import LaidOutDiagram

if TYPE_CHECKING:
    from app.layout.client import LayoutClient, Reply

TIMEOUT = 60_000  # ms

Done = Callable[[LaidOutDiagram], None]
Failed = Callable[[str], None]


@dataclass(slots=True)
class _Wish:
    key: Hashable
    diagram: Diagram
    layers: frozenset[str] | None
    done: Done
    failed: Failed
    urgent: bool
    ticket: int = -1


class Layouts(QObject):
    """changed(): what is under way has changed."""

    changed = Signal()
    _replied = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client: LayoutClient | None = None
        self._wishes: list[_Wish] = []
        self._current: _Wish | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TIMEOUT)
        self._timer.timeout.connect(self._time_out)
        self._replied.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def want(
        self,
        key: Hashable,
        diagram: Diagram,
        layers: frozenset[str] | None,
        done: Done,
        failed: Failed,
        urgent: bool = True,
    ) -> None:
        """Lay out the whole diagram, or with `layers` what they show. `done` may be called
        before this returns."""
        self._forget(key)
        found = cached(diagram, layers)
        if found is not None:
            done(found)
            self._next()
            return
        wish = _Wish(key, diagram, layers, done, failed, urgent)
        if urgent:
            self._wishes.insert(0, wish)
            if self._current is not None and not self._current.urgent:
                self._wishes.append(self._current)
                self._stop_current()
        else:
            self._wishes.append(wish)
        self._next()

    def drop(self, key: Hashable) -> None:
        """Forget a request, if there is one."""
        self._forget(key)
        self._next()

    def clear(self) -> None:
        """Forget all requests."""
        self._wishes.clear()
        if self._current is not None:
            self._stop_current()
        self.changed.emit()

    @property
    def waited_for(self) -> bool:
        """Something is laid out that a person waits for."""
        wishes = [self._current, *self._wishes] if self._current else self._wishes
        return any(w.urgent for w in wishes)

    @property
    def busy(self) -> bool:
        return self._current is not None

    def close(self) -> None:
        """Stop the layout process; nothing is answered any more."""
        self._wishes.clear()
        self._current = None
        self._timer.stop()
        if self._client is not None:
            self._client.close()
            self._client = None

    def _forget(self, key: Hashable) -> None:
        self._wishes = [w for w in self._wishes if w.key != key]
        if self._current is not None and self._current.key == key:
            self._stop_current()

    def _stop_current(self) -> None:
        self._current = None
        self._timer.stop()
        if self._client is not None:
            self._client.cancel()

    def _next(self) -> None:
        if self._current is None and self._wishes:
            self._current = wish = self._wishes.pop(0)
            if self._client is None:
                from app.layout.client import LayoutClient

                self._client = LayoutClient(self._replied.emit)
            wish.ticket = self._client.request(wish.diagram, wish.layers)
            self._timer.start()
        self.changed.emit()

    def _take(self, reply: Reply) -> None:
        wish = self._current
        if wish is None or reply.ticket != wish.ticket:
            return
        self._current = None
        self._timer.stop()
        if reply.picture is not None:
            wish.done(reply.picture)
        else:
            wish.failed(reply.error or "The layout gave no picture.")
        self._next()

    def _time_out(self) -> None:
        wish = self._current
        self._stop_current()
        if wish is not None:
            wish.failed(f"The layout took longer than {TIMEOUT // 1000} seconds and was stopped.")
        self._next()
