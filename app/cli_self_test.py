"""`acetate self-test`: does this installation have all that it needs, and does it work? Each part is
tried in earnest, in folders of its own, and nothing of the person's is read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from app import __version__, atomic, child, process
from app.errors import AcetateError
from app.model.wording import counted
from app.paths import told
from app.scratch import scratch

WINDOW = 120.0  # s that a window may take to show a picture on the slowest machine
SAID = 1 << 20  # bytes that it may say meanwhile
SCRIPT = """\
from diagrams import Diagram
from diagrams.aws.compute import EC2
from diagrams.aws.database import RDS

with Diagram("web", show=False):
    EC2("web") >> RDS("store")
"""

Program = Callable[[Sequence[str]], int]


class _LackingError(AcetateError):
    """A part that does not work; the text says which, and what helps."""


def self_test(_args: argparse.Namespace, program: Program, wait: float = WINDOW) -> int:
    """Print a line for each part; 1 where one does not work. `program` is the whole command line,
    `wait` how many seconds a window may take to show a picture."""
    print(f"acetate {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    failed = 0
    with scratch() as folder:
        checks = _checks(folder, program, wait)
        for part, check in checks.items():
            try:
                found = check()
            except (AcetateError, OSError, ImportError) as why:
                failed += 1
                print(f"no  {part}: {why}", flush=True)
            else:
                print(f"ok  {part}: {found}", flush=True)
    if failed:
        print(f"{failed} of {len(checks)} parts {'does' if failed == 1 else 'do'} not work.")
    else:
        print(f"All {len(checks)} parts work.")
    return int(bool(failed))


def _checks(folder: Path, program: Program, wait: float) -> dict[str, Callable[[], str]]:
    """By the part's name, what says how it was found; what is wrong is raised."""
    return {
        "layout engine": _engine,
        "fonts": _fonts,
        "icons": _icons,
        "a script": lambda: _script(folder),
        "a picture": lambda: _picture(folder, program),
        "a window": lambda: _window(folder, wait),
        "cache folder": _cache,
        "data folder": _data,
        "settings folder": _settings,
    }


@contextmanager
def _own_folders(folder: Path) -> Iterator[None]:
    """An empty cache and settings of its own, so that what is tried is tried."""
    names = {"ACETATE_CACHE": "cache", "ACETATE_SETTINGS": "settings", "ACETATE_DATA": "data"}
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: str(folder / own) for name, own in names.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _engine() -> str:
    from app.engine import find, run_engine

    binary = find()
    if '"bb"' not in run_engine("digraph { a -> b }", ("-Tjson",)):
        raise _LackingError(f"{told(Path(binary))} lays out nothing.")
    return told(Path(binary))


def _fonts() -> str:
    from app.layout.canvas_font import FAMILY
    from app.layout.text import LABEL, text_width

    if text_width("Acetate", LABEL) <= 0:
        raise _LackingError(f"{FAMILY} has no letters.")
    return FAMILY


def _icons() -> str:
    from app.sources.graphs.installed import packages

    icons = packages() / "resources" / "aws"
    count = sum(1 for _ in icons.rglob("*.png"))
    if not count:
        raise _LackingError(f"There are none in {told(icons)}. Install the package diagrams again.")
    return f"{count} of AWS in {told(icons)}"


def _script(folder: Path) -> str:
    from app.sources.scripts.script_run import AS_USUAL
    from app.sources.workspace import load

    with _own_folders(folder):
        workspace = load(_web(folder), allowed=lambda _: AS_USUAL)
    (diagram,) = workspace.diagrams or (None,)
    if diagram is None:
        raise _LackingError(" ".join(problem.message for problem in workspace.problems))
    return f"{counted(len(diagram.nodes), 'node')} drawn"


def _picture(folder: Path, program: Program) -> str:
    target, said = folder / "web.png", StringIO()
    with _own_folders(folder), redirect_stdout(said), redirect_stderr(said):
        code = program(["export", str(_web(folder)), "--all", "--run-scripts", "-o", str(target)])
    if code or not target.is_file():
        raise _LackingError(said.getvalue().strip() or "None was written.")
    return f"{target.stat().st_size:,} bytes"


def _window(folder: Path, wait: float) -> str:
    with _own_folders(folder):
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    outcome = process.run(child.command("window"), timeout=wait, limit=SAID, env=environment)
    if outcome.ended != "exited" or outcome.code:
        said = outcome.err.decode("utf-8", "replace").strip() or f"exit code {outcome.code}"
        raise _LackingError(f"It did not show a picture ({outcome.ended}): {said}")
    return "opened and closed, without a display"


def _cache() -> str:
    from app.cache import folder

    return _written(folder())


def _data() -> str:
    from app.places import data_folder

    return _written(data_folder())


def _settings() -> str:
    from app.places import settings_folder

    return _written(settings_folder())


def _written(folder: Path) -> str:
    """Raises WriteError where the folder cannot be made or written to."""
    atomic.make_folder(folder)
    trial = folder / f"self-test.{os.getpid()}"
    atomic.write(trial, b"")
    trial.unlink()
    return told(folder)


def _web(folder: Path) -> Path:
    script = folder / "web.py"
    atomic.write(script, SCRIPT.encode())
    return script
