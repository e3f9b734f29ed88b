"""What a script uses that the sandbox does not have, told from the error that it meets there."""

from __future__ import annotations

import builtins
import re
import sys
from collections import OrderedDict
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_MOST = 50  # things that are told of
_BUILTINS = frozenset(dir(builtins))
_LACKING = (
    re.compile(r"does not yet support (.{1,200})", re.DOTALL),
    re.compile(r"^(.{1,200}) is not yet supported"),
    re.compile(r"^(.{1,200}) (?:is|are) not supported$"),
    re.compile(r"^'([\w.]{1,100})' is not supported in this environment"),
)
_NO_NAME = re.compile(r"name '(\w{1,200})' is not defined")
_NO_ATTRIBUTE = re.compile(r"^module '([\w.]{1,100})' has no attribute '(\w{1,100})'")
_NO_MEMBER = re.compile(
    r"^(?:type object )?'([\w.]{1,100})'(?: object)? has no attribute '(\w{1,100})'"
)
_NOT_IN = re.compile(r"^cannot import name '(\w{1,100})' from '([\w.]{1,100})'")
_NOT_NAMED = re.compile(r"named '([\w.]{1,100})'")
_OWN_LENGTH = re.compile(r"^object of type '(\w{1,100})' has no len\(\)")
_OWN_ORDER = re.compile(r"not supported between instances of '(\w{1,100})' and '(\w{1,100})'$")
# What values of the sandbox's own kinds should have, by what it calls these.
_KINDS: dict[str, type] = {
    **{name: kind for name, kind in vars(builtins).items() if isinstance(kind, type)},
    "PosixPath": Path,
    **{f"datetime.{kind.__name__}": kind for kind in (date, datetime, time, timedelta)},
    "function": type(find_spec),
    "method": type(find_spec),
    "NoneType": type(None),
}


class Unevaluated(NamedTuple):
    """Something that a script uses: as it goes on “It uses …”, and the script's line."""

    what: str
    line: int


class Lacks:
    """What a script was found to use, at most so many things. `other_python`: it is not ours that would run it,
    so that nobody knows which modules that has."""

    def __init__(self, *, other_python: bool) -> None:
        self.found: list[Unevaluated] = []
        self._other_python = other_python

    def add(self, what: str, line: int) -> None:
        """It uses that in that line."""
        if (one := Unevaluated(what, line)) not in self.found and len(self.found) < _MOST:
            self.found.append(one)

    def caught(self, kind: str, text: str, line: int) -> None:
        """It goes on after an error: where that is one of the sandbox alone, it would have gone another way."""
        if kind == "ModuleNotFoundError" and not self._is_there(text):
            return
        if kind == "FileNotFoundError":
            return
        if what := self.said(kind, text):
            self.add(what, line)

    def _is_there(self, text: str) -> bool:
        """Whether Python has a module that the sandbox lacks."""
        found = _NOT_NAMED.search(text)
        try:
            return (
                self._other_python or not found or find_spec(found[1].partition(".")[0]) is not None
            )
        except (ImportError, ValueError, AttributeError):
            return True

    @staticmethod
    def said(kind: str, text: str) -> str:
        """What a script uses that cannot be evaluated, for the kind of an error and its text; nothing where it
        failed by itself."""
        for lacking in _LACKING:
            if found := lacking.search(text):
                return found[1].rstrip(".")
        if text.startswith("Internal error in monty"):
            return "what the sandbox cannot do"
        if "'_AcetateEnvironment'" in text:
            return "all of the environment"
        if kind == "AttributeError":
            return _of_attribute(text)
        if kind == "PermissionError":
            return "files"
        if kind == "ModuleNotFoundError":
            found = _NOT_NAMED.search(text)
            name = found[1] if found else "another one"
            return "" if name.partition(".")[0] == "diagrams" else f"the module {name}"
        if kind == "ImportError" and (found := _NOT_IN.search(text)):
            own = found[2].partition(".")[0] in sys.stdlib_module_names
            return f"{found[2]}.{found[1]}" if own else ""
        if kind == "NameError" and (found := _NO_NAME.search(text)) and found[1] in _BUILTINS:
            return f"{found[1]}()"
        if kind == "TypeError":
            return _of_kind(text)
        return "more memory than it may" if kind == "MemoryError" else ""


def _of_kind(text: str) -> str:
    if (found := _OWN_LENGTH.search(text)) and found[1] not in _KINDS:
        return "len() of a class of its own"
    if (found := _OWN_ORDER.search(text)) and found[1] == found[2] and found[1] not in _KINDS:
        return "the order of a class of its own"
    if text.startswith("print() 'file' argument"):
        return "print() into a file"
    if text.startswith("dict.popitem() takes no keyword"):
        return "“popitem” of an OrderedDict"
    return "bytes of a list" if text.endswith("object to bytes") else ""


def _of_attribute(text: str) -> str:
    if text.startswith("'function' object") and text.endswith("for setting new attributes"):
        return "attributes of a function"
    if found := _NO_ATTRIBUTE.search(text):
        return f"{found[1]}.{found[2]}"
    if (found := _NO_MEMBER.search(text)) is None:
        return ""
    if found[1].startswith("_Acetate") and found[1] != "_AcetateModule":
        return f"“{found[2]}” of what it imports"
    if found[2].startswith("__") and found[2].endswith("__"):
        return f"“{found[2]}”"
    kind = OrderedDict if found[1] == "dict" else _KINDS.get(found[1])
    return f"“{found[2]}” of a {found[1]}" if kind and hasattr(kind, found[2]) else ""
