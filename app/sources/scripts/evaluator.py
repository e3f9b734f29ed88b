"""Evaluates one diagram script in a sandbox, and writes down what it drew.

    acetate --child evaluate

It gets on stdin a JSON object: `script`, its absolute path; `text`; `modules`, the texts of its local
modules by their absolute paths; `folders` in which they are looked for; `arguments`; `seconds`; `model`,
the text of `resources/sandbox/diagrams.txt`; `packages` and `fetched` as `host` gets them. On stdout it
answers as `host` does; `beyond` of the last line tells what could not be evaluated.

The script's own text never runs in this process: `pydantic_monty` evaluates it in a worker of its own,
which has no files, no network, no processes and no environment. Both are held back besides, where the system
can do that (`app.confinement`): they read what they are made of, write the current folder and run that worker.
"""

from __future__ import annotations

import builtins
import json
import os
import re
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any, NamedTuple

from app.confinement.confine import confine
from app.confinement.places import OF_SYSTEM, of_python
from app.confinement.rights import Rights
from app.sources.scripts.fetching import Fetching
from app.sources.scripts.host import PRINTED, limit
from app.sources.scripts.instrumenting import Imports, SandboxText, function, pieces
from app.sources.scripts.recorder import as_text
from app.sources.scripts.replaying import Replay, TooMuchError
from app.sources.scripts.reply_lines import ReplyLines
from app.sources.scripts.stand_ins import StandIns

_MEMORY = 256 << 20  # bytes that the sandbox may use
_SUSPENSIONS = 100_000  # times that it may ask something
_LATE = 1.5  # seconds more to replay what a script has made until its time was over
_STATEMENTS = 20_000  # at the top of a script, and of its modules
_KEPT, _ASKED, _BEYOND = 2000, 20, 50  # characters; names; things that could not be evaluated
_NOT_PARSED = re.compile(r"does not yet support (.{1,200})", re.DOTALL)
_NO_NAME = re.compile(r"name '(\w{1,200})' is not defined")
_NOT_THERE = re.compile(r"^'([\w.]{1,100})' is not supported in this environment")
_NO_ATTRIBUTE = re.compile(r"^module '([\w.]{1,100})' has no attribute '(\w{1,100})'")
_MODELLED = ("Diagram", "Cluster", "Node", "Edge")
_OF_C4 = {"SystemBoundary": "_acetate_boundary", "Relationship": "_acetate_relationship"}
_BUILTINS = frozenset(dir(builtins))


class _Unevaluated(NamedTuple):
    what: str  # as it goes on “It uses …”
    line: int


class _Modules:
    """What a script imports: of `diagrams`, by names of the model; of its own, by functions."""

    def __init__(self, job: dict[str, Any], replay: Replay, stand_ins: StandIns) -> None:
        self._texts: dict[str, str] = job["modules"]
        self._folders = [PurePath(folder) for folder in job["folders"]]
        self._replay, self._stand_ins = replay, stand_ins
        self.made: dict[str, tuple[str, frozenset[str]]] = {}  # by path
        self.waiting: list[tuple[str, SandboxText, str]] = []  # to be fed before the next piece
        self.broken: dict[str, str] = {}  # by path, why a module cannot be read
        self._at = PurePath(job["script"])

    def imports(self) -> Imports:
        return Imports(self.expression, self.public, self.local)

    def expression(self, module: str, name: str, line: int) -> str | None:
        """See `Imports`."""
        self._replay.recorder.at = (line, 0)
        for _ in range(2):
            try:
                found = getattr(import_module(module), name)
                return _said(found, module, name)
            except AttributeError:
                with suppress(ImportError):
                    import_module(f"{module}.{name}")
                    return "module"
                why = ImportError(f"cannot import name '{name}' from '{module}'", name=module)
            except ImportError as lacking:
                why = lacking
            if not self._stand_ins.provide(why, line):
                return None
        return None

    @staticmethod
    def public(module: str) -> list[str]:
        """See `Imports`."""
        try:
            found = vars(import_module(module))
        except ImportError:
            return []
        names = found.get("__all__", [n for n in found if not n.startswith("_")])
        return [n for n in names if isinstance(found.get(n), type) or module == "diagrams.c4"]

    def local(self, module: str) -> tuple[str, frozenset[str]] | None:
        """See `Imports`."""
        path = self._path(module)
        if path is None:
            return None
        if path not in self.made:
            name = f"_acetate_module_{len(self.made)}"
            self.made[path] = (name, frozenset())  # one that imports itself in a circle has nothing
            before, self._at = self._at, PurePath(path)
            try:
                piece, names = function(self._texts[path], name, path, self.imports())
                self.made[path] = (name, names)
                self.waiting.append((path, piece, name))
            except (SyntaxError, ValueError, RecursionError) as why:
                self.broken[path] = str(why)
            finally:
                self._at = before
        return self.made[path]

    def _path(self, module: str) -> str | None:
        dots = len(module) - len(module.lstrip("."))
        parts = [part for part in module.lstrip(".").split(".") if part]
        folders = self._folders
        if dots:
            folders = [self._at.parents[dots - 1]] if dots <= len(self._at.parents) else []
        for folder in folders:
            path = folder.joinpath(*parts)
            for file in (f"{path}.py", str(path / "__init__.py")):
                if file in self._texts and parts:
                    return file
        return None


