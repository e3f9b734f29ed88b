"""HTML that is nested no deeper than anybody can see. Whoever reads HTML looks at each tag through all
that are open there: thousands in one another take it minutes.
"""

from __future__ import annotations

import re
from collections import defaultdict

DEEPEST = 200  # elements in one another
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# What ends by itself where another one begins, and what holds nothing.
_UNCOUNTED = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "a"}
    | {"img", "br", "hr", "wbr", "col", "input"}
)


def shallow(said: str) -> str:
    """The same HTML, whose tags are whole, without the tags of elements that are deeper."""
    if said.count("<") <= DEEPEST:
        return said
    open_: defaultdict[str, list[bool]] = defaultdict(list)  # by name, whether each is kept
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        closing, name = found[1], found[2].lower()
        if name in _UNCOUNTED:
            return found[0]
        if not closing:
            open_[name].append(depth < DEEPEST)
            depth += open_[name][-1]
            return found[0] if open_[name][-1] else ""
        if not open_[name]:
            return found[0]
        was = open_[name].pop()
        depth -= was
        return found[0] if was else ""

    return _TAG.sub(kept, said)
