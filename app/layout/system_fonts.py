"""Which of a system's fonts has the letters that the canvas font lacks. No Qt: the files lie in a few
folders, their names tell most, and HarfBuzz reads which letters they hold.

The folders are those of the system, or, where that is set, those that ACETATE_FONTS names.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

MOST = 20_000  # files looked at
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FACES = 64  # of one file
# What a file is called that is slanted, or of another weight or width than texts are written in.
_UNUSUAL = (
    "italic", "oblique", "mono", "light", "thin", "black", "condensed", "display", "ui-", "lastresort",
)  # fmt: skip
_USUAL, _HEAVY = 400, 600  # the weights of text and of labels
# How the files of good fonts begin where they are not called after their script, without spaces and
# dashes: those of Linux, of macOS, of Windows.
_KNOWN = {
    "ja": ("notosanscjk", "notosansjp", "sourcehansans", "ヒラギノ角ゴシックw3", "hiraginosans",
           "yugothm", "yugothr", "meiryo", "ipaexg", "ipag", "takao", "vlgothic", "msgothic"),
    "ko": ("notosanscjk", "notosanskr", "sourcehansans", "applesdgothicneo", "malgun", "nanumgothic"),
    "zh-hans": ("notosanscjk", "notosanssc", "sourcehansans", "pingfang", "hiraginosansgb",
                "stheiti", "msyh", "wqymicrohei", "wqyzenhei", "droidsansfallback", "simsun"),
    "zh-hant": ("notosanscjk", "notosanstc", "sourcehansans", "pingfang", "stheiti", "msjh",
                "wqymicrohei", "wqyzenhei", "droidsansfallback", "mingliu"),
    "emoji": ("notocoloremoji", "applecoloremoji", "seguiemj", "twemoji", "joypixels"),
    "arabic": ("notosansarabic", "geezapro", "segoeui", "tahoma"),
    "hebrew": ("notosanshebrew", "arialhb", "segoeui", "tahoma"),
    "devanagari": ("notosansdevanagari", "kohinoor", "nirmala", "lohitdevanagari"),
    "thai": ("notosansthai", "thonburi", "leelawui", "leelawad"),
    "": ("notosanssymbols", "dejavusans", "seguisym", "applesymbols"),
}  # fmt: skip
_FAMILIES = {"ja": "JP", "ko": "KR", "zh-hans": "SC", "zh-hant": "TC"}


class SystemFont(NamedTuple):
    """A face of a font's file: which of the file's it is (from 0), how its family is called, its weight
    (CSS's), and the time (ns) and size (bytes) of the file, which tell whether it is another."""

    path: str
    number: int
    family: str
    weight: int
    stamp: tuple[int, int]


def folders() -> tuple[str, ...]:
    """Where fonts lie, the person's own first."""
    named = os.environ.get("ACETATE_FONTS")
    if named is None:
        return _usual_folders()
    return tuple(part for part in named.split(os.pathsep) if part)


@cache
def _usual_folders() -> tuple[str, ...]:
    home = Path.home()
    if sys.platform == "darwin":
        found = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    elif sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        found = [local / "Microsoft/Windows/Fonts"]
        found.append(Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"))
    else:
        own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
        shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        found = [own / "fonts", home / ".fonts"]
        found += [Path(part, "fonts") for part in shared.split(":") if part]
    return tuple(dict.fromkeys(map(str, found)))


def font_for(letter: str, script: str, bold: bool, where: tuple[str, ...]) -> SystemFont | None:
    """The font in these folders that paints a letter of a script, which is `emoji`, a language of
    ideographs (`ja`, `ko`, `zh-hans`, `zh-hant`), how Unicode begins the names of its letters
    (`arabic`), or empty; None where no font has it."""
    found = _of_letter(letter, script, where)
    if found is None or not bold:
        return found
    heavier = _heavier(found, where)
    return heavier if has(heavier, letter) else found


def has(font: SystemFont, letter: str) -> bool:
    """Whether there is a glyph for the letter in it."""
    return bool(opened(font).get_nominal_glyph(ord(letter)))


@cache
def opened(font: SystemFont) -> Any:
    """As HarfBuzz has it, in its weight."""
    import uharfbuzz as hb

    made = hb.Font(_face(font.path, font.number))
    if _weights(made.face):
        made.set_variations({"wght": float(font.weight)})
    return made


@cache
def painted_part(font: SystemFont) -> float:
    """How large its letters are painted, as a part of what it says itself. Those of a font of bitmaps
    are as high as the text is large, with what they keep free above and below (CBLC's ascender and
    descender, of so many ppem)."""
    table = opened(font).face.reference_table("CBLC").data
    if len(table) < 8 + 48:
        return 1.0
    above, below = (int.from_bytes(table[8 + n : 9 + n], "big", signed=True) for n in (16, 17))
    return table[8 + 45] / (above - below) if above > below else 1.0


@cache
def may_be_embedded(font: SystemFont) -> bool:
    """Whether its maker allows that a part of it goes into a file (OS/2's fsType, bytes 8 and 9: not where
    it is restricted, to be whole, or for bitmaps alone). One of colours is too large."""
    face = opened(font).face
    if set(face.table_tags) & {"CBDT", "sbix", "COLR", "SVG "}:
        return False
    said = face.reference_table("OS/2").data[8:10]
    return not int.from_bytes(said, "big") & 0x0302


@lru_cache(maxsize=4096)
def _of_letter(letter: str, script: str, where: tuple[str, ...]) -> SystemFont | None:
    for path in _likely(script, where):
        faces = [face for face in _faces(path) if has(face, letter)]
        if faces:
            ending = _FAMILIES.get(script, "")
            return min(faces, key=lambda face: (not face.family.endswith(ending), face.number))
    return None


@cache
def _heavier(font: SystemFont, where: tuple[str, ...]) -> SystemFont:
    """The face of the same family that is nearest to the weight of labels."""
    face = _face(font.path, font.number)
    for axis in _weights(face):
        return font._replace(weight=int(min(axis.max_value, _HEAVY)))
    stem = Path(font.path).stem
    begin = stem.split("-")[0] if "-" in stem else stem[:-1]
    others = (path for path in _files(where) if Path(path).stem.startswith(begin))
    faces = (face for path in sorted(others) if not _slanted(path) for face in _faces(path))
    alike = [face for face in faces if face.family == font.family]
    return min(alike, key=lambda face: (abs(face.weight - _HEAVY), -face.weight), default=font)


def _slanted(path: str) -> bool:
    name = Path(path).stem.lower()
    return "italic" in name or "oblique" in name


@cache
def _likely(script: str, where: tuple[str, ...]) -> tuple[str, ...]:
    """The files, best first."""
    return tuple(path for path, _ in sorted(_named(where), key=lambda file: _rank(file, script)))


def _rank(file: tuple[str, str], script: str) -> tuple[int, int, bool, bool, str]:
    """Smaller for files, with their names, that are more likely to have what is wanted, and to look
    well."""
    path, name = file
    plain = name.replace("-", "")
    known: Sequence[str] = _KNOWN.get(script, ())
    place = next((n for n, begin in enumerate(known) if plain.startswith(begin)), len(known))
    named = bool(script) and script in plain
    usual = plain.startswith(("notosans", "dejavusans"))
    unusual = sum(word in name for word in _UNUSUAL) + ("bold" in name)
    return place, unusual, not named, not usual, path


@cache
def _named(where: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The files, with their names in small letters and without spaces and ending."""
    stems = ((path, Path(path).stem) for path in _files(where))
    return tuple((path, stem.lower().replace(" ", "").replace("_", "")) for path, stem in stems)


@cache
def _files(where: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(islice(_walked(where), MOST))


def _walked(where: tuple[str, ...]) -> Iterator[str]:
    """Links are followed, each folder is gone through once."""
    been = set[str]()
    for folder in where:
        for inside, deeper, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(inside)
            if real in been:
                deeper.clear()
                continue
            been.add(real)
            deeper.sort()
            for name in sorted(names):
                if name.lower().endswith(_SUFFIXES):
                    yield str(Path(inside, name))


@cache
def _faces(path: str) -> tuple[SystemFont, ...]:
    """Of a file; none where it cannot be read."""
    import uharfbuzz as hb

    try:
        about = Path(path).stat()
        count = _face(path, 0).count
    except (OSError, hb.HarfBuzzError):
        return ()
    stamp = (about.st_mtime_ns, about.st_size)
    found = []
    for index in range(min(count, _FACES)):
        face = _face(path, index)
        family = face.get_name(16) or face.get_name(1)
        if family and not family.startswith(".") and face.glyph_count:  # a dot: the system's own
            found.append(SystemFont(path, index, family, _weight(face), stamp))
    return tuple(found)


@cache
def _face(path: str, index: int) -> Any:
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(path), index)


def _weight(face: Any) -> int:
    """That of text where it has several, else what its OS/2 table says (usWeightClass, bytes 4 and 5)."""
    for axis in _weights(face):
        return int(min(max(_USUAL, axis.min_value), axis.max_value))
    said = int.from_bytes(face.reference_table("OS/2").data[4:6], "big")
    return min(max(said, 100), 900) if said else _USUAL


def _weights(face: Any) -> list[Any]:
    """The axis of weights, of a font that has one."""
    return [axis for axis in face.axis_infos if axis.tag == "wght"]
