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

import json
import os
import re
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path, PurePath
from types import FunctionType, ModuleType
from typing import Any

from app.confinement.confine import confine
from app.confinement.places import OF_SYSTEM, of_python
from app.confinement.rights import Rights
from app.sources.scripts.fetching import Fetching
from app.sources.scripts.host import PRINTED, limit
from app.sources.scripts.instrumenting import SandboxText, pieces
from app.sources.scripts.recorder import as_text
from app.sources.scripts.replaying import HeardAside, Replay, TooMuchError
from app.sources.scripts.reply_lines import ReplyLines
from app.sources.scripts.sandbox_files import SandboxFiles
from app.sources.scripts.sandbox_lacks import Lacks
from app.sources.scripts.sandbox_modules import SandboxModules
from app.sources.scripts.stand_ins import StandIns

_MEMORY = 256 << 20  # bytes that the sandbox may use
_SUSPENSIONS = 100_000  # times that it may ask something
_LATE = 1.5  # seconds more to replay what a script has made until its time was over
_STATEMENTS = 20_000  # at the top of a script, and of its modules
_KEPT, _ASKED = 2000, 20  # characters; names
_LINES = 10_000_000  # of a script
_OF_MODEL = re.compile(r"_Acetate(?=[A-Z])")  # what the model calls its classes
_KINDS: tuple[type, ...] = (
    str,
    bytes,
    int,
    float,
    complex,
    bool,
    list,
    tuple,
    dict,
    set,
    frozenset,
)
_KINDS += (range, type, type(None), type(len), FunctionType)
_NO_NAME = re.compile(r"name '(\w{1,200})' is not defined")


