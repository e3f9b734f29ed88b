"""How scripts are run, as a person says it. The window's start knows this: a plain tuple."""

from __future__ import annotations

from typing import NamedTuple

SECONDS = 10.0  # that a script may run where nobody says otherwise
LONGEST = 3600.0  # that anybody may say


ANY = frozenset({"*"})  # icons, from wherever they are


class ScriptRun(NamedTuple):
    """For so many seconds at most, with these arguments, each; by that Python, which may have a
    `diagrams` of its own, else by ours. `fetch` are the addresses of icons that somebody has agreed
    to have fetched, or ANY. `network`: they may use it."""

    seconds: float = SECONDS
    arguments: tuple[str, ...] = ()
    python: str = ""
    fetch: frozenset[str] = frozenset()
    network: bool = False

    def may_fetch(self, address: str) -> bool:
        """Somebody has agreed to that."""
        return self.fetch == ANY or address in self.fetch


AS_USUAL = ScriptRun()
