"""The one place where Graphviz is found and called.

The default is the `graphviz-pure` command, which comes with its wheel into the environment's
scripts folder; it has no Python module. An installed `dot` is the other choice. Both take the
same command line. Treated as unfuzzed native code: own process, time-out, memory limit.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from app import process
from app.errors import LayoutError

DEFAULT = "graphviz-pure"
TIMEOUT = 10.0  # seconds
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


def run_engine(
    source: str,
    args: tuple[str, ...],
    *,
    engine: str | None = None,
    timeout: float = TIMEOUT,
    cancel: threading.Event | None = None,
) -> str:
    """What the engine writes to stdout for DOT text and arguments as `("-Tjson", "-y")`.

    Raises LayoutError when it is missing, fails, is cancelled, or takes longer than `timeout`
    seconds.
    """
    binary = find(engine)
    outcome = process.run(
        [binary, *args],
        input=source.encode("utf-8", "replace"),
        timeout=timeout,
        limit=OUTPUT,
        memory=MEMORY,
        cancel=cancel,
    )
    if outcome.ended == "exited" and outcome.code == 0 and outcome.out:
        return outcome.out.decode("utf-8", "replace")
    name = Path(binary).stem
    if outcome.ended == "missing":
        raise LayoutError(f"{name} could not be started: {outcome.err.decode(errors='replace')}")
    if outcome.ended == "timeout":
        raise LayoutError(f"{name} took longer than {timeout:g} seconds and was stopped.")
    if outcome.ended == "flood":
        raise LayoutError(f"{name} wrote more than {OUTPUT >> 20} MiB and was stopped.")
    if outcome.ended == "cancelled":
        raise LayoutError("The layout was cancelled.")
    if b"memory allocation" in outcome.err or b"bad_alloc" in outcome.err:
        raise LayoutError(f"{name} needed more than {MEMORY >> 30} GiB of memory and was stopped.")
    if outcome.code < 0 or b"panicked at" in outcome.err:
        from app.report import ChildError, unexpected

        how = f"{name} ended with code {outcome.code}"
        error = ChildError(how, outcome.err.decode("utf-8", "replace")[-8000:])
        raise LayoutError(unexpected(f"{name} read the diagram", error).sentence)
    raise LayoutError(f"{name} failed: {_complaint(outcome)}")


def _script_folders() -> Iterator[str]:
    """Where pip puts commands, likeliest first; sysconfig costs milliseconds, so it is late."""
    yield str(Path(sys.executable).parent)
    import sysconfig

    yield sysconfig.get_path("scripts")
    yield sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))


def _complaint(outcome: process.Outcome) -> str:
    """The engine's own error, in one line."""
    lines = [x for x in outcome.err.decode("utf-8", "replace").splitlines() if x.strip()]
    errors = [x for x in lines if "error" in x.lower()] or lines
    if not errors:
        if not outcome.code:
            return "there is no diagram in it; it begins with “digraph {” or “graph {”."
        return f"it ended with code {outcome.code}."
    return re.sub(r"^\s*error:\s*(<stdin>:\s*)?", "", errors[0], flags=re.IGNORECASE).strip()
