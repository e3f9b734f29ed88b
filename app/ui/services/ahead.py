"""The first picture is asked for as soon as its file is read, while Qt and the window are still being
loaded. Knows no Qt; the window's jobs take over what is under way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.layout.client import LayoutClient
    from app.model.ids import DiagramId
    from app.model.view_state import ViewState
    from app.model.workspace import Workspace


class AskingAhead:
    """`left` tells how the workspace's diagrams were left: a picture is asked for as it will show. Used by
    the thread that reads, handed over by the one that made it."""

    def __init__(self, left: Callable[[], tuple[ViewState, ...]] = tuple) -> None:
        self._left = left
        self._lock = threading.Lock()
        self._client: LayoutClient | None = None
        self._over = False

    def prepare(self) -> None:
        """Start the layout process: something will be asked of it soon."""
        from app.layout.client import LayoutClient

        with self._lock:
            if not self._over and self._client is None:
                self._client = LayoutClient()
                self._client.start()

    def ask(self, workspace: Workspace, diagram: DiagramId) -> None:
        """Have that diagram laid out; not where only a part of it will show, or it is folded."""
        from app.session import answers, verbs
        from app.session.session import Session

        left = self._left()
        state = next((s for s in left if s.diagram == diagram), None)
        session = Session()
        if state is not None:
            session = verbs.restore(session, state, left)
        session = answers.take_workspace(session, workspace)
        if session.state.diagram != diagram:
            session = verbs.restore(session, session.state_of(diagram))
        with self._lock:
            found = session.diagram
            if found is not None and not session.apart and self._client is not None:
                self._client.ask_ahead(found, session.rendering)

    def hand_over(self) -> LayoutClient | None:
        """The client with what is asked of it; None where nothing has been begun, nor will be."""
        with self._lock:
            self._over = True
            client, self._client = self._client, None
        return client

    def close(self) -> None:
        """End what nobody has taken over."""
        client = self.hand_over()
        if client is not None:
            client.close()
