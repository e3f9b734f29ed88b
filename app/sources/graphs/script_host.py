"""Runs one diagram script, in a child process, and writes down what it drew.

    acetate --child script RESULT PACKAGES SECONDS APART SCRIPT [ARGUMENTS…]

RESULT is the file to write; PACKAGES the folder that holds the `diagrams` package; SECONDS the
time after which the script is stopped, and after which a trace of where it stands is written to
RESULT + ".trace" should that be of no use; APART a folder of links to the script's own files, or
empty: what is written through one of them takes its place. SCRIPT is the script's absolute path.
The parent process ends what runs longer or writes too much.

RESULT holds one JSON object a line: for each diagram
`{"diagram": number, "name": str, "filename": str, "dot": DOT source, "line": int|null,
"unfinished": bool}` (a later line with the same number replaces it; unfinished: an error came
before its end), and at the end one object with `end`, the script's `line`, and
- `"done"`;
- `"raised"` and `type`, `text`, `module` (that cannot be imported, or lacks what is imported);
- `"exited"` and `code` (int, str or null), `said` (the last line that it printed);
- `"printed"`: too much;
- `"stopped"`: its time was over.
All have `asked`: names that the script looked up in an environment that has none of them, and
`unfetched`: addresses of files that it could not have.
No end line: the process was ended from elsewhere.
The DOT carries attributes of ours: `acetate_place` (line, or line:column) on nodes, edges and
clusters; on nodes
`acetate_kind` (the class without its leading package: `aws.compute.EC2`) and, where the script
says the node's own width, `acetate_sized`; on a node that
only stands for a cluster `acetate_cluster`, its name.

Standard library and `diagrams` only: nothing of Acetate but `script_recorder` is loaded here.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
import shutil
import signal
import sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from importlib.util import decode_source, find_spec
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from app.sources.graphs.script_recorder import Recorder, as_text

PRINTED = 1 << 20  # characters a script may print
RESULT = 32 << 20  # bytes of any file it may write
MEMORY = 1 << 30  # bytes of address space
_KEPT = 2000  # characters of what a script says
_ASKED = 20  # names that it looks up
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


class _NoBytecodeLoader(SourceFileLoader):
    """Imports a script's neighbours without leaving bytecode beside them."""

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        pass


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


class _FetchingFinder:
    """Waits for a script to import what it fetches files with: what it cannot have is noted, and the
    script goes on without."""

    unfetched: dict[str, None] = {}  # noqa: RUF012 - there is one script

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> Any:
        if name != "urllib.request":
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                execute(module)
                self._replace(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec

    def _replace(self, module: Any) -> None:
        retrieve = module.urlretrieve

        def urlretrieve(url: str, filename: Any = None, *rest: Any, **named: Any) -> Any:
            try:
                return retrieve(url, filename, *rest, **named)
            except OSError:
                if not str(url).lower().startswith(("http:", "https:")):
                    raise
                if len(self.unfetched) < _ASKED:
                    self.unfetched[as_text(url)[:_KEPT]] = None
                return filename or "", None

        module.urlretrieve = urlretrieve


def limit(seconds: float) -> None:
    """What the system can hold back by itself; the parent holds back the rest."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (resource.RLIMIT_FSIZE, RESULT),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
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


def find_neighbours(folder: str) -> None:
    """Let a script import the modules beside it, after everything that is installed. What is
    elsewhere is not found (ImportError), as Python asks of a hook."""

    def hook(path: str) -> FileFinder:
        if path != folder and not path.startswith(folder + os.sep):
            raise ImportError
        return FileFinder(path, (_NoBytecodeLoader, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, hook)
    sys.path.append(folder)


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


def run(script: str, arguments: list[str], recorder: Recorder, printed: _Printed) -> None:
    """Run the script as `__main__` and write how it ended."""
    module = ModuleType("__main__")
    module.__dict__.update(__file__=script, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    sys.argv = [script, *arguments]
    end: dict[str, object] = {"end": "done"}
    trace = None
    try:
        content = Path(script).read_bytes()
        code = compile(content, script, "exec")
        recorder.text = decode_source(content).split("\n")
        exec(code, module.__dict__)  # noqa: S102
    except PrintedTooMuch as why:
        end, trace = {"end": "printed"}, why.__traceback__
    except TimeIsOver as why:
        end, trace = {"end": "stopped"}, why.__traceback__
    except SystemExit as why:
        known = why.code if why.code is None or isinstance(why.code, int) else as_text(why.code)
        said = as_text(printed.last_line())
        end, trace = {"end": "exited", "code": known, "said": said}, why.__traceback__
    except BaseException as why:  # noqa: BLE001 - whatever a script throws is a report
        text = as_text(why.msg if isinstance(why, SyntaxError) else why)[:_KEPT]
        end, trace = {"end": "raised", "type": type(why).__name__, "text": text}, why.__traceback__
        if isinstance(why, ImportError) and isinstance(why.name, str):
            end["module"] = as_text(why.name)
        if isinstance(why, SyntaxError) and why.filename == script:
            end["line"] = why.lineno
    end.setdefault("line", recorder.line_of(trace))
    recorder.write_end(
        asked=list(_Environment.asked), unfetched=list(_FetchingFinder.unfetched), **end
    )


def main(words: list[str]) -> None:
    """Run the script that the words name."""
    result, packages, time, apart, script, *arguments = words
    seconds = float(time)
    limit(seconds)
    if packages not in sys.path:
        sys.path.append(packages)
    find_neighbours(str(Path(script).parent))
    sys.meta_path.insert(0, _FetchingFinder())
    _Environment.script = script
    os.environ.__class__ = _Environment
    trace_file = Path(f"{result}.trace")
    with Path(result).open("w", encoding="utf-8") as file, trace_file.open("w") as trace:
        recorder = Recorder(script, file)
        recorder.install()
        printed = _Printed()
        sys.stdout = sys.stderr = printed
        if apart:
            write_apart(apart)
        faulthandler.dump_traceback_later(seconds + 0.5, file=trace)
        stop_after(seconds, recorder)
        run(script, arguments, recorder, printed)
    # Threads that the script left and exit handlers that it set are not waited for.
    os._exit(0)
