"""A `diagrams` script that nobody trusts → its source graphs, by evaluating it in a sandbox.

The child (`evaluator`) is handed the script's text and gives back what it drew, as that of a script that
is run does (`running`); nothing of the script is ever run by Python.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from importlib.util import decode_source
from pathlib import Path

from app import child, process
from app.errors import ScriptError
from app.model import problem
from app.model.problem import Problem
from app.places import bundled_root
from app.scratch import scratch
from app.sources.graphs.installed import packages
from app.sources.reading import DiagramOrigin, SourceReading
from app.sources.scripts.closure import Closure, local_folders
from app.sources.scripts.fetched_icons import sound_folder
from app.sources.scripts.folder import ScriptFolder
from app.sources.scripts.host import RESULT
from app.sources.scripts.outcome import (
    DREW_TOO_MUCH,
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
from app.sources.scripts.reply import Reply, reply_of
from app.sources.scripts.written import WrittenFiles

_GRACE = 3.0  # seconds: the child's own time starts after Python's
_SAID = 300  # characters of what a script uses


def evaluate_script(closure: Closure, origin: DiagramOrigin) -> SourceReading:
    """What a script draws, as far as that can be told without running it, from what its closure has; nothing of
    it is read from disk. What it uses that cannot be evaluated is a problem of the kind
    NOT_EVALUATED. Icons are fetched as for `read_script`."""

    def read(tried: Mapping[str, str]) -> SourceReading:
        job = _job(closure, origin)
        with scratch() as temporary:
            here = temporary / "work"
            here.mkdir()
            reply, problems = _reply(job, here, origin)
            standing = ScriptFolder(here, here, closure.script.parent)
            graphs, lost = graphs_of(reply.drawn, origin, temporary, standing)
        return reading_of(reply, graphs, [*problems, *lost], origin, tried)

    return with_icons(read, origin, "It could not be given a folder to be evaluated in")


def _job(closure: Closure, origin: DiagramOrigin) -> bytes:
    """What the child is told. Raises ScriptError, OSError."""
    path, texts = closure.script, {}
    sandbox = bundled_root() / "resources/sandbox"
    for file, content in closure.files.items():
        try:
            texts[str(file)] = decode_source(content)
        except (SyntaxError, UnicodeDecodeError, ValueError):
            if file == path:
                raise ScriptError("The script's text is in no encoding that it says.") from None
    job = {
        "script": str(path),
        "text": texts.pop(str(path)),
        "modules": texts,
        "folders": [str(folder) for folder in local_folders(path)],
        "arguments": origin.run.arguments,
        "seconds": origin.run.seconds,
        "model": (sandbox / "diagrams.txt").read_text(encoding="utf-8"),
        "instead": {
            file.stem: file.read_text(encoding="utf-8")
            for file in sorted((sandbox / "modules").glob("*.txt"))
        },
        "other_python": bool(origin.run.python),
        "packages": str(packages()),
        "fetched": str(sound_folder()),
    }
    return json.dumps(job).encode()


def _reply(job: bytes, here: Path, origin: DiagramOrigin) -> tuple[Reply, list[Problem]]:
    origin.tell(f"Evaluating {origin.file}")
    files = WrittenFiles(here)
    outcome = process.run(
        child.command("evaluate"),
        input=job,
        timeout=origin.run.seconds + _GRACE,
        limit=RESULT,
        cwd=here,
        env=environment(here, str(Path(sys.executable).parent)),
        cancel=origin.cancel,
        watch=lambda pid, _: files.too_much(pid),
    )
    reply = reply_of(outcome.out)
    line = reply.end.line if reply.end else None
    if wrong := _complaint(outcome, reply, origin):
        return reply, [failure(wrong, reply, origin, line), *_beyond(reply, origin)]
    return reply, left_out(reply, origin) + _beyond(reply, origin)


def _beyond(reply: Reply, origin: DiagramOrigin) -> list[Problem]:
    """What was not evaluated, each with its line."""
    found = reply.end.beyond if reply.end else ()
    return [
        problem.error(
            f"It uses {one.what[:_SAID]}, which only a script that you trust may.",
            origin.file,
            one.line,
            problem.NOT_EVALUATED,
        )
        for one in found
    ]


def _complaint(outcome: process.Outcome, reply: Reply, origin: DiagramOrigin) -> str | None:
    """What went wrong, in a sentence; None where nothing did."""
    if wrong := ended_early(outcome, origin, DREW_TOO_MUCH):
        return wrong
    before = "it was done" if reply.drawn else "it drew a diagram"
    if reply.end is not None:
        return of_end(reply.end, before, bool(reply.drawn), origin)
    how = f"What evaluates the script ended with code {outcome.code} before {before}"
    return crash(how, "a script was evaluated", outcome.err)
