"""Chinese, Japanese and Korean letters, as wide as they are painted. graphviz-pure takes a letter outside ASCII for
a space to each of its bytes in UTF-8: three quarters of the width of these, which have three. Others stand
for them on the way to it, which have four."""

from __future__ import annotations

import re

_OTHERS = 0xF0000  # where a plane begins that is nobody's
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_STANDING = re.compile(f"[{chr(_OTHERS)}-{chr(_OTHERS + 0xFFFD)}]")
# What the engine looks for on the disk is to be called as it is.
_FILES = re.compile(
    r"\b(?:image|imagepath|shapefile|src)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s,;\]>]*)", re.IGNORECASE
)


def widened(dot: str) -> str:
    """DOT text with others in place of wide letters, but for the names of files."""
    if dot.isascii() or _STANDING.search(dot):
        return dot
    made, start = list[str](), 0
    for file in _FILES.finditer(dot):
        made += (_WIDE.sub(_other, dot[start : file.start()]), file[0])
        start = file.end()
    return "".join((*made, _WIDE.sub(_other, dot[start:])))


def _other(found: re.Match[str]) -> str:
    return chr(ord(found[0]) + _OTHERS)


def narrowed(answer: str) -> str:
    """An answer of the engine with the letters themselves."""
    if answer.isascii():
        return answer
    return _STANDING.sub(lambda found: chr(ord(found[0]) - _OTHERS), answer)
