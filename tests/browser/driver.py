"""A browser without a window, spoken to over WebDriver (W3C) with what Python has.

The browser has no network: every name resolves to nothing.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Self

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key by which WebDriver names one
KEYS = {
    "Escape": "\ue00c",
    "Enter": "\ue007",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "Tab": "\ue004",
}
KEYS |= {"Home": "\ue011", "End": "\ue010"}
KEYS |= {"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}


def browser() -> tuple[str, str] | None:
    """The programs chromium and chromedriver; None where one is missing."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    driver = shutil.which("chromedriver")
    return (chromium, driver) if chromium and driver else None


class Browser:
    """One window. Use it as a context: at its end all its processes are gone."""

    def __init__(self, folder: Path, width: int = 1280, height: int = 800) -> None:
        found = browser()
        assert found is not None
        self._size = width, height
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._driver = subprocess.Popen(
            [found[1], f"--port={self._port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
        )
        self._session = ""
        self._chromium = found[0]
        self._folder = folder

    def __enter__(self) -> Self:
        deadline = time.monotonic() + 20
        while not self._ready():
            assert time.monotonic() < deadline, "chromedriver does not answer"
            time.sleep(0.05)
        width, height = self._size
        arguments = [
            "--headless=new",
            "--no-sandbox",  # the tests may run as root, on a page of their own
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={self._folder / 'profile'}",
            f"--window-size={width},{height}",
        ]
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": self._chromium, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{answer['sessionId']}"
        self.resize(width, height)
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._session:
                self._ask("DELETE", self._session)
        finally:
            self._driver.terminate()
            self._driver.wait(10)

    def open(self, path: Path, address: str = "") -> None:
        self.leave()  # a new fragment alone would load nothing anew
        self._ask("POST", f"{self._session}/url", {"url": path.resolve().as_uri() + address})
        # Until then a key that is pressed is dropped.
        self.wait('performance.getEntriesByType("paint").length')

    def leave(self) -> None:
        """Have no page."""
        self._ask("POST", f"{self._session}/url", {"url": "about:blank"})

    def resize(self, width: int, height: int) -> None:
        """The page's own size, in px."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.devtools("Emulation.setDeviceMetricsOverride", **metrics)

    def media(self, **features: str) -> None:
        """What the page is told a person prefers, as `prefers_color_scheme="dark"`."""
        said = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.devtools("Emulation.setEmulatedMedia", features=said)

    def devtools(self, command: str, **params: Any) -> Any:
        body = {"cmd": command, "params": params}
        return self._ask("POST", f"{self._session}/goog/cdp/execute", body)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function body of JavaScript returns."""
        body = {"script": script, "args": list(arguments)}
        return self._ask("POST", f"{self._session}/execute/sync", body)

    def wait(self, expression: str, seconds: float = 30.0) -> Any:
        """The value of an expression, once it is true."""
        deadline = time.monotonic() + seconds
        while not (value := self.run(f"return ({expression})")):
            assert time.monotonic() < deadline, f"never true: {expression}"
            time.sleep(0.02)
        return value

    def click(self, selector: str) -> None:
        """With the pointer, in the middle of an element; by its place on the page where it is a
        shape of a picture."""
        middle = (
            "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [b.x + b.width / 2, b.y + b.height / 2]"
        )
        x, y = self.run(middle, selector)
        self.press_at(x, y)

    def press_at(self, x: float, y: float, to: tuple[float, float] | None = None) -> None:
        """Press the button at a place and let it go there, or after a drag."""
        moves = [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}]
        moves.append({"type": "pointerDown", "button": 0})
        for part in (0.5, 1.0) if to else ():
            place = (round(a + (b - a) * part) for a, b in zip((x, y), to or (), strict=True))
            moves.append(
                {"type": "pointerMove", "duration": 20, **dict(zip("xy", place, strict=True))}
            )
        moves.append({"type": "pointerUp", "button": 0})
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def keys(self, *names: str, held: str | None = None) -> None:
        """Press keys one after the other, by their names or letters."""
        strokes = [(kind, key) for key in names for kind in ("keyDown", "keyUp")]
        if held:
            strokes = [("keyDown", held), *strokes, ("keyUp", held)]
        moves = [{"type": kind, "value": KEYS.get(key, key)} for kind, key in strokes]
        self._act({"type": "key", "id": "keys", "actions": moves})

    def wheel(self, x: int, y: int, by: int) -> None:
        move = {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": by, "duration": 0}
        self._act({"type": "wheel", "id": "wheel", "actions": [move]})

    def complaints(self) -> list[str]:
        """What the console has been told since the last time: errors, and what the policy stopped."""
        entries = self._ask("POST", f"{self._session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in {"SEVERE", "WARNING"}]

    def picture(self) -> bytes:
        """The page as it looks now, PNG."""
        return base64.b64decode(self._ask("GET", f"{self._session}/screenshot"))

    def _act(self, source: dict[str, Any]) -> None:
        self._ask("POST", f"{self._session}/actions", {"actions": [source]})

    def _ready(self) -> bool:
        try:
            return bool(self._ask("GET", "/status")["ready"])
        except (OSError, urllib.error.URLError):
            return False

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}", data, method=method
        )
        # Without the system's proxies: they have no business here.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as why:
            raise AssertionError(why.read().decode()) from why
