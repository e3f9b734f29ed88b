"""The short names of headings in links, as GitHub makes them."""

from __future__ import annotations

import unicodedata


class Anchors:
    """A file's anchors, each once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def add(self, heading: str) -> str:
        """The anchor of one more heading, as GitHub makes it: `task-role`, of the second one
        `task-role-1`."""
        base = anchor = github_slug(heading) or "section"
        while anchor in self._taken:
            self._taken[base] += 1
            anchor = f"{base}-{self._taken[base]}"
        self._taken[anchor] = 0
        return anchor


def github_slug(heading: str) -> str:
    """`Task execution role (ECS)` → `task-execution-role-ecs`."""
    kept = (c for c in heading.strip().lower() if c in " -_" or _is_word(c))
    return "".join(kept).replace(" ", "-")


def _is_word(character: str) -> bool:
    """Ruby's `\\p{Word}`, which GitHub uses: letters, marks, decimal digits, connectors."""
    return unicodedata.category(character)[0] in "LM" or unicodedata.category(character) in {
        "Nd",
        "Pc",
    }
