"""A `diagrams` script → its source graphs, by running it in a child process.

The child (`script_host`) gets a temporary folder to stand in, an environment with nothing of
ours, little memory and little time; what it drew comes back as data. Nothing is rendered.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from app import child, process
from app.errors import LayoutError, ScriptError
from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import SourceGraph, SourcePlace
from app.report import ChildError, unexpected
from app.sources.graphs import script_host
from app.sources.graphs.dot_text import read_text
from app.sources.graphs.graph import read_graphs
from app.sources.graphs.installed import packages
from app.sources.graphs.scratch import scratch
from app.sources.graphs.script_marks import finished, with_lasting_names
from app.sources.graphs.script_reply import MOST, DrawnDiagram, End, Reply, read_bounded, read_reply
from app.sources.reading import DiagramOrigin, SourceReading

TIMEOUT = 10.0  # seconds
_OUTPUT = 2 * script_host.PRINTED  # bytes past what the host counts itself
# Without these some Pythons do not start; nothing else is handed on.
_KEPT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH")


def read_script(path: Path, origin: DiagramOrigin, *, timeout: float = TIMEOUT) -> SourceReading:
    """Run the script at an absolute path, for `timeout` seconds at most, and read what it drew.
    What it drew before it failed is kept beside the problem, which takes the place of an error."""
    try:
        drawn, wrong = _run(path, origin, timeout)
    except ScriptError as why:
        return SourceReading(problems=(problem.error(str(why), origin.file, why.line),))
    graphs: list[SourceGraph] = []
    problems = [wrong] if wrong else []
    for one in drawn:
        place = SourcePlace(origin.file, one.line)
        dot = with_lasting_names(one.dot)
        html = {text for part in read_text(dot) for text in part.html}
        try:
            read = read_graphs(dot, place, html, origin.engine, origin.cancel)
        except LayoutError as why:
            problems.append(problem.error(str(why), origin.file, one.line))
            continue
        graph = finished(read.graphs[0])
        graphs.append(replace(graph, title=one.name, filename=one.filename, dot=dot))
    if not drawn and not wrong:
        problems.append(problem.warning("It defines no diagram.", origin.file))
    return SourceReading(tuple(graphs), tuple(problems), len(drawn) - len(graphs))


def _run(
    path: Path, origin: DiagramOrigin, timeout: float
) -> tuple[tuple[DrawnDiagram, ...], Problem | None]:
    """The host's diagrams, and what went wrong with the script. Raises ScriptError."""
    try:
        with scratch() as temporary:
            result, work = temporary / "result", temporary / "work"
            work.mkdir()
            outcome = process.run(
                [
                    *child.command("script"),
                    *(path, result, packages(), f"{timeout:g}"),
                ],
                # The host's own time starts after Python's.
                timeout=timeout + 1.0,
                limit=_OUTPUT,
                cwd=work,
                env=_environment(work),
                cancel=origin.cancel,
            )
            reply = read_reply(result)
            trace = read_bounded(Path(f"{result}.trace")).decode("utf-8", "replace")
    except OSError as why:
        raise ScriptError(f"It could not be given a folder to run in: {why.strerror}.") from why
    wrong = _complaint(outcome, reply, timeout)
    if wrong is None:
        if reply.more:
            text = f"not drawn: {reply.more} diagrams after the first {MOST}"
            return reply.drawn, problem.warning(text, origin.file, kind=problem.OTHER_GRAPHS)
        return reply.drawn, None
    line = reply.end.line if reply.end else None
    if outcome.ended == "timeout":
        line = _traced_line(trace, path)
    return reply.drawn, problem.error(wrong, origin.file, line)


def _complaint(outcome: process.Outcome, reply: Reply, timeout: float) -> str | None:
    """What went wrong, in a sentence; None where nothing did."""
    match outcome.ended:
        case "missing":
            return f"Python could not be started: {outcome.err.decode(errors='replace')}."
        case "cancelled":
            return "Reading it was cancelled."
        case "timeout" | "spent":
            return f"The script was stopped: it was still running after {timeout:g} s."
        case "flood":
            return _TOO_MUCH
    if not reply.whole:
        return "What the script drew cannot be read: something else has written into its answer."
    before = "it was done" if reply.drawn else "it drew a diagram"
    match reply.end:
        case End(end="done"):
            return None
        case End(end="printed"):
            return _TOO_MUCH
        case End(end="raised", type=type_, text=text):
            said = f"The script failed: {type_[:_SAID]}"
            return f"{said}: {text[:_SAID]}" if text else said
        case End(end="exited", code=code):
            if reply.drawn and not code:
                return None
            how = f" with “{str(code)[:_SAID]}”" if code else ""
            return f"The script exited{how} before {before}."
    how = f"The script's process ended with code {outcome.code} before {before}"
    if outcome.code < 0 or b"script_host" in outcome.err:
        # A crash below Python, or of the host: what it said is for a report.
        said = outcome.err.decode("utf-8", "replace")[-8000:]
        found = unexpected("a script ran", ChildError(how, said))
        return f"{how}; the details are in {found.path}." if found.path else f"{how}."
    return f"{how}."


_SAID = 2000  # characters of what a script says
_TOO_MUCH = f"The script was stopped: it printed more than {script_host.PRINTED >> 20} MiB."


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    folder = str(home)
    named = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    return {"PATH": os.defpath, "LANG": "C.UTF-8", **named, **kept}


def _traced_line(trace: str, path: Path) -> int | None:
    """The script's innermost line in faulthandler's trace (innermost first)."""
    found = re.search(rf'File "{re.escape(str(path))}", line (\d+)', trace)
    return int(found[1]) if found else None
