"""What PATH may be beside a folder or a file: several files, or `-` for text on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path

from app.cli_load import tell
from app.errors import AcetateError, UsageError
from app.paths import is_folder, told

INPUT = Path("-")
_END = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"


@contextmanager
def opened(paths: Sequence[Path]) -> Iterator[Path | None]:
    """The one path that stands for all that were given, None for none. Raises UsageError where they
    cannot go together, AcetateError where nothing comes."""
    with ExitStack() as stack:
        path = paths[0] if paths else None
        if INPUT in paths or len(paths) > 1:
            try:
                path = stack.enter_context(_handed(paths))
            except OSError as why:
                wrong = f"There is no place for what was given: {why.strerror}."
                raise AcetateError(wrong) from why
        yield path


def _handed(paths: Sequence[Path]) -> AbstractContextManager[Path]:
    from app.sources import handed

    if INPUT not in paths:
        files = _together(paths)
        return handed.several(files) if len(files) > 1 else nullcontext(files[0])
    if len(paths) > 1:
        raise UsageError("“-” stands for standard input, and goes with no other file.")
    return handed.text(_input(), Path.cwd())


def _together(paths: Sequence[Path]) -> list[Path]:
    """Each once. Raises UsageError where one of them is no file, or where only a folder holds them
    all that neither holds one of them itself nor lies where the command was given: what may be read
    for one of them may be read for all."""
    for path in paths:
        if is_folder(path):
            raise UsageError(f"“{told(path)}” is a folder. Name one folder, or several files.")
    files = list(dict.fromkeys(path.expanduser().resolve() for path in paths))
    from app.sources.handed import lie_together

    if not lie_together(files, Path.cwd().resolve()):
        raise UsageError(
            "These files lie too far apart to be opened together. Put them into one folder."
        )
    return files


def _input() -> bytes:
    """All of standard input, where it is DOT text of a size that can be read."""
    from app.sources.graphs.dot import MOST_BYTES

    if sys.stdin is None:
        raise AcetateError(_NOTHING)
    if sys.stdin.isatty():
        tell(f"Type DOT text; {_END} ends it, Ctrl+C leaves.")
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    if not raw.strip():
        raise AcetateError(_NOTHING)
    if len(raw) > MOST_BYTES:
        raise AcetateError(
            f"Standard input has more than {MOST_BYTES >> 20} MiB, the most that is read."
        )
    return raw


_NOTHING = "Nothing came on standard input. Send it DOT text: terraform graph | acetate -"
