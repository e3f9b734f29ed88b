"""What a script that is evaluated has noted, done again with the real `diagrams`. Loaded in the
evaluating child only. The notes are a stranger's: each is looked at before it is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextvars import copy_context
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any, NamedTuple

from app.sources.scripts.fetching import PICTURES, Fetching
from app.sources.scripts.recorder import Recorder
from app.sources.scripts.reply_lines import ReplyLines

ELEMENTS = 20_000  # nodes, edges and clusters of a script
TEXT = 8 << 20  # characters of all that is said of them
_DEEP = 200  # of clusters in clusters, of lists in lists
_LINES = 10_000_000  # of a script, and columns
# What the classes of `diagrams` take from classes that are made from them.
_VALUES = frozenset(
    (
        *("_provider", "_type", "_icon_dir", "_icon", "_height", "_load_icon", "fontcolor"),
        *("_default_graph_attrs", "_default_node_attrs", "_default_edge_attrs"),
    )
)
_CUSTOM = "diagrams.custom.Custom"


class TooMuchError(Exception):
    """More than is replayed; the text goes on “It uses …”."""


class Noted(Recorder):
    """Records with the places that the notes give."""

    at: tuple[int, int] = (0, 0)  # line and column of the script

    def marks(self) -> dict[str, str]:
        return {"acetate_place": f"{self.at[0]}:{self.at[1]}"} if self.at[0] else {}

    def line(self) -> int | None:
        return self.at[0] or None


def _place(number: Any) -> int:
    """A line or a column as a note has it; 0 where that is none."""
    return number if isinstance(number, int) and 0 <= number < _LINES else 0


def _is_value(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(one, str) for pair in value.items() for one in pair)
    return value is None or isinstance(value, (str, int, float))


class HeardAside(NamedTuple):
    """Who hears of what draws nothing: `written(path)`, that a file is there now, and `caught(kind, text,
    line)` of an error that a script goes on after; the line is 0 where it is that of the last call."""

    written: Callable[[str], None]
    caught: Callable[[str, str, int], None]


class _Attributes:
    def __init__(self, attrs: dict[str, str]) -> None:
        self.attrs = attrs


class Replay:
    """`wrong` is what `diagrams` raised, once it has: nothing is replayed from then on."""

    def __init__(
        self,
        script: str,
        reply: ReplyLines,
        fetching: Fetching,
        late: Callable[[], bool],
        told: HeardAside,
    ) -> None:
        self.recorder = Noted(script, reply)
        self.packages = self.recorder.install()
        self.wrong: Exception | None = None
        self._fetching, self._late, self._told = fetching, late, told
        self._folder = Path(script).parent
        self._fetched: dict[str, str] = {}
        self._context = copy_context()  # `diagrams` keeps in one what is open
        self._things: dict[int, Any] = {}
        self._derived: dict[int, tuple[str, dict[Any, Any]]] = {}  # classes of the script's own
        self._depth = self._elements = self._text = 0

    def take(self, notes: Any) -> None:
        """Do what the notes say, in their order. Raises what `diagrams` raises, TooMuchError, and
        TimeoutError when it is late."""
        for what, number, arguments, named, line, column in notes:
            if self.wrong is not None:
                raise self.wrong
            if self._late():
                self.wrong = TimeoutError()
                raise self.wrong
            self.recorder.at = _place(line), _place(column)
            try:
                self._context.run(
                    self._do, str(what), int(number), self._plain(arguments), self._plain(named)
                )
            except Exception as why:
                self.wrong = why
                raise

    def end(self, **values: object) -> None:
        """Write down how it ended."""
        self._context.run(self.recorder.write_end, **values)

    def _do(self, what: str, number: int, arguments: list[Any], named: dict[str, Any]) -> None:
        if what == "derived":
            self._derived[number] = (str(arguments[0])[:100], dict(arguments[1]))
        elif what.startswith("diagrams."):
            self._count()
            if what == _CUSTOM:
                arguments, named = self._with_icon(arguments, named)
            self._things[number] = self._derive(number, self._class(what))(*arguments, **named)
        elif what == "fetch":
            self._fetch(str(arguments[0]), str(arguments[1]))
        elif what == "caught":
            self._told.caught(str(arguments[0]), str(arguments[1]), int(arguments[2]))
        else:
            self._done(what, self._things[number], arguments, named)

    def _done(self, what: str, thing: Any, arguments: list[Any], named: dict[str, Any]) -> None:
        """To something that was made before."""
        match what:
            case "enter":
                self._depth += 1
                if self._depth > _DEEP:
                    raise TooMuchError(f"clusters nested more than {_DEEP} deep")
                thing.__enter__()
            case "exit":
                self._depth -= 1
                thing.__exit__(RuntimeError if arguments[0] else None, None, None)
            case "connect":
                self._count()
                thing._diagram.connect(thing, arguments[0], _Attributes(arguments[1]))  # noqa: SLF001
            case "render":
                thing.render()
            case "attributes":
                said = (thing.dot.graph_attr, thing.dot.node_attr, thing.dot.edge_attr)
                for known, now in zip(said, arguments, strict=True):
                    known.update(now)
            case "attr" | "dot node" | "dot edge":
                self._count()
                getattr(thing.dot, what.rpartition(" ")[2])(*arguments, **named)

    def _count(self) -> None:
        self._elements += 1
        if self._elements > ELEMENTS:
            raise TooMuchError(f"more than {ELEMENTS:,} elements")

    def _derive(self, number: int, found: Any) -> Any:
        """That class, or the script's own that is made from it, as far as values say what that is."""
        if number not in self._derived:
            return found
        name, values = self._derived.pop(number)
        own = {key: one for key, one in values.items() if key in _VALUES and _is_value(one)}
        icon = own.pop("_load_icon", None)
        if icon is not None:
            own["_load_icon"] = lambda _drawn: icon
        return type(name, (found,), {**own, "__module__": "acetate"})

    def _class(self, whole: str) -> Any:
        """What makes an element, and nothing else that `diagrams` happens to know: a script can write
        notes of its own."""
        module, _, name = whole.rpartition(".")
        diagrams = import_module("diagrams")
        if module.partition(".")[0] == "diagrams":
            found = getattr(import_module(module), name)
            known = (diagrams.Node, diagrams.Cluster, diagrams.Diagram)
            if isinstance(found, type) and issubclass(found, known):
                return found
            of_c4 = module == "diagrams.c4" and isinstance(found, FunctionType)
            if of_c4 and found.__module__ == module and name[:1].isupper():
                return found
        raise TypeError(f"{whole[:100]} makes no element")

    def _plain(self, value: Any, deep: int = 0) -> Any:
        """A value as `diagrams` is to get it."""
        if deep > _DEEP:
            raise TooMuchError(f"lists nested more than {_DEEP} deep")
        if isinstance(value, dict):
            ((kind, of),) = value.items()
            if kind == "#":
                return self._things[of]
            if kind == "class":
                return self._class(of)
            if kind == "related":
                return import_module("diagrams.c4")._format_edge_label(self._plain(of))  # noqa: SLF001
            if kind == "{":
                return {self._plain(key, deep + 1): self._plain(one, deep + 1) for key, one in of}
            value = str(of)
        if isinstance(value, (list, tuple)):
            return [self._plain(one, deep + 1) for one in value]
        self._text += len(value) if isinstance(value, str) else 1
        if self._text > TEXT:
            raise TooMuchError(f"more than {TEXT >> 20} MiB of text")
        return value

    def _fetch(self, address: str, into: str) -> None:
        content = self._fetching.retrieved(address, into, self._is_at_home(into))
        self._told.written(into)
        if content is None:
            if not address.lower().startswith(("http:", "https:")):
                self._told.caught("PermissionError", "", 0)
            return
        name = into if into == Path(into).name else ""
        if not name.lower().endswith(PICTURES):
            suffix = Path(into).suffix.lower()
            name = f"fetched-{len(self._fetched)}{suffix if suffix in PICTURES else '.png'}"
            self._fetched[into] = str(Path(name).absolute())
        Path(name).write_bytes(content)

    def _is_at_home(self, name: str) -> bool:
        try:
            return (self._folder / name).is_file()
        except (OSError, ValueError):
            return False

    def _with_icon(
        self, arguments: list[Any], named: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Of a node with an icon of its own: the file that was fetched for it."""
        if len(arguments) > 1:
            return [arguments[0], self._icon(arguments[1]), *arguments[2:]], named
        if "icon_path" in named:
            return arguments, {**named, "icon_path": self._icon(named["icon_path"])}
        return arguments, named

    def _icon(self, path: Any) -> Any:
        return self._fetched.get(os.fspath(path) if isinstance(path, str) else "", path)
