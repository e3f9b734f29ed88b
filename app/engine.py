"""The one place where Graphviz is found and called.

The default is the `graphviz-pure` command, which comes with its wheel into the environment's
scripts folder; it has no Python module. An installed `dot` is the other choice. Both take the
same command line. Treated as unfuzzed native code: own process, limits of time and memory, and on Linux
nothing in its reach but what it is made of and the pictures that the graph names. Time is
the processor's and grows with the graph, so that what opens on an idle machine opens on a busy one.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from app import process
from app.engine_reach import engine_rights
from app.errors import CancelledError, GaveUpError, LayoutError, SpentError

DEFAULT = "graphviz-pure"
SECONDS, GROWTH, MOST = 10.0, 1 / 8192, 600.0  # of processor time: least, a byte of DOT, most
IN_SUM = 600.0  # seconds of processor time for all diagrams of a file together
PATIENCE = 6.0  # seconds that may go by for each of processor time
MEMORY = 2 << 30  # bytes of address space
OUTPUT = 256 << 20  # bytes


def find(choice: str | None = None) -> str:
    """Path of the engine's binary.

    `choice` is `graphviz-pure`, `dot` (the one on PATH) or a path; None takes the environment
    variable ACETATE_ENGINE, else graphviz-pure. Raises LayoutError where there is none.
    """
    choice = choice or os.environ.get("ACETATE_ENGINE") or DEFAULT
    if choice == DEFAULT:
        suffix = ".exe" if sys.platform == "win32" else ""
        for folder in _script_folders():
            binary = Path(folder, DEFAULT + suffix)
            if binary.is_file():
                return str(binary)
    found = shutil.which(choice)
    if found:
        return found
    if choice == DEFAULT:
        raise LayoutError(
            "The layout engine graphviz-pure is missing. Install it with "
            f'"{sys.executable}" -m pip install graphviz-pure, or set ACETATE_ENGINE=dot to use '
            "an installed Graphviz."
        )
    raise LayoutError(
        f"The layout engine “{choice}” was not found. Install it, or unset ACETATE_ENGINE to use "
        "graphviz-pure."
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine wrote, and what it complained about beside that (one line, or nothing)."""

    text: str
    complaint: str


