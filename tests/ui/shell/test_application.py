"""Starting for real, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CLOSES_ITSELF = """
import sys
from PySide6.QtCore import QTimer
from app.ui.shell import application

def close_when_open(window):
    window.jobs.opened.connect(lambda: QTimer.singleShot(0, window.close))

sys.exit(application.start(None, then=close_when_open))
"""
NO_WIDGETS = """
import sys
sys.modules["PySide6.QtWidgets"] = None
from app.cli import main
sys.exit(main([]))
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about X11 and Wayland")


def _run(code: str, **changes: str) -> subprocess.CompletedProcess[str]:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {k: v for k, v in os.environ.items() if k not in named}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=kept | changes,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
    )


def test_it_starts_shows_and_remembers(warm_cache: Path) -> None:
    done = _run(CLOSES_ITSELF, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    saved = json.loads(Path(os.environ["ACETATE_SETTINGS"], "session.json").read_text())
    assert saved["diagram"] == "vpc"


def test_it_can_start_in_a_tour(warm_cache: Path) -> None:
    code = CLOSES_ITSELF.replace("start(None", 'start(None, "commit_to_task"')
    done = _run(code, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    saved = json.loads(Path(os.environ["ACETATE_SETTINGS"], "session.json").read_text())
    assert (saved["tour"], saved["step"]) == ("commit_to_task", 0)
    assert saved["diagram"] == "vpc", "what its end leads back to"


def test_how_scripts_are_run_is_as_the_command_says(warm_cache: Path, tmp_path: Path) -> None:
    """The Python, too, where it lies among them: a person named it."""
    (tmp_path / "it.py").write_text(
        "import sys\nfrom diagrams import Diagram\nwith Diagram(f'{sys.argv[1]} {sys.executable}'): pass\n"
    )
    other = tmp_path / "python"
    other.symlink_to(Path(sys.executable).resolve())
    code = f"""
from pathlib import Path
from app.sources.scripts.closure import closure_of
from app.sources.scripts.script_run import ScriptRun
from app.trust.grants import trust_scripts
here = Path({str(tmp_path)!r})
trust_scripts([closure_of(here / "it.py")])
{CLOSES_ITSELF}"""
    code = code.replace("start(None", f'start(here, run=ScriptRun(20.0, ("x",), {str(other)!r})')
    code = code.replace(
        "jobs.opened.connect(lambda: ",
        "jobs.opened.connect(lambda: print(window.windowTitle()) or ",
    )
    done = _run(code, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"x {other}"), done.stdout + done.stderr


def test_it_may_be_closed_before_its_panels_are_made(warm_cache: Path) -> None:
    code = CLOSES_ITSELF.replace("window.jobs.opened.connect", "(lambda close: close())")
    done = _run(code, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert not done.stderr


@linux
def test_without_a_display_it_says_so() -> None:
    done = _run(CLOSES_ITSELF)
    assert done.returncode == 1
    assert "there is no display" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@linux
def test_a_display_that_does_not_answer() -> None:
    done = _run(CLOSES_ITSELF, DISPLAY=":4711")
    assert done.returncode == 1
    assert "“:4711” does not answer" in done.stderr or "is missing" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_platform_that_qt_does_not_know() -> None:
    done = _run(CLOSES_ITSELF, QT_QPA_PLATFORM="crystal-ball")
    assert done.returncode == 1
    assert "QT_QPA_PLATFORM" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_qt_that_cannot_be_loaded() -> None:
    done = _run(NO_WIDGETS, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "Qt cannot be loaded" in done.stderr
    assert len(done.stderr.splitlines()) == 1
