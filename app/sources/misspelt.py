"""Titles and file names with a slip of the pen: “CludWatch”, “Virtual Privat Cloud”.

Only what names nothing by itself is compared, whole, with the longer phrases of the catalogue that begin alike.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

from app.subjects import Atom, subjects

_LEAST = 9  # letters; of fewer a slip makes another word
_LIKE = 0.9  # difflib's ratio, from which on it is the same phrase
_BEGIN = 2  # letters that are alike
_LONGER = 2  # letters, at most


def corrected(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The atoms of a piece of a title, as one that means what they all but say; else as they are."""
    if any(not inside for atom in atoms for _, inside in atom.subjects):
        return atoms
    known = subjects()
    words = [word for atom in atoms for word in atom.words if word not in known.fillers]
    said = "".join(words)
    if len(said) < _LEAST or said in known.phrases:
        return atoms
    for phrase in _phrases().get(said[:_BEGIN], ()):
        if abs(len(phrase) - len(said)) <= _LONGER and _is_like(phrase, said):
            return (Atom(tuple(words), known.phrases[phrase]),)
    return atoms


def _is_like(phrase: str, said: str) -> bool:
    match = SequenceMatcher(None, phrase, said, autojunk=False)
    return match.quick_ratio() >= _LIKE and match.ratio() >= _LIKE


@cache
def _phrases() -> dict[str, list[str]]:
    """The longer ones, by their beginnings."""
    found: dict[str, list[str]] = {}
    for phrase, means in subjects().phrases.items():
        if len(phrase) >= _LEAST and not all(inside for _, inside in means):
            found.setdefault(phrase[:_BEGIN], []).append(phrase)
    return found
