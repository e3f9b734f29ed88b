"""Words that come from files, on their way into Qt's widgets: plain, and no longer than one reads.

Qt takes a text for HTML where it looks like it, and then loads what it names: a tooltip, a label, a
box. It takes “&” for a shortcut and “[*]” for the mark of a changed window. So nothing that is
not written in the program itself gets there but through one of these.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

LINE = 300  # characters of what stands in one line
TIP, TIP_LINES, WIDE = 1500, 24, 64  # of a tooltip: characters, lines, and characters of a line
TEXT = 20_000  # characters of a label of several lines
JOINER = "\u2060"  # has no width and breaks no line

# Control characters, and those that turn the direction of what follows: with them a name could
# read as another one.
_UNSEEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " "),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
}
_KEPT = {code: to for code, to in _UNSEEN.items() if code not in (0x09, 0x0A)}


def line(text: str, most: int = LINE) -> str:
    """On one line, in `most` characters."""
    short = " ".join(text[: 4 * most].translate(_UNSEEN).split())
    if len(short) > most:
        return short[: most - 1].rstrip() + "…"
    return f"{short}…" if len(text) > 4 * most else short


def block(text: str, most: int = TEXT) -> str:
    """Its lines as they are, in `most` characters."""
    return (text if len(text) <= most else f"{text[:most]}…").translate(_KEPT)


def tip(text: str) -> str:
    """A tooltip, broken into lines: Qt breaks only those of HTML, and cuts off what is wider than
    the screen."""
    return as_text("\n".join(_tip_lines(text)))


def titled_tip(title: str, text: str) -> str:
    """A tooltip whose title is bold, as HTML; both may have several lines."""
    from html import escape

    lines = _tip_lines(f"{line(title, TIP // 2)}\n{text}")
    bold = len(_tip_lines(line(title, TIP // 2)))
    first, rest = lines[:bold], lines[bold:]
    said = "<br>".join([f"<b>{'<br>'.join(map(escape, first))}</b>", *map(escape, rest)])
    return f'<div style="white-space: nowrap">{said}</div>'


def _tip_lines(text: str) -> list[str]:
    short = text[:TIP].translate(_KEPT).strip()
    lines = short.split("\n")
    if any(len(found) > WIDE for found in lines):
        from textwrap import wrap  # here: the start does not wait for it

        lines = [part for found in lines for part in wrap(found, WIDE) or [""]]
    if len(text) > TIP or len(lines) > TIP_LINES:
        lines = lines[:TIP_LINES]
        lines[-1] += "…"
    return lines


def as_text(text: str) -> str:
    """The same words, which Qt does not take for HTML."""
    return text.replace("<", f"<{JOINER}").replace("&lt;", f"&{JOINER}lt;")


def caption(text: str, most: int = LINE) -> str:
    """Of a button, a menu's entry or an option."""
    return line(text, most).replace("&", "&&")


def window_title(*parts: str) -> str:
    """Those that are not empty, with dashes."""
    return " – ".join(line(part) for part in parts if part).replace("[*]", "[*][*]")


def escaped(text: str, most: int = LINE) -> str:
    """One line of it, to stand in HTML of our own."""
    from html import escape  # its tables are not for the start to load

    return escape(line(text, most))


class Label(QLabel):
    """A label that shows what it is given, as it is."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(block(text))
