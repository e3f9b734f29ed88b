"""Where one stands in HCL's text, and what comes next: spaces, comments, names, signs."""

from __future__ import annotations

import re

_GAP = re.compile(r"[ \t\r\f\v]+")
_GAPS = re.compile(r"\s+")
_NAME = re.compile(r"[^\W\d][\w-]*")
_LINE_ENDS = re.compile(r"\n|\Z")


class HclError(Exception):
    """What is wrong, as a sentence, and where in the text (letters from its beginning)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Scanner:
    """`at` is where one stands. Behind each thing that is taken, spaces and comments are passed over, too."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._line = 1
        self._line_began = 0
        self._counted = 0

    def error(self, message: str) -> HclError:
        """What is wrong where one stands."""
        return HclError(message, self.at)

    def place(self) -> tuple[int, int]:
        """Line and column (from 1) of where one stands, which goes on from call to call."""
        if self.at < self._counted:
            self._line, self._line_began, self._counted = 1, 0, 0
        self._line += self.text.count("\n", self._counted, self.at)
        found = self.text.rfind("\n", self._counted, self.at)
        if found >= 0:
            self._line_began = found + 1
        self._counted = self.at
        return self._line, self.at - self._line_began + 1

    def spaces(self, over_lines: bool = False) -> None:
        """Passes over spaces and comments, and over ends of lines where that is said."""
        text, gap = self.text, _GAPS if over_lines else _GAP
        while True:
            if found := gap.match(text, self.at):
                self.at = found.end()
            elif text.startswith(("#", "//"), self.at):
                ends = _LINE_ENDS.search(text, self.at)
                self.at = ends.start() if ends else len(text)
            elif text.startswith("/*", self.at):
                closed = text.find("*/", self.at + 2)
                if closed < 0:
                    raise self.error("The comment that begins here is never closed.")
                self.at = closed + 2
            else:
                return

    def ended(self) -> bool:
        """Whether nothing comes any more."""
        self.spaces(over_lines=True)
        return self.at >= len(self.text)

    def ends_line(self) -> bool:
        """Whether the line, or the text, ends here."""
        self.spaces()
        return self.at >= len(self.text) or self.text[self.at] == "\n"

    def sees(self, sign: str, over_lines: bool = False) -> bool:
        """Whether that comes next."""
        self.spaces(over_lines)
        return self.text.startswith(sign, self.at)

    def take(self, sign: str, over_lines: bool = False) -> bool:
        """Whether that comes next; then it is passed over."""
        if not self.sees(sign, over_lines):
            return False
        self.at += len(sign)
        if not over_lines:
            self.spaces()
        return True

    def name(self) -> str | None:
        """The name that comes next, passed over; None where none does."""
        self.spaces()
        found = _NAME.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        self.spaces()
        return found[0]

    def matches(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What of a pattern comes next, passed over."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found
