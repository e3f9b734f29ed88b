"""Pictures on demand: from the cache at once, else from the layout process, one at a time.

A request is known by its name: a later one with the same name takes the place of an earlier,
whose answer is dropped. What a person waits for goes before what is only good to have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.folding import NO_FOLDS, FoldState
from app.model.ids import ElementId
from app.model.picture_style import Rendering
from app.scene.theme import LIGHT
from app.ui.kit.gc_control import settle

if TYPE_CHECKING:
    from app.layout.client import LayoutClient, LayoutReply

TIMEOUT = 600_000  # ms; engine and router have limits of their own, by processor time
MANY = 2000  # nodes of a layout that garbage is better not looked for in
PATIENCE = 0.5  # seconds that a picture that nobody waits for may hold up another

Done = Callable[[DiagramLayout], None]
Failed = Callable[[str], None]


class _Wanted:
    """One request: first looked for among what is kept, then, with its `key`, laid out."""

    def __init__(
        self,
        name: Hashable,
        diagram: Diagram,
        layers: frozenset[str] | None,
        hidden: frozenset[ElementId],
        done: Done,
        failed: Failed,
        urgent: bool,
        rendering: Rendering | None,
        folds: FoldState,
        sketched: Done | None,
    ) -> None:
        self.name, self.rendering = name, rendering
        self.diagram, self.layers, self.hidden = diagram, layers, hidden
        self.done, self.failed, self.urgent = done, failed, urgent
        self.folds, self.sketched = folds, sketched
        self.ticket = -1
        # Diagrams are compared by what they are, which takes ms, only where all else is the same.
        self.asked = layers, hidden, rendering, folds, diagram
        self.key = ""
        self.began = 0.0


class Layouts(QObject):
    """`canvas` tells on which colour (#RRGGBB) layouts will be painted; any thread asks it. A `client` of
    which something was asked ahead is taken over.

    changed(): what is under way has changed."""

    changed = Signal()
    _replied = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        canvas: Callable[[], str] = lambda: LIGHT.canvas,
        client: LayoutClient | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._client = client
        self._looking: dict[int, _Wanted] = {}
        self._waiting: list[_Wanted] = []
        self._current: _Wanted | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TIMEOUT)
        self._timer.timeout.connect(self._time_out)
        self._replied.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if client is not None:
            client.serve(self._replied.emit, self._make_ready)

    def want(
        self,
        name: Hashable,
        diagram: Diagram,
        layers: frozenset[str] | None,
        done: Done,
        failed: Failed,
        urgent: bool = True,
        hidden: frozenset[ElementId] = frozenset(),
        rendering: Rendering | None = None,
        folds: FoldState = NO_FOLDS,
        sketched: Done | None = None,
    ) -> None:
        """Lay out the diagram without what is `hidden`, folded as `folds` say,
        whole, or with `layers` what they show. Its answer comes when the event loop runs; before
        that of a large one, `sketched` gets a first picture."""
        how = urgent, rendering, folds, sketched
        request = _Wanted(name, diagram, layers, hidden, done, failed, *how)
        now = self._current
        if now is not None and now.name == name and now.asked == request.asked:
            now.done, now.failed, now.sketched, now.urgent = done, failed, sketched, urgent
            return
        self._forget(name)
        request.ticket = self._made_client().look(diagram, layers, hidden, rendering, folds)
        self._looking[request.ticket] = request
        self._next()

    def prepare(self) -> None:
        """Start the layout process: something will be wanted of it soon."""
        self._made_client().start()

    def hurry(self, name: Hashable, urgent: bool) -> None:
        """Somebody waits for that request, if there is one, or nobody any more."""
        now = [self._current] if self._current else []
        for request in (*now, *self._looking.values(), *self._waiting):
            if request.name == name:
                request.urgent = urgent

    def drop(self, name: Hashable) -> None:
        """Forget a request, if there is one."""
        self._forget(name)
        self._next()

    def clear(self) -> None:
        """Forget all requests and stop what is under way."""
        self._looking.clear()
        self._waiting.clear()
        if self._current is not None:
            self._kill()
        self.changed.emit()

    @property
    def waited_for(self) -> bool:
        """Something is laid out that a person waits for."""
        now = [self._current] if self._current else []
        return any(w.urgent for w in (*now, *self._looking.values(), *self._waiting))

    @property
    def busy(self) -> bool:
        """The process lays something out."""
        return self._current is not None

    def set_timeout(self, milliseconds: int) -> None:
        """How many ms one layout may take."""
        self._timer.setInterval(milliseconds)

    def close(self) -> None:
        """Stop the layout process; nothing is answered any more."""
        self._looking.clear()
        self._waiting.clear()
        self._current = None
        self._timer.stop()
        if self._client is not None:
            self._client.close()
            self._client = None

    def _forget(self, name: Hashable) -> None:
        self._looking = {t: w for t, w in self._looking.items() if w.name != name}
        self._waiting = [w for w in self._waiting if w.name != name]
        now = self._current
        if now is not None and now.name == name:
            # What has just begun runs to its end: killing the process would cost as much, and
            # the cache gets the picture.
            now.name, now.done, now.failed, now.urgent = None, _ignore, _ignore, False
            now.sketched = None
            self._make_way(now)

    def _make_way(self, request: _Wanted) -> None:
        """Kill what has been going on for longer than starting the process again takes."""
        if monotonic() - request.began > PATIENCE:
            self._kill()
            if request.name is not None:
                self._waiting.append(request)

    def _kill(self) -> None:
        self._current = None
        self._timer.stop()
        if self._client is not None:
            self._client.cancel()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = request = self._waiting.pop(0)
            request.began = monotonic()
            request.ticket = self._made_client().request(
                request.diagram,
                request.layers,
                request.hidden,
                request.rendering,
                request.folds,
                request.sketched is not None,
            )
            self._timer.start()
        self.changed.emit()

    def _made_client(self) -> LayoutClient:
        if self._client is None:
            from app.layout.client import LayoutClient

            self._client = LayoutClient(self._replied.emit, self._make_ready)
        return self._client

    def _make_ready(self, layout: DiagramLayout) -> None:
        """In one of the client's threads."""
        from app.render.ready import make_ready

        large = len(layout.nodes) > MANY
        if large:
            settle()
        make_ready(layout, self._canvas())
        if large:
            settle()

    def _take(self, reply: LayoutReply) -> None:
        looked_for = self._looking.pop(reply.ticket, None)
        if looked_for is not None:
            if reply.layout is not None:
                looked_for.done(reply.layout)
            elif reply.error is not None:
                looked_for.failed(reply.error)
            else:
                looked_for.key = reply.key
                self._line_up(looked_for)
        else:
            request = self._current
            if request is None or reply.ticket != request.ticket:
                return
            if reply.sketch:
                if request.sketched is not None and reply.layout is not None:
                    request.sketched(reply.layout)
                return
            self._current = None
            self._timer.stop()
            if reply.layout is not None:
                request.done(reply.layout)
            else:
                request.failed(reply.error or "The layout produced no picture.")
        self._next()

    def _line_up(self, request: _Wanted) -> None:
        """It has to be laid out, or found kept once what is under way is the same."""
        self._waiting.insert(0 if request.urgent else len(self._waiting), request)
        now = self._current
        if now is not None and request.urgent and not now.urgent and now.key != request.key:
            self._make_way(now)

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
