"""A `diagrams` script → its source graphs, by running it in a child process.

The child (`host`) gets a folder to stand in that looks like its own, an environment with
nothing of ours, little memory and little time; what it drew comes back as data. Nothing is rendered.
"""

from __future__ import annotations

import json
import os
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app import child, process
from app.model.problem import Problem
from app.scratch import scratch
from app.sources.graphs.icons import repository
from app.sources.graphs.installed import packages
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts import host
from app.sources.scripts.closure import Closure
from app.sources.scripts.fetched_icons import sound_folder
from app.sources.scripts.folder import ScriptFolder, stand
from app.sources.scripts.outcome import (
    DREW_TOO_MUCH,
    TOO_MUCH,
    crash,
    ended_early,
    environment,
    failure,
    graphs_of,
    left_out,
    of_end,
    reading_of,
    with_icons,
)
from app.sources.scripts.reach import reach
from app.sources.scripts.reply import Reply, line_now, reply_of
from app.sources.scripts.written import WrittenFiles

_GRACE = 2.0  # seconds: the host's own time starts after Python's
# A library that would start a thread for each processor has no memory for that; nor are threads to keep some
# of it to themselves (mallopt(3)).
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")


def read_script(closure: Closure, origin: DiagramOrigin) -> SourceReading:
    """Run a script and read what it drew: what its closure has, whatever lies there by now. What it drew before
    it failed is kept beside the problem, which takes the place of an error. Where it wants icons that somebody
    has agreed to have fetched, these are, and it is run again."""

    def read(tried: Mapping[str, str]) -> SourceReading:
        with scratch() as temporary:
            standing = stand(origin.folder, temporary / "work")
            reply, problems = _run(closure, origin, temporary, standing)
            graphs, lost = graphs_of(reply.drawn, origin, temporary, standing)
        return reading_of(reply, graphs, [*problems, *lost], origin, tried)

    return with_icons(read, origin, "It could not be given a folder to run in")


def _run(
    closure: Closure, origin: DiagramOrigin, temporary: Path, standing: ScriptFolder
) -> tuple[Reply, list[Problem]]:
    """The host's reply, and what went wrong with the script. Raises ScriptError, OSError."""
    path = closure.script
    home, seconds = temporary / "home", origin.run.seconds
    home.mkdir()
    watch = _Watch(origin, temporary)
    outcome = process.run(
        [
            *child.command("script", python=origin.run.python),
            *(temporary, packages(), f"{seconds:g}", standing.copy or "", sound_folder()),
            *(
                reach(path, network=origin.run.network),
                repository(path.parent) or path.parent,
                path,
            ),
            *origin.run.arguments,
        ],
        input=_job(closure, standing),
        timeout=seconds + _GRACE,
        limit=host.RESULT,
        cwd=standing.here,
        env=environment(home, os.defpath) | _THREADS,
        cancel=origin.cancel,
        watch=watch,
    )
    if outcome.ended == "exited" and watch.written.too_much_at_last():
        outcome = replace(outcome, ended="stopped")
    reply = reply_of(outcome.out)
    end, problems = reply.end, list[Problem]()
    if wrong := _complaint(outcome, reply, origin):
        line = end.line if end else None
        if outcome.ended == "timeout" and end is None:
            line = line_now(outcome.out)
        problems.append(failure(wrong, reply, origin, line))
        return reply, problems
    return reply, problems + left_out(reply, origin)


def _job(closure: Closure, standing: ScriptFolder) -> bytes:
    """What the host is told on stdin."""
    texts = {str(file): b64encode(content).decode() for file, content in closure.files.items()}
    return json.dumps({"files": texts, "original": str(standing.original)}).encode()


def _complaint(outcome: process.Outcome, reply: Reply, origin: DiagramOrigin) -> str | None:
    """What went wrong, in a sentence; None where nothing did."""
    flood = TOO_MUCH if len(outcome.err) > len(outcome.out) else DREW_TOO_MUCH
    if wrong := ended_early(outcome, origin, flood):
        return wrong
    if not reply.whole:
        return "What the script drew cannot be read: something else has written into its answer."
    before = "it was done" if reply.drawn else "it drew a diagram"
    if reply.end is not None:
        return of_end(reply.end, before, bool(reply.drawn), origin)
    how = f"The script's process ended with code {outcome.code} before {before}"
    if outcome.code < 0 or b"host.py" in outcome.err:
        # A crash below Python, or of the host.
        return crash(how, "a script ran", outcome.err)
    return f"{how}."


class _Watch:
    """Tells once a second how long a script has been running, and where it stands; stops it once it has
    written too much."""

    def __init__(self, origin: DiagramOrigin, folder: Path) -> None:
        self._origin = origin
        self.written = WrittenFiles(folder)
        self._began = time.monotonic()
        self._told = 0

    def __call__(self, pid: int, out: bytearray) -> bool:
        seconds = int(time.monotonic() - self._began)
        if seconds > self._told:
            self._told = seconds
            line = line_now(out)
            where = f", line {line}" if line else ""
            name, most = self._origin.file, self._origin.run.seconds
            self._origin.tell(f"Running {name}{where}: {seconds} of {most:g} s")
        return self.written.too_much(pid)
