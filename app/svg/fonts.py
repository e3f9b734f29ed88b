"""The canvas font, and those of the system that have what it lacks, as style rules: only the letters that
are needed, and where they stand. No Qt.

It is embedded, as a subset, so that browsers show what was measured; programs that read no
embedded fonts (Inkscape, LibreOffice) find the names of its relatives, and each line says how wide
it is to be.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

from app.layout.canvas_font import FAMILY, font_file, is_ours
from app.layout.runs import language_of, runs
from app.layout.system_fonts import SystemFont, may_be_embedded

MOST = 1_000_000  # bytes of a font that is embedded

# Of families that are called otherwise on other systems, those that are as wide.
RELATIVES = {
    "Times New Roman": "Times,'Liberation Serif',serif",
    "Arial": "Helvetica,'Liberation Sans',sans-serif",
    "Courier New": "Courier,'Liberation Mono',monospace",
}
STACK = f"'{FAMILY}','Source Sans 3',Arial,Helvetica,sans-serif"


def stylesheet(lines: Iterable[str], family: str = FAMILY) -> str:
    """Both weights under that name, with the letters of these lines embedded, from the system's fonts those
    that the canvas font lacks."""
    lines = set(lines)
    wanted = {letter for line in lines for letter in line}
    rules = []
    for weight, bold in ((400, False), (600, True)):
        rules.append(_rule(family, weight, _subset(wanted, str(font_file(bold)))))
        for font, letters in sorted(_elsewhere(lines, bold).items()):
            content = _subset(letters, font.path, font.number)
            if len(content) <= MOST:
                rules.append(_rule(family, weight, content, letters))
    return "\n".join(rules)


def _elsewhere(lines: Iterable[str], bold: bool) -> dict[SystemFont, set[str]]:
    """The letters that are painted in other fonts than the canvas font, by font."""
    found: dict[SystemFont, set[str]] = {}
    language = language_of(sorted(lines))
    for line in lines:
        for run in runs(line, bold, language) if not is_ours(line) else ():
            if run.font is not None and may_be_embedded(run.font):
                letters = (x for x in line[run.start : run.end] if not x.isascii())
                found.setdefault(run.font, set()).update(letters)
    return found


def _rule(family: str, weight: int, content: bytes, letters: Iterable[str] = ()) -> str:
    """For these letters, or for all."""
    codes = ",".join(f"U+{ord(letter):X}" for letter in sorted(letters))
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"{f'unicode-range:{codes};' if codes else ''}"
        f"src:url(data:font/ttf;base64,{base64.b64encode(content).decode()})}}"
    )


def _subset(letters: Iterable[str], path: str, number: int = 0) -> bytes:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set({ord(letter) for letter in letters} | {32})
    whole = hb.Face(hb.Blob.from_file_path(path), number)
    return bytes(hb.subset(whole, wanted).blob.data)
