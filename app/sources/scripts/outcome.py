"""What a script's reply comes to: its graphs, and what is said of how it ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from app import process
from app.engine import IN_SUM, EngineTime
from app.errors import LayoutError, ScriptError
from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import SourceGraph, SourcePlace
from app.model.wording import listed
from app.report import ChildError, unexpected
from app.sources.graphs.dot_text import read_text
from app.sources.graphs.escapes import lines_of, plain
from app.sources.graphs.graph import read_graphs
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts import written
from app.sources.scripts.advice import advice
from app.sources.scripts.folder import ScriptFolder, settled
from app.sources.scripts.host import PRINTED, RESULT
from app.sources.scripts.marks import finished, with_lasting_names
from app.sources.scripts.reply import MOST, DrawnDiagram, End, Reply
from app.sources.scripts.warnings import icons_at_hosts, warnings

# Without these some Pythons do not start; nothing else is handed on.
_KEPT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH")
_USAGE = 2  # argparse's exit code
_SAID, _REPORTED = (
    2000,
    8000,
)  # characters of what a script says; of a child's last words in a report
_NAMED, _LEFT = 60, 5  # characters of a diagram's name; diagrams that are named
TOO_MUCH = f"The script was stopped: it printed more than {PRINTED >> 20} MiB."
DREW_TOO_MUCH = f"The script was stopped: it draws more than {RESULT >> 20} MiB."
WROTE_TOO_MUCH = f"The script was stopped: it wrote more than {written.BYTES >> 20} MiB, or {written.ENTRIES:,} files."


def with_icons(
    read: Callable[[Mapping[str, str]], SourceReading], origin: DiagramOrigin, unready: str
) -> SourceReading:
    """What `read` gives of a script; where that wants icons that somebody has agreed to have fetched,
    these are, and it is asked again. It is handed the addresses that were asked by now, and why they gave
    nothing. That it raises ScriptError is a problem, as is OSError, which `unready` names."""

    def tried(asked: Mapping[str, str]) -> SourceReading:
        try:
            return read(asked)
        except OSError as why:
            wrong = f"{unready}: {why.strerror}."
            return SourceReading(problems=(problem.error(wrong, origin.file),))
        except ScriptError as why:
            return SourceReading(problems=(problem.error(str(why), origin.file, why.line),))

    reading = tried({})
    if asked := [address for address in reading.wanted if origin.run.may_fetch(address)]:
        from app.sources.graphs.icon_fetching import fetch  # http.client is slow to import

        origin.tell(f"Fetching {icons_at_hosts(asked)}")
        failed = fetch(asked, origin.cancel)
        reading = tried(dict.fromkeys(asked, "it changes") | failed)
    return reading


def graphs_of(
    drawn: tuple[DrawnDiagram, ...], origin: DiagramOrigin, temporary: Path, standing: ScriptFolder
) -> tuple[list[SourceGraph], list[Problem]]:
    """The graphs of what a script drew, and what of it cannot be read."""
    graphs: list[SourceGraph] = []
    problems: list[Problem] = []
    time, left = EngineTime(), list[DrawnDiagram]()
    for one in drawn:
        if time.over:
            left.append(one)
            continue
        place = SourcePlace(origin.file, one.line)
        dot = with_lasting_names(one.dot)
        html = {text for part in read_text(dot) for text in part.html}
        try:
            with time.counted():
                read = read_graphs(dot, place, html, origin.engine, origin.cancel)
        except LayoutError as why:
            problems.append(problem.error(str(why), origin.file, one.line))
            continue
        title = _title(one, read.graphs[0])
        graph = replace(
            finished(read.graphs[0]),
            title=title.replace("\r", "").replace("\n", " "),
            heading=lines_of(title),
            filename=one.filename,
            unfinished=one.unfinished,
            dot=dot,
            scripted=True,
        )
        graphs.append(settled(graph, standing, temporary))
    if left:
        names = [f"“{(one.name or one.filename)[:_NAMED]}”" for one in left[:_LEFT]]
        if len(left) > _LEFT:
            names.append(f"{len(left) - _LEFT:,} more")
        said = f"The layout engine took more than {IN_SUM:.0f} s for the diagrams before {listed(names)}, which are left out."
        problems.append(problem.error(said, origin.file, left[0].line))
    return graphs, problems


def _title(drawn: DrawnDiagram, graph: SourceGraph) -> str:
    """The diagram's name, or what its `graph_attr` puts in its place."""
    label = graph.attributes.get("label", "")
    return drawn.name if label in ("", drawn.name) else plain(label, {"G": drawn.name})


