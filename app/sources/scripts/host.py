"""Runs one diagram script, in a child process, and says what it drew.

    acetate --child script FOLDER PACKAGES SECONDS APART FETCHED REACH TOP SCRIPT [ARGUMENTS…]

FOLDER is all that it may write into; PACKAGES the folder that holds the `diagrams` package; SECONDS the time after which the
script is stopped; APART a folder of links to the script's own files, or
empty: what is written through one of them takes its place. FETCHED is the folder of icons that
were fetched for it (`fetching`); REACH is what else is left to it, as
JSON: `read`, paths; `network`, whether it may be used; `promised`, whether it runs only if it is confined. TOP is the folder above it up to which it finds modules.
SCRIPT is the script's absolute path. On stdin comes JSON: `files`, the script's closure, by their absolute paths the bytes of it and of its
modules in base64, of which nothing is read from disk; `original`, the folder whose files stand in APART.
The parent process ends what runs longer or writes too much. What the system can hold back, the process
gives up before it looks into the script (`app.confinement`).

On stdout it answers with one JSON object a line (`reply_lines`), read by `reply`: first `{"confined": bool}`,
whether files and system calls are held back; for each diagram
`{"diagram": number, "name": str, "filename": str, "dot": DOT source, "line": int|null,
"unfinished": bool}` (a later line with the same number replaces it; unfinished: an error came
before its end); `{"again": true}`, which takes back all that was said of diagrams before; `{"at": line}`, again and
again, where the script stands; and at the end one object with `end`, the script's `line`, and
- `"done"`;
- `"raised"` and `type`, `text`, `module` (that cannot be imported, or lacks what is imported);
- `"exited"` and `code` (int, str or null), `said` (the last line that it printed);
- `"printed"`: too much;
- `"stopped"`: its time was over;
- `"loose"`: it was not run, since it could not be confined as was promised. This one has no more.
All have `asked`: names that the script looked up in an environment that has none of them;
`wanted`: addresses of icons that were not fetched for it, `unfetched`: of other files that it could
not have; `lacking`: classes that `diagrams` does not have, and what stood in (`stand_ins`).
No end line: the process was ended from elsewhere.
The DOT carries attributes of ours: `acetate_place` (line, or line:column) on nodes, edges and
clusters; on nodes
`acetate_kind` (the class without its leading package: `aws.compute.EC2`) and, where the script
says the node's own width, `acetate_sized`; on a node that
only stands for a cluster `acetate_cluster`, its name.

Standard library and `diagrams` only: of Acetate, only the modules imported here are loaded.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import sys
from base64 import b64decode
from importlib.util import decode_source
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from app.confinement.confine import confine
from app.confinement.places import OF_SYSTEM, of_python
from app.confinement.rights import Rights
from app.sources.scripts.fetching import Fetching
from app.sources.scripts.neighbours import Neighbours
from app.sources.scripts.recorder import Recorder, as_text
from app.sources.scripts.reply_lines import ReplyLines, tell_where
from app.sources.scripts.stand_ins import StandIns

PRINTED = 1 << 20  # characters a script may print
RESULT = 32 << 20  # bytes of its answer, and of any file it may write
MEMORY = 1 << 30  # bytes of address space
_KEPT = 2000  # characters of what a script says
_ASKED = 20  # names that it looks up
_TRACES = 60  # of where it stands, or one a second where that is less
_AGAIN = 0.05  # seconds until a script is stopped that was just being written down
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_TRUNC | os.O_APPEND


class PrintedTooMuch(BaseException):
    """Not an Exception, so that a script does not swallow it."""


class TimeIsOver(BaseException):
    """As PrintedTooMuch."""


class _Printed(io.TextIOBase):
    """Where a script's print goes: counted, and the end of it kept."""

    def __init__(self) -> None:
        self._left = PRINTED
        self._tail = ""

    def write(self, text: str) -> int:
        self._left -= len(text)
        if self._left < 0:
            raise PrintedTooMuch
        self._tail = (self._tail + text)[-_KEPT:]
        return len(text)

    def writable(self) -> bool:
        return True

    def last_line(self) -> str:
        """The last line that says something."""
        return self._tail.strip().rpartition("\n")[2]


class _Environment(type(os.environ)):  # type: ignore[misc]
    """An environment in which a script finds, under a name that is not there, nothing instead of
    an error. Whoever asks whether it is there hears the truth."""

    script = ""
    asked: dict[str, None] = {}  # noqa: RUF012 - there is one environment

    def __getitem__(self, key: str) -> str:
        try:
            return str(super().__getitem__(key))
        except KeyError:
            if sys._getframe(1).f_code.co_filename != self.script:  # noqa: SLF001
                raise
            if len(self.asked) < _ASKED:
                self.asked[as_text(key)[:_KEPT]] = None
            return ""


def limit(seconds: float) -> None:
    """What the system can hold back by itself; the parent holds back the rest."""
    try:
        import resource
    except ImportError:  # Windows
        return
    processor = int(seconds) + 2
    for what, most in (
        (resource.RLIMIT_CPU, (processor, processor + 1)),  # told by SIGXCPU, then killed
        (resource.RLIMIT_FSIZE, (RESULT, RESULT)),
        (resource.RLIMIT_AS, (MEMORY, MEMORY)),
        (resource.RLIMIT_CORE, (0, 0)),
    ):
        try:
            resource.setrlimit(what, most)
        except (OSError, ValueError):  # a lower limit is already set, or none of the kind
            continue


