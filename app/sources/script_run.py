"""How scripts are run, as a person says it. The window's start knows this: a plain tuple."""

from __future__ import annotations

from typing import NamedTuple

SECONDS = 10.0  # that a script may run where nobody says otherwise
LONGEST = 3600.0  # that anybody may say


class ScriptRun(NamedTuple):
    """For so many seconds at most, with these arguments, each; by that Python, which may have a
    `diagrams` of its own, else by ours."""

    seconds: float = SECONDS
    arguments: tuple[str, ...] = ()
    python: str = ""


AS_USUAL = ScriptRun()