def ended_early(outcome: process.Outcome, origin: DiagramOrigin, flood: str) -> str | None:
    """Why a child that reads a script was ended, in a sentence; `flood`, where it wrote too much. None where it
    ended by itself."""
    match outcome.ended:
        case "missing":
            said = outcome.err.decode(errors="replace").rstrip(".")
            return f"Python could not be started: {said}."
        case "cancelled":
            return "Reading it was cancelled."
        case "timeout" | "spent":
            return over(origin)
        case "flood":
            return flood
        case "stopped":
            return WROTE_TOO_MUCH
    return None


def crash(how: str, doing: str, err: bytes) -> str:
    """What is said of a child that crashed; what it said itself is for a report."""
    found = unexpected(doing, ChildError(how, err.decode("utf-8", "replace")[-_REPORTED:]))
    return f"{how}; the details are in {found.path}." if found.path else f"{how}."


def failure(wrong: str, reply: Reply, origin: DiagramOrigin, line: int | None) -> Problem:
    """The problem that a script did not come to its end."""
    kind = problem.STOPPED if wrong == over(origin) else ""
    if any(one.unfinished for one in reply.drawn):
        wrong = f"{wrong.rstrip('.')}. What it had drawn by then is shown."
    return problem.error(wrong, origin.file, line, kind)


def environment(home: Path, path: str) -> dict[str, str]:
    """That of a child that reads a script: nothing of ours; where programs are looked for."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    named = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(home))
    return {"PATH": path, "LANG": "C.UTF-8", **named, **kept}


def left_out(reply: Reply, origin: DiagramOrigin) -> list[Problem]:
    """What a script that came to its end did not finish, or made too many of."""
    problems = []
    for one in reply.drawn:
        if one.unfinished:
            text = f"“{one.name[:_SAID]}” was left before its end; it shows what it had by then."
            problems.append(problem.warning(text, origin.file, one.line))
    if reply.more:
        text = f"not drawn: {reply.more} diagrams after the first {MOST}"
        problems.append(problem.warning(text, origin.file, kind=problem.OTHER_GRAPHS))
    return problems


def reading_of(
    reply: Reply,
    graphs: list[SourceGraph],
    problems: list[Problem],
    origin: DiagramOrigin,
    tried: Mapping[str, str],
) -> SourceReading:
    """All that a reply comes to, its graphs and what went wrong. `tried` are addresses that were asked by
    now, and why they gave nothing."""
    found = list(problems)
    if not reply.drawn and not found:
        found.append(problem.warning("It defines no diagram.", origin.file))
    wanted: tuple[str, ...] = ()
    if reply.end is not None:
        found += warnings(reply.end, origin, tried)
        wanted = tuple(address for address in reply.end.wanted if address not in tried)
    return SourceReading(
        tuple(graphs), tuple(found), len(reply.drawn) - len(graphs), wanted, reply.confined
    )


def of_end(end: End, before: str, drawn: bool, origin: DiagramOrigin) -> str | None:
    """What went wrong with a script that came to an end, `before` something; None where nothing."""
    match end:
        case End(end="printed"):
            return TOO_MUCH
        case End(end="stopped"):
            return over(origin)
        case End(end="loose"):
            return "The script was not run: this system did not hold it back, as it should have."
        case End(end="raised"):
            failed = f"The script failed: {end.type[:_SAID]}"
            said = f"{failed}: {end.text[:_SAID]}" if end.text else failed
            more = advice(end, origin.run.python or sys.executable, origin.folder)
            return f"{said.rstrip('.')}. {more}" if more else said
        case End(end="exited", code=code) if code or not drawn:
            if isinstance(code, int) and code and end.said:
                usage = code == _USAGE or end.said.lower().startswith("usage")
                asks = ". Its arguments can follow “--”." if usage else ""
                return f"The script exited before {before}: {end.said[:_SAID].rstrip('.')}{asks}"
            how = f" with “{str(code)[:_SAID]}”" if code else ""
            return f"The script exited{how} before {before}."
    return None


def over(origin: DiagramOrigin) -> str:
    """What is said of one that ran too long."""
    return (
        f"The script was stopped: it was still running after {origin.run.seconds:g} s. The time "
        "limit can be set under “Trust scripts…”, or with --time-limit."
    )
