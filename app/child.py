"""The program's own children, behind one hidden entry: `acetate --child NAME …`.

A frozen program has no Python that could be handed a file, so it starts itself; anywhere else the
same entry is this file, run by the same Python with less around it. Standard library only, and
nothing of Acetate is imported before the child's own module is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

ENTRY = "--child"
# By name: the module whose `main(arguments)` is run, and what Python is told. A script of a
# person's gets nothing of the user's (-I); what lies in the current folder is no module of ours (-P).
_CHILDREN: dict[str, tuple[str, tuple[str, ...]]] = {
    "guard": ("app.survivors_guard", ("-I", "-S")),
    "layout": ("app.layout.worker", ("-P",)),
    "window": ("app.ui.shell.trial", ("-P",)),
    "evaluate": ("app.sources.scripts.evaluator", ("-I", "-X", "utf8")),
    "script": ("app.sources.scripts.host", ("-I", "-X", "utf8")),
    "picture": ("app.render.pictures.painting", ("-P",)),
}
_BOUND = ("evaluate", "script")  # these read what others wrote
_ALONE = ("guard", "evaluate", "script")  # in these, nothing of Acetate stays loaded


def command(name: str, *arguments: str, python: str = "") -> list[str]:
    """The command line that starts a child; by another Python, which has to find this file."""
    if getattr(sys, "frozen", False) and not python:
        return [sys.executable, ENTRY, name, *arguments]
    return [python or sys.executable, *_CHILDREN[name][1], __file__, name, *arguments]


def main(words: list[str]) -> None:
    """Be the child that the words name. Ends with exit code 2 where there is none of that name."""
    if not words or words[0] not in _CHILDREN:
        sys.exit(2)
    name, module = words[0], _CHILDREN[words[0]][0]
    root = str(Path(__file__).resolve().parents[1])
    if not getattr(sys, "frozen", False):
        sys.path.insert(0, root)
    if name in _BOUND:
        _end_with_the_program()
    run = import_module(module).main
    if name in _ALONE:
        sys.path = [folder for folder in sys.path if folder != root]
        for known in [known for known in sys.modules if known.partition(".")[0] == "app"]:
            del sys.modules[known]
    run(words[1:])


def _end_with_the_program() -> None:
    """Whatever ends that, or the thread that waits for us: prctl(2), on Linux. What it ended before is
    left to the guard (`app/survivors.py`)."""
    if sys.platform == "linux":
        import signal
        from contextlib import suppress

        with suppress(ImportError, OSError):
            system = import_module("app.confinement.system")
            system.control(system.PARENT_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
