"""Icons are fetched within bounds: pictures only, from public addresses only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.sources.graphs import icon_fetching
from app.sources.graphs.icon_fetching import fetch
from app.sources.scripts.fetched_icons import kept
from app.sources.scripts.fetching import EMPTY


class _Server(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - there is one server

    def do_GET(self) -> None:
        self.asked.append(self.path)
        answers = {
            "/good.png": (200, EMPTY),
            "/good.svg": (200, b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
            "/page.png": (200, b"<!DOCTYPE html><html><svg/></html>"),
            "/large.png": (200, EMPTY + bytes(2000)),
        }
        code, content = answers.get(self.path, (404, b""))
        if self.path.startswith("/on"):
            code = 302
        self.send_response(code)
        if code == 302:
            to = {"/on": "/good.png", "/on-local": "http://localhost:1/a.png"}
            self.send_header("Location", to.get(self.path, "/on-and-on"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    _Server.asked = []
    serving = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


def test_pictures_are_kept_and_nothing_else_is(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icon_fetching, "LARGEST", 1000)
    good = [f"{server}{path}" for path in ("/good.png", "/good.svg", "/on")]
    bad = {
        f"{server}/page.png": "it is no picture",
        f"{server}/none.png": "its server answered 404",
        f"{server}/large.png": "it is larger than 0 MiB",
        f"{server}/on-and-on": "its server leads on and on",
        "file:///etc/logo.png": "its address cannot be used",
        "http://me:secret@127.0.0.1/a.png": "its address cannot be used",
        "http://127.0.0.1:1/a.png": "its server cannot be reached",
        "http://[/a.png": "its server cannot be reached",
    }
    assert fetch([*good, *bad], may_ask=lambda _: True) == bad
    found = [path for address in good if (path := kept(address))]
    assert len(found) == len(good)
    assert found[2].read_bytes() == EMPTY
    assert not any(map(kept, bad))


def test_nobody_near_is_asked(server: str) -> None:
    addresses = [f"{server}/good.png", "http://localhost/a.png", "http://169.254.169.254/a.png"]
    assert fetch(addresses) == dict.fromkeys(addresses, "it is no public address")
    assert _Server.asked == []
    seen = iter((True, False))  # where the server leads to
    on = f"{server}/on-local"
    assert fetch([on], may_ask=lambda _: next(seen, False)) == {on: "it is no public address"}


def test_it_can_be_cancelled(server: str) -> None:
    cancel = threading.Event()
    cancel.set()
    address = f"{server}/good.png"
    assert fetch([address], cancel, may_ask=lambda _: True) == {address: "it was cancelled"}
