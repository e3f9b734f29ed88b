"""Which code page a text is in that does not say so: the one in which its words look most like words of
a language that is written in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from math import inf

_LONGEST = 40  # bytes of a word that are looked at
_LOOKED_AT = 2000  # words that a guess is made by
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WITHIN = "’‘–—·"  # marks that stand between letters
_FIRST_GREEK = 0x370  # what comes before is Latin
_UNUSUAL, _RARE = 0.6, 0.3  # a letter that the language has not; its rarest
_LATER = 0.02  # each page that comes before in the list
_LAST = 0.1  # how much less odd a letter makes it that stands where it must
_MARKS = _WITHIN + "“”„«»‚…€£§°•©®™№ªº¿¡"
_OWN = 0.25  # any letter of those that stand for words or syllables: two bytes, so half as many


@dataclass(frozen=True, slots=True)
class _Writing:
    """A language, or some that share a page. Of `letters` outside ASCII the commonest come first, where they are
    `ranked`; the `last` stand at the ends of words alone."""

    codec: str
    letters: str
    ranked: bool = False
    last: str = ""


# Of those that fit alike the first is taken, but Windows' own where it is the same.
_WRITINGS = (
    _Writing("cp1252", "éäöüßáíóåøæñèàçêúâôîûëïìòùœÿ", ranked=True),
    _Writing("cp1252", "áâãàçéêíóôõú"),
    _Writing("cp1252", "øåæé"),
    _Writing("cp1250", "ąćęłńóśźż"),
    _Writing("cp1250", "áíéěřšžčýůúňťďóäôľĺŕ", ranked=True),
    _Writing("cp1250", "áéíóöőúüű"),
    _Writing("cp1254", "çğıöşü"),
    _Writing("cp1250", "ăşţîâ", ranked=True),
    _Writing("cp1250", "čćđšž"),
    _Writing("cp1257", "ąčęėįšųūž"),
    _Writing("cp1257", "āīēšūņļžķģč", ranked=True),
    _Writing("cp1257", "äõöüšž"),
    _Writing("cp1252", "áðéíóúýþæö"),
    _Writing("cp1251", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ", ranked=True),
    _Writing("cp1253", "αοιετσνηυρπκμλςωάίόέδήγχύθφώβξζψ", ranked=True, last="ς"),
    _Writing("cp1255", "יוהלאתשרמבנםחדקעפכגטזסצןךףץ", ranked=True, last="םןךףץ"),
    _Writing("cp1256", "الينمرتوبةعدسفهكقحجشطصخزىذثئءغضظؤآأإ", ranked=True, last="ةى"),
    _Writing("koi8-r", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", ranked=True),
    _Writing("cp850", "éäöüßáíóåøæñèàçêúâôîûëïìòùÿ", ranked=True),
    _Writing("cp866", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", ranked=True),
)
# Letters of two bytes each: Python's name, the first bytes of common ones, and of kana.
_WIDE: tuple[tuple[str, range, tuple[int, ...]], ...] = (
    ("cp949", range(0xB0, 0xC9), ()),
    ("cp932", range(0x88, 0x98), (0x82, 0x83)),
    ("euc_jp", range(0xB0, 0xD0), (0xA4, 0xA5)),
    ("gb18030", range(0xB0, 0xD8), ()),
    ("cp950", range(0xA4, 0xC7), ()),
)


def guessed(raw: bytes) -> str:
    """Python's name of the page; Latin-1 where it is none of them."""
    words = tuple({m[0][:_LONGEST]: None for m in islice(_WORD.finditer(raw), _LOOKED_AT)})
    best, codec = inf, "latin-1"
    for number, (name, odd) in enumerate((*_in_pages(raw, words), *_in_wide(raw))):
        if odd + number * _LATER < best:
            best, codec = odd + number * _LATER, name
    usual = _WRITINGS[0].codec
    same = all(word.decode(usual, "replace") == word.decode(codec, "replace") for word in words)
    return usual if same and decodes(raw, usual) else codec


def _in_pages(raw: bytes, words: tuple[bytes, ...]) -> Iterator[tuple[str, float]]:
    read: dict[str, tuple[list[str], float] | None] = {}
    for writing in _WRITINGS:
        codec = writing.codec
        if codec not in read:
            found = [word.decode(codec) for word in words] if decodes(raw, codec) else None
            read[codec] = None if found is None else (found, sum(map(_oddness, found)))
        if (known := read[codec]) is not None:
            usual = _usual(writing)
            yield codec, known[1] + sum(_foreign(word, usual, writing.last) for word in known[0])


def _usual(writing: _Writing) -> dict[str, float]:
    """How odd each of its letters is; a capital as a small one."""
    step = _RARE / len(writing.letters) if writing.ranked else 0.0
    found = {letter: number * step for number, letter in enumerate(writing.letters)}
    return found | {letter.upper(): odd for letter, odd in found.items()}


def _foreign(word: str, usual: dict[str, float], last: str) -> float:
    """How odd its letters are for the language."""
    odd = sum(usual.get(c, _UNUSUAL) for c in word if not c.isascii() and c.isalpha())
    odd += _UNUSUAL * sum(not c.isascii() and not c.isalpha() and c not in _MARKS for c in word)
    odd += sum(c in last and after.isalpha() for c, after in pairwise(word))
    return odd - _LAST * (word[-1] in last)


def _in_wide(raw: bytes) -> Iterator[tuple[str, float]]:
    part = raw[: 4 * _LOOKED_AT * _LONGEST]
    for codec, common, kana in _WIDE:
        if not decodes(raw, codec):
            continue
        letters = {c for c in part.decode(codec, "ignore") if not c.isascii()}
        first = [c.encode(codec)[:2] for c in letters]
        odd = sum(_of_wide(found, common, kana) for found in first)
        if kana and not any(found[0] in kana for found in first):
            odd += _UNUSUAL * len(first)  # hardly a text in Japanese has none
        yield codec, odd


def _of_wide(found: bytes, common: range, kana: tuple[int, ...]) -> float:
    if len(found) < 2:
        return 2 * _UNUSUAL
    if found[0] in kana or found[0] in common:
        return _OWN
    return _OWN + (_UNUSUAL if found[0] > 0xA3 else _RARE)


def decodes(raw: bytes, codec: str) -> bool:
    """Whether all of it is text in that encoding."""
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _oddness(word: str) -> float:
    """How little letters side by side look like a word, in whatever language."""
    odd = 0.0
    for before, now in pairwise(word):
        if before.isalpha() and now.isalpha():
            latin = before < chr(_FIRST_GREEK), now < chr(_FIRST_GREEK)
            odd += latin[0] != latin[1]
            odd += before.islower() and now.isupper()
            odd += 0.25 * (before.isupper() and now.isupper())
            odd += 0.5 * (all(latin) and not before.isascii() and not now.isascii())
        elif not (before.isalpha() or now.isalpha()):
            odd += not (before.isascii() or now.isascii())
    inner = zip(word, word[1:], word[2:], strict=False)
    return odd + sum(
        not now.isalpha() and now not in _WITHIN and before.isalpha() and after.isalpha()
        for before, now, after in inner
    )
