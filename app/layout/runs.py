"""Which font paints which part of a line: the canvas font as far as it has the letters, for others one of
the system's. Marks and joiners stay with the letter that they belong to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category, name

from app.layout.canvas_font import has_letter, is_ours
from app.layout.elsewhere import AS_EMOJI, JOINER, TONES, is_picture, is_wide
from app.layout.system_fonts import SystemFont, folders, font_for, has

_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"


class FontRun(NamedTuple):
    """Letters of one `script`, as `font_for` calls it, from `start` up to `end`, in this font; in the
    canvas font where it is None."""

    start: int
    end: int
    font: SystemFont | None
    script: str = ""


def runs(line: str, bold: bool, language: str = "") -> tuple[FontRun, ...]:
    """The parts of a line. `language` says whose ideographs these are, as `language_of` does."""
    return _runs(line, bold, language or language_of((line,)), folders())


def language_of(lines: Iterable[str]) -> str:
    """Whose ideographs are in a text (`ja`, `ko`, `zh-hans`, `zh-hant`): what other letters tell, else
    the system's language."""
    return told_language(lines) or _own_language()


def told_language(lines: Iterable[str]) -> str:
    """Whose ideographs these are as other letters of the lines tell; empty where none do."""
    letters = (letter for line in lines if not line.isascii() for letter in line)
    return next(filter(None, map(_language, letters)), "")


def _language(letter: str) -> str:
    """The language that only one letter belongs to, if it does."""
    if "\u3041" <= letter <= "\u30ff" or "\uff66" <= letter <= "\uff9f":
        return "ja"
    return "ko" if "\uac00" <= letter <= "\ud7a3" else ""


def fonts_of(letters: Iterable[str]) -> list[SystemFont]:
    """The system's fonts that paint what of these letters the canvas font lacks, in a fixed order."""
    found = (
        run.font
        for letter in letters
        if letter == AS_EMOJI or not is_ours(letter)
        for bold in (False, True)
        for run in runs("\N{GRINNING FACE}" if letter == AS_EMOJI else letter, bold)
    )
    return sorted({font for font in found if font is not None})


@cache
def _own_language() -> str:
    said = next((os.environ[k] for k in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(k)), "")
    if said.startswith(("ja", "ko")):
        return said[:2]
    return "zh-hant" if said.startswith(("zh_TW", "zh_HK", "zh_MO")) else "zh-hans"


@lru_cache(maxsize=4096)
def _runs(line: str, bold: bool, language: str, where: tuple[str, ...]) -> tuple[FontRun, ...]:
    found: list[FontRun] = []
    for at, letter in enumerate(line):
        before = found[-1] if found else None
        if before is not None and _stays(line, at, before):
            found[-1] = before._replace(end=at + 1)
            continue
        script: str = ""
        font: SystemFont | None = None
        after = line[at + 1 : at + 2]
        if after == AS_EMOJI or not has_letter(letter):
            script = _script(letter, is_picture(letter, after), language)
            font = font_for(letter, script, bold, where)
        if before is not None and (before.font, before.script) == (font, script):
            found[-1] = before._replace(end=at + 1)
        else:
            found.append(FontRun(at, at + 1, font, script))
    return tuple(found)


def _stays(line: str, at: int, before: FontRun) -> bool:
    """Whether a letter is painted with what stands before it."""
    letter = line[at]
    if letter in (JOINER, AS_EMOJI, _KEYCAP) or TONES[0] <= letter <= TONES[1]:
        return True
    if line[at - 1] == JOINER and before.script == "emoji":
        return True
    if category(letter)[0] == "M" or category(letter) == "Cf":
        return True
    return (
        letter == " "
        and before.font is not None
        and before.script != "emoji"
        and has(before.font, " ")
    )


def _script(letter: str, pictured: bool, language: str) -> str:
    if pictured:
        return "emoji"
    if is_wide(letter) or "\uff61" <= letter <= "\uffdc":
        return _language(letter) or language
    if category(letter)[0] not in "LMN":
        return ""
    return name(letter, "").replace("-", " ").split(" ")[0].lower()
