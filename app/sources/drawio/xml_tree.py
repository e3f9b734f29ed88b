"""XML that anybody may have written → a tree of elements with their lines. It declares no entities, and
names no file to be read; how much of it there is and how deep it is nested has bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from app.errors import SourceError

MOST, DEEPEST = 400_000, 60  # elements; in each other


@dataclass(slots=True)
class XmlElement:
    """`line` is from 1, None where lines are not known; `text` is what stands directly in it."""

    tag: str
    attributes: dict[str, str]
    line: int | None
    children: list[XmlElement] = field(default_factory=list)
    text: str = ""

    def first(self, tag: str) -> XmlElement | None:
        """The first child that is called so."""
        return next((child for child in self.children if child.tag == tag), None)


class BrokenXmlError(SourceError):
    """What is wrong, in which line (None where that is not known), and what was `read` until there."""

    def __init__(self, why: str, line: int | None, read: XmlElement | None) -> None:
        super().__init__(why)
        self.line, self.read = line, read


def tree(raw: bytes | str) -> XmlElement:
    """The root of a document. Raises BrokenXmlError."""
    return _TreeReader().read(raw)


def tree_in(text: str, line: int | None) -> XmlElement:
    """The root of a document that another one holds, all of it in the `line` in which that has it. Raises BrokenXmlError."""
    root = tree(text)
    waiting = [root]
    while waiting:
        element = waiting.pop()
        element.line = line
        waiting += element.children
    return root


def root_of(raw: bytes) -> XmlElement:
    """The root of a document without what is in it, which is not read. Raises BrokenXmlError."""
    return _TreeReader(root_only=True).read(raw)


class _EnoughError(Exception):
    """The root is there."""


class _TreeReader:
    def __init__(self, *, root_only: bool = False) -> None:
        self._root_only = root_only
        self._open: list[XmlElement] = []
        self._texts: list[list[str]] = []
        self._root: XmlElement | None = None
        self._count = 0
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.StartDoctypeDeclHandler = self._doctype

    def read(self, raw: bytes | str) -> XmlElement:
        try:
            self._parser.Parse(raw, True)
        except _EnoughError:
            pass
        except expat.ExpatError as why:
            said = expat.ErrorString(why.code)
            raise self._broken(f"This is no sound XML: {said}.", why.lineno) from why
        except (LookupError, ValueError) as why:  # an encoding that nobody knows
            raise self._broken(f"This is no sound XML: {why}.") from why
        if self._root is None:
            raise self._broken("It is empty.")
        return self._root

    def _broken(self, why: str, line: int | None = None) -> BrokenXmlError:
        while self._open:
            self._end("")
        return BrokenXmlError(why, line, self._root)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self._parser.CurrentLineNumber
        if self._count > MOST:
            raise self._broken(f"It has more than {MOST:,} elements.", line)
        if len(self._open) >= DEEPEST:
            raise self._broken(f"Its elements are nested more than {DEEPEST} deep.", line)
        element = XmlElement(tag, attributes, line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        if self._root_only:
            raise _EnoughError
        self._open.append(element)
        self._texts.append([])

    def _end(self, _tag: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def _text(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def _entity(self, *_: object) -> None:
        raise self._broken(
            "It declares entities, which no drawing needs.", self._parser.CurrentLineNumber
        )

    def _doctype(self, _name: str, _system: object, _public: object, inner: bool) -> None:
        if inner:
            raise self._broken(
                "It declares a document type of its own, which no drawing needs.",
                self._parser.CurrentLineNumber,
            )
