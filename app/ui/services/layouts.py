"""Pictures on demand: from the cache at once, else from the layout process, one at a time.

A request is known by its key: a later one with the same key takes the place of an earlier,
whose answer is dropped. What a person waits for goes before what is only good to have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout

if TYPE_CHECKING:
    from app.layout.client import LayoutClient, Reply

TIMEOUT = 600_000  # ms; engine and router have limits of their own, by processor time
PATIENCE = 0.5  # seconds that a picture that nobody waits for may hold up another

Done = Callable[[DiagramLayout], None]
Failed = Callable[[str], None]


class _Wish:
    """One request."""

    def __init__(
        self,
        key: Hashable,
        diagram: Diagram,
        layers: frozenset[str] | None,
        done: Done,
        failed: Failed,
        urgent: bool,
    ) -> None:
        self.key, self.diagram, self.layers = key, diagram, layers
        self.done, self.failed, self.urgent = done, failed, urgent
        self.ticket = -1
        self.began = 0.0


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
        from app.layout.layout import cached

        self._forget(key)
        found = cached(diagram, layers)
        if found is not None:
            done(found)
            self._next()
            return
        request = _Wish(key, diagram, layers, done, failed, urgent)
        now = self._current
        if now is not None and (now.diagram, now.layers) == (diagram, layers):
            request.ticket, request.began = now.ticket, now.began
            self._current = request
        else:
            self._wishes.insert(0 if urgent else len(self._wishes), request)
            if urgent and now is not None and not now.urgent:
                self._make_way(now)
        self._next()

    def prepare(self) -> None:
        """Start the layout process: something will be wanted of it soon."""
        self._made_client().start()

    def drop(self, key: Hashable) -> None:
        """Forget a request, if there is one."""
        self._forget(key)
        self._next()

    def clear(self) -> None:
        """Forget all requests and stop what is under way."""
        self._wishes.clear()
        if self._current is not None:
            self._kill()
        self.changed.emit()

    @property
    def waited_for(self) -> bool:
        """Something is laid out that a person waits for."""
        requests = [self._current, *self._wishes] if self._current else self._wishes
        return any(w.urgent for w in requests)

    @property
    def busy(self) -> bool:
        return self._current is not None

    def set_timeout(self, milliseconds: int) -> None:
        """How long one layout may take."""
        self._timer.setInterval(milliseconds)

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
        now = self._current
        if now is not None and now.key == key:
            # What has just begun runs to its end: killing the process would cost as much, and
            # the cache gets the picture.
            now.key, now.done, now.failed, now.urgent = None, _ignore, _ignore, False
            self._make_way(now)

    def _make_way(self, request: _Wish) -> None:
        """Kill what has been going on for longer than starting the process again takes."""
        if monotonic() - request.began > PATIENCE:
            self._kill()
            if request.key is not None:
                self._wishes.append(request)

    def _kill(self) -> None:
        self._current = None
        self._timer.stop()
        if self._client is not None:
            self._client.cancel()

    def _next(self) -> None:
        if self._current is None and self._wishes:
            self._current = request = self._wishes.pop(0)
            request.began = monotonic()
            request.ticket = self._made_client().request(request.diagram, request.layers)
            self._timer.start()
        self.changed.emit()

    def _made_client(self) -> LayoutClient:
        if self._client is None:
            from app.layout.client import LayoutClient

            self._client = LayoutClient(self._replied.emit)
        return self._client

    def _take(self, reply: Reply) -> None:
        request = self._current
        if request is None or reply.ticket != request.ticket:
            return
        self._current = None
        self._timer.stop()
        if reply.picture is not None:
            request.done(reply.picture)
        else:
            request.failed(reply.error or "The layout produced no picture.")
        self._next()

    def _time_out(self) -> None:
        request = self._current
        self._kill()
        if request is not None:
            request.failed(
                f"The layout took longer than {TIMEOUT // 1000} seconds and was stopped."
            )
        self._next()


def _ignore(_: object) -> None:
    """Nobody waits for it any more."""
