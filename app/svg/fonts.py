"""The canvas font as style rules: only the letters that are needed, and where they stand. No Qt.

It is embedded, as a subset, so that browsers show what was measured; programs that read no
embedded fonts (Inkscape, LibreOffice) find the names of its relatives, and each line says how wide
it is to be.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

from app.layout.text import FAMILY, font_file

# Of families that are called otherwise on other systems, those that are as wide.
RELATIVES = {
    "Times New Roman": "Times,'Liberation Serif',serif",
    "Arial": "Helvetica,'Liberation Sans',sans-serif",
    "Courier New": "Courier,'Liberation Mono',monospace",
}
STACK = f"'{FAMILY}','Source Sans 3',Arial,Helvetica,sans-serif"


def stylesheet(letters: Iterable[str], family: str = FAMILY) -> str:
    """Both weights under that name, with these letters embedded."""
    wanted = {letter for word in letters for letter in word}
    rules = []
    for weight, bold in ((400, False), (600, True)):
        content = base64.b64encode(_subset(wanted, bold)).decode()
        rules.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};"
            f"src:url(data:font/ttf;base64,{content})}}"
        )
    return "\n".join(rules)


def _subset(letters: Iterable[str], bold: bool) -> bytes:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set({ord(letter) for letter in letters} | {32})
    whole = hb.Face(hb.Blob.from_file_path(str(font_file(bold))))
    return bytes(hb.subset(whole, wanted).blob.data)
