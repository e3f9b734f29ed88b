"""A `diagrams` script → its diagrams, by running it in a child process.

The child (`script_host`) gets a temporary folder to stand in, an environment with nothing of
ours, little memory and little time; what it drew comes back as data. Nothing is rendered.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from app import process
from app.errors import LayoutError, ScriptError
from app.model import problem
from app.model.diagram import Diagram
from app.model.problem import Problem
from app.report import ChildError, unexpected
from app.sources.graphs import script_host
from app.sources.graphs.building import build
from app.sources.graphs.graph import read_graph
from app.sources.graphs.installed import packages
from app.sources.reading import Origin, Reading

TIMEOUT = 10.0  # seconds
_OUTPUT = 2 * script_host.PRINTED  # bytes past what the host counts itself
# Without these some Pythons do not start; nothing else is handed on.
_KEPT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH")


def read_script(path: Path, origin: Origin, *, timeout: float = TIMEOUT) -> Reading:
    """Run the script at an absolute path and read what it drew.

    The id is the script's stem, or stem/filename where it draws several diagrams. What was
    drawn before the script failed is kept beside the problem.
    """
    try:
        drawn, wrong = _run(path, origin, timeout)
    except ScriptError as why:
        return Reading(problems=(problem.error(str(why), origin.file, why.line),))
    diagrams: list[Diagram] = []
    problems = [wrong] if wrong else []
    taken: set[str] = set()
    for one in drawn:
        filename = _free(_file_name(one["filename"]) or path.stem, taken)
        try:
            graph = read_graph(one["dot"], origin.engine, origin.cancel)
        except LayoutError as why:
            problems.append(problem.error(str(why), origin.file, one["line"]))
            continue
        reading = build(
            graph,
            origin,
            id=path.stem if len(drawn) == 1 else f"{path.stem}/{filename}",
            title=one["name"],
            filename=filename,
            lines={},
        )
        diagrams += reading.diagrams
        problems += reading.problems
    if not drawn and not wrong:
        problems.append(problem.warning("It defines no diagram.", origin.file))
    return Reading(tuple(diagrams), tuple(problems))


def _run(path: Path, origin: Origin, timeout: float) -> tuple[list[dict[str, Any]], Problem | None]:
    """The host's diagrams, and what went wrong with the script."""
    with tempfile.TemporaryDirectory(prefix="acetate-", ignore_cleanup_errors=True) as temporary:
        result = Path(temporary, "result")
        work = Path(temporary, "work")
        work.mkdir()
        outcome = process.run(
            [
                *(sys.executable, "-I", "-X", "utf8", script_host.__file__),
                *(path, result, packages(), f"{timeout:g}"),
            ],
            # The host's own time starts after Python's.
            timeout=timeout + 1.0,
            limit=_OUTPUT,
            cwd=work,
            env=_environment(work),
            cancel=origin.cancel,
        )
        lines = _lines(result)
        trace = _text(Path(f"{result}.trace"))
    drawn = {x["diagram"]: x for x in lines if "diagram" in x}
    end = next((x for x in lines if "end" in x), {})
    wrong = _complaint(outcome, end, bool(drawn), timeout)
    if wrong is None:
        return list(drawn.values()), None
    line = end.get("line")
    if outcome.ended == "timeout":
        line = _traced_line(trace, path)
    return list(drawn.values()), problem.error(wrong, origin.file, line)


def _complaint(
    outcome: process.Outcome, end: dict[str, Any], drew: bool, timeout: float
) -> str | None:
    """What went wrong, in a sentence; None where nothing did."""
    match outcome.ended:
        case "missing":
            return f"Python could not be started: {outcome.err.decode(errors='replace')}."
        case "cancelled":
            return "Reading it was cancelled."
        case "timeout":
            return f"The script was stopped: it still ran after {timeout:g} s."
        case "flood":
            return _TOO_MUCH
    match end:
        case {"end": "done"}:
            return None
        case {"end": "printed"}:
            return _TOO_MUCH
        case {"end": "raised", "type": type_, "text": text}:
            return f"The script failed: {type_}: {text}" if text else f"The script failed: {type_}"
        case {"end": "exited", "code": code}:
            if drew and not code:
                return None
            how = f" with “{code}”" if code else ""
            return f"The script exited{how} before {'its end' if drew else 'it drew a diagram'}."
    before = "its end" if drew else "it drew a diagram"
    how = f"The script's process ended with code {outcome.code} before {before}"
    said = outcome.err.decode("utf-8", "replace")[-8000:].strip()
    if outcome.code < 0 or script_host.__name__.rpartition(".")[2] in said:
        # Not what the script raised, which the host tells: a crash below Python, or of the host.
        report = unexpected("a script ran", ChildError(how, said))
        return f"{how}; the details are in {report.path}." if report.path else f"{how}."
    return f"{how}."


_TOO_MUCH = f"The script was stopped: it printed more than {script_host.PRINTED >> 20} MiB."


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    folder = str(home)
    named = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    return {"PATH": os.defpath, "LANG": "C.UTF-8", **named, **kept}


def _lines(result: Path) -> list[dict[str, Any]]:
    """The host's lines; a last one that was torn is left out."""
    found = []
    for line in _text(result).splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            break
    return [x for x in found if isinstance(x, dict)]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(script_host.RESULT).decode("utf-8", "replace")
    except OSError:
        return ""


def _traced_line(trace: str, path: Path) -> int | None:
    """The script's innermost line in faulthandler's trace (innermost first)."""
    found = re.search(rf'File "{re.escape(str(path))}", line (\d+)', trace)
    return int(found[1]) if found else None


def _file_name(name: str) -> str:
    """The last part of a path, without what some systems do not allow in a file's name."""
    return re.sub(r'[\x00-\x1f<>:"|?*]', "-", re.split(r"[/\\]", name)[-1]).strip(". ")


def _free(name: str, taken: set[str]) -> str:
    free, nth = name, 1
    while free in taken:
        nth += 1
        free = f"{name}~{nth}"
    taken.add(free)
    return free
