"""HCL's texts: in quotes and behind `<<END`, with expressions in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.sources.infrastructure.terraform.scanner import HclError, Scanner
from app.sources.infrastructure.terraform.syntax import Constant, Expression, Template

_HERE = re.compile(r"<<(-?)([^\W\d][\w-]*)[ \t\r]*\n")
_PLAIN = re.compile(r'[^"\\$%\n]+')
_PLAIN_HERE = re.compile(r"[^$%]+")
_DIRECTIVE = re.compile(r"~?\s*(if|for|else|endif|endfor)\b")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_CODES = {"u": 4, "U": 8}
_LAST = 0x10FFFF
_NOTHING = Constant("")


class TemplateReader:
    """`inside` reads the expression that ends with a bracket."""

    def __init__(self, scanner: Scanner, inside: Callable[[str], Expression]) -> None:
        self._scanner = scanner
        self._inside = inside

    def begins(self) -> bool:
        """Whether a text begins here."""
        return self._scanner.text.startswith(('"', "<<"), self._scanner.at)

    def read(self) -> Expression:
        """The text that begins here. Raises HclError."""
        if self._scanner.text.startswith('"', self._scanner.at):
            return self._quoted()
        return self._here()

    def _quoted(self) -> Expression:
        scanner = self._scanner
        began = scanner.at
        scanner.at += 1
        parts: list[Expression] = []
        said: list[str] = []
        while not scanner.text.startswith('"', scanner.at):
            if found := scanner.matches(_PLAIN):
                said.append(found[0])
            elif scanner.at >= len(scanner.text) or scanner.text[scanner.at] == "\n":
                raise HclError("The quotation mark that opens here is not closed.", began)
            elif scanner.text[scanner.at] == "\\":
                said.append(self._escaped())
            else:
                self._dollar(parts, said)
        scanner.at += 1
        return _template(parts, said)

    def _escaped(self) -> str:
        scanner = self._scanner
        letter = scanner.text[scanner.at + 1 : scanner.at + 2]
        if letter in _CODES:
            digits = scanner.text[scanner.at + 2 : scanner.at + 2 + _CODES[letter]]
            try:
                code = int(digits, 16)
            except ValueError:
                code = _LAST + 1
            if code > _LAST or 0xD800 <= code < 0xE000:
                raise scanner.error("This is no letter's code.")
            scanner.at += 2 + _CODES[letter]
            return chr(code)
        if letter not in _ESCAPES or not letter:
            raise scanner.error("A backslash in a text has to be written twice.")
        scanner.at += 2
        return _ESCAPES[letter]

    def _dollar(self, parts: list[Expression], said: list[str]) -> None:
        """`$` or `%`, and what it begins."""
        scanner = self._scanner
        sign = scanner.text[scanner.at]
        if scanner.text.startswith(f"{sign}{sign}{{", scanner.at):
            said.append(f"{sign}{{")
            scanner.at += 3
        elif scanner.text.startswith(f"{sign}{{", scanner.at):
            if said:
                parts.append(Constant("".join(said)))
                said.clear()
            scanner.at += 2
            if sign == "$":
                if scanner.text.startswith("~", scanner.at):
                    scanner.at += 1
                parts.append(self._interpolated())
            else:
                directive = self._directive()
                parts += [directive] if directive is not _NOTHING else []
        else:
            said.append(sign)
            scanner.at += 1

    def _interpolated(self) -> Expression:
        found = self._inside("")
        scanner = self._scanner
        scanner.take("~", over_lines=True)
        if not scanner.sees("}", over_lines=True):
            raise scanner.error("A closing “}” is missing.")
        scanner.at += 1
        return found

    def _directive(self) -> Expression:
        scanner = self._scanner
        found = scanner.matches(_DIRECTIVE)
        if found is None:
            raise scanner.error("Behind “%{” one of if, else, endif, for and endfor is missing.")
        if found[1] == "for":
            while (name := scanner.name()) is not None and name != "in":
                scanner.take(",")
        if found[1] in {"if", "for"}:
            return Template((self._interpolated(),), control=True)
        scanner.take("~")
        if not scanner.take("}"):
            raise scanner.error("A closing “}” is missing.")
        scanner.at = scanner.text.rindex("}", 0, scanner.at) + 1  # spaces behind it are of the text
        return _NOTHING

    def _here(self) -> Expression:
        scanner = self._scanner
        opening = scanner.matches(_HERE)
        if opening is None:
            raise scanner.error("Behind “<<” a word and a new line are missing.")
        ends = re.compile(rf"^[ \t]*{re.escape(opening[2])}[ \t\r]*$", re.MULTILINE)
        end = ends.search(scanner.text, scanner.at)
        if end is None:
            raise HclError(
                f"The text that begins here lacks its end “{opening[2]}”.", opening.start()
            )
        parts: list[Expression] = []
        said: list[str] = []
        while scanner.at < end.start():
            plain = _PLAIN_HERE.match(scanner.text, scanner.at, end.start())
            if plain:
                said.append(plain[0])
                scanner.at = plain.end()
            else:
                self._dollar(parts, said)
        if scanner.at > end.start():
            raise HclError(
                f"The text that begins here lacks its end “{opening[2]}”.", opening.start()
            )
        scanner.at = end.end()
        return _template(parts, said)


def _template(parts: list[Expression], said: list[str]) -> Expression:
    if said or not parts:
        parts.append(Constant("".join(said)))
    if len(parts) == 1 and isinstance(parts[0], Constant):
        return parts[0]
    return Template(tuple(parts))
