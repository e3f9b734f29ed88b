"""Text cut into terms. What is written and what is asked for are cut alike."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# A word, also one with marks inside: 169.254.169.254, load-balancer, ci/cd, 0.0.0.0/0.
_TOKEN = re.compile(r"[^\W_]+(?:[./:'’_+-][^\W_]+)*")
_INNER = re.compile(r"[./:'’_+-]")
_CJK_RUN = re.compile(f"[{_CJK}]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])")


class _Folding(dict[int, int]):
    """One character for one, so that places in folded text are places in the text."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if _CJK_RUN.match(char):
            folded = char
        else:
            folded = (unicodedata.normalize("NFKD", char)[0].casefold() or char)[0]
        self[code] = ord(folded)
        return self[code]


_folding = _Folding()


def fold(text: str) -> str:
    """The text without case and accents, as long as it was."""
    return text.lower() if text.isascii() else text.translate(_folding)


class Token(NamedTuple):
    """A word as written (folded), and what it is made of where that is more than one."""

    whole: str
    parts: tuple[str, ...] = ()


def tokens(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return _TOKEN.findall(text)


def cut(token: str) -> Token:
    """`load-balancer` → load, balancer; `CPUUtilization` → cpu, utilization; a run of
    Chinese, Japanese or Korean → its pairs of characters."""
    whole = fold(token)
    parts: list[str] = []
    for piece in _INNER.split(token):
        if piece.isascii():
            parts += [p.lower() for p in _CAMEL.split(piece)]
        else:
            parts += _scripts(fold(piece))
    return Token(whole, tuple(parts) if parts != [whole] else ())


def _scripts(piece: str) -> list[str]:
    found: list[str] = []
    at = 0
    for run in _CJK_RUN.finditer(piece):
        if run.start() > at:
            found.append(piece[at : run.start()])
        text = run.group()
        found += [text[n : n + 2] for n in range(max(len(text) - 1, 1))]
        at = run.end()
    return found + ([piece[at:]] if at < len(piece) else [])


def is_cjk(term: str) -> bool:
    """Whether it begins with a Chinese, Japanese or Korean letter: such words have no spaces
    between them."""
    return not term.isascii() and _CJK_RUN.match(term) is not None


def stem(term: str) -> str:
    """The word without the endings that say nothing: subnets, routes, routing, policies."""
    if len(term) < 4 or not term.isalpha():
        return term
    if term.endswith("ies") and len(term) > 4:
        return term[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if term.endswith(ending) and len(term) - len(ending) >= (4 if ending == "ing" else 3):
            if ending == "s" and term[-2] in "us":
                return term
            term = term[: -len(ending)]
            break
    return term[:-1] if term.endswith("e") and len(term) > 3 else term
