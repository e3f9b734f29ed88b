"""Where lines may break: at spaces and where scripts have it so (UAX 14,
https://www.unicode.org/reports/tr14/), and inside a word that has no room otherwise at its joints:
between the parts of a camelCase or snake_case name, of a path, of an ARN."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from app.layout.elsewhere import is_wide

# A part of a word ends with these; the first of them rank above the others. Between digits they are part
# of a number.
_STRONG = frozenset("/\\:@=&?|,;")
_SEPARATORS = frozenset("_-.~+#%") | _STRONG
_LONG = 6  # digits
_OPENING = frozenset("([{<")
_HANGUL = ("\uac00", "\ud7a3")
_SPACED_AFTER = re.compile(r"\S+\s*|\s+")
_SPACED = re.compile(r"\s*(?:[^\s]|[\u00a0\u2007\u202f])+|\s+$")  # no line breaks at these three
# Scripts of which lines break at spaces alone, and the signs that are in all of them.
_AT_SPACES = re.compile("[\u0000-\u0dff\u2000-\u200a\u2010-\u2bff]*")

# Between two of these a line may always break, whatever stands around: ideographs, kana that are not small,
# Korean syllables; and so it may at a space between letters.
_SQUARE = "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3あいうえおか-ぢつ-もやゆよら-ろわ-んアイウエオカ-ヂツ-モヤユヨラ-ロワ-ン"
_BETWEEN = rf"(?<=[{_SQUARE}])(?=[{_SQUARE}])|(?<=\w )(?=\w)"


class Word(NamedTuple):
    """`units` are what it is made of by the rules of Unicode."""

    text: str
    units: tuple[str, ...]


def words(text: str) -> list[Word]:
    """The words of a line, between which it may break. Spaces stand before the word that they are before,
    or at the end."""
    if _AT_SPACES.fullmatch(text) and not any(map(is_wide, text if not text.isascii() else "")):
        return [Word(word, (word,)) for word in _SPACED.findall(text)]
    found: list[list[str]] = []
    for unit in _units(text):
        if found and _is_joint(found[-1][-1][-1], unit[0]):
            found[-1].append(unit)
        else:
            found.append([unit])
    return [Word("".join(units), tuple(units)) for units in found]


def pieces(word: Word, fits: Callable[[str], bool]) -> Iterator[str]:
    """What of a word stays together: all of it where it fits, else its sections, and the parts of
    those that do not."""
    if fits(word.text):
        yield word.text
        return
    for unit in word.units:
        for section in _sections(unit):
            joined = "".join(section)
            yield from (joined,) if fits(joined) else section


def _units(text: str) -> Iterator[str]:
    """Between which lines may break by the rules of Unicode, spaces before them."""
    spaces = ""
    for unit in (unit for part in re.split(_BETWEEN, text) for unit in _broken(part)):
        word = unit.rstrip(" \t\u200b\u3000")
        if word:
            yield spaces + word
            spaces = ""
        spaces += unit[len(word) :].replace("\u200b", "")
    if spaces:
        yield spaces


@lru_cache(maxsize=4096)
def _broken(text: str) -> tuple[str, ...]:
    if len(text) == 1:
        return (text,)
    if text.isascii():
        return tuple(_SPACED_AFTER.findall(text))
    from uniseg.linebreak import line_break_units

    return tuple(line_break_units(text))


def _is_joint(last: str, first: str) -> bool:
    """Whether two units, which end and begin so, are of one word: names of Latin letters, and Korean,
    which is written with spaces."""
    if first.isspace():
        return False
    if all(_HANGUL[0] <= letter <= _HANGUL[1] for letter in (last, first)):
        return True
    return first.isascii() and last.isascii()


def _sections(word: str) -> Iterator[tuple[str, ...]]:
    section: list[str] = []
    start = 0
    name = next((n for n, letter in enumerate(word) if letter.isalnum()), len(word))
    for at in range(1, len(word)):
        if _between_parts(word, at, name) and word[start:at].strip():
            section.append(word[start:at])
            start = at
            if word[at - 1] in _STRONG:
                yield tuple(section)
                section = []
    yield (*section, word[start:])


def _between_parts(word: str, at: int, start: int) -> bool:
    """Whether a part of a name ends before that letter; `start` is where its first letter or digit stands. Where only capitals tell, neither what is
    before nor what is behind is a single letter: `iPhone`, `IDs`."""
    last, first, rest = word[at - 1], word[at], word[at + 1 : at + 3]
    if last in _SEPARATORS:
        number = at > 1 and word[at - 2].isdigit() and first.isdigit()
        if last == ":" and word[at : at + _LONG].isdigit():  # an account's in an ARN, and no port
            number = len(word) < at + _LONG
        begun = at > start
        return begun and not number and first not in _SEPARATORS and category(first)[0] in "LNP"
    if first in _OPENING:
        return last.isalnum()
    if not first.isupper() or not word[at - 2 : at - 1].isalnum() or not rest[:1].isalnum():
        return False
    if last.islower():
        return True
    return last.isalnum() and rest[0].islower() and rest[1:2].islower()
