"""Errors that nobody foresaw: a sentence for the person, a file with the details to hand on.

The one door for them, from whatever thread or child process. A report lies in the folder
`reports` of ACETATE_DATA, else of the user's data folder: at most MOST files of SIZE bytes, one
for each error, however often it comes. Nothing here raises, and nothing here loads Qt.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import logging

MOST = 20  # files
SIZE = 1 << 16  # bytes
NOTES = 50  # lines of what came before
LINE = 500  # characters of one of these


class Report(NamedTuple):
    """`sentence` is what a person is told, `text` the details. `path` is the file that holds
    them, None where none could be written."""

    sentence: str
    text: str
    path: Path | None


Listener = Callable[[Report], None]


class ChildError(Exception):
    """A child process ended as it should not; `said` is what it wrote to stderr."""

    def __init__(self, how: str, said: str = "") -> None:
        super().__init__(how)
        if said.strip():
            self.add_note(said.strip())


_known: dict[tuple[str, str], Report] = {}
_notes: deque[str] = deque(maxlen=NOTES)
_listeners: list[Listener] = []
_lock = threading.RLock()


def unexpected(doing: str, error: BaseException) -> Report:
    """Keep the details of an error that came while `doing` (“laying out vpc”). The first time
    that it comes, the listeners hear of it; later its first report is given again."""
    with _lock:
        place, name = _place(), _name(error)
        report = _known.get((str(place), name))
        if report is not None:
            return report
        text = _text(doing, error)
        path = _written(place, f"{name}.txt", text)
        where = f"The details are in {path}" if path else "--debug shows the details"
        said = f"Something unexpected happened while {doing}{_reason(error)}. {where}."
        report = _known[str(place), name] = Report(said, text, path)
        listeners = tuple(_listeners)
    with suppress(Exception):
        _log().error("unexpected while %s", doing, exc_info=error)
    for listener in listeners:
        with suppress(Exception):
            listener(report)
    return report


def note(text: str) -> None:
    """Keep what may explain a later error: a warning of Qt, what a child process said. The last
    lines stand in each report."""
    for line in text.splitlines()[-NOTES:]:
        _notes.append(line[:LINE])
    if "logging" in sys.modules:  # else nobody listens
        with suppress(Exception):
            _log().debug("%s", text)


def show_log() -> None:
    """From now on, traces and what is noted go to stderr."""
    import logging

    logging.basicConfig(stream=sys.stderr, format="%(relativeCreated)7.0f ms %(name)s: %(message)s")
    _log().setLevel(logging.DEBUG)  # not that of the libraries, which tell of each line they read


@contextmanager
def hooked(doing: str, listener: Listener) -> Iterator[None]:
    """Meanwhile, errors that reach Python's hooks (of the main loop, of threads, of destructors)
    become reports, and `listener` hears of every report that is new, in whatever thread."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def caught(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            unexpected(doing, error)
        else:
            hooks[0](_kind, error, _trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            unexpected(doing, args.exc_value)

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            unexpected(doing, args.exc_value)

    sys.excepthook, threading.excepthook, sys.unraisablehook = caught, in_thread, unraisable
    with _lock:
        _listeners.append(listener)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        with _lock:
            _listeners.remove(listener)


def _place() -> Path | None:
    """The folder of the reports, where that can be said."""
    with suppress(Exception):
        from app.places import data_folder

        return data_folder() / "reports"
    return None


def _log() -> logging.Logger:
    import logging  # here: the start does not wait for it

    log = logging.getLogger("acetate")
    if not log.handlers:
        log.addHandler(logging.NullHandler())  # else a trace would go to stderr
    return log


def _name(error: BaseException) -> str:
    """The same for the same error at the same place."""
    from hashlib import blake2b

    place, trace = [], error.__traceback__
    while trace is not None:
        place.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    kind = type(error).__name__
    at = " ".join(place[-8:]) or "\n".join([_said(error), *getattr(error, "__notes__", ())])
    digest = blake2b(f"{kind} {at}".encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{''.join(c for c in kind if c.isalnum())[:40]}-{digest}"


def _reason(error: BaseException) -> str:
    """What a person can make something of."""
    if isinstance(error, MemoryError):
        return ": there was not enough memory"
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}" + (f" ({error.filename})" if error.filename else "")
    return ""


def _said(error: BaseException) -> str:
    with suppress(Exception):
        return str(error)
    return "an error that cannot say what it is"


def _text(doing: str, error: BaseException) -> str:
    from datetime import UTC, datetime

    from app import __version__

    parts = [
        f"Acetate {__version__}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"While {doing}",
        *_system(),
        "",
        _trace(error),
    ]
    if _notes:
        parts += ["", "Before that:", *_notes]
    text = "\n".join(parts)
    with suppress(Exception):  # there may be no home
        text = text.replace(str(Path.home()), "~")
    data = text.encode("utf-8", "backslashreplace")
    if len(data) > SIZE:  # the innermost frames and what is said stand at the end
        half = SIZE // 2 - 10
        data = data[:half] + b"\n\n[...]\n\n" + data[-half:]
    return data.decode("utf-8", "replace") + "\n"


def _trace(error: BaseException) -> str:
    import traceback

    with suppress(Exception):
        return "".join(traceback.format_exception(error)).rstrip()
    return f"{type(error).__name__}: {_said(error)}"


def _system() -> list[str]:
    found: list[str] = []
    with suppress(Exception):
        import platform

        qt = sys.modules.get("PySide6")
        found += [
            f"Python {platform.python_version()}, {platform.platform()}",
            *([f"Qt {qt.__version__}"] if qt is not None and hasattr(qt, "__version__") else []),
            "Called as: " + " ".join(sys.argv)[: 4 * LINE],
        ]
    return found


def _written(place: Path | None, name: str, text: str) -> Path | None:
    if place is None:
        return None
    with suppress(Exception):
        from app import atomic

        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(place / name, text.encode("utf-8", "backslashreplace"))
        with suppress(OSError):  # another program may tidy up, too
            files = sorted(place.glob("*.txt"), key=lambda f: f.stat().st_mtime_ns)
            for old in files[:-MOST]:
                old.unlink()
        return place / name
    return None