def stop_after(seconds: float, recorder: Recorder) -> None:
    """End the script by an exception, so that it leaves its blocks and what it drew is written
    down. Windows has no such clock: there the parent ends it."""
    if not hasattr(signal, "setitimer"):
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        if recorder.writing:
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
            return
        raise TimeIsOver

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def find_neighbours(top: Path, script: Path, neighbours: Neighbours) -> None:
    """Let a script import modules of its closure that lie beside it or in the folders above it, up to the
    top, after everything that is installed."""
    own = [script.parent]
    if top in script.parents:
        own += [folder for folder in script.parents if top in (folder, *folder.parents)][1:]
    neighbours.install([str(folder) for folder in own])


def write_apart(folder: str) -> None:
    """Put a copy in the place of each link in the folder that is about to be written through. A
    kindness to whose files these are, no wall."""

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], (str, bytes)):
            return
        if not isinstance(arguments[2], int) or not arguments[2] & _WRITES:
            return
        with contextlib.suppress(OSError, ValueError):
            path = Path(os.path.normpath(Path(os.fsdecode(arguments[0])).absolute()))
            if Path(folder) in path.parents and path.is_symlink():
                real = path.resolve()
                path.unlink()
                if real.is_file():
                    shutil.copyfile(real, path)

    sys.addaudithook(hear)


class _Attempts:
    """A script as `__main__`: it begins again where something stands in now for what it failed for."""

    def __init__(
        self,
        script: str,
        content: bytes,
        top: str,
        recorder: Recorder,
        printed: _Printed,
        instead: StandIns,
    ) -> None:
        self._script, self._content, self._top = script, content, os.path.realpath(top)
        self._recorder = recorder
        self._printed, self._instead = printed, instead

    def whole(self) -> dict[str, object]:
        """Run it; how it ended."""
        while True:
            before = set(sys.modules)
            why, end = self._once()
            self._recorder.writing = True  # the clock is to wait
            line = end.setdefault(
                "line", self._recorder.line_of(why.__traceback__ if why else None)
            )
            if why is None or not self._instead.provide(why, line):  # type: ignore[arg-type]
                return end
            folder = self._top.rstrip(os.sep) + os.sep
            for name in set(sys.modules) - before:  # its own are to find what stands in
                if str(getattr(sys.modules[name], "__file__", None)).startswith(folder):
                    del sys.modules[name]
            self._recorder.begin_again()
            self._recorder.writing = False

    def _once(self) -> tuple[BaseException | None, dict[str, object]]:
        """What it raised, and the end."""
        try:
            module = ModuleType("__main__")
            module.__dict__.update(__file__=self._script, __builtins__=__builtins__)
            sys.modules["__main__"] = module
            code = compile(self._content, self._script, "exec")
            self._recorder.text = decode_source(self._content).split("\n")
            exec(code, module.__dict__)  # noqa: S102
        except PrintedTooMuch as why:
            return why, {"end": "printed"}
        except TimeIsOver as why:
            return why, {"end": "stopped"}
        except SystemExit as why:
            known = why.code if why.code is None or isinstance(why.code, int) else as_text(why.code)
            said = as_text(self._printed.last_line())
            return why, {"end": "exited", "code": known, "said": said}
        except BaseException as why:  # noqa: BLE001 - whatever a script throws is a report
            return why, self._raised(why)
        return None, {"end": "done"}

    def _raised(self, why: BaseException) -> dict[str, object]:
        text = as_text(why.msg if isinstance(why, SyntaxError) else why)[:_KEPT]
        end: dict[str, object] = {"end": "raised", "type": type(why).__name__, "text": text}
        if isinstance(why, ImportError) and isinstance(why.name, str):
            end["module"] = as_text(why.name)
        if isinstance(why, SyntaxError) and why.filename == self._script:
            end["line"] = why.lineno
        return end


def main(words: list[str]) -> None:
    """Run the script that the words name."""
    folder, packages, time, apart, fetched, reach, top, script, *arguments = words
    seconds = float(time)
    limit(seconds)
    job = json.load(sys.stdin.buffer)
    files = {path: b64decode(text) for path, text in job["files"].items()}
    own = json.loads(reach)
    to_read = (*OF_SYSTEM, *of_python(), packages, fetched, *own["read"])
    held = confine(Rights(to_read, (folder,), own["network"]))
    reply = ReplyLines()
    reply.write(confined=all(held))
    if own["promised"] and not all(held):
        reply.write(end="loose")
        os._exit(0)
    if packages not in sys.path:
        sys.path.append(packages)
    find_neighbours(Path(top), Path(script), Neighbours(files, sys.path, apart, job["original"]))
    fetching = Fetching(Path(fetched), Path(packages))
    fetching.install()
    _Environment.script = script
    os.environ.__class__ = _Environment
    sys.argv = [script, *arguments]
    recorder = Recorder(script, reply)
    instead = StandIns(recorder.install(), recorder.line)
    printed = _Printed()
    sys.stdout = sys.stderr = printed
    if apart:
        write_apart(apart)
    tell_where(script, max(1.0, seconds / _TRACES), reply)
    stop_after(seconds, recorder)
    end = _Attempts(script, files[script], top, recorder, printed, instead).whole()
    recorder.write_end(
        asked=list(_Environment.asked),
        wanted=list(fetching.wanted),
        unfetched=list(fetching.unfetched),
        lacking=instead.lacking,
        **end,
    )
    # Threads that the script left and exit handlers that it set are not waited for.
    os._exit(0)
