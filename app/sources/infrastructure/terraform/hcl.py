"""HCL's text → bodies with their expressions, and where it breaks.

One pass over the text. Where something is wrong, that is said with its line and column, and reading goes on with the next
block that begins a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from app.sources.infrastructure.terraform.expressions import ExpressionReader
from app.sources.infrastructure.terraform.scanner import HclError, Scanner
from app.sources.infrastructure.terraform.syntax import Argument, Body, HclBlock

MOST_DEEP = 24  # blocks in one another
_NEXT_BLOCK = re.compile(r"^(?=[a-z]\w{3,20}\b[^=\n]{0,300}\{)", re.MULTILINE)
_LABEL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_MOST_WRONG = 20  # places of a file that are told of


@dataclass(frozen=True, slots=True)
class HclProblem:
    """What is wrong there: a sentence, line and column (from 1)."""

    message: str
    line: int
    column: int


def read_hcl(text: str) -> tuple[Body, tuple[HclProblem, ...]]:
    """What a file says, and what of it cannot be read."""
    reader = _BodyReader(text)
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    problems: list[HclProblem] = []
    while reader.scanner.at < len(text):
        try:
            reader.read()
        except HclError as why:
            line = bisect_right(lines, why.at)
            problems.append(HclProblem(str(why), line, why.at - lines[line - 1] + 1))
            following = _NEXT_BLOCK.search(text, max(why.at, reader.began + 1))
            reader.scanner.at = following.start() if following else len(text)
            if len(problems) == _MOST_WRONG:
                break
    return Body(reader.arguments, tuple(reader.blocks)), tuple(problems)


class _BodyReader:
    """Reads a file's body, into `arguments` and `blocks`. What was being read `began` there."""

    def __init__(self, text: str) -> None:
        self.scanner = Scanner(text)
        self.expressions = ExpressionReader(self.scanner)
        self.arguments: dict[str, Argument] = {}
        self.blocks: list[HclBlock] = []
        self.began = 0

    def read(self) -> None:
        """To the end of the text. Raises HclError."""
        scanner = self.scanner
        while not scanner.ended():
            self.began = scanner.at
            self._statement(self.arguments, self.blocks, 0)

    def _statement(
        self, arguments: dict[str, Argument], blocks: list[HclBlock], depth: int
    ) -> None:
        scanner = self.scanner
        began = scanner.at
        line, column = scanner.place()
        name = scanner.name()
        if name is None:
            raise scanner.error("The name of an argument or a block is missing here.")
        if scanner.sees("=") and not scanner.sees("=="):
            scanner.take("=")
            if name in arguments:
                raise HclError(f"“{name}” is given twice.", began)
            arguments[name] = Argument(self.expressions.read(), line)
        else:
            labels = self._labels(name)
            blocks.append(HclBlock(name, labels, self._body(depth + 1), line, column))
        if not (scanner.ends_line() or scanner.sees("}")):
            raise scanner.error("What stands here belongs on a line of its own.")

    def _labels(self, name: str) -> tuple[str, ...]:
        scanner = self.scanner
        labels: list[str] = []
        while not scanner.take("{"):
            quoted = _LABEL.match(scanner.text, scanner.at)
            label = quoted[1] if quoted else scanner.name()
            if label is None:
                raise scanner.error(f"Behind “{name}” an equals sign or a brace is missing.")
            if quoted:
                scanner.at = quoted.end()
            labels.append(label)
            scanner.spaces()
        return tuple(labels)

    def _body(self, depth: int) -> Body:
        scanner = self.scanner
        opened = scanner.at - 1
        if depth > MOST_DEEP:
            raise scanner.error("Blocks are nested too deeply here.")
        arguments: dict[str, Argument] = {}
        blocks: list[HclBlock] = []
        while not scanner.take("}", over_lines=True):
            if scanner.ended():
                raise HclError("The brace that opens here is never closed.", opened)
            self._statement(arguments, blocks, depth)
        return Body(arguments, tuple(blocks))
