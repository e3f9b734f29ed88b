"""Pictures of notes that lie on the web: fetched once a person has allowed their host, within the bounds of
`app.sources.graphs.icon_fetching`, and kept. Which hosts are allowed is known for as long as the program runs;
of those that are allowed always, whoever keeps settings is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from app.sources.remote_pictures import host_of, kept
from app.ui.kit.background import Background

TOGETHER = 4  # that are fetched before what came is told
MOST = 200  # of one host

Fetch = Callable[[Iterable[str], threading.Event], dict[str, str]]

_allowed: set[str] = set()
_always: dict[str, None] = {}
_asked: set[str] = set()
_failed: dict[str, str] = {}  # why, by address


def why_not(address: str) -> str | None:
    """Why a picture could not be had; None where nobody tried, or where it came. Any thread may ask."""
    return _failed.get(address)


def always() -> tuple[str, ...]:
    """The hosts that a person allowed for good."""
    return tuple(_always)


def allow_always(hosts: Iterable[str]) -> None:
    """Those hosts are allowed from now on, also when the program starts again."""
    known = [h for h in hosts if host_of(f"https://{h}/") == h]
    _always.update(dict.fromkeys(known))
    _allowed.update(known)


def forbid(host: str) -> None:
    """Nothing is fetched from there before somebody agrees again."""
    _always.pop(host, None)
    _allowed.discard(host)


class RemotePictures(QObject):
    """came(): some pictures are there now, or could not be had. `fetch` is who gets them."""

    came = Signal()
    fetch: Fetch

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fetch = _fetch
        self._background = Background(self)
        self._waiting: list[str] = []
        self._busy = False

    def allow(self, host: str) -> None:
        """A person agreed to what lies there."""
        _allowed.add(host)

    def want(self, addresses: Iterable[str]) -> int:
        """Fetch those that are allowed and that nobody asked for yet; how many these are."""
        new = [a for a in addresses if host_of(a) in _allowed and a not in _asked][:MOST]
        _asked.update(new)
        self._waiting += new
        if not self._busy:
            self._next()
        return len(new)

    def close(self) -> None:
        """Stop all of it and wait for the end."""
        self._waiting.clear()
        self._background.close()

    def _next(self) -> None:
        now, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
        self._busy = bool(now)
        if now:
            self._background.start(
                lambda cancelled: self.fetch(now, cancelled),
                lambda failed: self._take(now, failed),
                lambda why: self._take(now, dict.fromkeys(now, why)),
            )

    def _take(self, asked: list[str], failed: dict[str, str]) -> None:
        for address in asked:
            if address in failed or kept(address) is None:
                _failed[address] = failed.get(address, "it could not be kept")
        self.came.emit()
        self._next()


def _fetch(addresses: Iterable[str], cancelled: threading.Event) -> dict[str, str]:
    from app.sources.graphs.icon_fetching import fetch

    return fetch(addresses, cancelled)
