"""The screen stays on while one presents."""

from __future__ import annotations

import threading

from PySide6.QtGui import QGuiApplication

SCREENLESS = ("offscreen", "minimal", "vnc")  # Qt platforms on which nothing falls asleep


class Awake:
    """From `begin` to `end` the system neither blanks the screen nor locks it, as far as it can be
    asked. Where it cannot, presenting goes on without a word."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Ask, in a thread: the system's answer may take a while."""
        if self._thread is None and QGuiApplication.platformName() not in SCREENLESS:
            self._thread = threading.Thread(target=self._keep, name="acetate-awake", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """The system may do as it likes again."""
        self._over.set()

    def _keep(self) -> None:
        from app.report import note

        try:
            from wakepy import keep  # here: nothing else needs it

            with keep.presenting(on_fail="pass") as mode:
                if not mode.active:
                    note("the screen may fall asleep: the system cannot be asked to keep it on")
                self._over.wait()
        except Exception as why:  # noqa: BLE001 - it comes from systems of all kinds
            note(f"the screen may fall asleep: {why}")
