"""What stands for letters on their way to graphviz-pure, so that these are about as wide as they are painted. It
takes a letter outside ASCII for a space to each of its bytes in UTF-8, a quarter of the text's size: three
quarters of the width of Chinese, Japanese and Korean letters, which have three; for those others stand
that have four. Of the scripts of India and South East Asia, with many letters that have no width of
their own, it makes up to twice the width: for parts of a word letters stand that have three or four, as
many as the word is wide; so they do for emoji that are made of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from app.layout.text import text_width

_OTHERS = 0xF0000  # where a plane begins that is nobody's
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
# For parts of words, by how many bytes: what is below those that stand for wide letters, and private ones.
_PARTS = {4: range(_OTHERS, _OTHERS + 0x1100), 3: range(0xEC00, 0xF000)}
_STANDING = re.compile("[\uec00-\uefff\U000f0000-\U000ffffd]")
_MANY = "\u0900-\u10ff\u1200-\u139f\u1780-\u18af"
_MADE = "\u200d\ufe0f\U0001f3fb-\U0001f3ff"  # joiner, “as a picture”, tones
_WORD = re.compile(
    f"[{_MANY}][{_MANY}\u200c\u200d]*|[\u2300-\u2bff\U0001f000-\U0001faff](?:[{_MADE}][\u2300-\u2bff\U0001f000-\U0001faff]?)+"
)
_SPACE = 0.25  # of a text's size
# What the engine looks for on the disk is to be called as it is.
_FILES = re.compile(
    r"\b(?:image|imagepath|shapefile|src)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s,;\]>]*)", re.IGNORECASE
)


class LetterStandIns:
    """`dot` is the text as the engine gets it."""

    def __init__(self, dot: str) -> None:
        self._letters: dict[str, str] = {}  # by what stands for them
        self._given: dict[int, dict[str, str]] = {size: {} for size in _PARTS}
        self.dot = dot
        if not (dot.isascii() or _STANDING.search(dot)):
            self.dot = "".join(self._replaced(dot))

    def taken_back(self, answer: str) -> str:
        """An answer of the engine with the letters themselves."""
        if answer.isascii():
            return answer
        return _STANDING.sub(self._own, answer)

    def _replaced(self, dot: str) -> Iterator[str]:
        """All but the names of files."""
        start = 0
        for file in _FILES.finditer(dot):
            yield self._with_others(dot[start : file.start()])
            yield file[0]
            start = file.end()
        yield self._with_others(dot[start:])

    def _with_others(self, text: str) -> str:
        text = _WORD.sub(lambda found: self._word(found[0]), text)
        return _WIDE.sub(lambda found: chr(ord(found[0]) + _OTHERS), text)

    def _word(self, word: str) -> str:
        spaces = max(round(text_width(word, 1.0, bold=False) / _SPACE), 3)
        count = min(ceil(spaces / 4), len(word))
        long = max(spaces - 3 * count, 0)  # of four bytes; the others have three
        ends = [len(word) * n // count for n in range(count + 1)]
        parts = [word[ends[n] : ends[n + 1]] for n in range(count)]
        return "".join(self._for(part, 4 if n < long else 3) for n, part in enumerate(parts))

    def _for(self, part: str, size: int) -> str:
        """What stands for a part of a word, of so many bytes; the part itself where there is no more."""
        given = self._given[size]
        if part not in given:
            if len(given) == len(_PARTS[size]):
                return part
            given[part] = chr(_PARTS[size][len(given)])
            self._letters[given[part]] = part
        return given[part]

    def _own(self, found: re.Match[str]) -> str:
        part = self._letters.get(found[0])
        if part is not None:
            return part
        return chr(ord(found[0]) - _OTHERS) if found[0] >= chr(_OTHERS) else found[0]
