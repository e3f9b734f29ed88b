"""What may help a script that failed, or that names what `diagrams` does not have."""

from __future__ import annotations

import re
from pathlib import Path

from app.confinement.confine import possible
from app.errors import ScriptError
from app.model.wording import listed
from app.sources.graphs.installed import packages
from app.sources.scripts.names import classes, nearest_modules
from app.sources.scripts.python_near import python_near
from app.sources.scripts.reply import End, Lacking

_UNKNOWN = re.compile(r"name '(\w{1,100})' is not defined")
_OUTSIDE = "Global diagrams context not set up"  # what `diagrams` says then
_SOME = 3  # modules that are named
_LONG = 100  # characters of a name


def advice(end: End, python: str, folder: Path) -> str:
    """A sentence for how a script of that folder failed that this Python ran, or nothing."""
    package = end.module.partition(".")[0]
    if package == "diagrams":
        return _meant(_near_modules(end.module))
    if end.text == _OUTSIDE:
        return "Nodes and clusters are made inside a “with Diagram(…):” block."
    if end.type == "NameError" and (found := _UNKNOWN.search(end.text)):
        return _not_imported(found[1])
    if end.type == "PermissionError" and possible() == (True, True):
        return (
            "A script reads its own folder, or the repository that this lies in, and Python's packages. It "
            "writes temporary files only, starts no programs, and uses the network only where that was allowed."
        )
    if end.type != "ModuleNotFoundError" or not package.isidentifier():
        return ""
    near = python_near(folder)
    known = near is not None and str(near) != python
    other = f"another Python, as {near}," if known else "another Python"
    return (
        f"It was run by {python}, which has no such package: install what gives “{package}” there, or "
        f"choose {other} under “Trust scripts…”, or with --python."
    )


def of_lacking(lacking: Lacking) -> str:
    """What is said of a class that `diagrams` does not have."""
    module, name = lacking.module[:_LONG], lacking.name[:_LONG]
    meant = _meant([near[:_LONG] for near in lacking.near])
    how = "It is drawn as that." if lacking.drawn else "It is drawn without an icon."
    return " ".join(filter(None, (f"{module} has no “{name}”.", meant, how)))


def _meant(names: list[str]) -> str:
    return f"Did you mean {listed(names, 'or')}?" if names else ""


def _near_modules(module: str) -> list[str]:
    try:
        return nearest_modules(packages(), module)
    except ScriptError:
        return []


def _not_imported(name: str) -> str:
    try:
        modules = classes(packages()).get(name, ())
    except ScriptError:
        return ""
    if not modules:
        return ""
    some = [f"{module}.{name}" for module in modules[:_SOME]]
    return f"“{name}” is not imported. {_meant(some)}"
