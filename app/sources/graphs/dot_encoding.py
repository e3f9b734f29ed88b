"""In which encoding DOT text is: as its bytes show, or as the file says; else as its letters look.

The engine gets UTF-8, whatever it is. What Graphviz itself makes of a file that says nothing is
Latin-1: https://graphviz.org/doc/char.html.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from app.model.wording import counted
from app.sources.graphs.code_pages import decodes, guessed
from app.sources.graphs.dot_text import charsets

_MARKS = (  # a longer one before that which it begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)
# What Graphviz calls Latin-1 and Big5 that Python does not.
_GRAPHVIZ = {"latin-1": "latin-1", "iso8859-1": "latin-1", "big-5": "big5"}
_NAMES = {
    "koi8-r": "KOI8-R",
    "cp850": "DOS 850",
    "cp866": "DOS 866",
    "latin-1": "Latin-1",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "cp949": "EUC-KR",
    "cp950": "Big5",
}
_LONGEST = 40  # characters of a name
_CODING = re.compile(rb"coding[:=][ \t]*([\w.-]+)")
_ASCII = b'digraph "{->\\"'
_WAY_OUT = "If letters are wrong, save the file as UTF-8."


class DotEncoding(NamedTuple):
    """`codec` is Python's name, `mark` the byte order mark; `doubt` says in a sentence or two how
    it was found and what to do, where that was not certain."""

    codec: str
    mark: bytes = b""
    doubt: str = ""


def encoding_of(raw: bytes) -> DotEncoding:
    """The encoding of a DOT file's bytes, or of its first ones."""
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return DotEncoding(codec, mark)
    if raw[:1] and b"\0" in raw[:2]:  # UTF-16 that does not say so: DOT begins with ASCII
        return DotEncoding("utf-16-be" if raw[:1] == b"\0" else "utf-16-le")
    if raw.isascii():
        return DotEncoding("utf-8")
    said = _said(raw)
    codec = _codec(said)
    if decodes(raw, "utf-8"):
        stale = f"The file says that it is in {said}, and it is in UTF-8: it was read as that."
        return DotEncoding("utf-8", doubt=stale if codec not in ("", "utf-8") else "")
    if codec == "latin-1":  # which most programs call what Windows writes
        codec = "cp1252" if decodes(raw, "cp1252") else codec
    if codec and decodes(raw, codec):
        return DotEncoding(codec)
    guess = guessed(raw)
    wrong = f"says that it is in {said}, which it is not" if said else "is not in UTF-8"
    return DotEncoding(guess, doubt=f"The file {wrong}; it was read as {_name(guess)}. {_WAY_OUT}")


def decoded(raw: bytes) -> tuple[str, DotEncoding]:
    """DOT text with lines that end in a line feed, and how it was encoded."""
    found = encoding_of(raw)
    body = raw[len(found.mark) :]
    try:
        text = body.decode(found.codec)
    except UnicodeDecodeError:
        text = body.decode(found.codec, "replace")
        lost = counted(text.count("\ufffd"), "character")
        wrong = f"{lost} cannot be read: the file is not in {found.codec.upper()} throughout."
        found = found._replace(doubt=wrong)
    return text.replace("\r\n", "\n").replace("\r", "\n"), found


def _said(raw: bytes) -> str:
    """What `charset` says, or a comment for editors in the first two lines."""
    if b"charset" in raw and (found := charsets(raw.decode("latin-1"))):
        return found[0].name.strip()[:_LONGEST]
    coding = _CODING.search(b"\n".join(raw[:4096].splitlines()[:2]))
    return coding[1][:_LONGEST].decode("ascii", "replace") if coding else ""


def _codec(name: str) -> str:
    """Python's name for an encoding that holds ASCII text as it is; empty where there is none."""
    name = _GRAPHVIZ.get(name.lower(), name)
    try:
        same = _ASCII.decode(name) == _ASCII.decode()
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return ("latin-1" if found == "iso8859-1" else found) if same else ""


def _name(codec: str) -> str:
    return _NAMES.get(codec) or codec.replace("cp", "Windows-")