def _said(found: Any, module: str, name: str) -> str | None:
    diagrams: Any = import_module("diagrams")
    if isinstance(found, ModuleType):
        return "module" if found.__name__.startswith("diagrams.") else None
    for known in _MODELLED:
        if found is getattr(diagrams, known):
            return f"_Acetate{known}"
    if isinstance(found, type) and issubclass(found, diagrams.Node):
        # by where it is found: what stands in has that name only
        whole = f"{found.__module__}.{found.__name__}"
        if getattr(sys.modules.get(found.__module__), found.__name__, None) is not found:
            whole = f"{module}.{name}"
        return f"_acetate_class({whole!r})"
    if module == "diagrams.c4" and callable(found) and not isinstance(found, type):
        return _OF_C4.get(name, f"_acetate_class({f'{module}.{name}'!r})")
    return None


class _Evaluation:
    """A script in its sandbox, piece by piece."""

    def __init__(
        self, job: dict[str, Any], session: Any, replay: Replay, modules: _Modules
    ) -> None:
        self._job, self._session, self._replay, self._modules = job, session, replay, modules
        self._over = time.monotonic() + float(job["seconds"])
        self._printed, self._tail = 0, ""
        self._fed: dict[str, tuple[str, SandboxText | None]] = {}  # by the sandbox's name of it
        self._lost: set[str] = set()  # names that what could not be evaluated would have bound
        self.beyond: list[_Unevaluated] = []

    def whole(self) -> dict[str, object]:
        """Evaluate it; how it ended."""
        script, text = self._job["script"], self._job["text"]
        self._feed(self._job["model"], "", None)
        argv = [script, *self._job["arguments"]]
        self._feed(f"_acetate_argv = {argv!r}", "", None)
        try:
            found = pieces(text, script, self._modules.imports())
        except SyntaxError as why:
            return {
                "end": "raised",
                "type": type(why).__name__,
                "text": why.msg,
                "line": why.lineno,
            }
        except (ValueError, RecursionError, MemoryError) as why:
            return {"end": "raised", "type": type(why).__name__, "text": str(why)[:_KEPT]}
        if len(found) > _STATEMENTS:
            return {"end": "raised", "type": "ValueError", "text": "it has too many statements"}
        for path, piece, name in self._modules.waiting:
            if end := self._one(piece, path, f"\n{name} = {name}()"):
                return end
        for piece in found:
            if end := self._one(piece, script, ""):
                return end
        return {"end": "done"}

    def _one(self, piece: SandboxText, path: str, more: str) -> dict[str, object] | None:
        """Evaluate a piece; the end where it is one."""
        monty: Any = import_module("pydantic_monty")
        if time.monotonic() > self._over:
            return {"end": "stopped", "line": piece.line}
        wrong: Any = None
        try:
            self._feed(f"{piece.text}{more}\n_acetate_hand_out()", path, piece)
        except monty.MontyCrashedError:
            return {"end": "stopped", "line": piece.line}
        except monty.MontyError as why:
            wrong = why
            with suppress(monty.MontyError):
                self._feed("_acetate_hand_out()", "", None)
        if self._printed > PRINTED:
            return {"end": "printed"}
        if (failed := self._replay.wrong) is not None:
            return self._of_replay(failed)
        return None if wrong is None else self._of(wrong, piece)

    def _feed(self, text: str, path: str, piece: SandboxText | None) -> Any:
        self._fed[f"<python-input-{len(self._fed)}>"] = (path, piece)
        return self._session.feed_run(
            text,
            external_lookup={"_acetate_take": self._replay.take},
            print_callback=self._hear,
            cwd=os.fspath(PurePath(self._job["script"]).parent) if os.name == "posix" else None,
        )

    def _hear(self, _stream: str, text: str) -> None:
        self._printed += len(text)
        self._tail = (self._tail + text)[-_KEPT:]
        if self._printed > PRINTED:
            raise MemoryError

    def _of_replay(self, why: Exception) -> dict[str, object]:
        line = self._replay.recorder.line()
        if isinstance(why, TimeoutError):
            return {"end": "stopped", "line": line}
        if isinstance(why, TooMuchError):
            self.beyond.append(_Unevaluated(as_text(why), line or 1))
            return {"end": "done"}
        text = as_text(why)[:_KEPT]
        return {"end": "raised", "type": type(why).__name__, "text": text, "line": line}

    def _of(self, wrong: Any, piece: SandboxText) -> dict[str, object] | None:
        """How a script ends for what went wrong in a piece; None where it goes on."""
        why = wrong.exception()
        line = self._line(wrong, piece)
        text = as_text(why)[:_KEPT]
        if isinstance(why, SystemExit):
            code = self._session.feed_run("_acetate_code[0]")
            known = code if code is None or isinstance(code, int) else as_text(code)[:_KEPT]
            said = as_text(self._tail.strip().rpartition("\n")[2])
            return {"end": "exited", "code": known, "said": said, "line": line}
        if isinstance(why, TimeoutError) and "time limit exceeded" in text:
            at = self._session.feed_run("_acetate_at[0]")
            return {"end": "stopped", "line": max(at, line)}
        what = _beyond(why, text)
        lost = _NO_NAME.search(text) if isinstance(why, NameError) else None
        if what or (lost and lost[1] in self._lost):
            self._lost |= piece.names
            if what and len(self.beyond) < _BEYOND:
                self.beyond.append(_Unevaluated(what, line))
            return None
        end = {"end": "raised", "type": type(why).__name__, "text": text, "line": line}
        if isinstance(why, ImportError):
            found = re.search(r"(?:from|named) '([\w.]{1,100})'", text)
            end["module"] = found[1] if found else ""
        return end

    def _line(self, wrong: Any, piece: SandboxText) -> int:
        """The script's innermost line."""
        for frame in reversed(wrong.traceback()):
            path, fed = self._fed.get(frame.filename, ("", None))
            if fed is not None and path == self._job["script"]:
                column, said = frame.column, frame.source_line or ""
                if name := _NO_NAME.search(as_text(wrong)):  # told at its statement's beginning
                    column = max(column, said.find(name[1], column - 1) + 1)
                return fed.line_of(frame.line, column)
        return piece.line


