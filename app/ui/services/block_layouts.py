"""How diagrams that notes say in blocks of code are laid out: read in a thread, laid out by a process that
ends when all is done, and kept for every note that shows them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import SourceError
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.sources.block_diagrams import DiagramBlock, read_block
from app.ui.kit.background import Background

if TYPE_CHECKING:
    from app.layout.client import LayoutClient, LayoutReply

KEPT = 80  # blocks
TOGETHER = 150  # ms within which what comes is told at once

Answer = DiagramLayout | str
"""A layout, or in a few words why there is none."""

_kept: OrderedDict[DiagramBlock, Answer] = OrderedDict()
_lock = Lock()


def known(block: DiagramBlock) -> Answer | None:
    """What is known of a block; None where nobody has asked yet. Any thread may ask."""
    with _lock:
        return _kept.get(block)


def _know(block: DiagramBlock, answer: Answer) -> None:
    with _lock:
        _kept[block] = answer
        _kept.move_to_end(block)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


class BlockLayouts(QObject):
    """came(): some of what was wanted is known now."""

    came = Signal()
    _replied = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._client: LayoutClient | None = None
        self._asked: dict[int, tuple[DiagramBlock, Diagram]] = {}  # by ticket
        self._wanted: set[DiagramBlock] = set()
        self._soon = QTimer(self, singleShot=True, interval=TOGETHER)
        self._soon.timeout.connect(self.came)
        self._replied.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def want(self, blocks: Iterable[DiagramBlock], root: str) -> None:
        """Find out about those that are not known yet, of a workspace at `root`."""
        new = [b for b in dict.fromkeys(blocks) if b not in self._wanted and known(b) is None]
        if new:
            self._wanted.update(new)
            self._background.start(
                lambda cancelled: _read(new, root, cancelled), self._lay_out, self._fail
            )

    def close(self) -> None:
        """Stop all of it and wait for the end."""
        self._background.close()
        if self._client is not None:
            self._client.close()

    def _lay_out(self, found: list[tuple[DiagramBlock, Diagram | str]]) -> None:
        for block, diagram in found:
            if isinstance(diagram, str):
                self._tell(block, diagram)
            else:
                self._asked[self._made_client().look(diagram, None)] = block, diagram

    def _made_client(self) -> LayoutClient:
        if self._client is None:
            from app.layout.client import LayoutClient

            self._client = LayoutClient(self._replied.emit)
        return self._client

    def _take(self, reply: LayoutReply) -> None:
        asked = self._asked.pop(reply.ticket, None)
        if asked is None:
            return
        block, diagram = asked
        if reply.layout is None and reply.error is None:  # it is not kept
            self._asked[self._made_client().request(diagram, None)] = asked
        else:
            self._tell(block, reply.layout or (reply.error or "").rstrip("."))

    def _tell(self, block: DiagramBlock, answer: Answer) -> None:
        _know(block, answer)
        self._wanted.discard(block)
        if not self._soon.isActive():
            self._soon.start()
        if not self._asked and self._client is not None:
            self._client.cancel()  # the process has nothing more to do

    def _fail(self, why: str) -> None:
        """What nobody foresaw, of all that was asked."""
        for block in self._wanted - {block for block, _ in self._asked.values()}:
            self._tell(block, why)


def _read(
    blocks: Iterable[DiagramBlock], root: str, cancelled: threading.Event
) -> list[tuple[DiagramBlock, Diagram | str]]:
    found: list[tuple[DiagramBlock, Diagram | str]] = []
    for block in blocks:
        if cancelled.is_set():
            break
        try:
            found.append((block, read_block(block, root, cancelled)))
        except SourceError as why:
            found.append((block, str(why)))
    return found
