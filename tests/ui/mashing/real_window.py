"""A desktop of its own: X without a screen, a window manager, and keys from outside."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import which
from types import TracebackType
from typing import Self

from PySide6.QtCore import QLibraryInfo

TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}  # and their packages
PATIENCE = 60.0  # s until a window has come or gone
SLEPT, REST = 0.08, 10.0  # s: asleep for so long; waited for at most
MAIN, PRESENTING = "workspace", "Acetate: presenting"  # in the titles


def missing() -> str:
    """What has to be installed first; empty where all is there."""
    if not sys.platform.startswith("linux"):
        return "X11 only"
    packages = [package for tool, package in TOOLS.items() if which(tool) is None]
    if packages:
        return f"for a real window: apt install {' '.join(packages)}"
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    try:
        ctypes.CDLL(str(plugins / "libqxcb.so"))
    except OSError as why:
        return f"for a real window: {why}"
    return ""


class Desktop:
    """Start the program on it, press keys, and see which windows are left."""

    def __init__(self, place: Path, size: str = "1280x800x24") -> None:
        self._place, self._size = place, size
        self._started: list[subprocess.Popen[bytes]] = []
        self._program: subprocess.Popen[bytes] | None = None
        self._errors = place / "stderr"
        self.display = ""
        self.env: dict[str, str] = {}  # what is added to it for what runs on this desktop

    def __enter__(self) -> Self:
        reads, writes = os.pipe()
        # Kept between two clients, as a desktop is.
        screen = ("-noreset", "-screen", "0", self._size, "-nolisten", "tcp")
        command = ["Xvfb", *screen, "-displayfd", str(writes)]
        self._started.append(_quiet(command, dict(os.environ), pass_fds=(writes,)))
        os.close(writes)
        with os.fdopen(reads) as said:
            self.display = f":{said.readline().strip()}"
        self.env |= {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self._place),
            "XDG_RUNTIME_DIR": str(self._place),
        }
        return self

    def manage(self) -> None:
        """Have a window manager from now on."""
        self._started.append(_quiet(["openbox"], {**os.environ, **self.env}))

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for process in reversed([*self._started, *([self._program] if self._program else [])]):
            process.kill()
            process.wait()

    def start(self, folder: Path) -> None:
        """Open the program, and wait for its window with the keyboard in it."""
        with self._errors.open("wb") as errors:
            self._program = subprocess.Popen(
                [sys.executable, "-X", "faulthandler", "-m", "app", str(folder)],
                cwd=Path(__file__).parents[3],
                env={**os.environ, **self.env, "ACETATE_REDUCED_MOTION": "1"},
                stdout=errors,
                stderr=errors,
            )
        self._wait(lambda: MAIN in " ".join(self.windows()), "it has not opened")
        self._xdotool("search", "--sync", "--onlyvisible", "--name", MAIN, "windowactivate")
        time.sleep(0.3)  # until it reads keys

    def press(self, keys: Sequence[str], pause: int) -> None:
        """Press keys, named as by xdotool, `pause` ms apart."""
        self._xdotool("key", "--delay", str(pause), *keys)

    def windows(self) -> list[str]:
        """Titles of all the program's windows in sight."""
        assert self._program is not None
        assert self._program.poll() is None, f"it ended: {self._said()}"
        pid = str(self._program.pid)
        ids = self._xdotool("search", "--all", "--onlyvisible", "--pid", pid, "--name", ".")
        return [t for id in ids.split() if (t := self._xdotool("getwindowname", id).strip())]

    def calm(self, after: str) -> None:
        """Esc until the main window alone is left; where the presentation has not the keyboard, F5
        brings it forward, or ends it."""
        tries = 0

        def alone() -> bool:
            nonlocal tries
            self._rest()
            found = self.windows()
            tries += 1
            if len(found) > 1:
                stays = any(PRESENTING in title for title in found) and tries % 8 == 0
                self.press(["F5" if stays else "Escape"], 30)
            return len(found) == 1 and MAIN in found[0]

        self._wait(alone, after)
        self.press(["Escape"] * 3, 30)  # what lies over it
        self._rest()
        assert self._said() == "", f"{after}: {self._said()}"

    def presents(self) -> None:
        """It answers F5 and Esc."""
        self.press(["F5"], 0)
        self._wait(lambda: any(PRESENTING in t for t in self.windows()), "F5 does nothing")
        self.calm("Esc does nothing")

    def quit(self) -> None:
        assert self._program is not None
        self.press(["ctrl+q"], 0)
        assert self._program.wait(PATIENCE) == 0, self._said()
        assert self._said() == ""

    def _rest(self) -> None:
        """Until no key waits any more: the desktop and the program have slept for a while. On a
        machine that is busy with other things that may never be seen."""
        end = time.monotonic() + REST
        running = [p.pid for p in (*self._started, self._program) if p is not None]
        while time.monotonic() < end:
            before = [_work(pid) for pid in running]
            time.sleep(SLEPT)
            asleep = all(state == "S" for state, _ in before)
            if asleep and before == [_work(pid) for pid in running]:
                return

    def _said(self) -> str:
        return self._errors.read_text()[-3000:]

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, **self.env},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,  # it fails where it finds no window
        )
        return done.stdout

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, f"{what}; open: {self.windows()}; {self._said()}"
            time.sleep(0.05)


def _work(pid: int) -> tuple[str, str]:
    """What a process's first thread is doing, and how often it has gone to sleep so far."""
    task = Path(f"/proc/{pid}/task/{pid}/status")
    told = dict(line.split(":", 1) for line in task.read_text().splitlines())
    return told["State"].split()[0], told["voluntary_ctxt_switches"].strip()


def _quiet(
    command: list[str], env: dict[str, str], pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    void = subprocess.DEVNULL
    return subprocess.Popen(command, env=env, stdout=void, stderr=void, pass_fds=pass_fds)