class EngineTime:
    """What the engine has taken for the diagrams of a file: a script may draw thousands, each within its
    own bound. What other children of the program took meanwhile counts, too."""

    def __init__(self) -> None:
        self._taken = 0.0

    @property
    def over(self) -> bool:
        """Whether it is more than IN_SUM."""
        return self._taken > IN_SUM

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what it takes here."""
        before = _taken_by_now()
        try:
            yield
        finally:
            self._taken += _taken_by_now() - before


def _taken_by_now() -> float:
    """Processor seconds of children that have ended; where the system does not count these, a part of all
    time."""
    try:
        import resource
    except ImportError:  # Windows
        return monotonic() / PATIENCE
    known = resource.getrusage(resource.RUSAGE_CHILDREN)
    return known.ru_utime + known.ru_stime


def run_engine(
    source: str,
    args: tuple[str, ...],
    *,
    engine: str | None = None,
    seconds: float | None = None,
    cancel: threading.Event | None = None,
) -> str:
    """What the engine writes to stdout for DOT text and arguments as `("-Tjson", "-y")`.

    `seconds` is the processor time it may use; None follows the text's length. Where the system
    does not count that (not Linux), only the wall's bound holds, which is generous. Raises
    LayoutError when the engine is missing or cancelled, SpentError when it takes more than it may,
    GaveUpError when it fails at what it was given.
    """
    binary = find(engine)
    outcome = _run(binary, source, args, seconds, cancel)
    if outcome.code == 0 and outcome.out:
        return outcome.out.decode("utf-8", "replace")
    raise _gave_up(binary, outcome)


def read_with_engine(
    source: str,
    args: tuple[str, ...],
    *,
    engine: str | None = None,
    cancel: threading.Event | None = None,
    folder: Path | None = None,
) -> Answer:
    """As `run_engine`, and raising as that does, but an answer counts although the engine
    complained: about an image that is missing, or a later graph of the text. It looks for images in
    the folder."""
    binary = find(engine)
    outcome = _run(binary, source, args, None, cancel, folder)
    if outcome.code not in (0, 1) or not outcome.out:
        raise _gave_up(binary, outcome)
    errors = [x for x in _said(outcome) if "error" in x.lower()]
    return Answer(outcome.out.decode("utf-8", "replace"), _bare(errors[0]) if errors else "")


def allowed(source: str) -> float:
    """The seconds of processor time that DOT text may take."""
    return min(SECONDS + len(source) * GROWTH, MOST)


def _run(
    binary: str,
    source: str,
    args: tuple[str, ...],
    seconds: float | None,
    cancel: threading.Event | None,
    folder: Path | None = None,
) -> process.Outcome:
    """Raises LayoutError where it did not come to an end of its own."""
    name = Path(binary).stem
    most = allowed(source) if seconds is None else seconds
    outcome = process.run(
        [binary, *args],
        input=source.encode("utf-8", "replace"),
        timeout=most * PATIENCE,
        limit=OUTPUT,
        memory=MEMORY,
        processor=most,
        cancel=cancel,
        cwd=folder,
        rights=engine_rights(binary, source, folder),
    )
    match outcome.ended:
        case "exited":
            return outcome
        case "missing":
            why = outcome.err.decode(errors="replace")
            raise LayoutError(f"{name} could not be started: {why}")
        case "spent":
            raise SpentError(
                f"{name} needed more than {most:.0f} seconds of processor time and was stopped."
            )
        case "timeout":
            raise SpentError(
                f"{name} took longer than {most * PATIENCE:g} seconds and was stopped."
            )
        case "flood":
            raise SpentError(f"{name} wrote more than {OUTPUT >> 20} MiB and was stopped.")
        case "cancelled" | "stopped":
            raise CancelledError("The layout was cancelled.")


def _gave_up(binary: str, outcome: process.Outcome) -> LayoutError:
    name = Path(binary).stem
    if b"memory allocation" in outcome.err or b"bad_alloc" in outcome.err:
        return SpentError(f"{name} needed more than {MEMORY >> 30} GiB of memory and was stopped.")
    if outcome.code < 0 or b"panicked at" in outcome.err:
        from app.report import ChildError, unexpected

        how = f"{name} ended with code {outcome.code}"
        error = ChildError(how, outcome.err.decode("utf-8", "replace")[-8000:])
        return GaveUpError(unexpected(f"{name} read the diagram", error).sentence)
    if not outcome.code and not outcome.err.strip():
        return LayoutError("There is no graph in it: DOT text begins with “digraph” or “graph”.")
    return GaveUpError(f"{name} failed: {_complaint(outcome)}")


def _script_folders() -> Iterator[str]:
    """Where pip puts commands, likeliest first; sysconfig costs milliseconds, so it is late."""
    yield str(Path(sys.executable).parent)
    import sysconfig

    yield sysconfig.get_path("scripts")
    yield sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))


def _complaint(outcome: process.Outcome) -> str:
    """The engine's own error, in one line."""
    lines = _said(outcome)
    errors = [x for x in lines if "error" in x.lower()] or lines
    if not errors:
        return f"it ended with code {outcome.code}."
    return _bare(errors[0])


def _said(outcome: process.Outcome) -> list[str]:
    return [x for x in outcome.err.decode("utf-8", "replace").splitlines() if x.strip()]


def _bare(line: str) -> str:
    """Without what each of the engine's lines begins with."""
    return re.sub(r"^\s*error:\s*(<stdin>:\s*)?", "", line, flags=re.IGNORECASE).strip()
