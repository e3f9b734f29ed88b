"""The usual short forms of names, of the catalogue: what a person may say instead of a name."""

from __future__ import annotations

from functools import cache, lru_cache

from app.catalogue import catalogue

Words = tuple[str, ...]


@lru_cache(maxsize=8192)
def shortened(words: Words) -> Words:
    """A name with each part that has a short form as that form, so that all ways to say it come out
    alike. The words are in lower case."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for said, short in _by_first().get(_singular(words[at]), ()):
            there = words[at : at + len(said)]
            if (*there[:-1], _singular(there[-1])) == said:
                found.append(short)
                at += len(said)
                break
        else:
            found.append(_singular(words[at]))
            at += 1
    return tuple(found)


def _singular(word: str) -> str:
    """The same for `group` and `groups`, `push` and `pushes`, `policy` and `policies`; what comes
    out need not be a word."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if word.endswith(("che", "she", "sse", "xe")) else word


@cache
def _by_first() -> dict[str, list[tuple[Words, str]]]:
    """What is said for each short form, by its first word; of several the longest first."""
    found: dict[str, list[tuple[Words, str]]] = {}
    for long, shorts in catalogue().short_forms.items():
        short = shorts[0].casefold()
        for way in (long, *shorts):
            said = tuple(way.casefold().split())
            said = (*said[:-1], _singular(said[-1]))
            found.setdefault(_singular(said[0]), []).append((said, short))
    for ways in found.values():
        ways.sort(key=lambda way: -len(way[0]))
    return found