def _beyond(why: BaseException, text: str) -> str:
    """What a script uses that cannot be evaluated, as it goes on “It uses …”; nothing where it failed
    by itself."""
    if found := _NOT_PARSED.search(text):
        return found[1].rstrip(".")
    if found := _NOT_THERE.search(text):
        return found[1]
    if found := _NO_ATTRIBUTE.search(text):
        return f"{found[1]}.{found[2]}"
    if isinstance(why, PermissionError):
        return "files"
    if isinstance(why, ModuleNotFoundError):
        found = re.search(r"named '([\w.]{1,100})'", text)
        name = found[1] if found else "another one"
        return "" if name.partition(".")[0] == "diagrams" else f"the module {name}"
    if isinstance(why, NameError) and (found := _NO_NAME.search(text)) and found[1] in _BUILTINS:
        return f"{found[1]}()"
    if isinstance(why, MemoryError):
        return "more memory than it may"
    return "what the sandbox cannot do" if text.startswith("Internal error in monty") else ""


def main(_words: list[str]) -> None:
    """Evaluate the script that stdin tells of."""
    job = json.loads(sys.stdin.buffer.read())
    reply = ReplyLines()
    sys.stdout = sys.stderr
    limit(float(job["seconds"]))
    from pydantic_monty import Monty  # slow to import, and nobody else's
    from pydantic_monty._binary import find_monty_binary

    worker = find_monty_binary()
    to_read = (*OF_SYSTEM, *of_python(), job["packages"], job["fetched"])
    held = confine(Rights(to_read, (str(Path.cwd()), "/dev/null"), run=(worker,)))
    reply.write(confined=all(held))
    if job["packages"] not in sys.path:
        sys.path.append(job["packages"])
    over = time.monotonic() + float(job["seconds"])
    fetching = Fetching(Path(job["fetched"]), Path(job["packages"]))
    replay = Replay(job["script"], reply, fetching, lambda: time.monotonic() > over + _LATE)
    stand_ins = StandIns(replay.packages, replay.recorder.line)
    modules = _Modules(job, replay, stand_ins)
    limits: Any = {
        "max_memory": _MEMORY,
        "max_feed_duration_secs": float(job["seconds"]),
        "max_suspensions": _SUSPENSIONS,
        "max_total_sleep_secs": float(job["seconds"]),
    }
    with (
        Monty(binary_path=worker, max_processes=1) as pool,
        pool.checkout(script_name=PurePath(job["script"]).name, limits=limits) as session,
    ):
        evaluation = _Evaluation(job, session, replay, modules)
        end = evaluation.whole()
        asked: list[str] = []
        with suppress(Exception):
            asked = [as_text(one)[:_KEPT] for one in session.feed_run("list(_acetate_asked)")]
        replay.end(
            asked=asked[:_ASKED],
            wanted=list(fetching.wanted),
            unfetched=list(fetching.unfetched),
            lacking=sorted(stand_ins.lacking, key=lambda one: one["line"] or 0),  # type: ignore[arg-type,return-value]
            beyond=[one._asdict() for one in evaluation.beyond],
            **end,
        )
    os._exit(0)