class _Evaluation:
    """A script in its sandbox, piece by piece."""

    def __init__(
        self,
        job: dict[str, Any],
        session: Any,
        replay: Replay,
        modules: SandboxModules,
        lacks: Lacks,
        files: SandboxFiles,
    ) -> None:
        self._job, self._session, self._replay, self._modules = job, session, replay, modules
        self._lacks, self._files = lacks, files
        self._over = time.monotonic() + float(job["seconds"])
        self._printed, self._tail = 0, ""
        self._fed: dict[str, tuple[str, SandboxText | None]] = {}  # by the sandbox's name of it
        self._lost: set[str] = set()  # names that what could not be evaluated would have bound

    def whole(self) -> dict[str, object]:
        """Evaluate it; how it ended."""
        script, text = self._job["script"], self._job["text"]
        self._feed(self._job["model"], "", None)
        argv = [script, *self._job["arguments"]]
        self._feed(f"_acetate_argv = {argv!r}", "", None)
        python = ((*sys.version_info,), sys.version, sys.hexversion, self._job["other_python"])
        self._feed(f"_acetate_pythons[:] = {python!r}", "", None)
        members = {kind.__name__: dir(kind) for kind in _KINDS}
        self._feed(f"_acetate_members.update({members!r})", "", None)
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
        for path, piece in self._modules.waiting:
            if end := self._one(piece, path):
                return end
        for piece in found:
            if end := self._one(piece, script):
                return end
        last = pieces("_acetate_left_halfway()", script, self._modules.imports())
        return self._one(last[0], script) or {"end": "done"}

    def _one(self, piece: SandboxText, path: str) -> dict[str, object] | None:
        """Evaluate a piece; the end where it is one."""
        monty: Any = import_module("pydantic_monty")
        if time.monotonic() > self._over:
            return {"end": "stopped", "line": piece.line}
        wrong: Any = None
        try:
            self._feed(f"{piece.text}\n_acetate_hand_out()", path, piece)
        except monty.MontyCrashedError:
            return self._crashed(piece)
        except monty.MontyError as why:
            wrong = why
            try:
                self._feed("_acetate_hand_out()", "", None)
            except (monty.MontyCrashedError, RuntimeError):  # it has ended by now
                return self._crashed(piece)
            except monty.MontyError:  # what it had not told of is lost
                pass
        self._tell_asked(piece)
        if self._printed > PRINTED:
            return {"end": "printed"}
        if (failed := self._replay.wrong) is not None:
            return self._of_replay(failed)
        return None if wrong is None else self._of(wrong, piece)

    def _tell_asked(self, piece: SandboxText) -> None:
        """Of the clock and chance: in the first line of the piece that may ask for them, or of what it calls."""
        for what in sorted(self._files.asked):
            known = [line for asked, line in self._modules.changing() if asked == what]
            own = [line for line in known if piece.line <= line <= piece.last]
            self._lacks.add(what, min(own or known or [piece.line]))
        self._files.asked.clear()

    def _crashed(self, piece: SandboxText) -> dict[str, object]:
        """The end where the sandbox answers no more."""
        if self._printed > PRINTED:
            return {"end": "printed"}
        if time.monotonic() > self._over:
            return {"end": "stopped", "line": piece.line}
        self._lacks.add("what the sandbox cannot do", piece.line)
        return {"end": "done"}

    def _asked(self, expression: str) -> Any:
        """What that comes to in the sandbox; None where it answers no more: a script can make anything of
        it."""
        try:
            return self._session.feed_run(expression)
        except Exception:  # noqa: BLE001
            return None

    def _feed(self, text: str, path: str, piece: SandboxText | None) -> Any:
        self._fed[f"<python-input-{len(self._fed)}>"] = (path, piece)
        return self._session.feed_run(
            text,
            external_lookup={"_acetate_take": self._replay.take},
            print_callback=self._hear,
            os=self._files,
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
            self._lacks.add(as_text(why), line or 1)
            return {"end": "done"}
        text = as_text(why)[:_KEPT]
        return {"end": "raised", "type": type(why).__name__, "text": text, "line": line}

    def _of(self, wrong: Any, piece: SandboxText) -> dict[str, object] | None:
        """How a script ends for what went wrong in a piece; None where it goes on."""
        why = wrong.exception()
        line = self._line(wrong, piece)
        text = as_text(why)[:_KEPT]
        if isinstance(why, SystemExit):
            code = self._asked("_acetate_code[0]")
            known = code if code is None or isinstance(code, int) else as_text(code)[:_KEPT]
            said = as_text(self._tail.strip().rpartition("\n")[2])
            return {"end": "exited", "code": known, "said": said, "line": line}
        if isinstance(why, TimeoutError) and "time limit exceeded" in text:
            return {"end": "stopped", "line": self._begun() or line}
        what = self._lacks.said(type(why).__name__, text)
        lost = _NO_NAME.search(text) if isinstance(why, NameError) else None
        if what or (lost and lost[1] in self._lost):
            self._lost |= piece.names
            if what:
                self._lacks.add(what, line)
            return None
        said = _OF_MODEL.sub("", text)
        end = {"end": "raised", "type": type(why).__name__, "text": said, "line": line}
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
                return fed.line_of(frame.line, column, self._begun())
        return piece.line

    def _begun(self) -> int:
        """The line of the statement that was begun last."""
        found = self._asked("_acetate_here[0]")
        return found if isinstance(found, int) and 0 < found < _LINES else 0


class _WhenAsked(ModuleType):
    """Stands for a module that is imported when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def main(_words: list[str]) -> None:
    """Evaluate the script that stdin tells of."""
    job = json.loads(sys.stdin.buffer.read())
    reply = ReplyLines()
    sys.stdout = sys.stderr
    limit(float(job["seconds"]))
    # A third of what the sandbox imports, and not for us.
    sys.modules["asyncio"] = _WhenAsked("asyncio")
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
    files = SandboxFiles(Path(job["folders"][-1]))
    lacks = Lacks(other_python=job["other_python"])
    told = HeardAside(
        lambda path: files.is_written(str(Path(job["script"]).parent / path)),
        lambda kind, text, line: lacks.caught(kind, text, line or replay.recorder.line() or 1),
    )
    replay = Replay(job["script"], reply, fetching, lambda: time.monotonic() > over + _LATE, told)
    stand_ins = StandIns(replay.packages, replay.recorder.line)
    modules = SandboxModules(job, replay, stand_ins)
    policy: Any = {"datetime": "call_host", "random_start": "call_host"}
    limits: Any = {
        "max_memory": _MEMORY,
        "max_feed_duration_secs": float(job["seconds"]),
        "max_suspensions": _SUSPENSIONS,
        "max_total_sleep_secs": float(job["seconds"]),
    }
    with (
        Monty(binary_path=worker, max_processes=1) as pool,
        pool.checkout(
            script_name=PurePath(job["script"]).name, limits=limits, os_policy=policy
        ) as session,
    ):
        evaluation = _Evaluation(job, session, replay, modules, lacks, files)
        end = evaluation.whole()
        asked: list[str] = []
        with suppress(Exception):
            asked = [as_text(one)[:_KEPT] for one in session.feed_run("list(_acetate_asked)")]
        replay.end(
            asked=asked[:_ASKED],
            wanted=list(fetching.wanted),
            unfetched=list(fetching.unfetched),
            lacking=sorted(stand_ins.lacking, key=lambda one: one["line"] or 0),  # type: ignore[arg-type,return-value]
            beyond=[one._asdict() for one in lacks.found],
            **end,
        )
    os._exit(0)
