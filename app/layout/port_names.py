"""Names of a record's ports that Graphviz can read.

It reads a port's name byte by byte: of a letter outside ASCII the bytes after the first go into the
text of the field, which is garbled then, and no edge finds the port (`parse_reclbl` in its
`lib/common/shapes.c`). On the way to it, names in ASCII stand for such names.
"""

from __future__ import annotations

import re

_LABEL = re.compile(r'(\blabel"?\s*=\s*)"((?:[^"\\]|\\.)*)"', re.DOTALL)
_PORT = re.compile(r"(?<!\\)<([^<>]*)>")
# Where an edge names one: behind its node's name, or as an attribute. Other texts are passed over.
_USE = re.compile(
    r'((?:\b(?:head|tail)port"?\s*=|:)\s*)(?:"([^":\\]+)(:\w+)?"|([^\s"<>:;,\[\]{}=-]+))|"(?:[^"\\]|\\.)*"?',  # one that never ends is passed over as well
    re.DOTALL,
)
_RECORD = re.compile(r"\bM?record\b")


class PlainPorts:
    """`dot` is the text as the engine gets it."""

    def __init__(self, dot: str) -> None:
        self._names: dict[str, str] = {}  # by each name what stands for it
        self._word = "port"
        self.dot = dot
        if dot.isascii() or not _RECORD.search(dot):
            return
        while self._word in dot:
            self._word += "_"
        plain = _LABEL.sub(self._label, dot)
        self.dot = _USE.sub(self._use, plain) if self._names else dot

    def taken_back(self, answer: str) -> str:
        """An answer of the engine with the names themselves."""
        if not self._names:
            return answer
        own = {other: name for name, other in self._names.items()}
        return re.sub(f"{self._word}\\d+", lambda found: own.get(found[0], found[0]), answer)

    def _label(self, found: re.Match[str]) -> str:
        return f'{found[1]}"{_PORT.sub(self._port, found[2])}"'

    def _port(self, found: re.Match[str]) -> str:
        name = " ".join(found[1].split())
        if name.isascii():
            return found[0]
        return f"<{self._names.setdefault(name, f'{self._word}{len(self._names)}')}>"

    def _use(self, found: re.Match[str]) -> str:
        before, quoted, side, bare = found.groups()
        other = self._names.get(" ".join((quoted or bare or "").split()))
        if other is None:
            return found[0]
        return f'{before}"{other}{side or ""}"' if quoted else before + other
