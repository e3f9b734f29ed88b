"""Entries of lists and tables that explain a thing: “- **NAT gateway**: lets …”, “| NAT gateway | lets … |”.

That is more than a mention: the term stands first, and what it is behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.subjects import pieces, subjects

_ENTRY = re.compile(
    r"\s*(?:[-*+•]|\d+[.)]|\|)\s+(?=\S)"  # a mark
    r"(?:!?\[\[[^\]]*\]\]\s*\|\s*(?=\S))?"  # a table's picture
    r"(?:\*\*(?P<bold>[^*]{2,60}?):?\*\*|(?P<plain>[^*|:–—]{2,60}?))\s*"
    r"(?:[:|–—]|\s-\s|-\s)\s*(?P<said>[^\s|].*)"
)
_IN_BRACKETS = re.compile(r"\([^)]*\)")  # of a term, which is short
_SHORT = 6  # letters of a word that may be an entry on anything, such as “object”
_LEAST = 20  # characters that explain something


def entry_on(name: str, text: str, folded: str, *, at_home: bool = True) -> int:
    """How long the longest entry of a text on a subject is, in characters; 0 where it has none.
    `folded` is the text in lower case. `at_home`: in notes about what it is a part of, where short
    forms mean it, too."""
    longest = 0
    if not any(phrase in folded for phrase in _phrases(name)):
        return 0
    for line in text.splitlines():
        low = line[:100].casefold()
        if any(phrase in low for phrase in _phrases(name)) and (match := _ENTRY.match(line)):
            said = len(match["said"])
            if said >= _LEAST and _is(name, match["bold"] or match["plain"], at_home):
                longest = max(longest, said)
    return longest


@lru_cache(maxsize=1024)
def _phrases(name: str) -> tuple[str, ...]:
    known = subjects().by_name[name]
    said = (name, *known.said, *(word for word in known.inside if len(word) > _SHORT))
    return tuple(phrase.casefold() for phrase in said)


def _is(name: str, term: str, at_home: bool) -> bool:
    """Whether a term says a subject, with what is in brackets or without."""
    context = {*subjects().above(name)} if at_home else set[str]()
    bare = _IN_BRACKETS.sub(" ", term)
    for said in (term, bare):
        read = pieces(said)
        if read and len(read[0][1]) == 1 and subjects().meant(read[0][1][0], context) == name:
            return True
    return False
